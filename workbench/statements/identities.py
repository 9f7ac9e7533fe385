"""Relations that must hold (METHOD 1.9, ruling R11): arithmetic ones are ours, survey ones are findings."""

from __future__ import annotations

from typing import Any

from workbench.evaluation.values import Values
from workbench.findings import Finding
from workbench.labels import EMPTY, MONEY_UNIT, Label
from workbench.template.model import Identity


def identity_results(values: Values) -> list[dict[str, Any]]:
    """Give name, kind, unit, gap, tolerance and whether it holds; null where it cannot be computed yet."""
    language = values.answers.language
    results = []
    for identity in values.compiled.template.identities:
        gap = values.number(f"identity.{identity.name}.gap")
        tolerance = values.number(f"identity.{identity.name}.tolerance")
        holds = None if gap is None or tolerance is None else abs(gap) <= tolerance
        results.append(
            {
                "name": identity.name,
                "label": identity.label.text(language),
                "kind": identity.kind,
                "unit": _unit(identity).text(language),
                "gap": gap,
                "tolerance": tolerance,
                "holds": holds,
            }
        )
    return results


def identity_findings(values: Values, results: list[dict[str, Any]]) -> list[Finding]:
    """Give a finding for each identity that does not hold: STM01 our own arithmetic, STM02 the survey's."""
    known = {identity.name: identity for identity in values.compiled.template.identities}
    findings = []
    for result in results:
        if result["holds"] is False:
            code = "STM01" if result["kind"] == "arithmetic" else "STM02"
            identity = known[result["name"]]
            args: dict[str, object] = {"label": identity.label, "unit": _unit(identity)}
            args |= {part: f"{result[part]:,.2f}" for part in ("gap", "tolerance")}
            place = values.answers.place(f"identity.{result['name']}.gap")
            findings.append(Finding(code, place, args))
    return findings


def _unit(identity: Identity) -> Label:
    return MONEY_UNIT if identity.unit == EMPTY else identity.unit
