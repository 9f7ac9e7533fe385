"""What scoring a case makes a person know: missing indicators, caps, knock-outs, the line and its conditions."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.card import Card
from scoring.policy import Policy
from scoring.request import Request
from scoring.results import KnockoutResult, Line, Score, Scoring
from scoring.schedule import fen, plan_problem
from scoring.wording import joined
from workbench.evaluation.values import Values
from workbench.findings import Finding
from workbench.labels import EMPTY, Label

KNOCKOUT_CODES = {"hit": "KO01", "cured": "KO02", "not_evaluated": "KO03"}
BOUNDS = {"floor": Label("下限", "floor"), "ceiling": Label("上限", "ceiling")}


def case_findings(values: Values, card: Card, policy: Policy, request: Request, scoring: Scoring) -> Iterator[Finding]:
    """Give the findings of a scored case, gravest matters first."""
    score, price = scoring.score, scoring.price
    for knockout in score.knockouts:
        if knockout.status in KNOCKOUT_CODES:
            yield _knockout(knockout, values)
    yield from _score(card, score)
    yield from _line(policy, score, scoring.line, request)
    yield from _plan(request)
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
    terms = policy.terms(score.grade)
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
    for condition in line.conditions:
        if condition.status != "met" and not condition.refuses:
            code = "LIN04" if condition.status == "unmet" else "LIN05"
            yield Finding(code, "", {"label": condition.label})


def _plan(request: Request) -> Iterator[Finding]:
    if request.form != "seasonal" or request.term is None or request.amount is None:
        return
    if plan_problem(request.plan, request.term):
        yield Finding("LIN06")
        return
    total = sum(principal for _, principal in request.plan)
    if fen(total) != fen(request.amount):
        yield Finding("LIN07", "", _amounts(total=total, amount=request.amount))


def _amounts(**amounts: float) -> dict[str, str]:
    """Give two amounts and their gap as text."""
    first, second = amounts.values()
    return {name: f"{amount:,.2f}" for name, amount in {**amounts, "gap": abs(first - second)}.items()}
