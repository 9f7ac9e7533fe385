"""Trying the indicators of a card one by one: their values come from outside, everything else from a case."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import yaml

from scoring.card import CARD_FOLDER, Card, compile_card, load_card
from scoring.card_entries import Indicator
from scoring.names import Given
from scoring.results import IndicatorScore
from scoring.score import Points, score_points
from tests.scoring.card_tables import TOGETHER
from tests.scoring.cases import Rows, case
from workbench.evaluation.values import Values
from workbench.formula import Value
from workbench.labels import EMPTY

SAMPLES = {  # a case whose template has the names of the card
    "default": "fmcg_worked",
    "four_dimension": "fmcg_worked",
    "small_business": "fmcg_worked",
    "consumer": "consumer_worked",
    "farmer": "smallholder_worked",
}
FORMULA_EDGES = {"stock_measure_median": 45, "stock_measure_upper": 60, "1.5*stock_measure_upper": 90}  # FMCG, days
NEUTRAL: dict[str, dict[str, Any]] = {  # what stands beside the figure that is tried
    "four_dimension": {"bureau_no_record": "yes_no.no", "chain_core_contract": "yes_no.no"},
    "small_business": {"bureau_no_record": "yes_no.no"},
    "consumer": {"bureau_no_record": "yes_no.no"},
    "farmer": {"bureau_no_record": "yes_no.no"},
}
SOURCES = [{"source": f"邻居{n}", "opinion": "opinion.positive"} for n in range(3)]


@cache
def card_of(name: str) -> Card:
    """Load a card; it has no mistakes."""
    card, problems = load_card(name)
    assert card is not None, problems
    return card


@cache
def neutral_case(name: str) -> Values:
    """Give a case for a card, with plain answers beside every figure."""
    rows: Rows = {"opinions": SOURCES} if name == "small_business" else {}
    return case(SAMPLES[name], rows, **NEUTRAL.get(name, {}))


@cache
def probing(name: str) -> Card:
    """Give a card whose indicators all take their values from outside."""

    def probe(item: Indicator) -> Indicator:
        return replace(item, value=f"probe_{item.id}")

    card = card_of(name)
    probes = tuple(Given(f"probe_{item.id}", EMPTY, item.type, "") for item in card.indicators)
    dimensions = tuple(replace(d, indicators=tuple(map(probe, d.indicators))) for d in card.dimensions)
    return replace(card, names=replace(card.names, given=(*card.names.given, *probes)), dimensions=dimensions)


def scored_with(name: str, probes: dict[str, Value], values: Values | None = None) -> Points:
    """Score a card with some of its indicators at given values; the others have none."""
    card, values = probing(name), values or neutral_case(name)
    extended, problems = compile_card(card, values.compiled)
    assert extended is not None, problems
    outside: dict[str, Value] = {given.name: None for given in card.names.given}
    return score_points(card, extended, values, outside | {f"probe_{item}": value for item, value in probes.items()})


def scored_at(name: str, indicator: str, value: Value, values: Values | None = None) -> IndicatorScore:
    """Give what an indicator scores at a value."""
    points = scored_with(name, {indicator: value}, values)
    return next(item for d in points.dimensions for item in d.indicators if item.id == indicator)


def points_at(name: str, indicator: str, value: float) -> float:
    """Give the points at a number."""
    found = scored_at(name, indicator, float(value))
    assert not found.missing, f"{name} {indicator} at {value}: {found.band}"
    return found.points


def raw_bins(name: str) -> dict[str, list[dict[str, str]]]:
    """Give the bins of a card as its file writes them, by indicator."""
    text = (CARD_FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    read = yaml.load(text, Loader=yaml.BaseLoader)
    return {item["id"]: item["bins"] for d in read["dimensions"] for item in d["indicators"]}


def written_edges(name: str) -> list[tuple[str, float]]:
    """Give every number at which a card's own bins divide, with its indicator; I03 needs other answers besides."""
    found = []
    for indicator, bins in raw_bins(name).items():
        for entry in bins if indicator not in TOGETHER.get(name, ()) else ():
            limits = entry.get("between") or [entry[key] for key in ("at_least", "at_most") if key in entry]
            found += [(indicator, as_number(limit)) for limit in limits]
    return sorted(set(found))


def as_number(text: str) -> float:
    """Read an edge: a number, a percentage or one of the known formulas."""
    if text in FORMULA_EDGES:
        return float(FORMULA_EDGES[text])
    return float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
