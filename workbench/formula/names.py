"""Which names a workbook may define: Excel's rules, and nothing that could be read as a cell address."""

from __future__ import annotations

import re
from collections.abc import Iterable

from workbench.formula.refusal import Refusal

MAX_NAME = 255
_VALID = re.compile(r"[^\W\d]\w*(?:\.\w+)*")
_A1 = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
_R1C1 = re.compile(r"(?:[Rr][0-9]*)?(?:[Cc][0-9]*)?")
_LAST_COLUMN = 16384  # XFD
_LAST_ROW = 1048576


def address_like(name: str) -> bool:
    """Whether any dotted segment reads as an A1 or R1C1 address: cat2, tax2023, x.q1, r1c1, r, c."""
    return any(_segment_is_address(segment) for segment in name.split("."))


def _segment_is_address(segment: str) -> bool:
    match = _A1.fullmatch(segment)
    if match is None:
        return bool(segment) and _R1C1.fullmatch(segment) is not None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    return column <= _LAST_COLUMN and 1 <= int(match[2]) <= _LAST_ROW


def valid_name(name: str) -> bool:
    """Whether Excel, WPS and LibreOffice all take it as a defined name, and it cannot be misread."""
    return _well_formed(name) and not address_like(name)


def _well_formed(name: str) -> bool:
    if len(name) > MAX_NAME or _VALID.fullmatch(name) is None:
        return False
    if any("\uff01" <= character <= "\uff5e" for character in name):
        return False
    return name.upper() not in ("TRUE", "FALSE") and not name.lower().startswith("_xl")


def refusals_of_names(names: Iterable[str]) -> list[Refusal]:
    """One refusal for each name that is invalid, looks like an address, or repeats another up to case."""
    refusals: list[Refusal] = []
    seen: dict[str, str] = {}
    for name in names:
        if not _well_formed(name):
            refusals.append(Refusal("FML80", 0, name=name, limit=MAX_NAME))
        elif address_like(name):
            refusals.append(Refusal("FML81", 0, name=name))
        other = seen.setdefault(name.casefold(), name)
        if other != name:
            refusals.append(Refusal("FML82", 0, name=name, other=other))
    return refusals
