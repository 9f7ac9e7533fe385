"""The restated statements: lines by columns, or lines by twelve months and a total."""

from __future__ import annotations

from workbench.findings import Finding
from workbench.formula import Symbol
from workbench.survey.layout_months import MonthGrid, looked_back, put_month_heads
from workbench.survey.layout_sheet import Sheet, across
from workbench.survey.layout_survey import Place, Survey
from workbench.survey.plan import PrintPlan
from workbench.survey.style import computed_style
from workbench.template.guards import MONTHS
from workbench.template.model import Statement, StatementLine, ValueType
from workbench.template.statements import NO_OPENING

LABEL, FIRST = 2, 3
HEADER, FIRST_ROW = 4, 5
MOST_UPRIGHT = 5  # columns of amounts that fit on an upright page
LABEL_WIDTH, AMOUNT_WIDTH, MONTH_WIDTH = 38.0, 17.0, 12.5


def lay_statement(survey: Survey, statement: Statement) -> Sheet:
    """Lay out one statement."""
    sheet = Sheet(survey, statement.name, "statement", survey.say(statement.sheet))
    sheet.widths.update({1: 2.0, LABEL: LABEL_WIDTH})
    rows = {line.name: FIRST_ROW + offset for offset, line in enumerate(statement.lines)}
    last_column = _monthly(sheet, statement, rows) if statement.monthly else _columns(sheet, statement, rows)
    for line in statement.lines:
        _label(sheet, line, rows[line.name], last_column)
    sheet.title(sheet.name, last_column, back_row=3)
    sheet.label(2, LABEL, survey.text("statement_intro"), "intro")
    sheet.heights[HEADER] = 26.0
    sheet.freeze = (HEADER, LABEL)
    last_row = FIRST_ROW + len(statement.lines) - 1
    landscape = statement.monthly or len(statement.columns) > MOST_UPRIGHT
    sheet.print = PrintPlan(landscape, last_row, last_column, HEADER, HEADER)
    return sheet


def _label(sheet: Sheet, line: StatementLine, row: int, last_column: int) -> None:
    if not line.formulas:
        sheet.label(row, LABEL, sheet.survey.say(line.label), "group")
        sheet.fill(row, LABEL, last_column, "group")
        return
    sheet.label(row, LABEL, sheet.survey.say(line.label), f"name{line.level}")
    sheet.fill(row, FIRST, last_column, f"line{line.level}")
    if line.level == 0:
        sheet.heights[row] = 24.0


def _style(line: StatementLine, kind: ValueType) -> str:
    """Give the style of a line's cell; money stands without cents."""
    base = f"line{line.level}"
    return f"{base}:yuan" if kind == "money" else computed_style(kind, base)


def _columns(sheet: Sheet, statement: Statement, rows: dict[str, int]) -> int:
    survey = sheet.survey
    columns = {column.name: FIRST + offset for offset, column in enumerate(statement.columns)}
    last_column = FIRST + len(columns) - 1
    sheet.label(HEADER, LABEL, survey.text("head.item"), "header_left")
    for column in statement.columns:
        sheet.label(HEADER, columns[column.name], survey.say(column.label), "header")
        sheet.widths[columns[column.name]] = AMOUNT_WIDTH if len(columns) <= MOST_UPRIGHT else MONTH_WIDTH
    helpers = {name: at + len(columns) + 1 for name, at in columns.items()}
    sheet.widths[last_column + 1] = 2.0
    types = {column.name: column.type for column in statement.columns}
    used: set[str] = set()
    for line in statement.lines:
        for name in line.formulas:
            row, style = rows[line.name], _style(line, types[name])
            full = f"{statement.name}.{line.name}.{name}"
            if sheet.guarded(row, columns[name], full, style, helpers[name], _in_row(row, columns)):
                used.add(name)
    for column in statement.columns:
        if column.name in used:
            text = survey.text("ready_of", column=survey.say(column.label))
            sheet.label(HEADER, helpers[column.name], text, "header_helper")
            sheet.widths[helpers[column.name]] = 8.0
    _blocks(sheet, statement, rows, columns)
    return last_column


def _in_row(row: int, columns: dict[str, int]) -> Place:
    def place(symbol: Symbol, access: str) -> str:
        return across(row, columns[symbol.name.rpartition(".")[2]])

    return place


def _blocks(sheet: Sheet, statement: Statement, rows: dict[str, int], columns: dict[str, int]) -> None:
    """Name the runs of lines; a run with a stranger inside cannot be one range."""
    blocks: dict[str, list[int]] = {}
    for line in statement.lines:
        if line.block:
            for column in line.formulas:
                blocks.setdefault(f"{line.block}.{column}", []).append(rows[line.name])
    for name, members in blocks.items():
        if members[-1] - members[0] + 1 != len(members):
            arguments = {"block": name, "sheet": statement.sheet}
            sheet.survey.findings.append(Finding("SUR01", statement.place, arguments))
        sheet.place(name, members[0], columns[name.rpartition(".")[2]], members[-1])


def _monthly(sheet: Sheet, statement: Statement, rows: dict[str, int]) -> int:
    survey = sheet.survey
    back = looked_back(sheet, statement.name)
    opening = FIRST
    first = FIRST + 1
    total = first + MONTHS
    grid = MonthGrid(sheet, statement.name, rows, first, total + 2)
    sheet.label(HEADER, LABEL, survey.text("head.item"), "header_left")
    sheet.label(HEADER, opening, survey.text("opening"), "header_computed")
    put_month_heads(sheet, HEADER, first, "header", statement.ahead)
    sheet.label(HEADER, total, survey.text("year_total"), "header_computed")
    from_zero = all(line.opening == NO_OPENING for line in statement.lines)
    sheet.widths[opening] = 7.0 if from_zero else MONTH_WIDTH
    sheet.widths.update({total: AMOUNT_WIDTH, total + 1: 2.0, total + 2: 8.0})
    sheet.widths.update({first + month: MONTH_WIDTH for month in range(MONTHS)})
    for line in statement.lines:
        row, style = rows[line.name], _style(line, line.type)
        name = f"{statement.name}.{line.name}"
        if "months" in line.formulas:
            grid.put_computed(line.name, style)
        if line.name in back:
            grid.put_opening(line.name, line.opening, style)
        if "total" in line.formulas:
            sheet.guarded(row, total, f"{name}.total", style, total + 3)
    if any(column == grid.helper for _, column in sheet.cells):
        sheet.label(HEADER, grid.helper, survey.text("head.ready"), "header_helper")
    return total
