"""The workings: every calculation with label, value, unit, whether it is ready, and where it is used."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.labels import EMPTY, Label
from workbench.survey.layout_sheet import Sheet, across
from workbench.survey.layout_survey import LIMIT, Survey, no_place
from workbench.survey.plan import PrintPlan
from workbench.survey.style import computed_style
from workbench.template.definitions import Definition
from workbench.template.model import Identity, Indicator

LABEL, VALUE, UNIT, READY, USED, SOURCE, NAME = 2, 3, 4, 5, 6, 7, 8
WIDTHS = {1: 2.0, LABEL: 36.0, VALUE: 18.0, UNIT: 10.0, READY: 7.0, USED: 52.0, SOURCE: 22.0, NAME: 30.0}
HEADS = {
    LABEL: "head.item", VALUE: "head.value", UNIT: "head.unit", READY: "head.ready", USED: "head.used",
    SOURCE: "head.source", NAME: "head.name",
}  # fmt: skip
HEADER = 3
MOST_USES = 4


def lay_workings(survey: Survey) -> Sheet:
    """Lay out calculations by heading, then restatement rules, indicators and identities."""
    sheet = Sheet(survey, "workings", "workings", survey.text("sheet.workings"))
    sheet.widths.update(WIDTHS)
    sheet.title(sheet.name, NAME)
    sheet.label(2, LABEL, survey.text("workings_intro"), "intro")
    for column, key in HEADS.items():
        sheet.label(HEADER, column, survey.text(key), "header_left" if column in (LABEL, USED) else "header")
    layout = _Workings(sheet)
    layout.calculations()
    layout.adjustments()
    layout.indicators()
    layout.identities()
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

    def indicators(self) -> None:
        """Figures held against the industry."""
        items = self.survey.template.indicators
        if items:
            keys = ("head.low", "head.median", "head.high", "head.source", "head.name")
            self._heading(self.survey.text("indicators"), keys)
        for item in items:
            self._indicator(item)

    def identities(self) -> None:
        """Relations that must hold: gap, tolerance, and whether it does."""
        items = self.survey.template.identities
        if items:
            self._heading(self.survey.text("identities"), ("", "head.tolerance", "head.holds", "", ""))
        for item in items:
            self._identity(item)

    def _heading(self, text: str, keys: Sequence[str] = ()) -> None:
        self.row += self.row > HEADER + 1
        self.sheet.label(self.row, LABEL, text, "group")
        for column, key in enumerate(keys, start=UNIT):
            self.sheet.label(self.row, column, self.survey.text(key) if key else "", "group_note")
        self.sheet.fill(self.row, LABEL, NAME, "group")
        self.row += 1

    def _line(self, name: str, source: str) -> None:
        definition = self.survey.compiled.definitions[name]
        self._value(definition, READY)
        unit = definition.unit if definition.unit != EMPTY else _unit(self.survey, definition)
        self.sheet.label(self.row, UNIT, self.survey.say(unit), "unit")
        self.sheet.label(self.row, USED, self._uses(name), "muted")
        self.sheet.label(self.row, SOURCE, source, "muted")
        self.sheet.label(self.row, NAME, name, "muted")
        self.row += 1

    def _value(self, definition: Definition, ready_column: int) -> None:
        survey, name, row = self.survey, definition.name, self.row
        self.sheet.label(row, LABEL, survey.say(definition.label), "label")
        condition, text = survey.guard_of(name, no_place), survey.formula_of(name, no_place)
        if condition and ready_column:
            self.sheet.formula(
                row, ready_column, f"IF({condition},1,0)", float(survey.ready(name)), "flag:light"
            )
            text = f'IF({across(row, ready_column)}=1,{text},"")'
        elif condition:
            text = f'IF({condition},{text},"")'
        else:
            self.sheet.label(row, READY, "", "flag")
        self.sheet.formula(row, VALUE, text, survey.value(name), computed_style(definition.type), name)

    def _indicator(self, item: Indicator) -> None:
        definition = self.survey.compiled.definitions[f"indicator.{item.name}"]
        # Its benchmark stands where others have their readiness, so that goes last.
        self._value(definition, NAME + 1 if self._too_long(definition) else 0)
        kind = "decimal" if item.type == "number" else item.type
        for column, value in zip((UNIT, READY, USED), (item.low, item.median, item.high), strict=True):
            self.sheet.constant(self.row, column, value, f"constant:{kind}")
        self.sheet.label(self.row, SOURCE, item.source, "muted")
        self.sheet.label(self.row, NAME, self.survey.say(item.unit), "muted")
        self.row += 1

    def _identity(self, item: Identity) -> None:
        survey, row = self.survey, self.row
        gap, tolerance = (f"identity.{item.name}.{part}" for part in ("gap", "tolerance"))
        for name, column in ((gap, VALUE), (tolerance, UNIT)):
            text = survey.guarded(name, no_place)
            self.sheet.formula(row, column, text, survey.value(name), "computed:money", name)
        self.sheet.label(row, LABEL, survey.say(item.label), "label")
        cells = across(row, VALUE), across(row, UNIT)
        values = survey.value(gap), survey.value(tolerance)
        holds = (
            float(abs(values[0]) <= values[1])
            if isinstance(values[0], float) and isinstance(values[1], float)
            else ""
        )
        text = f'IF(COUNT({cells[0]},{cells[1]})=2,IF(ABS({cells[0]})<={cells[1]},1,0),"")'
        self.sheet.formula(row, READY, text, holds, "flag:flag")
        self.sheet.label(row, USED, survey.text(f"identity.{item.kind}"), "muted")
        self.sheet.fill(row, SOURCE, NAME, "muted")
        self.row += 1

    def _too_long(self, definition: Definition) -> bool:
        return len(self.survey.guarded(definition.name, no_place)) > LIMIT

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
