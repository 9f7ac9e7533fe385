"""What a survey workbook holds, apart from any writer: sheets, cells, names, rules. Nothing in it changes.

Rows and columns count from 1; addresses are written as people read them (`D8`, `D8:D67`). Formulas stand without
their '='. The reader compares a case against this plan, so every question it asks has one quick answer here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from workbench.cell_reference import column_letters
from workbench.findings import Finding
from workbench.formula import Value
from workbench.labels import Language

CellKind = Literal["label", "constant", "input", "formula", "link"]
ValidationType = Literal["list", "decimal", "whole", "date", "textLength"]
SheetKind = Literal["cover", "section", "checks", "statement", "workings", "checklist", "parameters", "hidden"]


class CellPlan(NamedTuple):
    """One cell. `value` is what it holds or, of a formula, what it computes to; `name` the definition it carries."""

    row: int
    column: int
    kind: CellKind
    value: Value
    style: str
    formula: str = ""
    name: str = ""
    target: str = ""

    @property
    def ref(self) -> str:
        """The address within the sheet."""
        return f"{column_letters(self.column)}{self.row}"


class Area(NamedTuple):
    """A named cell or range."""

    name: str
    sheet: str
    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @property
    def ref(self) -> str:
        """`D8`, or `D8:D67`."""
        first = f"{column_letters(self.first_column)}{self.first_row}"
        last = f"{column_letters(self.last_column)}{self.last_row}"
        return first if first == last else f"{first}:{last}"

    @property
    def place(self) -> str:
        """`'点货'!D8`, as people read it."""
        return f"{quoted(self.sheet)}!{self.ref}"

    @property
    def absolute(self) -> str:
        """`'点货'!$D$8:$D$67`, as a defined name refers to it."""
        first = f"${column_letters(self.first_column)}${self.first_row}"
        last = f"${column_letters(self.last_column)}${self.last_row}"
        return f"{quoted(self.sheet)}!{first if first == last else f'{first}:{last}'}"

    def refs(self) -> Iterator[str]:
        """Every address of the area, row by row."""
        for row in range(self.first_row, self.last_row + 1):
            for column in range(self.first_column, self.last_column + 1):
                yield f"{column_letters(column)}{row}"


class ValidationPlan(NamedTuple):
    """One input rule of Excel over one or more areas (`D8`, `D8:D67`)."""

    areas: tuple[str, ...]
    type: ValidationType
    operator: str
    formula1: str
    formula2: str = ""
    prompt_title: str = ""
    prompt: str = ""
    error_title: str = ""
    error: str = ""


class ConditionPlan(NamedTuple):
    """A format that depends on a formula, written for the first cell of the first area."""

    areas: tuple[str, ...]
    formula: str
    style: str


class PrintPlan(NamedTuple):
    """How a sheet is printed: always A4, one page wide, as many pages long as it needs."""

    landscape: bool
    last_row: int
    last_column: int
    repeat_first: int = 0
    repeat_last: int = 0


class TablePlan(NamedTuple):
    """Where a table stands. The ranges of its names begin and end with a locked blank row (sentinel)."""

    name: str
    sheet: str
    header_row: int
    first_row: int
    last_row: int
    columns: Mapping[str, str]
    inputs: tuple[str, ...]
    status_column: str
    none_ref: str
    ok_ref: str


class SeriesPlan(NamedTuple):
    """Where a group of monthly lines stands: one row a line, twelve columns."""

    name: str
    sheet: str
    header_row: int
    first_column: str
    last_column: str
    rows: Mapping[str, int]
    inputs: tuple[str, ...]
    ok_ref: str


@dataclass(frozen=True, eq=False)
class SheetPlan:
    """One sheet. `key` is the id of its section or statement, or the name of its kind."""

    key: str
    kind: SheetKind
    name: str
    tab: str
    cells: tuple[CellPlan, ...]
    widths: Mapping[int, float]
    heights: Mapping[int, float]
    merges: tuple[tuple[int, int, int, int], ...] = ()
    validations: tuple[ValidationPlan, ...] = ()
    conditions: tuple[ConditionPlan, ...] = ()
    freeze: tuple[int, int] = (0, 0)
    print: PrintPlan | None = None

    @property
    def state(self) -> Literal["visible", "veryHidden"]:
        """Whether people see it."""
        return "veryHidden" if self.kind == "hidden" else "visible"

    @cached_property
    def formulas(self) -> Mapping[str, str]:
        """Address -> expected formula text, without '='."""
        return {cell.ref: cell.formula for cell in self.cells if cell.kind == "formula"}

    @cached_property
    def computed(self) -> Mapping[str, Value]:
        """Address -> what the formula there computes to."""
        return {cell.ref: cell.value for cell in self.cells if cell.kind == "formula"}

    @cached_property
    def constants(self) -> Mapping[str, Value]:
        """Address -> what stands there in every survey of this template: labels, parameters, links.

        The stamp is left out: it is read, and another version or engine is no tampering.
        """
        kinds = ("label", "constant", "link")
        printed = (cell for cell in self.cells if cell.kind in kinds and not cell.name.startswith("survey."))
        return {cell.ref: cell.value for cell in printed if cell.value is not None}

    @cached_property
    def refs(self) -> frozenset[str]:
        """Every address at which something was planned."""
        sentinels = {cell.ref for cell in self.cells if cell.kind != "input" and cell.value is None}
        return frozenset(cell.ref for cell in self.cells if cell.kind == "formula" or cell.ref not in sentinels)

    @cached_property
    def inputs(self) -> Mapping[str, str]:
        """Address -> name of the field, `table.column` or `group.line` that is answered there."""
        return {cell.ref: cell.name for cell in self.cells if cell.kind == "input"}

    @cached_property
    def validation_of(self) -> Mapping[str, ValidationPlan]:
        """Address -> the input rule there."""
        return {ref: rule for rule in self.validations for area in rule.areas for ref in _refs(area)}


@dataclass(frozen=True, eq=False)
class WorkbookPlan:
    """A whole survey workbook. `names` are its defined names; `places` says where everything with a name stands."""

    template: str
    version: str
    hash: str
    title: str
    language: Language
    sheets: tuple[SheetPlan, ...]
    names: tuple[Area, ...]
    places: Mapping[str, Area]
    tables: Mapping[str, TablePlan]
    series: Mapping[str, SeriesPlan]
    findings: tuple[Finding, ...] = ()

    @cached_property
    def by_name(self) -> Mapping[str, SheetPlan]:
        """The sheets by name."""
        return {sheet.name: sheet for sheet in self.sheets}

    @cached_property
    def name_areas(self) -> Mapping[str, Area]:
        """The defined names by name."""
        return {area.name: area for area in self.names}

    @cached_property
    def absolutes(self) -> Mapping[str, tuple[str, Area]]:
        """Each defined name with what it refers to, as text and as area."""
        return {area.name: (area.absolute, area) for area in self.names}

    def address_of(self, name: str) -> tuple[str, str] | None:
        """Give sheet and address of a name: ('点货', 'D8:D67'); None when it has no cell."""
        area = self.places.get(name)
        return (area.sheet, area.ref) if area else None

    def place(self, name: str) -> str:
        """Give `'点货'!D8`; '' when the name has no cell."""
        area = self.places.get(name)
        return area.place if area else ""

    def name_at(self, sheet: str, ref: str) -> str:
        """Give the narrowest name over a cell; '' when there is none."""
        return self._names_by_cell.get((sheet, ref), "")

    @cached_property
    def _names_by_cell(self) -> dict[tuple[str, str], str]:
        found: dict[tuple[str, str], str] = {}
        single = [area for area in self.places.values() if ":" not in area.ref]
        ranges = [area for area in self.places.values() if ":" in area.ref]
        for area in (*single, *ranges):
            for ref in area.refs():
                found.setdefault((area.sheet, ref), area.name)
        return found


def quoted(sheet: str) -> str:
    """Give a sheet's name as formulas write it."""
    return "'" + sheet.replace("'", "''") + "'"


def _refs(area: str) -> Iterator[str]:
    from workbench.cell_reference import position

    first, _, last = area.partition(":")
    row, column = position(first)
    last_row, last_column = position(last or first)
    yield from Area("", "", row, column, last_row, last_column).refs()
