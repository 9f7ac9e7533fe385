"""A small survey that the tests of names and contexts share: a table, a group of series, a few scalars."""

from __future__ import annotations

from workbench.formula import SCALAR, Context, Scope, Symbol

ROW = Context("row", "stock")
MONTH = Context("month", "sales")
LINE = Context("line", "check_")

SYMBOLS = (
    Symbol("survey_date", "scalar", 0),
    Symbol("opening_debt", "scalar", 1),
    Symbol("stock.value_total", "scalar", 2, computed=True),
    Symbol("stock.item", "range", 3, owner="stock"),
    Symbol("stock.quantity", "range", 4, owner="stock"),
    Symbol("stock.unit_cost", "range", 5, owner="stock"),
    Symbol("stock.value", "range", 6, owner="stock", computed=True),
    Symbol("sales.amount", "range", 7, owner="sales", across=True),
    Symbol("sales.cost", "range", 8, owner="sales", across=True),
    Symbol("sales.debt", "range", 9, owner="sales", computed=True, opening="opening_debt", across=True),
    Symbol("sales.note", "range", 10, owner="sales", across=True),
    Symbol("note", "scalar", 11),
    Symbol("band", "range", 12, owner="band", width=2),
    Symbol("check_base", "scalar", 14),
    Symbol("sales.orphan", "range", 13, owner="sales", opening="no_such_field", across=True),
)
SCOPE = Scope(SYMBOLS)
CONTEXTS = {"scalar": SCALAR, "row": ROW, "month": MONTH, "line": LINE}


def frame() -> list[object]:
    """Values for SYMBOLS; the table has a blank sentinel row at both ends."""
    return [
        46086.0,
        500.0,
        37.0,
        [None, "apple", "pear", None],
        [None, 2.0, 3.0, None],
        [None, 5.0, 9.0, None],
        ["", 10.0, 27.0, ""],
        [100.0, 200.0, 300.0],
        [60.0, 150.0, 210.0],
        [540.0, 590.0, 680.0],
        [None, None, None],
        "x",
        [0.0, 0.1, 10.0, 0.2],
        [None, None, None],
        400.0,
    ]
