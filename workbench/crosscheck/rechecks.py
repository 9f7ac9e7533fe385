"""What became of a check that was looked at again (METHOD 2.7): its first result, and how it was settled."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workbench.evaluation.export import amount, iso_date, words
from workbench.evaluation.values import Values

TABLE = "rechecks"
REFUSED = "resolution.refused"


def first_results(values: Values) -> dict[str, dict[str, Any]]:
    """Give the first deviation and verdict of re-checked checks by check, from the re-check sheet (R20)."""
    if not _has(values, "first_verdict"):
        return {}
    language = values.answers.language
    codes = {
        option.label.text(language): option.code
        for choices in values.compiled.template.lists
        if choices.name == "first_verdict"
        for option in choices.options
    }
    result: dict[str, dict[str, Any]] = {}
    for check, row in _rows(values, "first_deviation", "first_verdict", "date", "new_evidence"):
        result.setdefault(
            check,
            {
                "deviation": amount(row["first_deviation"]),
                "verdict": codes.get(str(row["first_verdict"])),
                "date": iso_date(row["date"]),
                "evidence": words(row["new_evidence"]),
            },
        )
    return result


def settled_checks(values: Values) -> frozenset[str]:
    """Give the checks whose failure a second visit or conservative values settled."""
    if not _has(values, "settled"):
        return frozenset()
    return frozenset(check for check, row in _rows(values, "settled") if row["settled"] == 1)


def refused_checks(values: Values) -> list[str]:
    """Give the checks over which the case is refused, in the order of the re-check sheet."""
    if not _has(values, "resolution") or REFUSED not in values.compiled.definitions:
        return []
    refused = values[REFUSED]
    return list(dict.fromkeys(check for check, row in _rows(values, "resolution") if row["resolution"] == refused))


def _has(values: Values, column: str) -> bool:
    return f"{TABLE}.{column}" in values.compiled.definitions


def _rows(values: Values, *columns: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give the check of every row that names one, with its cells."""
    cells = [values.range(f"{TABLE}.{column}") for column in columns]
    for check, *row in zip(values.range(f"{TABLE}.check"), *cells, strict=True):
        if isinstance(check, str) and check.strip():
            yield check.strip().upper(), dict(zip(columns, row, strict=True))
