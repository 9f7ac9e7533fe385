"""SUMPRODUCT over columns of one table."""

from __future__ import annotations

import math

from workbench.formula.functions.registry import function
from workbench.formula.operators import finite
from workbench.formula.values import ExcelError, Value


def _sumproduct(*arrays: list[Value]) -> Value:
    """The sum of row-wise products. Whatever is no number counts as 0; the first error is the result."""
    result = 0.0
    for array in arrays:
        for value in array:
            if isinstance(value, ExcelError):
                return value
    for row in zip(*arrays, strict=True):
        product = math.prod(value if type(value) is float else 0.0 for value in row)
        result += product
    return finite(result)


FUNCTIONS = (function("SUMPRODUCT", "array+", _sumproduct, same_size=True),)
