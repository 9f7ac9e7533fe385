"""A table on a section sheet: title, 'nothing to list', counts, header, sentinel, rows, sentinel, totals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from workbench.cell_reference import column_letters
from workbench.formula import Symbol, Value
from workbench.survey.layout_rules import choice_rule, rule_for
from workbench.survey.layout_sheet import Sheet, across, area
from workbench.survey.layout_survey import LIMIT
from workbench.survey.plan import TablePlan
from workbench.survey.style import computed_style
from workbench.template.model import Entry, Table

STATUS, FIRST = 2, 3
HEADER_HEIGHT, SENTINEL_HEIGHT = 34.0, 6.0


class Runs(NamedTuple):
    """The input columns of a table in the order in which their conditions take one range each."""

    required_text: tuple[Entry, ...]
    required_number: tuple[Entry, ...]
    optional_number: tuple[Entry, ...]
    optional_text: tuple[Entry, ...]

    @property
    def all(self) -> tuple[Entry, ...]:
        return (*self.required_text, *self.required_number, *self.optional_number, *self.optional_text)


def runs_of(table: Table) -> Runs:
    """Sort input columns, otherwise in the template's order, so that each kind stands together."""
    inputs = table.inputs
    return Runs(
        tuple(entry for entry in inputs if entry.required and not entry.numeric),
        tuple(entry for entry in inputs if entry.required and entry.numeric),
        tuple(entry for entry in inputs if not entry.required and entry.numeric),
        tuple(entry for entry in inputs if not entry.required and not entry.numeric),
    )


def table_width(table: Table) -> tuple[Entry, ...]:
    """Give the columns of a table as they stand: inputs sorted, then what is computed."""
    return (*runs_of(table).all, *(column for column in table.columns if column.computed))


def put_table(sheet: Sheet, table: Table, row: int, flag_column: int) -> tuple[Value, int]:
    """Put a table with its title at a row; gives its progress mark and its last row."""
    layout = _TableLayout(sheet, table, row)
    flag = layout.put(flag_column)
    return flag, layout.bottom


class _TableLayout:
    def __init__(self, sheet: Sheet, table: Table, row: int) -> None:
        self.sheet, self.survey, self.table = sheet, sheet.survey, table
        self.entries = table_width(table)
        self.runs = runs_of(table)
        self.columns = {entry.name: FIRST + offset for offset, entry in enumerate(self.entries)}
        self.last_column = FIRST + len(self.entries) - 1
        self.needs = self.survey.compiled.row_needs[table.name]
        self.statuses = self.survey.values.statuses(table.name)
        self.title, self.control, self.header = row, row + 1, row + 2
        self.first = row + 4  # one row of header, one sentinel
        self.last = self.bottom = self.first + len(self.statuses) - 1

    def put(self, flag_column: int) -> Value:
        """Put everything, top down."""
        flag = self._title(flag_column)
        self._control()
        self._header()
        self._names()
        self._outside()
        for row in (self.first - 1, self.last + 1):
            self.sheet.heights[row] = SENTINEL_HEIGHT
            self.sheet.fill(row, STATUS, self.last_column, "sentinel")
        self._rows()
        self.bottom = self.last + 1 + self._totals()
        self._rules()
        self._conditions()
        self._plan()
        return flag

    def _title(self, flag_column: int) -> Value:
        flag, text = self._flag()
        self.sheet.formula(self.title, flag_column, text, flag, "group_flag:flag")
        self.sheet.label(self.title, STATUS, self.table.code, "group_code")
        self.sheet.label(self.title, FIRST, self.survey.say(self.table.label), "group")
        self.sheet.label(self.title, FIRST + 1, self.survey.say(self.table.prompt), "group_note")
        self.sheet.fill(self.title, FIRST + 2, max(self.last_column, FIRST + 4), "group_note")
        flag_cell = across(self.title, flag_column)
        self.sheet.condition(f"{flag_cell}=1", "done", area(self.title, flag_column))
        self.sheet.condition(f"{flag_cell}=0", "open", area(self.title, flag_column))
        return flag

    def _flag(self) -> tuple[Value, str]:
        """Give the progress mark; a table that may stay empty counts only once it has rows."""
        ok, rows = f"{self.table.name}.ok", f"survey.{self.table.name}_rows"
        ready = type(self.survey.value(ok)) is float
        if self.table.required:
            return float(ready), f"IF(COUNT({ok})=1,1,0)"
        text = f'IF(COUNT({ok})=0,0,IF(COUNTIF({rows},1)>0,1,""))'
        if not ready:
            return 0.0, text
        return (1.0 if 1 in self.statuses else ""), text

    def _control(self) -> None:
        """The row that says whether there is nothing to list, how many rows are done, and whether the table is."""
        sheet, survey, name, row = self.sheet, self.survey, self.table.name, self.control
        none, rows = f"{name}.none", f"survey.{name}_rows"
        sheet.label(row, FIRST, survey.text("none"), "label")
        sheet.input(row, FIRST + 1, survey.value(none), "input:yes_no", none)
        sheet.place(none, row, FIRST + 1)
        prompt = survey.text("none_prompt", label=survey.say(self.table.label))
        sheet.validations.append(choice_rule(survey, "yes_no", survey.text("none"), prompt, area(row, FIRST + 1)))
        done, open_rows = float(self.statuses.count(1)), float(self.statuses.count(-1))
        sheet.formula(row, FIRST + 2, f"COUNTIF({rows},1)", done, "status:rows_done")
        sheet.formula(row, FIRST + 3, f"COUNTIF({rows},-1)", open_rows, "status:rows_open")
        sheet.condition(f"{across(row, FIRST + 3)}>0", "open", area(row, FIRST + 3))
        text = self._ok_text(across(row, FIRST + 2), across(row, FIRST + 3))
        sheet.formula(row, FIRST + 4, text, survey.value(f"{name}.ok"), "status:table_done", f"{name}.ok")
        sheet.condition(f"COUNT({across(row, FIRST + 4)})=1", "done", area(row, FIRST + 4))

    def _ok_text(self, done: str, open_rows: str) -> str:
        enough = f"AND({done}>0,{open_rows}=0)" if self.table.required else f"{open_rows}=0"
        nothing = f'IF({done}+{open_rows}=0,1,"")'
        return f'IF({self.table.name}.none=yes_no.yes,{nothing},IF({enough},1,""))'

    def _header(self) -> None:
        self.sheet.heights[self.header] = HEADER_HEIGHT
        self.sheet.label(self.header, STATUS, self.survey.text("head.row"), "header")
        for entry in self.entries:
            style = "header_computed" if entry.computed else "header"
            self.sheet.label(self.header, self.columns[entry.name], header_text(self.sheet, entry), style)

    def _names(self) -> None:
        first, last = self.first - 1, self.last + 1
        self.sheet.place(f"survey.{self.table.name}_rows", first, STATUS, last)
        for entry in self.entries:
            self.sheet.place(f"{self.table.name}.{entry.name}", first, self.columns[entry.name], last)

    def _rows(self) -> None:
        values = {entry.name: self.survey.cells(f"{self.table.name}.{entry.name}") for entry in self.entries}
        for offset, status in enumerate(self.statuses):
            row = self.first + offset
            self.sheet.formula(row, STATUS, self._status_text(row), float(status), "status:row")
            for entry in self.entries:
                value = values[entry.name][offset + 1]
                full, column = f"{self.table.name}.{entry.name}", self.columns[entry.name]
                if entry.computed:
                    text = self._row_text(full, row)
                    self.sheet.formula_in(row, column, text, value, computed_style(entry.type), full)
                else:
                    self.sheet.input(row, column, value, f"input:{entry.type}", full)

    def _row_text(self, name: str, row: int) -> str:
        def place(symbol: Symbol, access: str) -> str:
            return across(row, self.columns[symbol.name.rpartition(".")[2]])

        return f'IF({across(row, STATUS)}=1,{self.survey.formula_of(name, place)},"")'

    def _span(self, row: int, entries: Sequence[Entry]) -> str:
        return area(row, self.columns[entries[0].name], row, self.columns[entries[-1].name])

    def _outside(self) -> None:
        """Put what the rows need from elsewhere into one cell, where the formula of the status grows too long."""
        needs, column = self.needs, FIRST + 5
        if not needs or len(self._status_text(self.last)) <= LIMIT:
            return
        ready = all(type(self.survey.value(need)) is float for need in needs)
        text = f'IF(COUNT({",".join(needs)})={len(needs)},1,"")'
        shown: Value = 1.0 if ready else ""
        self.sheet.formula(self.control, column, text, shown, "status:outside")
        self.needs = (f"${column_letters(column)}${self.control}",)

    def _status_text(self, row: int) -> str:
        """Give 1 for a complete row, -1 for an incomplete one, 0 for an empty one."""
        runs, needs = self.runs, self.needs
        parts = []
        if runs.required_text:
            parts.append(f"COUNTBLANK({self._span(row, runs.required_text)})=0")
        if runs.required_number or needs:
            cells = [self._span(row, runs.required_number)] if runs.required_number else []
            parts.append(f"COUNT({','.join([*needs, *cells])})={len(needs) + len(runs.required_number)}")
        if runs.optional_number:
            optional = self._span(row, runs.optional_number)
            parts.append(f"COUNT({optional})=COUNTA({optional})")
        empty = f"COUNTBLANK({self._span(row, runs.all)})={len(runs.all)}"
        if not parts:
            return f"IF({empty},0,1)"
        condition = parts[0] if len(parts) == 1 else f"AND({','.join(parts)})"
        return f"IF({empty},0,IF({condition},1,-1))"

    def _totals(self) -> int:
        """A sum under every column of money, for the eye; gives how many rows that takes."""
        row = self.last + 2
        prefix = f"{self.table.name}."
        # Only what some rule speaks of as a whole: the sum of unit prices would mean nothing.
        summed = [
            entry for entry in self.entries if entry.type == "money" and prefix + entry.name in self.survey.referenced
        ]
        if not summed:
            return 0
        self.sheet.label(row, FIRST, self.survey.text("total"), "total")
        for entry in summed:
            name = f"{self.table.name}.{entry.name}"
            text = f'IF(COUNT({name})=0,"",SUM({name}))'
            if self.columns[entry.name] != FIRST:
                value = self.survey.compute(text)
                self.sheet.formula(row, self.columns[entry.name], text, value, "total:money")
        self.sheet.fill(row, FIRST, self.last_column, "total")
        return 1

    def _rules(self) -> None:
        for entry in self.runs.all:
            column = self.columns[entry.name]
            target = area(self.first, column, self.last)
            self.sheet.validations.append(rule_for(self.survey, entry, target, always_prompt=False))

    def _conditions(self) -> None:
        sheet, status = self.sheet, across(self.first, STATUS)
        required = (*self.runs.required_text, *self.runs.required_number)
        numbers = (*self.runs.required_number, *self.runs.optional_number)
        if required:
            cell = f"{column_letters(self.columns[required[0].name])}{self.first}"
            sheet.condition(f"AND({status}=-1,COUNTBLANK({cell})=1)", "missing", self._block(required))
        if numbers:
            cell = f"{column_letters(self.columns[numbers[0].name])}{self.first}"
            sheet.condition(f"AND(COUNTBLANK({cell})=0,COUNT({cell})=0)", "wrong", self._block(numbers))
        statuses = area(self.first, STATUS, self.last)
        sheet.condition(f"{status}=1", "done", statuses)
        sheet.condition(f"{status}=-1", "open", statuses)

    def _block(self, entries: Sequence[Entry]) -> str:
        first, last = self.columns[entries[0].name], self.columns[entries[-1].name]
        return area(self.first, first, self.last, last)

    def _plan(self) -> None:
        letters = {name: column_letters(column) for name, column in self.columns.items()}
        self.survey.tables[self.table.name] = TablePlan(
            self.table.name,
            self.sheet.name,
            self.header,
            self.first,
            self.last,
            letters,
            tuple(entry.name for entry in self.runs.all),
            column_letters(STATUS),
            f"{column_letters(FIRST + 1)}{self.control}",
            f"{column_letters(FIRST + 4)}{self.control}",
        )


def header_text(sheet: Sheet, entry: Entry) -> str:
    """Give a column's heading: label, unit, and a star where an answer is required."""
    label, unit = sheet.survey.say(entry.label), sheet.survey.say(entry.unit)
    if not unit and entry.type == "money":
        unit = sheet.survey.text("yuan")
    shown = sheet.survey.text("with_unit", label=label, unit=unit) if unit else label
    return f"{shown} *" if entry.required and not entry.computed else shown
