"""Where the defined names of a workbook point."""

from __future__ import annotations

import re

from workbench.cell_reference import column_number
from workbench.survey.plan import Area, WorkbookPlan
from workbench.survey.raw import RawWorkbook

AREA = re.compile(
    r"(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^'!]+))!"
    r"\$(?P<column>[A-Z]{1,3})\$(?P<row>\d+)(?::\$(?P<last_column>[A-Z]{1,3})\$(?P<last_row>\d+))?"
)


def area_of(name: str, refers_to: str) -> Area | None:
    """Read what a defined name refers to; None when it is no plain area (deleted cells give #REF!)."""
    match = AREA.fullmatch(refers_to.removeprefix("="))
    if match is None:
        return None
    sheet = (match["quoted"] or match["plain"]).replace("''", "'")
    first_column, first_row = column_number(match["column"]), int(match["row"])
    last_column = column_number(match["last_column"]) if match["last_column"] else first_column
    return Area(name, sheet, first_row, first_column, int(match["last_row"] or first_row), last_column)


def name_areas(raw: RawWorkbook, plan: WorkbookPlan) -> dict[str, Area]:
    """Give the area of every name that points to one; an area that is still as planned is the plan's own object."""
    planned = plan.absolutes
    areas = {}
    for name, defined in raw.names.items():
        known = planned.get(name)
        area = known[1] if known and known[0] == defined.refers_to else area_of(name, defined.refers_to)
        if area is not None:
            areas[name] = area
    return areas
