"""The very hidden lists: choice lists, verdict words, and the marks by which a case is recognised."""

from __future__ import annotations

from workbench import __version__
from workbench.survey.layout_checks import VERDICTS
from workbench.survey.layout_sheet import Sheet
from workbench.survey.layout_survey import FIRST_LIST_COLUMN, LISTS_SHEET, Survey

FORMAT_VERSION = "1"
META = ("template", "version", "hash", "engine", "language", "format")
KEY, VALUE = 1, 2


def lay_lists(survey: Survey) -> Sheet:
    """Lay out the hidden sheet; each list has a column, its name on top."""
    sheet = Sheet(survey, "lists", "hidden", LISTS_SHEET)
    template = survey.template
    marks = (template.id, template.version, template.hash, __version__, survey.language, FORMAT_VERSION)
    for row, (key, mark) in enumerate(zip(META, marks, strict=True), start=1):
        sheet.label(row, KEY, key, "plain")
        sheet.constant(row, VALUE, mark, "plain", f"survey.{key}")
    sheet.constant(len(META) + 1, VALUE, survey.text("cannot"), "plain", "survey.cannot")
    column = FIRST_LIST_COLUMN
    for choices in template.lists:
        sheet.label(1, column, choices.name, "plain")
        for row, option in enumerate(choices.options, start=2):
            name = f"{choices.name}.{option.code}"
            sheet.constant(row, column, survey.say(option.label), "plain", name)
        column += 1
    for row, verdict in enumerate(VERDICTS, start=2):
        sheet.constant(row, column + 1, float(row - 2), "plain")
        sheet.constant(row, column + 2, survey.text(f"verdict.{verdict}"), "plain")
    sheet.place("survey.verdict_code", 2, column + 1, len(VERDICTS) + 1)
    sheet.place("survey.verdict_word", 2, column + 2, len(VERDICTS) + 1)
    return sheet
