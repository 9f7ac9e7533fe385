"""Alerts and the minimum to submit a case (METHOD 2.2), as the survey gave them."""

from __future__ import annotations

from typing import Any

from workbench.evaluation.values import Values


def alerts(values: Values) -> list[dict[str, Any]]:
    """Give every alert: whether it is raised (null where that cannot be said yet), how grave it is, what to ask."""
    language = values.answers.language
    return [
        {
            "name": alert.name,
            "label": alert.label.text(language),
            "raised": holds(values, f"alert.{alert.name}"),
            "severity": alert.severity,
            "ask": alert.ask.text(language) or None,
        }
        for alert in values.compiled.template.alerts
    ]


def minimum(values: Values) -> list[dict[str, Any]]:
    """Give everything that a case needs before it can be submitted, and whether it holds.

    Null where it waits for answers: then the case cannot be submitted either.
    """
    language = values.answers.language
    return [
        {"name": item.name, "label": item.label.text(language), "holds": holds(values, f"minimum.{item.name}")}
        for item in values.compiled.template.minimum
    ]


def holds(values: Values, name: str) -> bool | None:
    """Whether a condition of the survey is 1; None where it is not ready or gives an error."""
    value = values.survey.number(name)
    return None if value is None else value == 1
