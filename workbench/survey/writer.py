"""Writes a planned survey workbook with XlsxWriter: the same plan gives the same bytes."""

from __future__ import annotations

import io
import os
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from workbench.formula import ExcelError, Value
from workbench.survey.package_finish import finish_package
from workbench.survey.plan import CellPlan, SheetPlan, ValidationPlan, WorkbookPlan, quoted
from workbench.survey.style import TAB_COLOURS, cell_properties, condition_properties
from workbench.survey.texts import texts

CREATED = datetime(2026, 1, 1)  # fixed: equal plans give equal bytes
PRODUCT = "Credit Workbench"
DEFAULT_HEIGHT = 21
A4 = 9
DANGEROUS = tuple("=+-@\t\r＝＋－＠")
PROTECTION = {
    "objects": True,
    "format_columns": True,
    "format_rows": True,
    "sort": True,
    "autofilter": True,
}


def write_survey(plan: WorkbookPlan, target: Path | str | BinaryIO) -> None:
    """Write a workbook; a file appears whole or not at all."""
    data = survey_bytes(plan)
    if not isinstance(target, (str, Path)):
        target.write(data)
        return
    path = Path(target)
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        aside.write_bytes(data)
        os.replace(aside, path)
    finally:
        aside.unlink(missing_ok=True)


def survey_bytes(plan: WorkbookPlan) -> bytes:
    """Give the bytes of a planned workbook."""
    buffer = io.BytesIO()
    writer = _Writer(plan, buffer)
    writer.write()
    return finish_package(buffer.getvalue())


class _Worksheet(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """A sheet whose formulas stand as they are."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        # XlsxWriter runs 29 searches over each formula for functions that our language does not have.
        return formula.removeprefix("=")


class _Writer:
    def __init__(self, plan: WorkbookPlan, buffer: io.BytesIO) -> None:
        self.plan = plan
        self.book = Workbook(buffer, {"in_memory": True})
        self.formats: dict[str, Any] = {}
        self.styles: dict[str, Any] = {}

    def write(self) -> None:
        """Write everything and close the book."""
        self.book.set_properties({"title": self.plan.title, "company": PRODUCT, "created": CREATED})
        self.book.set_calc_mode("auto")
        sheets = [(sheet, self.book.add_worksheet(sheet.name, _Worksheet)) for sheet in self.plan.sheets]
        for name in self.plan.names:
            _accepted(self.book.define_name(name.name, f"={name.absolute}"), name.name)
        for sheet, worksheet in sheets:
            self._sheet(sheet, worksheet)
        self.book.close()

    def _sheet(self, sheet: SheetPlan, worksheet: Any) -> None:
        worksheet.hide_gridlines(2)
        worksheet.set_tab_color(TAB_COLOURS[sheet.tab])
        worksheet.set_default_row(DEFAULT_HEIGHT)
        for column, width in sheet.widths.items():
            worksheet.set_column(column - 1, column - 1, width)
        for row, height in sheet.heights.items():
            worksheet.set_row(row - 1, height)
        for first_row, first_column, last_row, last_column in sheet.merges:
            cell = next(c for c in sheet.cells if (c.row, c.column) == (first_row, first_column))
            at = (first_row - 1, first_column - 1, last_row - 1, last_column - 1)
            worksheet.merge_range(*at, "", self._format(cell.style))
        for cell in sheet.cells:
            self._cell(worksheet, cell)
        for rule in sheet.validations:
            self._validation(worksheet, rule)
        for condition in sheet.conditions:
            style = self._condition(condition.style)
            options = {"type": "formula", "criteria": f"={condition.formula}", "format": style}
            if len(condition.areas) > 1:
                options["multi_range"] = " ".join(condition.areas)
            _accepted(worksheet.conditional_format(condition.areas[0], options), condition.formula)
        worksheet.protect("", PROTECTION)
        if sheet.state == "veryHidden":
            worksheet.very_hidden()
        else:
            self._page(sheet, worksheet)

    def _page(self, sheet: SheetPlan, worksheet: Any) -> None:
        if any(sheet.freeze):
            worksheet.freeze_panes(*sheet.freeze)
        layout = sheet.print
        worksheet.set_paper(A4)
        worksheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        worksheet.fit_to_pages(1, 0)
        worksheet.center_horizontally()
        footer = texts()["footer"][self.plan.language]
        worksheet.set_footer(footer.format(template=self.plan.template, version=self.plan.version))
        if layout is None:
            return
        if layout.landscape:
            worksheet.set_landscape()
        worksheet.print_area(0, 0, layout.last_row - 1, layout.last_column - 1)
        if layout.repeat_first:
            worksheet.repeat_rows(layout.repeat_first - 1, layout.repeat_last - 1)

    def _cell(self, worksheet: Any, cell: CellPlan) -> None:
        row, column, value = cell.row - 1, cell.column - 1, cell.value
        if cell.kind == "formula":
            style = self._format(cell.style)
            _accepted(worksheet.write_formula(row, column, f"={cell.formula}", style, _cached(value)), cell.ref)
        elif cell.kind == "link":
            sheet, _, ref = cell.target.partition("#")
            target = f"internal:{quoted(sheet)}!{ref}"
            worksheet.write_url(row, column, target, self._format(cell.style), str(value))
        else:
            _accepted(self._value(worksheet, row, column, value, cell.style), cell.ref)

    def _value(self, worksheet: Any, row: int, column: int, value: Value, style: str) -> int:
        if value is None:
            code = worksheet.write_blank(row, column, None, self._format(style))
        elif isinstance(value, bool):
            code = worksheet.write_boolean(row, column, value, self._format(style))
        elif isinstance(value, float):
            code = worksheet.write_number(row, column, value, self._format(style))
        elif isinstance(value, ExcelError):
            code = worksheet.write_formula(row, column, f"={value}", self._format(style), str(value))
        else:
            quote = value.startswith(DANGEROUS)
            code = worksheet.write_string(row, column, value, self._format(style, quote))
        return int(code)

    def _validation(self, worksheet: Any, rule: ValidationPlan) -> None:
        options: dict[str, Any] = {
            "validate": _validate(rule.type),
            "criteria": rule.operator,
            "ignore_blank": True,
            "error_title": rule.error_title,
            "error_message": rule.error,
        }
        if rule.type == "list":
            options["source"] = f"={rule.formula1}"
        else:
            options["minimum"], options["maximum"] = float(rule.formula1), float(rule.formula2)
            if rule.type in ("whole", "textLength", "date"):
                options["minimum"], options["maximum"] = int(float(rule.formula1)), int(float(rule.formula2))
        if rule.prompt:
            options |= {"input_title": rule.prompt_title, "input_message": rule.prompt}
        if len(rule.areas) > 1:
            options["other_cells"] = [_corners(worksheet, area) for area in rule.areas[1:]]
        _accepted(worksheet.data_validation(rule.areas[0], options), rule.areas[0])

    def _format(self, style: str, quote: bool = False) -> Any:
        key = f"{style}'" if quote else style
        if key not in self.formats:
            properties = cell_properties(style, self.plan.language)
            self.formats[key] = self.book.add_format({**properties, "quote_prefix": quote})
        return self.formats[key]

    def _condition(self, style: str) -> Any:
        if style not in self.styles:
            self.styles[style] = self.book.add_format(condition_properties(style))
        return self.styles[style]


def _validate(kind: str) -> str:
    return {"whole": "integer", "textLength": "length"}.get(kind, kind)


def _corners(worksheet: Any, area: str) -> list[int]:
    from workbench.cell_reference import position

    first, _, last = area.partition(":")
    row, column = position(first)
    last_row, last_column = position(last or first)
    return [row - 1, column - 1, last_row - 1, last_column - 1]


def _cached(value: Value) -> Any:
    """Give a computed value as the file stores it."""
    if value is None:
        return ""
    if isinstance(value, ExcelError):
        return str(value)
    if isinstance(value, float) and value == int(value) and abs(value) < 1e15:
        return int(value)
    return value


def _accepted(code: int | None, what: str) -> None:
    """Raise where XlsxWriter says by a number only that it left something out."""
    if code:
        raise ValueError(f"XlsxWriter refused {what} (code {code})")
