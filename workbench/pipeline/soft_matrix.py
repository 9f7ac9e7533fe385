"""The soft-information matrix (METHOD 5.8): where the borrower stands on each question, from -2 to +2."""

from __future__ import annotations

from typing import Any

from workbench.evaluation.export import iso_date, words
from workbench.evaluation.values import Values
from workbench.labels import Label
from workbench.pipeline.known import known_number
from workbench.report.masking import mask_value
from workbench.template.definitions import Definition

PREFIX = "soft."
JOIN = Label("、", "; ")
ANSWERS = frozenset({"field", "calculation"})


def soft_matrix(values: Values) -> dict[str, Any]:
    """Give every column with the answer that it looked at and its score, and the sum of the scores."""
    language = values.answers.language
    names = values.compiled.definitions
    columns = [
        {
            "name": name.removeprefix(PREFIX),
            "label": definition.label.text(language),
            "cell": _cell(values, name),
            "score": values.number(name),
        }
        for name, definition in names.items()
        if name.startswith(PREFIX) and definition.role == "calculation"
    ]
    return {"columns": columns, "total": known_number(values, "soft_score")}


def _cell(values: Values, name: str) -> str | None:
    """Tell the answers that a column looks at: one by itself, several with their labels."""
    names, language = values.compiled.definitions, values.answers.language
    inputs = (names[other] for other in values.compiled.precedents(name))
    looked_at = [one for one in inputs if one.role in ANSWERS and one.shape == "scalar"]
    told = [(one.label.text(language), _told(values, one)) for one in looked_at]
    if len(told) == 1:
        return told[0][1]
    return JOIN.text(language).join(f"{label} {text}" for label, text in told if text is not None) or None


def _told(values: Values, definition: Definition) -> str | None:
    value = values[definition.name]
    if definition.type == "date":
        return iso_date(value)
    told = words(value)
    if told is None or not isinstance(value, float):
        return None if told is None else str(mask_value(told, definition.type, definition.private))
    return f"{told} {definition.unit.text(values.answers.language)}".strip()
