"""What guards the decision, under the checks: the minimum to submit, conservative values, alerts. All of it live."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from workbench.formula import Symbol, Value
from workbench.labels import Label
from workbench.survey.layout_sheet import Sheet, across, area, lines_of
from workbench.survey.layout_survey import Place, Survey, no_place
from workbench.survey.style import computed_style
from workbench.template.safeguard_model import Alert, Conservative, Minimum

T = TypeVar("T")
# The columns of the checks above, so that widths serve both and the lights stand under the verdicts.
NO, LABEL, KIND, TOLD, TO, STATE, ASK, SOURCE, LAST = 2, 3, 4, 5, 6, 11, 13, 14, 17
HELPER, SETTLED = LAST + 2, LAST + 3
LINE_HEIGHT = 15.0
MINIMUM, ALERTS = "survey.minimum", "survey.alerts"
UNMET = f"ROWS({MINIMUM})-COUNTIF({MINIMUM},1)"
RAISED = f"COUNTIF({ALERTS},1)"
COUNTED = (MINIMUM, ALERTS)
PARTS = {"to": TO, "settled": SETTLED, "used": STATE}
LIGHTS = {"warning": "verdict_fail", "question": "verdict_explain"}
QUIET = "verdict_not_performed"


def lay_safeguards(sheet: Sheet, row: int) -> int:
    """Lay out the three blocks below a row; gives the last row used."""
    template = sheet.survey.template
    block = _Block(sheet, row)
    block.put(
        "minimum", {LABEL: "head.condition", STATE: "head.met", SOURCE: "head.source"}, template.minimum, _minimum
    )
    heads = {
        NO: "head.check", LABEL: "head.conservative", TOLD: "head.told", TO: "head.careful", STATE: "head.taken",
        SOURCE: "head.source",
    }  # fmt: skip
    block.put("conservative", heads, template.conservative, _conservative)
    heads = {LABEL: "head.alert", KIND: "head.kind", STATE: "head.raised", ASK: "head.ask"}
    block.put("alerts", heads, template.alerts, _alert)
    return block.row


def unmet(survey: Survey) -> float:
    """Give what the cover counts: how much of the minimum is not there yet."""
    return float(sum(survey.value(f"minimum.{item.name}") != 1 for item in survey.template.minimum))


def raised(survey: Survey) -> float:
    """Give what the cover counts: how many alerts are raised."""
    return float(sum(survey.value(f"alert.{item.name}") == 1 for item in survey.template.alerts))


class _Block:
    """Writes blocks one below the other."""

    def __init__(self, sheet: Sheet, row: int) -> None:
        self.sheet, self.row = sheet, row

    def put(self, key: str, heads: dict[int, str], items: Iterable[T], line: Callable[[Sheet, int, T], None]) -> None:
        """Put a heading, the heads of the columns, and a line for each item; nothing where there are none."""
        listed = list(items)
        if not listed:
            return
        sheet, survey = self.sheet, self.sheet.survey
        self.row += 2
        sheet.label(self.row, NO, survey.text(f"safeguard.{key}"), "group")
        sheet.fill(self.row, NO, LAST, "group")
        self.row += 1
        for column, head in heads.items():
            sheet.label(
                self.row, column, survey.text(head), "header_left" if column in (LABEL, ASK, SOURCE) else "header"
            )
        sheet.fill(self.row, NO, SOURCE, "header")
        first = self.row + 1
        for item in listed:
            self.row += 1
            line(sheet, self.row, item)
            sheet.fill(self.row, NO, SOURCE, "muted")
        if f"survey.{key}" in COUNTED:
            sheet.place(f"survey.{key}", first, STATE, self.row)


def _minimum(sheet: Sheet, row: int, item: Minimum) -> None:
    _words(sheet, row, item.label, SOURCE, item.source)
    _state(sheet, row, f"minimum.{item.name}", "met", no_place)
    sheet.condition(_is(row, 0), "verdict_fail", area(row, STATE))
    sheet.condition(_is(row, 1), "verdict_pass", area(row, STATE))
    sheet.condition(f"COUNT({across(row, STATE)})=0", "missing", area(row, STATE))


def _alert(sheet: Sheet, row: int, item: Alert) -> None:
    survey = sheet.survey
    _words(sheet, row, item.label, ASK, survey.say(item.ask))
    sheet.label(row, KIND, survey.text(f"severity.{item.severity}"), "muted_centre")
    _state(sheet, row, f"alert.{item.name}", "raised", no_place)
    sheet.condition(_is(row, 1), LIGHTS[item.severity], area(row, STATE))
    sheet.condition(_is(row, 0), QUIET, area(row, STATE))


def _conservative(sheet: Sheet, row: int, item: Conservative) -> None:
    survey, prefix = sheet.survey, f"conservative.{item.name}."
    definitions = survey.compiled.definitions
    style = computed_style(definitions[item.sets].type)
    _words(sheet, row, item.label, SOURCE, item.source)
    sheet.label(row, NO, item.check, "label_bold")
    told: Value = survey.value(item.sets)
    sheet.formula(row, TOLD, item.sets, told, style)

    def place(symbol: Symbol, access: str) -> str:
        return across(row, PARTS[symbol.name[len(prefix) :]])

    sheet.guarded(row, TO, f"{prefix}to", style, HELPER, place)
    if item.check:
        sheet.guarded(row, SETTLED, f"{prefix}settled", "helper:light", HELPER, place)
    _state(sheet, row, f"{prefix}used", "used", place)
    sheet.condition(_is(row, 1), "verdict_explain", area(row, STATE))
    sheet.condition(_is(row, 0), QUIET, area(row, STATE))


def _words(sheet: Sheet, row: int, label: Label, column: int, note: str) -> None:
    survey = sheet.survey
    lines = max(lines_of(survey.say(label), sheet.widths[LABEL]), lines_of(note, sheet.widths[column]))
    sheet.heights[row] = LINE_HEIGHT * max(lines, 1) + 7
    sheet.label(row, LABEL, survey.say(label), "label_wrap")
    sheet.label(row, column, note, "muted_wrap")


def _state(sheet: Sheet, row: int, name: str, words: str, place: Place) -> None:
    sheet.guarded(row, STATE, name, f"verdict:{words}", HELPER, place)


def _is(row: int, number: int) -> str:
    cell = across(row, STATE)
    return f"AND(COUNT({cell})=1,{cell}={number})"
