"""The price section of a policy and how it is read (METHOD 4.6, ruling R18)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from workbench.labels import Label
from workbench.template.records import Reader
from workbench.yaml_source import YamlMap


@dataclass(frozen=True, slots=True)
class PricePart:
    """A part of the rate; an adjustment has the condition `when`."""

    id: str
    label: Label
    formula: str
    place: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class Pricing:
    """The build-up of the rate."""

    parts: tuple[PricePart, ...]
    adjustments: tuple[PricePart, ...]
    raroc: str
    place: str


def read_pricing(reader: Reader, source: YamlMap) -> Pricing:
    """Read the price build-up, and the adjustments that stand beside it."""
    entry = source.get("price")
    if not isinstance(entry, YamlMap):
        reader.report("TPL06", source.place("price"), key="price", wanted="parts, raroc")
    elif reader.keys(entry, {"parts"}, {"raroc"}):
        return Pricing(
            parts=reader.each(entry, "parts", partial(_part, reader)),
            adjustments=reader.each(source, "adjustments", partial(_adjustment, reader)),
            raroc=reader.text(entry, "raroc"),
            place=entry.place("raroc"),
        )
    return Pricing((), (), "", source.place("price"))


def _part(reader: Reader, entry: YamlMap) -> PricePart | None:
    if not reader.keys(entry, {"id", "label", "formula"}, set()):
        return None
    texts = reader.text(entry, "id"), reader.label(entry, "label"), reader.text(entry, "formula")
    return PricePart(*texts, entry.place())


def _adjustment(reader: Reader, entry: YamlMap) -> PricePart | None:
    if not reader.keys(entry, {"id", "label", "value", "when"}, {"source"}):
        return None
    texts = reader.text(entry, "id"), reader.label(entry, "label"), reader.text(entry, "value")
    return PricePart(*texts, entry.place(), reader.text(entry, "when"))
