"""Other cards on the same case, as JSON (METHOD 5.3)."""

from __future__ import annotations

from typing import Any

from scoring.results import Scoring
from workbench.evaluation.values import Values


def parallel_json(scoring: Scoring, values: Values) -> list[dict[str, Any]]:
    """Give points and grade by points of each other card, and how many grades it is from the card that counts."""
    language = values.answers.language
    return [
        {
            "card": other.card,
            "version": other.version,
            "name": other.name.text(language),
            "total": other.score.total,
            "max": sum(dimension.max for dimension in other.score.dimensions),
            "grade": other.score.grade_by_points,
            "counts_as": other.counts_as,
            "apart": other.apart,
            "status": other.status,
            "reason": other.reason.text(language) or None,
            "missing": list(other.score.missing),
        }
        for other in scoring.parallel
    ]
