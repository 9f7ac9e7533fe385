"""Scoring a case: one pure call from its values to score, knock-outs, line, price and schedule.

One pass, no loops (ruling R15): grade by points -> caps -> line. Stress at the line, its cap and a second line
wait for the stress engine; until then that cap is 'not evaluated'.
"""

from __future__ import annotations

from dataclasses import replace

from scoring.card import Card, compile_card
from scoring.case_findings import case_findings
from scoring.knockouts import evaluate_knockouts
from scoring.line import evaluate_line
from scoring.lineage import lineage_of
from scoring.policy import Policy, compile_policy
from scoring.price import build_price
from scoring.request import read_request
from scoring.results import Line, Price, Score, Scoring
from scoring.schedule import schedule_identity
from scoring.score import evaluate_score, grade_score
from scoring.wording import reason
from workbench.evaluation.extension import evaluate_extension
from workbench.evaluation.values import Values
from workbench.findings import Finding
from workbench.formula import Value
from workbench.template.compiled import Compiled

CARD_TAKES = ("dscr_requested",)


def score_case(values: Values, card: Card, policy: Policy) -> Scoring:
    """Score a case and size its line; pure.

    When card or policy do not fit the template the result is empty and says why in its findings.
    """
    card_names, problems = compile_card(card, values.compiled)
    policy_names, more = compile_policy(policy, values.compiled)
    if card_names is None or policy_names is None:
        return _unreadable(card, (*problems, *more))
    return _score(values, card, card_names, policy, policy_names)


def _score(values: Values, card: Card, card_names: Compiled, policy: Policy, policy_names: Compiled) -> Scoring:
    request = read_request(values, policy)
    outside: dict[str, Value] = {"notional_months": policy.notional_months, **request.outside()}
    before = evaluate_extension(policy_names, values, outside)
    taken = {name: before[name] for name in CARD_TAKES}
    dimensions, card_values = evaluate_score(card, card_names, values, taken)
    score = grade_score(card, dimensions, card_values, evaluate_knockouts(policy, before))

    outside.update(_grade_values(policy, score, request.product.caps if request.product else ()))
    graded = evaluate_extension(policy_names, values, outside)
    line = evaluate_line(policy, graded, score, request.product)
    price = build_price(policy, graded, request.product)

    outside.update(service_line=request.service(line.contract or None), price_rate=price.rate)
    final = evaluate_extension(policy_names, values, outside)
    price = replace(price, raroc=final.number("price.raroc") if policy.pricing.raroc else None)
    schedule = request.schedule(line.contract, price.rate)
    scoring = Scoring(
        score=score,
        line=line,
        price=price,
        schedule=schedule,
        schedule_gap=schedule_identity(schedule, line.contract),
        product=request.product.id if request.product else None,
        ratios=_ratios(card, policy, card_values, final),
        findings=(),
        lineage=lineage_of(card, policy, values.compiled, card_values, final),
    )
    return replace(scoring, findings=tuple(case_findings(values, card, policy, request, scoring)))


def _grade_values(policy: Policy, score: Score, caps: tuple[tuple[str, float], ...]) -> dict[str, Value]:
    """Give what the policy's formulas take from the grade."""
    terms = policy.terms(score.grade)
    values: dict[str, Value] = {"grade": score.grade, "product_cap": dict(caps).get(score.grade or "")}
    return values | dict(terms.terms) if terms else values


def _ratios(card: Card, policy: Policy, card_values: Values, policy_values: Values) -> dict[str, Value]:
    listed = [(figure, policy_values) for figure in policy.names.figures]
    listed += [(figure, card_values) for figure in card.names.figures]
    return {figure.name: values[figure.name] for figure, values in listed if figure.ratio}


def _unreadable(card: Card, problems: tuple[Finding, ...]) -> Scoring:
    score = Score(card.id, card.version, 0.0, None, None, (), (), (), ())
    line = Line((), None, None, 0.0, None, None, None, 0.0, reason("unreadable"), ())
    return Scoring(score, line, Price(None, ()), (), None, {}, problems)
