"""A case's indicators against its industry (METHOD 3, benchmarks)."""

from __future__ import annotations

from typing import Any

from workbench.evaluation.values import Values
from workbench.template.model import Indicator


def indicator_results(values: Values) -> list[dict[str, Any]]:
    """Give every indicator with its benchmark, its source and where the case stands."""
    language = values.answers.language
    results = []
    for indicator in values.compiled.template.indicators:
        value = values.number(f"indicator.{indicator.name}")
        results.append(
            {
                "name": indicator.name,
                "label": indicator.label.text(language),
                "type": indicator.type,
                "value": value,
                "unit": indicator.unit.text(language) or None,
                "low": indicator.low,
                "median": indicator.median,
                "high": indicator.high,
                "review_low": indicator.review_low,
                "review_high": indicator.review_high,
                "position": position_of(value, indicator),
                "source": indicator.source,
            }
        )
    return results


def position_of(value: float | None, indicator: Indicator) -> str | None:
    """Say where a value stands: below, low, typical, high, above; below and above are outside the review limits.

    Without review limits of its own, outside the typical range is already low or high, never below or above.
    """
    if value is None:
        return None
    if indicator.review_low is not None and value < indicator.review_low:
        return "below"
    if indicator.review_high is not None and value > indicator.review_high:
        return "above"
    if indicator.low is not None and value < indicator.low:
        return "low"
    if indicator.high is not None and value > indicator.high:
        return "high"
    return "typical"
