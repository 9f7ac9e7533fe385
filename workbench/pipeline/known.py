"""Reading a name that not every template has: a wage earner has no sales, a shop no herd."""

from __future__ import annotations

from workbench.evaluation.values import Values
from workbench.formula import Value


def known(values: Values, name: str) -> Value:
    """Give a scalar; None when it is missing or the template has no such name."""
    return values[name] if name in values.compiled.definitions else None


def known_number(values: Values, name: str) -> float | None:
    """Give a scalar that is a number; None otherwise, also when the template has no such name."""
    return values.number(name) if name in values.compiled.definitions else None
