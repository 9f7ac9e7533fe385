"""Moves and renumbers the A1 references of a formula text; strings, names and functions stay as they are."""

from __future__ import annotations

import re
from collections.abc import Callable

from workbench.cell_reference import LAST_COLUMN, LAST_ROW, column_letters, column_number
from workbench.survey.formula_text import ERROR, QUOTED, STRING, WORD

BRACKETS = r"\[[^\[\]]*\]"
CELL = r"\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6}"
COLUMNS = r"\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}"
ROWS = r"\$?[1-9][0-9]{0,6}:\$?[1-9][0-9]{0,6}"
NOT_INSIDE_WORD = r"(?![\w.\\?$(!\[])"

# Order matters: what cannot hold a reference is skipped first, whole words are taken before parts of them.
REFERENCES = re.compile(
    rf"{STRING}|{BRACKETS}|{ERROR}|(?P<sheet>(?:{QUOTED}|{WORD}(?::{WORD})?)!)?"
    rf"(?:(?P<area>{COLUMNS}|{ROWS}|{CELL}(?::{CELL})?){NOT_INSIDE_WORD}|{QUOTED}|{WORD})"
)
PART = re.compile(r"(?P<column_mark>\$?)(?P<letters>[A-Za-z]+)(?:(?P<row_mark>\$?)(?P<digits>[0-9]+))?"
                  r"|(?P<only_mark>\$?)(?P<only_digits>[0-9]+)")  # fmt: skip


class ShiftedFormula:
    """A formula at home in one cell, to be read from others; the text is split once."""

    def __init__(self, text: str, row: int, column: int) -> None:
        self._row, self._column = row, column
        self._pieces: list[str] = []
        self._areas: list[str] = []
        end = 0
        for found in REFERENCES.finditer(text):
            if found["area"]:
                self._pieces.append(text[end : found.start("area")])
                self._areas.append(found["area"])
                end = found.end("area")
        self._tail = text[end:]

    def at(self, row: int, column: int) -> str:
        """Give the text as it reads in another cell; a reference that leaves the sheet becomes #REF!."""
        down, right = row - self._row, column - self._column
        pairs = zip(self._pieces, self._areas, strict=True)
        return "".join(piece + _shifted(area, down, right) for piece, area in pairs) + self._tail


def shift_formula(text: str, rows: int, columns: int) -> str:
    """Move the relative parts of all references by rows and columns."""
    return ShiftedFormula(text, 0, 0).at(rows, columns)


def map_rows(text: str, row_map: Callable[[int], int]) -> str:
    """Renumber the rows of references without a sheet name, absolute ones too."""

    def renumber(found: re.Match[str]) -> str:
        area = found["area"]
        if not area or found["sheet"] or not _is_address(area):
            return found[0]
        return re.sub("[0-9]+", lambda digits: str(row_map(int(digits[0]))), area)

    return REFERENCES.sub(renumber, text)


def _is_address(area: str) -> bool:
    """XFE1 and A1048577 look like addresses and are names."""
    letters = re.findall("[A-Z]+", area.upper())
    numbers = re.findall("[0-9]+", area)
    return all(column_number(name) <= LAST_COLUMN for name in letters) and all(
        int(number) <= LAST_ROW for number in numbers
    )


def _shifted(area: str, down: int, right: int) -> str:
    if not _is_address(area):
        return area
    parts = [_shifted_part(part, down, right) for part in area.split(":")]
    return "#REF!" if None in parts else ":".join(filter(None, parts))


def _shifted_part(part: str, down: int, right: int) -> str | None:
    found = PART.fullmatch(part)
    if found is None:
        raise ValueError(f"not part of a reference: {part!r}")
    letters, digits = found["letters"] or "", found["digits"] or found["only_digits"] or ""
    column_mark, row_mark = found["column_mark"] or "", found["row_mark"] or found["only_mark"] or ""
    if letters and not column_mark:
        column = column_number(letters.upper()) + right
        if not 1 <= column <= LAST_COLUMN:
            return None
        letters = column_letters(column)
    if digits and not row_mark:
        row = int(digits) + down
        if not 1 <= row <= LAST_ROW:
            return None
        digits = str(row)
    return f"{column_mark}{letters}{row_mark}{digits}"
