"""Deterministic fillings of any template: coherent enough that most rules compute, with dirty cells on request."""

import random

from workbench.evaluation.answers import Answers
from workbench.formula import Value
from workbench.labels import Language
from workbench.template.compiled import Compiled
from workbench.template.model import Entry

# No empty texts: LibreOffice reads them as blank cells, Excel does not.
DIRTY: tuple[Value, ...] = ("约三万", "1200", "2026年3月5日", " ", 1e12)
SURVEY_DATE, OPENING_DATE = 46_081.0, 45_716.0  # 2026-02-28, 2025-02-28


class Filling:
    """Fills a template; the same seed gives the same answers."""

    def __init__(self, compiled: Compiled, language: Language = "zh", seed: int = 1) -> None:
        self.compiled, self.language = compiled, language
        self.random = random.Random(seed)
        self.options = {
            choices.name: [option.label.text(language) for option in choices.options]
            for choices in compiled.template.lists
        }

    def answers(self, dirty: int = 0, empty: float = 0.0) -> Answers:
        """Give answers with so many dirty cells and such a share of cells left empty."""
        template = self.compiled.template
        answers = Answers(template.id, template.version, self.language, template.hash)
        for section in template.sections:
            for entry in section.fields:
                if not entry.computed and self.random.random() >= empty:
                    answers.fields[entry.name] = self.value(entry)
            for table in section.tables:
                count = self.random.randint(1, min(table.rows, 6))
                for entry in table.inputs:
                    values = [self.value(entry) for _ in range(count)]
                    answers.columns[f"{table.name}.{entry.name}"] = values
            for group in section.series:
                for line in group.inputs:
                    answers.series[f"{group.name}.{line.name}"] = [self.value(line) for _ in range(12)]
        answers.fields |= {"survey_date": SURVEY_DATE, "opening_date": OPENING_DATE}
        for item in template.checklist:
            answers.fields[f"checklist.{item.id}.answer"] = self.random.choice(self.options["yes_no"])
        for _ in range(dirty):
            self._spoil(answers)
        return answers

    def value(self, entry: Entry) -> Value:
        """Give a value of an entry's type, within its bounds."""
        if not entry.required and self.random.random() < 0.3:
            return None
        if entry.choices:
            return self.random.choice(self.options[entry.choices])
        if not entry.numeric:
            return f"{entry.label.text(self.language)}{self.random.randint(1, 99)}"
        if entry.type == "date":
            return float(self.random.randint(44_000, 46_080))
        low, high = _bounds(entry)
        number = self.random.uniform(low, high)
        return float(round(number, 4 if entry.type == "percent" else 0 if entry.type == "integer" else 2))

    def _spoil(self, answers: Answers) -> None:
        kind = self.random.choice(("field", "column", "series"))
        value = self.random.choice(DIRTY)
        if kind == "field":
            answers.fields[self.random.choice(sorted(answers.fields))] = value
        else:
            ranges = answers.columns if kind == "column" else answers.series
            cells = ranges[self.random.choice(sorted(ranges))]
            cells[self.random.randrange(len(cells))] = value


def _bounds(entry: Entry) -> tuple[float, float]:
    usual = {"percent": (0.01, 0.6), "integer": (0.0, 30.0), "number": (1.0, 40.0)}
    low, high = usual.get(entry.type, (100.0, 50_000.0))
    low = low if entry.minimum is None else max(low, entry.minimum)
    high = high if entry.maximum is None else min(high, entry.maximum)
    return (low, high) if low <= high else (entry.minimum or 0.0, entry.maximum or entry.minimum or 0.0)
