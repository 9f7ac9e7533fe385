"""Words about values: why something is missing, which facts stand behind a result. Texts live in reasons.yaml."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from math import isinf
from typing import Any

from scoring.results import Inputs
from scoring.source import FOLDER
from workbench.evaluation.values import Values
from workbench.formula import ExcelError, Value
from workbench.labels import Label
from workbench.template.model import ValueType
from workbench.yaml_source import load_plain

NAMED = 4


@cache
def _texts() -> Any:
    return load_plain(FOLDER / "reasons.yaml")


def reason(key: str, **args: object) -> Label:
    """Give a reason in both languages."""
    texts = _texts()[key]
    zh = {name: value.zh if isinstance(value, Label) else value for name, value in args.items()}
    en = {name: value.en if isinstance(value, Label) else value for name, value in args.items()}
    return Label(texts["zh"].format_map(zh), texts["en"].format_map(en))


def joined(labels: Iterable[Label]) -> Label:
    """Give a few labels as a list in each language."""
    found = list(dict.fromkeys(labels))
    more = ("等", " and others") if len(found) > NAMED else ("", "")
    shown = found[:NAMED]
    return Label("、".join(label.zh for label in shown) + more[0], ", ".join(label.en for label in shown) + more[1])


def why_not(values: Values, names: Iterable[str]) -> Label:
    """Say why names have no usable value: what is missing at the root, or the error."""
    roots = [root for name in names for root in missing_roots(values, name) or [name]]
    blank = [root for root in roots if values.error(root) is None]
    errors = [error for root in roots if (error := values.error(root)) is not None]
    if blank or not errors:
        return reason("missing", names=joined(values.compiled.definitions[root].label for root in blank))
    return reason("error", error=str(errors[0]))


def failed(values: Values, name: str) -> ExcelError | None:
    """Give the error that keeps a name from having a value, when nothing is missing besides."""
    errors = [values.error(root) for root in missing_roots(values, name) or [name]]
    return errors[0] if None not in errors else None


def missing_roots(values: Values, name: str) -> list[str]:
    """Give the inputs, far down, that a name still waits for."""
    roots: dict[str, None] = {}
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        current = waiting.pop(0)
        if current in seen:
            continue
        seen.add(current)
        members = values.compiled.definitions[current].members
        further = values.missing(current) or [member for member in members if values.number(member) is None]
        waiting += further
        if not further and current != name:
            roots[current] = None
    return list(roots)


def inputs_of(values: Values, names: Iterable[str]) -> Inputs:
    """Give the single values that formulas name directly."""
    scalars: dict[str, Value] = {}
    for name in names:
        for used in values.compiled.precedents(name):
            if values.compiled.symbols[used].shape == "scalar":
                scalars[used] = values[used]
    return scalars


def facts(values: Values, names: Iterable[str]) -> Label:
    """Say what stands behind conditions: the label and value of each answer and figure, constants left out."""
    definitions = values.compiled.definitions
    told = [
        reason("one_fact", label=definitions[name].label, value=shown(values[name], definitions[name].type))
        for name in inputs_of(values, names)
        if definitions[name].role not in ("option", "parameter") and values[name] is not None
    ]
    return joined(told)


def shown(value: Value, kind: ValueType) -> str:
    """Show a value plainly: percent and money as such."""
    if isinstance(value, ExcelError) or not isinstance(value, float):
        return str(value)
    if isinf(value):
        return "∞"
    if kind == "percent":
        return f"{value:.1%}"
    return f"{value:,.2f}" if kind == "money" else f"{value:.4g}"
