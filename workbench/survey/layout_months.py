"""Twelve cells in a row, one formula along them: used by monthly series and by monthly statements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workbench.formula import Symbol, Value
from workbench.formula.functions import FUNCTIONS
from workbench.formula.functions.registry import applied
from workbench.survey.layout_sheet import Sheet, across, down
from workbench.survey.layout_survey import LIMIT, Place
from workbench.template.guards import MONTHS


@dataclass(frozen=True, slots=True)
class MonthGrid:
    """Where the lines of an owner stand: `rows` by short name, twelve columns from `first`.

    The column before the first holds the opening value of the lines that look back; `helper` is the column of
    the readiness of what does not change with the month, used where the formula would grow too long.
    """

    sheet: Sheet
    owner: str
    rows: Mapping[str, int]
    first: int
    helper: int

    def put_computed(self, line: str, style: str) -> None:
        """Put the formulas of one line."""
        sheet, survey = self.sheet, self.sheet.survey
        name = f"{self.owner}.{line}"
        row = self.rows[line]
        values = survey.cells(name)
        short = len(survey.guarded(name, self._place(self.first))) <= LIMIT
        outer = "" if short else self._put_helper(name, row)
        for month in range(MONTHS):
            column = self.first + month
            place = self._place(column)
            text = survey.guarded(name, place)
            if outer:
                inner = survey.split_guard(name, place)[1]
                condition = f"AND({across(row, self.helper)}=1,{inner})" if inner else f"{across(row, self.helper)}=1"
                text = f'IF({condition},{survey.formula_of(name, place)},"")'
            sheet.formula_in(row, column, text, values[month], style, name)
        sheet.place(name, row, self.first, row, self.first + MONTHS - 1)

    def put_opening(self, line: str, opening: str, style: str) -> None:
        """Put what PREV means in the first month."""
        value: Value = self.sheet.survey.value(opening)
        shown = value if type(value) is float else ""
        text = f'IF(COUNT({opening})=1,{opening},"")'
        self.sheet.formula(self.rows[line], self.first - 1, text, shown, style)

    def _put_helper(self, name: str, row: int) -> str:
        survey = self.sheet.survey
        outer, _ = survey.split_guard(name, self._place(self.first))
        if outer:
            ready = survey.scalars_ready(name)
            self.sheet.formula(row, self.helper, f"IF({outer},1,0)", float(ready), "helper:light")
        return outer

    def _place(self, column: int) -> Place:
        def place(symbol: Symbol, access: str) -> str:
            row = self.rows[symbol.name.rpartition(".")[2]]
            return down(row, column - 1 if access == "prev" else column)

        return place


def looked_back(sheet: Sheet, owner: str) -> set[str]:
    """Give the lines of an owner that some formula takes with PREV."""
    steps = sheet.survey.compiled.steps
    prefix = f"{owner}."
    return {
        need.symbol.name[len(prefix) :]
        for name, step in steps.items()
        if name.startswith(prefix)
        for need in step.formula.needs
        if need.access == "prev"
    }


def put_month_heads(sheet: Sheet, row: int, first: int, style: str, ahead: bool = False) -> None:
    """Put twelve headings that show the months up to the survey date, or those after it, once it is known."""
    if sheet.survey.definition("survey_date") is None:
        for month in range(MONTHS):
            sheet.label(row, first + month, str(month + 1), style)
        return
    value: Value = sheet.survey.value("survey_date")
    value = value if type(value) is float else ""
    start = 'IF(COUNT(survey_date)=1,survey_date,"")'
    if ahead:
        start = 'IF(COUNT(survey_date)=1,IFERROR(EDATE(survey_date,1),""),"")'
        value = _months_on(value, 1.0)
    columns = [first + month for month in range(MONTHS)]
    step = 1 if ahead else -1
    for column in columns if ahead else reversed(columns):
        sheet.formula(row, column, start, value, f"{style}:month")
        start = f'IFERROR(EDATE({down(row, column)},{step}),"")'
        value = _months_on(value, float(step))


def _months_on(value: Value, months: float) -> Value:
    """Give the date so many months on; what is no date stays empty."""
    moved = applied(FUNCTIONS["EDATE"], 2)(value, months) if type(value) is float else ""
    return moved if type(moved) is float else ""
