"""Rows that a surveyor inserted or deleted inside a table push everything below them: where each planned row went."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from workbench.survey.plan import Area, TablePlan, WorkbookPlan


@dataclass(frozen=True, slots=True)
class RowMap:
    """Planned row -> actual row of one sheet. `breaks` are planned rows from which the shift changes."""

    breaks: tuple[int, ...] = ()
    shifts: tuple[int, ...] = (0,)

    @property
    def plain(self) -> bool:
        """Whether every row stands where it was planned."""
        return not any(self.shifts)

    def __call__(self, row: int) -> int:
        return row + self.shifts[bisect_right(self.breaks, row)]


def row_maps(plan: WorkbookPlan, areas: Mapping[str, Area]) -> dict[str, RowMap]:
    """Give the row map of every planned sheet, from the length that each of its tables has now."""
    maps: dict[str, RowMap] = {sheet.name: RowMap() for sheet in plan.sheets}
    by_sheet: dict[str, list[TablePlan]] = {}
    for table in plan.tables.values():
        by_sheet.setdefault(table.sheet, []).append(table)
    for sheet, tables in by_sheet.items():
        breaks: list[int] = []
        shifts = [0]
        for table in sorted(tables, key=lambda table: table.first_row):
            planned = plan.places[f"{table.name}.{table.inputs[0]}"]
            actual = areas.get(planned.name)
            if actual is None:
                continue
            grown = (actual.last_row - actual.first_row) - (planned.last_row - planned.first_row)
            if grown:
                # the last sentinel row moves with everything below it
                breaks.append(planned.last_row)
                shifts.append(shifts[-1] + grown)
        maps[sheet] = RowMap(tuple(breaks), tuple(shifts))
    return maps
