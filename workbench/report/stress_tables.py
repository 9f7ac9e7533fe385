"""The stress scenarios side by side, and what each of them must show (METHOD 3A.5, 3B.5, Appendix E)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workbench.report.formats import BLANK, DASH, Cell, Tone, text_of, typed
from workbench.report.table import SUBTOTAL, Column, Result, Row, Table, columns, rows, word_cell
from workbench.report.words import Words

RULE_TONES: dict[str, Tone] = {"holds": "good", "fails": "bad", "covered": "warn", "not_evaluated": "warn"}
SURVIVAL = "survival_months"
NARROW = 4  # scenarios side by side in the usual type
Scenario = dict[str, Any]


def scenarios(result: Result, words: Words) -> Table:
    """Scenarios side by side: the shocks that move in any of them, then every figure."""
    listed = result["stress"]
    line, at = next(((scenario["line"], scenario["at"]) for scenario in listed), (None, ""))
    told = text_of(Cell(line, "money"), words)
    return Table(
        "stress",
        words("table.stress"),
        (
            Column(words("col.figure"), "left", 30),
            *(Column(scenario["label"], "right", 15) for scenario in listed),
        ),
        (*_shock_rows(listed, words), *_figure_rows(listed, words)),
        unit="money",
        note=words(f"note.stress.{at}", line=told) if line is not None else "",
        wide=len(listed) > NARROW,
    )


def rules(result: Result, words: Words) -> Table:
    """Every rule with the figure it looks at, what it must be at least, and what a failure does."""
    return Table(
        "stress_rules",
        words("table.stress_rules"),
        columns(
            words,
            *(("scenario", "left", 20), ("stress_rule", "left", 30), ("measure", "left", 18)),
            *(("value", "right", 11), ("least", "right", 11), ("status", "left", 14), ("effect", "left", 16)),
        ),
        rows(_rule(scenario, rule, words) for scenario in result["stress"] for rule in scenario["rules"]),
        unit="money",
    )


def outcome(result: Result) -> dict[str, int]:
    """Count the rules by what came of them."""
    found = [rule["status"] for scenario in result["stress"] for rule in scenario["rules"]]
    return {status: found.count(status) for status in RULE_TONES}


def failed_rules(result: Result) -> list[str]:
    """Name the rules that fail without being covered."""
    return [rule["label"] for scenario in result["stress"] for rule in scenario["rules"] if rule["status"] == "fails"]


def figure_cell(scenario: Scenario, name: str, words: Words) -> Cell:
    """Print a figure of a scenario; one that the scenario does not have is a dash, survival without an end a word."""
    figure = scenario["figures"].get(name)
    if name == SURVIVAL and scenario["survives"]:
        return Cell(words("survives"), "text", "good")
    if figure is None:
        return Cell(DASH)
    value = figure["value"]
    below = figure["type"] == "money" and value is not None and round(value, 2) < 0
    return typed(value, figure["type"], None, words)._replace(tone="bad" if below else "")


def _rule(scenario: Scenario, rule: dict[str, Any], words: Words) -> tuple[Cell, ...]:
    figure = scenario["figures"].get(rule["measure"])
    value_type = figure["type"] if figure else "number"
    value = typed(rule["value"], value_type, None, words)
    if rule["measure"] == SURVIVAL and scenario["survives"]:
        value = Cell(words("survives"))
    effect = Cell(words.code("effect", rule["effect"]))
    if rule["share"] is not None:
        effect = Cell(f"{effect.value} {text_of(Cell(rule['share'], 'percent'), words)}")
    return (
        Cell(scenario["label"]),
        Cell(rule["label"]),
        Cell(figure["label"] if figure else rule["measure"]),
        value,
        typed(rule["least"], value_type, None, words),
        word_cell(words, "rule", rule["status"], RULE_TONES[rule["status"]]),
        effect,
    )


def _shock_rows(listed: list[Scenario], words: Words) -> Iterator[Row]:
    """Tell each shock by scenario; one that stands as it does without a shock is left blank."""
    if not listed:
        return
    usual = {shock["name"]: shock["value"] for shock in listed[0]["shocks"]}
    for shock in listed[0]["shocks"]:
        name = shock["name"]
        found = [next((one for one in scenario["shocks"] if one["name"] == name), shock) for scenario in listed]
        if any(one["value"] != usual[name] for one in found):
            cells = [BLANK if one["value"] == usual[name] else _shock_cell(one, words) for one in found]
            yield Row((Cell(words("stress.shock", label=shock["label"])), *cells), SUBTOTAL)


def _figure_rows(listed: list[Scenario], words: Words) -> Iterator[Row]:
    labels = {name: figure["label"] for scenario in listed for name, figure in scenario["figures"].items()}
    for name, label in labels.items():
        yield Row((Cell(label), *(figure_cell(scenario, name, words) for scenario in listed)))


def _shock_cell(shock: dict[str, Any], words: Words) -> Cell:
    if shock["type"] == "percent" and isinstance(shock["value"], int | float):
        return Cell(shock["value"], "change")
    return typed(shock["value"], shock["type"], None, words)
