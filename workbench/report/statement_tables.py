"""The restated statements, how they were restated, and the identities that they keep."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from workbench.report.formats import BLANK, Cell, Kind, typed
from workbench.report.page import page
from workbench.report.table import LINE, Column, Result, Row, Table, columns, rows
from workbench.report.words import Words

LINE_KINDS: dict[str, Kind] = {"money": "money", "percent": "percent", "integer": "integer"}
KNOWN = frozenset({"balance_sheet", "income_statement", "cash_flow", "family_sheet", "family_flow"})


def balance_sheet(result: Result, words: Words) -> Table:
    """Opening, book, adjustment and restated, line by line."""
    money = ("opening", "book", "adjustment", "restated")
    return Table(
        "balance_sheet",
        words("table.balance_sheet"),
        columns(words, ("line", "left", 28), *((key, "right", 15) for key in money)),
        tuple(line_row(row, (row[key] for key in money)) for row in _lines(result, "balance_sheet")),
        unit="money",
    )


def income_statement(result: Result, words: Words) -> Table:
    """Twelve months and their total."""
    heads = tuple(Column(head, "right", 13) for head in _months(result["case"]["survey_date"]))
    return Table(
        "income_statement",
        words("table.income_statement"),
        (Column(words("col.line"), "left", 26), *heads, Column(words("col.total"), "right", 16)),
        tuple(line_row(row, (*row["months"], row["total"])) for row in _lines(result, "income_statement")),
        unit="money",
        wide=True,
    )


def cash_flow(result: Result, words: Words, way: str) -> Table:
    """Cash flow by the direct or by the indirect way."""
    return Table(
        f"cash_flow_{way}",
        words(f"table.cash_flow_{way}"),
        columns(words, ("line", "left", 30), ("amount", "right", 15)),
        tuple(line_row(row, (row["amount"],)) for row in result["statements"].get("cash_flow", {}).get(way, ())),
        unit="money",
    )


def others(result: Result, words: Words) -> list[Table]:
    """Statements that only this template has, as it lays them out; each part of a divided one is a table."""
    tables = []
    for name, statement in result["statements"].items():
        if name not in KNOWN:
            parts = statement if isinstance(statement, dict) else {"": statement}
            tables += [_of_template(result, name, part, lines, words) for part, lines in parts.items()]
    return tables


def _of_template(result: Result, name: str, part: str, lines: list[dict[str, Any]], words: Words) -> Table:
    layout = result["layouts"][name]
    shown = [column for column in layout["columns"] if any(column["name"] in line for line in lines)]
    monthly = [column for column in shown if column["name"] == "months"]
    single = [column for column in shown if column["name"] != "months"]
    heads = [Column(head, "right", 13) for head in _months(result["case"]["survey_date"])] if monthly else []
    heads += [Column(column["label"], "right", 14) for column in single]
    listed = tuple(
        Row(
            (
                Cell(line["label"]),
                *(Cell(amount, "money") for amount in (line["months"] if monthly else ())),
                *(
                    typed(line.get(column["name"]), line.get("type") or column["type"], None, words)
                    for column in single
                ),
            ),
            line.get("level", LINE),
        )
        for line in lines
        if says_something(line, [column["name"] for column in shown])
    )
    title = " ".join(text for text in (layout["label"], part) if text)
    heads = [Column(words("col.line"), "left", 26), *heads]
    identity = "_".join(text for text in (name, part) if text)
    return Table(identity, title, tuple(heads), listed, unit="money", wide=len(heads) > 6)


def adjustments(result: Result, words: Words) -> Table:
    """Every write-down with its rule, rate and evidence."""
    labels = {row["line"]: row["label"] for row in _lines(result, "balance_sheet")}
    layout = (("line", 16), ("item", 24), ("before", 15), ("rule", 26), ("rate", 9), ("after", 15), ("change", 15))
    return Table(
        "adjustments",
        words("table.adjustments"),
        columns(
            words,
            *(
                (key, "right" if key in ("before", "rate", "after", "change") else "left", width)
                for key, width in layout
            ),
            ("evidence", "left", 20),
            ("author", "left", 10),
        ),
        rows(
            (
                Cell(labels.get(row["line"], row["line"])),
                Cell(row["item"]),
                Cell(row["before"], "money"),
                Cell(row["rule"]),
                Cell(row["rate"], "percent"),
                Cell(row["after"], "money"),
                Cell(effect(row), "money"),
                Cell(row["evidence"]),
                Cell(row["author"]),
            )
            for row in result["adjustments"]
        ),
        unit="money",
        note=words("note.adjustments"),
    )


def identities(result: Result, words: Words) -> Table:
    """The relations that must hold, with their gaps."""
    return Table(
        "identities",
        words("table.identities"),
        columns(
            words,
            *(("identity", "left", 34), ("kind", "left", 10), ("gap", "right", 15)),
            *(("tolerance", "right", 15), ("unit", "left", 8), ("verdict", "left", 10)),
        ),
        rows(
            (
                Cell(row["label"]),
                Cell(words.code("identity_kind", row["kind"])),
                Cell(row["gap"], "yuan"),
                Cell(row["tolerance"], "yuan"),
                Cell(row["unit"]),
                _holds(words, row["holds"]),
            )
            for row in result["identities"]
        ),
    )


def ratios(result: Result, words: Words) -> Table:
    """The ratios printed under the sheets."""
    return Table(
        "ratios",
        words("table.ratios"),
        columns(words, ("ratio", "left", 34), ("value", "right", 12), ("unit", "left", 8)),
        rows(
            (Cell(words(f"ratio.{name}")), ratio_cell(name, value), _ratio_unit(name, words))
            for name, value in result["ratios"].items()
        ),
    )


def ratio_cell(name: str, value: float | None) -> Cell:
    """Print a ratio as a percentage, or as a number of times or days."""
    return Cell(value, "percent" if page()["ratios"][name] == "percent" else "number")


def _ratio_unit(name: str, words: Words) -> Cell:
    kind = page()["ratios"][name]
    return BLANK if kind == "percent" else Cell(words(f"ratio_unit.{kind}"))


def effect(row: dict[str, Any]) -> float | None:
    """What an adjustment does to equity."""
    before, after = row["before"], row["after"]
    return None if before is None or after is None else after - before


def statement_line(result: Result, line: str) -> dict[str, Any]:
    """Find a line of the balance sheet; one that is not there is empty, as all are of a borrower without a business."""
    return next((row for row in _lines(result, "balance_sheet") if row["line"] == line), {})


def line_row(row: dict[str, Any], amounts: Iterable[float | None]) -> Row:
    """Make a row of a statement's line; one that is not money says its type."""
    kind = LINE_KINDS.get(row.get("type", "money"), "number")
    return Row((Cell(row["label"]), *(Cell(amount, kind) for amount in amounts)), row.get("level", LINE))


def says_something(line: dict[str, Any], names: Iterable[str]) -> bool:
    """Whether a line is worth its row: a total always is, a detail of nothing but 0 is not, a missing amount is."""
    amounts = [amount for name in names for amount in _each(line.get(name, 0.0))]
    return line["level"] != LINE or any(amount is None or amount for amount in amounts)


def _each(amounts: Any) -> list[float | None]:
    return amounts if isinstance(amounts, list) else [amounts]


def _lines(result: Result, statement: str) -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = result["statements"].get(statement, [])
    return lines


def _holds(words: Words, holds: bool | None) -> Cell:
    if holds is None:
        return Cell(words("holds.unknown"), "text", "muted")
    return Cell(words("holds.yes"), "text", "good") if holds else Cell(words("holds.no"), "text", "bad")


def _months(survey_date: str | None) -> list[str]:
    """Name the twelve months up to the survey's; without a date they have numbers only."""
    if survey_date is None:
        return [str(month) for month in range(1, 13)]
    last = 12 * int(survey_date[:4]) + int(survey_date[5:7]) - 1
    return [f"{month // 12}-{month % 12 + 1:02d}" for month in range(last - 11, last + 1)]
