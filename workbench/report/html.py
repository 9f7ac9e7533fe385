"""The composite credit report: one HTML file, from the result alone, that needs no network and runs no script."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import workbench
from workbench.report import (
    calendar_tables,
    check_tables,
    data_tables,
    decision,
    family_tables,
    line_tables,
    safeguard_tables,
    score_tables,
    statement_tables,
    stress_tables,
)
from workbench.report.facts import Block, Fact, unit_of
from workbench.report.formats import NUMERIC, Cell, clip, printable, text_of
from workbench.report.table import Align, Result, Row, Table
from workbench.report.words import Words, words_in

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

REPORT_TEMPLATES = Path(workbench.__file__).parent.parent / "report_templates"
PAGE = "report.html"
LEVELS = ("total", "subtotal", "")
FACT, CELL = 200, 60  # most signs of a figure and of a cell on page one
LATIN = 0.92  # how wide a Latin sign is, where a Chinese one takes 2
SPANS = ((58, "row"), (31, "two"))  # a fact of more than so many half-width signs takes so much of its row
HTML_LANGUAGE = {"zh": "zh-CN", "en": "en"}


class PrintedTable(NamedTuple):
    """A table as text: a heading is (class, text), a row (class, cells), a cell (class, text)."""

    id: str
    title: str
    unit: str
    note: str
    wide: bool
    widths: list[str]
    heads: list[tuple[str, str]]
    rows: list[tuple[str, list[tuple[str, str]]]]


class PrintedBlock(NamedTuple):
    """A block of page one as text: a fact is (label, class, text, unit, span), a note (class, text)."""

    id: str
    title: str
    facts: list[tuple[str, str, str, str, str]]
    tables: list[PrintedTable]
    notes: list[tuple[str, str]]


def render_html(result: Mapping[str, Any], templates: Path = REPORT_TEMPLATES) -> str:
    """Render the report. `templates` may hold changed pages; a page that is not there is taken from ours."""
    words = words_in(result["language"])
    page = _environment(os.fspath(templates)).get_template(PAGE)
    return printable(page.render(_context(result, words)))


def _context(result: Result, words: Words) -> dict[str, Any]:
    return {
        "result": result,
        "t": words,
        "lang": HTML_LANGUAGE[words.language],
        "headline": [_printed_fact(fact, words) for fact in decision.headline(result, words)],
        "blocks": [_printed_block(block, words) for block in decision.blocks(result, words)],
        "tables": {table.id: print_table(table, words) for table in all_tables(result, words)},
        "others": [print_table(table, words) for table in statement_tables.others(result, words)],
        "sheets": data_tables.data_sheets(result, words),
    }


def all_tables(result: Result, words: Words) -> list[Table]:
    """Every table behind page one."""
    makers = (
        *(statement_tables.balance_sheet, statement_tables.income_statement, statement_tables.ratios),
        *(family_tables.family_sheet, family_tables.family_flow, family_tables.net_worth),
        *(statement_tables.adjustments, statement_tables.identities),
        *(check_tables.register, check_tables.explanations, check_tables.indicators),
        *(safeguard_tables.minimum, safeguard_tables.claims, safeguard_tables.alerts, safeguard_tables.conservative),
        *(score_tables.scorecard, score_tables.caps, score_tables.knockouts),
        *(score_tables.parallel, score_tables.soft_matrix),
        *(line_tables.methods, line_tables.inputs, line_tables.exposure, line_tables.override),
        *(line_tables.price, line_tables.schedule),
        *(calendar_tables.cash_calendar, calendar_tables.shortfalls, calendar_tables.stress_closing),
        *(stress_tables.scenarios, stress_tables.rules),
        *(data_tables.findings, data_tables.checklist, data_tables.integrity, data_tables.versions),
    )
    flows = [statement_tables.cash_flow(result, words, way) for way in ("direct", "indirect")]
    return [*(maker(result, words) for maker in makers), *flows]


def print_table(table: Table, words: Words, longest: int | None = None) -> PrintedTable:
    """Turn a table into text and class names; texts longer than `longest` are cut."""
    aligns = [column.align for column in table.columns]
    whole = sum(column.width for column in table.columns)
    return PrintedTable(
        table.id,
        table.title,
        words(f"unit.table_{table.unit}") if table.unit else "",
        table.note,
        table.wide,
        [f"{column.width / whole:.1%}"[:-1] for column in table.columns],
        [(column.align, column.head) for column in table.columns],
        [(LEVELS[row.level], _printed_cells(row, aligns, words, longest)) for row in table.rows],
    )


def _printed_cells(row: Row, aligns: list[Align], words: Words, longest: int | None) -> list[tuple[str, str]]:
    cells = [(_css(cell, align), text_of(cell, words)) for cell, align in zip(row.cells, aligns, strict=True)]
    return cells if longest is None else [(css, clip(text, longest)) for css, text in cells]


def css_string(text: object) -> str:
    """Quote a text for a style sheet, every sign but letters and digits of ASCII as its code."""
    return '"' + "".join(sign if sign.isascii() and sign.isalnum() else f"\\{ord(sign):x} " for sign in str(text)) + '"'


def _css(cell: Cell, align: str) -> str:
    number = " n" if cell.kind in NUMERIC else ""
    return f"{align}{number} {cell.tone}" if cell.tone else align + number


def _printed_fact(fact: Fact, words: Words) -> tuple[str, str, str, str, str]:
    text, unit = clip(text_of(fact.cell, words), FACT), unit_of(fact, words, wan=True)
    width = sum(2 if sign > "\u2e80" else LATIN for sign in fact.label + text + unit)
    span = next((name for limit, name in SPANS if width > limit), "")
    if span and fact.cell.kind == "text":
        span += " text"
    return fact.label, fact.cell.tone, text, unit, span


def _printed_block(block: Block, words: Words) -> PrintedBlock:
    return PrintedBlock(
        block.id,
        block.title,
        [_printed_fact(fact, words) for fact in block.facts],
        [print_table(table, words, CELL) for table in block.tables],
        [(note.tone, note.text) for note in block.notes],
    )


@cache
def _environment(templates: str) -> ImmutableSandboxedEnvironment:
    """Make the sandbox that pages run in, once a folder: compiled pages are kept, a changed page is read again."""
    from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment
    from markupsafe import Markup

    folders = dict.fromkeys((templates, os.fspath(REPORT_TEMPLATES)))
    environment = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["css_string"] = lambda text: Markup(css_string(text))
    environment.filters["clip"] = clip
    return environment
