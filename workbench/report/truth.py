"""The block of page one on whether it is true: how much was checked, what is in doubt, what is taken instead."""

from __future__ import annotations

from workbench.report import check_tables, safeguard_tables
from workbench.report.facts import Block, Fact, Note, check_fact, joined_rows, more, told
from workbench.report.formats import Cell
from workbench.report.page import page
from workbench.report.table import Result
from workbench.report.words import Words

LINES = 5  # doubted checks on page one; the rest stands further back
PERFORMED = frozenset({"pass", "note", "explain", "fail"})


def truth_block(result: Result, words: Words) -> Block:
    """Pass rate, coverage, authenticity, claims, who visited; failed, explained and repeated checks side by side."""
    coverage, checks = result["coverage"], result["checks"]
    done = words("coverage.of", performed=coverage["performed"], required=coverage["required"])
    short = coverage["performed"] < coverage["required"]
    facts = [
        Fact(words("coverage.pass_rate"), Cell(coverage["pass_rate"], "percent")),
        Fact(words("coverage.coverage"), Cell(done, "text", "warn" if short else "")),
        *[check_fact(check, words) for check in checks if check["id"] == page()["statement_check"]],
        *_claims(result, words),
        Fact(words("people.surveyors"), told(_surveyors(result, words), words)),
        Fact(words("truth.visits"), told(joined_rows(result, "visits", words), words)),
    ]
    doubted = [check for check in checks if check["verdict"] in ("fail", "explain") or check["first"]]
    doubted.sort(key=lambda check: (check["verdict"] != "fail", check["verdict"] != "explain", not check["hard"]))
    table = check_tables.doubts(doubted[:LINES], words)
    notes = [*_no_doubts(result, bool(doubted), words), *more(len(doubted) - LINES, words)]
    notes += [*_undone(result, words), *_conservative(result, words)]
    return Block("truth", words("block.truth"), facts, [table] if doubted else [], notes)


def _claims(result: Result, words: Words) -> list[Fact]:
    """Name the main claims that are not strong (METHOD 2.1); every claim with its checks stands further back."""
    main = [claim for claim in result["claims"] if claim["claim"] in page()["claims"]]
    if not main:
        return []
    weak = [claim["label"] for claim in main if not claim["strong"]]
    listed = words("mark.join").join(weak) or words("truth.none")
    return [Fact(words("truth.weak_claims"), Cell(listed, "text", "warn" if weak else "good"))]


def _surveyors(result: Result, words: Words) -> str:
    people = result["people"]
    return words("mark.join").join(name for name in (people["surveyor"], people["co_surveyor"]) if name)


def _no_doubts(result: Result, doubted: bool, words: Words) -> list[Note]:
    performed = any(check["verdict"] in PERFORMED for check in result["checks"])
    return [Note(words("truth.no_doubts"))] if performed and not doubted else []


def _undone(result: Result, words: Words) -> list[Note]:
    undone = [f"{check['id']} {check['label']}" for check in result["checks"] if check["verdict"] == "not_performed"]
    listed = words("mark.join").join(undone) or words("truth.none")
    return [Note(words("truth.not_performed", count=len(undone), listed=listed), "warn" if undone else "")]


def _conservative(result: Result, words: Words) -> list[Note]:
    taken = safeguard_tables.taken(result, words)
    return [Note(words("truth.conservative", listed=words("mark.join").join(taken)), "warn")] if taken else []
