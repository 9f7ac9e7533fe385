"""The workings: every calculation with label, value, unit, whether it is ready, and where it is used."""

from __future__ import annotations

from workbench.labels import EMPTY, Label
from workbench.survey.layout_sheet import Sheet, across
from workbench.survey.layout_survey import Survey, no_place
from workbench.survey.plan import PrintPlan
from workbench.survey.style import computed_style
from workbench.template.definitions import Definition

LABEL, VALUE, UNIT, READY, USED, SOURCE, NAME = 2, 3, 4, 5, 6, 7, 8
WIDTHS = {1: 2.0, LABEL: 36.0, VALUE: 18.0, UNIT: 10.0, READY: 7.0, USED: 52.0, SOURCE: 22.0, NAME: 30.0}
HEADS = {
    LABEL: "head.item", VALUE: "head.value", UNIT: "head.unit", READY: "head.ready", USED: "head.used",
    SOURCE: "head.source", NAME: "head.name",
}  # fmt: skip
HEADER = 3
MOST_USES = 3


def lay_workings(survey: Survey) -> Sheet:
    """Lay out calculations by heading, then the restatement and stress rules."""
    sheet = Sheet(survey, "workings", "workings", survey.text("sheet.workings"))
    sheet.widths.update(WIDTHS)
    sheet.title(sheet.name, NAME)
    sheet.label(2, LABEL, survey.text("workings_intro"), "intro")
    for column, key in HEADS.items():
        sheet.label(HEADER, column, survey.text(key), "header_left" if column in (LABEL, USED) else "header")
    layout = _Workings(sheet)
    layout.calculations()
    layout.adjustments()
    layout.stress_rules()
    sheet.freeze = (HEADER, LABEL)
    sheet.print = PrintPlan(True, layout.row - 1, NAME, HEADER, HEADER)
    return sheet


class _Workings:
    def __init__(self, sheet: Sheet) -> None:
        self.sheet, self.survey = sheet, sheet.survey
        self.row = HEADER + 1
        self.users = _users(self.survey)

    def calculations(self) -> None:
        """Calculations under the headings of the template; those without one come last."""
        template = self.survey.template
        for key, heading in [*template.headings.items(), ("", Label("其他", "Other"))]:
            known = [item for item in template.calculations if item.heading == key]
            if key == "":
                known += [item for item in template.calculations if item.heading not in ("", *template.headings)]
            if known:
                self._heading(self.survey.say(heading))
            for item in known:
                self._line(item.name, item.source)

    def adjustments(self) -> None:
        """The restatement rules of the balance sheet."""
        if self.survey.template.adjustments:
            self._heading(self.survey.text("adjustments"))
        for item in self.survey.template.adjustments:
            self._line(f"adjustment.{item.id}", item.source)

    def stress_rules(self) -> None:
        """What the scenarios must show: the bound, what a failure leaves of the line, what covers it."""
        definitions = self.survey.compiled.definitions
        if self.survey.template.stress_rules:
            self._heading(self.survey.text("stress_rules"))
        for rule in self.survey.template.stress_rules:
            for part in ("least", "share", "unless"):
                name = f"stress_rule.{rule.name}.{part}"
                if name in definitions:
                    label = self.survey.text(f"stress_rule.{part}", rule=self.survey.say(rule.label))
                    self._line(name, rule.source, label)

    def _heading(self, text: str) -> None:
        self.row += self.row > HEADER + 1
        self.sheet.label(self.row, LABEL, text, "group")
        self.sheet.fill(self.row, LABEL, NAME, "group")
        self.row += 1

    def _line(self, name: str, source: str, label: str = "") -> None:
        definition = self.survey.compiled.definitions[name]
        self.sheet.label(self.row, LABEL, label or self.survey.say(definition.label), "label")
        self._value(definition)
        unit = definition.unit if definition.unit != EMPTY else _unit(self.survey, definition)
        self.sheet.label(self.row, UNIT, self.survey.say(unit), "unit")
        self.sheet.label(self.row, USED, self._uses(name), "muted")
        self.sheet.label(self.row, SOURCE, source, "muted")
        self.sheet.label(self.row, NAME, name, "muted")
        self.row += 1

    def _value(self, definition: Definition) -> None:
        survey, name, row = self.survey, definition.name, self.row
        condition, text = survey.guard_of(name, no_place), survey.formula_of(name, no_place)
        if condition:
            self.sheet.formula(row, READY, f"IF({condition},1,0)", float(survey.ready(name)), "mark:light")
            text = f'IF({across(row, READY)}=1,{text},"")'
        else:
            self.sheet.label(row, READY, "", "mark")
        self.sheet.formula(row, VALUE, text, survey.value(name), computed_style(definition.type), name)

    def _uses(self, name: str) -> str:
        users = self.users.get(name, [])
        shown = self.survey.text("comma").join(users[:MOST_USES])
        return shown + self.survey.text("and_more", count=len(users)) if len(users) > MOST_USES else shown


def _unit(survey: Survey, definition: Definition) -> Label:
    return Label("元", "yuan") if definition.type == "money" else EMPTY


def _users(survey: Survey) -> dict[str, list[str]]:
    """Give, for each name, who uses it, in the reader's words."""
    users: dict[str, dict[str, None]] = {}
    for name, step in survey.compiled.steps.items():
        definition = step.definition
        shown = _shown(survey, name, definition)
        for need in step.formula.needs:
            if need.access in ("scalar", "range"):
                users.setdefault(need.symbol.name, {})[shown] = None
    return {name: list(shown) for name, shown in users.items()}


def _shown(survey: Survey, name: str, definition: Definition) -> str:
    if definition.role == "check":
        return name.partition("_")[0]
    if definition.role in ("statement", "statement_months"):
        statement = next(s for s in survey.template.statements if name.startswith(f"{s.name}."))
        return f"{survey.say(statement.sheet)}·{survey.say(definition.label)}"
    return survey.say(definition.label)
