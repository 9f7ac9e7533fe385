"""The second pass (METHOD 2.2, 2.7, ruling R12): where a check is in doubt the statements take the careful value.

Verdicts, alerts and the minimum set speak of the survey as it was made, so they stay as they came out first.
"""

from __future__ import annotations

from typing import Any

from workbench.evaluation.values import Values, evaluate
from workbench.template.definitions import CHECK_BLOCK, Definition
from workbench.template.model import Check
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


def taken_for(values: Values, check: Check, stands: bool) -> float | None:
    """Give the figure, in what the check itself compares, that the statements go on with; None where there is none.

    `stands`: whether the verdict lets what was told stand.
    """
    survey = values.survey
    taken = _taken(survey)
    items = [item for item in survey.compiled.template.conservative if item.check == check.id]
    plain = next((item.sets for item in items if item.plain), "")
    if plain:
        return taken.get(plain, values.number(plain))
    base, evidence = (survey.number(f"{check.id}_{cell}") for cell in ("base", "evidence"))
    side = next((item.side for item in items if _takes(survey, item)), "")
    if side and base is not None and evidence is not None:
        return max(base, evidence) if side == "higher" else min(base, evidence)
    return taken.get(check.base, base if stands else None)


def settling(survey: Values, check: Check) -> list[Conservative]:
    """Give the conservative values that the template has for a failure of the check: its own, and its claim's."""
    return [
        item
        for item in survey.compiled.template.conservative
        if item.check == check.id or (item.claim and check.hard and item.claim == check.claim)
    ]


def is_settled(survey: Values, check: Check) -> bool:
    """Whether the statements take a conservative value in place of what failed."""
    return any(_takes(survey, item) for item in settling(survey, check))


def _takes(survey: Values, item: Conservative) -> bool:
    return bool(_used(survey, item)) and survey.number(f"conservative.{item.name}.to") is not None


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
