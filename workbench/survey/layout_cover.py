"""The cover: who it is about, how to use it, how far each sheet is, and the light of every check."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.formula import ExcelError, Value
from workbench.survey.layout_checks import FIRST_ROW as FIRST_CHECK_ROW
from workbench.survey.layout_checks import ID as CHECK_COLUMN
from workbench.survey.layout_checks import verdict_conditions, verdict_word
from workbench.survey.layout_safeguards import RAISED, UNMET, raised, unmet
from workbench.survey.layout_section import progress_bar
from workbench.survey.layout_sheet import Sheet, across, area
from workbench.survey.layout_survey import Survey
from workbench.survey.plan import PrintPlan
from workbench.template.model import Check

# Left panel: identity and progress. Right panel: figures and lights.
LABEL, VALUE, DONE, ALL = 2, 3, 4, 5
CHECK_ID, CHECK_LABEL, VERDICT, CODE = 7, 8, 9, 10
WIDTHS = {1: 2.5, LABEL: 24.0, VALUE: 24.0, DONE: 9.0, ALL: 9.0, 6: 3.0, CHECK_ID: 9.0, CHECK_LABEL: 40.0,
          VERDICT: 15.0, CODE: 3.0}  # fmt: skip
IDENTITY = ("case_no", "client_name", "business_name", "survey_date", "opening_date", "surveyor", "co_surveyor")
FIGURES = ("coverage", "pass_rate", "hard_fails", "soft_fails")
STEPS = 5
FIRST_ROW = 4


def lay_cover(survey: Survey, sheets: Sequence[Sheet]) -> Sheet:
    """Lay out the cover, which names everything it shows."""
    sheet = Sheet(survey, "cover", "cover", survey.cover)
    sheet.widths.update(WIDTHS)
    title = survey.text("title", name=survey.say(survey.template.name))
    sheet.title(title, VERDICT, back_row=0)
    sheet.fill(1, CODE, CODE, "title")
    sheet.heights[1] = 42.0
    template = survey.template
    sheet.label(2, LABEL, survey.text("subtitle", template=template.id, version=template.version), "intro")
    bottom_left = _identity(sheet, FIRST_ROW)
    bottom_right = _steps(sheet, FIRST_ROW)
    row = max(bottom_left, bottom_right) + 2
    last = max(_progress(sheet, row, sheets), _lights(sheet, row))
    sheet.freeze = (2, 0)
    sheet.print = PrintPlan(False, last, VERDICT)
    return sheet


def _identity(sheet: Sheet, row: int) -> int:
    survey = sheet.survey
    sheet.label(row, LABEL, survey.text("identity"), "rule_title")
    sheet.fill(row, LABEL, ALL, "rule_title")
    for name in IDENTITY:
        definition = survey.definition(name)
        if definition is None:
            continue
        row += 1
        sheet.label(row, LABEL, survey.say(definition.label), "muted")
        value = survey.value(name)
        shown: Value = "" if value is None else value
        style = "label_value:date" if definition.type == "date" else "label_value:plain"
        sheet.formula(row, VALUE, f'IF(COUNTBLANK({name})=0,{name},"")', shown, style)
        sheet.fill(row, DONE, ALL, "muted")
    return row


def _steps(sheet: Sheet, row: int) -> int:
    survey = sheet.survey
    sheet.label(row, CHECK_ID, survey.text("how"), "rule_title")
    sheet.fill(row, CHECK_ID, CODE, "rule_title")
    for step in range(1, STEPS + 1):
        row += 1
        sheet.label(row, CHECK_ID, str(step), "step")
        sheet.label(row, CHECK_LABEL, survey.text(f"how{step}"), "plain")
    return row


def _progress(sheet: Sheet, row: int, sheets: Sequence[Sheet]) -> int:
    survey = sheet.survey
    sheet.label(row, LABEL, survey.text("progress"), "rule_title")
    sheet.fill(row, LABEL, ALL, "rule_title")
    first = row + 1
    for other in sheets:
        row += 1
        sheet.link(row, LABEL, other.name, other.name, "A1", "link")
        if other.kind in ("section", "checklist"):
            _bar(sheet, row, other)
        else:
            sheet.label(row, VALUE, survey.text(f"about.{other.kind}"), "muted")
            sheet.fill(row, DONE, ALL, "muted")
    done, count = across(first, DONE), across(first, ALL)
    sheet.condition(f"AND(COUNT({done},{count})=2,{done}={count})", "done", area(first, VALUE, row, ALL))
    return row


def _bar(sheet: Sheet, row: int, other: Sheet) -> None:
    survey = sheet.survey
    names = [f"survey.{other.key}_{part}" for part in ("done", "all")]
    values = [_placed_value(other, survey.places[name].first_row, survey.places[name].first_column) for name in names]
    bar, shown = progress_bar(across(row, DONE), across(row, ALL), *values)
    sheet.formula(row, VALUE, bar, shown, "bar")
    sheet.formula(row, DONE, names[0], values[0], "count:integer")
    sheet.formula(row, ALL, names[1], values[1], "count:of_all")


def _placed_value(sheet: Sheet, row: int, column: int) -> float:
    value = sheet.cells[row, column].value
    return value if isinstance(value, float) else 0.0


def _lights(sheet: Sheet, row: int) -> int:
    survey = sheet.survey
    sheet.label(row, CHECK_ID, survey.text("lights"), "rule_title")
    sheet.fill(row, CHECK_ID, CODE, "rule_title")
    for name in FIGURES:
        definition = survey.definition(name)
        if definition is None:
            continue
        row += 1
        sheet.label(row, CHECK_ID, "", "muted")
        sheet.label(row, CHECK_LABEL, survey.say(definition.label), "label")
        style = "figure:share" if definition.type == "percent" else "figure:integer"
        sheet.formula(row, VERDICT, name, survey.value(name), style)
        sheet.fill(row, CODE, CODE, "muted")
    row = _counts(sheet, row)
    first = row + 1
    for offset, check in enumerate(survey.template.checks):
        row += 1
        _light(sheet, row, check, FIRST_CHECK_ROW + offset)
    if row >= first:
        verdict_conditions(sheet, across(first, CODE), area(first, VERDICT, row))
    return row


def _counts(sheet: Sheet, row: int) -> int:
    """Count what keeps the case from being submitted, and what somebody must look at."""
    survey = sheet.survey
    counted = (
        ("unmet", survey.template.minimum, UNMET, unmet(survey), "wrong"),
        ("raised", survey.template.alerts, RAISED, raised(survey), "open"),
    )
    for key, items, text, value, style in counted:
        if not items:
            continue
        row += 1
        sheet.label(row, CHECK_ID, "", "muted")
        sheet.label(row, CHECK_LABEL, survey.text(key), "label")
        sheet.formula(row, VERDICT, text, value, "figure:integer")
        sheet.fill(row, CODE, CODE, "muted")
        cell = across(row, VERDICT)
        sheet.condition(f"AND(COUNT({cell})=1,{cell}>0)", style, area(row, VERDICT))
    return row


def _light(sheet: Sheet, row: int, check: Check, check_row: int) -> None:
    survey, name = sheet.survey, f"{check.id}_verdict"
    ref = area(check_row, CHECK_COLUMN)
    sheet.link(row, CHECK_ID, check.id, survey.text("sheet.checks"), ref, "link")
    sheet.label(row, CHECK_LABEL, survey.say(check.label), "label")
    code = survey.value(name)
    text = f"LOOKUP({across(row, CODE)},survey.verdict_code,survey.verdict_word)"
    shown: Value = code if isinstance(code, ExcelError) else verdict_word(survey, code)
    sheet.formula(row, VERDICT, text, shown, "verdict:plain")
    sheet.formula(row, CODE, name, code, "faint:plain")
