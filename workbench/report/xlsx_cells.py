"""How a cell stands in the result workbook: its format, and a user's text that stays text."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from workbench.labels import Language
from workbench.report.facts import Note
from workbench.report.formats import BLANK, NUMERIC, Cell, Kind, printable, text_of
from workbench.report.table import LINE, SUBTOTAL, TOTAL, Align
from workbench.report.words import Words

NAVY, INK, MUTED, WHITE = "#1F3A5F", "#22303F", "#6B7785", "#FFFFFF"
HAIRLINE, PALE = "#C9D1DB", "#F3F5F8"
TONES = {"good": "#1E7B4F", "warn": "#9A5B00", "bad": "#B3261E", "muted": MUTED}
FONTS: dict[Language, str] = {"zh": "Microsoft YaHei", "en": "Calibri"}
CREATED = datetime(2026, 1, 1)  # fixed: equal results give equal bytes
DANGEROUS = tuple("=+-@\t\r＝＋－＠")
CELL_SIGNS = 32_767  # of UTF-16, as Excel counts
NUMBER_FORMATS: dict[Kind, str] = {
    "money": "#,##0.00",
    "yuan": "#,##0.00",
    "percent": "0.0%",
    "change": "+0.0%;-0.0%;0.0%",
    "points": "General",
    "integer": "#,##0",
    "number": "#,##0.00",
}
LEVELS: dict[int, dict[str, Any]] = {
    TOTAL: {"bold": True, "bg_color": PALE, "top": 1, "top_color": NAVY},
    SUBTOTAL: {"bold": True},
    LINE: {},
}
STYLES: dict[str, dict[str, Any]] = {
    "cell": {"bottom": 7, "bottom_color": HAIRLINE, "text_wrap": True, "valign": "vcenter"},
    "label": {
        "indent": 1,
        "bottom": 7,
        "bottom_color": HAIRLINE,
        "font_color": MUTED,
        "valign": "vcenter",
        "text_wrap": True,
    },
    "head": {"bg_color": NAVY, "font_color": WHITE, "bold": True, "text_wrap": True, "valign": "vcenter"},
    "title": {"font_color": NAVY, "bold": True, "font_size": 16},
    "caption": {"font_color": NAVY, "bold": True, "font_size": 11, "bottom": 2, "bottom_color": NAVY},
    "unit": {"font_color": MUTED, "align": "right", "bottom": 2, "bottom_color": NAVY},
    "text": {"text_wrap": True, "valign": "vcenter"},
    "figure": {"bold": True, "font_size": 12, "font_color": NAVY, "bg_color": PALE},
}


class Formats:
    """Formats of one workbook, each made once."""

    def __init__(self, book: Any, language: Language) -> None:
        self._book = book
        self._base = {"font_name": FONTS[language], "font_size": 10, "font_color": INK}
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def get(self, style: str, **more: Any) -> Any:
        """Give the format of a style with further properties of the writer."""
        wanted = {**self._base, **STYLES[style], **more}
        key = tuple(sorted(wanted.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(wanted)
        return self._made[key]


def write_cell(sheet: Any, where: tuple[int, int], cell: Cell, words: Words, formats: Formats, **more: Any) -> None:
    """Write a value in a cell: numbers as numbers in yuan, everything else as text that is never a formula."""
    style = more.pop("style", "cell")
    if cell.tone in TONES:
        more["font_color"] = TONES[cell.tone]
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool) and cell.kind in NUMERIC:
        number_format = number_format_of(float(cell.value), cell.kind)
        sheet.write_number(*where, cell.value, formats.get(style, num_format=number_format, **more))
    elif cell == BLANK:
        sheet.write_blank(*where, None, formats.get(style, **more))
    else:
        write_text(sheet, where, text_in_sheet(cell, words), formats, style=style, **more)


def write_text(sheet: Any, where: tuple[int, int], text: str, formats: Formats, style: str, **more: Any) -> None:
    """Write a text as text: one that a spreadsheet could read as a formula gets the text mark."""
    if text.lstrip(" ").startswith(DANGEROUS):
        more["quote_prefix"] = True
    sheet.write_string(*where, fitting(text), formats.get(style, **more))


def fitting(text: str) -> str:
    """Cut a text to what a cell holds, and leave out what a file cannot hold."""
    clean = printable(text)
    if len(clean) * 2 <= CELL_SIGNS:
        return clean
    return clean.encode("utf-16-le")[: CELL_SIGNS * 2].decode("utf-16-le", "ignore")


def number_format_of(value: float, kind: Kind) -> str:
    """Give the number format: a whole number has no decimals, a tiny one has four digits."""
    if kind != "number":
        return NUMBER_FORMATS[kind]
    if value == int(value):
        return "#,##0"
    return NUMBER_FORMATS[kind] if abs(value) >= 0.01 else "0.0000"


def alignment(align: Align) -> dict[str, Any]:
    """Give the writer's alignment; the indent keeps a number from touching the unit beside it."""
    return {"indent": 1} if align == "left" else {"align": align, "indent": 1}


def note_cell(note: Note) -> Cell:
    """Make a cell of a sentence."""
    return Cell(note.text, "text", note.tone)


def width_of(text: str) -> int:
    """Measure a text in half-width signs."""
    return sum(2 if sign > "\u2e80" else 1 for sign in text)


def text_in_sheet(cell: Cell, words: Words) -> str:
    """Print a cell that is text in a sheet, where money is in yuan."""
    if cell.kind == "unit":
        return str(cell.value or words("unit.yuan"))
    return text_of(cell._replace(kind="yuan") if cell.kind == "money" else cell, words)
