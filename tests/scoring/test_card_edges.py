"""Every bin of all five cards, on each edge and just beyond, against the tables of METHOD 5.1 and Appendix D."""

from __future__ import annotations

import math
from typing import Any

import pytest

from tests.scoring.card_probe import (
    NEUTRAL,
    SAMPLES,
    SOURCES,
    card_of,
    neutral_case,
    points_at,
    scored_at,
    scored_with,
    written_edges,
)
from tests.scoring.card_tables import CHOICES, GRADES, LINE_TABLES, POINTS, TINY, TOGETHER
from tests.scoring.cases import case, compiled, sample
from workbench.evaluation.values import evaluate

CARDS = sorted(POINTS)
SIZES = {"default": 26, "four_dimension": 12, "small_business": 18, "consumer": 10, "farmer": 16}


def edges() -> list[tuple[str, str, float]]:
    """Give every edge of every card."""
    return [(name, indicator, edge) for name in CARDS for indicator, edge in written_edges(name)]


def printed() -> list[tuple[str, str, float, float]]:
    """Give every entry of METHOD's tables: card, indicator, value, points."""
    return [(name, i, value, points) for name in CARDS for i, rows in POINTS[name].items() for value, points in rows]


def options() -> list[tuple[str, str, str, float]]:
    """Give every option of METHOD's tables: card, indicator, option, points."""
    return [(name, i, option, p) for name in CARDS for i, rows in CHOICES[name].items() for option, p in rows.items()]


@pytest.mark.parametrize(("name", "indicator", "value", "points"), printed())
def test_points_are_those_that_the_method_prints(name: str, indicator: str, value: float, points: float) -> None:
    assert points_at(name, indicator, value) == points


@pytest.mark.parametrize(("name", "indicator", "option", "points"), options())
def test_options_score_as_the_method_prints(name: str, indicator: str, option: str, points: float) -> None:
    text = neutral_case(name).compiled.definitions[option].label.zh
    answer = option.rpartition(".")[2] if option.startswith("stance.") else text
    found = scored_at(name, indicator, answer)
    assert (found.points, found.missing) == (points, False)


@pytest.mark.parametrize(("name", "indicator", "edge"), edges())
def test_an_edge_belongs_to_the_better_side(name: str, indicator: str, edge: float) -> None:
    """The card's own edges: another score on each side, the better one on the edge, at 15 digits."""
    below, above = points_at(name, indicator, edge - TINY), points_at(name, indicator, edge + TINY)
    assert below != above
    better = max(below, above)
    assert points_at(name, indicator, edge) == better
    if edge:  # the last binary digit does not count; 0 has no neighbour at 15 digits
        for noisy in (math.nextafter(edge, -math.inf), math.nextafter(edge, math.inf)):
            assert points_at(name, indicator, noisy) == better


@pytest.mark.parametrize("name", CARDS)
def test_the_tables_leave_nothing_out(name: str) -> None:
    ids = {item.id for item in card_of(name).indicators}
    assert set(POINTS[name]) | set(CHOICES[name]) | TOGETHER.get(name, set()) == ids
    tried = {(indicator, round(value, 8)) for _, indicator, value, _ in printed()}
    assert {(i, round(edge, 8)) for i, edge in written_edges(name)} <= tried
    definitions = neutral_case(name).compiled.definitions
    for rows in CHOICES[name].values():
        lists = {option.partition(".")[0] for option in rows}
        known = {o for o in definitions if definitions[o].role == "option" and o.partition(".")[0] in lists}
        assert known == set(rows)


@pytest.mark.parametrize("name", CARDS)
def test_a_card_adds_up(name: str) -> None:
    card = card_of(name)
    assert len(card.indicators) == SIZES[name]
    assert sum(item.maximum for item in card.indicators) == card.total == 100
    assert all(max(found.points for found in item.bins) == item.maximum for item in card.indicators)
    assert all(item.source and item.label.zh and item.label.en for item in card.indicators)
    assert card.missing_limit == 4 * SIZES[name] // 26  # METHOD 5.1: four of 26
    assert "专家评分卡" in card.name.zh + card.note.zh
    assert "300" in card.note.zh


@pytest.mark.parametrize("name", CARDS)
def test_a_missing_value_scores_nothing_and_counts(name: str) -> None:
    points = scored_with(name, {})
    for item in (item for dimension in points.dimensions for item in dimension.indicators):
        assert (item.points, item.missing) == (0, True), item.id
    score, _ = points.grade()
    assert (score.total, score.grade) == (0, None)
    assert set(score.missing) == {item.id for item in card_of(name).indicators}


@pytest.mark.parametrize("name", CARDS)
def test_grades_and_line_tables_are_the_method_s(name: str) -> None:
    card = card_of(name)
    assert [(grade.grade, grade.at_least) for grade in card.grades] == GRADES[name]
    assert (dict(card.line_table.grades) if card.line_table else None) == LINE_TABLES.get(name)
    counted = {grade.grade: grade.counts_as for grade in card.grades}
    levels = {"A1": "AAA", "A2": "AA", "A3": "A", "B": "BBB", "C": "C"}
    assert counted == (levels if name == "small_business" else {grade: grade for grade in counted})


@pytest.mark.parametrize(
    ("name", "indicator", "value", "answers", "points"),
    [
        ("default", "I07", 1, {"bureau_longest_days": 30}, 4),
        ("default", "I07", 1, {"bureau_longest_days": 31}, 0),
        ("default", "I07", 3, {"bureau_longest_days": 30}, 2),
        ("default", "I14", 0.9, {"sells_to_consumers": "yes_no.yes"}, 3),
        ("four_dimension", "Q05", 1, {"bureau_longest_days": 30}, 10),
        ("four_dimension", "Q05", 1, {"bureau_longest_days": 31}, 5),
        ("four_dimension", "Q05", 0, {"bureau_no_record": "yes_no.yes"}, 8),
        ("four_dimension", "Q10", 0, {"chain_core_contract": "yes_no.yes"}, 8),
        ("small_business", "E02", 2, {"bureau_longest_days": 30}, 3),
        ("small_business", "E02", 2, {"bureau_longest_days": 31}, 0),
        ("small_business", "E02", 0, {"bureau_no_record": "yes_no.yes"}, 2),
        ("consumer", "P09", 0, {"bureau_no_record": "yes_no.yes"}, 7),
        ("farmer", "N03", 0, {"bureau_no_record": "yes_no.yes"}, 6),
    ],
)
def test_what_stands_beside_a_figure(
    name: str, indicator: str, value: float, answers: dict[str, Any], points: float
) -> None:
    values = case(SAMPLES[name], **{**NEUTRAL.get(name, {}), **answers})
    assert scored_at(name, indicator, float(value), values).points == points


@pytest.mark.parametrize(
    ("premises", "years", "points"),
    [("own", 0, 5), ("lease", 3, 3), ("lease", 3 - TINY, 2), ("lease", 1, 2), ("lease", 1 - TINY, 0)],
)
def test_premises_by_owner_and_lease(premises: str, years: float, points: float) -> None:
    template = compiled("fmcg_wholesale")
    values = evaluate(template, sample("fmcg_worked"), {"lease_years_left": float(years)})
    answer = template.definitions[f"premises.{premises}"].label.zh
    assert scored_at("small_business", "E06", answer, values).points == points


@pytest.mark.parametrize(
    ("marriage", "children", "points"),
    [
        ("married", "school", 6), ("married", "working", 6), ("remarried", "idle", 6), ("married", "none", 5),
        ("remarried", "none", 5), ("single", "none", 3), ("widowed", "working", 3), ("divorced", "school", 2),
    ],
)  # fmt: skip
def test_marriage_and_children(marriage: str, children: str, points: float) -> None:
    values = case("consumer_worked", marriage=f"marriage.{marriage}", children_state=f"children.{children}")
    assert scored_at("consumer", "P02", values["marriage"], values).points == points


@pytest.mark.parametrize(
    ("name", "indicator", "kind", "points"),
    [
        ("default", "I26", "government", 4), ("default", "I26", "strong", 3), ("default", "I26", "family", 2),
        ("default", "I26", None, 0), ("small_business", "E18", "government", 9), ("small_business", "E18", "strong", 6),
        ("small_business", "E18", "family", 4), ("small_business", "E18", None, 0),
    ],
)  # fmt: skip
def test_guarantors(name: str, indicator: str, kind: str | None, points: float) -> None:
    rows = [{"name": "保证人", "kind": f"guarantor_kind.{kind}"}] if kind else []
    assert scored_at(name, indicator, 0.0, case("fmcg_worked", {"guarantors": rows})).points == points


@pytest.mark.parametrize(("sources", "points"), [(2, 6), (1, 0)])
def test_character_needs_two_outside_sources(sources: int, points: float) -> None:
    values = case("fmcg_worked", {"opinions": SOURCES[:sources]})
    good = values.compiled.definitions["character.very_good"].label.zh
    assert scored_at("small_business", "E01", good, values).points == points


def test_a_deduction_never_takes_its_group_below_nothing() -> None:
    bad = neutral_case("small_business").compiled.definitions["character.bad"].label.zh
    for years, points in ((0.0, 0), (3.0, 0), (4.0, 1)):
        assert scored_with("small_business", {"E01": bad, "E03": years}).dimensions[0].points == points
