"""The operators on single values. Each takes two values (or one) and never raises."""

from __future__ import annotations

import math
from collections.abc import Callable

from workbench.formula.coercion import to_number, to_text
from workbench.formula.comparison import first_error, order
from workbench.formula.digits import differ
from workbench.formula.values import DIV0, NUM, VALUE, ExcelError, Value

Binary = Callable[[Value, Value], Value]
_SMALLEST = 2.2250738585072014e-308  # Excel has no denormal numbers
MAX_TEXT = 32767


def finite(x: float) -> float | ExcelError:
    """The number without negative zero and denormals; #NUM! for an overflow."""
    if x - x != 0.0:  # infinity or not a number
        return NUM
    return 0.0 if -_SMALLEST < x < _SMALLEST else x


def _coerced(operator: Binary, x: Value, y: Value) -> Value:
    """The arithmetic slow path: errors first, then conversion from left to right."""
    error = first_error(x, y)
    if error is not None:
        return error
    left, right = to_number(x), to_number(y)
    if isinstance(left, ExcelError):
        return left
    return right if isinstance(right, ExcelError) else operator(left, right)


def add(x: Value, y: Value) -> Value:
    """The + operator."""
    if type(x) is float and type(y) is float:
        z = x + y + 0.0  # no -0.0
        return z if z - z == 0.0 else NUM
    return _coerced(add, x, y)


def subtract(x: Value, y: Value) -> Value:
    """The - operator."""
    if type(x) is float and type(y) is float:
        z = x - y + 0.0  # no -0.0
        return z if z - z == 0.0 else NUM
    return _coerced(subtract, x, y)


def multiply(x: Value, y: Value) -> Value:
    """The * operator."""
    if type(x) is float and type(y) is float:
        return finite(x * y)
    return _coerced(multiply, x, y)


def divide(x: Value, y: Value) -> Value:
    """The / operator."""
    if type(x) is float and type(y) is float:
        return finite(x / y) if y else DIV0
    return _coerced(divide, x, y)


def power(x: Value, y: Value) -> Value:
    """The ^ operator."""
    if not (type(x) is float and type(y) is float):
        return _coerced(power, x, y)
    if x == 0.0 and y <= 0.0:
        return NUM if y == 0.0 else DIV0
    try:
        if x < 0.0 and y != math.floor(y):
            return _odd_root(x, y)
        return finite(x**y)
    except OverflowError:
        return NUM


def _odd_root(x: float, y: float) -> float | ExcelError:
    """Excel takes (-8)^(1/3) for -2; other broken powers of negative numbers have no value."""
    root = round(1.0 / y)
    if root % 2 and abs(1.0 / y - root) < 1e-9:
        return finite(-((-x) ** y))
    return NUM


def add_last(x: Value, y: Value) -> Value:
    """An addition that is the last operation of a formula: what remains of a cancellation becomes 0."""
    return _snapped(add(x, y), x, y)


def subtract_last(x: Value, y: Value) -> Value:
    """A subtraction that is the last operation of a formula: what remains of a cancellation becomes 0."""
    return _snapped(subtract(x, y), x, y)


def _snapped(result: Value, x: Value, y: Value) -> Value:
    if type(result) is float and result != 0.0:
        left, right = to_number(x), to_number(y)
        if isinstance(left, float) and isinstance(right, float):
            return snap(result, max(abs(left), abs(right)))
    return result


def snap(result: float, largest: float) -> float:
    """0 when a sum lost 49 bits or more against its largest term, as Excel does at the end of a formula."""
    lost = result - result == 0.0 and math.frexp(result)[1] < math.frexp(largest)[1] - 49
    return 0.0 if lost else result


def concatenate(x: Value, y: Value) -> Value:
    """The & operator."""
    error = first_error(x, y)
    if error is not None:
        return error
    text = f"{to_text(x)}{to_text(y)}"
    return text if len(text) <= MAX_TEXT else VALUE


def equal(x: Value, y: Value) -> Value:
    """The = operator: fifteen digits, letter case ignored."""
    if type(x) is float and type(y) is float:
        return not differ(x, y)
    error = first_error(x, y)
    return order(x, y) == 0 if error is None else error


def unequal(x: Value, y: Value) -> Value:
    """The <> operator."""
    result = equal(x, y)
    return result if isinstance(result, ExcelError) else not result


def less(x: Value, y: Value) -> Value:
    """The < operator."""
    if type(x) is float and type(y) is float:
        return x < y and differ(x, y)
    error = first_error(x, y)
    return order(x, y) < 0 if error is None else error


def greater(x: Value, y: Value) -> Value:
    """The > operator."""
    error = first_error(x, y)
    return less(y, x) if error is None else error


def at_most(x: Value, y: Value) -> Value:
    """The <= operator."""
    result = greater(x, y)
    return result if isinstance(result, ExcelError) else not result


def at_least(x: Value, y: Value) -> Value:
    """The >= operator."""
    result = less(x, y)
    return result if isinstance(result, ExcelError) else not result


def negate(x: Value) -> Value:
    """Unary minus."""
    number = to_number(x)
    return number if isinstance(number, ExcelError) else 0.0 - number


def percent(x: Value) -> Value:
    """The % operator."""
    return divide(x, 100.0)


def keep(x: Value) -> Value:
    """Unary plus: the value as it is, text stays text."""
    return x


BINARY: dict[str, Binary] = {
    "+": add, "-": subtract, "*": multiply, "/": divide, "^": power, "&": concatenate,
    "=": equal, "<>": unequal, "<": less, ">": greater, "<=": at_most, ">=": at_least,
}  # fmt: skip
LAST: dict[str, Binary] = {"+": add_last, "-": subtract_last}
COMPARISONS = frozenset(("=", "<>", "<", ">", "<=", ">="))
ORDERINGS = frozenset(("<", ">", "<=", ">="))
