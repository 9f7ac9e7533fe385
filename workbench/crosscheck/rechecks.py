"""What became of a check that was looked at again (METHOD 2.7): its first result, and how it was settled.

The row's formula `check_id` says which check is meant: the sheet's own COUNTIFS reads the same
cell, in capitals or not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workbench.evaluation.export import amount, iso_date, words
from workbench.evaluation.values import Values

TABLE, CHECK = "rechecks", "check_id"
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
    """Give the checks that a second visit or conservative values dealt with."""
    if not _has(values, "settled"):
        return frozenset()
    return frozenset(check for check, row in _rows(values, "settled") if row["settled"] == 1)


def refused_checks(values: Values) -> list[str]:
    """Give the checks over which the case is refused, in the order of the re-check sheet."""
    if not _has(values, "resolution") or REFUSED not in values.compiled.definitions:
        return []
    refused = values[REFUSED]
    return list(dict.fromkeys(check for check, row in _rows(values, "resolution") if row["resolution"] == refused))


def unknown_checks(values: Values) -> list[str]:
    """Give what the re-check sheet names that is no check of the template, in its order."""
    known = {check.id for check in values.compiled.template.checks}
    if not _has(values, CHECK):
        return []
    return list(dict.fromkeys(check for check, _ in _rows(values) if check not in known))


def _has(values: Values, column: str) -> bool:
    return f"{TABLE}.{column}" in values.compiled.definitions


def _rows(values: Values, *columns: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give the check of every row that names one, with its cells."""
    cells = [values.range(f"{TABLE}.{column}") for column in columns]
    for check, *row in zip(values.range(f"{TABLE}.{CHECK}"), *cells, strict=True):
        if isinstance(check, str) and check:
            yield check.upper(), dict(zip(columns, row, strict=True))
