"""Dates are serial numbers of the 1900 system. Results before 1900-03-01 are #NUM!: engines disagree."""

from __future__ import annotations

from collections.abc import Callable

from workbench.formula.functions.registry import Implementation, function
from workbench.formula.nodes import Call, literal_number
from workbench.formula.refusal import Refusal
from workbench.formula.serials import (
    FIRST_SAFE_SERIAL,
    LAST_SERIAL,
    month_days,
    parts_of,
    serial_of,
    shifted_month,
)
from workbench.formula.shapes import Shape
from workbench.formula.values import NUM, ExcelError, Value

_FAR = 32767.0  # DATE takes no larger month or day
_FAR_MONTHS = 200_000.0  # more than the calendar has


def _safe(serial: int) -> Value:
    return float(serial) if FIRST_SAFE_SERIAL <= serial <= LAST_SERIAL else NUM


def _date(year: float, month: float, day: float) -> Value:
    year = int(year)
    if not 0 <= year <= 9999 or abs(month) >= _FAR or abs(day) > _FAR:
        return NUM
    year, first = shifted_month(int(year) + (1900 if year < 1900 else 0), 1, int(month) - 1)
    if not 1900 <= year <= 9999:
        return NUM
    return _safe(serial_of(year, first, 1) + int(day) - 1)


def _part(index: int) -> Implementation:
    def run(serial: float) -> Value:
        if not 0.0 <= serial < LAST_SERIAL + 1:
            return NUM
        return float(parts_of(int(serial))[index])

    return run


def _moved(start: float, months: float) -> tuple[int, int, int] | ExcelError:
    """Year and month so many months on, and the day of the start."""
    if not 0.0 <= start < LAST_SERIAL + 1 or abs(months) > _FAR_MONTHS:
        return NUM
    year, month, day = parts_of(int(start))
    year, month = shifted_month(year, month, int(months))
    return (year, month, day) if 1900 <= year <= 9999 else NUM


def _edate(start: float, months: float) -> Value:
    moved = _moved(start, months)
    if isinstance(moved, ExcelError):
        return moved
    year, month, day = moved
    return _safe(serial_of(year, month, 1) + min(day, month_days(year, month)) - 1)


def _eomonth(start: float, months: float) -> Value:
    moved = _moved(start, months)
    if isinstance(moved, ExcelError):
        return moved
    year, month, _ = moved
    return _safe(serial_of(year, month, month_days(year, month)))


def _check_date(call: Call, shapes: list[Shape], report: Callable[[Refusal], None]) -> None:
    parts = [literal_number(argument) for argument in call.arguments]
    numbers = [part for part in parts if part is not None]
    if len(numbers) == 3 and isinstance(_date(*numbers), ExcelError):
        report(Refusal("FML71", call.position, function=call.name))


def _check_serial(call: Call, shapes: list[Shape], report: Callable[[Refusal], None]) -> None:
    serial = literal_number(call.arguments[0])
    if serial is not None and serial < FIRST_SAFE_SERIAL:
        report(Refusal("FML71", call.arguments[0].position, function=call.name))


FUNCTIONS = (
    function("DATE", "number number number", _date, check=_check_date),
    function("YEAR", "number", _part(0), lifted=True, check=_check_serial),
    function("MONTH", "number", _part(1), lifted=True, check=_check_serial),
    function("DAY", "number", _part(2), check=_check_serial),
    function("EDATE", "plain plain", _edate, check=_check_serial),
    function("EOMONTH", "plain plain", _eomonth, check=_check_serial),
)
