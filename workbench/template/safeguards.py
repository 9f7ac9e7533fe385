"""Reading what guards a decision: conservative values, alerts, the minimum to submit a case, and stress rules."""

from __future__ import annotations

from typing import Literal, cast

from workbench.template.records import Reader
from workbench.template.safeguard_model import (
    CAREFUL,
    STRESS_MEASURES,
    Alert,
    Conservative,
    Minimum,
    Side,
    StressEffect,
    StressRule,
    careful_of,
)
from workbench.yaml_source import YamlMap

IN_DOUBT = "IF(OR({check}_verdict=verdict.note,{check}_verdict=verdict.explain),1,"
FAILED = "IF({check}_verdict=verdict.fail,MAX(settled,1-{check}_hard),0))"  # nobody need settle a soft failure


def read_conservative(reader: Reader, entry: YamlMap) -> Conservative | None:
    """Read a conservative value: after a check (its careful side, or `to`), or on a condition `when` of its own."""
    if not reader.keys(entry, {"name", "label", "sets", "source"}, {"check", "side", "to", "when", "claim"}):
        return None
    check, to, when = (reader.text(entry, key) for key in ("check", "to", "when"))
    side = reader.choice(entry, "side", ("", *CAREFUL), "")
    claim = reader.text(entry, "claim")
    if not (check or when):
        reader.report("TPL05", entry.place(), key="check / when")
        return None
    if not (side if check else to):
        reader.report("TPL05", entry.place(), key="side" if check else "to")
        return None
    if check and (when or claim):
        key = "when" if when else "claim"
        reader.report("TPL06", entry.place(key), key=key, wanted=f"check / {key}")
        return None
    return Conservative(
        name=reader.text(entry, "name"),
        label=reader.label(entry, "label"),
        sets=reader.text(entry, "sets"),
        to=to or careful_of(check, side),
        used=when or (IN_DOUBT + FAILED).replace("{check}", check),
        place=entry.place(),
        side=cast(Side, side),
        check=check,
        claim=claim,
        source=reader.text(entry, "source"),
    )


def read_alert(reader: Reader, entry: YamlMap) -> Alert | None:
    """Read an alert: raised when `when` is 1."""
    if not reader.keys(entry, {"name", "label", "when", "severity"}, {"ask", "source"}):
        return None
    severity = reader.choice(entry, "severity", ("warning", "question"), "warning")
    return Alert(
        name=reader.text(entry, "name"),
        label=reader.label(entry, "label"),
        when=reader.text(entry, "when"),
        place=entry.place(),
        severity=cast(Literal["warning", "question"], severity),
        ask=reader.label(entry, "ask"),
        source=reader.text(entry, "source"),
    )


def read_minimum(reader: Reader, entry: YamlMap) -> Minimum | None:
    """Read what a case needs before it can be submitted."""
    if not reader.keys(entry, {"name", "label", "holds"}, {"source"}):
        return None
    return Minimum(
        reader.text(entry, "name"),
        reader.label(entry, "label"),
        reader.text(entry, "holds"),
        entry.place(),
        reader.text(entry, "source"),
    )


def read_stress_rule(reader: Reader, entry: YamlMap) -> StressRule | None:
    """Read what a scenario must show; a rule that cuts the line says to which `share`."""
    needed = {"name", "label", "scenario", "measure", "least", "effect"}
    if not reader.keys(entry, needed, {"share", "unless", "source"}):
        return None
    effect = reader.choice(entry, "effect", ("grade", "line", "condition"), "condition")
    share = reader.text(entry, "share")
    if effect == "line" and not share:
        reader.report("TPL05", entry.place(), key="share")
    return StressRule(
        name=reader.text(entry, "name"),
        label=reader.label(entry, "label"),
        scenario=reader.text(entry, "scenario"),
        measure=reader.choice(entry, "measure", STRESS_MEASURES, STRESS_MEASURES[0]),
        least=reader.text(entry, "least"),
        effect=cast(StressEffect, effect),
        place=entry.place(),
        share=share,
        unless=reader.text(entry, "unless"),
        source=reader.text(entry, "source"),
    )
