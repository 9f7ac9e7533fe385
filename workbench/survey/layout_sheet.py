"""A sheet while it is laid out: cells are put one by one, then frozen into a plan."""

from __future__ import annotations

from workbench.cell_reference import column_letters
from workbench.formula import Value
from workbench.survey.layout_survey import LIMIT, Place, Survey, no_place
from workbench.survey.plan import (
    Area,
    CellPlan,
    ConditionPlan,
    PrintPlan,
    SheetKind,
    SheetPlan,
    ValidationPlan,
)

ROW_HEIGHT = 21.0
TITLE_HEIGHT = 34.0


class Sheet:
    """One sheet under construction. A cell put with a name tells the survey where that name stands."""

    def __init__(self, survey: Survey, key: str, kind: SheetKind, name: str) -> None:
        self.survey, self.key, self.kind, self.name = survey, key, kind, name
        self.cells: dict[tuple[int, int], CellPlan] = {}
        self.widths: dict[int, float] = {}
        self.heights: dict[int, float] = {}
        self.merges: list[tuple[int, int, int, int]] = []
        self.validations: list[ValidationPlan] = []
        self.conditions: list[ConditionPlan] = []
        self.freeze = (0, 0)
        self.print: PrintPlan | None = None

    def label(self, row: int, column: int, text: str, style: str) -> None:
        """Put a text of ours."""
        self.cells[row, column] = CellPlan(row, column, "label", text or None, style)

    def constant(self, row: int, column: int, value: Value, style: str, name: str = "") -> None:
        """Put a value that nobody changes here."""
        self._put(CellPlan(row, column, "constant", value, style, name=name))

    def input(self, row: int, column: int, value: Value, style: str, name: str) -> None:
        """Put a cell that people fill; where it is a part of a range, the range is placed apart."""
        self.cells[row, column] = CellPlan(row, column, "input", value, style, name=name)

    def formula(self, row: int, column: int, text: str, value: Value, style: str, name: str = "") -> None:
        """Put a formula with what it computes to."""
        self._put(CellPlan(row, column, "formula", value, style, text, name))

    def formula_in(self, row: int, column: int, text: str, value: Value, style: str, name: str) -> None:
        """Put one formula of a named range; the range is placed apart."""
        self.cells[row, column] = CellPlan(row, column, "formula", value, style, text, name)

    def guarded(self, row: int, column: int, name: str, style: str, helper: int, place: Place = no_place) -> bool:
        """Put a template's formula behind its readiness, which takes the helper cell when it would grow too long.

        True when it did.
        """
        survey = self.survey
        value = survey.value(name)
        if not survey.compiled.steps[name].formula.needs and isinstance(value, float):
            self.constant(row, column, value, style, name)
            return False
        text, condition = survey.guarded(name, place), survey.guard_of(name, place)
        split = bool(condition) and len(text) > LIMIT
        if split:
            self.formula(row, helper, f"IF({condition},1,0)", float(survey.ready(name)), "helper:light")
            text = f'IF({across(row, helper)}=1,{survey.formula_of(name, place)},"")'
        self.formula(row, column, text, value, style, name)
        return split

    def link(self, row: int, column: int, text: str, sheet: str, ref: str, style: str) -> None:
        """Put a text that leads to a cell of another sheet."""
        target = "#".join((sheet, ref))
        self.cells[row, column] = CellPlan(row, column, "link", text, style, target=target)

    def fill(self, row: int, first: int, last: int, style: str) -> None:
        """Give the cells of a row that are still empty a style."""
        for column in range(first, last + 1):
            self.cells.setdefault((row, column), CellPlan(row, column, "label", None, style))

    def place(self, name: str, row: int, column: int, last_row: int = 0, last_column: int = 0) -> None:
        """Say where a name stands."""
        area = Area(name, self.name, row, column, last_row or row, last_column or column)
        self.survey.places[name] = area

    def condition(self, formula: str, style: str, *areas: str) -> None:
        """Format areas by a formula, written for the first cell of the first."""
        self.conditions.append(ConditionPlan(areas, formula, style))

    def title(self, text: str, last_column: int, back_row: int = 2) -> None:
        """Put the band at the top, with the way back to the cover below its end (row 0: none)."""
        self.label(1, 2, text, "title")
        if back_row:
            self.link(back_row, last_column, self.survey.text("back"), self.survey.cover, "A1", "back_link")
        self.fill(1, 1, last_column, "title")
        self.heights[1] = TITLE_HEIGHT

    def plan(self) -> SheetPlan:
        """Freeze what was put."""
        cells = tuple(self.cells[at] for at in sorted(self.cells))
        return SheetPlan(
            key=self.key,
            kind=self.kind,
            name=self.name,
            tab=self.kind,
            cells=cells,
            widths=dict(sorted(self.widths.items())),
            heights=dict(sorted(self.heights.items())),
            merges=tuple(self.merges),
            validations=tuple(self.validations),
            conditions=tuple(self.conditions),
            freeze=self.freeze,
            print=self.print,
        )

    def _put(self, cell: CellPlan) -> None:
        self.cells[cell.row, cell.column] = cell
        if cell.name:
            self.place(cell.name, cell.row, cell.column)


def text_width(text: str) -> int:
    """Give how wide a text is, in characters of a column's width; a Chinese one takes two."""
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)


def lines_of(text: str, width: float) -> int:
    """Give how many lines a wrapped text takes in a column."""
    return sum(max(1, -(-text_width(line) // max(1, int(width) - 2))) for line in text.split("\n"))


def across(row: int, column: int) -> str:
    """Give the address that stays in its column: `$C6`."""
    return f"${column_letters(column)}{row}"


def down(row: int, column: int) -> str:
    """Give the address that stays in its row: `C$6`."""
    return f"{column_letters(column)}${row}"


def area(row: int, column: int, last_row: int = 0, last_column: int = 0) -> str:
    """Give a plain area: `C6:F9`."""
    first = f"{column_letters(column)}{row}"
    last = f"{column_letters(last_column or column)}{last_row or row}"
    return first if first == last else f"{first}:{last}"
