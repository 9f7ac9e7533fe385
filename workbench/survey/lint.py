"""The linter over a generated workbook: what good spreadsheet practice and our own rules ask (DESIGN 7).

It reads the file alone, as an auditor would, and knows nothing of the plan. openpyxl is imported here only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from workbench.cell_reference import column_number, position
from workbench.findings import Finding
from workbench.formula import address_like, refusals_of_names
from workbench.survey.plan import quoted

LIMIT = 120
CONSTANTS = frozenset({"0", "1", "12", "30", "100", "360", "365"})
PROMPT_LIMITS = 32, 255
ARRAY_ONLY = re.compile(
    r"_xlfn|_xlws|\b(?:FILTER|SORT|SORTBY|UNIQUE|SEQUENCE|LET|LAMBDA|XLOOKUP|INDIRECT|OFFSET)\(|[@#]"
)
STRING = re.compile(r'"(?:[^"]|"")*"')
# A number of cells that a count is held against is structure, not a constant of the trade.
COUNTED = re.compile(r"\b(?:COUNT|COUNTA|COUNTBLANK)\([^()]*\)(?:=|<)[0-9]+")
NUMBER = re.compile(r"(?<![\w.$:])[0-9]+(?:\.[0-9]+)?(?![\w.(])")
ADDRESS = re.compile(r"(?<![\w.])('?[^'!\s(,]+'?!)?(\$?)([A-Z]{1,3})(\$?)([1-9][0-9]*)(?![\w.(])")
DATA_SHEETS = frozenset({"veryHidden"})
RANGE = re.compile(r"^'?((?:[^']|'')+)'?!\$([A-Z]+)\$([0-9]+):\$([A-Z]+)\$([0-9]+)$")


def lint_workbook(path: Path, blank: bool = True) -> list[Finding]:
    """Give what is wrong with a generated workbook; a blank one may show no error value."""
    formulas, values = load_workbook(path), load_workbook(path, data_only=True)
    findings: list[Finding] = []
    for sheet in formulas.worksheets:
        visible = sheet.sheet_state not in DATA_SHEETS
        if not sheet.protection.sheet:
            findings.append(Finding("SUR20", quoted(sheet.title)))
        ruled = set(_ruled(sheet))
        for cell in _cells(sheet):
            if cell.data_type == "f":
                findings += _formula(cell, visible)
            findings += _lock(cell, ruled)
        findings += _prompts(sheet)
        if blank:
            findings += _errors(values[sheet.title])
    findings += _names(formulas)
    findings += _uniform(formulas)
    return findings


def _cells(sheet: Worksheet) -> Iterator[Cell]:
    for row in sheet.iter_rows():
        yield from (cell for cell in row if isinstance(cell, Cell))


def _place(cell: Cell) -> str:
    return f"{quoted(cell.parent.title)}!{cell.coordinate}"


def _formula(cell: Cell, visible: bool) -> Iterator[Finding]:
    text = cell.value.removeprefix("=") if isinstance(cell.value, str) else None
    if text is None:
        yield Finding("SUR12", _place(cell), {"text": "{array}"})
        return
    bare = STRING.sub('""', text)
    if len(text) > LIMIT and visible:
        yield Finding("SUR10", _place(cell), {"length": len(text), "limit": LIMIT})
    if ARRAY_ONLY.search(bare):
        yield Finding("SUR12", _place(cell), {"text": text})
    for number in NUMBER.findall(COUNTED.sub("", ADDRESS.sub("A", bare))):
        if number not in CONSTANTS:
            yield Finding("SUR11", _place(cell), {"number": number})
    if visible:
        for match in ADDRESS.finditer(bare):
            if match[1] or not _near(cell, match):
                yield Finding("SUR13", _place(cell), {"address": match[0]})


def _near(cell: Cell, match: re.Match[str]) -> bool:
    """Whether an address is of the same row, column or helper cell (`$H$7`), or the month before."""
    if match[2] and match[4]:
        return True
    column, row = column_number(match[3]), int(match[5])
    return row == cell.row or column == cell.column or cell.column - column in (0, 1)


def _ruled(sheet: Worksheet) -> Iterator[str]:
    for rule in sheet.data_validations.dataValidation:
        for area in rule.sqref.ranges:
            for row in range(area.min_row, area.max_row + 1):
                for column in range(area.min_col, area.max_col + 1):
                    yield f"{row},{column}"


def _lock(cell: Cell, ruled: set[str]) -> Iterator[Finding]:
    """An unlocked cell is an input and has a rule; a formula or a rule-less cell is locked."""
    unlocked = not cell.protection.locked
    if unlocked and cell.data_type == "f":
        yield Finding("SUR16", _place(cell))
    if unlocked and f"{cell.row},{cell.column}" not in ruled:
        yield Finding("SUR17", _place(cell))


def _prompts(sheet: Worksheet) -> Iterator[Finding]:
    for rule in sheet.data_validations.dataValidation:
        for title, text in ((rule.promptTitle, rule.prompt), (rule.errorTitle, rule.error)):
            sizes = len(title or ""), len(text or "")
            if sizes[0] > PROMPT_LIMITS[0] or sizes[1] > PROMPT_LIMITS[1]:
                place = f"{quoted(sheet.title)}!{rule.sqref}"
                yield Finding("SUR18", place, {"title": sizes[0], "text": sizes[1]})


def _errors(sheet: Worksheet) -> Iterator[Finding]:
    for cell in _cells(sheet):
        if cell.data_type == "e" or (isinstance(cell.value, str) and re.fullmatch(r"#[A-Z0-9/]+[!?]?", cell.value)):
            yield Finding("SUR15", _place(cell), {"value": cell.value})


def _names(book: Workbook) -> Iterator[Finding]:
    names = list(book.defined_names)
    refused = {str(refusal.args.get("name")) for refusal in refusals_of_names(names)}
    for name, defined in book.defined_names.items():
        target = str(defined.attr_text)
        sheet = target.rpartition("!")[0].strip("'").replace("''", "'")
        if name in refused or address_like(name) or "#REF!" in target or sheet not in book.sheetnames:
            yield Finding("SUR14", target, {"name": name})
    for worksheet in book.worksheets:
        for name in worksheet.defined_names:
            if not name.startswith(("Print_", "_xlnm")):
                yield Finding("SUR14", quoted(worksheet.title), {"name": name})


def _uniform(book: Workbook) -> Iterator[Finding]:
    """Along a named range every formula is the same, read relative to its cell."""
    for defined in book.defined_names.values():
        match = RANGE.match(str(defined.attr_text))
        if match is None:
            continue
        sheet = book[match[1].replace("''", "'")]
        if sheet.sheet_state in DATA_SHEETS or defined.name.endswith("_flags"):
            continue
        first, last = match[2] + match[3], match[4] + match[5]
        cells = [cell for row in sheet[first:last] for cell in row]
        if match[3] == match[5] or _is_table_column(cells):
            yield from _same(cell for cell in cells if cell.data_type == "f")


def _is_table_column(cells: list[Any]) -> bool:
    """Whether a range begins and ends with a blank row; lines of a statement or checks differ by design."""
    return cells[0].value is None and cells[-1].value is None


def _same(cells: Iterable[Any]) -> Iterator[Finding]:
    shown: dict[str, str] = {}
    for cell in cells:
        shown.setdefault(relative(str(cell.value), cell.row, cell.column), str(cell.value))
        if len(shown) > 1:
            one, other = list(shown.values())
            yield Finding("SUR19", _place(cell), {"one": one, "other": other})
            return


def relative(formula: str, row: int, column: int) -> str:
    """Give a formula with its addresses as offsets, so that one rule along a range reads the same everywhere."""

    def offset(match: re.Match[str]) -> str:
        to_row, to_column = position(match[3] + match[5])
        rows = f"R{to_row}" if match[4] else f"R[{to_row - row}]"
        columns = f"C{to_column}" if match[2] else f"C[{to_column - column}]"
        return f"{match[1] or ''}{rows}{columns}"

    return "".join(
        part if part.startswith('"') else ADDRESS.sub(offset, part) for part in re.split(r'("(?:[^"]|"")*")', formula)
    )
