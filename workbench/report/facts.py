"""The parts of page one: figures with their labels, sentences, blocks, and how a missing figure is told."""

from __future__ import annotations

from typing import Any, NamedTuple

from workbench.report.formats import NUMERIC, Cell, Tone, clip, text_of, typed
from workbench.report.page import page
from workbench.report.table import VERDICT_TONES, Result, Table, word_cell
from workbench.report.words import Words


class Fact(NamedTuple):
    """One figure with its label; the unit of money is the template's, where nothing means yuan."""

    label: str
    cell: Cell
    unit: str = ""


class Note(NamedTuple):
    """One sentence."""

    text: str
    tone: Tone = ""


class Block(NamedTuple):
    """The answer to one question of the committee."""

    id: str
    title: str
    facts: list[Fact]
    tables: list[Table]
    notes: list[Note]


def unit_of(fact: Fact, words: Words, wan: bool) -> str:
    """Print the unit of a fact that is a number: a page prints money in 万元 (`wan`), a sheet in 元."""
    if fact.cell.value is None or fact.cell.kind not in NUMERIC:
        return ""
    if fact.cell.kind != "money":
        return fact.unit
    return (words.wan_unit(fact.unit) if wan else fact.unit) or words("unit.yuan")


def value_facts(result: Result, group: str, words: Words) -> list[Fact]:
    """Find the values that a group of page one names; a name that the template does not have is left out."""
    values = result["values"]
    return [value_fact(values[name], words) for name in page()["facts"][group] if name in values]


def value_fact(entry: dict[str, Any], words: Words) -> Fact:
    """Tell one value with its own label; a blank input is said to be blank."""
    if entry["value"] is None:
        return Fact(entry["label"], missing(words) if entry["formula"] is None else Cell(None))
    cell = typed(entry["value"], entry["type"], entry["unit"], words, entry["text"])
    return Fact(entry["label"], cell, entry["unit"] or "")


def check_fact(check: dict[str, Any], words: Words) -> Fact:
    """Tell a check by its verdict."""
    return Fact(check["label"], word_cell(words, "verdict", check["verdict"], VERDICT_TONES[check["verdict"]]))


def money_fact(words: Words, key: str, value: float | None, asked: bool = False) -> Fact:
    """Tell an amount of yuan; one that was `asked` for and is missing was not filled in."""
    cell = missing(words) if asked and value is None else Cell(value, "money")
    return Fact(words(key), cell)


def missing(words: Words) -> Cell:
    """Say that an answer was not filled in."""
    return Cell(words("missing.input"), "text", "warn")


def told(text: str | None, words: Words) -> Cell:
    """Print a text of the survey, shortened for page one."""
    return Cell(clip(text)) if text else missing(words)


def asked(value: int | None, words: Words) -> Cell:
    """Print a number of the survey."""
    return missing(words) if value is None else Cell(value, "integer")


def joined_rows(result: Result, table: str, words: Words) -> str:
    """Tell the rows of a survey table in a line: the cells of a row side by side, the rows joined."""
    values = result["values"]
    entries = [values[name] for name in page()["tables"][table] if name in values]
    lists = [(entry, entry["value"]) for entry in entries if isinstance(entry["value"], list)]
    rows, left_out = [], 0
    for number in range(max((len(value) for _, value in lists), default=0)):
        if _counts_elsewhere(values, table, number):
            left_out += 1
            continue
        parts = [_part(entry, number, words) for entry, value in lists if number < len(value)]
        rows.append(" ".join(part for part in parts if part))
    if left_out and not rows:
        return words("truth.none")
    if not rows and values.get(f"{table}.none", {}).get("value") == "yes":
        return words("missing.declared_none")
    return words("mark.join").join(rows)


def _counts_elsewhere(values: dict[str, Any], table: str, number: int) -> bool:
    """Tell whether a row counts nothing in its table, because what it lists stands on another sheet."""
    counted = values.get(page()["counted"].get(table, ""), {}).get("value")
    return isinstance(counted, list) and number < len(counted) and counted[number] == 0


def _part(entry: dict[str, Any], number: int, words: Words) -> str:
    text = entry["text"][number] if isinstance(entry["text"], list) and number < len(entry["text"]) else entry["text"]
    value = entry["value"][number]
    if value is None:
        return ""
    cell = typed(value, entry["type"], entry["unit"], words, text if isinstance(text, str) else None)
    said = text_of(cell, words)
    return f"{said} {words.wan_unit(entry['unit'])}" if cell.kind == "money" else said


def more(count: int, words: Words) -> list[Note]:
    """Say how many items of a list stand further back."""
    return [Note(words("more", count=count), "muted")] if count > 0 else []
