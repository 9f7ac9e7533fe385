"""Turns the text of a cell into a value, by the cell's declared type."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable, Mapping

from workbench.formula.values import ExcelError, error_of
from workbench.survey.raw import CellValue

NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
XML_SPACE = " \t\r\n"
SERIAL_ZERO = datetime.datetime(1899, 12, 30)
# Codes newer than the seven of every Excel version, as the older versions would show them.
OTHER_CODES = {"#GETTING_DATA": "#N/A", "#BUSY!": "#N/A"} | dict.fromkeys(
    ("#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!"), "#VALUE!"
)


class UnreadableCell(ValueError):
    """The text does not fit the cell's type."""


def cell_value(kind: str, text: str, strings: Mapping[str, str]) -> CellValue | None:
    """Give the value of a cell of a type (the `t` attribute); None for no value; raises UnreadableCell.

    `strings` maps the decimal index of a shared string, as text, to the string.
    """
    if kind in ("str", "inlineStr"):
        return unescaped(text)
    text = text.strip(XML_SPACE)
    if kind == "s":
        return _shared(text, strings)
    if not text:
        return None
    reader = READERS.get(kind)
    if reader is None:
        raise UnreadableCell(text)
    return reader(text)


def unescaped(text: str) -> str:
    """Decode Excel's `_x000D_` escapes for characters that XML cannot hold."""
    if "_x" not in text:
        return text
    return ESCAPE.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    # Half a surrogate pair could not be written to any file again.
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else chr(code)


def _shared(text: str, strings: Mapping[str, str]) -> str:
    if not (text.isascii() and text.isdigit()) or (found := strings.get(text.lstrip("0") or "0")) is None:
        raise UnreadableCell(text)
    return found


def _number(text: str) -> float:
    value = float(text) if NUMBER.fullmatch(text) else math.nan
    if not math.isfinite(value):
        raise UnreadableCell(text)
    return value


def _logical(text: str) -> bool:
    if text not in ("0", "1", "true", "false"):
        raise UnreadableCell(text)
    return text in ("1", "true")


def _error(text: str) -> ExcelError:
    try:
        return error_of(OTHER_CODES.get(text, text))
    except KeyError:
        raise UnreadableCell(text) from None


def _serial(text: str) -> float:
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        raise UnreadableCell(text) from None
    if moment.tzinfo is not None:
        moment = moment.replace(tzinfo=None)
    return (moment - SERIAL_ZERO) / datetime.timedelta(days=1)


READERS: dict[str, Callable[[str], CellValue]] = {
    "": _number,
    "n": _number,
    "b": _logical,
    "e": _error,
    "d": _serial,
}
