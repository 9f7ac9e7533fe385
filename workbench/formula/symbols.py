"""What a formula may name: symbols, the context it stands in, and the scope that resolves written names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

Access = Literal["scalar", "cell", "range", "prev"]


@dataclass(frozen=True, slots=True)
class Symbol:
    """A workbook name and where its value stands in the frame.

    `owner` is the table or series group a range runs along: ranges are of one size exactly when owners are
    equal. `computed`: it has a formula of its own. `opening`: the scalar that PREV takes in the first month.
    `width` above 1 makes it a Matrix. `across`: its cells stand in one row (a monthly series).
    """

    name: str
    shape: Literal["scalar", "range"]
    slot: int
    owner: str = ""
    computed: bool = False
    opening: str | None = None
    width: int = 1
    across: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """Where a formula stands: alone, in a row of table `owner`, in a month of group `owner`, in a line.

    In a line `owner` is the prefix of the scalars that stand in the same row: with `FM02_`, `base` is
    `FM02_base`; the Excel face places it as a 'cell', needs list it as a 'scalar'.
    """

    kind: Literal["scalar", "row", "month", "line"] = "scalar"
    owner: str = ""

    @property
    def prefix(self) -> str:
        """What a short name is short of here."""
        return self.owner if self.kind == "line" else f"{self.owner}."


SCALAR = Context()


class Need(NamedTuple):
    """A direct precedent. 'cell' is this row or month of a range, 'prev' the month before."""

    symbol: Symbol
    access: Access


class Scope:
    """All names of a workbook. ValueError when two symbols have one name."""

    __slots__ = ("_folded", "_symbols")

    def __init__(self, symbols: Iterable[Symbol]) -> None:
        self._symbols: dict[str, Symbol] = {}
        self._folded: dict[str, str] | None = None
        for symbol in symbols:
            if symbol.name in self._symbols:
                raise ValueError(f"two symbols are named {symbol.name!r}")
            self._symbols[symbol.name] = symbol

    def find(self, name: str) -> Symbol | None:
        """The symbol of a full name, case exact."""
        return self._symbols.get(name)

    def local(self, name: str, context: Context) -> Symbol | None:
        """The column, series or (in a line) scalar that a short name means in this context."""
        if context.kind == "scalar":
            return None
        symbol = self._symbols.get(context.prefix + name)
        if context.kind == "line":
            return symbol if symbol is not None and symbol.shape == "scalar" else None
        if symbol is not None and symbol.shape == "range" and symbol.owner == context.owner:
            return symbol
        return None

    def spelling(self, name: str, context: Context) -> str | None:
        """The name that differs from `name` only by letter case, written as it must be here."""
        if self._folded is None:
            self._folded = {known.casefold(): known for known in self._symbols}
        if context.kind != "scalar":
            prefix = context.prefix
            found = self._folded.get((prefix + name).casefold())
            if found is not None:
                return found[len(prefix) :]
        return self._folded.get(name.casefold())

    def suggestion(self, name: str, context: Context) -> str:
        """The nearest known name, or '' when none is near."""
        known = list(self._symbols)
        if context.kind != "scalar":
            prefix = context.prefix
            known += [full[len(prefix) :] for full in self._symbols if full.startswith(prefix)]
        tails = [full for full in known if full.rpartition(".")[2] == name]
        return tails[0] if tails else nearest(name, known)


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like this one, or ''."""
    from difflib import get_close_matches  # only a refused formula pays for it

    close = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return close[0] if close else ""
