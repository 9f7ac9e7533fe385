"""Explaining a number: its formula, its inputs, down to the cells that people filled."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from workbench.crosscheck import conservative_rows
from workbench.crosscheck.register import VERDICTS
from workbench.evaluation.export import iso_date, to_json
from workbench.evaluation.values import Values
from workbench.labels import Label, Language
from workbench.report.masking import mask_value
from workbench.template.definitions import Definition

DEEPEST = 24
SURVEYED = Label("调查值 {value}", "as surveyed {value}")
CONSERVATIVE = Label("保守取值：{label}", "conservative: {label}")


@dataclass(slots=True)
class Explanation:
    """One number of the tree. `repeated`: it was explained above.

    `surveyed`: what it was before doubtful values were replaced by conservative ones, None when it is still that;
    `because`: which conservative value it is, or why it is as it is.
    """

    name: str
    label: str
    value: Any
    formula: str | None
    place: str | None
    inputs: list[Explanation] = field(default_factory=list)
    repeated: bool = False
    words: str = ""
    surveyed: Any = None
    because: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Give the tree as JSON."""
        return {
            "name": self.name,
            "label": self.label,
            "value": self.value,
            "formula": self.formula,
            "place": self.place,
            "surveyed": self.surveyed,
            "because": self.because,
            "inputs": [child.as_json() for child in self.inputs],
        }

    def lines(self, language: Language, depth: int = 0) -> list[str]:
        """Give the tree as indented lines."""
        head = f"{'  ' * depth}{self.name}"
        if self.label and self.label != self.name:
            head += f"（{self.label}）"
        head += f" = {self.words or _shown(self.value)}"
        before = None if self.surveyed is None else SURVEYED.text(language).format(value=_shown(self.surveyed))
        tail = [part for part in (self.formula and f"= {self.formula}", self.place, before, self.because) if part]
        line = head + (f"    {'    '.join(tail)}" if tail else "") + (" …" if self.repeated else "")
        return [line, *(sub for child in self.inputs for sub in child.lines(language, depth + 1))]


@dataclass(frozen=True, slots=True)
class Unknown(Exception):
    """No number has this name; `near` are the likeliest ones."""

    name: str
    near: tuple[str, ...]


def explain(values: Values, name: str, extra: Mapping[str, dict[str, Any]] | None = None) -> Explanation:
    """Explain a number by name: `name`, `table.column[3]`, `series[6]`, `FM02`, `I19`, `M3`, a statement cell.

    `extra` holds what scoring computed, as name -> {label, value, formula, inputs, because}; a name there may itself
    end in `[3]`, as the months of the cash calendar do. Raises Unknown.
    """
    return _Explainer(values, extra or {}).start(name)


class _Explainer:
    def __init__(self, values: Values, extra: Mapping[str, dict[str, Any]]) -> None:
        self.values, self.extra = values, extra
        self.known = values.compiled.definitions
        self.language: Language = values.answers.language
        self.pinned = {row["sets"]: row for row in conservative_rows(values) if row["used"]}
        self.done: set[str] = set()

    def start(self, written: str) -> Explanation:
        name, index = self._split(written)
        if f"{name}_verdict" in self.known:
            return self._check(name)
        if name not in self.known and name not in self.extra:
            known = [*self.known, *self.extra]
            same = [other for other in known if other.lower() == name.lower()]
            raise Unknown(written, tuple(same or difflib.get_close_matches(written, known, 3)))
        if index is not None and not self._inside(name, index):
            raise Unknown(written, (name,))
        return self._one(name, index, 0)

    def _split(self, written: str) -> tuple[str, int | None]:
        """Divide `name[3]`; a name of scoring that is written so is whole."""
        match = None if written in self.extra else re.fullmatch(r"(.+)\[(\d+)\]", written)
        return (match[1], int(match[2])) if match else (written, None)

    def _inside(self, name: str, index: int) -> bool:
        """Whether a range has a cell of this number, counted from 1; a scalar has none."""
        definition = self.known.get(name)
        if definition is None or definition.shape != "range":
            return False
        return 1 <= index <= len(self.values.range(name))

    def _check(self, check: str) -> Explanation:
        names = [
            f"{check}_{cell}"
            for cell in ("base", "evidence", "deviation", "pass", "note", "fail", "low", "high", "verdict")
            if f"{check}_{cell}" in self.known
        ]
        label = self.known[f"{check}_verdict"].label.text(self.language)
        verdict = to_json(self.values[f"{check}_verdict"])
        place = self.values.answers.place(f"{check}_verdict") or None
        inputs = [self._one(name, None, 1) for name in names]
        return Explanation(check, label, verdict, None, place, inputs, words=inputs[-1].words)

    def _one(self, name: str, index: int | None, depth: int) -> Explanation:
        if name in self.extra:
            return self._extra(name, depth)
        result = self._known(name, index)
        inputs = (f"conservative.{self.pinned[name]['name']}.to",) if name in self.pinned else self._inputs(name)
        if (inputs and result.name in self.done) or depth > DEEPEST:
            result.repeated = True
            return result
        self.done.add(result.name)
        for other in inputs:
            row = index if self._runs_along(name, other) else None
            result.inputs.append(self._one(other, row, depth + 1))
        return result

    def _known(self, name: str, index: int | None) -> Explanation:
        """Tell a number of the template without its inputs; a conservative one says so instead of its formula."""
        definition = self.known[name]
        value = self._value(self.values, definition, index)
        place = self.values.answers.place(name, None if index is None else index - 1) or None
        result = Explanation(
            name if index is None else f"{name}[{index}]",
            definition.label.text(self.language),
            value,
            definition.formula or None,
            place,
            words=_words(definition, value),
        )
        if self.values.surveyed is not None:
            before = self._value(self.values.surveyed, definition, index)
            result.surveyed = before if before != value else None
        if name in self.pinned:
            row = self.pinned[name]
            told = " ".join(part for part in (row["check"], row["label"]) if part)
            result.formula, result.because = None, CONSERVATIVE.text(self.language).format(label=told)
        return result

    def _extra(self, name: str, depth: int) -> Explanation:
        entry = self.extra[name]
        label = entry.get("label") or ""
        result = Explanation(name, str(label), entry.get("value"), entry.get("formula"), entry.get("place"))
        result.because = entry.get("because")
        if name in self.done or depth > DEEPEST:
            result.repeated = bool(entry.get("inputs"))
            return result
        self.done.add(name)
        for written in entry.get("inputs") or ():
            other, index = self._split(written)
            if other in self.known or other in self.extra:
                result.inputs.append(self._one(other, index, depth + 1))
        return result

    def _inputs(self, name: str) -> tuple[str, ...]:
        shown = self.values.compiled.precedents(name) or self.known[name].members
        return tuple(other for other in shown if self.known[other].role != "option" and other != name)

    def _runs_along(self, name: str, other: str) -> bool:
        own, others = self.known[name], self.known[other]
        return own.shape == "range" and others.shape == "range" and own.owner == others.owner

    @staticmethod
    def _value(values: Values, definition: Definition, index: int | None) -> Any:
        """Give a value as JSON, masked when it is private: a scalar, a cell of a range, or the range's filled part."""
        if definition.shape == "scalar":
            value = to_json(values[definition.name])
        else:
            cells = [to_json(cell) for cell in values.range(definition.name)]
            while index is None and cells and cells[-1] is None:
                cells.pop()
            inside = index is not None and 0 < index <= len(cells)
            value = cells if index is None else cells[index - 1] if inside else None
        return mask_value(value, definition.type, True) if definition.private else value


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
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, float):
        return f"{value:,.6f}".rstrip("0").rstrip(".")
    if isinstance(value, dict):
        return str(value.get("error"))
    if isinstance(value, list):
        shown = [_shown(item) for item in value[:12]]
        return "[" + ", ".join(shown) + (", …]" if len(value) > len(shown) else "]")
    return str(value)
