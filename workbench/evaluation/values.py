"""Evaluating a case: every named value of its template, with its lineage."""

from __future__ import annotations

from workbench.evaluation.answers import Answers
from workbench.evaluation.program import Frame, program_of
from workbench.formula import ExcelError, Value
from workbench.template.compiled import Compiled
from workbench.template.guards import MONTHS


class Values:
    """The values of one case. Scalars by name, ranges as lists (a table's without its sentinel rows)."""

    def __init__(self, compiled: Compiled, answers: Answers, frame: Frame) -> None:
        self.compiled, self.answers, self.frame = compiled, answers, frame
        self._program = program_of(compiled)

    def __getitem__(self, name: str) -> Value:
        """Give a scalar; an unready value is None."""
        value = self.frame[self.compiled.symbols[name].slot]
        return None if value == "" else value

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

    def _all_numbers(self, name: str) -> bool:
        value = self.frame[self.compiled.symbols[name].slot]
        cells = value if isinstance(value, list) else [value]
        return all(type(cell) is float for cell in cells)


def evaluate(compiled: Compiled, answers: Answers) -> Values:
    """Evaluate every name of a template for one case, from raw answers only; pure."""
    program = program_of(compiled)
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
    program.run(frame)
    return Values(compiled, answers, frame)
