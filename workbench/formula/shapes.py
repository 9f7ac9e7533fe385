"""What an expression is, before anything is computed: one value, one cell, a range, an array."""

from __future__ import annotations

from typing import Literal, NamedTuple

from workbench.formula.symbols import Symbol


class Shape(NamedTuple):
    """`name` says which range or array operand to blame; `computed` that it has a formula of its own."""

    kind: Literal["value", "cell", "range", "array", "unknown"]
    owner: str = ""
    width: int = 1
    computed: bool = False
    name: str = ""
    across: bool = False

    @property
    def many(self) -> bool:
        """More than one value."""
        return self.kind in ("range", "array")

    @property
    def size(self) -> tuple[bool, str, int]:
        """Equal for ranges of one size."""
        return (True, self.owner, self.width) if self.many else (False, "", 1)


ONE_VALUE = Shape("value")
ONE_CELL = Shape("cell")
UNKNOWN = Shape("unknown")  # already refused: nothing further is said about it


def shape_of_range(symbol: Symbol) -> Shape:
    """The shape of a whole column, series or matrix."""
    return Shape("range", symbol.owner, symbol.width, symbol.computed, symbol.name, symbol.across)
