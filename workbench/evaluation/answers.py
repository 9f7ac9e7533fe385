"""The raw answers of one case, whoever read them: a file, a live book, or an answers file."""

from __future__ import annotations

from dataclasses import dataclass, field

from workbench.cell_reference import column_letters, position
from workbench.findings import Finding
from workbench.formula import Value
from workbench.labels import Language


@dataclass(slots=True)
class Answers:
    """What people typed, by name, and where it stands.

    `fields`: name -> value; `columns`: `table.column` -> one value a row (all columns of a table are equally long);
    `series`: `group.line` -> twelve values. A value is what the cell holds: None (blank), float, str, bool or an
    error. `places`: name -> `'点货'!D8` or `'点货'!D8:D67`.
    """

    template: str
    version: str
    language: Language = "zh"
    template_hash: str = ""
    source: str = ""
    sha256: str = ""
    fields: dict[str, Value] = field(default_factory=dict)
    columns: dict[str, list[Value]] = field(default_factory=dict)
    series: dict[str, list[Value]] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def rows(self, table: str) -> int:
        """Give the number of rows of a table, blank ones included."""
        prefix = table + "."
        return max((len(column) for name, column in self.columns.items() if name.startswith(prefix)), default=0)

    def place(self, name: str, index: int | None = None) -> str:
        """Give where a name stands; with `index` the cell of that row (from 0) or month of a range."""
        place = self.places.get(name, "")
        if index is None or ":" not in place or "!" not in place:
            return place
        sheet, _, reference = place.rpartition("!")
        first, _, last = reference.partition(":")
        row, column = position(first)
        if position(last)[0] == row:
            return f"{sheet}!{column_letters(column + index)}{row}"
        return f"{sheet}!{column_letters(column)}{row + index}"
