"""Reading the rules of a template: calculations, adjustments, identities, checks and indicators."""

from __future__ import annotations

from typing import Literal, cast

from workbench.labels import Label
from workbench.template.entries import read_type
from workbench.template.model import (
    Adjustment,
    Calculation,
    Check,
    CheckKind,
    ChecklistItem,
    Identity,
    Indicator,
)
from workbench.template.records import Reader
from workbench.yaml_source import YamlMap, YamlText

CHECK_KEYS = {
    "base", "deviation", "applies", "tolerance", "band", "hard", "required", "claim", "type", "unit", "needs", "ask",
    "source", "one_sided",
}  # fmt: skip


def read_calculation(reader: Reader, entry: YamlMap) -> Calculation | None:
    """Read a named scalar formula."""
    optional = {"type", "heading", "unit", "source", "always"}
    if not reader.keys(entry, {"name", "label", "formula"}, optional):
        return None
    return Calculation(
        name=reader.text(entry, "name"),
        label=reader.label(entry, "label"),
        type=read_type(reader, entry),
        formula=reader.text(entry, "formula"),
        place=entry.place(),
        heading=reader.text(entry, "heading"),
        unit=reader.label(entry, "unit"),
        source=reader.text(entry, "source"),
        always=reader.flag(entry, "always"),
    )


def read_adjustment(reader: Reader, entry: YamlMap) -> Adjustment | None:
    """Read a restatement rule."""
    optional = {"table", "item", "before", "rate", "write_down", "evidence", "source"}
    if not reader.keys(entry, {"id", "label", "line", "amount", "rule"}, optional):
        return None
    return Adjustment(
        id=reader.text(entry, "id"),
        label=reader.label(entry, "label"),
        line=reader.text(entry, "line"),
        amount=reader.text(entry, "amount"),
        place=entry.place(),
        rule=reader.label(entry, "rule"),
        **{key: reader.text(entry, key) for key in optional},
    )


def read_identity(reader: Reader, entry: YamlMap) -> Identity | None:
    """Read a relation that must hold."""
    if not reader.keys(entry, {"name", "label", "kind", "gap", "tolerance"}, {"unit"}):
        return None
    kind = reader.choice(entry, "kind", ("arithmetic", "survey"), "survey")
    return Identity(
        reader.text(entry, "name"),
        reader.label(entry, "label"),
        cast(Literal["arithmetic", "survey"], kind),
        reader.text(entry, "gap"),
        reader.text(entry, "tolerance"),
        entry.place(),
        reader.label(entry, "unit"),
    )


def read_check(reader: Reader, entry: YamlMap) -> Check | None:
    """Read a cross-check. `tolerance` is `{pass, fail}` or one value t, the pair t and 2t (ruling R3)."""
    if not reader.keys(entry, {"id", "label", "kind", "method", "evidence"}, CHECK_KEYS):
        return None
    kind = cast(CheckKind, reader.choice(entry, "kind", ("deviation", "band", "flag"), "deviation"))
    tolerance_pass, tolerance_note, tolerance_fail = _tolerance(reader, entry, kind)
    band = entry.get("band")
    limits: dict[str, str] = {}
    if isinstance(band, YamlMap) and reader.keys(band, set(), {"low", "high", "fail_low", "fail_high"}):
        limits = {key: reader.text(band, key) for key in ("low", "high", "fail_low", "fail_high")}
    elif kind == "band":
        reader.report("TPL05", entry.place(), key="band")
    return Check(
        id=reader.text(entry, "id"),
        label=reader.label(entry, "label"),
        kind=kind,
        method=reader.choice(entry, "method", tuple(f"X{n}" for n in range(1, 8)), "X6"),
        hard=reader.flag(entry, "hard"),
        required=reader.flag(entry, "required"),
        evidence=reader.text(entry, "evidence"),
        place=entry.place(),
        base=reader.text(entry, "base"),
        deviation=reader.text(entry, "deviation"),
        applies=reader.text(entry, "applies"),
        tolerance_pass=tolerance_pass,
        tolerance_note=tolerance_note,
        tolerance_fail=tolerance_fail,
        one_sided=reader.flag(entry, "one_sided"),
        claim=reader.text(entry, "claim"),
        type=read_type(reader, entry),
        unit=reader.label(entry, "unit"),
        needs=reader.words(entry, "needs"),
        ask=reader.label(entry, "ask"),
        source=reader.text(entry, "source"),
        **limits,
    )


def _tolerance(reader: Reader, entry: YamlMap, kind: str) -> tuple[str, str, str]:
    tolerance = entry.get("tolerance")
    if isinstance(tolerance, YamlMap):
        if reader.keys(tolerance, {"pass", "fail"}, {"note"}):
            return reader.text(tolerance, "pass"), reader.text(tolerance, "note"), reader.text(tolerance, "fail")
        return "", "", ""
    if isinstance(tolerance, YamlText):
        return str(tolerance), "", "pass+pass"
    if kind == "deviation":
        reader.report("TPL05", entry.place(), key="tolerance")
    return "", "", ""


def read_indicator(reader: Reader, entry: YamlMap) -> Indicator | None:
    """Read an indicator with its benchmark; `review` gives the bounds outside which somebody must look."""
    optional = {"type", "unit", "low", "median", "high", "review_low", "review_high"}
    if not reader.keys(entry, {"name", "label", "formula", "source"}, optional):
        return None
    return Indicator(
        name=reader.text(entry, "name"),
        label=reader.label(entry, "label"),
        type=read_type(reader, entry),
        formula=reader.text(entry, "formula"),
        place=entry.place(),
        source=reader.text(entry, "source"),
        low=reader.number(entry, "low"),
        median=reader.number(entry, "median"),
        high=reader.number(entry, "high"),
        review_low=reader.number(entry, "review_low"),
        review_high=reader.number(entry, "review_high"),
        unit=reader.label(entry, "unit"),
    )


def read_checklist_item(reader: Reader, entry: YamlMap) -> ChecklistItem | None:
    """Read one question of the risk checklist."""
    if not reader.keys(entry, {"id", "label"}, {"heading"}):
        return None
    heading = reader.label(entry, "heading", Label("", ""))
    return ChecklistItem(reader.text(entry, "id"), reader.label(entry, "label"), entry.place(), heading)
