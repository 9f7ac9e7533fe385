"""Readiness: what must be answered before a formula computes, in both faces (DESIGN 6; missing is not zero).

An unready value is the empty text, which COUNT does not count, so one COUNT over the direct precedents says
whether all of them are there, at any depth.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from workbench.template.definitions import Definition

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Guard:
    """What a formula waits for, by name.

    `numbers` must hold a number, `texts` anything, `optional` a number or nothing; of each of `counted` (a range
    name with its size) every cell must hold a number; `cells` are numbers of the same row or month.
    """

    numbers: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    counted: tuple[tuple[str, int], ...] = ()

    @property
    def names(self) -> list[str]:
        """Every name that the guard looks at."""
        return [*self.numbers, *self.cells, *self.texts, *self.optional, *(name for name, _ in self.counted)]

    def excel(self, place: Callable[[str], str]) -> str:
        """Give the condition as Excel text, `place` giving the address of a cell; '' when nothing is waited for."""
        parts = []
        counted = [*self.numbers, *map(place, self.cells), *(name for name, _ in self.counted)]
        if counted:
            total = len(self.numbers) + len(self.cells) + sum(size for _, size in self.counted)
            parts.append(f"COUNT({','.join(counted)})={total}")
        parts += [f"COUNTBLANK({name})=0" for name in self.texts]
        if self.optional:
            names = ",".join(self.optional)
            parts.append(f"COUNT({names})=COUNTA({names})")
        return parts[0] if len(parts) == 1 else f"AND({','.join(parts)})" if parts else ""


def guard_of(definition: Definition, needed: Iterable[tuple[Definition, str]]) -> Guard:
    """Give what a definition waits for: its direct precedents, each in its own way."""
    if not definition.guarded:
        return Guard()
    found = _Found()
    for other, access in needed:
        if definition.role == "column" and (access == "cell" or other.owner == definition.owner):
            continue  # a row formula waits for its row's status, which looks at the row's own answers
        found.add(other, access)
    found.numbers.pop("zero", None)
    return found.guard()


class _Found:
    """Names in order of appearance, without repetition, by what they must hold."""

    def __init__(self) -> None:
        self.numbers: dict[str, None] = {}
        self.cells: dict[str, None] = {}
        self.texts: dict[str, None] = {}
        self.optional: dict[str, None] = {}
        self.counted: dict[str, int] = {}

    def add(self, other: Definition, access: str) -> None:
        if access == "prev":
            self.numbers[other.opening] = None  # what stands before the first month of the line looked back at
        if other.need in ("table", "series"):
            self.numbers[f"{other.owner}.ok"] = None
        elif access == "cell" and other.need in ("number", "months"):
            self.cells[other.name] = None
        elif other.need == "months" and access != "prev":
            self.counted[other.name] = MONTHS
        elif other.need == "block":
            self.counted[other.name] = len(other.members)
        else:
            self._add_scalar(other)

    def _add_scalar(self, other: Definition) -> None:
        kinds = {"optional": self.optional, "text": self.texts, "number": self.numbers}
        if other.need in kinds:
            kinds[other.need][other.name] = None

    def guard(self) -> Guard:
        return Guard(
            tuple(self.numbers),
            tuple(self.cells),
            tuple(self.texts),
            tuple(self.optional),
            tuple(self.counted.items()),
        )
