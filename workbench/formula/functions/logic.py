"""IF, IFERROR, NOT and the questions about a single value. AND and OR stand with the aggregates."""

from __future__ import annotations

from workbench.formula.functions.registry import function
from workbench.formula.values import ExcelError, Value


def _if(condition: bool, then: Value, otherwise: Value = False) -> Value:
    return then if condition else otherwise


def _iferror(value: Value, otherwise: Value) -> Value:
    return otherwise if isinstance(value, ExcelError) else value


def _not(condition: bool) -> Value:
    return not condition


def _isnumber(value: Value) -> Value:
    return type(value) is float


def _isblank(value: Value) -> Value:
    return value is None


FUNCTIONS = (
    function("IF", "logical value value?", _if, barred=True),
    function("IFERROR", "value value", _iferror, barred=True),
    function("NOT", "logical", _not),
    function("ISNUMBER", "value", _isnumber, lifted=True),
    function("ISBLANK", "reference", _isblank),
)
