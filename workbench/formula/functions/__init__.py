"""The functions of the language, by upper-case name. PREV is ours: last month's value of a series."""

from __future__ import annotations

from workbench.formula.functions import (
    aggregate,
    criteria,
    dates,
    finance,
    logic,
    lookup,
    products,
    rounding,
    text,
)
from workbench.formula.functions.registry import Function, function

PREV = function("PREV", "value", lambda value: value)

FUNCTIONS: dict[str, Function] = {
    declared.name: declared
    for module in (aggregate, criteria, products, rounding, logic, lookup, dates, finance, text)
    for declared in module.FUNCTIONS
} | {"PREV": PREV}
