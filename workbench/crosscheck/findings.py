"""What the checks say to a person: failures first, then doubts, what was not performed, and what guards a decision."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.crosscheck.conservative import conservative_rows, is_settled, settling
from workbench.crosscheck.rechecks import TABLE, refused_checks, settled_checks, unknown_checks
from workbench.crosscheck.register import VERDICTS, reason_of, taken_by, verdict_of
from workbench.crosscheck.safeguards import holds
from workbench.evaluation.values import Values
from workbench.findings import Finding
from workbench.labels import EMPTY, MONEY_UNIT, Label
from workbench.template.model import Check, ValueType

NO = Label("否", "no")
CODES = {("fail", True): "CHK01", ("fail", False): "CHK02", ("explain", True): "CHK03", ("explain", False): "CHK03"}
NO_FIGURE = "—"
SURVEYORS = ("surveyor", "co_surveyor")
RECHECK = Label("改正数据，或二次走访、以保守值重算", "correct the data, or record a second visit or careful values")
CORRECT = Label("这项没有保守值可取：改正数据，或拒绝", "it has no conservative value: correct the data, or refuse")


def check_findings(values: Values) -> list[Finding]:
    """Give what the cross-checks found, by code.

    Of a check: CHK01 (hard failure; CHK07 when a re-check settled it and the statements take a conservative value),
    CHK02 (soft failure), CHK03 (explain), CHK04/05 (required or other not performed), CHK06 (a doubt without the
    surveyor's words), CHK08 (refused), CHK09 (nobody else accepted the explanation), CHK10 (who explained or surveyed
    accepted it). Of the case: CHK11 (below the minimum), CHK12/13 (alerts), CHK14 (a conservative value in use), CHK15
    (a re-check of a check that is not there).
    """
    survey = values.survey
    settled = settled_checks(survey)
    findings = [f for check in survey.compiled.template.checks for f in _of_check(survey, check, settled)]
    findings += [*_refused(survey), *_unknown(survey), *_minimum(survey), *_alerts(survey), *_conservative(values)]
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
    if doubt == "CHK01":
        doubt = "CHK07" if check.id in settled and is_settled(values, check) else doubt
        args["way"] = RECHECK if settling(values, check) else CORRECT
    if doubt is not None:
        yield Finding(doubt, place, {**args, **_numbers(values, check)})
    yield from _of_explanation(values, check, verdict)


def _of_explanation(values: Values, check: Check, verdict: str) -> Iterator[Finding]:
    """Every doubt owes a line of explanation, and a second person accepts what had to be explained (METHOD 2.2)."""
    args: dict[str, object] = {"id": check.id, "label": check.label, "ask": check.ask}
    if verdict in ("note", "explain") and not values[f"{check.id}_explanation"]:
        yield Finding("CHK06", values.answers.place(f"{check.id}_explanation"), args)
    accepted = _person(values, f"{check.id}_accepted_by")
    own = accepted in {_person(values, name) for name in (f"{check.id}_explained_by", *SURVEYORS)}
    place = values.answers.place(f"{check.id}_accepted_by")
    if verdict == "explain" and (not accepted or own):
        yield Finding("CHK09", place, args)
    if accepted and own:
        yield Finding("CHK10", place, args)


def _person(values: Values, name: str) -> str:
    value = values[name] if name in values.compiled.definitions else None
    return value.strip().casefold() if isinstance(value, str) else ""


def _refused(values: Values) -> Iterator[Finding]:
    labels = {check.id: check.label for check in values.compiled.template.checks}
    for check in refused_checks(values):
        if check in labels:
            yield Finding("CHK08", values.answers.place(f"{check}_verdict"), {"id": check, "label": labels[check]})


def _unknown(values: Values) -> Iterator[Finding]:
    for check in unknown_checks(values):
        yield Finding("CHK15", values.answers.place(f"{TABLE}.check"), {"id": check})


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
    """Say what was told, found and taken: of a check in what it compares, else in what the value sets."""
    template = values.compiled.template
    checks = {check.id: check for check in template.checks}
    for item, row in zip(template.conservative, conservative_rows(values), strict=True):
        if not row["used"] or row["surveyed"] == row["taken"]:
            continue
        if item.check:
            check = checks[item.check]
            kind, unit = check.type, check.unit
            told, found = (values.survey.number(f"{item.check}_{cell}") for cell in ("base", "evidence"))
            taken = taken_by(values, check)
        else:
            definition = values.compiled.definitions[item.sets]
            kind, unit = definition.type, definition.unit
            told, found, taken = row["surveyed"], values.survey.number(f"conservative.{item.name}.to"), row["taken"]
        place = values.answers.place(f"conservative.{item.name}.used")
        figures = {key: _figure(n, kind, unit) for key, n in (("told", told), ("found", found), ("taken", taken))}
        yield Finding("CHK14", place, {"label": item.label, **figures})


def _numbers(values: Values, check: Check) -> dict[str, object]:
    """Give both numbers and the gap, as people read them."""
    if check.kind == "flag":
        return {"base": NO_FIGURE, "evidence": NO, "deviation": NO_FIGURE}
    cells = (values.number(f"{check.id}_{cell}") for cell in ("base", "evidence"))
    base, evidence = (_figure(number, check.type, check.unit) for number in cells)
    deviation = values.number(f"{check.id}_deviation")
    return {"base": base, "evidence": evidence, "deviation": NO_FIGURE if deviation is None else f"{deviation:+.1%}"}


def _figure(number: float | None, kind: ValueType, unit: Label) -> str | Label:
    """Say a figure with its unit: an amount without one of its own is in yuan, a percentage has its sign."""
    if number is None:
        return NO_FIGURE
    if kind == "percent":
        return f"{number:.1%}"
    told = f"{number:,.2f}".rstrip("0").rstrip(".")
    said = MONEY_UNIT if kind == "money" and unit == EMPTY else unit
    return told if said == EMPTY else Label(f"{told} {said.zh}", f"{told} {said.en}")


__all__ = ["VERDICTS", "check_findings"]
