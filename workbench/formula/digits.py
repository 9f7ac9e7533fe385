"""Numbers at fifteen significant digits, the precision Excel shows, compares and rounds with."""

from __future__ import annotations

from typing import Literal

Rounding = Literal["half", "up", "down"]


def fifteen(x: float) -> float:
    """The number as its fifteen-digit decimal says."""
    return float(f"{x:.14e}")


def differ(x: float, y: float) -> bool:
    """Whether two numbers are different for Excel's comparison operators."""
    if x == y:
        return False
    if abs(x - y) > 1e-14 * abs(x):
        return True
    return fifteen(x) != fifteen(y)


def decimal_parts(x: float) -> tuple[int, int]:
    """(m, e): |x| is m * 10**e at fifteen digits, m an integer."""
    text = f"{abs(x):.14e}"
    return int(text[0] + text[2:16]), int(text[17:]) - 14


def scaled(x: float, places: int, rounding: Rounding) -> int:
    """|x| * 10**places as an integer, rounded on the decimal representation."""
    mantissa, exponent = decimal_parts(x)
    drop = -exponent - places
    if drop <= 0:
        return int(mantissa * 10**-drop)
    if drop > 16:
        return 1 if rounding == "up" and mantissa else 0
    unit = 10**drop
    whole, rest = divmod(mantissa, unit)
    if rest and (rounding == "up" or (rounding == "half" and 2 * rest >= unit)):
        whole += 1
    return int(whole)


def rounded(x: float, places: int, rounding: Rounding) -> float:
    """The number at so many decimal places (negative: tens, hundreds). May be infinite."""
    if places > 300:
        return fifteen(x)
    if places < -310:
        return float("inf") if rounding == "up" and x else 0.0
    if -decimal_parts(x)[1] <= places:
        return fifteen(x)
    size = float(f"{scaled(x, places, rounding)}e{-places}")
    return size if x > 0 else 0.0 - size


def general(x: float) -> str:
    """The number as & and LEN see it: fifteen digits, no trailing zeros, E notation when long."""
    if x == 0:
        return "0"
    mantissa, exponent = decimal_parts(x)
    digits = str(mantissa).rstrip("0")
    exponent += 15 - len(digits)  # the value is now digits * 10**exponent
    sign = "-" if x < 0 else ""
    if exponent >= 0:
        if len(digits) + exponent <= 20:
            return sign + digits + "0" * exponent
    elif -exponent <= 18:
        whole, fraction = digits[:exponent], digits[exponent:]
        return f"{sign}{whole or '0'}.{fraction.rjust(-exponent, '0')}"
    power = exponent + len(digits) - 1
    point = "." if len(digits) > 1 else ""
    return f"{sign}{digits[0]}{point}{digits[1:]}E{'-' if power < 0 else '+'}{abs(power):02d}"
