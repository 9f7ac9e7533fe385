"""Input rules: what Excel lets people type into a cell, what it prompts, and what it says when it refuses."""

from __future__ import annotations

from datetime import date, timedelta

from workbench.survey.layout_survey import Survey
from workbench.survey.plan import ValidationPlan, ValidationType
from workbench.template.model import Entry, ValueType
from workbench.template.records import EXCEL_EPOCH

TITLE_LIMIT, MESSAGE_LIMIT = 32, 255
HUGE = 1e12
FIRST_DATE, LAST_DATE = date(1900, 3, 1), date(2199, 12, 31)
TEXT_LENGTHS: dict[str, tuple[int, int]] = {
    "text": (0, 200),
    "file": (0, 200),
    "long_text": (0, 2000),
    "phone": (5, 20),
    "id_number": (15, 18),
}


def rule_for(survey: Survey, entry: Entry, *areas: str, always_prompt: bool = True) -> ValidationPlan:
    """Give the input rule of a field, a column or a line over its areas."""
    if entry.choices:
        rule = ValidationPlan(areas, "list", "between", survey.list_range(entry.choices))
        wanted = survey.text("rule.choice")
    elif entry.numeric:
        rule, wanted = _numeric(survey, entry, areas)
    else:
        rule, wanted = _textual(survey, entry.type, areas)
    label, prompt = survey.say(entry.label), survey.say(entry.prompt)
    if prompt or always_prompt:
        unit = survey.say(entry.unit)
        what = survey.text("rule.required" if entry.required else "rule.optional")
        parts = [prompt, survey.text("rule.wanted", what=what, wanted=wanted + (f" ({unit})" if unit else ""))]
        rule = rule._replace(
            prompt_title=_cut(label, TITLE_LIMIT), prompt=_cut("\n".join(filter(None, parts)), MESSAGE_LIMIT)
        )
    error = survey.text("rule.error", label=label, wanted=wanted)
    return rule._replace(error_title=survey.text("rule.error_title"), error=_cut(error, MESSAGE_LIMIT))


def choice_rule(survey: Survey, choices: str, label: str, prompt: str, *areas: str) -> ValidationPlan:
    """Give the rule of a cell that takes an option, where there is no entry of the template."""
    wanted = survey.text("rule.choice")
    return ValidationPlan(
        areas,
        "list",
        "between",
        survey.list_range(choices),
        "",
        _cut(label, TITLE_LIMIT),
        _cut(prompt, MESSAGE_LIMIT),
        survey.text("rule.error_title"),
        _cut(survey.text("rule.error", label=label, wanted=wanted), MESSAGE_LIMIT),
    )


def text_rule(survey: Survey, label: str, prompt: str, *areas: str, kind: ValueType = "text") -> ValidationPlan:
    """Give the rule of a cell that takes words, where there is no entry of the template."""
    rule, wanted = _textual(survey, kind, areas)
    return rule._replace(
        prompt_title=_cut(label, TITLE_LIMIT),
        prompt=_cut(prompt, MESSAGE_LIMIT),
        error_title=survey.text("rule.error_title"),
        error=_cut(survey.text("rule.error", label=label, wanted=wanted), MESSAGE_LIMIT),
    )


def _numeric(survey: Survey, entry: Entry, areas: tuple[str, ...]) -> tuple[ValidationPlan, str]:
    kind: ValidationType = "decimal"
    low = -HUGE if entry.minimum is None else entry.minimum
    high = HUGE if entry.maximum is None else entry.maximum
    if entry.type == "integer":
        kind = "whole"
    elif entry.type == "date":
        kind = "date"
        low = serial(FIRST_DATE) if entry.minimum is None else entry.minimum
        high = serial(LAST_DATE) if entry.maximum is None else entry.maximum
    rule = ValidationPlan(areas, kind, "between", number_text(low), number_text(high))
    return rule, _bounds(survey, entry)


def _bounds(survey: Survey, entry: Entry) -> str:
    wanted = survey.text(f"rule.{entry.type}")
    if entry.minimum is not None and entry.maximum is not None:
        low, high = _shown(entry.minimum, entry.type), _shown(entry.maximum, entry.type)
        return wanted + survey.text("rule.between", low=low, high=high)
    if entry.minimum is not None:
        return wanted + survey.text("rule.least", low=_shown(entry.minimum, entry.type))
    if entry.maximum is not None:
        return wanted + survey.text("rule.most", high=_shown(entry.maximum, entry.type))
    return wanted


def _textual(survey: Survey, kind: str, areas: tuple[str, ...]) -> tuple[ValidationPlan, str]:
    low, high = TEXT_LENGTHS[kind]
    rule = ValidationPlan(areas, "textLength", "between", str(low), str(high))
    return rule, survey.text(f"rule.{kind}", low=low, high=high)


def _shown(bound: float, kind: str) -> str:
    if kind == "percent":
        return f"{bound:.0%}"
    if kind == "date":
        return (EXCEL_EPOCH + timedelta(days=int(bound))).isoformat()
    return f"{bound:,.0f}" if bound == int(bound) else f"{bound:g}"


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def serial(day: date) -> float:
    """Give a date as Excel counts it."""
    return float((day - EXCEL_EPOCH).days)


def number_text(number: float) -> str:
    """Give a bound as a formula writes it."""
    return str(int(number)) if number == int(number) else repr(number)
