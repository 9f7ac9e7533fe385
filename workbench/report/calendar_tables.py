"""The cash calendar after the loan: twelve months, those that end below zero in red with their causes (METHOD 4.5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from workbench.report.formats import DASH, Cell, Tone
from workbench.report.table import SUBTOTAL, TOTAL, Column, Result, Row, Table, columns, rows
from workbench.report.words import Words

OUR_FLOWS = (("paid_in", 1), ("paid_off", -1), ("used", -1), ("principal", -1), ("interest", -1))
FLOWS = ("inflows", "outflows")
Month = dict[str, Any]


def cash_calendar(result: Result, words: Words) -> Table:
    """Months side by side: opening, the flows of the template's calendar, the loan and its service, closing."""
    months = result["cash_calendar"]
    return Table(
        "cash_calendar",
        words("table.cash_calendar"),
        (
            Column(words("col.line"), "left", 26),
            *(Column(month_text(month), "right", 13) for month in months),
            Column(words("col.total"), "right", 15),
        ),
        tuple(_calendar_rows(months, words)) if months else (),
        unit="money",
        note=words("note.cash_calendar" if months else "note.no_calendar"),
        wide=True,
    )


def shortfalls(result: Result, words: Words) -> Table:
    """The months that end below zero, with what causes it."""
    return Table(
        "shortfalls",
        words("table.shortfalls"),
        columns(words, ("month_end", "left", 12), ("closing", "right", 14), ("causes", "left", 70)),
        rows(
            (
                Cell(month_text(month)),
                Cell(month["closing"], "money", "bad"),
                Cell(words("mark.join").join(month["causes"])),
            )
            for month in below_zero(result["cash_calendar"])
        ),
        unit="money",
    )


def stress_closing(result: Result, words: Words) -> Table:
    """Cash at the end of each month under every scenario that lays its months out."""
    listed = [(scenario["label"], scenario["calendar"]) for scenario in result["stress"] if scenario["calendar"]]
    heads = [month_text(month) for month in listed[0][1]] if listed else []
    return Table(
        "stress_closing",
        words("table.stress_closing"),
        (Column(words("col.scenario"), "left", 26), *(Column(head, "right", 13) for head in heads)),
        rows((Cell(label), *(_closing(month) for month in months)) for label, months in listed),
        unit="money",
        wide=True,
    )


def low_point(months: list[Month]) -> Month | None:
    """Find the month that ends with the least cash, the first of equals."""
    return min(months, key=lambda month: month["closing"], default=None)


def below_zero(months: Iterable[Month]) -> list[Month]:
    """Find the months that end without cash."""
    return [month for month in months if month["below_zero"]]


def month_text(month: Month) -> str:
    """Name a month: by its date, by its number when the survey date is not known."""
    return str(month["date"] or month["month"])


def _calendar_rows(months: list[Month], words: Words) -> Iterator[Row]:
    yield _row(words("calendar.opening"), [month["opening"] for month in months], None, SUBTOTAL)
    for flow in FLOWS:
        for line, label in _lines(months, flow).items():
            amounts = [_amount(month[flow], line) for month in months]
            yield _row(label, amounts, sum(amounts))
        sums = [sum(part["amount"] for part in month[flow]) for month in months]
        yield _row(words(f"calendar.{flow}"), sums, sum(sums), SUBTOTAL)
    for flow, sign in OUR_FLOWS:
        amounts = [sign * month[flow] for month in months]
        if any(amounts):
            yield _row(words(f"calendar.{flow}"), amounts, sum(amounts))
    cells = (Cell(words("calendar.closing")), *(_closing(month) for month in months), Cell(DASH))
    yield Row(cells, TOTAL)


def _row(label: str, amounts: list[float], total: float | None, level: int = 2) -> Row:
    last = Cell(DASH) if total is None else Cell(total, "money")
    return Row((Cell(label), *(Cell(amount, "money") for amount in amounts), last), level)


def _lines(months: list[Month], flow: str) -> dict[str, str]:
    return {part["line"]: part["label"] for month in months for part in month[flow]}


def _amount(parts: list[dict[str, Any]], line: str) -> float:
    return float(sum(part["amount"] for part in parts if part["line"] == line))


def _closing(month: Month) -> Cell:
    tone: Tone = "bad" if month["below_zero"] else ""
    return Cell(month["closing"], "money", tone)
