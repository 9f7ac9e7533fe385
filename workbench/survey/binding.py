"""Binding a case to its template: every answer found by its defined name, never by its address (DESIGN 2)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from workbench.evaluation.answers import Answers
from workbench.findings import Finding
from workbench.formula import Value
from workbench.labels import Language
from workbench.survey.cell_reference import column_letters, column_number
from workbench.survey.plan import Area
from workbench.survey.raw import RawSheet, RawWorkbook
from workbench.template.compiled import Compiled
from workbench.template.definitions import Definition
from workbench.template.guards import MONTHS

AREA = re.compile(
    r"(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^'!]+))!"
    r"\$(?P<column>[A-Z]{1,3})\$(?P<row>\d+)(?::\$(?P<last_column>[A-Z]{1,3})\$(?P<last_row>\d+))?"
)
INPUT_ROLES = frozenset({"field", "check_input"})


@dataclass(frozen=True, slots=True)
class _Input:
    name: str
    owner: str
    months: bool


def area_of(name: str, refers_to: str) -> Area | None:
    """Read what a defined name refers to; None when it is no plain area (deleted cells give #REF!)."""
    match = AREA.fullmatch(refers_to.removeprefix("="))
    if match is None:
        return None
    sheet = (match["quoted"] or match["plain"]).replace("''", "'")
    first_column, first_row = column_number(match["column"]), int(match["row"])
    last_column = column_number(match["last_column"]) if match["last_column"] else first_column
    return Area(name, sheet, first_row, first_column, int(match["last_row"] or first_row), last_column)


def bind(
    raw: RawWorkbook, areas: Mapping[str, Area], compiled: Compiled, language: Language, source: str
) -> Answers:
    """Read a case's answers by name. Names that are gone or point nowhere are findings (INT01)."""
    template = compiled.template
    answers = Answers(template.id, template.version, language, template.hash, source, raw.sha256)
    answers.places = {name: named.place for name, named in areas.items()}
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
            answers.places[item.name] = _without_sentinels(area).place
        else:
            answers.fields[item.name] = sheet.values.get(f"{column_letters(area.first_column)}{area.first_row}")
    return answers


def name_areas(raw: RawWorkbook) -> dict[str, Area]:
    """Give the area of every name of the workbook that points to one."""
    areas = {}
    for name, defined in raw.names.items():
        area = area_of(name, defined.refers_to)
        if area is not None:
            areas[name] = area
    return areas


def _without_sentinels(area: Area) -> Area:
    return area._replace(first_row=area.first_row + 1, last_row=area.last_row - 1)


def _down(sheet: RawSheet, area: Area) -> list[Value]:
    """Give a table column's cells, the blank sentinel rows at both ends left out."""
    letters, get = column_letters(area.first_column), sheet.values.get
    return [get(f"{letters}{row}") for row in range(area.first_row + 1, area.last_row)]


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
