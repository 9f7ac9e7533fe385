"""The stress scenarios as JSON (METHOD Appendix E, ruling R15): shocks, figures, rules and the months under them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from scoring.outlook import Scenario, StressRuleResult
from scoring.policy import Policy
from scoring.results import Scoring
from workbench.evaluation.export import to_json
from workbench.evaluation.values import Values
from workbench.labels import Label
from workbench.pipeline.calendar_json import calendar_json
from workbench.template.model import ValueType

STRESS = "stress"
SURVIVAL = "survival_months"
Described = Mapping[str, tuple[Label, ValueType]]
LOWEST_CASH: tuple[Label, ValueType] = (Label("现金日历低点", "Low point of the cash calendar"), "money")


def stress_json(scoring: Scoring, policy: Policy, values: Values) -> list[dict[str, Any]]:
    """Give every scenario at the exposure tested; survival without an end is null and `survives` is true."""
    described = _described(policy, values)
    return [_scenario(scenario, scoring, described, values) for scenario in scoring.stress]


def finite(value: float | None) -> float | None:
    """Give a figure as JSON can hold it: without an end it is null."""
    return value if value is not None and math.isfinite(value) else None


def _scenario(scenario: Scenario, scoring: Scoring, described: Described, values: Values) -> dict[str, Any]:
    language = values.answers.language
    survival = scenario.measures.get(SURVIVAL)
    return {
        "id": scenario.id,
        "label": scenario.label.text(language),
        "line": scoring.stress_line,
        "at": scoring.stress_at,
        "shocks": [
            {"name": name, **_head(name, described, values), "value": to_json(value)}
            for name, value in scenario.shocks.items()
        ],
        "figures": {
            name: {**_head(name, described, values), "value": finite(value)}
            for name, value in scenario.measures.items()
        },
        "survives": None if survival is None else math.isinf(survival),
        "rules": list(_rules(scenario.rules, values)),
        "calendar": calendar_json(scenario.calendar, values),
    }


def _rules(rules: Iterable[StressRuleResult], values: Values) -> Iterable[dict[str, Any]]:
    for rule in rules:
        yield {
            "name": rule.name,
            "label": rule.label.text(values.answers.language),
            "measure": rule.measure,
            "value": finite(rule.value),
            "least": rule.least,
            "status": rule.status,
            "effect": rule.effect,
            "share": rule.share,
        }


def _head(name: str, described: Described, values: Values) -> dict[str, Any]:
    label, value_type = described.get(name, (Label(name, name), "number"))
    return {"label": label.text(values.answers.language), "type": value_type}


def _described(policy: Policy, values: Values) -> Described:
    """Give label and type of every figure: a column of the template's statement, or a figure of the policy."""
    statements = values.compiled.template.statements
    columns = next((statement.columns for statement in statements if statement.name == STRESS), ())
    described = {column.name: (column.label, column.type) for column in columns}
    described["lowest_cash"] = LOWEST_CASH
    return described | {figure.name: (figure.label, figure.type) for figure in policy.stress}
