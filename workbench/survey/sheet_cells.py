"""The fast path for worksheets: cells by one regular expression, everything around them by expat.

It takes only the plain XML that Excel, WPS, LibreOffice and XlsxWriter write and declines everything else, so
that it can be quick without ever reading a file differently from `sheet_xml`. See docs/decisions/0002.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from workbench.survey.cell_values import cell_value
from workbench.survey.meter import Meter
from workbench.survey.plain_validations import cut_validations
from workbench.survey.plain_xml import (
    LONGEST_TEXT,
    TEXT,
    UnusualError,
    plain,
    quick_bytes,
    quick_pattern,
    split_part,
)
from workbench.survey.raw import CellValue, PackageRefused, RawSheet
from workbench.survey.shared_formulas import FormulaCollector
from workbench.survey.sheet_rules import SheetRules
from workbench.survey.sheet_xml import ROOT
from workbench.survey.xml_part import XmlPart, qualified

OPEN, CLOSE = b"<sheetData>", b"</sheetData>"
DATA = qualified({"sheetData": None}).keys()
VALIDATIONS = qualified({"dataValidations": None}).keys()
FLAG = '="(?:0|1|true|false)"'
# Attributes in the order of the standard, so none can occur twice. Possessive repeats (`++`) halve the time.
ROW = (
    r'<row r="[0-9]++"(?: spans="[0-9: ]*+")?+(?: s="[0-9]++")?+'
    rf'(?: customFormat{FLAG})?+(?: ht="[0-9.]++")?+(?: hidden{FLAG})?+(?: customHeight{FLAG})?+'
    rf'(?: outlineLevel="[0-9]")?+(?: collapsed{FLAG})?+(?: thickTop{FLAG})?+(?: thickBot{FLAG})?+'
    r'(?: x14ac:dyDescent="[0-9.]++")?+'
)
BLANK = r'<c r="[A-Z]++[0-9]++"(?: s="[0-9]++")?+/>'
# Columns to ZZ, rows to 9,999: addresses that need no further check under the default bounds.
NEAR_CELL = r"[A-Z]{1,2}+[1-9][0-9]{0,3}+"
NEAR_ROWS, NEAR_COLUMNS = 9_999, 702
FORMULA_MARK = "(?:t|ref|si|ca|aca|bx|dt2D|dtr|del1|del2|r1|r2)"
# Lets expat say whether the prefix that Excel uses on rows is declared.
SAMPLE_ROW = b'<row x14ac:dyDescent="0"/>'
# Formats that depend on a formula are well-formed as they stand here, and nobody asks for them.
FORMATS = quick_bytes(
    r'(?:<conditionalFormatting sqref="[A-Z0-9: ]++">'
    r'(?:<cfRule type="expression" dxfId="[0-9]++" priority="[0-9]++"(?: stopIfTrue="1")?+>'
    r"<formula>(?:[ -%'-;=?-~]|&(?:lt|gt|amp|quot|apos);)*+</formula></cfRule>)++</conditionalFormatting>)++"
)
FIRST_ROW = quick_pattern(f"(?:{ROW}/>)*+{ROW}>")
LAST_ROW = quick_pattern(f"</row>(?:{ROW}/>)*+")
# A row may only close where the next one opens: so rows and cells are nested as they should be. Plain decimal
# numbers have a group of their own. What fits nothing is in the last group.
TOKEN = quick_pattern(
    rf"(?:{BLANK}|</row>(?:{ROW}/>)*+{ROW}>)*+"
    rf'(?:<c r="({NEAR_CELL})"(?: s="[0-9]++")?+(?: t="(n|s|str|b|e)")?+>'
    rf'(?:<f((?: {FORMULA_MARK}="[A-Za-z0-9:$ ]*+")*+)(?:/>|>({TEXT})</f>))?+'
    rf'(?:<v(?: xml:space="preserve")?+>(?:([-+.0-9]{{0,30}}+)</v>|({TEXT})</v>)|<v ?/>)?+</c>|\Z|(.+))'
)
HIDDEN_ROW = re.compile(r'<row r="([0-9]+)"[^>]* hidden="(?:1|true)"')
ATTRIBUTE = re.compile(r' ([A-Za-z0-9]+)="([^"]*)"')
# Attributes that say when to recalculate, not what: LibreOffice writes the first on every formula.
PLAIN_MARKS = frozenset({' aca="false"', ' ca="1"', ' ca="true"'})


def read_sheet_fast(part: str, xml: bytes, sheet: RawSheet, strings: Mapping[str, str], meter: Meter) -> bool:
    """Fill `sheet` and return True; or leave it as it is and return False when the slow path must decide."""
    bounds = meter.bounds
    if bounds.rows < NEAR_ROWS or bounds.columns < NEAR_COLUMNS or bounds.text_length < LONGEST_TEXT:
        return False
    try:
        head, body, tail = split_part(xml, OPEN, CLOSE)
        cells = _Cells(sheet, meter)
        cells.read(body, strings)
        rules = SheetRules(sheet, meter)
        around, validations = cut_validations(FORMATS.sub(b"", tail))
        rules.add_validations(validations)
        _read_around(part, head + (SAMPLE_ROW if "x14ac:" in body else b"") + around, rules)
    except (UnusualError, PackageRefused):
        return False
    meter.add_cells(cells.count)
    cells.finish()
    rules.finish()
    return True


def _read_around(part: str, xml: bytes, rules: SheetRules) -> None:
    cut = rules.validations > 0
    document = XmlPart(part, rules.bounds, rules.starts(), rules.ends())
    document.parse(xml)
    if cut and VALIDATIONS.isdisjoint(document.children):
        raise UnusualError
    # One `sheetData`, and that directly inside the worksheet: so it is the one that was cut.
    once = xml.count(b"sheetData") == 2 and not DATA.isdisjoint(document.children)
    if document.root not in ROOT or not once:
        raise UnusualError


class _Cells:
    """The content of `sheetData`, read by TOKEN."""

    def __init__(self, sheet: RawSheet, meter: Meter) -> None:
        self._sheet = sheet
        self._meter = meter
        self._values: dict[str, CellValue] = {}
        self._collector = FormulaCollector(sheet, meter)
        self._hidden_rows: list[int] = []
        self.count = 0

    def finish(self) -> None:
        self._sheet.values = self._values
        self._sheet.formulas = self._collector.formulas
        self._sheet.arrays = self._collector.arrays
        self._sheet.hidden_rows = self._hidden_rows

    def read(self, text: str, strings: Mapping[str, str]) -> None:
        """Read all cells; raises UnusualError as soon as anything is not plain."""
        if not text:
            return
        first = FIRST_ROW.match(text)
        last = LAST_ROW.fullmatch(text, text.rfind("</row>"))
        if first is None or last is None:
            raise UnusualError
        try:
            self._read_cells(TOKEN.findall(text, first.end(), last.start()), strings)
        except (KeyError, ValueError):
            raise UnusualError from None
        if "hidden" in text:
            rows = map(int, HIDDEN_ROW.findall(text))
            self._hidden_rows = [row for row in rows if row <= self._meter.bounds.rows]

    def _read_cells(self, tokens: list[tuple[str, ...]], strings: Mapping[str, str]) -> None:
        values, formulas = self._values, self._collector.formulas
        without_value: list[str] = []
        seen = 0
        for cell, kind, marks, formula, number, text, odd in tokens:
            if not cell:
                if odd:
                    raise UnusualError
                continue
            seen += 1
            if formula and (not marks or marks in PLAIN_MARKS):
                formulas[cell] = plain(formula) if "&" in formula else formula
            elif marks:
                self._add_marked(cell, marks, plain(formula))
            if number and (not kind or kind == "n"):
                values[cell] = float(number)
            elif kind == "s":
                values[cell] = strings[number]
            elif kind == "str" and not (number or text):
                values[cell] = ""
            elif not (kind or text) or (value := cell_value(kind, plain(text or number), strings)) is None:
                without_value.append(cell)
            else:
                values[cell] = value
        # The same cell twice: the slow path says which.
        if len(values.keys() | without_value) != seen:
            raise UnusualError
        self.count = len(values.keys() | formulas.keys()) if without_value else seen

    def _add_marked(self, cell: str, marks: str, text: str) -> None:
        pairs = ATTRIBUTE.findall(marks)
        attributes = dict(pairs)
        if len(attributes) != len(pairs):
            raise UnusualError
        self._collector.add(cell, attributes, text)
