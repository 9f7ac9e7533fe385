"""Where every number of card and policy comes from: value, formula, direct inputs; ids (I19, M3, K08) included."""

from __future__ import annotations

from collections.abc import Mapping

from scoring.card import Card
from scoring.policy import Policy
from scoring.results import Traced
from workbench.evaluation.values import Values
from workbench.template.definitions import Definition

SERVICE_INPUTS = ("request_term", "request_form", "reference_rate", "notional_months")
OUTSIDE_INPUTS = {
    "service_requested": ("request_amount", *SERVICE_INPUTS),
    "service_line": SERVICE_INPUTS,
    "product_cap": ("request_product", "grade"),
    "reference_rate": ("request_product",),
    "max_term": ("request_product",),
    "operating_cost": ("request_product",),
    "loss_given_default": ("request_product",),
    "target_margin": ("request_product",),
    "equity_coefficient": ("grade",),
    "repayment_share": ("grade",),
    "default_rate": ("grade",),
}


def lineage_of(card: Card, policy: Policy, card_values: Values, policy_values: Values) -> Mapping[str, Traced]:
    """Give every name that card and policy add, and their ids, with value, formula and direct inputs."""
    traced: dict[str, Traced] = {}
    for values, definitions in ((card_values, card.definitions()), (policy_values, policy.definitions())):
        traced.update({definition.name: _traced(definition, values) for definition in definitions})
    for indicator in card.indicators:
        traced[indicator.id] = traced[f"{indicator.id}_value"]
    for method in policy.methods:
        if method.formula:
            traced[method.id] = traced[f"{method.id}_value"]
    for knockout in policy.knockouts:
        parts = [traced[f"{knockout.id}_any_{number}"] for number in range(1, len(knockout.any) + 1)]
        inputs = dict.fromkeys(name for part in parts for name in part.inputs)
        holds = next((part.value for part in parts if part.value is True), parts[0].value if parts else False)
        formula = "; ".join(knockout.any) or None
        traced[knockout.id] = Traced(holds, formula, tuple(inputs), knockout.label, knockout.place)
    return traced


def _traced(definition: Definition, values: Values) -> Traced:
    inputs = values.compiled.precedents(definition.name) or OUTSIDE_INPUTS.get(definition.name, ())
    return Traced(values[definition.name], definition.formula or None, inputs, definition.label, definition.place)
