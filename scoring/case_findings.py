"""What scoring a case makes a person know: missing indicators, caps, knock-outs, the line and its conditions."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.card import Card
from scoring.granted import AFFORDABLE
from scoring.loan_findings import loan_findings, stress_findings
from scoring.policy import Policy
from scoring.request import Request
from scoring.results import ConditionResult, KnockoutResult, Line, Override, Score, Scoring
from scoring.wording import joined
from workbench.evaluation.values import Values
from workbench.findings import Finding
from workbench.labels import EMPTY, Label

KNOCKOUT_CODES = {"hit": "KO01", "cured": "KO02", "not_evaluated": "KO03"}
BOUNDS = {"floor": Label("下限", "floor"), "ceiling": Label("上限", "ceiling")}


def case_findings(values: Values, card: Card, policy: Policy, request: Request, scoring: Scoring) -> Iterator[Finding]:
    """Give the findings of a scored case, gravest matters first; `values` are those of the policy."""
    score, price = scoring.score, scoring.price
    for knockout in score.knockouts:
        if knockout.status in KNOCKOUT_CODES:
            yield _knockout(knockout, values)
    yield from _score(card, score)
    yield from _line(policy, score, scoring.line, request)
    if scoring.line.override is not None:
        yield _override(scoring.line, scoring.line.override)
    yield from stress_findings(values, scoring)
    yield from loan_findings(request, scoring)
    for other in scoring.parallel:
        if other.status == "review":
            by_points = card.counts_as(score.grade_by_points)
            args = {"card": other.name, "other": other.counts_as, "grade": by_points, "apart": other.apart}
            yield Finding("SCR15", "", args)
    if price.bound:
        yield Finding("LIN08", "", {"bound": BOUNDS[price.bound]})


def _knockout(knockout: KnockoutResult, values: Values) -> Finding:
    places = values.answers.places
    place = next((places[name] for name in knockout.inputs if name in places), "")
    args = {"id": knockout.id, "label": knockout.label, "reason": knockout.reason}
    return Finding(KNOCKOUT_CODES[knockout.status], place, args)


def _score(card: Card, score: Score) -> Iterator[Finding]:
    indicators = [item for dimension in score.dimensions for item in dimension.indicators if item.missing]
    if score.grade is None:
        named = joined(Label(item.id, item.id) for item in indicators)
        args = {"number": len(indicators), "missing": named, "limit": card.missing_limit}
        yield Finding("SCR10", "", args)
    for item in indicators:
        yield Finding("SCR11", "", {"id": item.id, "label": item.label, "reason": item.band})
    if score.grade != score.grade_by_points:
        applied = joined(cap.label for cap in score.caps if cap.status == "applied")
        args = {"before": score.grade_by_points, "after": score.grade, "label": applied}
        yield Finding("SCR12", "", args)


def _line(policy: Policy, score: Score, line: Line, request: Request) -> Iterator[Finding]:
    terms = policy.terms(score.counts_as)
    refused = terms is not None and terms.reject
    if refused:
        yield Finding("LIN01", "", {"grade": score.grade})
    if refused or score.knocked_out:
        return
    if score.grade is not None and request.product is None:
        yield Finding("LIN02", "", {"policy": policy.name})
    elif score.grade is not None and line.reason != EMPTY:
        yield Finding("LIN03", "", {"reason": line.reason})
    if line.total > 0 and line.replaced is not None and line.contract < line.replaced:
        yield Finding("LIN09", "", _amounts(replaced=line.replaced, contract=line.contract))
    for method in line.methods if line.minimum is not None else ():
        if method.missing:
            yield Finding("LIN15", "", {"method": method.label, "reason": method.reason})
    for condition in line.conditions:
        if condition.status != "met" and not condition.refuses and not _told_by_month(condition):
            code = "LIN04" if condition.status == "unmet" else "LIN05"
            yield Finding(code, "", {"label": condition.label})


def _told_by_month(condition: ConditionResult) -> bool:
    """Say whether the months without cash are told one by one (LIN12)."""
    return condition.id == AFFORDABLE and condition.status == "unmet"


def _override(line: Line, override: Override) -> Finding:
    args = {"asked": f"{override.asked:,.2f}", "computed": f"{line.computed:,.2f}"}
    if override.accepted:
        return Finding("LIN17", "", args)
    return Finding("LIN16", "", {**args, "reason": override.why_not})


def _amounts(**amounts: float) -> dict[str, str]:
    """Give two amounts and their gap as text."""
    first, second = amounts.values()
    return {name: f"{amount:,.2f}" for name, amount in {**amounts, "gap": abs(first - second)}.items()}
