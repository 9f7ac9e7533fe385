"""What every sheet's layout needs to know: the template, its values, texts in one language, and what was placed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from workbench.cell_reference import column_letters
from workbench.evaluation.program import Program, program_of
from workbench.evaluation.values import Values
from workbench.findings import Finding
from workbench.formula import Symbol, Value, compile_formula
from workbench.labels import Label, Language
from workbench.survey.plan import Area, SeriesPlan, TablePlan
from workbench.survey.texts import texts
from workbench.template.compiled import Compiled, Step
from workbench.template.definitions import Definition
from workbench.template.guards import Guard

LISTS_SHEET, NEEDS_SHEET = "_lists", "_needs"
FIRST_LIST_COLUMN = 4
LIMIT = 120
Place = Callable[[Symbol, str], str]
ALWAYS_NAMED = frozenset(
    {"field", "parameter", "band", "column", "series", "table_ok", "series_ok", "calculation", "check_input"}
)
NAMED_CHECK_CELLS = ("_base", "_evidence", "_deviation", "_verdict")
USED_OPTIONS = frozenset({"yes_no.yes"})


class Survey:
    """The workbook under construction. Layouts write into `places`, `tables`, `series` and `findings` only."""

    def __init__(self, compiled: Compiled, language: Language, values: Values) -> None:
        self.compiled, self.language, self.values = compiled, language, values
        self.template = compiled.template
        self.program: Program = program_of(compiled)
        self.places: dict[str, Area] = {}
        self.tables: dict[str, TablePlan] = {}
        self.series: dict[str, SeriesPlan] = {}
        self.findings: list[Finding] = []
        self.lists = {choices.name: choices for choices in self.template.lists}
        self.referenced = _referenced(compiled)
        self.cover = self.text("sheet.cover")

    # Texts

    def text(self, key: str, **args: object) -> str:
        """Give one of the workbook's own texts; a missing one is a bug."""
        text = texts()[key][self.language]
        return text.format(**args) if args else text

    def say(self, label: Label) -> str:
        """Give a label in the workbook's language."""
        return label.text(self.language)

    # Values

    def definition(self, name: str) -> Definition | None:
        """Give a definition when the template has it."""
        return self.compiled.definitions.get(name)

    def value(self, name: str) -> Value:
        """Give what a scalar's cell holds: '' where it is not ready."""
        value: Value = self.values.frame[self.compiled.symbols[name].slot]
        return value

    def cells(self, name: str) -> list[Value]:
        """Give what the cells of a range hold, a table's sentinels included."""
        values: list[Value] = self.values.frame[self.compiled.symbols[name].slot]
        return values

    def ready(self, name: str, month: int = 0) -> bool:
        """Whether a definition's guard holds."""
        condition = self.program.ready(self.compiled.steps[name].guard)
        return condition is None or condition(self.values.frame, month)

    def scalars_ready(self, name: str) -> bool:
        """Whether the part of a guard holds that does not change with the row or month."""
        condition = self.program.ready(replace(self.compiled.steps[name].guard, cells=()))
        return condition is None or condition(self.values.frame, 0)

    def compute(self, text: str) -> Value:
        """Evaluate one of our own formulas over names."""
        formula = compile_formula(text, self.compiled.scope)
        value = formula.run(self.values.frame, 0)
        return 0.0 if value is None else value

    # Formulas

    def formula_of(self, name: str, place: Place) -> str:
        """Give the template's text with its short names placed."""
        return self.compiled.steps[name].formula.excel(place)

    def guard_of(self, name: str, place: Place) -> str:
        """Give the readiness condition, '' when there is none."""
        symbols = self.compiled.symbols
        return self._guard(name).excel(lambda cell: place(symbols[cell], "cell"))

    def _guard(self, name: str) -> Guard:
        """Give a guard in which what stands in the same line is a cell, not a name."""
        step = self.compiled.steps[name]
        local = local_names(step)
        numbers = tuple(number for number in step.guard.numbers if number not in local)
        cells = tuple(number for number in step.guard.numbers if number in local)
        return replace(step.guard, numbers=numbers, cells=(*step.guard.cells, *cells))

    def guarded(self, name: str, place: Place) -> str:
        """Give the whole text of a guarded cell."""
        condition, text = self.guard_of(name, place), self.formula_of(name, place)
        return f'IF({condition},{text},"")' if condition else text

    def split_guard(self, name: str, place: Place) -> tuple[str, str]:
        """Give the condition on scalars and the one on the cells of the same row or month, for two cells."""
        guard, symbols = self._guard(name), self.compiled.symbols
        outer = replace(guard, cells=()).excel(str)
        inner = Guard(cells=guard.cells).excel(lambda cell: place(symbols[cell], "cell"))
        return outer, inner

    # Names

    def is_named(self, definition: Definition) -> bool:
        """Whether a definition becomes a defined name of the workbook."""
        name = definition.name
        if definition.role in ALWAYS_NAMED or name in self.referenced or name in USED_OPTIONS:
            return True
        return definition.role == "check" and name.endswith(NAMED_CHECK_CELLS)

    def list_range(self, choices: str) -> str:
        """Give where a choice list stands, for a validation."""
        column = column_letters(FIRST_LIST_COLUMN + list(self.lists).index(choices))
        return f"{LISTS_SHEET}!${column}$2:${column}${len(self.lists[choices].options) + 1}"


def no_place(symbol: Symbol, access: str) -> str:
    """Refuse a short name where there is no row or month."""
    raise AssertionError(f"{symbol.name} as {access} in a scalar formula")


def local_names(step: Step) -> set[str]:
    """Give the names that a formula knows by their short names alone, as cells of its own row or month."""
    return {
        need.symbol.name
        for _, _, need in step.formula.references
        if need.access == "cell" and need.symbol.name not in step.formula.text
    }


def _referenced(compiled: Compiled) -> frozenset[str]:
    """Give every name that some formula or guard writes out in full."""
    found: set[str] = set()
    for step in compiled.steps.values():
        local = local_names(step)
        written = {need.symbol.name for need in step.formula.needs if need.access in ("scalar", "range")}
        found.update((written | (set(step.guard.names) - set(step.guard.cells))) - local)
    for names in compiled.row_needs.values():
        found.update(names)
    found.update(item.sets for item in compiled.template.conservative)
    found.update(definition.opening for definition in compiled.definitions.values() if definition.opening)
    return frozenset(found)
