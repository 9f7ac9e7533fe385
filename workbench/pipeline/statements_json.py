"""The statements as JSON, and what every identity says on the pass of values that it belongs to (METHOD 1.9, 2.7)."""

from __future__ import annotations

from typing import Any

from workbench.evaluation.values import Values
from workbench.findings import Finding
from workbench.pipeline.stress_json import STRESS
from workbench.statements import identity_findings, identity_results, statement_lines
from workbench.template.model import Statement


def statements_json(values: Values) -> dict[str, Any]:
    """Give the lines of every statement but stress and calendars, which have parts of their own.

    A line that is not money says its type.
    """
    lines = statement_lines(values)
    return {statement.name: _typed(statement, lines[statement.name]) for statement in _shown(values)}


def layouts_json(values: Values) -> dict[str, dict[str, Any]]:
    """Give title and columns of every statement shown, so that one that only a template knows can be printed."""
    language = values.answers.language
    return {
        statement.name: {
            "label": statement.sheet.text(language),
            "columns": [
                {"name": column.name, "label": column.label.text(language), "type": column.type}
                for column in statement.columns
            ],
        }
        for statement in _shown(values)
    }


def identities(values: Values) -> list[dict[str, Any]]:
    """Give every identity: one of the survey on what was told, an arithmetic one on what the statements take."""
    told = {result["name"]: result for result in identity_results(values.survey)}
    return [told[result["name"]] if result["kind"] == "survey" else result for result in identity_results(values)]


def failed_identities(values: Values) -> list[Finding]:
    """Give what does not hold: our own arithmetic on either pass, what the survey says on the first."""
    findings = identity_findings(values.survey, identity_results(values.survey))
    known = {(finding.code, finding.place) for finding in findings}
    again = identity_findings(values, identities(values)) if values.surveyed is not None else []
    return [*findings, *(finding for finding in again if (finding.code, finding.place) not in known)]


def _shown(values: Values) -> list[Statement]:
    statements = values.compiled.template.statements
    return [one for one in statements if not one.ahead and one.name != STRESS]


def _typed(statement: Statement, lines: Any) -> Any:
    if isinstance(lines, dict):
        return {part: _typed(statement, listed) for part, listed in lines.items()}
    types = {line.name: line.type for line in statement.lines}
    return [line if types[line["line"]] == "money" else {**line, "type": types[line["line"]]} for line in lines]
