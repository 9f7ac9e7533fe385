"""The family behind the business: what it owns and owes, lives on, and is worth with the business (METHOD 1.7)."""

from __future__ import annotations

from typing import Any

from workbench.report.formats import Cell
from workbench.report.statement_tables import line_row, says_something, statement_line
from workbench.report.table import SUBTOTAL, TOTAL, Result, Row, Table, columns
from workbench.report.words import Words

COLUMNS = {"family_sheet": "value", "family_flow": "amount"}


def family_sheet(result: Result, words: Words) -> Table:
    """What the family owns and owes."""
    return _family(result, words, "family_sheet")


def family_flow(result: Result, words: Words) -> Table:
    """What the family earns and spends in a year."""
    return _family(result, words, "family_flow")


def net_worth(result: Result, words: Words) -> Table:
    """Business and family together; what is not known is a dash, never 0."""
    business = statement_line(result, "equity")
    amounts = [("business", business.get("restated"))] if business else []
    amounts += [("family", value_of(result, "family_net_worth"))]
    listed = [Row((Cell(words(f"net_worth.{key}")), Cell(amount, "money")), SUBTOTAL) for key, amount in amounts]
    whole = Cell(value_of(result, "consolidated_net_worth"), "money")
    known = "consolidated_net_worth" in result["values"]
    return Table(
        "net_worth",
        words("table.net_worth"),
        columns(words, ("line", "left", 30), ("amount", "right", 15)),
        (*listed, Row((Cell(words("net_worth.consolidated")), whole), TOTAL)) if known else (),
        unit="money",
        note=words("note.net_worth") if known else "",
    )


def value_of(result: Result, name: str) -> float | None:
    """Give a figure of the values; None when it is no number or the template does not have it."""
    value = result["values"].get(name, {}).get("value")
    return value if isinstance(value, int | float) else None


def _family(result: Result, words: Words, name: str) -> Table:
    column = COLUMNS[name]
    return Table(
        name,
        words(f"table.{name}"),
        columns(words, ("line", "left", 30), ("amount", "right", 15)),
        tuple(line_row(row, (row[column],)) for row in _printed(result, name, column)),
        unit="money",
    )


def _printed(result: Result, name: str, column: str) -> list[dict[str, Any]]:
    return [row for row in result["statements"].get(name, ()) if says_something(row, (column,))]
