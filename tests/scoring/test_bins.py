"""Every bin of the default card, on both sides of every edge, against METHOD 5.1 and ruling R19."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from scoring.card import Card, compile_card
from scoring.card_entries import Indicator
from scoring.names import Given
from scoring.results import IndicatorScore
from scoring.score import score_points
from tests.scoring.cases import Rows, case, default_card, scored
from workbench.evaluation.values import Values
from workbench.formula import Value
from workbench.labels import EMPTY

TINY = 1e-9  # far above 15 digits, far below anything that people tell apart

# METHOD 5.1: the points up to and including an edge, closed on the better side.
AT_LEAST: dict[str, list[tuple[float, int]]] = {
    "I04": [(8, 4), (5, 3), (3, 2), (1, 1)],
    "I06": [(3, 4), (2, 2), (1, 1)],
    "I12": [(5, 4), (3, 3), (2, 2), (1, 1)],
    "I19": [(2, 6), (1.5, 5), (1.25, 3), (1, 1)],
    "I21": [(1.5, 3), (1.2, 2), (1, 1)],
    "I22": [(0.8, 3), (0.4, 2), (0, 1)],
    "I24": [(0.9, 5), (0.8, 4), (0.7, 2)],
    "I25": [(0.8, 4), (0.6, 3), (0.4, 1)],
}
AT_MOST: dict[str, list[tuple[float, int]]] = {
    "I08": [(2, 4), (4, 3), (6, 1)],
    "I09": [(2, 4), (3, 3), (4, 1)],
    "I10": [(0, 4), (0.1, 3), (0.2, 2), (0.35, 1)],
    "I11": [(0, 4), (0.2, 3), (0.5, 2), (1, 1)],
    "I14": [(0.15, 3), (0.3, 2), (0.5, 1)],
    "I18": [(0.4, 5), (0.5, 4), (0.6, 3), (0.7, 1)],
    "I20": [(0.1, 4), (0.2, 3), (0.3, 2), (0.5, 1)],
    "I23": [(45, 4), (60, 3), (90, 1)],
}
WITHIN: dict[str, list[tuple[float, int]]] = {  # value, points
    "I01": [(21, 0), (22, 1), (24, 1), (25, 2), (29, 2), (30, 3), (50, 3), (51, 2), (58, 2), (59, 1), (62, 1), (63, 0)],
    "I13": [
        (-0.2 - TINY, 0), (-0.2, 1), (-0.1 - TINY, 1), (-0.1, 2), (-TINY, 2), (0, 3), (0.05 - TINY, 3), (0.05, 4),
        (0.3, 4), (0.3 + TINY, 3), (0.5, 3), (0.5 + TINY, 0),
    ],
    "I17": [
        (0.5 - TINY, 0), (0.5, 1), (0.7 - TINY, 1), (0.7, 2), (0.85 - TINY, 2), (0.85, 3), (1.15, 3),
        (1.15 + TINY, 2), (1.3, 2), (1.3 + TINY, 1), (1.5, 1), (1.5 + TINY, 0),
    ],
}  # fmt: skip


def edges() -> list[tuple[str, float, float]]:
    """Give every edge as (indicator, value, points), exactly on it and just beyond."""
    listed: list[tuple[str, float, float]] = []
    tables = [(-TINY, *item) for item in AT_LEAST.items()] + [(TINY, *item) for item in AT_MOST.items()]
    for step, name, found in tables:
        worse = [points for _, points in found[1:]] + [0]
        for (edge, points), beyond in zip(found, worse, strict=True):
            listed += [(name, edge, points), (name, edge + step, beyond)]
    return listed + [(name, value, points) for name, found in WITHIN.items() for value, points in found]


@cache
def worked() -> Values:
    return case("fmcg_worked")


@cache
def probing(name: str) -> Card:
    """Give the default card with an indicator whose value is given from outside."""

    def probe(item: Indicator) -> Indicator:
        return replace(item, value="probe", type="number") if item.id == name else item

    card = default_card()
    names = replace(card.names, given=(*card.names.given, Given("probe", EMPTY, "number", "")))
    dimensions = tuple(replace(d, indicators=tuple(map(probe, d.indicators))) for d in card.dimensions)
    return replace(card, names=names, dimensions=dimensions)


def points_at(name: str, value: float) -> float:
    card = probing(name)
    extended, problems = compile_card(card, worked().compiled)
    assert extended is not None, problems
    outside: dict[str, Value] = {"probe": float(value), "dscr_requested": 1.5}
    dimensions = score_points(card, extended, worked(), outside).dimensions
    return next(item.points for d in dimensions for item in d.indicators if item.id == name)


@pytest.mark.parametrize(("name", "value", "points"), edges())
def test_bins_are_closed_on_the_better_side(name: str, value: float, points: float) -> None:
    assert points_at(name, value) == points


@pytest.mark.parametrize(("name", "value", "points"), [("I18", 0.1 + 0.2 + 0.3, 3), ("I24", 0.7 - 1e-16, 2)])
def test_edges_compare_at_15_digits(name: str, value: float, points: float) -> None:
    assert points_at(name, value) == points


def test_every_edge_written_in_the_card_is_tested_on_both_sides() -> None:
    tried = {(name, round(value, 6)) for name, value, _ in edges()}
    for item in default_card().indicators:
        for found in item.bins if item.id not in ("I03", "I07") else ():  # theirs are among the choices below
            for edge in written_edges(found.condition):
                assert (item.id, edge) in tried, f"{item.id}: {found.condition}"


def written_edges(condition: str) -> list[float]:
    """Give the numbers that a declarative bin compares with."""
    edges = []
    for part in condition.removeprefix("AND(").removesuffix(")").split(","):
        number = part.removeprefix("value>=").removeprefix("value<=")
        if number.rstrip("%").lstrip("-").replace(".", "").isdigit() and "value" in part:
            edges.append(float(number.rstrip("%")) / (100 if number.endswith("%") else 1))
    return [round(edge, 6) for edge in edges]


def indicator(values: Values, name: str) -> IndicatorScore:
    return next(item for d in scored(values).score.dimensions for item in d.indicators if item.id == name)


@pytest.mark.parametrize(
    ("name", "answers", "points"),
    [
        ("I02", {"marriage": "marriage.married", "spouse_role": "spouse_role.supports"}, 3),
        ("I02", {"marriage": "marriage.remarried", "spouse_role": "spouse_role.joins"}, 3),
        ("I02", {"marriage": "marriage.married", "spouse_role": "spouse_role.neutral"}, 2),
        ("I02", {"marriage": "marriage.single", "spouse_role": "spouse_role.none"}, 1),
        ("I02", {"marriage": "marriage.divorced", "spouse_role": "spouse_role.joins"}, 1),
        ("I02", {"marriage": "marriage.married", "spouse_role": "spouse_role.dispute"}, 0),
        ("I03", {"native": "yes_no.yes", "local_years": 1}, 3),
        ("I03", {"native": "yes_no.no", "local_years": 10, "own_home": "yes_no.yes"}, 3),
        ("I03", {"native": "yes_no.no", "local_years": 10, "own_home": "yes_no.no"}, 2),
        ("I03", {"native": "yes_no.no", "local_years": 5, "own_home": "yes_no.yes"}, 2),
        ("I03", {"native": "yes_no.no", "local_years": 4.9}, 1),
        ("I03", {"native": "yes_no.no", "local_years": 3}, 1),
        ("I03", {"native": "yes_no.no", "local_years": 2.9}, 0),
        ("I05", {"health": "health.good", "habits": "habits.good"}, 3),
        ("I05", {"health": "health.minor", "habits": "habits.good"}, 1),
        ("I05", {"health": "health.good", "habits": "habits.minor"}, 1),
        ("I05", {"health": "health.serious", "habits": "habits.good"}, 0),
        ("I05", {"health": "health.good", "habits": "habits.ruinous"}, 0),
        ("I07", {"bureau_overdue_count": 0, "bureau_longest_days": 0}, 6),
        ("I07", {"bureau_overdue_count": 1, "bureau_longest_days": 30}, 4),
        ("I07", {"bureau_overdue_count": 1, "bureau_longest_days": 31}, 0),
        ("I07", {"bureau_overdue_count": 2, "bureau_longest_days": 30}, 2),
        ("I07", {"bureau_overdue_count": 3, "bureau_longest_days": 30}, 2),
        ("I07", {"bureau_overdue_count": 4, "bureau_longest_days": 1}, 0),
        ("I14", {"sells_to_consumers": "yes_no.yes"}, 3),
        ("I15", {"supply_stability": "supply_stability.long"}, 3),
        ("I15", {"supply_stability": "supply_stability.year"}, 2),
        ("I15", {"supply_stability": "supply_stability.none"}, 1),
        ("I15", {"supply_stability": "supply_stability.risk"}, 0),
    ],
)
def test_choices_score_as_written(name: str, answers: dict[str, Any], points: float) -> None:
    assert indicator(case("fmcg_worked", **answers), name).points == points


@pytest.mark.parametrize(
    ("kinds", "points"),
    [
        (["government"], 4), (["strong", "family"], 3), (["family"], 2), ([], 0),
    ],
)  # fmt: skip
def test_guarantors_mitigate(kinds: list[str], points: float) -> None:
    rows = [{"name": "保证人", "kind": f"guarantor_kind.{kind}"} for kind in kinds]
    assert indicator(case("fmcg_worked", rows={"guarantors": rows}), "I26").points == points


@pytest.mark.parametrize(("value", "points"), [(500_000, 4), (499_999, 2)])
def test_a_mortgage_mitigates_when_it_covers_the_request(value: float, points: float) -> None:
    rows = [{"item": "住宅", "kind": "collateral_kind.home", "value": value}]
    assert indicator(case("fmcg_worked", rows={"collateral": rows}), "I26").points == points


@pytest.mark.parametrize(
    ("opinions", "points"),
    [
        (["positive"] * 3, 4), (["positive"] * 2, 2), (["positive", "neutral"], 1), (["neutral"], 0),
        (["positive"] * 3 + ["negative"], 0),
    ],
)  # fmt: skip
def test_opinions_with_a_negative_are_mixed(opinions: list[str], points: float) -> None:
    rows = [{"source": f"邻居{n}", "opinion": f"opinion.{opinion}"} for n, opinion in enumerate(opinions)]
    assert indicator(case("fmcg_worked", rows={"opinions": rows}), "I06").points == points


def test_stance_is_the_template_s() -> None:
    assert indicator(case("fmcg_worked"), "I16").points == 2
    assert indicator(case("pig_worked"), "I16").points == 1


def test_no_debts_give_full_points_and_no_guarantees_too() -> None:
    none: Rows = {table: [] for table in ("debts", "payables", "advances", "guarantees")}
    values = case("fmcg_worked", none, tax_wage_arrears=0)
    found = {name: indicator(values, name).points for name in ("I10", "I11", "I18", "I21")}
    assert found == {"I10": 4, "I11": 4, "I18": 5, "I21": 3}


def test_equity_that_is_not_positive_gives_none() -> None:
    loss = [{"creditor": "供应商", "amount": 3_000_000}]
    values = case("fmcg_worked", rows={"payables": loss, "guarantees": []})
    found = {name: indicator(values, name).points for name in ("I10", "I11", "I18")}
    assert found == {"I10": 0, "I11": 0, "I18": 0}


def test_a_loss_gives_no_points_for_cash_flow_even_when_both_are_negative() -> None:
    found = indicator(case("fmcg_worked", goods_lost=900_000), "I22")
    assert isinstance(found.value, float)
    assert (found.value > 0, found.points, found.missing) == (True, 0, False)
