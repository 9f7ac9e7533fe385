"""The block of page one on score and admission: points, grade, caps, and all knock-outs by their state."""

from __future__ import annotations

from typing import Any

from workbench.report import score_tables
from workbench.report.facts import Block, Fact, Note
from workbench.report.formats import DASH, Cell, Tone, clip, in_wan, text_of
from workbench.report.table import Result
from workbench.report.words import Words

REASON = 140  # most signs of a reason: the figures of two stress rules fit
KNOCKOUTS: dict[str, Tone] = {"hit": "bad", "cured": "warn", "not_evaluated": "warn", "clear": ""}


def score_block(result: Result, words: Words) -> Block:
    """The points by dimension, the weakest indicators, the caps and every knock-out."""
    score = result["score"]
    grade = score["grade"] or words("score.no_grade")
    facts = [
        Fact(words("score.points"), Cell(score["total"], "points"), _of(score["max"], words)),
        Fact(words("score.grade_label"), Cell(grade, "text", "" if score["valid"] else "bad")),
        Fact(words("score.before_caps"), Cell(score["grade_before_caps"])),
        *(Fact(part["label"], Cell(part["points"], "points"), _of(part["max"], words)) for part in score["dimensions"]),
    ]
    notes = (
        [Note(words("score.invalid", count=len(score["missing"]), allowed=score["missing_allowed"]), "bad")]
        if not score["valid"]
        else []
    )
    notes += [Note(words("score.lowest", listed=_lowest(score, words)))]
    notes += [Note(words("score.caps_applied", listed=_listed(score["caps"], "applied", words)))]
    notes += [*_parallel_note(result["parallel"], words), *_knockout_notes(score["knockouts"], words)]
    return Block("score", words("block.score"), facts, [], notes)


def _of(most: float, words: Words) -> str:
    return words("score.of", max=text_of(Cell(most, "points"), words))


def _lowest(score: dict[str, Any], words: Words) -> str:
    shown = [
        words(
            "score.indicator",
            label=row["label"],
            points=text_of(Cell(row["points"], "points"), words),
            max=text_of(Cell(row["max"], "points"), words),
        )
        for row in score_tables.lowest(score)
    ]
    return words("mark.join").join(shown) or DASH


def _listed(items: list[dict[str, Any]], status: str, words: Words) -> str:
    named = [_because(item["label"], item["reason"], words) for item in items if item["status"] == status]
    return words("mark.join").join(named) or words("truth.none")


def _because(text: str, reason: str | None, words: Words) -> str:
    return words("mark.because", text=text, reason=clip(in_wan(reason, words), REASON)) if reason else text


def _parallel_note(others: list[dict[str, Any]], words: Words) -> list[Note]:
    """Tell the grades by other cards; one that is two grades or more away needs a review (METHOD 5.3)."""
    told = []
    for other in others:
        key = {"review": "review", "agrees": "agrees"}.get(other["status"], "none")
        args = {name: other[name] for name in ("name", "grade", "apart")}
        told.append(words(f"score.parallel_{key}", **args))
    review = any(other["status"] == "review" for other in others)
    listed = words("mark.join").join(told)
    return [Note(words("score.parallel", listed=listed), "warn" if review else "")] if told else []


def _knockout_notes(items: list[dict[str, Any]], words: Words) -> list[Note]:
    """All knock-outs by their state; those not evaluated are named, too; the reasons of clear ones stand behind."""
    notes = []
    for status, tone in KNOCKOUTS.items():
        found = [item for item in items if item["status"] == status]
        named = [
            _because(f"{item['id']} {item['label']}", None if status == "clear" else item["reason"], words)
            for item in found
        ]
        if found or status == "hit":
            listed = words("mark.join").join(named) or words("truth.none")
            text = words("score.knockouts", status=words(f"knockout.{status}"), count=len(found), listed=listed)
            notes.append(Note(text, tone if found else ""))
    return notes
