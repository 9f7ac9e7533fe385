"""Where every number of card and policy comes from: value, formula, direct inputs; ids (I19, M3, K08) included."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import islice

from scoring.card import Card
from scoring.policy import Policy
from scoring.policy_entries import Knockout
from scoring.results import Traced
from workbench.evaluation.values import Values
from workbench.template.compiled import Compiled
from workbench.template.definitions import Definition

SERVICE_INPUTS = ("request_term", "request_form", "reference_rate", "notional_months")
OUTSIDE_INPUTS = {
    "service_requested": ("request_amount", *SERVICE_INPUTS),
    "product_cap": ("request_product", "grade"),
    "reference_rate": ("request_product",),
    "max_term": ("request_product",),
    "sized_by_collateral": ("request_product",),
    "operating_cost": ("request_product",),
    "loss_given_default": ("request_product",),
    "target_margin": ("request_product",),
    "equity_coefficient": ("grade",),
    "repayment_share": ("grade",),
    "default_rate": ("grade",),
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
    ):
        traced[name] = replace(traced[name], inputs=inputs)
    for method in policy.methods:
        if method.formula:
            traced[method.id] = traced[f"{method.id}_value"]
    for knockout in policy.knockouts:
        traced[knockout.id] = _knockout(knockout, traced)
    return traced


def _knockout(knockout: Knockout, traced: Mapping[str, Traced]) -> Traced:
    """Join the conditions of a knock-out: true when one holds, else None while one is undecided."""
    parts = [traced[f"{knockout.id}_any_{number}"] for number in range(1, len(knockout.any) + 1)]
    inputs = dict.fromkeys(name for part in parts for name in part.inputs)
    values = [part.value for part in parts]
    holds = True if True in values else False if all(value is False for value in values) else None
    return Traced(holds, "; ".join(knockout.any) or None, tuple(inputs), knockout.label, knockout.place)


def _traced(definition: Definition, values: Values) -> Traced:
    inputs = values.compiled.precedents(definition.name) or OUTSIDE_INPUTS.get(definition.name, ())
    return Traced(values[definition.name], definition.formula or None, inputs, definition.label, definition.place)
