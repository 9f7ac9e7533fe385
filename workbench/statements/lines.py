"""Statement lines from the values (METHOD 1.2 to 1.4)."""

from __future__ import annotations

from typing import Any

from workbench.evaluation.export import amount
from workbench.evaluation.values import Values
from workbench.template.model import Statement, StatementLine


def statement_lines(values: Values) -> dict[str, Any]:
    """Give every statement as a list of lines; one divided into parts as a list for each part. Yuan."""
    result: dict[str, Any] = {}
    for statement in values.compiled.template.statements:
        parts: dict[str, list[dict[str, Any]]] = {}
        for line in statement.lines:
            if not (statement.monthly and "total" not in line.formulas):  # a month's number or end, not money
                parts.setdefault(line.part, []).append(_line(values, statement, line))
        result[statement.name] = parts if set(parts) != {""} else parts[""]
    return result


def _line(values: Values, statement: Statement, line: StatementLine) -> dict[str, Any]:
    name = f"{statement.name}.{line.name}"
    entry: dict[str, Any] = {
        "line": line.name,
        "label": line.label.text(values.answers.language),
        "level": line.level,
    }
    for column in statement.columns:
        if statement.monthly and column.name == "months":
            months = values.range(name) if "months" in line.formulas else []
            entry["months"] = [amount(value) for value in months]
        elif column.name != "change":  # the change of a book balance is a step on the way to the cash flow
            entry[column.name] = values.number(f"{name}.{column.name}") if column.name in line.formulas else None
    return entry
