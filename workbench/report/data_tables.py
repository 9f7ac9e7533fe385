"""Findings, the checklist, what was compared with what, and every value with its place and formula."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from workbench.report.formats import DASH, Cell, date_text, text_of, typed
from workbench.report.table import SEVERITY_TONES, Result, Table, columns, rows, word_cell
from workbench.report.words import Words

_SHEET = re.compile(r"'((?:[^']|'')*)'!(.*)", re.DOTALL)
SHOWN_OF_CHECKS = frozenset({"base", "evidence"})
VERSIONED = ("template", "card", "policy")


class Sheet(NamedTuple):
    """The values of one sheet of the survey."""

    name: str
    rows: list[tuple[str, ...]]


def findings(result: Result, words: Words) -> Table:
    """Whatever a person must know, the gravest first."""
    order = list(SEVERITY_TONES)
    found = sorted(result["findings"], key=lambda finding: order.index(finding["severity"]))
    return Table(
        "findings",
        words("table.findings"),
        columns(
            words,
            *(("severity", "left", 8), ("code", "left", 9), ("place", "left", 18)),
            *(("message", "left", 60), ("remedy", "left", 48)),
        ),
        rows(
            (
                word_cell(words, "severity", finding["severity"], SEVERITY_TONES[finding["severity"]]),
                Cell(finding["code"]),
                Cell(finding["place"]),
                Cell(finding["message"]),
                Cell(finding["remedy"]),
            )
            for finding in found
        ),
    )


def checklist(result: Result, words: Words) -> Table:
    """The questions of the industry and what this client answered."""
    return Table(
        "checklist",
        words("table.checklist"),
        columns(
            words, ("heading", "left", 12), ("question", "left", 48), ("answer", "left", 36), ("remark", "left", 30)
        ),
        rows(
            (
                Cell(item["heading"]),
                Cell(item["label"]),
                Cell(item["answer"] or words("missing.input")),
                Cell(item["remark"]),
            )
            for item in result["checklist"]
        ),
    )


def integrity(result: Result, words: Words) -> Table:
    """What of the workbook was compared with what was generated."""
    compared = result["integrity"]
    return Table(
        "integrity",
        words("table.integrity"),
        columns(words, ("item", "left", 36), ("compared", "right", 12), ("differences", "right", 12)),
        rows(
            (
                Cell(item["label"]),
                Cell(item["checked"], "integer"),
                Cell(item["found"], "integer", "bad" if item["found"] else ""),
            )
            for item in compared["items"]
        ),
        note="" if compared["performed"] else words("integrity.not_performed"),
    )


def versions(result: Result, words: Words) -> Table:
    """Which rules computed this, from which answers: enough to compute it again."""
    used = [
        (
            Cell(words(f"version.{key}")),
            Cell(result[key]["name"]),
            Cell(f"{result[key]['id']} {result[key]['version']}"),
            Cell(result[key]["hash"]),
        )
        for key in VERSIONED
    ]
    source = result["source"]
    others = [
        (Cell(words("version.source")), Cell(words(f"source.{source['kind']}")), Cell(None), Cell(source["hash"])),
        (Cell(words("version.engine")), Cell(None), Cell(result["engine_version"]), Cell(None)),
        (Cell(words("version.schema")), Cell(None), Cell(str(result["schema_version"])), Cell(None)),
        (Cell(words("version.generated_at")), Cell(result["generated_at"]), Cell(None), Cell(None)),
    ]
    return Table(
        "versions",
        words("table.versions"),
        columns(words, ("item", "left", 16), ("name", "left", 26), ("version", "left", 24), ("hash", "left", 68)),
        rows([*used, *others]),
    )


def data_sheets(result: Result, words: Words) -> list[Sheet]:
    """The values as printed text: name, label, value, unit, cell, formula; sheet by sheet, money in yuan.

    Of a check's cells only base and evidence: the others are in the register, and all of them in result.json.
    """
    sheets: dict[str, Sheet] = {}
    checks = {check["id"] for check in result["checks"]}
    for name, entry in result["values"].items():
        owner, _, part = name.partition("_")
        if owner in checks and part not in SHOWN_OF_CHECKS:
            continue
        sheet, cell = _split(entry["place"])
        group = sheets.setdefault(sheet, Sheet(sheet or words("data.nowhere"), []))
        text = value_text(entry, words)
        if "surveyed" in entry:
            told = value_text({**entry, "value": entry["surveyed"], "text": None}, words)
            text = words("data.surveyed", text=text, told=told)
        group.rows.append((name, entry["label"], text, entry["unit"] or "", cell, entry["formula"] or ""))
    return list(sheets.values())


def value_text(entry: dict[str, Any], words: Words) -> str:
    """Print one value; the items of a column are joined, a blank is said to be blank."""
    value, text = entry["value"], entry["text"]
    missing = words("missing.input") if entry["formula"] is None else DASH
    if not isinstance(value, list):
        return _single(value, text, entry["type"], missing, words)
    if not value:
        return words("missing.rows")
    texts: Iterable[str | None] = text if isinstance(text, list) and len(text) == len(value) else [None] * len(value)
    pairs = zip(value, texts, strict=True)
    return words("mark.join").join(_single(item, said, entry["type"], missing, words) for item, said in pairs)


def _single(value: Any, text: str | None, value_type: str, missing: str, words: Words) -> str:
    if value is None or value == "":
        return missing
    if text is not None:
        return text
    if isinstance(value, str):
        return value
    if value_type == "money" and isinstance(value, int | float):
        return text_of(Cell(value, "yuan"), words)
    if value_type == "date" and isinstance(value, int | float):
        return date_text(value)
    return text_of(typed(value, value_type, None, words), words)


def _split(place: str | None) -> tuple[str, str]:
    match = _SHEET.fullmatch(place or "")
    return (match[1].replace("''", "'"), match[2]) if match else ("", place or "")
