"""Where every number of card and policy comes from: value, formula, direct inputs; ids (I19, M3, K08) included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from math import isinf

from scoring.cash_calendar import calendars
from scoring.parallel import Beside
from scoring.policy import Policy
from scoring.policy_entries import Knockout
from scoring.results import MethodResult, Score, Scoring, Traced
from scoring.stress import rule_told, stress_inputs
from scoring.stress_names import LOWEST_CASH, stress_name
from scoring.wording import reason, shown
from workbench.evaluation.values import Values
from workbench.formula import Value
from workbench.template.compiled import Compiled
from workbench.template.definitions import Definition
from workbench.template.model import Template

SERVICE_INPUTS = ("request_term", "request_form", "reference_rate", "notional_months")
SCHEDULE_INPUTS = ("loan_paid_out", "price_rate", "request_term", "request_form")
CALENDAR_INPUTS = ("calendar_cash", "line_tested", "request_term", "request_form")
OUTSIDE_INPUTS = {
    "service_requested": ("request_amount", *SERVICE_INPUTS),
    "product_cap": ("request_product", "grade"),
    "card_line": ("grade",),
    "card_secured_only": ("grade",),
    "service_tested": ("line_tested", *SERVICE_INPUTS),
    "interest_tested": ("line_tested", *SERVICE_INPUTS),
    "principal_tested": ("line_tested", *SERVICE_INPUTS),
    **dict.fromkeys(
        ("reference_rate", "max_term", "sized_by_collateral", "operating_cost", "loss_given_default", "target_margin"),
        ("request_product",),
    ),
    **dict.fromkeys(("equity_coefficient", "repayment_share", "default_rate"), ("grade",)),
}


def lineage_of(
    case: Values, card_values: Values, policy_values: Values, policy: Policy, scoring: Scoring, beside: Iterable[Beside]
) -> Mapping[str, Traced]:
    """Give every name that card and policy add to a template's, and their ids, with value, formula and inputs.

    `score`, `line`, `price` and `schedule[n]` are there too, and what the cards beside the one that counts say.
    """
    compiled, indicators = case.compiled, _indicators(scoring.score)
    traced: dict[str, Traced] = {}
    for values in (card_values, policy_values):
        traced |= {definition.name: _traced(definition, values) for definition in _added(values, compiled)}
    traced |= {item: traced[f"{item}_value"] for item in indicators}
    parts = tuple(f"price.{part.id}" for part in (*policy.pricing.parts, *policy.pricing.adjustments))
    sized = tuple(method.id for method in policy.methods if method.formula)
    for name, inputs in (
        ("grade", indicators),
        ("price_rate", parts),
        ("service_line", (*sized, *SERVICE_INPUTS)),
        ("loan_paid_out", sized),
        ("line_tested", sized if scoring.stress_at == "line" else ("request_amount",)),
        ("stress_failed", tuple(stress_inputs(policy_values))),
        *_low_points(compiled.template),
    ):
        if name in traced:
            traced[name] = replace(traced[name], inputs=inputs)
    traced |= {method.id: _method(method, traced) for method in scoring.line.methods}
    traced |= {knockout.id: _knockout(knockout, traced) for knockout in policy.knockouts}
    traced |= dict(_rules(scoring, policy_values))
    traced |= dict(_whole(scoring, sized, parts))
    for other in beside:
        traced |= _beside(other, compiled, traced)
    return traced


def _added(values: Values, compiled: Compiled) -> Iterator[Definition]:
    """Give what a card or a policy adds to the names of the template."""
    return islice(values.compiled.definitions.values(), len(compiled.definitions), None)


def _indicators(score: Score) -> tuple[str, ...]:
    return tuple(item.id for dimension in score.dimensions for item in dimension.indicators)


def _beside(other: Beside, compiled: Compiled, traced: Mapping[str, Traced]) -> dict[str, Traced]:
    """Trace another card. A name that something else has already is written with the card's id before it."""
    given = {item.name for item in other.card.names.given}
    own = [definition for definition in _added(other.values, compiled) if definition.name not in given]
    ids = {item: f"{item}_value" for item in _indicators(other.found.score)}
    names = {name: f"{other.card.id}.{name}" if name in traced else name for name in (*ids, *(d.name for d in own))}
    found = {names[definition.name]: _traced(definition, other.values) for definition in own}
    found = {
        name: replace(one, inputs=tuple(names.get(used, used) for used in one.inputs)) for name, one in found.items()
    }
    return found | {names[identity]: found[names[value]] for identity, value in ids.items()}


def _method(method: MethodResult, traced: Mapping[str, Traced]) -> Traced:
    """Give what a method gives, with the reason where it gives nothing or limits nothing."""
    found = traced.get(f"{method.id}_value") or Traced(None, None, (), method.label)
    return replace(found, value=method.value, why=method.reason)


def _rules(scoring: Scoring, values: Values) -> Iterator[tuple[str, Traced]]:
    """Give every stress rule with the figure it looks at."""
    for scenario in scoring.stress:
        for rule in scenario.rules:
            parts = (f"stress_rule.{rule.name}.{part}" for part in ("least", "unless", "share"))
            looked_at = (stress_name(scenario.id, rule.measure), *parts)
            inputs = tuple(name for name in looked_at if name in values.compiled.symbols)
            value = _finite(rule.value)
            yield f"stress_rule.{rule.name}", Traced(value, None, inputs, rule.label, why=rule_told(rule, values))


def _whole(scoring: Scoring, sized: tuple[str, ...], parts: tuple[str, ...]) -> Iterator[tuple[str, Traced]]:
    """Give what a report says in one figure: points, line, rate, and every instalment of the schedule."""
    yield "score", Traced(scoring.score.total, None, _indicators(scoring.score), reason("score"))
    line = scoring.line
    yield "line", Traced(line.total, None, ("grade", *sized), reason("line"), why=line.reason)
    yield "price", Traced(scoring.price.rate, None, parts, reason("price"))
    for month in scoring.schedule:
        label = reason("instalment", month=month.month)
        yield f"schedule[{month.month}]", Traced(month.payment, None, SCHEDULE_INPUTS, label)


def _low_points(template: Template) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give what the low point of each scenario's calendar comes from: the flows of its statement and the loan."""
    for scenario, statement in calendars(template).items():
        flows = (f"{statement.name}.{line.name}" for line in statement.lines if line.part in ("inflow", "outflow"))
        yield stress_name(scenario, LOWEST_CASH), (*flows, *CALENDAR_INPUTS)


def _knockout(knockout: Knockout, traced: Mapping[str, Traced]) -> Traced:
    """Join the conditions of a knock-out: true when one holds, else None while one is undecided."""
    parts = [traced[f"{knockout.id}_any_{number}"] for number in range(1, len(knockout.any) + 1)]
    inputs = dict.fromkeys(name for part in parts for name in part.inputs)
    values = [part.value for part in parts]
    holds = True if True in values else False if all(value is False for value in values) else None
    return Traced(holds, "; ".join(knockout.any) or None, tuple(inputs), knockout.label, knockout.place)


def _traced(definition: Definition, values: Values) -> Traced:
    inputs = values.compiled.precedents(definition.name) or OUTSIDE_INPUTS.get(definition.name, ())
    value = _finite(values[definition.name])
    return Traced(value, definition.formula or None, inputs, definition.label, definition.place)


def _finite(value: Value) -> Value:
    """Give a value as JSON can hold it: a figure without an end in words."""
    return shown(value, "number") if isinstance(value, float) and isinf(value) else value
