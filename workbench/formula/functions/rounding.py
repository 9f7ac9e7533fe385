"""Rounding and other functions of one or two numbers."""

from __future__ import annotations

import math

from workbench.formula.digits import Rounding, rounded
from workbench.formula.functions.registry import Implementation, function
from workbench.formula.operators import finite
from workbench.formula.values import DIV0, NUM, Value

_MOD_LIMIT = 1.1259e12  # Excel gives up on larger quotients


def _rounding(how: Rounding) -> Implementation:
    def run(x: float, places: float) -> Value:
        return finite(rounded(x, int(max(-400.0, min(400.0, places))), how)) if x else 0.0

    return run


def _int(x: float) -> Value:
    return float(math.floor(x))


def _mod(x: float, divisor: float) -> Value:
    if divisor == 0.0:
        return DIV0
    if not abs(x / divisor) < _MOD_LIMIT:
        return NUM
    rest = math.fmod(x, divisor)
    if rest and (rest < 0.0) != (divisor < 0.0):
        rest += divisor
    return finite(rest)


def _abs(x: float) -> Value:
    return abs(x)


def _sqrt(x: float) -> Value:
    return math.sqrt(x) if x >= 0.0 else NUM


def _sign(x: float) -> Value:
    return float((x > 0.0) - (x < 0.0))


FUNCTIONS = (
    function("ROUND", "number number", _rounding("half"), lifted=True),
    function("ROUNDUP", "number number", _rounding("up")),
    function("ROUNDDOWN", "number number", _rounding("down")),
    function("INT", "number", _int, lifted=True),
    function("MOD", "number number", _mod),
    function("ABS", "number", _abs, lifted=True),
    function("SQRT", "number", _sqrt),
    function("SIGN", "number", _sign),
)
