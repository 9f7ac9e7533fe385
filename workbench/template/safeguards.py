"""Reading what guards a decision: conservative values, alerts, the minimum to submit a case, and stress rules."""

from __future__ import annotations

from typing import Literal, cast

from workbench.template.records import Reader
from workbench.template.safeguard_model import (
    STRESS_MEASURES,
    Alert,
    Conservative,
    Minimum,
    Side,
    StressEffect,
    StressRule,
)
from workbench.yaml_source import YamlMap

SIDES = {"lower": "MIN", "higher": "MAX"}
IN_DOUBT = "IF(OR({check}_verdict=verdict.note,{check}_verdict=verdict.explain),1,"
SETTLED = "IF({check}_verdict=verdict.fail,settled,0))"


def read_conservative(reader: Reader, entry: YamlMap) -> Conservative | None:
    """Read a conservative value: after a check (its careful side, or `to`), or on a condition `when` of its own."""
    if not reader.keys(entry, {"name", "label", "sets", "source"}, {"check", "side", "to", "when"}):
        return None
    check, to, when = (reader.text(entry, key) for key in ("check", "to", "when"))
    side = reader.choice(entry, "side", ("", *SIDES), "")
    if not (check or when) or not (to or (check and side)):
        reader.report("TPL05", entry.place(), key="to / side" if check or when else "check / when")
        return None
    if check and when:
        reader.report("TPL06", entry.place("when"), key="when", wanted="check / when")
        return None
    return Conservative(
        name=reader.text(entry, "name"),
        label=reader.label(entry, "label"),
        sets=reader.text(entry, "sets"),
        to=to or f"{SIDES[side]}({check}_base,{check}_evidence)",
        used=when or (IN_DOUBT + SETTLED).replace("{check}", check),
        place=entry.place(),
        side=cast(Side, side),
        check=check,
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
