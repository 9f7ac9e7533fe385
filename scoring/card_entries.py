"""The entries of a card and how each is read: dimensions, indicators, the grade map, caps, a first line by grade."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from scoring.bins import Bin, read_bin
from workbench.labels import EMPTY, Label
from workbench.template.entries import read_type
from workbench.template.model import ValueType
from workbench.template.records import Reader, parse_number
from workbench.yaml_source import YamlMap

LINE_UNITS = ("share", "yuan", "months")  # of a line table, and of what a method of the policy takes from it


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
    """A group of indicators. `floor`: however much is taken off, its points never fall below."""

    id: str
    label: Label
    indicators: tuple[Indicator, ...]
    floor: float | None = None


@dataclass(frozen=True, slots=True)
class GradeFloor:
    """A grade and the least total that earns it; the last grade has none.

    `counts_as` is the grade of the policy whose coefficients it takes; a card may print letters of its own.
    """

    grade: str
    at_least: float | None
    counts_as: str
    place: str = ""


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


@dataclass(frozen=True, slots=True)
class LineTable:
    """What a grade of this card is worth before the methods of the line, as `card_line` of the policy.

    `unit`: what its numbers are: a share of sales, yuan, or months of income. `secured_only`: grades that get it only
    against security.
    """

    label: Label
    grades: tuple[tuple[str, float], ...]
    source: str
    place: str
    unit: str
    secured_only: tuple[str, ...] = ()


def read_dimension(reader: Reader, entry: YamlMap) -> Dimension | None:
    """Read a dimension with its indicators."""
    if not reader.keys(entry, {"id", "label", "indicators"}, {"floor"}):
        return None
    indicators = reader.each(entry, "indicators", partial(_indicator, reader))
    return Dimension(reader.text(entry, "id"), reader.label(entry, "label"), indicators, reader.number(entry, "floor"))


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


def read_grade(reader: Reader, entry: YamlMap) -> GradeFloor | None:
    """Read a grade; without `counts_as` it is the policy's grade of the same name."""
    if not reader.keys(entry, {"grade"}, {"at_least", "counts_as"}):
        return None
    grade = reader.text(entry, "grade")
    return GradeFloor(grade, reader.number(entry, "at_least"), reader.text(entry, "counts_as", grade), entry.place())


def read_cap(reader: Reader, entry: YamlMap) -> Cap | None:
    """Read a cap."""
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


def read_line_table(reader: Reader, source: YamlMap) -> LineTable | None:
    """Read the first line by grade; most cards have none."""
    entry = source.get("line_table")
    if entry is None:
        return None
    if not isinstance(entry, YamlMap):
        reader.report("TPL06", source.place("line_table"), key="line_table", wanted="label, unit, source, grades")
        return None
    if not reader.keys(entry, {"label", "unit", "source", "grades"}, {"secured_only"}):
        return None
    listed = entry["grades"]
    shares = listed.items() if isinstance(listed, YamlMap) else ()
    grades = {str(name): parse_number(str(share)) for name, share in shares}
    if not grades or None in grades.values():
        wanted = Label("{等级: 数字}", "{grade: number}")
        reader.report("TPL06", entry.place("grades"), key="grades", wanted=wanted)
    known = tuple((name, share) for name, share in grades.items() if share is not None)
    return LineTable(
        label=reader.label(entry, "label"),
        grades=known,
        source=reader.text(entry, "source"),
        place=entry.place("grades"),
        unit=reader.choice(entry, "unit", LINE_UNITS, ""),
        secured_only=reader.words(entry, "secured_only"),
    )
