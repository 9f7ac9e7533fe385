"""The cross-check sheet: a row a check, base and evidence, deviation, verdict, what is missing, what was explained.

To the right of what people read stand the cells that only formulas read, so that no formula grows long.
"""

from __future__ import annotations

from collections.abc import Mapping

from workbench.formula import ExcelError, Symbol, Value
from workbench.survey.layout_needs import Needs
from workbench.survey.layout_rules import text_rule
from workbench.survey.layout_safeguards import lay_safeguards
from workbench.survey.layout_sheet import Sheet, across, area, lines_of
from workbench.survey.layout_survey import Place, Survey
from workbench.survey.plan import PrintPlan
from workbench.template.check_cells import INPUT_CELLS
from workbench.template.definitions import BLOCK_CELLS, CHECK_BLOCK
from workbench.template.model import Check

ID, LABEL, KIND, BASE, EVIDENCE, UNIT, DEVIATION, PASS, FAIL, VERDICT, MISSING, ASK = range(2, 14)
EXPLANATION, EXPLAINED_BY, ACCEPTED_BY, EVIDENCE_REF = range(14, 18)
LAST = EVIDENCE_REF
HELPERS = (
    "applies_ready", "base_ready", "evidence_ready", "applies", "note", "fail_high", "ready", "near", "size",
    "graded", "verdict", "hard", "required", "weight", "performed", "points", "sales", "implied",
)  # fmt: skip
COLUMNS: Mapping[str, int] = {
    "base": BASE, "evidence": EVIDENCE, "deviation": DEVIATION, "pass": PASS, "low": PASS, "fail": FAIL,
    "high": FAIL, "explanation": EXPLANATION, "explained_by": EXPLAINED_BY, "accepted_by": ACCEPTED_BY,
    "evidence_ref": EVIDENCE_REF, **{name: LAST + 2 + at for at, name in enumerate(HELPERS)},
    "fail_low": LAST + 2 + HELPERS.index("note"),
}  # fmt: skip
WIDTHS = {
    1: 2.0, ID: 7.5, LABEL: 26.0, KIND: 18.0, BASE: 15.0, EVIDENCE: 15.0, UNIT: 7.0, DEVIATION: 9.0, PASS: 10.0,
    FAIL: 10.0, VERDICT: 16.0, MISSING: 32.0, ASK: 38.0, EXPLANATION: 30.0, EXPLAINED_BY: 11.0,
    ACCEPTED_BY: 11.0, EVIDENCE_REF: 15.0, LAST + 1: 2.0,
}  # fmt: skip
HEADS = {
    ID: "head.check", LABEL: "head.check_label", KIND: "head.check_kind", BASE: "head.base",
    EVIDENCE: "head.evidence", UNIT: "head.unit", DEVIATION: "head.deviation", PASS: "head.pass", FAIL: "head.fail",
    VERDICT: "head.verdict", MISSING: "head.missing", ASK: "head.ask", EXPLANATION: "head.explanation",
    EXPLAINED_BY: "head.explained_by", ACCEPTED_BY: "head.accepted_by", EVIDENCE_REF: "head.evidence_ref",
}  # fmt: skip
HEADER, FIRST_ROW = 4, 5
HEADER_HEIGHT, LINE_HEIGHT = 36.0, 15.0
VERDICTS = ("not_performed", "pass", "note", "explain", "fail", "not_applicable")
GUARD_CELLS = ("base", "evidence", "applies")


def lay_checks(survey: Survey, needs: Needs) -> Sheet:
    """Lay out all checks in the template's order; their common ranges run over all of them."""
    sheet = Sheet(survey, "checks", "checks", survey.text("sheet.checks"))
    sheet.widths.update(WIDTHS)
    sheet.widths.update({COLUMNS[name]: 9.5 for name in HELPERS})
    sheet.title(sheet.name, LAST)
    sheet.label(2, ID, survey.text("checks_intro"), "intro")
    for column, key in HEADS.items():
        sheet.label(HEADER, column, survey.text(key), "header_left" if column in (LABEL, ASK) else "header")
    for name in HELPERS:
        sheet.label(HEADER, COLUMNS[name], survey.text(f"helper.{name}"), "header_helper")
    sheet.heights[HEADER] = HEADER_HEIGHT
    checks = survey.template.checks
    for row, check in enumerate(checks, start=FIRST_ROW):
        _CheckRow(sheet, check, row, needs).put()
    last = FIRST_ROW + max(len(checks), 1) - 1
    for cell in BLOCK_CELLS:
        sheet.place(f"{CHECK_BLOCK}.{cell}", FIRST_ROW, COLUMNS[cell], last)
    if checks:
        _rules(sheet, last)
    last = lay_safeguards(sheet, last)
    sheet.freeze = (HEADER, LABEL)
    sheet.print = PrintPlan(True, last, LAST, HEADER, HEADER)
    return sheet


class _CheckRow:
    def __init__(self, sheet: Sheet, check: Check, row: int, needs: Needs) -> None:
        self.sheet, self.survey, self.check, self.row, self.needs = sheet, sheet.survey, check, row, needs
        self.prefix = f"{check.id}_"

    def put(self) -> None:
        """Put the whole row."""
        self._labels()
        for name in self.survey.compiled.definitions:
            if name.startswith(self.prefix) and name in self.survey.compiled.steps:
                self._cell(name[len(self.prefix) :])
        self._verdict()
        self._missing()
        for cell in INPUT_CELLS:
            name = self.prefix + cell
            self.sheet.input(self.row, COLUMNS[cell], self.survey.value(name), "input_wrap:text", name)
            self.sheet.place(name, self.row, COLUMNS[cell])
        for column in (BASE, EVIDENCE, DEVIATION, PASS, FAIL):
            self.sheet.fill(self.row, column, column, "computed")
        for name in HELPERS:
            self.sheet.fill(self.row, COLUMNS[name], COLUMNS[name], "helper")

    def _labels(self) -> None:
        survey, check, row = self.survey, self.check, self.row
        shown = ((check.ask, ASK), (check.label, LABEL))
        lines = max(2, *(lines_of(survey.say(text), WIDTHS[column]) for text, column in shown))
        self.sheet.heights[row] = LINE_HEIGHT * lines + 5
        self.sheet.label(row, ID, check.id, "label_bold")
        self.sheet.label(row, LABEL, survey.say(check.label), "label_wrap")
        parts = [check.method, survey.text("hard" if check.hard else "soft")]
        if check.required:
            parts.append(survey.text("required"))
        self.sheet.label(row, KIND, " · ".join(parts), "muted_centre")
        self.sheet.label(row, UNIT, survey.say(check.unit), "unit")
        self.sheet.label(row, ASK, survey.say(check.ask), "muted_wrap")

    def _place(self) -> Place:
        def place(symbol: Symbol, access: str) -> str:
            return across(self.row, COLUMNS[symbol.name[len(self.prefix) :]])

        return place

    def _cell(self, cell: str) -> None:
        """Put one computed cell; what is only a number or nothing at all stands as a constant."""
        name, column, style = self.prefix + cell, COLUMNS[cell], self._style(cell)
        step = self.survey.compiled.steps[name]
        value = self.survey.value(name)
        if not step.formula.needs and not isinstance(value, ExcelError):
            shown: Value = None if value == "" else value
            self.sheet.constant(self.row, column, shown, style, name)
            return
        boundary = step.definition.boundary
        text = self._boundary(cell) if boundary else self.survey.guarded(name, self._place())
        self.sheet.formula(self.row, column, text, value, style, name)

    def _boundary(self, cell: str) -> str:
        """Guard a cell that looks outward: not ready and not computable are both empty."""
        name = self.prefix + cell
        text = self.survey.formula_of(name, self._place())
        condition = self.survey.guard_of(name, self._place())
        if not condition:
            return f'IFERROR({text},"")'
        column = COLUMNS[f"{cell}_ready"]
        self.sheet.formula(self.row, column, f"IF({condition},1,0)", float(self.survey.ready(name)), "helper:light")
        return f'IF({across(self.row, column)}=1,IFERROR({text},""),"")'

    def _style(self, cell: str) -> str:
        kind = "decimal" if self.check.type in ("number", "text") else self.check.type
        if cell in ("base", "evidence"):
            return f"computed:{'light' if self.check.kind == 'flag' else kind}"
        if cell == "deviation":
            return "computed:percent"
        if cell in ("pass", "fail", "low", "high"):
            percent = self.check.kind == "deviation" or self.check.type == "percent"
            return "computed:limit_percent" if percent else "computed:limit"
        return "helper:plain"

    def _verdict(self) -> None:
        code = across(self.row, COLUMNS["verdict"])
        value = self.survey.value(self.prefix + "verdict")
        text = f"LOOKUP({code},survey.verdict_code,survey.verdict_word)"
        shown: Value = value if isinstance(value, ExcelError) else verdict_word(self.survey, value)
        self.sheet.formula(self.row, VERDICT, text, shown, "verdict:plain")

    def _missing(self) -> None:
        """Say which sheet and item the check waits for, the first in the order of the sheets."""
        code = across(self.row, COLUMNS["verdict"])
        need = self.needs.name_of(self.check)
        found = f"INDEX(survey.need_text,MATCH({need},survey.need_code,0))"
        text = f'IF({code}>0,"",IF({need}=0,survey.cannot,{found}))'
        value = self.survey.value(self.prefix + "verdict")
        shown: Value = ""
        if isinstance(value, ExcelError):
            shown = value
        elif value == 0.0:
            shown = self.needs.first_missing(self.check) or self.survey.text("cannot")
        self.sheet.formula(self.row, MISSING, text, shown, "muted_wrap:plain")


def verdict_word(survey: Survey, code: Value) -> str:
    """Give the word of a verdict's code."""
    return survey.text(f"verdict.{VERDICTS[int(code)]}") if isinstance(code, float) else ""


def verdict_conditions(sheet: Sheet, code: str, *areas: str) -> None:
    """Colour areas by the verdict's code in a cell of their row."""
    for number, name in enumerate(VERDICTS):
        sheet.condition(f"AND(COUNT({code})=1,{code}={number})", f"verdict_{name}", *areas)


def _rules(sheet: Sheet, last: int) -> None:
    survey = sheet.survey
    verdict_conditions(sheet, across(FIRST_ROW, COLUMNS["verdict"]), area(FIRST_ROW, VERDICT, last))
    code, explained = across(FIRST_ROW, COLUMNS["verdict"]), across(FIRST_ROW, EXPLANATION)
    # A note, a second evidence and a failure each owe a line of explanation.
    wanted = f"AND({code}>1,{code}<=4,COUNTBLANK({explained})=1)"
    sheet.condition(wanted, "missing", area(FIRST_ROW, EXPLANATION, last))
    for cell in INPUT_CELLS:
        label, prompt = survey.text(f"head.{cell}"), survey.text(f"prompt.{cell}")
        column = COLUMNS[cell]
        kind = "long_text" if cell == "explanation" else "text"
        target = area(FIRST_ROW, column, last)
        sheet.validations.append(text_rule(survey, label, prompt, target, kind=kind))  # type: ignore[arg-type]
