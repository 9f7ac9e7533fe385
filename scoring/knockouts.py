"""Knock-outs (METHOD 5.9, ruling R20): hit, cured, clear, or not evaluated because a fact is missing."""

from __future__ import annotations

from scoring.policy import Policy
from scoring.policy_entries import Knockout
from scoring.results import KnockoutResult
from scoring.wording import facts, inputs_of, reason, why_not
from workbench.evaluation.values import Values

CURE_TEXT = "fact_cure_text"


def evaluate_knockouts(policy: Policy, values: Values) -> tuple[KnockoutResult, ...]:
    """Judge every knock-out of a policy.

    One condition that holds is a hit, whatever else is missing; clear needs every condition answered no.
    """
    return tuple(_judge(knockout, values) for knockout in policy.knockouts)


def _judge(knockout: Knockout, values: Values) -> KnockoutResult:
    rules = [f"{knockout.id}_any_{number}" for number in range(1, len(knockout.any) + 1)]
    inputs = inputs_of(values, rules)
    if not rules:
        return KnockoutResult(knockout.id, knockout.label, "clear", knockout.never, inputs)
    hits = [rule for rule in rules if values[rule] is True]
    if hits:
        return _hit(knockout, values, hits)
    undecided = [rule for rule in rules if values[rule] is not False]
    if undecided:
        why = why_not(values, undecided)
        return KnockoutResult(knockout.id, knockout.label, "not_evaluated", why, inputs)
    return KnockoutResult(knockout.id, knockout.label, "clear", facts(values, rules), inputs)


def _hit(knockout: Knockout, values: Values, hits: list[str]) -> KnockoutResult:
    inputs, told = inputs_of(values, hits), facts(values, hits)
    if knockout.cure and values[f"{knockout.id}_cure"] is True:
        text = values[CURE_TEXT]
        cure = reason("cured", facts=told, cure=reason("cure_unnamed") if text is None else str(text))
        return KnockoutResult(knockout.id, knockout.label, "cured", cure, inputs)
    return KnockoutResult(knockout.id, knockout.label, "hit", told, inputs)
