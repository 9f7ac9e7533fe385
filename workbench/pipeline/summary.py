"""The few lines that a terminal shows of an assessed case."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from workbench.labels import Label

STATUS = {
    "complete": Label("完整", "complete"),
    "incomplete": Label("不完整", "incomplete"),
    "rejected": Label("拒绝", "rejected"),
}
HEAD = Label(
    "{case}：{status}，得分 {score}，等级 {grade}，额度 {line} 万元（{why}）",
    "{case}: {status}, score {score}, grade {grade}, line {line} wan yuan ({why})",
)
WAN = 10_000


def summary_lines(result: Mapping[str, Any], case: str, paths: Mapping[str, Path]) -> list[str]:
    """Give one line of figures and the path of the report."""
    language = result["language"]
    line = result["line"]
    binding = next((method["label"] for method in line["methods"] if method["binding"]), None)
    head = HEAD.text(language).format(
        case=case,
        status=STATUS[result["status"]].text(language),
        score=_shown(result["score"]["total"]),
        grade=result["score"]["grade"] or "—",
        line="—" if line["total"] is None else f"{line['total'] / WAN:,.2f}",
        why=line["reason"] or binding or "—",
    )
    return [head, f"    {paths['report']}"]


def _shown(points: float | None) -> str:
    return "—" if points is None else f"{points:g}"
