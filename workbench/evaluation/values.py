"""Evaluating a case: every named value of its template, with its lineage."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from workbench.evaluation.answers import Answers
from workbench.evaluation.program import NOT_READY, Frame, Program, program_of
from workbench.formula import ExcelError, Value
from workbench.template.compiled import Compiled
from workbench.template.guards import MONTHS

Pinned = Mapping[str, Any]  # a scalar's value, or a list of them for a range
NOTHING_PINNED: Pinned = MappingProxyType({})


class Values:
    """The values of one case. Scalars by name, ranges as lists (a table's without its sentinel rows).

    `surveyed`: the values of the survey itself, when these come of a second pass that took conservative values.
    """

    def __init__(self, compiled: Compiled, answers: Answers, frame: Frame, surveyed: Values | None = None) -> None:
        self.compiled, self.answers, self.frame, self.surveyed = compiled, answers, frame, surveyed
        self._program = program_of(compiled)

    def __getitem__(self, name: str) -> Value:
        """Give a scalar; an unready value is None."""
        value = self.frame[self.compiled.symbols[name].slot]
        return None if value == "" else value

    @property
    def survey(self) -> Values:
        """The values of the survey itself: the first pass."""
        return self if self.surveyed is None else self.surveyed

    def at(self, name: str) -> Value | list[Value]:
        """Give whatever a name holds: a scalar, or a range as a list."""
        return self.range(name) if self.compiled.definitions[name].shape == "range" else self[name]

    def number(self, name: str) -> float | None:
        """Give a scalar when it is a number, else None (missing, text or an error)."""
        value = self.frame[self.compiled.symbols[name].slot]
        return value if type(value) is float else None

    def range(self, name: str) -> list[Value]:
        """Give a column or series; unready cells are None."""
        values: list[Value] = list(self.frame[self.compiled.symbols[name].slot])
        if self.compiled.definitions[name].role == "column":
            values = values[1:-1]
        return [None if value == "" else value for value in values]

    def statuses(self, table: str) -> list[int]:
        """Give the status of each row of a table: 1 complete, -1 incomplete, 0 empty."""
        statuses: list[int] = self.frame[self._program.status_slots[table]]
        return statuses[1:-1]

    def error(self, name: str) -> ExcelError | None:
        """Give the error that a name evaluates to, if any, also one that a check's boundary turned into empty."""
        survey = self._survey_of(name)
        if survey is not None:
            return survey.error(name)
        value = self.frame[self.compiled.symbols[name].slot]
        if isinstance(value, ExcelError):
            return value
        step = self.compiled.steps.get(name)
        if step is None or value != "" or not step.definition.boundary or self.missing(name):
            return None
        again = step.formula.run(self.frame, 0)
        return again if isinstance(again, ExcelError) else None

    def missing(self, name: str) -> list[str]:
        """Give the direct precedents that a name still waits for."""
        survey = self._survey_of(name)
        if survey is not None:
            return survey.missing(name)
        step = self.compiled.steps.get(name)
        if step is None:
            definition = self.compiled.definitions[name]
            table = definition.owner if definition.role == "table_ok" else ""
            looked_at = (*definition.members, *self.compiled.row_needs.get(table, ()))
            return [n for n in looked_at if not self._all_numbers(n)]
        guard = step.guard
        waiting = [n for n in (*guard.numbers, *guard.cells) if not self._all_numbers(n)]
        waiting += [n for n, _ in guard.counted if not self._all_numbers(n)]
        waiting += [n for n in guard.texts if self[n] is None]
        waiting += [n for n in guard.optional if self[n] is not None and self.number(n) is None]
        return waiting

    def _survey_of(self, name: str) -> Values | None:
        """Give the first pass for a check's cell: a second pass keeps its checks as they came out there."""
        return self.surveyed if self.compiled.definitions[name].role == "check" else None

    def _all_numbers(self, name: str) -> bool:
        value = self.frame[self.compiled.symbols[name].slot]
        cells = value if isinstance(value, list) else [value]
        return all(type(cell) is float for cell in cells)


def evaluate(
    compiled: Compiled, answers: Answers, pinned: Pinned = NOTHING_PINNED, surveyed: Values | None = None
) -> Values:
    """Evaluate every name of a template for one case, from raw answers only; pure.

    A `pinned` name keeps the value given for it (a range as `Values.range` gives it) instead of being computed;
    everything behind it is. `surveyed`: the first pass, when this is a second one.
    """
    program = program_of(compiled)
    frame = _filled(compiled, answers, program)
    for name, value in pinned.items():
        frame[compiled.symbols[name].slot] = _as_stored(compiled, name, value)
    program.run(frame, pinned)
    return Values(compiled, answers, frame, surveyed)


def _as_stored(compiled: Compiled, name: str, value: Any) -> Value | list[Value]:
    """Give a value as the frame holds it: unready is the empty text, a table column has its sentinel rows."""
    if not isinstance(value, list):
        scalar: Value = NOT_READY if value is None else value
        return scalar
    cells: list[Value] = [NOT_READY if cell is None else cell for cell in value]
    return [None, *cells, None] if compiled.definitions[name].role == "column" else cells


def _filled(compiled: Compiled, answers: Answers, program: Program) -> Frame:
    """Give a frame with the constants and the answers of a case."""
    frame: Frame = [None] * program.size
    language = answers.language
    for name, definition in compiled.definitions.items():
        slot = compiled.symbols[name].slot
        if definition.constant is not None:
            frame[slot] = definition.constant
        elif definition.role == "option":
            frame[slot] = definition.label.text(language)
        elif definition.role in ("field", "check_input"):
            frame[slot] = answers.fields.get(name)
        elif definition.role == "series" and not definition.formula:
            frame[slot] = list(answers.series.get(name) or [None] * MONTHS)
    for band in compiled.template.bands:
        for index, column in enumerate(band.columns):
            frame[compiled.symbols[f"{band.name}.{column.name}"].slot] = [row[index] for row in band.rows]
    for table in program.tables.values():
        rows = max(answers.rows(table.name), table.rows)
        for entry in table.inputs:
            name = f"{table.name}.{entry.name}"
            given = answers.columns.get(name, [])
            frame[compiled.symbols[name].slot] = [None, *given, *[None] * (rows - len(given)), None]
    return frame
