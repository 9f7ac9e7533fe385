"""Why this amount, at what price, repaid how."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from workbench.report.formats import BLANK, DASH, Cell, Tone, text_of, typed, unit_cell
from workbench.report.table import TOTAL, Result, Row, Table, columns, rows
from workbench.report.words import Words

EXPOSURE = (
    *("minimum", "grade_factor", "stress_share", "rounding", "computed", "total", "existing", "replaced", "net_new"),
)
SHARES = frozenset({"grade_factor", "stress_share"})


def methods(result: Result, words: Words) -> Table:
    """Every method with its value; the binding one is marked in words, one that limits nothing is grey."""
    return _methods(result["line"]["methods"], words)


def methods_with_value(result: Result, words: Words) -> Table:
    """The methods that give an amount, for page one."""
    return _methods([row for row in result["line"]["methods"] if row["value"] is not None], words)


def methods_without_value(result: Result) -> list[str]:
    """Name the methods that give nothing."""
    return [f"{row['id']} {row['label']}" for row in result["line"]["methods"] if row["value"] is None]


def _methods(listed: list[dict[str, Any]], words: Words) -> Table:
    return Table(
        "methods",
        words("table.methods"),
        columns(words, ("line_method", "left", 32), ("value", "right", 14), ("remark", "left", 30)),
        rows(
            (
                Cell(f"{row['id']} {row['label']}"),
                Cell(row["value"], "money", "" if row["applicable"] else "muted"),
                _remark(row, words),
            )
            for row in listed
        ),
        unit="money",
    )


def inputs(result: Result, words: Words) -> Table:
    """What went into each method."""
    return Table(
        "inputs",
        words("table.inputs"),
        columns(words, ("line_method", "left", 26), ("input", "left", 28), ("value", "right", 16), ("unit", "left", 9)),
        rows(
            (
                Cell(f"{method['id']} {method['label']}"),
                Cell(row["label"]),
                typed(row["value"], row["type"], row["unit"], words, row["text"]),
                unit_cell(row["type"], row["unit"]),
            )
            for method in result["line"]["methods"]
            for row in method["inputs"]
        ),
    )


def exposure(result: Result, words: Words) -> Table:
    """From the smallest method to the new money."""
    line = result["line"]
    return Table(
        "exposure",
        words("table.exposure"),
        columns(words, ("step", "left", 34), ("value", "right", 14)),
        rows(
            (Cell(words(f"line.{key}")), Cell(line[key], "percent" if key in SHARES else "money"))
            for key in EXPOSURE
            if line[key] is not None or key != "stress_share"
        ),
        unit="money",
        note=words("mark.join").join(words.code("deduction", case) for case in line["cases"] or ()),
    )


def override(result: Result, words: Words) -> Table:
    """What the committee decided instead of the line, its limit and reason (METHOD 4.3); empty without one."""
    decided = result["line"]["override"]
    return Table(
        "override",
        words("table.override"),
        columns(words, ("step", "left", 20), ("value", "left", 60)),
        rows((Cell(words(f"override.{key}")), cell) for key, cell in _override_cells(decided, words))
        if decided
        else (),
    )


def _override_cells(decided: dict[str, Any], words: Words) -> list[tuple[str, Cell]]:
    accepted: Tone = "good" if decided["accepted"] else "bad"
    return [
        ("asked", Cell(_wan(decided["asked"], words))),
        ("limit", Cell(_wan(decided["limit"], words))),
        ("accepted", Cell(words("flag.yes" if decided["accepted"] else "flag.no"), "text", accepted)),
        ("reason", Cell(decided["reason"])),
        ("by", Cell(decided["by"])),
        ("why_not", Cell(decided["why_not"])),
    ]


def _wan(amount: float | None, words: Words) -> str:
    return f"{text_of(Cell(amount, 'money'), words)} {words('unit.money')}" if amount is not None else DASH


def price(result: Result, words: Words) -> Table:
    """The rate, part by part, and its bounds."""
    built = result["price"]
    parts = [Row((Cell(part["label"]), Cell(part["value"], "percent"))) for part in built["parts"]]
    bounds = ("floor", "ceiling", "reference_rate", "raroc")
    return Table(
        "price",
        words("table.price"),
        columns(words, ("part", "left", 34), ("rate", "right", 12)),
        (
            *parts,
            Row((Cell(words("price.rate")), Cell(built["rate"], "percent")), TOTAL),
            *(Row((Cell(words(f"price.{key}")), Cell(built[key], "percent"))) for key in bounds),
        ),
    )


def schedule(result: Result, words: Words) -> Table:
    """The instalments, in yuan and fen, with their sums."""
    keys = ("principal", "interest", "payment")
    paid = result["schedule"]
    sums = Row((Cell(words("col.total")), *(Cell(sum(row[key] for row in paid), "yuan") for key in keys), BLANK), TOTAL)
    return Table(
        "schedule",
        words("table.schedule"),
        columns(words, ("month", "right", 8), *((key, "right", 16) for key in (*keys, "balance"))),
        (*_instalments(result, (*keys, "balance")), *((sums,) if paid else ())),
        unit="yuan",
    )


def _instalments(result: Result, keys: tuple[str, ...]) -> Iterable[Row]:
    for row in result["schedule"]:
        yield Row((Cell(row["month"], "integer"), *(Cell(row[key], "yuan") for key in keys)))


def _remark(row: dict[str, object], words: Words) -> Cell:
    if not row["applicable"]:
        reason = row["reason"]
        text = words("line.not_applicable_because", reason=reason) if reason else words("line.not_applicable")
        return Cell(text, "text", "muted")
    return Cell(words("line.binding_mark"), "text", "good") if row["binding"] else BLANK
