"""A group of monthly series on a section sheet: one row a line, twelve months, the year's total."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from workbench.cell_reference import column_letters
from workbench.formula import Value
from workbench.survey.layout_months import MonthGrid, looked_back, put_month_heads
from workbench.survey.layout_rules import rule_for
from workbench.survey.layout_sheet import Sheet, across, area
from workbench.survey.layout_survey import LIMIT
from workbench.survey.layout_table import header_text
from workbench.survey.plan import SeriesPlan
from workbench.survey.style import computed_style
from workbench.template.guards import MONTHS
from workbench.template.model import Entry, SeriesGroup

LABEL, OPENING, FIRST = 3, 4, 5
LAST = FIRST + MONTHS - 1
TOTAL, HELPER = LAST + 1, LAST + 2
SERIES_COLUMNS = TOTAL
HEADER_HEIGHT = 30.0


def put_series(sheet: Sheet, group: SeriesGroup, row: int, flag_column: int) -> Value:
    """Put a group with its title at a row; gives its progress mark."""
    survey = sheet.survey
    flag = _title(sheet, group, row, flag_column)
    header = row + 2
    rows = {line.name: header + offset for offset, line in enumerate(group.lines, start=1)}
    grid = MonthGrid(sheet, group.name, rows, FIRST, HELPER)
    _heads(sheet, group, rows, header)
    back = looked_back(sheet, group.name)
    for line in group.lines:
        _line(grid, line, flag_column)
        if line.name in back and line.opening:
            grid.put_opening(line.name, line.opening, computed_style(line.type))
    if back:
        sheet.label(header, OPENING, survey.text("opening"), "header_computed")
    _conditions(sheet, group, rows)
    ok = f"{group.name}.ok"
    survey.series[group.name] = SeriesPlan(
        group.name, sheet.name, header, column_letters(FIRST), column_letters(LAST), rows,
        tuple(line.name for line in group.inputs), survey.places[ok].ref,
    )  # fmt: skip
    return flag


def _title(sheet: Sheet, group: SeriesGroup, row: int, flag_column: int) -> Value:
    survey, ok = sheet.survey, f"{group.name}.ok"
    # A group in which nothing is required counts only where something in it is wrong.
    done: Value = 1.0 if any(line.required for line in group.inputs) else ""
    flag = done if type(survey.value(ok)) is float else 0.0
    text = f"IF(COUNT({ok})=1,{'1' if done else chr(34) * 2},0)"
    sheet.formula(row, flag_column, text, flag, "group_flag:flag")
    sheet.label(row, 2, group.code, "group_code")
    sheet.label(row, LABEL, survey.say(group.label), "group")
    sheet.label(row, OPENING, survey.say(group.prompt), "group_note")
    sheet.fill(row, OPENING, TOTAL, "group_note")
    cell = across(row, flag_column)
    sheet.condition(f"{cell}=1", "done", area(row, flag_column))
    sheet.condition(f"{cell}=0", "open", area(row, flag_column))
    return flag


def _heads(sheet: Sheet, group: SeriesGroup, rows: Mapping[str, int], header: int) -> None:
    """One row of month numbers with the group's state, one of the months themselves."""
    survey, ok, row = sheet.survey, f"{group.name}.ok", header - 1
    sheet.formula(row, LABEL, _ok_text(group, rows), survey.value(ok), "status_left:table_done", ok)
    sheet.condition(f"COUNT({across(row, LABEL)})=1", "done", area(row, LABEL))
    for month in range(MONTHS):
        sheet.constant(row, FIRST + month, float(month + 1), "status:plain")
    sheet.heights[header] = HEADER_HEIGHT
    sheet.label(header, 2, "", "header")
    sheet.label(header, LABEL, survey.text("head.item"), "header_left")
    sheet.label(header, OPENING, "", "header")
    put_month_heads(sheet, header, FIRST, "header")
    sheet.label(header, TOTAL, survey.text("year_total"), "header_computed")


def _ok_text(group: SeriesGroup, rows: Mapping[str, int]) -> str:
    """Give 1 when every required month is answered and what is optional is a number where it is given."""
    numbers = [line for line in group.inputs if line.required and line.numeric]
    texts = [line for line in group.inputs if line.required and not line.numeric]
    optional = [line for line in group.inputs if not line.required and line.numeric]

    def text(of: Callable[[Sequence[Entry]], str]) -> str:
        parts = [f"COUNT({of(numbers)})={MONTHS * len(numbers)}"] if numbers else []
        parts += [f"COUNTBLANK({of([line])})=0" for line in texts]
        parts += [f"COUNT({of(optional)})=COUNTA({of(optional)})"] if optional else []
        if not parts:
            return "1"
        return f'IF({parts[0] if len(parts) == 1 else "AND(" + ",".join(parts) + ")"},1,"")'

    named = text(lambda lines: ",".join(f"{group.name}.{line.name}" for line in lines))
    return named if len(named) <= LIMIT else text(lambda lines: _blocks([rows[line.name] for line in lines]))


def _blocks(rows: list[int]) -> str:
    """Give the months of some lines as few blocks of cells."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    first, last = column_letters(FIRST), column_letters(LAST)
    return ",".join(f"${first}${top}:${last}${bottom}" for top, bottom in runs)


def _line(grid: MonthGrid, line: Entry, flag_column: int) -> None:
    sheet, survey = grid.sheet, grid.sheet.survey
    row, name = grid.rows[line.name], f"{grid.owner}.{line.name}"
    sheet.label(row, 2, line.code, "muted_centre")
    sheet.label(row, LABEL, header_text(sheet, line), "label_bold" if line.required else "label")
    sheet.label(row, OPENING, "", "unit")
    if line.computed:
        grid.put_computed(line.name, computed_style(line.type))
    else:
        for month, value in enumerate(survey.cells(name)):
            sheet.input(row, FIRST + month, value, f"input:{line.type}", name)
        sheet.place(name, row, FIRST, row, LAST)
        sheet.validations.append(rule_for(survey, line, area(row, FIRST, row, LAST), always_prompt=False))
    if line.type in ("money", "number", "integer") and not line.opening:
        text = f'IF(COUNT({name})=0,"",SUM({name}))'
        sheet.formula(row, TOTAL, text, survey.compute(text), computed_style(line.type, "total"))


def _conditions(sheet: Sheet, group: SeriesGroup, rows: dict[str, int]) -> None:
    required = [area(rows[line.name], FIRST, rows[line.name], LAST) for line in group.inputs if line.required]
    numbers = [area(rows[line.name], FIRST, rows[line.name], LAST) for line in group.inputs if line.numeric]
    if required:
        cell = required[0].partition(":")[0]
        sheet.condition(f"COUNTBLANK({cell})=1", "missing", *required)
    if numbers:
        cell = numbers[0].partition(":")[0]
        sheet.condition(f"AND(COUNTBLANK({cell})=0,COUNT({cell})=0)", "wrong", *numbers)
