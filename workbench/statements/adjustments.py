"""Restatement adjustments, one row for each thing written down (METHOD 1.5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workbench.evaluation.export import amount, words
from workbench.evaluation.values import Values
from workbench.template.model import Adjustment


def adjustment_rows(values: Values, author: str | None) -> list[dict[str, Any]]:
    """Give item, amount before, rule, rate, amount after, evidence and author of every write-down, in yuan.

    The amounts after less the amounts before add up to restated equity less book equity (identity 2).
    """
    rows: list[dict[str, Any]] = []
    for adjustment in values.compiled.template.adjustments:
        source = _table_rows(values, adjustment) if adjustment.table else _single(values, adjustment)
        rows += [{**row, "author": author} for row in source]
    return rows


def _table_rows(values: Values, adjustment: Adjustment) -> Iterator[dict[str, Any]]:
    def column(name: str) -> list[Any]:
        return values.range(f"{adjustment.table}.{name}")

    written_down = column(adjustment.write_down)
    items, before, rates = column(adjustment.item), column(adjustment.before), column(adjustment.rate)
    evidence = column(adjustment.evidence) if adjustment.evidence else [None] * len(written_down)
    for index, loss in enumerate(written_down):
        if isinstance(loss, float) and loss != 0:
            yield {
                **_head(values, adjustment),
                "item": words(items[index]) or "",
                "before": amount(before[index]),
                "rate": amount(rates[index]),
                "after": before[index] - loss if isinstance(before[index], float) else None,
                "evidence": words(evidence[index]),
            }


def _single(values: Values, adjustment: Adjustment) -> Iterator[dict[str, Any]]:
    moved = values.number(f"adjustment.{adjustment.id}")
    if not moved:
        return
    before = values.number(adjustment.before) if adjustment.before else None
    rate = values.number(adjustment.rate) if adjustment.rate else None
    yield {
        **_head(values, adjustment),
        "item": adjustment.label.text(values.answers.language),
        "before": before,
        "rate": rate,
        "after": None if before is None else before + moved,
        "evidence": None,
    }


def _head(values: Values, adjustment: Adjustment) -> dict[str, Any]:
    language = values.answers.language
    return {"id": adjustment.id, "line": adjustment.line, "rule": adjustment.rule.text(language)}
