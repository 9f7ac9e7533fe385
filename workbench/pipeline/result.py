"""Putting an assessment together as the stable result (DESIGN 9); everything that is written comes from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from scoring.card import Card
from scoring.policy import Policy
from scoring.results import Scoring
from workbench import __version__
from workbench.crosscheck import alerts, check_register, claims, conservative_rows, coverage, minimum
from workbench.evaluation.export import iso_date, words
from workbench.evaluation.values import Values
from workbench.findings import Finding
from workbench.labels import Label
from workbench.pipeline.calendar_json import calendar_json
from workbench.pipeline.decision import decision
from workbench.pipeline.findings_json import findings_json
from workbench.pipeline.indicators import indicator_results
from workbench.pipeline.known import known, known_number
from workbench.pipeline.lineage import values_json
from workbench.pipeline.parallel_json import parallel_json
from workbench.pipeline.scoring_json import ScoringJson, Words
from workbench.pipeline.soft_matrix import soft_matrix
from workbench.pipeline.statements_json import identities, layouts_json, statements_json
from workbench.pipeline.stress_json import stress_json
from workbench.report.masking import mask_free_text, mask_name
from workbench.report.schema import SCHEMA_VERSION
from workbench.statements import adjustment_rows

INCOMPLETE_CODES = frozenset(
    {
        *(f"ANS{number:02}" for number in (1, 2, 3, 4, 5, 6, 7, 8, 14, 16, 20)),
        *("CHK01", "CHK04", "CHK09", "CHK11", "INT01", "INT02", "KO03", "LIN06"),
    }
)
REFUSED_CODE = "CHK08"  # a re-check that ended in a refusal: reject code R-XV (METHOD 2.7)
INTEGRITY = {
    "formulas": (Label("公式", "Formulas"), ("INT06", "INT08", "INT09")),
    "names": (Label("名称", "Names"), ("INT01", "INT13", "INT15")),
    "rules": (Label("输入限制", "Input rules"), ("INT20",)),
    "hidden": (Label("隐藏行列与工作表", "Hidden rows, columns and sheets"), ("INT02", "INT03", "INT04", "INT05")),
    "texts": (Label("文字与参数", "Texts and parameters"), ("INT12", "INT18")),
    "values": (Label("存储的数值", "Stored values"), ("INT07",)),
}


@dataclass(frozen=True, slots=True)
class Sources:
    """What a result is made from. `kind`: workbook, answers or live; `checked`: integrity was looked at."""

    values: Values
    scoring: Scoring
    card: Card
    policy: Policy
    findings: tuple[Finding, ...]
    kind: str
    generated_at: datetime


def result_of(sources: Sources) -> dict[str, Any]:
    """Give the whole result as JSON-able data. Pure: equal sources give an equal result."""
    values, template = sources.values, sources.values.compiled.template
    answers, language = values.answers, values.answers.language
    scored = ScoringJson(sources.scoring, sources.card, sources.policy, values)
    card, policy = sources.card, sources.policy
    status = status_of(sources)
    return {
        "schema_version": SCHEMA_VERSION,
        "generated_at": sources.generated_at.isoformat(timespec="seconds"),
        "engine_version": __version__,
        "language": language,
        "template": _version(template.id, template.version, template.hash, template.name.text(language)),
        "card": {
            **_version(card.id, card.version, card.hash, card.name.text(language)),
            "note": card.note.text(language) or None,
        },
        "policy": _version(policy.id, policy.version, policy.hash, policy.name.text(language)),
        "source": {"kind": sources.kind, "hash": answers.sha256 or None},
        "case": _case(values),
        "people": {role: _masked(values, role) for role in ("surveyor", "co_surveyor", "approver")},
        "request": _request(values),
        "status": status,
        "decision": decision(sources.scoring, sources.policy, values, status),
        "integrity": _integrity(sources),
        "findings": findings_json(sources.findings, language),
        "values": values_json(values),
        "statements": statements_json(values),
        "layouts": layouts_json(values),
        "adjustments": _adjustments(values),
        "identities": [*identities(values), scored.schedule_identity(values)],
        "checks": [_without_people(check) for check in check_register(values)],
        "coverage": coverage(values),
        "claims": claims(values),
        "minimum": minimum(values),
        "alerts": alerts(values),
        "conservative": conservative_rows(values),
        "soft_matrix": soft_matrix(values),
        "indicators": indicator_results(values),
        "ratios": scored.ratios(values),
        "score": scored.score(),
        "parallel": parallel_json(sources.scoring, values),
        "line": scored.line(),
        "price": scored.price(),
        "schedule": scored.schedule(),
        "cash_calendar": calendar_json(sources.scoring.calendar, values),
        "stress": stress_json(sources.scoring, policy, values),
        "checklist": _checklist(values),
    }


def status_of(sources: Sources) -> str:
    """Say rejected (knock-out, refused grade or refused re-check), incomplete (something required is missing, a hard
    failure, an explanation that nobody accepted, a condition of submitting, a knock-out, a cap of the grade or a
    schedule that could not be evaluated), or complete.
    """
    codes = {finding.code for finding in sources.findings}
    if sources.scoring.rejected or REFUSED_CODE in codes:
        return "rejected"
    undecided = any(cap.status == "not_evaluated" for cap in sources.scoring.score.caps)
    return "incomplete" if codes & INCOMPLETE_CODES or undecided or sources.scoring.invalid else "complete"


def _version(identity: str, version: str, digest: str, name: str) -> dict[str, str]:
    return {"id": identity, "version": version, "hash": digest, "name": name}


def _case(values: Values) -> dict[str, Any]:
    template, language = values.compiled.template, values.answers.language
    return {
        "id": _text(values, "case_no"),
        "borrower": _masked(values, "client_name"),
        "industry": template.industry or template.id,
        "industry_label": template.name.text(language),
        "survey_date": iso_date(known(values, "survey_date")),
        "opening_date": iso_date(known(values, "opening_date")),
    }


def _adjustments(values: Values) -> list[dict[str, Any]]:
    """Give the adjustments; an item that is a person's name is masked."""
    names = values.compiled.definitions
    private = {a.id for a in values.compiled.template.adjustments if a.table and names[f"{a.table}.{a.item}"].private}
    rows = adjustment_rows(values, _masked(values, "surveyor"))
    return [{**row, "item": mask_name(row["item"])} if row["id"] in private else row for row in rows]


def _request(values: Values) -> dict[str, Any]:
    words = Words(values.compiled, values.answers.language)
    term = known_number(values, "request_term")
    return {
        "product": words.code(values, "request_product"),
        "product_label": _text(values, "request_product"),
        "amount": known_number(values, "request_amount"),
        "term": None if term is None else int(term),
        "form": words.code(values, "request_form"),
        "form_label": _text(values, "request_form"),
        "purpose": words.code(values, "request_purpose"),
        "purpose_label": _text(values, "request_purpose"),
        "purpose_text": _text(values, "request_purpose_text"),
        "documented_need": known_number(values, "documented_need"),
        "documented_need_ref": _text(values, "documented_need_ref"),
    }


def _integrity(sources: Sources) -> dict[str, Any]:
    language = sources.values.answers.language
    if sources.kind != "workbook":
        return {"performed": False, "items": []}
    found = [finding.code for finding in sources.findings]
    items = [
        {"id": key, "label": label.text(language), "checked": None, "found": sum(code in codes for code in found)}
        for key, (label, codes) in INTEGRITY.items()
    ]
    return {"performed": True, "items": items}


def _checklist(values: Values) -> list[dict[str, Any]]:
    language = values.answers.language
    return [
        {
            "id": item.id,
            "heading": item.heading.text(language) or None,
            "label": item.label.text(language),
            "answer": _text(values, f"checklist.{item.id}.answer"),
            "remark": _text(values, f"checklist.{item.id}.remark"),
        }
        for item in values.compiled.template.checklist
    ]


def _text(values: Values, name: str) -> str | None:
    text = words(known(values, name))
    return None if text is None else mask_free_text(text)


def _masked(values: Values, name: str) -> str | None:
    value = known(values, name)
    return mask_name(value) if isinstance(value, str) else None


def _without_people(check: dict[str, Any]) -> dict[str, Any]:
    """Mask who explained and who accepted."""
    people: Iterable[str] = ("explained_by", "accepted_by")
    return {**check, **{key: mask_name(str(check[key])) if check[key] else None for key in people}}
