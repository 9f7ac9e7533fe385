"""What page one still has to ask: raised alerts, and the industry's own checklist, its open and telling answers first.

What nobody answered is never printed as if it were so: of an open item only its question stands, or a count.
"""

from __future__ import annotations

from typing import Any

from workbench.report.facts import Note, more
from workbench.report.formats import DASH, clip
from workbench.report.page import page
from workbench.report.table import Result
from workbench.report.words import Words

ALERTS = 5  # raised alerts on page one
ANSWERS = 3  # answers of the checklist on page one
ASKS = ("？", "?")


def asked_notes(result: Result, words: Words) -> list[Note]:
    """Raised alerts, what of the industry's checklist is open, and the answers that tell most."""
    own = [item for item in result["checklist"] if item["id"] not in page()["general_questions"]]
    general = [item for item in result["checklist"] if item["id"] in page()["general_questions"]]
    told = sorted((item for item in own if item["answer"]), key=lambda item: not _adverse(item, words))
    told += [item for item in general if item["answer"]]
    listed = [Note(_answer(item)) for item in told[:ANSWERS]]
    return [*_alerts(result, words), *_open([item for item in own if not item["answer"]], words), *listed]


def _alerts(result: Result, words: Words) -> list[Note]:
    """Warnings before questions, in a line."""
    raised = [alert for alert in result["alerts"] if alert["raised"]]
    raised.sort(key=lambda alert: alert["severity"] != "warning")
    listed = words("mark.join").join(alert["label"] for alert in raised[:ALERTS])
    notes = [Note(words("risks.alerts", listed=listed), "warn")] if raised else []
    return [*notes, *more(len(raised) - ALERTS, words)]


def _open(items: list[dict[str, Any]], words: Words) -> list[Note]:
    if not items:
        return []
    questions = [clip(item["label"], 40) for item in items if _asks(item)][:ANSWERS]
    if not questions:
        return [Note(words("risks.unanswered_steps", count=len(items)), "warn")]
    listed = words("mark.join").join(questions)
    return [Note(words("risks.unanswered", count=len(items), listed=listed), "warn")]


def _asks(item: dict[str, Any]) -> bool:
    """Tell a question from something to be done or seen, whose words would read as done."""
    return any(mark in item["label"] for mark in ASKS)


def _adverse(item: dict[str, Any], words: Words) -> bool:
    """Tell whether a trouble asked for is there, or a step was not done: both come first."""
    return bool(item["answer"] == words("flag.yes" if _asks(item) else "flag.no"))


def _answer(item: dict[str, Any]) -> str:
    answer = " ".join(text for text in (item["answer"], item["remark"]) if text)
    return f"{clip(item['label'], 40)} {DASH} {clip(answer, 60)}"
