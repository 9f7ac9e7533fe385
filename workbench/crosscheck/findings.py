"""What the checks say to a person: failures first, then doubts, then what was not performed."""

from __future__ import annotations

from workbench.crosscheck.register import VERDICTS, reason_of, verdict_of
from workbench.evaluation.values import Values
from workbench.findings import Finding
from workbench.labels import Label
from workbench.template.model import Check

NO = Label("否", "no")
CODES = {("fail", True): "CHK01", ("fail", False): "CHK02", ("explain", True): "CHK03", ("explain", False): "CHK03"}


def check_findings(values: Values) -> list[Finding]:
    """Give CHK01 (hard failure), CHK02 (soft failure), CHK03 (explain), CHK04/05 (required or other not performed),
    CHK06 (a note or explain without the surveyor's words).
    """
    findings = [f for check in values.compiled.template.checks for f in _of_check(values, check)]
    return sorted(findings, key=lambda finding: finding.code)


def _of_check(values: Values, check: Check) -> list[Finding]:
    verdict = verdict_of(values, check)
    place = values.answers.place(f"{check.id}_verdict")
    args: dict[str, object] = {"id": check.id, "label": check.label, "ask": check.ask}
    if verdict == "not_performed":
        code = "CHK04" if check.required else "CHK05"
        return [Finding(code, place, {**args, "reason": reason_of(values, check) or ""})]
    findings = []
    doubt = CODES.get((verdict, check.hard))
    if doubt is not None:
        findings.append(Finding(doubt, place, {**args, **_numbers(values, check)}))
    if verdict in ("note", "explain") and not values[f"{check.id}_explanation"]:
        findings.append(Finding("CHK06", values.answers.place(f"{check.id}_explanation"), args))
    return findings


def _numbers(values: Values, check: Check) -> dict[str, object]:
    """Give both numbers and the gap, as people read them."""
    base, evidence = values.number(f"{check.id}_base"), values.number(f"{check.id}_evidence")
    deviation = values.number(f"{check.id}_deviation") if check.kind != "flag" else None
    if check.kind == "flag":
        return {"base": "—", "evidence": NO, "deviation": "—"}
    return {
        "base": "—" if base is None else _amount(base),
        "evidence": "—" if evidence is None else _amount(evidence),
        "deviation": "—" if deviation is None else f"{deviation:+.1%}",
    }


def _amount(number: float) -> str:
    return f"{number:,.2f}".rstrip("0").rstrip(".")


__all__ = ["VERDICTS", "check_findings"]
