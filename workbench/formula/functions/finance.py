"""Level payments and present values. Rates are per period; money paid out is negative."""

from __future__ import annotations

import math

from workbench.formula.coercion import number_from_text
from workbench.formula.functions.aggregate import Operand
from workbench.formula.functions.registry import function
from workbench.formula.operators import finite
from workbench.formula.values import DIV0, NUM, ExcelError, Value


def _pmt(rate: float, periods: float, present: float, future: float = 0.0, due: float = 0.0) -> Value:
    if periods == 0.0 or rate <= -1.0:
        return NUM
    if rate == 0.0:
        return finite(-(present + future) / periods)
    try:
        growth = math.expm1(periods * math.log1p(rate))
    except OverflowError:
        return NUM
    if growth == 0.0:
        return DIV0
    timing = 1.0 + rate if due else 1.0
    return finite(-rate * (present * (growth + 1.0) + future) / (timing * growth))


def _pv(rate: float, periods: float, payment: float, future: float = 0.0, due: float = 0.0) -> Value:
    if rate == 0.0:
        return finite(-(future + payment * periods))
    if rate <= -1.0:
        return DIV0 if rate == -1.0 else NUM
    try:
        discount = math.expm1(-periods * math.log1p(rate))
    except OverflowError:
        return NUM
    timing = 1.0 + rate if due else 1.0
    return finite(-(future * (discount + 1.0) - payment * timing * discount / rate))


def _flows(operands: tuple[Operand, ...]) -> list[float] | ExcelError:
    """Cash flows in order; of references only the numbers; an argument that is no number is skipped."""
    flows: list[float] = []
    for operand in operands:
        for value in operand if isinstance(operand, list) else [operand]:
            if isinstance(value, ExcelError):
                return value
            if type(value) is float:
                flows.append(value)
            elif not isinstance(operand, list):
                number = number_from_text(value) if isinstance(value, str) else float(value or 0.0)
                flows.extend([] if number is None else [number])
    return flows


def _npv(rate: float, *operands: Operand) -> Value:
    flows = _flows(operands)
    if isinstance(flows, ExcelError):
        return flows
    if rate == -1.0:
        return DIV0
    worth, factor = 0.0, 1.0
    for flow in flows:
        factor *= 1.0 + rate
        worth += flow / factor
    return finite(worth)


FUNCTIONS = (
    function("PMT", "number number number number? number?", _pmt),
    function("PV", "number number number number? number?", _pv),
    function("NPV", "number many+", _npv),
)
