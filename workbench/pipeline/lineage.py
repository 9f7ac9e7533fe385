"""Where every number comes from: its formula, its inputs, its cell (DESIGN 2 and 9)."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from workbench.evaluation.export import iso_date, to_json
from workbench.evaluation.values import Values
from workbench.formula import Value
from workbench.labels import Language
from workbench.report.masking import mask_value
from workbench.template.compiled import Compiled
from workbench.template.definitions import Definition

LEFT_OUT = frozenset({"option"})


class _Shown(NamedTuple):
    definition: Definition
    fixed: dict[str, Any]
    codes: dict[Value, str]


def values_json(values: Values) -> dict[str, dict[str, Any]]:
    """Give every field, column, series and computed value with label, formula, place and direct inputs.

    A range is a list; absent is null; a choice is its code with its words in `text`. Private answers are masked. A
    value that the conservative pass changed says in `surveyed` what it was before.
    """
    places, first = values.answers.places, values.surveyed
    result: dict[str, dict[str, Any]] = {}
    for name, shown in _shown(values.compiled, values.answers.language).items():
        value, text = _told(values, shown)
        result[name] = {**shown.fixed, "value": value, "text": text, "place": places.get(name)}
        before = value if first is None else _told(first, shown)[0]
        if before != value:
            result[name]["surveyed"] = before
    return result


def _told(values: Values, shown: _Shown) -> tuple[Any, Any]:
    """Give one value and its words."""
    definition, codes = shown.definition, shown.codes
    raw = _trimmed(values, definition) if definition.shape == "range" else values[definition.name]
    text: Any = None
    if codes:
        text = [_words(item) for item in raw] if isinstance(raw, list) else _words(raw)
        raw = [codes.get(item, item) for item in raw] if isinstance(raw, list) else codes.get(raw, raw)
    if definition.type == "date":
        text = [iso_date(item) for item in raw] if isinstance(raw, list) else iso_date(raw)
    value = [to_json(item) for item in raw] if isinstance(raw, list) else to_json(raw)
    return mask_value(value, definition.type, True) if definition.private else value, text


def _words(value: Value) -> str | None:
    return value if isinstance(value, str) else None


def _trimmed(values: Values, definition: Definition) -> list[Value]:
    """Leave out the blank rows at a table's end."""
    cells = values.range(definition.name)
    if definition.role != "column":
        return cells
    statuses = values.statuses(definition.owner)
    used = max((index + 1 for index, status in enumerate(statuses) if status), default=0)
    return cells[:used]


@lru_cache(maxsize=16)
def _shown(compiled: Compiled, language: Language) -> dict[str, _Shown]:
    codes = {
        choices.name: {option.label.text(language): option.code for option in choices.options}
        for choices in compiled.template.lists
    }
    shown = {}
    for name, definition in compiled.definitions.items():
        if definition.role in LEFT_OUT:
            continue
        fixed = {
            "label": definition.label.text(language),
            "type": definition.type,
            "unit": definition.unit.text(language) or None,
            "formula": definition.formula or None,
            "inputs": [n for n in compiled.precedents(name) if compiled.definitions[n].role not in LEFT_OUT],
        }
        shown[name] = _Shown(definition, fixed, codes.get(definition.choices, {}))  # type: ignore[arg-type]
    return shown
