"""From one kind of value to another, as Excel does it for a single value (never inside a range)."""

from __future__ import annotations

import re

from workbench.formula.digits import general
from workbench.formula.serials import month_days, serial_of
from workbench.formula.values import VALUE, ExcelError, Value

_NUMBER = re.compile(r"([+-]?) *((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?)")
_FRACTION = re.compile(r"([+-]?)([0-9]{1,15}) ([0-9]{1,15})/([0-9]{1,15})")
_DATE = re.compile(r"([0-9]{4})([-/])([0-9]{1,2})\2([0-9]{1,2})(?: +(.+))?")
_TIME = re.compile(r"([0-9]{1,4}):([0-9]{1,2})(?::([0-9]{1,2}))?")


def to_number(value: Value) -> float | ExcelError:
    """A single value in arithmetic: blank is 0, TRUE is 1, text only if it reads as a number or ISO date."""
    if type(value) is float:
        return value
    if value is None:
        return 0.0
    if isinstance(value, str):
        number = number_from_text(value)
        return VALUE if number is None else number
    if isinstance(value, ExcelError):
        return value
    return 1.0 if value else 0.0


def to_text(value: Value) -> str | ExcelError:
    """A single value where text is wanted: blank is empty, numbers print as in a General cell."""
    if isinstance(value, (str, ExcelError)):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return general(value)


def to_logical(value: Value) -> bool | ExcelError:
    """A single value as a condition: 0 and blank are FALSE; of texts only "TRUE" and "FALSE" will do."""
    if isinstance(value, (bool, ExcelError)):
        return value
    if value is None:
        return False
    if isinstance(value, str):
        return {"true": True, "false": False}.get(value.lower(), VALUE)
    return value != 0.0


def number_from_text(text: str) -> float | None:
    """The number a text stands for in every locale: 12, 1,200, -3.5e2, (5), 50%, 2026-03-05, 12:30."""
    text = text.strip(" ")
    if not text or not text.isascii():
        return None
    plain = _plain_number(text)
    if plain is not None:
        return plain
    if text[0] == "(" and text[-1] == ")" and text[1:2] not in ("+", "-", "("):
        inner = number_from_text(text[1:-1])
        return None if inner is None else 0.0 - inner
    if text.endswith("%"):
        return _percent(text[:-1])
    if text.startswith("%"):
        return _percent(text[1:])
    fraction = _fraction(text)
    return _date(text) if fraction is None else fraction


def _percent(text: str) -> float | None:
    number = _plain_number(text.strip(" "))
    return None if number is None else number / 100.0


def _plain_number(text: str) -> float | None:
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    sign, body = match.groups()
    if not body or not (body[0].isdigit() or body[1:2].isdigit()):
        return None
    number = float(body.replace(",", ""))
    if number == float("inf"):
        return None
    return 0.0 - number if sign == "-" else number


def _fraction(text: str) -> float | None:
    match = _FRACTION.fullmatch(text)
    if match is None or int(match[4]) == 0:
        return None
    number = int(match[2]) + int(match[3]) / int(match[4])
    return -number if match[1] == "-" else number


def _date(text: str) -> float | None:
    match = _DATE.fullmatch(text)
    if match is None:
        return _time(text)
    year, month, day = int(match[1]), int(match[3]), int(match[4])
    phantom = (year, month, day) == (1900, 2, 29)
    if year < 1900 or not 1 <= month <= 12 or not (1 <= day <= month_days(year, month) or phantom):
        return None
    time = _time(match[5]) if match[5] else 0.0
    return None if time is None else serial_of(year, month, day) + time


def _time(text: str) -> float | None:
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    hours, minutes, seconds = int(match[1]), int(match[2]), int(match[3] or 0)
    if minutes > 59 or seconds > 59:
        return None
    return (hours * 3600 + minutes * 60 + seconds) / 86400.0
