"""What stands between a survey and a decision: conditions of submitting, strong claims, alerts, conservative values."""

from __future__ import annotations

from typing import Any

from workbench.report.formats import Cell, Tone, text_of, typed, unit_cell
from workbench.report.table import Result, Table, columns, rows, word_cell
from workbench.report.words import Words

ALERT_TONES: dict[str, Tone] = {"warning": "warn", "question": ""}


def minimum(result: Result, words: Words) -> Table:
    """What the case needs before it can be submitted (METHOD 2.2)."""
    return Table(
        "minimum",
        words("table.minimum"),
        columns(words, ("condition", "left", 60), ("status", "left", 14)),
        rows((Cell(item["label"]), _truth(item["holds"], "met", "good", "bad", words)) for item in result["minimum"]),
    )


def claims(result: Result, words: Words) -> Table:
    """Every claim with the checks that confirm it; strong or not (METHOD 2.1)."""
    return Table(
        "claims",
        words("table.claims"),
        columns(
            words,
            *(("claim", "left", 24), ("performed", "left", 30), ("confirmed_by", "left", 36), ("strength", "left", 10)),
        ),
        rows(
            (
                Cell(claim["label"]),
                Cell(words("mark.join").join(claim["checks"])),
                Cell(words("mark.join").join(f"{by['id']} ({by['method']})" for by in claim["confirmed_by"])),
                claim_cell(claim, words),
            )
            for claim in result["claims"]
        ),
        note=words("note.claims") if result["claims"] else "",
    )


def claim_cell(claim: dict[str, Any], words: Words) -> Cell:
    """Say whether a claim is strong."""
    return word_cell(words, "claim", "strong" if claim["strong"] else "weak", "good" if claim["strong"] else "warn")


def alerts(result: Result, words: Words) -> Table:
    """Contradictions and oddities that are there, then those that cannot be told yet; the others are counted."""
    listed = sorted(
        (alert for alert in result["alerts"] if alert["raised"] is not False), key=lambda alert: not alert["raised"]
    )
    quiet = len(result["alerts"]) - len(listed)
    return Table(
        "alerts",
        words("table.alerts"),
        columns(words, ("alert", "left", 44), ("kind", "left", 10), ("status", "left", 10), ("ask", "left", 50)),
        rows(
            (
                Cell(alert["label"]),
                Cell(words.code("alert_severity", alert["severity"])),
                _truth(alert["raised"], "raised", ALERT_TONES[alert["severity"]] or "warn", "", words),
                Cell(alert["ask"] if alert["raised"] else None),
            )
            for alert in listed
        ),
        note=words("note.quiet_alerts", count=quiet) if quiet else "",
    )


def conservative(result: Result, words: Words) -> Table:
    """What is taken instead of a value in doubt: told, found by the check, taken (METHOD 2.2, 2.7)."""
    checks = {check["id"]: check for check in result["checks"]}
    return Table(
        "conservative",
        words("table.conservative"),
        columns(
            words,
            *(("item", "left", 30), ("check", "left", 26), ("surveyed", "right", 13), ("found", "right", 13)),
            *(("conservative_value", "right", 13), ("unit", "left", 9), ("status", "left", 10)),
        ),
        rows(_conservative(row, checks.get(row["check"]), result, words) for row in result["conservative"]),
        note=words("note.conservative") if result["conservative"] else "",
    )


def taken(result: Result, words: Words) -> list[str]:
    """Tell every conservative value in use: from what to what."""
    return [
        words(
            "truth.taken",
            label=row["label"],
            **{key: text_of(_amount(row, row[key], result, words), words) for key in ("surveyed", "taken")},
        )
        for row in result["conservative"]
        if row["used"] and row["surveyed"] != row["taken"]
    ]


def _conservative(row: dict[str, Any], check: dict[str, Any] | None, result: Result, words: Words) -> tuple[Cell, ...]:
    entry = result["values"].get(row["sets"], {})
    kind, unit = entry.get("type", "number"), entry.get("unit")
    used = _truth(row["used"], "used", "warn", "muted", words)
    found = typed(check["evidence"], check["type"], check["unit"], words) if check else Cell(None)
    return (
        Cell(row["label"]),
        Cell(f"{check['id']} {check['label']}" if check else None),
        _amount(row, row["surveyed"], result, words),
        found,
        _amount(row, row["taken"], result, words),
        unit_cell(kind, unit),
        used,
    )


def _amount(row: dict[str, Any], value: float | None, result: Result, words: Words) -> Cell:
    entry = result["values"].get(row["sets"], {})
    return typed(value, entry.get("type", "number"), entry.get("unit"), words)


def _truth(holds: bool | None, group: str, good: Tone, bad: Tone, words: Words) -> Cell:
    if holds is None:
        return Cell(words("holds.unknown"), "text", "muted")
    return Cell(words(f"{group}.yes" if holds else f"{group}.no"), "text", good if holds else bad)
