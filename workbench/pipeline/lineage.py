"""Where every number comes from: its formula, its inputs, its cell (DESIGN 2 and 9)."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from workbench.evaluation.export import to_json
from workbench.evaluation.values import Values
from workbench.template.compiled import Compiled
from workbench.template.definitions import Definition

LEFT_OUT = frozenset({"option", "band", "block", "check_input"})


class _Shown(NamedTuple):
    definition: Definition
    formula: str | None
    inputs: list[str]


def values_json(values: Values) -> dict[str, dict[str, Any]]:
    """Give every field, column, series and calculated value with its formula, place and direct inputs.

    A range is a list; absent is null; `formula` is the template's own text, null for answers.
    """
    place = values.answers.place
    result: dict[str, dict[str, Any]] = {}
    for name, (definition, formula, inputs) in _shown(values.compiled).items():
        kind = definition.type
        if definition.shape == "range":
            value: Any = [to_json(cell, kind) for cell in _trimmed(values, definition)]
        else:
            value = to_json(values[name], kind)
        result[name] = {"value": value, "formula": formula, "place": place(name) or None, "inputs": inputs}
    return result


def _trimmed(values: Values, definition: Definition) -> list[Any]:
    """Leave out the blank rows at a table's end."""
    cells = values.range(definition.name)
    if definition.role != "column":
        return cells
    statuses = values.statuses(definition.owner)
    used = max((index + 1 for index, status in enumerate(statuses) if status), default=0)
    return cells[:used]


@lru_cache(maxsize=16)
def _shown(compiled: Compiled) -> dict[str, _Shown]:
    shown = {}
    for name, definition in compiled.definitions.items():
        if definition.role not in LEFT_OUT:
            inputs = list(compiled.precedents(name)) if definition.formula else []
            shown[name] = _Shown(definition, definition.formula or None, inputs)
    return shown
