"""The score: its dimensions and indicators, the caps on the grade, the knock-outs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from workbench.report.formats import BLANK, Cell, Tone, typed
from workbench.report.table import SUBTOTAL, TOTAL, Result, Row, Table, columns, rows, word_cell
from workbench.report.words import Words

CAP_TONES: dict[str, Tone] = {"applied": "bad", "clear": "good", "not_evaluated": "warn"}
KNOCKOUT_TONES: dict[str, Tone] = {"hit": "bad", "cured": "warn", "clear": "good", "not_evaluated": "warn"}

PARALLEL_TONES: dict[str, Tone] = {"agrees": "good", "review": "warn", "not_evaluated": "muted"}


def scorecard(result: Result, words: Words) -> Table:
    """Every indicator with its value, its bin and its points, under its dimension."""
    score = result["score"]
    return Table(
        "scorecard",
        words("table.scorecard"),
        columns(
            words,
            *(("indicator", "left", 34), ("value", "right", 22), ("unit", "left", 8)),
            *(("band", "left", 24), ("points", "right", 8), ("max", "right", 8)),
        ),
        tuple(_scorecard_rows(score, words)),
        note=result["card"]["note"] or "",
    )


def caps(result: Result, words: Words) -> Table:
    """What may hold the grade down; a cap that was not evaluated is never clear."""
    return Table(
        "caps",
        words("table.caps"),
        columns(words, ("cap", "left", 36), ("to", "left", 8), ("status", "left", 12), ("reason", "left", 36)),
        rows(
            (
                Cell(cap["label"]),
                Cell(cap["to"]),
                word_cell(words, "cap", cap["status"], CAP_TONES[cap["status"]]),
                Cell(cap["reason"]),
            )
            for cap in result["score"]["caps"]
        ),
    )


def knockouts(result: Result, words: Words) -> Table:
    """All knock-outs, each with its word."""
    return Table(
        "knockouts",
        words("table.knockouts"),
        columns(words, ("knockout", "left", 36), ("status", "left", 12), ("reason", "left", 36)),
        rows(
            (
                Cell(f"{item['id']} {item['label']}"),
                word_cell(words, "knockout", item["status"], KNOCKOUT_TONES[item["status"]]),
                Cell(item["reason"]),
            )
            for item in result["score"]["knockouts"]
        ),
    )


def parallel(result: Result, words: Words) -> Table:
    """Other cards on the same case; one two grades or more away needs a review (METHOD 5.3)."""
    return Table(
        "parallel",
        words("table.parallel"),
        columns(
            words,
            *(("card", "left", 26), ("points", "right", 8), ("max", "right", 8), ("grade", "left", 8)),
            *(("counts_as", "left", 10), ("apart", "right", 9), ("status", "left", 10), ("reason", "left", 30)),
        ),
        rows(
            (
                Cell(f"{other['name']} {other['version']}"),
                *(Cell(other["total"], "points"), Cell(other["max"], "points")),
                *(Cell(other["grade"]), Cell(other["counts_as"]), Cell(other["apart"], "integer")),
                word_cell(words, "parallel", other["status"], PARALLEL_TONES[other["status"]]),
                Cell(other["reason"]),
            )
            for other in result["parallel"]
        ),
        note=words("note.parallel") if result["parallel"] else "",
    )


def soft_matrix(result: Result, words: Words) -> Table:
    """Where the borrower stands on each question of the soft-information matrix (METHOD 5.8)."""
    matrix = result["soft_matrix"]
    listed = [
        Row((Cell(column["label"]), Cell(column["cell"]), Cell(column["score"], "points")))
        for column in matrix["columns"]
    ]
    total = Row((Cell(words("score.total")), BLANK, Cell(matrix["total"], "points")), TOTAL)
    return Table(
        "soft_matrix",
        words("table.soft_matrix"),
        columns(words, ("aspect", "left", 26), ("cell", "left", 26), ("soft_score", "right", 8)),
        (*listed, total) if listed else (),
        note=words("note.soft_matrix") if listed else "",
    )


def lowest(score: dict[str, Any], count: int = 3) -> list[dict[str, Any]]:
    """Find the indicators with the smallest share of their points; at equal shares the weightier one first."""
    scored = [row for part in score["dimensions"] for row in part["indicators"] if row["max"] > 0]
    scored.sort(key=lambda row: ((row["points"] or 0) / row["max"], -row["max"]))
    return [row for row in scored[:count] if (row["points"] or 0) < row["max"]]


def score_value(row: dict[str, Any], words: Words) -> Cell:
    """Print what an indicator was scored on."""
    if row["missing"]:
        return Cell(words("missing.scored"), "text", "warn")
    return typed(row["value"], row["type"], row["unit"], words, row["text"])


def _scorecard_rows(score: dict[str, Any], words: Words) -> Iterable[Row]:
    for part in score["dimensions"]:
        yield Row(
            (
                Cell(f"{part['id']} {part['label']}"),
                BLANK,
                BLANK,
                BLANK,
                Cell(part["points"], "points"),
                Cell(part["max"], "points"),
            ),
            SUBTOTAL,
        )
        for row in part["indicators"]:
            unit = BLANK if row["text"] is not None or row["unit"] is None else Cell(row["unit"])
            yield Row(
                (
                    *(Cell(f"{row['id']} {row['label']}"), score_value(row, words), unit, Cell(row["band"])),
                    *(Cell(row["points"], "points"), Cell(row["max"], "points")),
                )
            )
    total = (
        Cell(words("score.total")),
        BLANK,
        BLANK,
        Cell(words("score.grade", grade=score["grade"] or words("score.no_grade"))),
    )
    yield Row((*total, Cell(score["total"], "points"), Cell(score["max"], "points")), TOTAL)
