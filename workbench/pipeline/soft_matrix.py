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
YES = "yes_no.yes"
JOIN = Label("、", "; ")
# The order of METHOD 5.8; a column that a template adds stands behind.
ORDER = ("marriage", "age", "experience", "residence", "property", "record", "children", "spouse")


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
    columns.sort(key=lambda column: _place(str(column["name"])))
    return {"columns": columns, "total": known_number(values, "soft_score")}


def _place(name: str) -> int:
    return ORDER.index(name) if name in ORDER else len(ORDER)


def _cell(values: Values, name: str) -> str | None:
    """Tell the answers that a column looks at, by themselves; a figure only where no answer is asked for."""
    looked_at = [values.compiled.definitions[other] for other in values.compiled.precedents(name)]
    scalars = [one for one in looked_at if one.shape == "scalar"]
    answers = [one for one in scalars if one.role == "field"]
    shown = answers or [one for one in scalars if one.role == "calculation"]
    told = [text for one in shown if (text := _told(values, one, alone=len(shown) == 1)) is not None]
    return JOIN.text(values.answers.language).join(told) or None


def _told(values: Values, definition: Definition, alone: bool) -> str | None:
    """Tell one answer; beside others a yes is told with its label, and a no says nothing."""
    value = values[definition.name]
    if definition.type == "yes_no" and not alone:
        return f"{definition.label.text(values.answers.language)} {words(value)}" if value == values[YES] else None
    if definition.type == "date":
        return iso_date(value)
    told = words(value)
    if told is None or not isinstance(value, float):
        return None if told is None else str(mask_value(told, definition.type, definition.private))
    return f"{told} {definition.unit.text(values.answers.language)}".strip()
