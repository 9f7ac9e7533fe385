"""How a value is printed: money in 万元 with two decimals, rates in percent with one, missing never as 0."""

from __future__ import annotations

import math
import re
from datetime import date, timedelta
from typing import Literal, NamedTuple

from workbench.report.words import Words

Kind = Literal["text", "money", "yuan", "percent", "change", "number", "integer", "points", "date", "unit"]
Tone = Literal["", "good", "warn", "bad", "muted"]
DASH = "—"
MINUS = "−"
CLIP = 96
EPOCH = date(1899, 12, 30)
DAYS = 2_958_465  # the last day that a spreadsheet knows, 9999-12-31
NUMERIC: frozenset[Kind] = frozenset({"money", "yuan", "percent", "change", "number", "integer", "points"})
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


# A clause ends at a mark or, in English, at one that a space follows; a comma inside a number ends none.
_CLAUSE = re.compile("[，。；、：]|[,;] ")
# Thousands with a unit of plain yuan, a price (yuan a kilo) being left alone; or to the fen and without any unit.
_AMOUNT = r"(?<![\d.,])([-−]?\d{1,3}(?:,\d{3})+(?:\.\d+)?)"
_IN_YUAN = r" ?元(?!/)| yuan(?! (?:a|per)\b)"
_YUAN = re.compile(f"{_AMOUNT}(?:{_IN_YUAN})")
_BARE = re.compile(rf"{_AMOUNT}(?:{_IN_YUAN}|(?<=\.\d\d)(?=[^\w\s.%]|\s*$))")


class Cell(NamedTuple):
    """One value with how to print it; money is always in yuan here, whatever its kind prints.

    A pair of numbers is a range; None is an open end.
    """

    value: object
    kind: Kind = "text"
    tone: Tone = ""


BLANK = Cell("\u00a0")  # nothing belongs here, while a dash says that something is missing


def text_of(cell: Cell, words: Words) -> str:
    """Print a cell as the report does."""
    value, kind = cell.value, cell.kind
    if kind == "unit":
        unit = value if isinstance(value, str) else None
        return words.wan_unit(unit) or str(unit)
    if isinstance(value, tuple):
        return " ~ ".join("" if edge is None else text_of(Cell(edge, kind), words) for edge in value)
    if value is None or value == "":
        return DASH
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    if not math.isfinite(value):
        return DASH
    return _signed(_number(float(value), kind))


def _number(value: float, kind: Kind) -> str:
    if kind == "money":
        return _wan(value)
    if kind == "yuan":
        return f"{value:,.2f}"
    if kind == "percent":
        return f"{value:.1%}"
    if kind == "change":
        return f"{value:+.1%}" if f"{abs(value):.1%}" != "0.0%" else "0.0%"
    if kind == "date":
        return date_text(value)
    return plain(value)


def _wan(value: float) -> str:
    text = f"{value / 10000:,.2f}"
    return text if value == 0 or text not in ("0.00", "-0.00") else f"{value / 10000:,.4f}"


def plain(value: float) -> str:
    """Print a number without unit: whole numbers whole, else two decimals, small ones with four digits."""
    if value == int(value):
        return f"{value:,.0f}"
    return f"{value:,.2f}" if abs(value) >= 0.01 else f"{value:.4g}"


def date_text(serial: float) -> str:
    """Print an Excel serial number as a date; one that is no date stays a number."""
    return (EPOCH + timedelta(days=int(serial))).isoformat() if 1 <= serial <= DAYS else plain(serial)


def _signed(text: str) -> str:
    if not text.startswith("-"):
        return text
    return MINUS + text[1:] if any(digit in text for digit in "123456789") else text[1:]


def clip(text: str, length: int = CLIP) -> str:
    """Shorten a text for page one, after a clause where one ends in its second half; the whole stands further back."""
    flat = " ".join(text.split())
    if len(flat) <= length:
        return flat
    cut = flat[: length - 1]
    ends = [found.start() for found in _CLAUSE.finditer(cut)]
    return (cut[: ends[-1]] if ends and ends[-1] > length // 2 else cut) + "…"


def in_wan(text: str, words: Words, bare: bool = True) -> str:
    """Turn the amounts of yuan that a text of the engine tells into ten thousands, as page one prints them.

    `bare`: the text tells amounts of money to the fen, without a unit, as well.
    """
    pattern = _BARE if bare else _YUAN
    return pattern.sub(lambda found: _told_in_wan(found[1], words), text)


def _told_in_wan(amount: str, words: Words) -> str:
    value = float(amount.replace(",", "").replace(MINUS, "-"))
    return f"{text_of(Cell(value, 'money'), words)} {words('unit.money')}"


def printable(text: str) -> str:
    """Replace what neither HTML nor a workbook may hold: control characters and halves of surrogate pairs."""
    return _UNPRINTABLE.sub("\ufffd", text)


def typed(value: object, value_type: str, unit: str | None, words: Words, text: str | None = None) -> Cell:
    """Choose how a value of a template's type is printed; `text` is the word of a choice."""
    if isinstance(value, dict):
        return Cell(value.get("error"), "text", "bad")
    if text is not None or isinstance(value, str):
        return Cell(text if text is not None else value)
    if value_type == "yes_no" and value in (0, 1):
        return Cell(words("flag.yes" if value else "flag.no"))
    if value_type == "money":
        return Cell(value, "money" if words.wan_unit(unit) else "yuan")
    kinds: dict[str, Kind] = {"percent": "percent", "date": "date", "integer": "integer"}
    return Cell(value, kinds.get(value_type, "number"))


def unit_cell(value_type: str, unit: str | None) -> Cell:
    """Give the unit beside a value; a page prints 万元 where a workbook says 元, and a percentage carries its own."""
    if value_type == "percent":
        return BLANK
    return Cell(unit, "unit") if value_type == "money" else Cell(unit) if unit else BLANK
