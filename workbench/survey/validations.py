"""Whether the input rules of a case are still those that were generated."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from workbench.cell_reference import column_letters, column_number, position
from workbench.findings import Finding
from workbench.survey.formula_text import normalised
from workbench.survey.plan import SheetPlan, ValidationPlan
from workbench.survey.raw import RawSheet, RawValidation
from workbench.survey.row_map import RowMap

OPERATORLESS = frozenset({"list", "any", "custom"})
MOST_CELLS = 200_000


class _Rule(NamedTuple):
    type: str
    operator: str
    formula1: str
    formula2: str
    stops: bool


def changed_validations(sheet: SheetPlan, actual: RawSheet, row_map: RowMap) -> Iterator[Finding]:
    """Give one finding (INT20) for a sheet whose input rules were loosened, altered or removed, with the count."""
    if row_map.plain and _as_planned(sheet) == frozenset((v.sqref, _raw(v)) for v in actual.validations):
        return
    planned = {ref: _planned(rule) for ref, rule in sheet.validation_of.items()}
    found = _by_cell(actual)
    changed = []
    for ref, rule in planned.items():
        at = ref if row_map.plain else _moved(ref, row_map)
        now = found.get(at)
        if now != rule:
            changed.append(at)
    if changed:
        yield Finding("INT20", f"'{actual.name}'!{changed[0]}", {"count": len(changed), "sheet": actual.name})


@lru_cache(maxsize=512)
def _as_planned(sheet: SheetPlan) -> frozenset[tuple[tuple[str, ...], _Rule]]:
    return frozenset((rule.areas, _planned(rule)) for rule in sheet.validations)


def _by_cell(actual: RawSheet) -> dict[str, _Rule]:
    cells: dict[str, _Rule] = {}
    for validation in actual.validations:
        rule = _raw(validation)
        for area in validation.sqref:
            for ref in _refs(area, MOST_CELLS - len(cells)):
                cells[ref] = rule
    return cells


def _refs(area: str, most: int) -> Iterator[str]:
    first, _, last = area.replace("$", "").partition(":")
    if not last:
        yield first
        return
    try:
        (row, column), (last_row, last_column) = position(first), position(last)
    except ValueError:
        return
    for number, row_now in enumerate(range(row, last_row + 1)):
        if number * (last_column - column + 1) > most:
            return
        for column_now in range(column, last_column + 1):
            yield f"{column_letters(column_now)}{row_now}"


def _planned(rule: ValidationPlan) -> _Rule:
    return _rule(rule.type, rule.operator, rule.formula1, rule.formula2, True)


def _raw(rule: RawValidation) -> _Rule:
    stops = rule.show_error and rule.error_style in ("", "stop")
    return _rule(rule.type, rule.operator, rule.formula1, rule.formula2, stops)


def _rule(kind: str, operator: str, formula1: str, formula2: str, stops: bool) -> _Rule:
    """Give a rule in one form: LibreOffice writes a second formula 0 where Excel has none."""
    operator = "" if kind in OPERATORLESS else operator or "between"
    two = operator in ("between", "notBetween")
    return _Rule(kind, operator, _plain(formula1), _plain(formula2) if two else "", stops)


def _moved(ref: str, row_map: RowMap) -> str:
    letters = ref.rstrip("0123456789")
    return f"{column_letters(column_number(letters))}{row_map(int(ref[len(letters) :]))}"


@lru_cache(maxsize=4096)
def _plain(formula: str) -> str:
    return normalised(formula)
