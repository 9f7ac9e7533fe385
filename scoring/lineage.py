"""Where every number of card and policy comes from: value, formula, direct inputs; ids (I19, M3, K08) included."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from math import isinf

from scoring.card import Card
from scoring.cash_calendar import calendars
from scoring.policy import Policy
from scoring.policy_entries import Knockout
from scoring.results import Traced
from scoring.stress import stress_inputs
from scoring.stress_names import LOWEST_CASH, stress_name
from scoring.wording import shown
from workbench.evaluation.values import Values
from workbench.template.compiled import Compiled
from workbench.template.definitions import Definition

SERVICE_INPUTS = ("request_term", "request_form", "reference_rate", "notional_months")
CALENDAR_INPUTS = ("calendar_cash", "line_tested", "request_term", "request_form")
OUTSIDE_INPUTS = {
    "service_requested": ("request_amount", *SERVICE_INPUTS),
    "product_cap": ("request_product", "grade"),
    "card_line": ("grade",),
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
    card: Card, policy: Policy, compiled: Compiled, card_values: Values, policy_values: Values
) -> Mapping[str, Traced]:
    """Give every name that card and policy add to a template's, and their ids, with value, formula and inputs."""
    traced: dict[str, Traced] = {}
    for values in (card_values, policy_values):
        for definition in islice(values.compiled.definitions.values(), len(compiled.definitions), None):
            traced[definition.name] = _traced(definition, values)
    for indicator in card.indicators:
        traced[indicator.id] = traced[f"{indicator.id}_value"]
    parts = tuple(f"price.{part.id}" for part in (*policy.pricing.parts, *policy.pricing.adjustments))
    sized = tuple(method.id for method in policy.methods if method.formula)
    for name, inputs in (
        ("grade", tuple(indicator.id for indicator in card.indicators)),
        ("price_rate", parts),
        ("service_line", (*sized, *SERVICE_INPUTS)),
        ("line_tested", sized),
        ("stress_failed", tuple(stress_inputs(policy_values))),
        *_low_points(compiled),
    ):
        if name in traced:
            traced[name] = replace(traced[name], inputs=inputs)
    for method in policy.methods:
        if method.formula:
            traced[method.id] = traced[f"{method.id}_value"]
    for knockout in policy.knockouts:
        traced[knockout.id] = _knockout(knockout, traced)
    return traced


def _low_points(compiled: Compiled) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give what the low point of each scenario's calendar comes from: the flows of its statement and the loan."""
    for scenario, statement in calendars(compiled.template).items():
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
    value = values[definition.name]
    if isinstance(value, float) and isinf(value):
        value = shown(value, definition.type)
    return Traced(value, definition.formula or None, inputs, definition.label, definition.place)
