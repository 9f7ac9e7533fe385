"""Indicators held against their industry, and the relations that must hold between the statements."""

from __future__ import annotations

from workbench.formula import Value
from workbench.survey.layout_sheet import Sheet, across, area
from workbench.survey.layout_survey import Survey
from workbench.survey.plan import PrintPlan
from workbench.survey.style import computed_style
from workbench.template.model import Identity, Indicator

LABEL, VALUE, UNIT, LOW, MEDIAN, HIGH, POSITION, SOURCE = 2, 3, 4, 5, 6, 7, 8, 9
HELPER = SOURCE + 2
WIDTHS = {1: 2.0, LABEL: 38.0, VALUE: 16.0, UNIT: 11.0, LOW: 12.0, MEDIAN: 12.0, HIGH: 12.0, POSITION: 12.0,
          SOURCE: 36.0, SOURCE + 1: 2.0}  # fmt: skip
INDICATOR_HEADS = {
    LABEL: "head.indicator", VALUE: "head.value", UNIT: "head.unit", LOW: "head.low", MEDIAN: "head.median",
    HIGH: "head.high", POSITION: "head.position", SOURCE: "head.source",
}  # fmt: skip
IDENTITY_HEADS = {
    LABEL: "head.identity", VALUE: "head.gap", UNIT: "head.unit", LOW: "head.tolerance", POSITION: "head.holds",
    SOURCE: "head.kind",
}  # fmt: skip
FIRST_ROW = 4


def lay_indicators(survey: Survey) -> Sheet:
    """Lay out indicators, then identities."""
    sheet = Sheet(survey, "indicators", "workings", survey.text("sheet.indicators"))
    sheet.widths.update(WIDTHS)
    sheet.title(sheet.name, SOURCE)
    sheet.label(2, LABEL, survey.text("indicators_intro"), "intro")
    row = FIRST_ROW
    _heads(sheet, row, INDICATOR_HEADS)
    for item in survey.template.indicators:
        row += 1
        _indicator(sheet, row, item)
    if survey.template.indicators:
        cell = across(FIRST_ROW + 1, POSITION)
        sheet.condition(f"AND(COUNT({cell})=1,{cell}<>2)", "open", area(FIRST_ROW + 1, POSITION, row))
    row += 2
    _heads(sheet, row, IDENTITY_HEADS)
    first = row + 1
    for identity in survey.template.identities:
        row += 1
        _identity(sheet, row, identity)
    cell = across(first, POSITION)
    sheet.condition(f"AND(COUNT({cell})=1,{cell}=0)", "wrong", area(first, POSITION, max(first, row)))
    sheet.condition(f"AND(COUNT({cell})=1,{cell}=1)", "done", area(first, POSITION, max(first, row)))
    sheet.freeze = (2, LABEL)
    sheet.print = PrintPlan(True, row, SOURCE, 1, 2)
    return sheet


def _heads(sheet: Sheet, row: int, heads: dict[int, str]) -> None:
    for column in range(LABEL, SOURCE + 1):
        style = "header_left" if column in (LABEL, SOURCE) else "header"
        sheet.label(row, column, sheet.survey.text(heads[column]) if column in heads else "", style)
    sheet.heights[row] = 26.0


def _indicator(sheet: Sheet, row: int, item: Indicator) -> None:
    survey, name, style = sheet.survey, f"indicator.{item.name}", computed_style(item.type)
    sheet.label(row, LABEL, survey.say(item.label), "label")
    sheet.guarded(row, VALUE, name, style, HELPER)
    sheet.label(row, UNIT, survey.say(item.unit), "unit")
    for column, bound in zip((LOW, MEDIAN, HIGH), (item.low, item.median, item.high), strict=True):
        sheet.constant(row, column, bound, style.replace("computed", "constant"))
    sheet.label(row, SOURCE, item.source, "muted")
    value, low, high = (across(row, column) for column in (VALUE, LOW, HIGH))
    if item.low is None or item.high is None:
        sheet.label(row, POSITION, "", "mark")
        return
    text = f'IF(COUNT({value})=0,"",1+({value}>={low})+({value}>{high}))'
    sheet.formula(row, POSITION, text, _position(survey, name, item.low, item.high), "mark:position")


def _position(survey: Survey, name: str, low: float, high: float) -> Value:
    value = survey.value(name)
    return 1.0 + (value >= low) + (value > high) if isinstance(value, float) else ""


def _identity(sheet: Sheet, row: int, item: Identity) -> None:
    survey = sheet.survey
    gap, tolerance = (f"identity.{item.name}.{part}" for part in ("gap", "tolerance"))
    sheet.label(row, LABEL, survey.say(item.label), "label")
    style = computed_style(item.type)
    sheet.guarded(row, VALUE, gap, style, HELPER)
    sheet.label(row, UNIT, survey.say(item.unit) or survey.text("yuan"), "unit")
    sheet.guarded(row, LOW, tolerance, style, HELPER + 1)
    one, other = across(row, VALUE), across(row, LOW)
    values = survey.value(gap), survey.value(tolerance)
    numbers = isinstance(values[0], float) and isinstance(values[1], float)
    holds = survey.compute(f"IF(ABS({gap})<={tolerance},1,0)") if numbers else ""
    text = f'IF(COUNT({one},{other})=2,IF(ABS({one})<={other},1,0),"")'
    sheet.formula(row, POSITION, text, holds, "mark:holds")
    sheet.label(row, SOURCE, survey.text(f"identity.{item.kind}"), "muted")
    sheet.fill(row, UNIT, SOURCE, "muted")
