"""Reads one worksheet of any writer with expat: prefixes, strict namespaces, cells without addresses."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.cell_reference import CELL, column_letters, column_number
from workbench.survey.cell_values import UnreadableCell, cell_value
from workbench.survey.meter import Meter
from workbench.survey.raw import CellValue, PackageRefused, RawSheet
from workbench.survey.shared_formulas import FormulaCollector
from workbench.survey.sheet_rules import SheetRules
from workbench.survey.xml_part import Attributes, End, Start, XmlPart, is_true, qualified

ROOT = qualified({"worksheet": lambda _attributes: None})


def read_sheet_slowly(part: str, xml: bytes, sheet: RawSheet, strings: Mapping[str, str], meter: Meter) -> None:
    """Fill `sheet` from its part; raises PackageRefused for what cannot be read safely."""
    rules, cells = SheetRules(sheet, meter), SheetCells(sheet, strings, meter)
    document = XmlPart(part, meter.bounds, rules.starts() | cells.starts(), rules.ends() | cells.ends())
    document.parse(xml)
    if document.root not in ROOT:
        raise PackageRefused("FILE27", part=part)
    cells.finish()
    rules.finish()


class SheetCells:
    """Handlers for `XmlPart` that collect the cells inside `sheetData`."""

    def __init__(self, sheet: RawSheet, strings: Mapping[str, str], meter: Meter) -> None:
        self._sheet = sheet
        self._strings = strings
        self._meter = meter
        self._collector = FormulaCollector(sheet, meter)
        self._values: dict[str, CellValue] = {}
        self._hidden_rows: list[int] = []
        self._inside = self._phonetic = False
        self._row = self._column = 0
        self._cell: Attributes | None = None
        self._formula: tuple[Attributes, str] | None = None
        self._text: str | None = None
        self._pieces: list[str] = []

    def starts(self) -> dict[str, Start]:
        """Start handlers by qualified element name."""
        handlers: dict[str, Start] = {
            "sheetData": self._start_data,
            "row": self._start_row,
            "c": self._start_cell,
            "f": self._start_formula,
            "rPh": self._start_phonetic,
        }
        return qualified(handlers)

    def ends(self) -> dict[str, End]:
        """End handlers by qualified element name."""
        handlers: dict[str, End] = {
            "sheetData": self._end_data,
            "c": self._end_cell,
            "f": self._end_formula,
            "v": self._end_value,
            "t": self._end_piece,
            "rPh": self._end_phonetic,
        }
        return qualified(handlers)

    def finish(self) -> None:
        """Hand the collected cells to the sheet."""
        self._sheet.values = self._values
        self._sheet.formulas = self._collector.formulas
        self._sheet.arrays = self._collector.arrays
        self._sheet.hidden_rows = self._hidden_rows

    def _start_data(self, _attributes: Attributes) -> None:
        self._inside = True

    def _end_data(self, _text: str) -> None:
        self._inside = False

    def _start_row(self, attributes: Attributes) -> None:
        if not self._inside:
            return
        number = attributes.get("r")
        self._row = self._row + 1 if number is None else self._row_number(number)
        self._column = 0
        if is_true(attributes.get("hidden")) and self._row <= self._meter.bounds.rows:
            self._hidden_rows.append(self._row)

    def _row_number(self, text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) <= 7):
            raise self._unreadable(f"row {text[:20]}", text)
        return int(text)

    def _start_cell(self, attributes: Attributes) -> None:
        self._cell = attributes if self._inside else None
        self._column += 1
        self._formula = None
        self._text = None
        self._pieces.clear()

    def _start_formula(self, attributes: Attributes) -> None:
        self._formula = (attributes, "")

    def _end_formula(self, text: str) -> None:
        if self._formula is not None:
            self._formula = (self._formula[0], text)

    def _end_value(self, text: str) -> None:
        self._text = text

    def _start_phonetic(self, _attributes: Attributes) -> None:
        self._phonetic = True

    def _end_phonetic(self, _text: str) -> None:
        self._phonetic = False

    def _end_piece(self, text: str) -> None:
        if not self._phonetic:
            self._pieces.append(text)

    def _end_cell(self, _text: str) -> None:
        if self._cell is None:
            return
        kind, reference = self._cell.get("t", ""), self._reference(self._cell.get("r"))
        text = "".join(self._pieces) if kind == "inlineStr" else self._text or ""
        absent = self._text is None and kind not in ("str", "inlineStr")
        try:
            value = None if absent else cell_value(kind, text, self._strings)
        except UnreadableCell:
            raise self._unreadable(reference, text) from None
        if value is not None or self._formula is not None:
            self._keep(reference, value)
        self._cell = None

    def _keep(self, cell: str, value: CellValue | None) -> None:
        bounds = self._meter.bounds
        if self._row > bounds.rows or self._column > bounds.columns:
            columns = column_letters(bounds.columns)
            raise PackageRefused("FILE28", sheet=self._sheet.name, cell=cell, rows=bounds.rows, columns=columns)
        if cell in self._values or cell in self._collector.formulas:
            raise PackageRefused("FILE36", sheet=self._sheet.name, cell=cell)
        self._meter.add_cells(1)
        if value is not None:
            self._values[cell] = value
        if self._formula is not None:
            self._collector.add(cell, *self._formula)

    def _reference(self, text: str | None) -> str:
        """Give the cell's address; where a writer left it out, cells are counted."""
        if text is None:
            return f"{column_letters(self._column)}{self._row}"
        found = CELL.fullmatch(text)
        if found is None:
            raise self._unreadable(text[:20], text)
        self._column, self._row = column_number(found[1]), int(found[2])
        return text

    def _unreadable(self, cell: str, text: str) -> PackageRefused:
        return PackageRefused("FILE35", sheet=self._sheet.name, cell=cell, text=text[:40])
