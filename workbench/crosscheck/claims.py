"""How well the survey's claims are confirmed (METHOD 2.1): by at least two methods, one of which looks outside.

A claim that fails a hard check is never strong, whatever else confirms it.
"""

from __future__ import annotations

from typing import Any

from workbench.crosscheck.register import PERFORMED, verdict_of
from workbench.evaluation.values import Values

CONFIRMS = frozenset({"pass", "note"})
OUTSIDE = frozenset({"X2", "X3", "X5"})  # documents, counts, third parties: not the client's word alone
METHODS_WANTED = 2


def claims(values: Values) -> list[dict[str, Any]]:
    """Give every claim with its performed checks, which of them confirm it, how, and whether it is strong.

    A claim that no check of the template looks at is left out: nobody could confirm it.
    """
    survey, template = values.survey, values.compiled.template
    result = []
    for claim, label in template.claims.items():
        judged = [(check, verdict_of(survey, check)) for check in template.checks if check.claim == claim]
        if not judged:
            continue
        confirmed = [check for check, verdict in judged if verdict in CONFIRMS]
        refuted = any(check.hard and verdict == "fail" for check, verdict in judged)
        methods = sorted({check.method for check in confirmed})
        result.append(
            {
                "claim": claim,
                "label": label.text(values.answers.language),
                "checks": [check.id for check, verdict in judged if verdict in PERFORMED],
                "confirmed_by": [{"id": check.id, "method": check.method} for check in confirmed],
                "methods": methods,
                "strong": not refuted and len(methods) >= METHODS_WANTED and not OUTSIDE.isdisjoint(methods),
            }
        )
    return result
