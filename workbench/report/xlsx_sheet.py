"""One printable sheet of the result workbook: titles, tables one below the other, figures in pairs."""

from __future__ import annotations

from typing import Any

from workbench.report.facts import Block, Fact, unit_of
from workbench.report.formats import NUMERIC, Cell
from workbench.report.table import Table
from workbench.report.words import Words
from workbench.report.xlsx_cells import (
    LEVELS,
    Formats,
    alignment,
    note_cell,
    text_in_sheet,
    width_of,
    write_cell,
    write_text,
)

A4 = 9
ROW = 18  # points of a row of one line
LINE_POINTS = 15
PAIR_WIDTHS = (30, 15, 14, 15, 11, 15, 26)  # two figures in a row: label, value, unit; label (two columns), value, unit
LAST = len(PAIR_WIDTHS) - 1
MOST_LINES = 20


class Sheet:
    """A worksheet that is filled from the top."""

    def __init__(self, worksheet: Any, formats: Formats, words: Words) -> None:
        self.worksheet, self.formats, self.words = worksheet, formats, words
        self.row = 0
        self.widths: dict[int, float] = {}
        self.texts: list[tuple[int, int, str]] = []

    def title(self, text: str, stamp: str) -> None:
        """Write the title and, below it, the state of the case."""
        write_text(self.worksheet, (0, 0), text, self.formats, "title")
        self.worksheet.set_row(0, 26)
        write_text(self.worksheet, (1, 0), stamp, self.formats, "caption", bottom=0)
        self.row = 3

    def table(self, table: Table, freeze: bool = False) -> None:
        """Write a table with its title and unit; the first one of a sheet keeps its heads in view and on every page."""
        last = len(table.columns) - 1
        self._caption(table.title, self.words("unit.table_yuan") if table.unit else "", last)
        self.worksheet.set_row(self.row, 24)
        for number, column in enumerate(table.columns):
            place = (self.row, number)
            write_text(self.worksheet, place, column.head, self.formats, "head", **alignment(column.align))
            self.widths[number] = max(self.widths.get(number, 0), column.width)
        if freeze:
            self.worksheet.freeze_panes(self.row + 1, 1)
            self.worksheet.repeat_rows(self.row)
        self.row += 1
        self._rows(table)
        if table.note:
            write_text(self.worksheet, (self.row, 0), table.note, self.formats, "text", text_wrap=False)
            self.row += 1
        self.row += 1

    def block(self, number: int, block: Block) -> None:
        """Write a block of page one: figures two in a row, then its tables and sentences."""
        self._caption(f"{number} {block.title}", "", LAST)
        left = True
        for fact in block.facts:
            left = self._fact(fact, left)
        self.row += 0 if left else 1
        for table in block.tables:
            self._small_table(table)
        for note in block.notes:
            self._merged(note_cell(note), "text", 0)
        self.row += 1

    def headline(self, facts: list[Fact]) -> None:
        """Write the figures above everything else, each in a column of its own."""
        self.worksheet.set_row(self.row + 1, 22)
        for column, fact in enumerate(facts):
            write_text(self.worksheet, (self.row, column), self._label(fact), self.formats, "label", bottom=0)
            place = (self.row + 1, column)
            write_cell(self.worksheet, place, fact.cell, self.words, self.formats, style="figure", align="left")
        self.row += 3

    def finish(self, wide: bool, header: str, pages: int = 0) -> None:
        """Set widths, page and header."""
        sheet = self.worksheet
        for number, width in self.widths.items():
            sheet.set_column(number, number, width)
        self._heights()
        sheet.hide_gridlines(2)
        sheet.set_paper(A4)
        if wide:
            sheet.set_landscape()
        sheet.fit_to_pages(1, pages)
        sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        sheet.set_header(header)
        sheet.set_footer("&C&P / &N")

    def pair_widths(self) -> None:
        """Lay the columns out for figures in pairs."""
        self.widths = dict(enumerate(map(float, PAIR_WIDTHS)))

    def _heights(self) -> None:
        """Give wrapped rows their height: not every program does it on opening."""
        lines: dict[int, int] = {}
        for row, column, text in self.texts:
            needed = -(-width_of(text[: MOST_LINES * 100]) // max(int(self.widths[column]) - 3, 1))
            lines[row] = max(lines.get(row, 1), min(needed, MOST_LINES))
        for row, count in lines.items():
            if count > 1:
                self.worksheet.set_row(row, LINE_POINTS * count)

    def _caption(self, title: str, unit: str, last: int) -> None:
        for column in range(last + 1):
            self.worksheet.write_blank(self.row, column, None, self.formats.get("caption"))
        write_text(self.worksheet, (self.row, 0), title, self.formats, "caption")
        if unit:
            write_text(self.worksheet, (self.row, last), unit, self.formats, "unit")
        self.row += 1

    def _rows(self, table: Table, stretch: bool = False) -> None:
        if not table.rows:
            write_text(self.worksheet, (self.row, 0), self.words("empty"), self.formats, "text")
            self.row += 1
        for row in table.rows:
            for number, (cell, column) in enumerate(zip(row.cells, table.columns, strict=True)):
                more = {**LEVELS[row.level], **alignment(column.align)}
                if stretch and number == len(table.columns) - 1 and column.align == "left" and number < LAST:
                    form = self.formats.get("cell", **more)
                    self.worksheet.merge_range(self.row, number, self.row, LAST, None, form)
                write_cell(self.worksheet, (self.row, number), cell, self.words, self.formats, **more)
                if not stretch and cell.kind not in NUMERIC:
                    self.texts.append((self.row, number, text_in_sheet(cell, self.words)))
            self.row += 1

    def _small_table(self, table: Table) -> None:
        for number, column in enumerate(table.columns):
            more = {"bold": True, **alignment(column.align)}
            write_text(self.worksheet, (self.row, number), column.head, self.formats, "label", **more)
        self.row += 1
        self._rows(table, stretch=True)

    def _fact(self, fact: Fact, left: bool) -> bool:
        """Write a figure; a long text takes the whole row. Says whether the next one starts a row."""
        long = isinstance(fact.cell.value, str) and width_of(fact.cell.value) > PAIR_WIDTHS[1] - 2
        if long and not left:
            self.row += 1
        if long:
            write_text(self.worksheet, (self.row, 0), fact.label, self.formats, "label")
            self._merged(fact.cell, "cell", 1)
            return True
        first, value = (0, 1) if left else (3, 5)
        if not left:
            self.worksheet.merge_range(self.row, 3, self.row, 4, None, self.formats.get("label"))
        unit = unit_of(fact, self.words, wan=False)
        write_text(self.worksheet, (self.row, first), fact.label, self.formats, "label")
        write_cell(self.worksheet, (self.row, value), fact.cell, self.words, self.formats, **alignment("right"))
        write_text(self.worksheet, (self.row, value + 1), unit, self.formats, "label")
        self.row += 0 if left else 1
        return not left

    def _merged(self, cell: Cell, style: str, first: int) -> None:
        """Write a text across the columns, in as many lines as it needs: merged cells do not grow by themselves."""
        where = (self.row, first)
        self.worksheet.merge_range(self.row, first, self.row, LAST, None, self.formats.get(style, **alignment("left")))
        write_cell(self.worksheet, where, cell, self.words, self.formats, style=style, **alignment("left"))
        lines = -(-width_of(str(cell.value)) // int(sum(PAIR_WIDTHS[first:])))
        self.worksheet.set_row(self.row, max(ROW, LINE_POINTS * min(lines, MOST_LINES)))
        self.row += 1

    def _label(self, fact: Fact) -> str:
        unit = unit_of(fact, self.words, wan=False)
        return f"{fact.label} ({unit})" if unit else fact.label
