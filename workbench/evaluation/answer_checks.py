"""Whether the answers are complete and of the right kind, before anything is made of them."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.evaluation.answers import Answers
from workbench.evaluation.program import EMPTY_ROW, INCOMPLETE
from workbench.evaluation.values import Values
from workbench.findings import Finding
from workbench.formula import ExcelError, Value
from workbench.labels import Label
from workbench.template.model import Entry, SeriesGroup, Table, Template

FIRST_DATE, LAST_DATE = 10000.0, 80000.0
YEAR, MONTH = 365.0, 31.0
NO_LIMIT = Label("不限", "no limit")


def check_answers(values: Values) -> list[Finding]:
    """Give what is missing, incomplete or of the wrong kind in a case's answers (codes ANS01 to ANS16)."""
    answers, template = values.answers, values.compiled.template
    checker = _Checker(template, answers)
    findings: list[Finding] = []
    for section in template.sections:
        for field in section.fields:
            if not field.computed:
                findings += checker.field(field)
        for table in section.tables:
            findings += checker.table(table, values.statuses(table.name))
        for group in section.series:
            findings += checker.series(group)
    findings += _four_eyes(answers)
    findings += _period(answers)
    return findings


class _Checker:
    def __init__(self, template: Template, answers: Answers) -> None:
        self.answers = answers
        language = answers.language
        self.options = {
            choices.name: {option.label.text(language) for option in choices.options} for choices in template.lists
        }
        yes_no = next(choices for choices in template.lists if choices.name == "yes_no")
        self.yes = next(option.label.text(language) for option in yes_no.options if option.code == "yes")

    def field(self, field: Entry) -> Iterator[Finding]:
        value = self.answers.fields.get(field.name)
        place = self.answers.place(field.name)
        if value is None or value == "":
            if field.required:
                yield Finding("ANS01", place, {"label": field.label})
            return
        yield from self._kind(value, field, place)

    def table(self, table: Table, statuses: list[int]) -> Iterator[Finding]:
        yes = self.answers.fields.get(f"{table.name}.none") == self.yes
        filled = sum(status != EMPTY_ROW for status in statuses)
        place = self.answers.place(f"{table.name}.none")
        if yes and filled:
            yield Finding("ANS08", place, {"label": table.label, "rows": filled})
        elif not yes and not filled and table.required:
            yield Finding("ANS07", place, {"label": table.label})
        if statuses and statuses[-1] != EMPTY_ROW and filled >= table.rows:
            yield Finding("ANS09", place, {"label": table.label, "rows": len(statuses)})
        for index, status in enumerate(statuses):
            if status != EMPTY_ROW:
                yield from self._row(table, index, status)

    def _row(self, table: Table, index: int, status: int) -> Iterator[Finding]:
        wrong = False
        for column in table.inputs:
            name = f"{table.name}.{column.name}"
            cells = self.answers.columns.get(name, [])
            value = cells[index] if index < len(cells) else None
            place = self.answers.place(name, index)
            if value is None or value == "":
                if column.required:
                    wrong = True
                    args = {"label": column.label, "table": table.label, "row": index + 1}
                    yield Finding("ANS02", place, args)
                continue
            for finding in self._kind(value, column, place):
                wrong = True
                yield finding
        if status == INCOMPLETE and not wrong:
            place = self.answers.place(f"{table.name}.{table.inputs[0].name}", index)
            yield Finding("ANS14", place, {"table": table.label, "row": index + 1})

    def series(self, group: SeriesGroup) -> Iterator[Finding]:
        for line in group.inputs:
            name = f"{group.name}.{line.name}"
            months = self.answers.series.get(name) or [None] * 12
            for index, value in enumerate(months):
                place = self.answers.place(name, index)
                if value is None or value == "":
                    if line.required:
                        yield Finding("ANS01", place, {"label": line.label})
                else:
                    yield from self._kind(value, line, place)

    def _kind(self, value: Value, entry: Entry, place: str) -> Iterator[Finding]:
        """Find a value of the wrong kind, outside its choices or outside its bounds."""
        label = entry.label
        if isinstance(value, ExcelError):
            yield Finding("ANS16", place, {"label": label, "value": str(value)})
        elif entry.choices:
            if value not in self.options[entry.choices]:
                yield Finding("ANS06", place, {"label": label, "value": _shown(value, entry)})
        elif entry.numeric and not isinstance(value, float):
            code = "ANS04" if entry.type == "date" else "ANS03"
            yield Finding(code, place, {"label": label, "value": _shown(value, entry)})
        elif isinstance(value, float):
            yield from self._bounds(value, entry, place)

    def _bounds(self, value: float, entry: Entry, place: str) -> Iterator[Finding]:
        if not entry.numeric:
            return
        low, high = entry.minimum, entry.maximum
        if entry.type == "date":
            low, high = FIRST_DATE, LAST_DATE
        if (low is not None and value < low) or (high is not None and value > high):
            args = {"label": entry.label, "value": f"{value:,.10g}", "low": _limit(low), "high": _limit(high)}
            yield Finding("ANS05", place, args)
        elif entry.type == "integer" and value != int(value):
            yield Finding("ANS15", place, {"label": entry.label, "value": f"{value:g}"})


def _period(answers: Answers) -> Iterator[Finding]:
    """The opening point lies before the survey (ANS20), usually by twelve months (ANS21; METHOD 0.2)."""
    opening, survey = answers.fields.get("opening_date"), answers.fields.get("survey_date")
    if not isinstance(opening, float) or not isinstance(survey, float):
        return
    days = survey - opening
    if days <= 0:
        yield Finding("ANS20", answers.place("opening_date"))
    elif abs(days - YEAR) > MONTH:
        yield Finding("ANS21", answers.place("opening_date"), {"days": f"{days:.0f}"})


def _four_eyes(answers: Answers) -> Iterator[Finding]:
    """Two different people survey, and the approver is neither (METHOD 7.2)."""
    roles = ("surveyor", "co_surveyor", "approver")
    people = [(role, str(answers.fields.get(role) or "").strip()) for role in roles]
    for index, (_, name) in enumerate(people):
        for role, other in people[index + 1 :]:
            if name and name == other:
                yield Finding("ANS13", answers.place(role), {})


def _shown(value: Value, entry: Entry) -> str:
    return "***" if entry.private else str(value)[:40]


def _limit(limit: float | None) -> str | Label:
    return NO_LIMIT if limit is None else f"{limit:,.10g}"
