"""What the checks say to a person: failures first, then doubts, what was not performed, and what guards a decision."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.crosscheck.conservative import conservative_rows
from workbench.crosscheck.rechecks import refused_checks, settled_checks
from workbench.crosscheck.register import VERDICTS, reason_of, verdict_of
from workbench.crosscheck.safeguards import holds
from workbench.evaluation.values import Values
from workbench.findings import Finding
from workbench.labels import Label
from workbench.template.model import Check

NO = Label("否", "no")
CODES = {("fail", True): "CHK01", ("fail", False): "CHK02", ("explain", True): "CHK03", ("explain", False): "CHK03"}
NO_FIGURE = "—"


def check_findings(values: Values) -> list[Finding]:
    """Give what the cross-checks found, by code.

    Of a check: CHK01 (hard failure; CHK07 when a re-check settled it), CHK02 (soft failure), CHK03 (explain),
    CHK04/05 (required or other not performed), CHK06 (a doubt without the surveyor's words), CHK08 (refused), CHK09
    (nobody accepted the explanation), CHK10 (who explained it accepted it). Of the case: CHK11 (below the minimum),
    CHK12/13 (alerts), CHK14 (a conservative value in use).
    """
    survey = values.survey
    settled = settled_checks(survey)
    findings = [f for check in survey.compiled.template.checks for f in _of_check(survey, check, settled)]
    findings += [*_refused(survey), *_minimum(survey), *_alerts(survey), *_conservative(survey)]
    return sorted(findings, key=lambda finding: finding.code)


def _of_check(values: Values, check: Check, settled: frozenset[str]) -> Iterator[Finding]:
    verdict = verdict_of(values, check)
    place = values.answers.place(f"{check.id}_verdict")
    args: dict[str, object] = {"id": check.id, "label": check.label, "ask": check.ask}
    if verdict == "not_performed":
        code = "CHK04" if check.required else "CHK05"
        yield Finding(code, place, {**args, "reason": reason_of(values, check) or ""})
        return
    doubt = CODES.get((verdict, check.hard))
    if doubt is not None:
        code = "CHK07" if doubt == "CHK01" and check.id in settled else doubt
        yield Finding(code, place, {**args, **_numbers(values, check)})
    yield from _of_explanation(values, check, verdict)


def _of_explanation(values: Values, check: Check, verdict: str) -> Iterator[Finding]:
    """Every doubt owes a line of explanation, and a second person accepts what had to be explained (METHOD 2.2)."""
    args: dict[str, object] = {"id": check.id, "label": check.label, "ask": check.ask}
    if verdict in ("note", "explain") and not values[f"{check.id}_explanation"]:
        yield Finding("CHK06", values.answers.place(f"{check.id}_explanation"), args)
    by, accepted = (_person(values, f"{check.id}_{cell}") for cell in ("explained_by", "accepted_by"))
    place = values.answers.place(f"{check.id}_accepted_by")
    if verdict == "explain" and not accepted:
        yield Finding("CHK09", place, args)
    if accepted and accepted == by:
        yield Finding("CHK10", place, args)


def _person(values: Values, name: str) -> str:
    value = values[name]
    return value.strip().casefold() if isinstance(value, str) else ""


def _refused(values: Values) -> Iterator[Finding]:
    labels = {check.id: check.label for check in values.compiled.template.checks}
    for check in refused_checks(values):
        if check in labels:
            yield Finding("CHK08", values.answers.place(f"{check}_verdict"), {"id": check, "label": labels[check]})


def _minimum(values: Values) -> Iterator[Finding]:
    for item in values.compiled.template.minimum:
        name = f"minimum.{item.name}"
        if holds(values, name) is not True:
            yield Finding("CHK11", values.answers.place(name), {"label": item.label})


def _alerts(values: Values) -> Iterator[Finding]:
    for alert in values.compiled.template.alerts:
        name = f"alert.{alert.name}"
        if holds(values, name):
            code = "CHK12" if alert.severity == "warning" else "CHK13"
            yield Finding(code, values.answers.place(name), {"label": alert.label, "ask": alert.ask})


def _conservative(values: Values) -> Iterator[Finding]:
    labels = {item.name: item.label for item in values.compiled.template.conservative}
    for row in conservative_rows(values):
        if row["used"] and row["surveyed"] != row["taken"]:
            place = values.answers.place(f"conservative.{row['name']}.used")
            told, taken = (_figure(row[key]) for key in ("surveyed", "taken"))
            yield Finding("CHK14", place, {"label": labels[row["name"]], "told": told, "taken": taken})


def _numbers(values: Values, check: Check) -> dict[str, object]:
    """Give both numbers and the gap, as people read them."""
    base, evidence = values.number(f"{check.id}_base"), values.number(f"{check.id}_evidence")
    deviation = values.number(f"{check.id}_deviation") if check.kind != "flag" else None
    if check.kind == "flag":
        return {"base": NO_FIGURE, "evidence": NO, "deviation": NO_FIGURE}
    return {
        "base": _figure(base),
        "evidence": _figure(evidence),
        "deviation": NO_FIGURE if deviation is None else f"{deviation:+.1%}",
    }


def _figure(number: float | None) -> str:
    return NO_FIGURE if number is None else f"{number:,.2f}".rstrip("0").rstrip(".")


__all__ = ["VERDICTS", "check_findings"]
