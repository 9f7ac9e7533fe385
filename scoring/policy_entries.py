"""The entries of a policy and how each is read: grade terms, knock-outs, methods, conditions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scoring.card_entries import LINE_UNITS
from workbench.labels import EMPTY, Label
from workbench.template.model import ValueType
from workbench.template.records import Reader
from workbench.yaml_source import YamlList, YamlMap, YamlText

Rule = tuple[str, str, str, Label, ValueType]  # name, formula, place, label, type
CARD_LINE = re.compile(r"\bcard_line\b")
TERMS = ("equity_coefficient", "repayment_share", "default_rate")


@dataclass(frozen=True, slots=True)
class GradeTerms:
    """What a grade is worth: coefficients of the methods, the factor on the line, default rate; or a refusal."""

    grade: str
    terms: tuple[tuple[str, float], ...]
    line_factor: float
    reject: bool
    decision: Label


@dataclass(frozen=True, slots=True)
class Knockout:
    """A reason to refuse: any of its conditions. `never` says why it cannot occur; `cure` lifts it."""

    id: str
    label: Label
    any: tuple[str, ...]
    place: str
    never: Label = EMPTY
    cure: str = ""
    source: str = ""

    def rules(self) -> Iterator[Rule]:
        """Give its formulas by name."""
        for number, condition in enumerate(self.any, 1):
            yield f"{self.id}_any_{number}", condition, self.place, self.label, "number"
        yield f"{self.id}_cure", self.cure, self.place, self.label, "number"


@dataclass(frozen=True, slots=True)
class Method:
    """A way to size the line. Without a formula it does not apply, for the reason in `never`.

    Without `applies` it is not computed; without `counts` it is computed and told, but limits nothing. `table`: the
    unit of the card's line table that it takes; it does not apply beside a card without such a table.
    """

    id: str
    label: Label
    formula: str
    place: str
    never: Label = EMPTY
    applies: str = ""
    otherwise: Label = EMPTY
    counts: str = ""
    not_counted: Label = EMPTY
    note_when: str = ""
    note: Label = EMPTY
    note_place: str = ""
    source: str = ""
    table: str = ""

    def rules(self) -> Iterator[Rule]:
        """Give its formulas by name; one that is empty is not there."""
        yield f"{self.id}_value", self.formula, self.place, self.label, "money"
        yield f"{self.id}_applies", self.applies, self.place, self.label, "number"
        yield f"{self.id}_counts", self.counts, self.place, self.label, "number"
        yield f"{self.id}_note", self.note_when, self.note_place, self.label, "number"


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold for some grades or products; `refuses`: else there is no line.

    `applies`: it concerns only the cases in which this holds. Without `holds` it is carried out when the loan is paid
    out, and unmet until then.
    """

    id: str
    label: Label
    holds: str
    place: str
    applies: str = ""
    grades: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    refuses: bool = False
    source: str = ""

    def rules(self) -> Iterator[Rule]:
        """Give its formulas by name; one that is empty is not there."""
        yield f"condition.{self.id}", self.holds, self.place, self.label, "number"
        yield f"condition.{self.id}.applies", self.applies, self.place, self.label, "number"


@dataclass(frozen=True, slots=True)
class Rounding:
    """Lines below `below` are floored to the small step, others to the step."""

    below: float
    small_step: float
    step: float


def read_grade_terms(reader: Reader, entry: YamlMap) -> GradeTerms | None:
    """Read the terms of a grade; a grade that is rejected has none."""
    if not reader.keys(entry, {"grade", "decision"}, {"line_factor", "reject", *TERMS}):
        return None
    numbers = {name: reader.number(entry, name) for name in TERMS}
    return GradeTerms(
        grade=reader.text(entry, "grade"),
        terms=tuple((name, value) for name, value in numbers.items() if value is not None),
        line_factor=reader.number(entry, "line_factor") or 0.0,
        reject=reader.flag(entry, "reject"),
        decision=reader.label(entry, "decision"),
    )


def read_knockout(reader: Reader, entry: YamlMap) -> Knockout | None:
    """Read a knock-out: either conditions or the reason why it never occurs (SCR09)."""
    if not reader.keys(entry, {"id", "label", "source"}, {"any", "never", "cure"}):
        return None
    if ("any" in entry) == ("never" in entry):
        reader.report("SCR09", entry.place(), id=reader.text(entry, "id"), first="any", second="never")
    return Knockout(
        id=reader.text(entry, "id"),
        label=reader.label(entry, "label"),
        any=reader.words(entry, "any"),
        place=entry.place("any"),
        never=reader.label(entry, "never"),
        cure=reader.text(entry, "cure"),
        source=reader.text(entry, "source"),
    )


def read_method(reader: Reader, entry: YamlMap) -> Method | None:
    """Read a method: either a formula or the reason why it never applies (SCR09)."""
    optional = {"formula", "never", "applies", "otherwise", "counts", "note", "table"}
    if not reader.keys(entry, {"id", "label", "source"}, optional):
        return None
    if ("formula" in entry) == ("never" in entry):
        reader.report("SCR09", entry.place(), id=reader.text(entry, "id"), first="formula", second="never")
    if "table" not in entry and CARD_LINE.search(reader.text(entry, "formula")):
        reader.report("TPL05", entry.place("formula"), key="table")
    noted = _part(reader, entry, "note", "label")
    counted = _part(reader, entry, "counts", "otherwise")
    return Method(
        id=reader.text(entry, "id"),
        label=reader.label(entry, "label"),
        formula=reader.text(entry, "formula"),
        place=entry.place("formula"),
        never=reader.label(entry, "never"),
        applies=reader.text(entry, "applies"),
        otherwise=reader.label(entry, "otherwise"),
        counts=reader.text(counted, "when") if counted else "",
        not_counted=reader.label(counted, "otherwise") if counted else EMPTY,
        note_when=reader.text(noted, "when") if noted else "",
        note=reader.label(noted, "label") if noted else EMPTY,
        note_place=noted.place("when") if noted else "",
        table=reader.choice(entry, "table", LINE_UNITS, "") if "table" in entry else "",
        source=reader.text(entry, "source"),
    )


def _part(reader: Reader, entry: YamlMap, key: str, told: str) -> YamlMap | None:
    """Give the part of a method that says `when` and what is told then."""
    part = entry.get(key)
    if part is None:
        return None
    if not isinstance(part, YamlMap):
        reader.report("TPL06", entry.place(key), key=key, wanted=f"{{when, {told}}}")
        return None
    return part if reader.keys(part, {"when", told}, set()) else None


def read_condition(reader: Reader, entry: YamlMap) -> Condition | None:
    """Read a condition of the line."""
    optional = {"holds", "at_payout", "applies", "grades", "products", "refuses"}
    if not reader.keys(entry, {"id", "label", "source"}, optional):
        return None
    if ("holds" in entry) == reader.flag(entry, "at_payout"):
        reader.report("SCR09", entry.place(), id=reader.text(entry, "id"), first="holds", second="at_payout")
    return Condition(
        id=reader.text(entry, "id"),
        label=reader.label(entry, "label"),
        holds=reader.text(entry, "holds"),
        place=entry.place("holds"),
        applies=reader.text(entry, "applies"),
        grades=reader.words(entry, "grades"),
        products=reader.words(entry, "products"),
        refuses=reader.flag(entry, "refuses"),
        source=reader.text(entry, "source"),
    )


def read_rounding(reader: Reader, source: YamlMap) -> Rounding:
    """Read how lines are floored."""
    entry = source.get("rounding")
    keys = ("below", "small_step", "step")
    if not isinstance(entry, YamlMap):
        reader.report("TPL06", source.place("rounding"), key="rounding", wanted=", ".join(keys))
    elif reader.keys(entry, set(keys), {"source"}):
        return Rounding(*(reader.number(entry, key) or 1.0 for key in keys))
    return Rounding(0.0, 1.0, 1.0)


def read_computable(reader: Reader, source: YamlMap) -> tuple[tuple[str, ...], ...]:
    """Read which methods must be computable: at least one of each group."""
    groups = source.get("computable")
    listed = isinstance(groups, YamlList) and all(isinstance(group, YamlList) for group in groups)
    if not listed or not all(isinstance(name, YamlText) for group in groups or () for name in group):
        wanted = Label("[[M1, M1b], [M2]]", "[[M1, M1b], [M2]]")
        reader.report("TPL06", source.place("computable"), key="computable", wanted=wanted)
        return ()
    return tuple(tuple(str(name) for name in group) for group in groups or ())
