"""What cards may say besides points: deductions with a floor, grades of their own, a first line by grade."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scoring.assess import score_case
from scoring.card import Card
from scoring.card_entries import LineTable
from scoring.results import Scoring
from tests.scoring.cases import card_giving, case, policy, scored
from workbench.labels import Label


def with_points(points: float, floor: float | None) -> Card:
    """Give a card with two dimensions: 80 points, and one of a single indicator that gives so many."""
    card = card_giving(80)
    dimension = card.dimensions[0]
    last = dimension.indicators[-1]
    item = replace(last, bins=(replace(last.bins[-1], points=points),))
    first = replace(dimension, indicators=dimension.indicators[:-1])
    return replace(card, dimensions=(first, replace(dimension, id="D2", indicators=(item,), floor=floor)))


def worked(card: Card) -> Scoring:
    return score_case(case("fmcg_worked"), card, policy("trade"))


@pytest.mark.parametrize(("points", "floor", "total"), [(-3, None, 77), (-3, 0, 80), (-3, -2, 78), (2, 0, 82)])
def test_points_taken_off_stop_at_the_floor_of_their_group(points: float, floor: float | None, total: float) -> None:
    score = worked(with_points(points, floor)).score
    assert score.total == total
    assert score.dimensions[1].indicators[0].points == points


def lettered(card: Card, letters: str = "abcdef") -> Card:
    """Give a card that prints letters of its own."""
    grades = tuple(replace(floor, grade=letter) for letter, floor in zip(letters, card.grades, strict=True))
    return replace(card, grades=grades, caps=())


@pytest.mark.parametrize(("total", "letter"), [(90, "a"), (80, "b"), (70, "c"), (60, "d"), (50, "e"), (40, "f")])
def test_a_grade_is_worth_what_it_counts_as(total: float, letter: str) -> None:
    plain, own = worked(replace(card_giving(total), caps=())), worked(lettered(card_giving(total)))
    assert own.score.grade == letter
    assert own.score.counts_as == plain.score.grade
    assert (own.line.total, own.line.factor, own.price.rate) == (plain.line.total, plain.line.factor, plain.price.rate)
    assert own.lineage["grade"].value == plain.score.grade
    assert [c.id for c in own.line.conditions] == [c.id for c in plain.line.conditions]
    assert own.rejected == plain.rejected == (total == 40)


def test_a_line_table_limits_the_line_as_one_of_its_methods() -> None:
    table = LineTable(Label("表", "Table"), (("b", 0.05),), "METHOD 5.4", "card.yaml:1", "share")
    line = worked(replace(lettered(card_giving(80)), line_table=table)).line
    method = next(method for method in line.methods if method.id == "M9")
    assert method.value == pytest.approx(300_000)
    assert (method.applicable, method.binding) == (True, True)
    assert line.total == 300_000


def test_without_a_table_or_without_the_grade_in_it_the_method_does_not_apply() -> None:
    table = LineTable(Label("表", "Table"), (("a", 0.05),), "METHOD 5.4", "card.yaml:1", "share")
    for scoring in (scored(case("fmcg_worked")), worked(replace(lettered(card_giving(80)), line_table=table))):
        method = next(method for method in scoring.line.methods if method.id == "M9")
        assert (method.applicable, method.missing, method.reason.zh) == (False, False, "不适用：评分卡没有这样的额度表")
        assert scoring.line.total == 440_000


@pytest.mark.parametrize("unit", ["yuan", "months"])
def test_a_method_takes_only_a_table_of_its_own_unit(unit: str) -> None:
    table = LineTable(Label("表", "Table"), (("b", 100_000.0),), "METHOD 4.2", "card.yaml:1", unit)
    line = worked(replace(lettered(card_giving(80)), line_table=table)).line
    method = next(method for method in line.methods if method.id == "M9")
    assert (method.value, method.applicable, method.missing) == (None, False, False)
    assert method.reason.zh == "不适用：评分卡没有这样的额度表"
    assert line.total == 440_000
