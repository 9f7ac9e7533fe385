"""What a cell can hold: blank, number, text, logical or error."""

from __future__ import annotations

from typing import TypeAlias


class ExcelError:
    """An error value such as #DIV/0!. The seven instances below are the only ones; compare with `is`."""

    __slots__ = ("code",)

    def __init__(self, code: str) -> None:
        self.code = code

    def __str__(self) -> str:
        return self.code

    def __repr__(self) -> str:
        return f"ExcelError({self.code!r})"

    def __reduce__(self) -> tuple[object, tuple[str]]:
        # Unpickling and deep copies must give the singleton back, since errors are compared by identity.
        return error_of, (self.code,)


DIV0 = ExcelError("#DIV/0!")
VALUE = ExcelError("#VALUE!")
REF = ExcelError("#REF!")
NAME = ExcelError("#NAME?")
NUM = ExcelError("#NUM!")
NA = ExcelError("#N/A")
NULL_ = ExcelError("#NULL!")

ERRORS: dict[str, ExcelError] = {e.code: e for e in (DIV0, VALUE, REF, NAME, NUM, NA, NULL_)}

Value: TypeAlias = "float | str | bool | ExcelError | None"


def error_of(code: str) -> ExcelError:
    """The singleton for a code such as '#N/A'. KeyError when there is none."""
    return ERRORS[code]


class Matrix(list[Value]):
    """A two-dimensional range, row-major, `width` columns wide."""

    __slots__ = ("width",)

    def __init__(self, cells: list[Value], width: int) -> None:
        super().__init__(cells)
        self.width = width

    def __reduce__(self) -> tuple[object, tuple[list[Value], int]]:
        return Matrix, (list(self), self.width)
