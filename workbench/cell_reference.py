"""Cell addresses such as C12, as text and as numbers counted from 1."""

from __future__ import annotations

import re
from functools import cache

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


@cache
def column_number(letters: str) -> int:
    """A is 1, AA is 27; letters must be upper case."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


@cache
def column_letters(number: int) -> str:
    """1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def position(cell: str) -> tuple[int, int]:
    """Give row and column of an address; raises ValueError when it is none."""
    found = CELL.fullmatch(cell)
    if found is None:
        raise ValueError(f"not a cell address: {cell!r}")
    return int(found[2]), column_number(found[1])
