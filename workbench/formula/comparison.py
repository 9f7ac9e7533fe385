"""Order and equality of single values: number < text < logical, text without regard to case."""

from __future__ import annotations

from workbench.formula.digits import differ
from workbench.formula.values import ExcelError, Value

_BELOW_DIGITS = '_,;:!?."()[]{}@*/\\&#%`^+<=>|~$'
_SORTING = str.maketrans({"-": None, "'": None, **{mark: chr(1 + at) for at, mark in enumerate(_BELOW_DIGITS)}})


def text_key(text: str) -> str:
    """Texts with equal keys are equal to Excel."""
    return text.casefold()


def order_key(text: str) -> tuple[str, int]:
    """Sorts texts as Excel does for plain characters: punctuation, digits, letters; - and ' only break ties."""
    key = text_key(text)
    if key.isalnum():
        return key, 0
    return key.translate(_SORTING), len(key)


def order(x: Value, y: Value) -> int:
    """-1, 0 or 1. Neither may be an error. A blank takes the kind of the other side."""
    if type(x) is float and type(y) is float:
        return (1 if x > y else -1) if differ(x, y) else 0
    if x is None:
        x = _blank_as(y)
    if y is None:
        y = _blank_as(x)
    rank_x, rank_y = rank(x), rank(y)
    if rank_x != rank_y:
        return 1 if rank_x > rank_y else -1
    if isinstance(x, str) and isinstance(y, str):
        if text_key(x) == text_key(y):
            return 0
        key_x, key_y = order_key(x), order_key(y)
        return (key_x > key_y) - (key_x < key_y)
    if isinstance(x, float) and isinstance(y, float):
        return order(x, y)
    return bool(x) - bool(y)


def rank(value: Value) -> int:
    """0 number, 1 text, 2 logical, -1 anything else: only values of one rank are found by look-ups."""
    if type(value) is float:
        return 0
    if isinstance(value, str):
        return 1
    if isinstance(value, bool):
        return 2
    return -1


def _blank_as(other: Value) -> Value:
    if isinstance(other, str):
        return ""
    if isinstance(other, bool):
        return False
    return 0.0


def first_error(x: Value, y: Value) -> ExcelError | None:
    """The error a two-sided operation gives, the left one first."""
    if isinstance(x, ExcelError):
        return x
    return y if isinstance(y, ExcelError) else None
