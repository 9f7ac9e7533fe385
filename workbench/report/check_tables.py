"""The check register, what failed or was explained, and the indicators against their industry."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from workbench.report.formats import DASH, Cell, text_of, typed, unit_cell
from workbench.report.table import VERDICT_TONES, Result, Table, columns, rows, word_cell
from workbench.report.words import Words

REVIEWED = frozenset({"below", "above"})
LIMITS = ("review_low", "low", "median", "high", "review_high")


def register(result: Result, words: Words) -> Table:
    """Every check with what was told, found and taken."""
    return Table(
        "checks",
        words("table.checks"),
        columns(
            words,
            *(("check", "left", 30), ("method", "left", 18), ("weight", "left", 15)),
            *(("told", "right", 15), ("found", "right", 15), ("taken", "right", 15), ("unit", "left", 11)),
            *(("deviation", "right", 10), ("tolerance", "right", 19), ("verdict", "left", 14), ("place", "left", 14)),
        ),
        rows(_register_row(check, words) for check in result["checks"]),
        note=words("note.checks"),
        wide=True,
    )


def explanations(result: Result, words: Words) -> Table:
    """What stands behind a verdict: first result, explanation, who explained and accepted, evidence, what it lacks."""
    told = [check for check in result["checks"] if _story(check)]
    return Table(
        "explanations",
        words("table.explanations"),
        columns(
            words,
            *(("check", "left", 28), ("first_result", "left", 26), ("explanation", "left", 56)),
            *(("explained_by", "left", 10), ("accepted_by", "left", 10), ("evidence", "left", 24)),
        ),
        rows(
            (
                _name(check),
                Cell(first_text(check, words)),
                Cell(check["explanation"] or check["reason"] or _question(check)),
                Cell(check["explained_by"]),
                Cell(check["accepted_by"]),
                Cell(check["evidence_ref"]),
            )
            for check in told
        ),
    )


def doubts(checks: Iterable[dict[str, Any]], words: Words) -> Table:
    """The checks that a committee asks about, told and found side by side."""
    return Table(
        "doubts",
        words("table.doubts"),
        columns(
            words,
            *(("check", "left", 36), ("told", "right", 12), ("found", "right", 12), ("taken", "right", 12)),
            *(("unit", "left", 10), ("deviation", "right", 9), ("verdict", "left", 22)),
        ),
        rows(
            (
                _name(check),
                *_amounts(check, words),
                Cell(check["deviation"], "change"),
                _verdict(check, words, with_first=True),
            )
            for check in checks
        ),
    )


def indicators(result: Result, words: Words) -> Table:
    """The figures of the case against those of its industry."""
    return Table(
        "indicators",
        words("table.indicators"),
        columns(
            words,
            *(("indicator", "left", 28), ("value", "right", 15), ("unit", "left", 12)),
            *((key, "right", 14) for key in LIMITS),
            *(("position", "left", 15), ("source", "left", 40)),
        ),
        rows(_indicator_row(row, words) for row in result["indicators"]),
        note=words("note.indicators"),
        wide=True,
    )


def first_text(check: dict[str, Any], words: Words) -> str:
    """Tell the first result of a check that was done again."""
    first = check["first"]
    if first is None:
        return ""
    deviation = text_of(Cell(first["deviation"], "change"), words)
    parts = (first["date"], deviation, _first_verdict(first, words), first["evidence"])
    return " ".join(part for part in parts if part)


def _name(check: dict[str, Any]) -> Cell:
    return Cell(f"{check['id']} {check['label']}")


def _register_row(check: dict[str, Any], words: Words) -> tuple[Cell, ...]:
    return (
        _name(check),
        Cell(words.code("method", check["method"])),
        Cell(_weight(check, words)),
        *_amounts(check, words),
        Cell(check["deviation"], "change"),
        tolerance_cell(check, words),
        _verdict(check, words),
        Cell(check["place"]),
    )


def _amounts(check: dict[str, Any], words: Words) -> tuple[Cell, ...]:
    kind, unit = "yes_no" if check["kind"] == "flag" else check["type"], check["unit"]
    amounts = (typed(check[key], kind, unit, words) for key in ("base", "evidence", "taken"))
    return (*amounts, unit_cell(kind, unit))


def _weight(check: dict[str, Any], words: Words) -> str:
    marks = [words("check.hard") if check["hard"] else words("check.soft")]
    return words("mark.join").join([*marks, words("check.required")] if check["required"] else marks)


def _verdict(check: dict[str, Any], words: Words, with_first: bool = False) -> Cell:
    cell = word_cell(words, "verdict", check["verdict"], VERDICT_TONES[check["verdict"]])
    if not with_first or check["first"] is None:
        return cell
    first = check["first"]
    told = f"{text_of(Cell(first['deviation'], 'change'), words)} {_first_verdict(first, words)}"
    return Cell(words("check.after_first", verdict=cell.value, first=told), "text", cell.tone)


def _first_verdict(first: dict[str, Any], words: Words) -> str:
    """Say the first verdict; one that was written in no word of ours is not known."""
    return words.code("verdict", first["verdict"]) if first["verdict"] else DASH


def tolerance_cell(check: dict[str, Any], words: Words) -> Cell:
    """Print a check's tolerance: three limits of a deviation, or the two edges of a band."""
    tolerance = check["tolerance"]
    if tolerance is None:
        return Cell(None)
    if "pass" in tolerance:
        return Cell(" / ".join(f"{tolerance[key] * 100:.3g}" for key in ("pass", "note", "fail")) + "%")
    edges = (tolerance["low"], tolerance["high"])
    return Cell(edges, typed(0.0, check["type"], check["unit"], words).kind)


def _story(check: dict[str, Any]) -> bool:
    return bool(check["first"] or check["explanation"] or check["reason"] or _question(check))


def _question(check: dict[str, Any]) -> str | None:
    return check["ask"] if check["verdict"] in ("explain", "fail") else None


def _indicator_row(row: dict[str, Any], words: Words) -> tuple[Cell, ...]:
    kind, unit = row["type"], row["unit"]
    value, *limits = (typed(row[key], kind, unit, words) for key in ("value", *LIMITS))
    position = row["position"]
    place = Cell(words("position.unknown"), "text", "muted")
    if position is not None:
        place = word_cell(words, "position", position, "warn" if position in REVIEWED else "")
    return (Cell(row["label"]), value, unit_cell(kind, unit), *limits, place, Cell(row["source"]))
