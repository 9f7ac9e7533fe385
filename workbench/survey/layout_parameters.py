"""The parameters: every constant of the rules with unit and source, and the tables of bands."""

from __future__ import annotations

from workbench.survey.layout_sheet import Sheet
from workbench.survey.layout_survey import Survey
from workbench.survey.plan import PrintPlan
from workbench.template.model import Band, Parameter, ValueType

LABEL, VALUE, UNIT, SOURCE, NAME = 2, 3, 4, 5, 6
WIDTHS = {1: 2.0, LABEL: 40.0, VALUE: 18.0, UNIT: 14.0, SOURCE: 44.0, NAME: 30.0}
HEADS = {
    LABEL: "head.parameter", VALUE: "head.value", UNIT: "head.unit", SOURCE: "head.source", NAME: "head.name",
}  # fmt: skip
HEADER = 4


def lay_parameters(survey: Survey) -> Sheet:
    """Lay out parameters, then bands."""
    sheet = Sheet(survey, "parameters", "parameters", survey.text("sheet.parameters"))
    sheet.widths.update(WIDTHS)
    sheet.title(sheet.name, NAME)
    template = survey.template
    intro = survey.text("parameters_intro", template=template.id, version=template.version)
    sheet.label(2, LABEL, intro, "intro")
    for column, key in HEADS.items():
        sheet.label(HEADER, column, survey.text(key), "header_left" if column in (LABEL, SOURCE) else "header")
    row = HEADER
    for item in template.parameters:
        row += 1
        _parameter(sheet, row, item)
    for band in template.bands:
        row = _band(sheet, row + 2, band)
    sheet.freeze = (HEADER, LABEL)
    sheet.print = PrintPlan(False, row, NAME, HEADER, HEADER)
    return sheet


def _parameter(sheet: Sheet, row: int, item: Parameter) -> None:
    survey = sheet.survey
    sheet.label(row, LABEL, survey.say(item.label), "label")
    sheet.constant(row, VALUE, item.value, constant_style(item.type, item.value), item.name)
    unit = survey.say(item.unit) or (survey.text("yuan") if item.type == "money" else "")
    sheet.label(row, UNIT, unit, "unit")
    sheet.label(row, SOURCE, item.source, "muted")
    sheet.label(row, NAME, item.name, "muted")


def _band(sheet: Sheet, row: int, band: Band) -> int:
    """Put a table of bands; gives its last row."""
    survey = sheet.survey
    sheet.label(row, LABEL, survey.say(band.label), "group")
    sheet.label(row, SOURCE, band.source, "group_note")
    sheet.fill(row, LABEL, NAME, "group")
    for offset, column in enumerate(band.columns):
        at = LABEL + offset
        sheet.label(row + 1, at, survey.say(column.label), "header_computed")
        for line, values in enumerate(band.rows, start=row + 2):
            sheet.constant(line, at, values[offset], constant_style(column.type, values[offset]))
        sheet.place(f"{band.name}.{column.name}", row + 2, at, row + 1 + len(band.rows))
    return row + 1 + len(band.rows)


def constant_style(kind: ValueType, value: float | str) -> str:
    """Give the style of a locked value; limits so large that they mean none show a dash."""
    if kind in ("money", "number", "integer") and isinstance(value, float):
        return "constant:limit_whole" if value == int(value) else "constant:plain_number"
    return f"constant:{kind}"
