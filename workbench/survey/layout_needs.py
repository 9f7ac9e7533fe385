"""What a check still waits for: a very hidden sheet that passes the first missing answer along the rules.

Every answer that some check needs, directly or through calculations, has a code, the first of the survey the highest;
it shows its code while it is missing. A rule shows the highest code of what it needs. So one short formula per
rule says which sheet and item to fill next, however deep it lies.
"""

from __future__ import annotations

from workbench.survey.layout_sheet import Sheet
from workbench.survey.layout_survey import NEEDS_SHEET, Survey
from workbench.template.model import Check, Entry, SeriesGroup, Table

NUMBER, TEXT, CODE, NAME = 1, 2, 3, 4
FIRST_ROW = 2
OUTWARD_CELLS = ("applies", "base", "evidence", "pass", "fail", "low", "high", "fail_low", "fail_high")


class Needs:
    """The needs of all checks of a template, with what is missing now."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self.definitions = survey.compiled.definitions
        self.sheet_of = _sheets(survey)
        roots = {check.id: self._direct(check) for check in survey.template.checks}
        reached: dict[str, None] = {}
        for names in roots.values():
            for name in names:
                self._reach(name, reached)
        self.leaves = [name for name in self.definitions if name in reached and self._is_leaf(name)]
        self.rules = [name for name in survey.compiled.order if name in reached and not self._is_leaf(name)]
        self.roots = roots
        self.rows = {name: row for row, name in enumerate([*self.leaves, *self.rules], start=FIRST_ROW)}
        self.codes: dict[str, int] = {}
        for name in survey.compiled.order:
            if name in self.rows:
                self.codes[name] = self._code_of(name)

    def name_of(self, check: Check) -> str:
        """Give the defined name of a check's code."""
        return f"survey.{check.id}_need"

    def first_missing(self, check: Check) -> str:
        """Give the text of the first missing answer of a check, '' when there is none."""
        code = self._code(check)
        return self.text(self.leaves[len(self.leaves) - code]) if code else ""

    def text(self, name: str) -> str:
        """Give `04销售 · 分月销售`."""
        definition = self.definitions[name]
        owner = definition.owner or name
        return f"{self.sheet_of.get(owner, '')} · {self.survey.say(definition.label)}"

    def lay(self) -> Sheet:
        """Lay out the hidden sheet."""
        sheet = Sheet(self.survey, "needs", "hidden", NEEDS_SHEET)
        for column, head in ((NUMBER, "code"), (TEXT, "answer"), (CODE, "missing"), (NAME, "name")):
            sheet.label(1, column, head, "plain")
        for name in self.leaves:
            self._leaf(sheet, name)
        for name in self.rules:
            refs = [f"$C${self.rows[need]}" for need in self._needs(name)]
            self._rule(sheet, self.rows[name], name, refs, self.codes[name])
        row = FIRST_ROW + len(self.rows)
        for offset, check in enumerate(self.survey.template.checks):
            refs = [f"$C${self.rows[need]}" for need in self.roots[check.id]]
            self._rule(sheet, row + offset, check.id, refs, self._code(check))
            sheet.place(self.name_of(check), row + offset, CODE)
        last = FIRST_ROW + max(len(self.leaves), 1) - 1
        sheet.place("survey.need_text", FIRST_ROW, TEXT, last)
        sheet.place("survey.need_code", FIRST_ROW, NUMBER, last)
        return sheet

    def _code_of(self, name: str) -> int:
        if not self._is_leaf(name):
            return max((self.codes[need] for need in self._needs(name)), default=0)
        if self._answered(name):
            return 0
        own = len(self.leaves) - self.leaves.index(name)
        return max([own, *(self.codes[before] for before in self._before(name))])

    def _code(self, check: Check) -> int:
        return max((self.codes[need] for need in self.roots[check.id]), default=0)

    def _leaf(self, sheet: Sheet, name: str) -> None:
        row = self.rows[name]
        sheet.constant(row, NUMBER, float(len(self.leaves) - row + FIRST_ROW), "plain")
        sheet.constant(row, TEXT, self.text(name), "plain")
        sheet.label(row, NAME, name, "plain")
        need = self.definitions[name].need
        refs = [f"$C${self.rows[n]}" for n in self._before(name)]
        missing = f"MAX({','.join([f'$A{row}', *refs])})" if refs else f"$A{row}"
        condition = {
            "text": f"COUNTBLANK({name})=0",
            "optional": f"COUNT({name})=COUNTA({name})",
        }.get(need, f"COUNT({name})=1")
        sheet.formula(row, CODE, f"IF({condition},0,{missing})", float(self.codes[name]), "plain")

    def _rule(self, sheet: Sheet, row: int, name: str, refs: list[str], code: int) -> None:
        sheet.label(row, NAME, name, "plain")
        if refs:
            sheet.formula(row, CODE, f"MAX({','.join(refs)})", float(code), "plain")
        else:
            sheet.constant(row, CODE, 0.0, "plain")

    def _direct(self, check: Check) -> list[str]:
        """Give what the cells of a check wait for outside its own row: evidence and base first, then its limits."""
        prefix = f"{check.id}_"
        cells = [prefix + cell for cell in OUTWARD_CELLS]
        needs = (need for cell in cells if cell in self.definitions for need in self._needs(cell))
        return [need for need in dict.fromkeys(needs) if not need.startswith(prefix)]

    def _needs(self, name: str) -> list[str]:
        """Give the direct needs of a rule that can be missing; a block stands for its members."""
        step = self.survey.compiled.steps.get(name)
        if step is None:
            return list(self.definitions[name].members)
        return [need for need in step.guard.names if need != name]

    def _before(self, name: str) -> list[str]:
        """Give the answers outside a table without which its rows are not complete."""
        definition = self.definitions[name]
        if definition.role != "table_ok":
            return []
        return list(self.survey.compiled.row_needs[definition.owner])

    def _reach(self, name: str, reached: dict[str, None]) -> None:
        if name in reached:
            return
        reached[name] = None
        for need in (*self._needs(name), *self._before(name)):
            self._reach(need, reached)

    def _is_leaf(self, name: str) -> bool:
        definition = self.definitions[name]
        return definition.role in ("table_ok", "series_ok") or (
            name not in self.survey.compiled.steps and not definition.members
        )

    def _answered(self, name: str) -> bool:
        definition, value = self.definitions[name], self.survey.value(name)
        if definition.need == "text":
            return value not in (None, "")
        if definition.need == "optional":
            return value is None or type(value) is float
        return type(value) is float


def _sheets(survey: Survey) -> dict[str, str]:
    """Give the sheet of every field, table and series."""
    sheets: dict[str, str] = {}
    for section in survey.template.sections:
        parts: list[Entry | Table | SeriesGroup] = [*section.fields, *section.tables, *section.series]
        for part in parts:
            sheets[part.name] = survey.say(section.sheet)
    return sheets
