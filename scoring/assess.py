"""Scoring a case: one pure call from its values to score, knock-outs, line, price, schedule, stress and calendar.

One pass, no loops (ruling R15): grade under every cap but stress -> line -> stress at that line -> the cap of stress
-> the line again, with what stress takes from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import inf

from scoring.card import TAKEN, Card, compile_card
from scoring.case_findings import case_findings
from scoring.granted import grant
from scoring.knockouts import evaluate_knockouts
from scoring.ledger import Ledger
from scoring.line import evaluate_line
from scoring.lineage import lineage_of
from scoring.override import apply_override
from scoring.parallel import parallel_scores
from scoring.policy import Policy, compile_policy
from scoring.policy_entries import TERMS
from scoring.price import build_price
from scoring.request import Request, read_request
from scoring.results import Line, Price, Score, Scoring
from scoring.score import score_points
from scoring.stress import StressResult, evaluate_stress, tested_loan
from scoring.wording import reason
from workbench.evaluation.values import Values
from workbench.findings import Finding
from workbench.formula import Value
from workbench.template.compiled import Compiled

STRESS_FAILED = "stress_failed"
REVIEW = "review_apart"


def score_case(values: Values, card: Card, policy: Policy, parallel: Sequence[Card] = ()) -> Scoring:
    """Score a case and size its line; pure. `parallel` lists cards to compare with the one that counts.

    When card or policy do not fit the template the result is empty and says why in its findings.
    """
    card_names, problems = compile_card(card, values.compiled)
    policy_names, more = compile_policy(policy, values.compiled)
    if card_names is None or policy_names is None:
        return _unreadable(card, (*problems, *more))
    return _score(values, card, card_names, policy, policy_names, parallel)


def _score(
    values: Values, card: Card, card_names: Compiled, policy: Policy, policy_names: Compiled, parallel: Sequence[Card]
) -> Scoring:
    request = read_request(values, policy)
    ledger = Ledger(policy_names, values, {"notional_months": policy.notional_months, **request.outside()})
    knockouts = evaluate_knockouts(policy, ledger.values)
    taken = {name: ledger.values[name] for name in TAKEN}
    points = score_points(card, card_names, values, taken)

    first, _ = points.grade(knockouts)
    line, price = _size(card, policy, ledger, first, request)
    tested = tested_loan(ledger.values, request, line.sized, price.rate)
    ledger.give({**tested.outside, **_loan_values(request, line, price)})
    stress = evaluate_stress(policy, ledger.values, tested)

    known: dict[str, Value] = {STRESS_FAILED: stress.failed}
    score, card_values = points.grade(knockouts, known, {STRESS_FAILED: stress.told})
    line, price = _size(card, policy, ledger, score, request, stress)
    granted = grant(request, apply_override(line, ledger.values), price, values)
    ledger.give(_loan_values(request, granted.line, price))
    final = ledger.values
    others = [other for other in parallel if other.id != card.id]
    by_points, review_from = card.counts_as(score.grade_by_points), final.number(REVIEW) or inf
    beside = tuple(parallel_scores(values, others, by_points, taken, known, review_from))
    scoring = Scoring(
        score=score,
        line=granted.line,
        price=replace(price, raroc=final.number("price.raroc") if policy.pricing.raroc else None),
        schedule=granted.schedule,
        schedule_gap=granted.gap,
        product=request.product.id if request.product else None,
        ratios=_ratios(card, policy, card_values, final),
        findings=(),
        calendar=granted.calendar,
        stress=stress.scenarios,
        stress_line=tested.line,
        stress_at=tested.at,
        parallel=tuple(other.found for other in beside),
    )
    traced = lineage_of(values, card_values, final, policy, scoring, beside)
    findings = tuple(case_findings(final, card, policy, request, scoring))
    return replace(scoring, lineage=traced, findings=findings)


def _size(
    card: Card, policy: Policy, ledger: Ledger, score: Score, request: Request, stress: StressResult | None = None
) -> tuple[Line, Price]:
    """Give line and price of a grade."""
    ledger.give(_grade_values(card, policy, ledger, score, request))
    line = evaluate_line(policy, ledger.values, score, request, card.line_unit(score.grade), stress)
    return line, build_price(policy, ledger.values, request.product)


def _grade_values(card: Card, policy: Policy, ledger: Ledger, score: Score, request: Request) -> dict[str, Value]:
    """Give what the policy's formulas take from the grade."""
    terms, product = policy.terms(score.counts_as), request.product
    cap = dict(product.caps).get(score.counts_as or "") if product else None
    if product is not None and product.limit and cap is not None:
        limit = ledger.values.number(product.limit_name)
        cap = None if limit is None else min(cap, limit)
    values: dict[str, Value] = {"grade": score.counts_as, "product_cap": cap}
    values |= {"card_line": card.line_of(score.grade), "card_secured_only": float(card.secured_only(score.grade))}
    known = dict(terms.terms) if terms else {}
    return values | {name: known.get(name) for name in TERMS}


def _loan_values(request: Request, line: Line, price: Price) -> dict[str, Value]:
    """Give what the policy's formulas take from the loan to be paid out."""
    year = request.first_year(line.contract or None)
    return {"service_line": year.service if year else None, "loan_paid_out": line.contract, "price_rate": price.rate}


def _ratios(card: Card, policy: Policy, card_values: Values, policy_values: Values) -> dict[str, Value]:
    listed = [(figure, policy_values) for figure in policy.names.figures]
    listed += [(figure, card_values) for figure in card.names.figures]
    return {figure.name: values[figure.name] for figure, values in listed if figure.ratio}


def _unreadable(card: Card, problems: tuple[Finding, ...]) -> Scoring:
    score = Score(card.id, card.version, 0.0, None, None, (), (), (), ())
    line = Line((), None, None, 0.0, None, None, None, 0.0, reason("unreadable"), ())
    return Scoring(score, line, Price(None, ()), (), None, {}, problems)
