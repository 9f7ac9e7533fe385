"""The line table of a card (METHOD 5.4-5.6, 4.2): what every grade is worth, and grades that need security."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scoring.assess import score_case
from scoring.card import load_card
from scoring.results import MethodResult, Scoring
from tests.scoring.cases import Rows, case, codes, graded, policy

STRONG: Rows = {"guarantors": [{"name": "担保公司", "kind": "guarantor_kind.strong"}]}
SALES, MONTHLY = 6_000_000, 10_500  # verified sales of the wholesaler, stable monthly income of the wage earner


def at_grade(card: str, grade: str, sample: str, rows: Rows | None = None) -> Scoring:
    """Score a sample with a shipped card that gives everybody one grade."""
    values = case(sample, rows)
    read, problems = load_card(card)
    assert read is not None, problems
    name = {"farmer": "farmer", "consumer": "consumer"}.get(card, values.compiled.template.policy)
    return score_case(values, graded(read, grade), policy(name))


def first(scoring: Scoring) -> MethodResult:
    return next(method for method in scoring.line.methods if method.id in ("M9", "MB", "MI"))


@pytest.mark.parametrize(
    ("card", "sample", "grade", "worth"),
    [
        ("small_business", "fmcg_worked", "A1", 0.2 * SALES),
        ("small_business", "fmcg_worked", "A2", 0.15 * SALES),
        ("small_business", "fmcg_worked", "A3", 0.1 * SALES),
        ("small_business", "fmcg_worked", "B", 0),  # without security
        ("small_business", "fmcg_worked", "C", 0),
        ("farmer", "smallholder_worked", "AAA", 200_000),
        ("farmer", "smallholder_worked", "AA", 100_000),
        ("farmer", "smallholder_worked", "A", 50_000),
        ("farmer", "smallholder_worked", "C", 0),
        ("consumer", "consumer_worked", "AAA", 18 * MONTHLY),
        ("consumer", "consumer_worked", "AA", 12 * MONTHLY),
        ("consumer", "consumer_worked", "A", 8 * MONTHLY),
        ("consumer", "consumer_worked", "C", 0),
    ],
)
def test_every_grade_of_a_table_is_worth_what_the_method_prints(
    card: str, sample: str, grade: str, worth: float
) -> None:
    found = first(at_grade(card, grade, sample))
    assert found.applicable
    assert found.value == pytest.approx(worth)


def test_every_table_names_every_grade_of_its_card() -> None:
    for name in ("small_business", "farmer", "consumer"):
        card, _ = load_card(name)
        assert card is not None
        assert card.line_table is not None
        assert [grade for grade, _ in card.line_table.grades] == [floor.grade for floor in card.grades]


def test_a_grade_for_secured_lending_only_gives_nothing_without_security() -> None:
    bare = at_grade("small_business", "B", "fmcg_worked")
    assert (first(bare).value, first(bare).binding, bare.line.total) == (0, True, 0)
    assert first(bare).reason.zh == "该等级须有抵押或强担保"
    assert "LIN03" in codes(bare)
    secured = at_grade("small_business", "B", "fmcg_worked", STRONG)
    assert first(secured).value == pytest.approx(0.05 * SALES)
    assert secured.line.total > 0


def test_other_grades_need_no_security() -> None:
    for grade in ("A1", "A2", "A3"):
        plain, secured = (first(at_grade("small_business", grade, "fmcg_worked", rows)) for rows in (None, STRONG))
        assert plain.value == secured.value


def test_where_security_is_not_known_the_method_is_missing() -> None:
    found = first(at_grade("small_business", "B", "fmcg_worked", {"collateral": [{"item": "住宅"}]}))
    assert (found.value, found.missing) == (None, True)


def test_no_card_is_worth_more_than_it_says() -> None:
    card, _ = load_card("small_business")
    assert card is not None
    assert card.line_table is not None
    lax = replace(card, line_table=replace(card.line_table, secured_only=()))
    line = score_case(case("fmcg_worked"), graded(lax, "B"), policy("trade")).line
    assert next(m.value for m in line.methods if m.id == "M9") == pytest.approx(0.05 * SALES)
