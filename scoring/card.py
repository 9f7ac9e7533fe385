"""Scorecards (METHOD 5): dimensions, indicators with their bins, the grade map and its caps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import pairwise
from pathlib import Path

from scoring.bins import Bin, read_bin
from scoring.names import NAME_KEYS, Names, read_names
from scoring.source import FOLDER, content_hash, read_source
from workbench.evaluation.extension import extend, given, rule
from workbench.findings import Finding
from workbench.formula import Context
from workbench.labels import EMPTY, Label
from workbench.template.compiled import Compiled
from workbench.template.definitions import Definition
from workbench.template.entries import read_type
from workbench.template.model import ValueType
from workbench.template.records import Reader
from workbench.yaml_source import YamlMap

CARD_FOLDER = FOLDER / "cards"
SUPPLIED = frozenset({"dscr_requested", "stress_failed"})
IDENTITY_KEYS = {"owner", "changes", "source", "total", "missing_limit", "caps"}


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure of a borrower with its points. `options`: the list that the codes of its value belong to."""

    id: str
    label: Label
    value: str
    type: ValueType
    maximum: float
    bins: tuple[Bin, ...]
    place: str
    unit: Label = EMPTY
    source: str = ""
    options: str = ""


@dataclass(frozen=True, slots=True)
class Dimension:
    """A group of indicators."""

    id: str
    label: Label
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class GradeFloor:
    """A grade and the least total that earns it; the last grade has none."""

    grade: str
    at_least: float | None


@dataclass(frozen=True, slots=True)
class Cap:
    """A condition under which the grade is at most `at_most`; `complete` must hold before it counts as clear."""

    id: str
    label: Label
    at_most: str
    when: str
    place: str
    complete: str = ""
    source: str = ""


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

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators, in order."""
        return tuple(item for dimension in self.dimensions for item in dimension.indicators)

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
        dimensions=reader.each(source, "dimensions", partial(_dimension, reader)),
        grades=reader.each(source, "grades", partial(_grade, reader)),
        caps=reader.each(source, "caps", partial(_cap, reader)),
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


def _dimension(reader: Reader, entry: YamlMap) -> Dimension | None:
    if not reader.keys(entry, {"id", "label", "indicators"}, set()):
        return None
    indicators = reader.each(entry, "indicators", partial(_indicator, reader))
    return Dimension(reader.text(entry, "id"), reader.label(entry, "label"), indicators)


def _indicator(reader: Reader, entry: YamlMap) -> Indicator | None:
    if not reader.keys(entry, {"id", "label", "value", "max", "bins", "source"}, {"type", "unit", "options"}):
        return None
    return Indicator(
        id=reader.text(entry, "id"),
        label=reader.label(entry, "label"),
        value=reader.text(entry, "value"),
        type=read_type(reader, entry),
        maximum=reader.number(entry, "max") or 0.0,
        bins=reader.each(entry, "bins", partial(read_bin, reader)),
        place=entry.place("value"),
        unit=reader.label(entry, "unit"),
        source=reader.text(entry, "source"),
        options=reader.text(entry, "options"),
    )


def _grade(reader: Reader, entry: YamlMap) -> GradeFloor | None:
    if not reader.keys(entry, {"grade"}, {"at_least"}):
        return None
    return GradeFloor(reader.text(entry, "grade"), reader.number(entry, "at_least"))


def _cap(reader: Reader, entry: YamlMap) -> Cap | None:
    if not reader.keys(entry, {"id", "label", "at_most", "when", "source"}, {"complete"}):
        return None
    return Cap(
        id=reader.text(entry, "id"),
        label=reader.label(entry, "label"),
        at_most=reader.text(entry, "at_most"),
        when=reader.text(entry, "when"),
        place=entry.place("when"),
        complete=reader.text(entry, "complete"),
        source=reader.text(entry, "source"),
    )


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
    _verify_grades(card, source, reader)


def _verify_grades(card: Card, source: YamlMap, reader: Reader) -> None:
    floors = [grade.at_least for grade in card.grades]
    known = [floor for floor in floors[:-1] if floor is not None]
    falling = all(high > low for high, low in pairwise(known))
    if not floors or floors[-1] is not None or len(known) != len(floors) - 1 or not falling:
        reader.report("SCR07", source.place("grades"))
    names = [grade.grade for grade in card.grades]
    for cap in card.caps:
        if cap.at_most not in names:
            reader.report("SCR08", cap.place, grade=cap.at_most, allowed=", ".join(names))
