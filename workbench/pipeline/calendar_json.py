"""The twelve months after the loan as JSON (METHOD 1.4, 4.5): what comes in, what goes out, where cash runs short."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from scoring.outlook import CalendarMonth
from workbench.evaluation.export import iso_date
from workbench.evaluation.values import Values
from workbench.pipeline.known import known

CALENDAR = "cash_calendar"
FLOWS = ("opening", "paid_in", "paid_off", "used", "principal", "interest", "closing")


def calendar_json(months: Iterable[CalendarMonth], values: Values) -> list[dict[str, Any]]:
    """Give the months after the loan is paid out, in yuan, with their flows by line of the template's calendar.

    A month's closing is its opening, plus inflows and the loan paid in, less everything else. Without a survey date the
    months have numbers only.
    """
    language = values.answers.language
    labels = line_labels(values)
    survey_date = iso_date(known(values, "survey_date"))
    return [
        {
            "month": month.month,
            "date": month_after(survey_date, month.month),
            "opening": month.opening,
            "inflows": _flows(month.inflows, labels),
            "outflows": _flows(month.outflows, labels),
            **{flow: getattr(month, flow) for flow in FLOWS if flow != "opening"},
            "below_zero": month.below_zero,
            "causes": [cause.text(language) for cause in month.causes],
        }
        for month in months
    ]


def line_labels(values: Values) -> dict[str, str]:
    """Give the labels of the lines of the template's calendar; of a template without one there are none."""
    statements = values.compiled.template.statements
    lines = next((statement.lines for statement in statements if statement.name == CALENDAR), ())
    return {line.name: line.label.text(values.answers.language) for line in lines}


def month_after(survey_date: str | None, month: int) -> str | None:
    """Name the month so many after the survey date's, as 2026-07."""
    if survey_date is None:
        return None
    number = 12 * int(survey_date[:4]) + int(survey_date[5:7]) - 1 + month
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def _flows(amounts: Mapping[str, float], labels: Mapping[str, str]) -> list[dict[str, Any]]:
    return [{"line": line, "label": labels.get(line, line), "amount": amount} for line, amount in amounts.items()]
