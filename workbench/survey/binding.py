"""Binding a case to its template: every answer found by its defined name, never by its address (DESIGN 2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from workbench.cell_reference import column_letters
from workbench.evaluation.answers import Answers
from workbench.findings import Finding
from workbench.formula import Value
from workbench.survey.plan import Area, WorkbookPlan
from workbench.survey.raw import RawSheet, RawWorkbook
from workbench.template.compiled import Compiled
from workbench.template.definitions import Definition
from workbench.template.guards import MONTHS

INPUT_ROLES = frozenset({"field", "check_input"})


@dataclass(frozen=True, slots=True)
class _Input:
    name: str
    owner: str
    months: bool


def bind(raw: RawWorkbook, areas: Mapping[str, Area], plan: WorkbookPlan, compiled: Compiled, source: str) -> Answers:
    """Read a case's answers by name. Names that are gone or point nowhere are findings (INT01)."""
    template = compiled.template
    answers = Answers(template.id, template.version, plan.language, template.hash, source, raw.sha256)
    answers.places = _places(areas, plan)
    for item in _inputs(compiled):
        area = areas.get(item.name)
        sheet = raw.sheets.get(area.sheet) if area else None
        if area is None or sheet is None:
            label = compiled.definitions[item.name].label
            answers.findings.append(Finding("INT01", "", {"name": item.name, "label": label}))
        elif item.months:
            answers.series[item.name] = _across(sheet, area)[:MONTHS]
        elif item.owner:
            answers.columns[item.name] = _down(sheet, area)
        else:
            answers.fields[item.name] = sheet.values.get(f"{column_letters(area.first_column)}{area.first_row}")
    return answers


def _without_sentinels(area: Area) -> Area:
    return area._replace(first_row=area.first_row + 1, last_row=area.last_row - 1)


def _places(areas: Mapping[str, Area], plan: WorkbookPlan) -> dict[str, str]:
    """Give every name's place as people write it; a table column's without its sentinel rows."""
    known = plan.name_areas
    moved = {name: _place(area, plan) for name, area in areas.items() if area is not known.get(name)}
    return {**_planned_places(plan), **moved}


@lru_cache(maxsize=16)
def _planned_places(plan: WorkbookPlan) -> dict[str, str]:
    return {name: _place(area, plan) for name, area in plan.places.items()}


def _place(area: Area, plan: WorkbookPlan) -> str:
    table = plan.tables.get(area.name.partition(".")[0])
    in_table = table is not None and area.last_row > area.first_row
    return (_without_sentinels(area) if in_table else area).place


def _down(sheet: RawSheet, area: Area) -> list[Value]:
    """Give a table column's cells, the blank sentinel rows at both ends left out."""
    return [sheet.values.get(ref) for ref in _refs_down(area.first_column, area.first_row + 1, area.last_row)]


@lru_cache(maxsize=4096)
def _refs_down(column: int, first: int, end: int) -> tuple[str, ...]:
    letters = column_letters(column)
    return tuple(f"{letters}{row}" for row in range(first, end))


def _across(sheet: RawSheet, area: Area) -> list[Value]:
    columns = range(area.first_column, area.last_column + 1)
    return [sheet.values.get(f"{column_letters(column)}{area.first_row}") for column in columns]


@lru_cache(maxsize=16)
def _inputs(compiled: Compiled) -> tuple[_Input, ...]:
    return tuple(
        _Input(name, definition.owner if definition.role == "column" else "", definition.role == "series")
        for name, definition in compiled.definitions.items()
        if _is_input(definition)
    )


def _is_input(definition: Definition) -> bool:
    return not definition.formula and (definition.role in INPUT_ROLES or definition.role in ("column", "series"))
