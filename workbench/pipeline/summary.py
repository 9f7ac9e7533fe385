"""The few lines that a terminal shows of an assessed case."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from workbench.labels import Label, Language

STATUS = {
    "complete": Label("完整", "complete"),
    "incomplete": Label("不完整", "incomplete"),
    "rejected": Label("拒绝", "rejected"),
}
HEAD = Label(
    "{case}：{status}，得分 {score}，等级 {grade}，额度 {line} 万元（{why}）",
    "{case}: {status}, score {score}, grade {grade}, line {line} wan yuan ({why})",
)
OUTLOOK = Label("    现金低点 {low}，压力规则 {rules}", "    cash low point {low}, stress rules: {rules}")
LOW = Label("{amount} 万元（{month}）", "{amount} wan yuan ({month})")
RULES = {
    "holds": Label("成立", "hold"),
    "fails": Label("不成立", "fail"),
    "covered": Label("已覆盖", "covered"),
    "not_evaluated": Label("未评估", "not evaluated"),
}
UNKNOWN = Label("未评估", "not evaluated")
WAN = 10_000


def summary_lines(result: Mapping[str, Any], case: str, paths: Mapping[str, Path]) -> list[str]:
    """Give a line of figures, one of what lies ahead, and the path of the report."""
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
    return [head, _outlook(result, language), f"    {paths['report']}"]


def _outlook(result: Mapping[str, Any], language: Language) -> str:
    """Tell the month with the least cash after the loan, and how the stress rules came out."""
    low = min(result["cash_calendar"], key=lambda month: month["closing"], default=None)
    told = UNKNOWN.text(language)
    if low is not None:
        args = {"amount": f"{low['closing'] / WAN:,.2f}", "month": low["date"] or low["month"]}
        told = LOW.text(language).format(**args)
    found = [rule["status"] for scenario in result["stress"] for rule in scenario["rules"]]
    rules = [f"{label.text(language)} {found.count(status)}" for status, label in RULES.items() if status in found]
    listed = ("、" if language == "zh" else ", ").join(rules) or UNKNOWN.text(language)
    return OUTLOOK.text(language).format(low=told, rules=listed)


def _shown(points: float | None) -> str:
    return "—" if points is None else f"{points:g}"
