"""One text, two faces: the Excel text of a cell and a compiled Python closure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from workbench.formula.checker import Checker
from workbench.formula.compiler import Run, compile_root
from workbench.formula.nodes import Node
from workbench.formula.parser import parse
from workbench.formula.refusal import Refusal
from workbench.formula.symbols import SCALAR, Context, Need, Scope, Symbol


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of the language.

    `needs`: direct precedents in order of appearance. `run(frame, index)`: its value; `frame[slot]` holds a
    symbol's value or list, `index` is the place of this row or month in the lists, from 0, sentinels
    included. `numbers`: the constants in it. `references`: what the Excel face replaces.
    """

    text: str
    context: Context
    needs: tuple[Need, ...]
    run: Run
    numbers: tuple[float, ...]
    references: tuple[tuple[int, int, Need], ...]

    def excel(self, place: Callable[[Symbol, str], str]) -> str:
        """The text for a cell: short names and PREV(..) become place(symbol, access), the rest stands."""
        parts, end = [], 0
        for start, stop, need in self.references:
            parts += [self.text[end:start], place(need.symbol, need.access)]
            end = stop
        return "".join([*parts, self.text[end:]])


def compile_formula(text: str, scope: Scope, context: Context = SCALAR) -> Formula:
    """Parse, check and compile. Raises the first Refusal."""
    root = parse(text)
    checker = _checked(root, scope, context)
    if checker.refusals:
        raise _sorted(checker)[0]
    return Formula(
        text,
        context,
        tuple(checker.needs),
        compile_root(root),
        tuple(checker.numbers),
        tuple(checker.references),
    )


def refusals_of(text: str, scope: Scope, context: Context = SCALAR) -> list[Refusal]:
    """All refusals of a formula, or the one that keeps it from being read. Empty when it compiles."""
    try:
        root = parse(text)
    except Refusal as refusal:
        return [refusal]
    return _sorted(_checked(root, scope, context))


def _checked(root: Node, scope: Scope, context: Context) -> Checker:
    checker = Checker(scope, context)
    checker.check(root)
    return checker


def _sorted(checker: Checker) -> list[Refusal]:
    return sorted(checker.refusals, key=lambda refusal: refusal.position)
