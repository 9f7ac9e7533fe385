"""Findings as JSON and as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from workbench.findings import SEVERITIES, Finding
from workbench.labels import Label, Language

WORDS = {"error": Label("错误", "error"), "warning": Label("警告", "warning"), "info": Label("提示", "note")}
REMEDY = Label("怎么办：", "Fix: ")


def findings_json(findings: Iterable[Finding], language: Language) -> list[dict[str, Any]]:
    """Give findings as JSON objects, the gravest first, order kept within a severity."""
    ordered = sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))
    return [
        {
            "code": finding.code,
            "severity": finding.severity,
            "place": finding.place,
            "message": finding.message(language),
            "remedy": finding.remedy(language),
        }
        for finding in ordered
    ]


def finding_lines(findings: Iterable[Finding], language: Language, prefix: str = "") -> list[str]:
    """Give findings as lines: place, code, what is wrong, and below it the remedy."""
    lines = []
    for entry in findings_json(findings, language):
        where = " ".join(part for part in (prefix, entry["place"]) if part)
        word = WORDS[entry["severity"]].text(language)
        lines.append(f"{where}: {word} {entry['code']} {entry['message']}".lstrip(": "))
        lines.append(f"    {REMEDY.text(language)}{entry['remedy']}")
    return lines
