"""Explaining a number: its formula, its inputs, down to the cells that people filled."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from workbench.crosscheck.register import VERDICTS
from workbench.evaluation.export import iso_date, to_json
from workbench.evaluation.values import Values
from workbench.labels import Language
from workbench.report.masking import mask_value
from workbench.template.definitions import Definition

DEEPEST = 24


@dataclass(slots=True)
class Explanation:
    """One number of the tree. `repeated`: it was explained above."""

    name: str
    label: str
    value: Any
    formula: str | None
    place: str | None
    inputs: list[Explanation] = field(default_factory=list)
    repeated: bool = False
    words: str = ""

    def as_json(self) -> dict[str, Any]:
        """Give the tree as JSON."""
        return {
            "name": self.name,
            "label": self.label,
            "value": self.value,
            "formula": self.formula,
            "place": self.place,
            "inputs": [child.as_json() for child in self.inputs],
        }

    def lines(self, depth: int = 0) -> list[str]:
        """Give the tree as indented lines."""
        head = f"{'  ' * depth}{self.name}"
        if self.label and self.label != self.name:
            head += f"（{self.label}）"
        head += f" = {self.words or _shown(self.value)}"
        tail = [part for part in (self.formula and f"= {self.formula}", self.place) if part]
        line = head + (f"    {'    '.join(tail)}" if tail else "") + (" …" if self.repeated else "")
        return [line, *(sub for child in self.inputs for sub in child.lines(depth + 1))]


@dataclass(frozen=True, slots=True)
class Unknown(Exception):
    """No number has this name; `near` are the likeliest ones."""

    name: str
    near: tuple[str, ...]


def explain(values: Values, name: str, extra: Mapping[str, dict[str, Any]] | None = None) -> Explanation:
    """Explain a number by name: `name`, `table.column[3]`, `series[6]`, `FM02`, `I19`, `M3`, a statement cell.

    `extra` holds what scoring computed, as name -> {label, value, formula, inputs}. Raises Unknown.
    """
    return _Explainer(values, extra or {}).start(name)


class _Explainer:
    def __init__(self, values: Values, extra: Mapping[str, dict[str, Any]]) -> None:
        self.values, self.extra = values, extra
        self.language: Language = values.answers.language
        self.done: set[str] = set()

    def start(self, written: str) -> Explanation:
        match = re.fullmatch(r"(.+)\[(\d+)\]", written)
        name, index = (match[1], int(match[2])) if match else (written, None)
        if f"{name}_verdict" in self.values.compiled.definitions:
            return self._check(name)
        if name not in self.values.compiled.definitions and name not in self.extra:
            known = [*self.values.compiled.definitions, *self.extra]
            same = [other for other in known if other.lower() == name.lower()]
            raise Unknown(written, tuple(same or difflib.get_close_matches(written, known, 3)))
        if index is not None and not self._inside(name, index):
            raise Unknown(written, (name,))
        return self._one(name, index, 0)

    def _inside(self, name: str, index: int) -> bool:
        """Whether a range has a cell of this number, counted from 1; a scalar has none."""
        definition = self.values.compiled.definitions.get(name)
        if definition is None or definition.shape != "range":
            return False
        return 1 <= index <= len(self.values.range(name))

    def _check(self, check: str) -> Explanation:
        names = [
            f"{check}_{cell}"
            for cell in ("base", "evidence", "deviation", "pass", "note", "fail", "low", "high", "verdict")
            if f"{check}_{cell}" in self.values.compiled.definitions
        ]
        label = self.values.compiled.definitions[f"{check}_verdict"].label.text(self.language)
        verdict = to_json(self.values[f"{check}_verdict"])
        place = self.values.answers.place(f"{check}_verdict") or None
        inputs = [self._one(name, None, 1) for name in names]
        return Explanation(check, label, verdict, None, place, inputs, words=inputs[-1].words)

    def _one(self, name: str, index: int | None, depth: int) -> Explanation:
        if name in self.extra:
            return self._extra(name, depth)
        definition = self.values.compiled.definitions[name]
        place = self.values.answers.place(name, None if index is None else index - 1) or None
        label = definition.label.text(self.language)
        formula = definition.formula or None
        value = self._value(name, index)
        if definition.private:
            value = mask_value(value, definition.type, True)
        result = Explanation(self._name(name, index), label, value, formula, place, words=_words(definition, value))
        inputs = self._inputs(name)
        if (inputs and result.name in self.done) or depth > DEEPEST:
            result.repeated = True
            return result
        self.done.add(result.name)
        for other in inputs:
            row = index if self._runs_along(name, other) else None
            result.inputs.append(self._one(other, row, depth + 1))
        return result

    def _extra(self, name: str, depth: int) -> Explanation:
        entry = self.extra[name]
        label = entry.get("label") or ""
        result = Explanation(name, str(label), entry.get("value"), entry.get("formula"), entry.get("place"))
        if name in self.done or depth > DEEPEST:
            result.repeated = bool(entry.get("inputs"))
            return result
        self.done.add(name)
        known = self.values.compiled.definitions
        for other in entry.get("inputs") or ():
            if other in known or other in self.extra:
                result.inputs.append(self._one(other, None, depth + 1))
        return result

    def _inputs(self, name: str) -> tuple[str, ...]:
        definition = self.values.compiled.definitions[name]
        shown = self.values.compiled.precedents(name) or definition.members
        roles = self.values.compiled.definitions
        return tuple(other for other in shown if roles[other].role != "option" and other != name)

    def _runs_along(self, name: str, other: str) -> bool:
        own, others = self.values.compiled.definitions[name], self.values.compiled.definitions[other]
        return own.shape == "range" and others.shape == "range" and own.owner == others.owner

    def _value(self, name: str, index: int | None) -> Any:
        definition = self.values.compiled.definitions[name]
        if definition.shape == "scalar":
            return to_json(self.values[name])
        cells = [to_json(cell) for cell in self.values.range(name)]
        if index is None:
            while cells and cells[-1] is None:
                cells.pop()
            return cells
        return cells[index - 1] if 0 < index <= len(cells) else None

    @staticmethod
    def _name(name: str, index: int | None) -> str:
        return name if index is None else f"{name}[{index}]"


def _words(definition: Definition, value: Any) -> str:
    """Say a date or a verdict as people read it; '' when the figure says it."""
    if definition.type == "date":
        return iso_date(value) or ""
    if definition.role == "check" and definition.name.endswith("_verdict") and isinstance(value, float):
        return VERDICTS[int(value)]
    return ""


def _shown(value: Any) -> str:
    if value is None:
        return "—"
    if isinstance(value, float):
        return f"{value:,.6f}".rstrip("0").rstrip(".")
    if isinstance(value, dict):
        return str(value.get("error"))
    if isinstance(value, list):
        shown = [_shown(item) for item in value[:12]]
        return "[" + ", ".join(shown) + (", …]" if len(value) > len(shown) else "]")
    return str(value)
