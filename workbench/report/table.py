"""A table of the report: built once from the result, shown as HTML and as a sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple

from workbench.report.formats import Cell, Tone
from workbench.report.words import Words

Result = Mapping[str, Any]  # DESIGN 9; `result_schema.json` holds it
Align = Literal["left", "right", "center"]
Unit = Literal["", "money", "yuan"]
TOTAL, SUBTOTAL, LINE = 0, 1, 2
VERDICT_TONES: dict[str, Tone] = {
    "pass": "good",
    "note": "good",
    "explain": "warn",
    "fail": "bad",
    "not_performed": "warn",
    "not_applicable": "muted",
}
SEVERITY_TONES: dict[str, Tone] = {"error": "bad", "warning": "warn", "info": "muted"}


class Column(NamedTuple):
    """A column's heading and how wide it is, in characters of a sheet."""

    head: str
    align: Align = "left"
    width: float = 12


class Row(NamedTuple):
    """Cells of one row; `level` says whether it is a total, a subtotal or a line."""

    cells: tuple[Cell, ...]
    level: int = LINE


class Table(NamedTuple):
    """A table with its title; `unit` is what all of its money is in, printed above it on the right."""

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    unit: Unit = ""
    note: str = ""
    wide: bool = False


def columns(words: Words, *layout: tuple[str, Align, float]) -> tuple[Column, ...]:
    """Make columns whose headings are words of the group `col`."""
    return tuple(Column(words(f"col.{key}"), align, width) for key, align, width in layout)


def rows(cells: Iterable[tuple[Cell, ...]]) -> tuple[Row, ...]:
    """Make plain rows."""
    return tuple(Row(row) for row in cells)


def word_cell(words: Words, group: str, code: str, tone: Tone = "") -> Cell:
    """Make a cell that says a code in words; the colour only repeats the word."""
    return Cell(words.code(group, code), "text", tone)
