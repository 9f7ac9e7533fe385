"""Other cards beside the one that counts (METHOD 5.3): agreement, review, missing answers, cards that do not fit."""

from __future__ import annotations

import copy
from dataclasses import replace

import pytest

from scoring.assess import score_case
from scoring.card import Card, compile_card, load_card
from scoring.fit import fits
from scoring.results import Scoring
from tests.scoring.cases import card_giving, case, codes, compiled, default_card, policy, table
from workbench.evaluation.values import evaluate


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
    assert scoring.parallel[0].score.grade == "A"
    assert (scoring.parallel[0].counts_as, scoring.parallel[0].status) == ("AA", "review")  # by points 80 and 60


def test_a_card_that_does_not_fit_is_left_out_and_so_is_the_same_card() -> None:
    card = default_card()
    broken = replace(card, id="broken", caps=(replace(card.caps[0], when="hard_failures>0"),))
    assert score_case(case("fmcg_worked"), card, policy("trade"), [broken, card]).parallel == ()


def shipped(name: str) -> Card:
    card, problems = load_card(name)
    assert card is not None, problems
    return card


def test_two_shipped_cards_two_grades_apart_mean_a_review() -> None:
    """The worked wholesaler has 68 points, A3 or A, by one card, 86, AAA, by the other, and 77, AA, by the default."""
    others = [shipped("four_dimension"), default_card()]
    scoring = score_case(case("fmcg_worked"), shipped("small_business"), policy("trade"), others)
    assert (scoring.score.total, scoring.score.grade, scoring.score.counts_as) == (68, "A3", "A")
    found = {p.card: (p.score.total, p.counts_as, p.apart, p.status) for p in scoring.parallel}
    assert found == {"four_dimension": (86, "AAA", 2, "review"), "default": (77, "AA", 1, "agrees")}
    told = next(finding for finding in scoring.findings if finding.code == "SCR15")
    assert (told.args["other"], told.args["grade"], told.args["apart"]) == ("AAA", "A", 2)


def test_uneven_inflow_and_arrears_set_the_four_dimension_card_apart() -> None:
    """12 points less for uneven months, 10 less for arrears: 64, BBB, where the default card still says AA."""
    values = case("fmcg_worked", clean_years=0)
    answers = copy.deepcopy(values.answers)
    answers.series["inflow_months.effective"] = [3_000_000.0, *[200_000.0] * 11]
    uneven = evaluate(values.compiled, answers)
    scoring = score_case(uneven, default_card(), policy("trade"), [shipped("four_dimension")])
    found = scoring.parallel[0]
    assert (scoring.score.grade, found.score.total, found.counts_as) == ("AA", 64, "BBB")
    assert (found.apart, found.status) == (2, "review")


def test_a_cap_on_both_cards_does_not_hide_that_they_disagree() -> None:
    flows = [row | {"verified": "yes_no.no"} for row in table("fmcg_worked", "flows")]
    values = case("fmcg_worked", {"flows": flows})
    scoring = score_case(values, shipped("small_business"), policy("trade"), [shipped("four_dimension")])
    found = scoring.parallel[0]
    assert scoring.score.counts_as == shipped("four_dimension").counts_as(found.score.grade)  # capped alike
    assert (found.apart, found.status) == (2, "review")


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
