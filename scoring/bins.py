"""Bins of an indicator: conditions on `value` with their points, in a form that methodology staff edit."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.labels import EMPTY, Label
from workbench.template.records import Reader
from workbench.yaml_source import YamlMap

CONDITIONS = ("at_least", "at_most", "between", "is", "when", "otherwise")
OTHERWISE = Label("其余", "Other")


@dataclass(frozen=True, slots=True)
class Bin:
    """Points for values that meet a condition; without a condition, for what remains."""

    condition: str
    points: float
    label: Label
    place: str
    option: str = ""


def read_bin(reader: Reader, entry: YamlMap) -> Bin | None:
    """Read a bin; exactly one of the conditions must stand in it (SCR03)."""
    kinds = [kind for kind in CONDITIONS if kind in entry]
    if not reader.keys(entry, set(), {*CONDITIONS, "points", "label"}):
        return None
    if len(kinds) != 1:
        reader.report("SCR03", entry.place(), allowed=", ".join(CONDITIONS))
        return None
    kind = kinds[0]
    points = reader.number(entry, "otherwise" if kind == "otherwise" else "points")
    condition, label = _condition(reader, entry, kind)
    if points is None:
        reader.report("TPL05", entry.place(), key="points")
        return None
    option = reader.text(entry, "is") if kind == "is" else ""
    return Bin(condition, points, reader.label(entry, "label", label), entry.place(), option)


def _condition(reader: Reader, entry: YamlMap, kind: str) -> tuple[str, Label]:
    """Give a bin's condition as a formula over `value`, and how it reads when it has no label of its own."""
    if kind == "between":
        limits = reader.words(entry, "between")
        if len(limits) != 2:
            reader.report("TPL06", entry.place(kind), key=kind, wanted=Label("[下限, 上限]", "[low, high]"))
            return "FALSE", EMPTY
        low, high = limits
        return f"AND(value>={low},value<={high})", Label(f"{low}–{high}", f"{low} to {high}")
    text = reader.text(entry, kind)
    if kind == "at_least":
        return f"value>={text}", Label(f"≥ {text}", f"≥ {text}")
    if kind == "at_most":
        return f"value<={text}", Label(f"≤ {text}", f"≤ {text}")
    if kind == "is":
        return f"value={text}", EMPTY
    return ("", OTHERWISE) if kind == "otherwise" else (text, Label(text, text))
