"""Assessing cases: read, bind, evaluate, check, score, write. The shells call nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scoring.assess import score_case
from scoring.policy import Policy
from scoring.request import read_request
from scoring.results import Scoring
from workbench.crosscheck import check_findings, conservative_values, coverage
from workbench.evaluation.answer_checks import check_answers
from workbench.evaluation.answers import Answers
from workbench.evaluation.values import Values, evaluate
from workbench.findings import Finding
from workbench.labels import MONEY_UNIT, Language
from workbench.pipeline.case import Case, read_case
from workbench.pipeline.computed import computed_lineage
from workbench.pipeline.explain import Explanation, explain
from workbench.pipeline.findings_json import findings_json
from workbench.pipeline.known import known_number
from workbench.pipeline.library import Unusable, card_for, compiled_template, fitting_cards, policy_for
from workbench.pipeline.outputs import write_outputs
from workbench.pipeline.result import Sources, result_of
from workbench.pipeline.scoring_json import SCHEDULE_IDENTITY, ScoringJson
from workbench.pipeline.statements_json import failed_identities
from workbench.pipeline.summary import summary_lines
from workbench.survey.integrity import stale_values


@dataclass(frozen=True, slots=True)
class Settings:
    """How cases are assessed. Policy None: the template's; card None: that of the product, else the template's."""

    card: Path | None = None
    policy: Path | None = None
    language: Language = "zh"
    report_templates: Path | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one case. `unusable`: it could not be read, so nothing was written."""

    findings: list[Finding]
    unusable: bool = False
    document: dict[str, Any] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    summary: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything computed from a case. `result` is its JSON form (DESIGN 9)."""

    values: Values
    findings: tuple[Finding, ...]
    result: dict[str, Any]
    lineage: dict[str, dict[str, Any]]


def assess(case: Case, settings: Settings, generated_at: datetime | None = None) -> Assessment:
    """Assess one case that was read. No IO but the cached card and policy; equal cases give equal results.

    Raises Unusable when the card or policy cannot be used with the case's template.
    """
    values, findings = _judged(case)
    template = case.compiled.template
    policy = policy_for(settings.policy or template.policy, case.compiled)
    card = card_for(settings.card or _card_of_product(values, policy) or template.card, case.compiled)
    parallel = tuple(other for other in fitting_cards(case.compiled) if other.id != card.id)
    scoring = score_case(values, card, policy, parallel=parallel)
    findings += [*scoring.findings, *_schedule_finding(scoring, values)]
    when = generated_at or datetime.now(UTC)
    sources = Sources(values, scoring, card, policy, tuple(findings), case.kind, when)
    lineage = ScoringJson(scoring, card, policy, values).lineage() | computed_lineage(scoring, values)
    return Assessment(values, tuple(findings), result_of(sources), lineage)


def _card_of_product(values: Values, policy: Policy) -> str:
    """Name the card that the policy gives to the product asked for; '' when it leaves it to the template."""
    product = read_request(values, policy).product
    return product.card if product else ""


def _schedule_finding(scoring: Scoring, values: Values) -> list[Finding]:
    """Our own arithmetic again: principal paid back is the loan (identity 10)."""
    tolerance = known_number(values, "identity_tolerance")
    if scoring.schedule_gap is None or tolerance is None or abs(scoring.schedule_gap) <= tolerance:
        return []
    args: dict[str, object] = {"label": SCHEDULE_IDENTITY, "unit": MONEY_UNIT}
    args |= {"gap": f"{scoring.schedule_gap:,.2f}", "tolerance": f"{tolerance:,.2f}"}
    return [Finding("STM01", "", args)]


def assess_case(path: Path, out: Path, settings: Settings) -> Outcome:
    """Assess a case file and write its report, result.json and result.xlsx, whole or not at all."""
    try:
        assessment = assess(read_case(path, settings.language), settings)
    except Unusable as unusable:
        return _unusable(path, unusable.findings, settings.language)
    paths = write_outputs(assessment.result, out, path.stem, settings.report_templates)
    lines = summary_lines(assessment.result, path.name, paths)
    return Outcome(list(assessment.findings), False, assessment.result, lines)


def check_case(path: Path, language: Language) -> Outcome:
    """Read a case file and give its findings, and how many required checks were performed."""
    try:
        case = read_case(path, language)
    except Unusable as unusable:
        return _unusable(path, unusable.findings, language)
    values, findings = _judged(case)
    template = case.compiled.template
    summary = {"template": template.id, "version": template.version, "coverage": coverage(values)}
    return Outcome(findings, summary=summary)


def explain_case(path: Path, name: str, language: Language) -> tuple[Outcome, Explanation | None]:
    """Explain one number of a case file. Raises Unknown for a name that is not there."""
    try:
        assessment = assess(read_case(path, language), Settings(language=language))
    except Unusable as unusable:
        return _unusable(path, unusable.findings, language), None
    tree = explain(assessment.values, name, assessment.lineage)
    return Outcome(list(assessment.findings)), tree


def case_of(answers: Answers) -> Case:
    """Make a case of answers that came from elsewhere than a workbook file."""
    return Case(answers, compiled_template(answers.template), "answers")


def repeated_stems(paths: Iterable[Path]) -> list[str]:
    """Give the stems that would overwrite each other in one folder."""
    seen: dict[str, int] = {}
    for path in paths:
        seen[path.stem.lower()] = seen.get(path.stem.lower(), 0) + 1
    return sorted(stem for stem, count in seen.items() if count > 1)


def _judged(case: Case) -> tuple[Values, list[Finding]]:
    """Evaluate a case and say everything about it that needs no card.

    Answers, checks and stored values are judged as surveyed; the values given are those that the case goes on with,
    where doubtful ones are conservative (METHOD 2.7, ruling R12).
    """
    told = evaluate(case.compiled, case.answers)
    findings = [*case.answers.findings, *check_answers(told), *check_findings(told)]
    if case.raw is not None and case.plan is not None:
        typed = evaluate(case.compiled, case.as_typed) if case.as_typed else told
        findings += stale_values(case.raw, case.plan, case.areas, typed)
    values = conservative_values(told)
    return values, [*findings, *failed_identities(values)]


def _unusable(path: Path, findings: Iterable[Finding], language: Language) -> Outcome:
    listed = list(findings)
    document = {"case": str(path), "findings": findings_json(listed, language)}
    return Outcome(listed, True, document)
