"""The named things of a statement: its cells, its months, and the runs of lines that are added up."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.formula import Context
from workbench.labels import EMPTY
from workbench.template.definitions import Definition
from workbench.template.model import Statement, StatementLine


def statement_definitions(statement: Statement) -> Iterator[Definition]:
    """Give `statement.line.column` of every line, or its months `statement.line` with their total; then the blocks."""
    if statement.monthly:
        for line in statement.lines:
            yield from _monthly_line(statement, line)
        return
    types = {column.name: column.type for column in statement.columns}
    blocks: dict[str, list[str]] = {}
    for line in statement.lines:
        prefix = f"{statement.name}.{line.name}."
        for column, formula in line.formulas.items():
            yield Definition(
                prefix + column, "statement", types[column], line.label, line.place, formula=formula,
                context=Context("line", prefix),
            )  # fmt: skip
            if line.block:
                blocks.setdefault(f"{line.block}.{column}", []).append(prefix + column)
    for name, members in blocks.items():
        owner, _, column = name.rpartition(".")
        yield Definition(
            name, "block", types[column], EMPTY, statement.place, "range", owner, need="block", members=tuple(members)
        )


def _monthly_line(statement: Statement, line: StatementLine) -> Iterator[Definition]:
    name = f"{statement.name}.{line.name}"
    if "months" in line.formulas:
        yield Definition(
            name, "statement_months", line.type, line.label, line.place, "range", statement.name, "months",
            line.formulas["months"], Context("month", statement.name), opening=line.opening,
        )  # fmt: skip
    if "total" in line.formulas:
        formula = line.formulas["total"].replace("{line}", name)
        yield Definition(f"{name}.total", "statement", line.type, line.label, line.place, formula=formula)
