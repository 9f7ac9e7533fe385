"""Random fillings of a survey: coherent cases with a few dirty cells (DESIGN 11)."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from workbench.evaluation.answers import Answers
from workbench.formula import Value
from workbench.template.compiled import Compiled
from workbench.template.model import Entry, SeriesGroup, Table

SURVEY_DATE, OPENING_DATE = 46203.0, 45838.0  # 2026-06-30, 2025-06-30
# No empty texts: LibreOffice loads them as blank cells, so it cannot tell what Excel would make of them.
# Numbers that are no dates stay out of date cells: there LibreOffice gives #VALUE! or another calendar where Excel
# gives #NUM!; tests/formula/conformance holds what we give.
DIRT: tuple[Value, ...] = ("12", "１２", "1,200", "2026-03-05", "2026年3月5日", " ", "abc", 1e12, -1.0, 0.0)


@dataclass
class Filler:
    """Fills a survey at random, the same way for the same seed. `dirt`: how many cells are spoiled at the most."""

    compiled: Compiled
    seed: int
    dirt: int = 4
    rng: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.rng = random.Random(self.seed)
        self.options = {
            choices.name: [option.label.zh for option in choices.options] for choices in self.compiled.template.lists
        }
        self.checks = [check.id for check in self.compiled.template.checks]

    def answers(self) -> Answers:
        """Give one random filling."""
        template = self.compiled.template
        answers = Answers(template.id, template.version, "zh", template.hash)
        for section in template.sections:
            for entry in section.fields:
                if not entry.computed:
                    answers.fields[entry.name] = self.scalar(entry)
            for table in section.tables:
                self.table(table, answers)
            for group in section.series:
                self.series(group, answers)
        answers.fields |= {"survey_date": SURVEY_DATE, "opening_date": OPENING_DATE}
        self.spoil(answers)
        return answers

    def scalar(self, entry: Entry) -> Value:
        """Give a value of an entry's type within its bounds; now and then none where it is not required."""
        if not entry.required and self.rng.random() < 0.35:
            return None
        if entry.choices:
            return self.rng.choice(self.options[entry.choices])
        if entry.type == "date":
            return float(self.rng.randint(44000, 46203))
        if entry.numeric:
            return self.number(entry)
        return self.rng.choice(["甲", "乙 b", "Item 1", "货-丙"])

    def number(self, entry: Entry) -> float:
        low = entry.minimum if entry.minimum is not None else 0.0
        top = {"percent": 0.6, "integer": 120.0, "number": 500.0, "money": 200000.0}[entry.type]
        high = min(entry.maximum if entry.maximum is not None else low + top, low + top)
        if self.rng.random() < 0.08:
            return low
        number = self.rng.uniform(low, high)
        digits = {"integer": 0, "money": 2, "percent": 4, "number": 3}[entry.type]
        return float(round(number, digits))

    def table(self, table: Table, answers: Answers) -> None:
        """Fill some rows, or declare none."""
        rows = self.rng.randint(0, min(6, table.rows - 1))
        if rows == 0 and self.rng.random() < 0.9:
            answers.fields[f"{table.name}.none"] = self.options["yes_no"][0]
        for column in table.inputs:
            answers.columns[f"{table.name}.{column.name}"] = [self.scalar(column) for _ in range(rows)]
        if table.name == "rechecks":  # a row that names no check settles nothing; people type as they like
            names = [form for check in self.checks for form in (check, f" {check.lower()} ")]
            answers.columns["rechecks.check"] = [self.rng.choice(names) for _ in range(rows)]

    def series(self, group: SeriesGroup, answers: Answers) -> None:
        for line in group.inputs:
            answers.series[f"{group.name}.{line.name}"] = [self.scalar(line) for _ in range(12)]

    def spoil(self, answers: Answers) -> None:
        """Put dirt into a few cells."""
        for _ in range(self.rng.randint(0, self.dirt)):
            kind = self.rng.choice(["fields", "columns", "series"])
            if kind == "fields":
                name = self.rng.choice(sorted(answers.fields))
                answers.fields[name] = self.dirt_for(name)
            else:
                ranges = answers.columns if kind == "columns" else answers.series
                filled = sorted(name for name, cells in ranges.items() if cells)
                if filled:
                    name = self.rng.choice(filled)
                    cells = ranges[name]
                    cells[self.rng.randrange(len(cells))] = self.dirt_for(name)

    def dirt_for(self, name: str) -> Value:
        """Give something that does not belong into this cell."""
        date = self.compiled.definitions[name].type == "date"
        return self.rng.choice([dirt for dirt in DIRT if not date or isinstance(dirt, str)])
