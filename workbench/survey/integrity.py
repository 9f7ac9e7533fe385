"""What was changed in a survey besides its answers: formulas, validations, names, hidden parts, labels, stamp.

A case is compared with the plan of the survey that its template generates. Nothing here judges the answers, and
nothing trusts a computed cell: values are recomputed, and a difference is a finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from workbench.cell_reference import column_letters, position
from workbench.evaluation.values import Values
from workbench.findings import Finding
from workbench.formula import ExcelError, Value
from workbench.survey.formula_references import map_rows
from workbench.survey.formula_text import same_formula
from workbench.survey.plan import Area, CellPlan, SheetPlan, WorkbookPlan
from workbench.survey.raw import RawSheet, RawWorkbook
from workbench.survey.row_map import RowMap, row_maps
from workbench.survey.validations import changed_validations

MONEY_TOLERANCE, RELATIVE_TOLERANCE = 0.01, 1e-9
PLAIN = RowMap()


def integrity_findings(raw: RawWorkbook, plan: WorkbookPlan, areas: Mapping[str, Area]) -> list[Finding]:
    """Compare a case with the survey it came from (codes INT02 to INT19)."""
    sheets = _sheet_names(plan, areas)
    maps = row_maps(plan, areas)
    findings = [*_workbook(raw, plan, sheets), *_names(raw, plan, areas, sheets, maps)]
    for sheet in plan.sheets:
        actual = raw.sheets.get(sheets.get(sheet.name, sheet.name))
        if actual is None:
            findings.append(Finding("INT02", "", {"sheet": sheet.name}))
            continue
        row_map = maps[sheet.name]
        findings += _visibility(sheet, actual)
        findings += _formulas(sheet, actual, row_map, plan)
        findings += _constants(sheet, actual, row_map)
        findings += _strays(sheet, actual, row_map)
        findings += changed_validations(sheet, actual, row_map)
    return findings


def stale_values(raw: RawWorkbook, plan: WorkbookPlan, areas: Mapping[str, Area], values: Values) -> Iterator[Finding]:
    """Find formula cells whose stored value is not what their formula gives (INT07, one for each sheet)."""
    sheets, maps = _sheet_names(plan, areas), row_maps(plan, areas)
    for sheet in plan.sheets:
        actual = raw.sheets.get(sheets.get(sheet.name, sheet.name))
        if actual is None or not maps[sheet.name].plain:
            continue
        stale = []
        for cell in sheet.cells:
            if cell.kind == "formula" and cell.ref in actual.formulas and cell.name in values.compiled.symbols:
                shown, expected = actual.values.get(cell.ref), _computed(values, cell, plan)
                if shown is not None and not _same_value(shown, expected):
                    stale.append((cell.ref, shown, expected))
        if stale:
            ref, shown, expected = stale[0]
            args = {"count": len(stale), "shown": _text(shown), "expected": _text(expected)}
            yield Finding("INT07", f"'{actual.name}'!{ref}", args)


def _computed(values: Values, cell: CellPlan, plan: WorkbookPlan) -> Value:
    value: Any = values.frame[values.compiled.symbols[cell.name].slot]
    if isinstance(value, list):
        area = plan.places[cell.name]
        down = area.first_column == area.last_column
        index = cell.row - area.first_row if down else cell.column - area.first_column
        value = value[index] if index < len(value) else None
    return value  # type: ignore[no-any-return]


def _same_value(shown: Value, expected: Value) -> bool:
    if isinstance(shown, float) and isinstance(expected, float):
        gap = abs(shown - expected)
        return gap <= MONEY_TOLERANCE or gap <= RELATIVE_TOLERANCE * max(abs(shown), abs(expected))
    if shown in (None, "") and expected in (None, ""):
        return True
    return shown == expected


def _sheet_names(plan: WorkbookPlan, areas: Mapping[str, Area]) -> dict[str, str]:
    """Give planned sheet -> today's sheet: names follow a renamed sheet, so they tell."""
    found: dict[str, str] = {}
    for name, planned in plan.name_areas.items():
        if planned.sheet not in found and name in areas:
            found[planned.sheet] = areas[name].sheet
    return found


def _workbook(raw: RawWorkbook, plan: WorkbookPlan, sheets: Mapping[str, str]) -> Iterator[Finding]:
    known = set(sheets.values()) | {sheet.name for sheet in plan.sheets}
    for name in raw.sheets:
        if name not in known:
            yield Finding("INT16", f"'{name}'", {"sheet": name})
    for planned, actual in sheets.items():
        if planned != actual:
            yield Finding("INT19", f"'{actual}'", {"sheet": planned, "now": actual})
    if raw.external_links:
        yield Finding("INT17", "", {"count": raw.external_links})
    for local in raw.local_names:
        if local.name in plan.name_areas:
            yield Finding("INT15", "", {"name": local.name})


def _names(
    raw: RawWorkbook,
    plan: WorkbookPlan,
    areas: Mapping[str, Area],
    sheets: Mapping[str, str],
    maps: Mapping[str, RowMap],
) -> Iterator[Finding]:
    changed = [(n, a) for n, a in plan.name_areas.items() if areas.get(n) is not a or not maps[a.sheet].plain]
    for name, planned in changed:
        actual = areas.get(name)
        row_map = maps[planned.sheet]
        if actual is None:
            if name in raw.names:
                yield Finding("INT13", "", {"name": name, "planned": planned.place, "now": "#REF!"})
            continue
        moved = planned._replace(
            sheet=sheets[planned.sheet],
            first_row=row_map(planned.first_row),
            last_row=row_map(planned.last_row),
        )
        if moved != actual:
            yield Finding("INT13", actual.place, {"name": name, "planned": moved.place, "now": actual.place})


def _visibility(sheet: SheetPlan, actual: RawSheet) -> Iterator[Finding]:
    place = f"'{actual.name}'"
    if sheet.state == "visible" and actual.state != "visible":
        yield Finding("INT03", place, {"sheet": actual.name})
    if actual.hidden_rows and not actual.filtered:
        shown = ", ".join(map(str, actual.hidden_rows[:8]))
        yield Finding("INT04", f"{place}!{actual.hidden_rows[0]}:{actual.hidden_rows[-1]}", {"rows": shown})
    hidden = actual.hidden_columns
    if hidden:
        shown = ", ".join(f"{column_letters(first)}:{column_letters(last)}" for first, last in hidden[:8])
        yield Finding("INT05", f"{place}!{shown.split(',')[0]}", {"columns": shown})
    if sheet.state == "visible" and not actual.protected:
        yield Finding("INT14", place, {"sheet": actual.name})


def _formulas(sheet: SheetPlan, actual: RawSheet, row_map: RowMap, plan: WorkbookPlan) -> Iterator[Finding]:
    expected = sheet.formulas if row_map.plain else _moved(sheet, row_map, plan)
    found = actual.formulas
    if found == expected and not actual.arrays:
        return
    for ref, text in [(ref, text) for ref, text in expected.items() if found.get(ref) != text]:
        now = found.get(ref)
        place = f"'{actual.name}'!{ref}"
        if now is None:
            value = actual.values.get(ref)
            code = "INT06" if value is not None else "INT08"
            yield Finding(code, place, {"formula": text, "value": _text(value)})
        elif not same_formula(now, text) or ref in actual.arrays:
            yield Finding("INT09", place, {"formula": text, "now": now})
    inputs = sheet.inputs if row_map.plain else {}
    for ref in found.keys() - expected.keys():
        code = "INT10" if ref in inputs or not row_map.plain else "INT11"
        yield Finding(code, f"'{actual.name}'!{ref}", {"formula": found[ref]})


def _moved(sheet: SheetPlan, row_map: RowMap, plan: WorkbookPlan) -> dict[str, str]:
    """Give the expected formulas of a sheet in whose tables rows were inserted or deleted."""
    tables = [table for table in plan.tables.values() if table.sheet == sheet.name]
    inside = {row: table for table in tables for row in range(table.first_row, table.last_row + 1)}
    moved: dict[str, str] = {}
    for ref, text in sheet.formulas.items():
        row, column = position(ref)
        table = inside.get(row)
        if table is None:
            moved[f"{column_letters(column)}{row_map(row)}"] = map_rows(text, row_map)
        elif row == table.first_row:
            first, last = row_map(table.first_row), row_map(table.last_row + 1) - 1
            for to in range(first, last + 1):

                def along(planned: int, to: int = to, own: int = row) -> int:
                    return to if planned == own else row_map(planned)

                moved[f"{column_letters(column)}{to}"] = map_rows(text, along)
    return moved


def _constants(sheet: SheetPlan, actual: RawSheet, row_map: RowMap) -> Iterator[Finding]:
    """Labels and parameters that are no longer what was printed; one finding for each sheet and kind."""
    if row_map.plain and sheet.constants.items() <= actual.values.items():
        return
    changed: dict[str, list[tuple[str, Value, Value]]] = {"INT12": [], "INT18": []}
    get = actual.values.get
    planned = sheet.constants if row_map.plain else {_move_ref(r, row_map): v for r, v in sheet.constants.items()}
    for ref, value in [(ref, value) for ref, value in planned.items() if get(ref) != value]:
        now = get(ref)
        if not (isinstance(now, float) and isinstance(value, float) and _same_value(now, value)):
            changed["INT12" if isinstance(value, float) else "INT18"].append((ref, value, now))
    for code, cells in changed.items():
        if cells:
            ref, printed, now = cells[0]
            args = {"count": len(cells), "planned": _text(printed), "now": _text(now)}
            yield Finding(code, f"'{actual.name}'!{ref}", args)


def _strays(sheet: SheetPlan, actual: RawSheet, row_map: RowMap) -> Iterator[Finding]:
    """Values where nothing was planned: below a table, say, where nobody reads them."""
    planned = sheet.refs if row_map.plain else frozenset(_moved_refs(sheet, row_map))
    if not actual.values.keys() <= planned:
        strays = actual.values.keys() - planned
        first = min(strays, key=position)
        yield Finding("INT25", f"'{actual.name}'!{first}", {"count": len(strays), "value": _text(actual.values[first])})


def _moved_refs(sheet: SheetPlan, row_map: RowMap) -> Iterator[str]:
    """Give the planned addresses of a sheet whose tables grew or shrank, every row of the tables included."""
    columns = {column_letters(cell.column) for cell in sheet.cells}
    last = max((row_map(cell.row) for cell in sheet.cells), default=0)
    yield from (f"{column}{row}" for column in columns for row in range(1, last + 1))


def _move_ref(ref: str, row_map: RowMap) -> str:
    row, column = position(ref)
    return f"{column_letters(column)}{row_map(row)}"


def _text(value: Value) -> str:
    if value is None or value == "":
        return "—"
    if isinstance(value, ExcelError):
        return str(value)
    return f"{value:,.4f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)[:40]
