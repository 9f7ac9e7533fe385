"""Other cards beside the one that counts (METHOD 5.3): agreement, review, missing answers, cards that do not fit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scoring.assess import score_case
from scoring.card import Card, compile_card, load_card
from scoring.fit import fits
from scoring.results import Scoring
from tests.scoring.cases import card_giving, case, codes, compiled, default_card, policy


def beside(total: float, other: Card) -> Scoring:
    """Score the worked wholesaler with a card of so many points, and another beside it."""
    return score_case(case("fmcg_worked"), card_giving(total), policy("trade"), [other])


def other_card(total: float) -> Card:
    return replace(card_giving(total), id="other", caps=())


@pytest.mark.parametrize(
    ("total", "other", "apart", "status"),
    [(80, 80, 0, "agrees"), (80, 70, 1, "agrees"), (80, 60, 2, "review"), (60, 80, 2, "review"), (90, 40, 5, "review")],
)
def test_two_grades_apart_are_reviewed(total: float, other: float, apart: int, status: str) -> None:
    scoring = beside(total, other_card(other))
    found = scoring.parallel[0]
    assert (found.card, found.apart, found.status) == ("other", apart, status)
    assert ("SCR15" in codes(scoring)) == (status == "review")
    assert bool(found.reason.zh) == (status == "review")


def test_a_card_beside_changes_nothing_of_the_case() -> None:
    alone = score_case(case("fmcg_worked"), card_giving(80), policy("trade"))
    beside_it = beside(80, other_card(40))
    assert (beside_it.score, beside_it.line, beside_it.ratios) == (alone.score, alone.line, alone.ratios)


def test_letters_of_another_card_are_compared_by_what_they_count_as() -> None:
    other = other_card(80)
    lettered = tuple(replace(floor, grade=f"L{n}") for n, floor in enumerate(other.grades))
    found = beside(80, replace(other, grades=lettered, caps=())).parallel[0]
    assert (found.score.grade, found.counts_as, found.apart) == ("L1", "AA", 0)


def test_a_card_without_its_answers_is_not_evaluated_and_says_what_it_lacks() -> None:
    values = case("fmcg_worked", birth_date=None, years_in_trade=None)
    strict = replace(default_card(), id="strict", missing_limit=1)
    scoring = score_case(values, default_card(), policy("trade"), [strict])
    found = scoring.parallel[0]
    assert (found.status, found.apart, found.score.grade) == ("not_evaluated", None, None)
    assert "实际控制人年龄" in found.reason.zh
    assert "SCR15" not in codes(scoring)


def test_without_a_grade_of_its_own_nothing_is_compared() -> None:
    lenient = replace(default_card(), id="lenient", missing_limit=26)
    gone = dict.fromkeys(("birth_date", "years_in_trade", "bureau_enquiries", "years_at_site", "local_years"))
    scoring = score_case(case("fmcg_worked", **gone), default_card(), policy("trade"), [lenient])
    assert scoring.invalid
    assert scoring.parallel[0].status == "not_evaluated"
    assert scoring.parallel[0].reason.zh == "主评分卡没有等级可比"


def test_stress_caps_the_other_card_too() -> None:
    # a line of grade BBB falls short of the loan it renews, so the calendar under stress does not hold
    scoring = beside(60, replace(card_giving(80), id="other"))
    assert {cap.id: cap.status for cap in scoring.parallel[0].score.caps}["stress"] == "applied"
    assert scoring.parallel[0].counts_as == "A"


def test_a_card_that_does_not_fit_is_left_out_and_so_is_the_same_card() -> None:
    card = default_card()
    broken = replace(card, id="broken", caps=(replace(card.caps[0], when="hard_failures>0"),))
    assert score_case(case("fmcg_worked"), card, policy("trade"), [broken, card]).parallel == ()


@pytest.mark.parametrize("name", ["default", "four_dimension", "small_business", "consumer", "farmer"])
@pytest.mark.parametrize("template", ["fmcg_wholesale", "pig_farming", "wage_earner"])
def test_the_quick_look_agrees_with_compiling(template: str, name: str) -> None:
    card, problems = load_card(name)
    assert card is not None, problems
    assert fits(card, compiled(template)) == (compile_card(card, compiled(template))[0] is not None)


def test_what_is_no_formula_does_not_fit() -> None:
    card = default_card()
    broken = replace(card, caps=(replace(card.caps[0], when="hard_fails>{0}"),))
    assert not fits(broken, compiled("fmcg_wholesale"))
