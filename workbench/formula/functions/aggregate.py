"""Functions that make one value of many. Inside a range or reference only numbers count."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TypeAlias

from workbench.formula.coercion import to_logical, to_number
from workbench.formula.functions.registry import function
from workbench.formula.operators import finite, snap
from workbench.formula.values import DIV0, NUM, VALUE, ExcelError, Value

Operand: TypeAlias = "list[Value] | Value"


def numbers(operands: Iterable[Operand]) -> list[float] | ExcelError:
    """The numbers of all operands; the first error, or #VALUE! for a text typed as an argument."""
    found: list[float] = []
    for operand in operands:
        if isinstance(operand, list):
            for value in operand:
                if type(value) is float:
                    found.append(value)
                elif isinstance(value, ExcelError):
                    return value
        else:
            number = to_number(operand)
            if isinstance(number, ExcelError):
                return number
            found.append(number)
    return found


def total(values: list[float]) -> float:
    """The plain sum from left to right; the last addition drops what a cancellation leaves."""
    if not values:
        return 0.0
    result = 0.0
    for value in values[:-1]:  # not sum(): newer Pythons compensate, Excel does not
        result += value
    last = result + values[-1]
    return snap(last, max(abs(result), abs(values[-1]))) if last else 0.0


def _sum(*operands: Operand) -> Value:
    values = numbers(operands)
    return values if isinstance(values, ExcelError) else finite(total(values))


def _average(*operands: Operand) -> Value:
    values = numbers(operands)
    if isinstance(values, ExcelError):
        return values
    return finite(total(values) / len(values)) if values else DIV0


def _min(*operands: Operand) -> Value:
    values = numbers(operands)
    return values if isinstance(values, ExcelError) else min(values, default=0.0)


def _max(*operands: Operand) -> Value:
    values = numbers(operands)
    return values if isinstance(values, ExcelError) else max(values, default=0.0)


def _product(*operands: Operand) -> Value:
    values = numbers(operands)
    if isinstance(values, ExcelError):
        return values
    return finite(math.prod(values)) if values else 0.0


def _median(*operands: Operand) -> Value:
    values = numbers(operands)
    if isinstance(values, ExcelError):
        return values
    if not values:
        return NUM
    values.sort()
    middle = len(values) // 2
    return values[middle] if len(values) % 2 else finite((values[middle - 1] + values[middle]) / 2.0)


def _large(operand: Operand, k: Value) -> Value:
    values, place = numbers([operand]), to_number(k)
    if isinstance(values, ExcelError):
        return values
    if isinstance(place, ExcelError):
        return place
    return sorted(values)[-math.ceil(place)] if 1.0 <= place <= len(values) else NUM


def _small(operand: Operand, k: Value) -> Value:
    values, place = numbers([operand]), to_number(k)
    if isinstance(values, ExcelError):
        return values
    if isinstance(place, ExcelError):
        return place
    return sorted(values)[int(place) - 1] if 1.0 <= place < len(values) + 1 else NUM


def _count(*operands: Operand) -> Value:
    count = 0
    for operand in operands:
        if isinstance(operand, list):
            count += sum(type(value) is float for value in operand)
        else:
            count += not isinstance(to_number(operand), ExcelError)
    return float(count)


def _counta(*operands: Operand) -> Value:
    count = 0
    for operand in operands:
        count += sum(value is not None for value in operand) if isinstance(operand, list) else 1
    return float(count)


def _countblank(cells: list[Value]) -> Value:
    return float(sum(value is None or value == "" for value in cells))


def _logicals(operands: Iterable[Operand]) -> list[bool] | ExcelError:
    """Conditions: text and blanks of references are skipped; #VALUE! when nothing is left."""
    found: list[bool] = []
    for operand in operands:
        if isinstance(operand, list):
            for value in operand:
                if isinstance(value, ExcelError):
                    return value
                if isinstance(value, (float, bool)):
                    found.append(bool(value))
        else:
            logical = to_logical(operand)
            if isinstance(logical, ExcelError):
                return logical
            found.append(logical)
    return found or VALUE


def _and(*operands: Operand) -> Value:
    values = _logicals(operands)
    return values if isinstance(values, ExcelError) else all(values)


def _or(*operands: Operand) -> Value:
    values = _logicals(operands)
    return values if isinstance(values, ExcelError) else any(values)


FUNCTIONS = (
    function("SUM", "many+", _sum),
    function("AVERAGE", "many+", _average),
    function("MIN", "many+", _min),
    function("MAX", "many+", _max),
    function("PRODUCT", "many+", _product),
    function("MEDIAN", "many+", _median),
    function("LARGE", "many value", _large),
    function("SMALL", "many value", _small),
    function("COUNT", "many+", _count),
    function("COUNTA", "many+", _counta),
    function("COUNTBLANK", "cells", _countblank),
    function("AND", "many+", _and, barred=True),
    function("OR", "many+", _or, barred=True),
)
