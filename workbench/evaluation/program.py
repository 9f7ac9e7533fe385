"""The Python face of a template: its steps bound to slots, in order, ready to run over a frame."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import lru_cache
from typing import Any

from workbench.formula import ExcelError, Value
from workbench.formula.comparison import order
from workbench.template.compiled import Compiled, Step
from workbench.template.guards import MONTHS, Guard
from workbench.template.model import Entry, SeriesGroup, Table

Frame = list[Any]  # a scalar's value or a range's list in each slot, statuses of rows behind them
Action = Callable[[Frame], None]
Ready = Callable[[Frame, int], bool]
NOT_READY = ""
COMPLETE, EMPTY_ROW, INCOMPLETE = 1, 0, -1


class Program:
    """Runs every step of a compiled template over a frame, in place."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self.status_slots: dict[str, int] = {}
        self._next_slot = len(compiled.symbols)
        self.tables = {t.name: t for s in compiled.template.sections for t in s.tables}
        self.groups = {g.name: g for s in compiled.template.sections for g in s.series}
        for table in self.tables:
            self.status_slots[table] = self._next_slot
            self._next_slot += 1
        self.actions = {name: action for name in compiled.order if (action := self._action(name)) is not None}

    @property
    def size(self) -> int:
        """The number of slots of a frame."""
        return self._next_slot

    def run(self, frame: Frame, pinned: Collection[str] = ()) -> None:
        """Compute every value of a frame whose inputs are filled in, but for the pinned names, which stand there."""
        if not pinned:
            for action in self.actions.values():
                action(frame)
            return
        for name, action in self.actions.items():
            if name not in pinned:
                action(frame)

    def _action(self, name: str) -> Action | None:
        definition = self.compiled.definitions[name]
        slot = self.compiled.symbols[name].slot
        step = self.compiled.steps.get(name)
        if step is not None:
            return self._rule(step, slot)
        if definition.role == "table_ok":
            return self._table_ok(self.tables[definition.owner], slot)
        if definition.role == "series_ok":
            return self._series_ok(self.groups[definition.owner], slot)
        return _gather(slot, self._slots(definition.members)) if definition.role == "block" else None

    def _rule(self, step: Step, slot: int) -> Action:
        definition = step.definition
        if definition.role == "column":
            return self._column(step, slot, self.status_slots[definition.owner])
        ready = self.ready(step.guard)
        if definition.shape == "range":
            return _months(step, slot, ready)
        return _boundary(step, slot, ready) if definition.boundary else _scalar(step, slot, ready)

    def _slots(self, names: tuple[str, ...]) -> tuple[int, ...]:
        return tuple(self.compiled.symbols[name].slot for name in names)

    def ready(self, guard: Guard) -> Ready | None:
        """Give the guard's condition over a frame and a month number; None when there is nothing to wait for."""
        numbers, texts, optional = map(self._slots, (guard.numbers, guard.texts, guard.optional))
        scalar_cells = tuple(n for n in guard.cells if self.compiled.symbols[n].shape == "scalar")
        month_cells = self._slots(tuple(n for n in guard.cells if n not in scalar_cells))
        numbers += self._slots(scalar_cells)
        counted = self._slots(tuple(name for name, _ in guard.counted))
        if not guard.names:
            return None

        def numbers_ready(frame: Frame, month: int) -> bool:
            return all(type(frame[slot]) is float for slot in numbers)

        if not (texts or optional or counted or month_cells):
            return numbers_ready

        def ready(frame: Frame, month: int) -> bool:
            return (
                numbers_ready(frame, month)
                and all(frame[slot] is not None and frame[slot] != "" for slot in texts)
                and all(frame[slot] is None or type(frame[slot]) is float for slot in optional)
                and all(type(value) is float for slot in counted for value in frame[slot])
                and all(type(frame[slot][month]) is float for slot in month_cells)
            )

        return ready

    def _column(self, step: Step, slot: int, status_slot: int) -> Action:
        run = step.formula.run

        def action(frame: Frame) -> None:
            statuses: list[int | None] = frame[status_slot]
            values: list[Value] = [None if status is None else NOT_READY for status in statuses]
            frame[slot] = values
            for row, status in enumerate(statuses):
                if status == COMPLETE:
                    value = run(frame, row)
                    values[row] = 0.0 if value is None else value

        return action

    def _table_ok(self, table: Table, slot: int) -> Action:
        status_slot = self.status_slots[table.name]
        inputs = [(self.compiled.symbols[f"{table.name}.{c.name}"].slot, c) for c in table.inputs]
        scalars = self._slots(self.compiled.row_needs[table.name])
        none_slot = self.compiled.symbols[f"{table.name}.none"].slot
        yes_slot = self.compiled.symbols["yes_no.yes"].slot

        def action(frame: Frame) -> None:
            answered = all(type(frame[scalar]) is float for scalar in scalars)
            columns = [(frame[column_slot], column) for column_slot, column in inputs]
            statuses = _row_statuses(columns, answered)
            frame[status_slot] = statuses
            complete, incomplete = statuses.count(COMPLETE), statuses.count(INCOMPLETE)
            none = frame[none_slot]
            if isinstance(none, ExcelError):
                frame[slot] = none
                return
            if order(none, frame[yes_slot]) == 0:
                ok = complete + incomplete == 0
            else:
                ok = incomplete == 0 and (complete > 0 or not table.required)
            frame[slot] = 1.0 if ok else NOT_READY

        return action

    def _series_ok(self, group: SeriesGroup, slot: int) -> Action:
        lines = [(self.compiled.symbols[f"{group.name}.{line.name}"].slot, line) for line in group.inputs]

        def action(frame: Frame) -> None:
            ok = all(_line_answered(frame[line_slot], line) for line_slot, line in lines)
            frame[slot] = 1.0 if ok else NOT_READY

        return action


def _scalar(step: Step, slot: int, ready: Ready | None) -> Action:
    run = step.formula.run
    if ready is None:

        def always(frame: Frame) -> None:
            value = run(frame, 0)
            frame[slot] = 0.0 if value is None else value

        return always

    def guarded(frame: Frame) -> None:
        value = run(frame, 0) if ready(frame, 0) else NOT_READY
        frame[slot] = 0.0 if value is None else value

    return guarded


def _boundary(step: Step, slot: int, ready: Ready | None) -> Action:
    run = step.formula.run

    def action(frame: Frame) -> None:
        value = run(frame, 0) if ready is None or ready(frame, 0) else NOT_READY
        frame[slot] = NOT_READY if isinstance(value, ExcelError) else 0.0 if value is None else value

    return action


def _months(step: Step, slot: int, ready: Ready | None) -> Action:
    run = step.formula.run

    def action(frame: Frame) -> None:
        values: list[Value] = [NOT_READY] * MONTHS
        frame[slot] = values
        for month in range(MONTHS):
            if ready is None or ready(frame, month):
                value = run(frame, month)
                values[month] = 0.0 if value is None else value

    return action


def _gather(slot: int, members: tuple[int, ...]) -> Action:
    def action(frame: Frame) -> None:
        frame[slot] = [frame[member] for member in members]

    return action


def _row_statuses(columns: list[tuple[list[Value], Entry]], answered: bool) -> list[int | None]:
    """Give each row's status: 1 complete, -1 incomplete, 0 empty; the sentinel rows at both ends have none."""
    length = len(columns[0][0])
    statuses: list[int | None] = [None] * length
    for row in range(1, length - 1):
        cells = [(values[row], entry) for values, entry in columns]
        if all(value is None or value == "" for value, _ in cells):
            statuses[row] = EMPTY_ROW
        else:
            complete = answered and all(_cell_answered(value, entry) for value, entry in cells)
            statuses[row] = COMPLETE if complete else INCOMPLETE
    return statuses


def _cell_answered(value: Value, entry: Entry) -> bool:
    if entry.numeric:
        return type(value) is float or (value is None and not entry.required)
    return not entry.required or (value is not None and value != "")


def _line_answered(values: list[Value], entry: Entry) -> bool:
    return all(_cell_answered(value, entry) for value in values)


@lru_cache(maxsize=16)
def program_of(compiled: Compiled) -> Program:
    """Give the program of a compiled template, built once."""
    return Program(compiled)
