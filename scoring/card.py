"""Scorecards (METHOD 5): dimensions, indicators with their bins, the grade map and its caps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import pairwise
from pathlib import Path

from scoring.card_entries import (
    Cap,
    Dimension,
    GradeFloor,
    Indicator,
    LineTable,
    read_cap,
    read_dimension,
    read_grade,
    read_line_table,
)
from scoring.names import NAME_KEYS, Names, read_names
from scoring.source import FOLDER, content_hash, read_source
from workbench.evaluation.extension import extend, given, rule
from workbench.findings import Finding
from workbench.formula import Context
from workbench.labels import Label
from workbench.template.compiled import Compiled
from workbench.template.definitions import Definition
from workbench.template.records import Reader
from workbench.yaml_source import YamlMap

CARD_FOLDER = FOLDER / "cards"
POLICY_GRADES = ("AAA", "AA", "A", "BBB", "BB", "C")  # METHOD 5.2, from the best down
TAKEN = ("dscr_requested", "service_requested")  # from the policy, before any grade
SUPPLIED = frozenset({*TAKEN, "stress_failed"})
IDENTITY_KEYS = {"owner", "changes", "source", "total", "missing_limit", "caps", "line_table"}


@dataclass(frozen=True, slots=True, eq=False)
class Card:
    """A whole scorecard."""

    id: str
    version: str
    name: Label
    note: Label
    source: str
    hash: str
    total: float
    missing_limit: int
    names: Names
    dimensions: tuple[Dimension, ...]
    grades: tuple[GradeFloor, ...]
    caps: tuple[Cap, ...]
    line_table: LineTable | None = None

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators, in order."""
        return tuple(item for dimension in self.dimensions for item in dimension.indicators)

    def counts_as(self, grade: str | None) -> str | None:
        """Give what a grade of this card is worth to a policy."""
        return next((floor.counts_as for floor in self.grades if floor.grade == grade), None)

    def line_of(self, grade: str | None) -> float | None:
        """Give what the card's own table has for a grade, None where it has nothing."""
        return dict(self.line_table.grades).get(grade or "") if self.line_table else None

    def line_unit(self, grade: str | None) -> str:
        """Give what the numbers of the card's own table are; '' without one, or where it leaves the grade out."""
        table = self.line_table
        return table.unit if table and (grade is None or grade in dict(table.grades)) else ""

    def secured_only(self, grade: str | None) -> bool:
        """Say whether the card's own table holds for a grade only against security."""
        return self.line_table is not None and grade in self.line_table.secured_only

    def definitions(self) -> Iterator[Definition]:
        """Declare everything of the card that has a value."""
        yield from self.names.definitions()
        for item in self.indicators:
            value = rule(f"{item.id}_value", item.value, item.place, item.label, item.type)
            yield replace(value, unit=item.unit)
            yield given(f"{item.id}_points", _points_of(item.label), item.place)
            context = Context("line", f"{item.id}_")
            for number, found in enumerate(item.bins, 1):
                if found.condition:
                    made = rule(f"{item.id}_bin_{number}", found.condition, found.place, item.label)
                    yield replace(made, context=context)
        for cap in self.caps:
            yield rule(f"cap.{cap.id}.when", cap.when, cap.place, cap.label)
            if cap.complete:
                yield rule(f"cap.{cap.id}.complete", cap.complete, cap.place, cap.label)


def load_card(card: str, folder: Path = CARD_FOLDER) -> tuple[Card | None, tuple[Finding, ...]]:
    """Load a card by id from a folder, or by the path of its file; every mistake comes with file and line."""
    reader = Reader()
    source = read_source(card, folder, reader)
    if source is None:
        return None, tuple(reader.problems)
    required = {"card", "version", "name", "note", "dimensions", "grades"}
    if not reader.keys(source, required, IDENTITY_KEYS | NAME_KEYS):
        return None, tuple(reader.problems)
    limit = reader.number(source, "missing_limit")
    read = Card(
        id=reader.text(source, "card"),
        version=reader.text(source, "version"),
        name=reader.label(source, "name"),
        note=reader.label(source, "note"),
        source=reader.text(source, "source"),
        hash=content_hash(source),
        total=reader.number(source, "total") or 100.0,
        missing_limit=int(limit) if limit is not None else 0,
        names=read_names(reader, source, SUPPLIED),
        dimensions=reader.each(source, "dimensions", partial(read_dimension, reader)),
        grades=reader.each(source, "grades", partial(read_grade, reader)),
        caps=reader.each(source, "caps", partial(read_cap, reader)),
        line_table=read_line_table(reader, source),
    )
    _verify(read, source, reader)
    return (None if reader.problems else read), tuple(reader.problems)


@lru_cache(maxsize=64)
def compile_card(card: Card, compiled: Compiled) -> tuple[Compiled | None, tuple[Finding, ...]]:
    """Compile a card for a template, once; refused formulas come back with their place in the card."""
    extended, problems = extend(compiled, card.definitions())
    return extended, tuple(problems)


def _points_of(label: Label) -> Label:
    return Label(f"{label.zh}得分", f"Points of {label.en}")


def _verify(card: Card, source: YamlMap, reader: Reader) -> None:
    """Check what only the whole card shows: totals, bins, grades."""
    total = sum(item.maximum for item in card.indicators)
    if total != card.total:
        reader.report("SCR04", source.place("dimensions"), total=f"{total:g}", wanted=f"{card.total:g}")
    for item in card.indicators:
        best = max((found.points for found in item.bins), default=0.0)
        if best != item.maximum:
            args = {"id": item.id, "best": f"{best:g}", "maximum": f"{item.maximum:g}"}
            reader.report("SCR05", item.place, **args)
        rest = [found.condition == "" for found in item.bins]
        if rest.count(True) != 1 or not rest[-1]:
            reader.report("SCR06", item.place, id=item.id)
    _verify_grades(card, source.place("grades"), reader)


def _verify_grades(card: Card, place: str, reader: Reader) -> None:
    floors = [grade.at_least for grade in card.grades]
    known = [floor for floor in floors[:-1] if floor is not None]
    falling = all(high > low for high, low in pairwise(known))
    if not floors or floors[-1] is not None or len(known) != len(floors) - 1 or not falling:
        reader.report("SCR07", place)
    _verify_worth(card, reader)
    names = [grade.grade for grade in card.grades]
    for cap in card.caps:
        if cap.at_most not in names:
            reader.report("SCR08", cap.place, grade=cap.at_most, allowed=", ".join(names))
    table = card.line_table
    for grade in (*dict(table.grades), *table.secured_only) if table else ():
        if table and grade not in names:
            reader.report("SCR08", table.place, grade=grade, allowed=", ".join(names))


def _verify_worth(card: Card, reader: Reader) -> None:
    """Check that every grade counts as one of a policy, and that a lower grade never counts as a better one."""
    best = 0
    for floor in card.grades:
        at = POLICY_GRADES.index(floor.counts_as) if floor.counts_as in POLICY_GRADES else -1
        if at < best:
            args = {"grade": floor.grade, "counts_as": floor.counts_as, "allowed": ", ".join(POLICY_GRADES)}
            reader.report("SCR13", floor.place, **args)
        best = max(best, at)
