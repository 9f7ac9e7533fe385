"""The names that a card or a policy adds to a template's: given values, constants and calculations."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from workbench.evaluation.extension import constant, given, rule
from workbench.labels import EMPTY, Label
from workbench.template.definitions import Definition
from workbench.template.entries import read_parameter, read_type
from workbench.template.model import Parameter, ValueType
from workbench.template.records import Reader
from workbench.yaml_source import YamlMap

NAME_KEYS = {"given", "parameters", "calculations"}


@dataclass(frozen=True, slots=True)
class Given:
    """A value that the engine supplies at run time."""

    name: str
    label: Label
    type: ValueType
    place: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A named formula. `ratio`: it is among the ratios of the result. `always`: it does not wait for others."""

    name: str
    label: Label
    type: ValueType
    formula: str
    place: str
    unit: Label = EMPTY
    source: str = ""
    ratio: bool = False
    always: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """Everything that a file adds."""

    given: tuple[Given, ...]
    parameters: tuple[Parameter, ...]
    figures: tuple[Figure, ...]

    def definitions(self) -> Iterator[Definition]:
        """Declare them for the formula language."""
        for item in self.given:
            yield given(item.name, item.label, item.place, item.type)
        for parameter in self.parameters:
            yield constant(parameter)
        for figure in self.figures:
            made = rule(figure.name, figure.formula, figure.place, figure.label, figure.type)
            yield replace(made, guarded=not figure.always, unit=figure.unit)


def read_names(reader: Reader, source: YamlMap, supplied: frozenset[str]) -> Names:
    """Read the names of a card or policy; a given name that nobody supplies is a mistake (SCR02)."""
    return Names(
        reader.each(source, "given", partial(_given, reader, supplied)),
        reader.each(source, "parameters", partial(read_parameter, reader)),
        read_figures(reader, source, "calculations"),
    )


def read_figures(reader: Reader, source: YamlMap, key: str) -> tuple[Figure, ...]:
    """Read a list of named formulas."""
    return reader.each(source, key, partial(_figure, reader))


def _given(reader: Reader, supplied: frozenset[str], entry: YamlMap) -> Given | None:
    if not reader.keys(entry, {"name", "label"}, {"type"}):
        return None
    name = reader.text(entry, "name")
    if name not in supplied:
        near = difflib.get_close_matches(name, sorted(supplied), 1)
        hint = Label(f"，是不是 {near[0]}？", f"; did you mean {near[0]}?") if near else EMPTY
        reader.report("SCR02", entry.place("name"), name=name, hint=hint, allowed=", ".join(sorted(supplied)))
    return Given(name, reader.label(entry, "label"), read_type(reader, entry), entry.place())


def _figure(reader: Reader, entry: YamlMap) -> Figure | None:
    if not reader.keys(entry, {"name", "label", "formula"}, {"type", "unit", "source", "ratio", "always"}):
        return None
    return Figure(
        name=reader.text(entry, "name"),
        label=reader.label(entry, "label"),
        type=read_type(reader, entry),
        formula=reader.text(entry, "formula"),
        place=entry.place("formula"),
        unit=reader.label(entry, "unit"),
        source=reader.text(entry, "source"),
        ratio=reader.flag(entry, "ratio"),
        always=reader.flag(entry, "always"),
    )
