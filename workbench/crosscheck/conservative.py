"""The second pass (METHOD 2.2, 2.7, ruling R12): where a check is in doubt the statements take the careful value.

Verdicts, alerts and the minimum set speak of the survey as it was made, so they stay as they came out first.
"""

from __future__ import annotations

from typing import Any

from workbench.evaluation.values import Values, evaluate
from workbench.template.definitions import CHECK_BLOCK, Definition
from workbench.template.safeguard_model import Conservative

KEPT = ("conservative.", "alert.", "minimum.")


def conservative_values(values: Values) -> Values:
    """Give the values with every conservative value in use taken; the same values when none is, or they are already.

    `surveyed` of the result is what went in.
    """
    taken = _taken(values)
    if not taken or values.surveyed is not None:
        return values
    definitions = values.compiled.definitions.items()
    kept = {name: values.at(name) for name, definition in definitions if _is_kept(name, definition)}
    return evaluate(values.compiled, values.answers, {**kept, **taken}, values)


def conservative_rows(values: Values) -> list[dict[str, Any]]:
    """Give every conservative value: what it sets, what the survey gave, what the statements take, and whether it is
    in use (null where that cannot be said yet).
    """
    survey, language = values.survey, values.answers.language
    taken = _taken(survey)
    return [
        {
            "name": item.name,
            "label": item.label.text(language),
            "check": item.check or None,
            "sets": item.sets,
            "surveyed": survey.number(item.sets),
            "taken": taken.get(item.sets, values.number(item.sets)),
            "used": _used(survey, item),
        }
        for item in values.compiled.template.conservative
    ]


def taken_for(values: Values, check: str) -> float | None:
    """Give the conservative value that stands for a check's base, None when none is in use."""
    for item in values.compiled.template.conservative:
        if item.check == check and _used(values.survey, item):
            return values.survey.number(f"conservative.{item.name}.to")
    return None


def _used(survey: Values, item: Conservative) -> bool | None:
    used = survey.number(f"conservative.{item.name}.used")
    return None if used is None else used == 1


def _taken(values: Values) -> dict[str, float]:
    """Give the value that each name takes: of several the careful one."""
    taken: dict[str, float] = {}
    for item in values.compiled.template.conservative:
        to = values.number(f"conservative.{item.name}.to")
        if to is not None and _used(values, item):
            careful = max if item.side == "higher" else min
            taken[item.sets] = careful(to, taken.get(item.sets, to))
    return taken


def _is_kept(name: str, definition: Definition) -> bool:
    return definition.role == "check" or definition.owner == CHECK_BLOCK or name.startswith(KEPT)
