"""Excel's day numbers (1900 system, with its February 29, 1900) and calendar dates."""

from __future__ import annotations

from datetime import date

LAST_SERIAL = 2958465  # 9999-12-31
FIRST_SAFE_SERIAL = 61  # 1900-03-01: before it Excel's calendar and every other engine's are a day apart
_EPOCH = 693594  # ordinal of 1899-12-30, so that serial 61 is 1900-03-01
_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def parts_of(serial: int) -> tuple[int, int, int]:
    """Year, month, day of a serial from 0 to LAST_SERIAL, as Excel shows it (0 is 1900-01-00)."""
    if serial >= FIRST_SAFE_SERIAL:
        day = date.fromordinal(serial + _EPOCH)
        return day.year, day.month, day.day
    if serial <= 31:
        return 1900, 1, serial
    return 1900, 2, serial - 31


def serial_of(year: int, month: int, day: int) -> int:
    """Serial of an existing date from 1900-01-01 to 9999-12-31; 1900-02-29 is 60."""
    if year == 1900 and month <= 2:
        return day + 31 * (month - 1)
    return date(year, month, day).toordinal() - _EPOCH


def month_days(year: int, month: int) -> int:
    """Number of days in a month of the real calendar."""
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _MONTH_DAYS[month - 1] + leap


def shifted_month(year: int, month: int, months: int) -> tuple[int, int]:
    """Year and month, `months` later."""
    total = year * 12 + month - 1 + months
    return total // 12, total % 12 + 1
