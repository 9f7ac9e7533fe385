"""Farmers' lines (METHOD 4.1 M1b, 4.2, 8.2 P4): smallholders by grade and net worth, large growers by the season.

Expected figures are worked out here from the answers of the two worked samples.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from scoring.assess import score_case
from scoring.card import Card, load_card
from scoring.results import MethodResult, Scoring
from tests.scoring.cases import Rows, case, policy, table
from workbench.crosscheck.conservative import conservative_values

SMALL, LARGE = "smallholder_worked", "family_farm_worked"
RATE = 0.066 / 12  # the product's reference rate
ANNUITY = (1 - (1 + RATE) ** -24) / RATE
# of the smallholder: disposable cash, interest of the loan replaced, what low yields and prices take off
# 87,786 yuan of sales; of wheat 5,330 kg, of corn 4,660 kg, and cattle at 25.00 yuan
DISPOSABLE, INTEREST = 41_603.590340, 1_950
TAKEN_OFF = 87_786 - 5_330 * 2.40 - 4_660 * 2.20 - 31_110 * 25 / 25.5 - 32_760 * 25 / 26
WORTH = 217_436.590340


@cache
def _card(name: str) -> Card:
    card, problems = load_card(name)
    assert card is not None, problems
    return card


def small(rows: Rows | None = None, **fields: Any) -> Scoring:
    """Score the smallholder with answers changed."""
    return score_case(case(SMALL, rows, **fields), _card("farmer"), policy("farmer"))


def large(rows: Rows | None = None, **fields: Any) -> Scoring:
    """Score the family farm with answers changed."""
    return score_case(case(LARGE, rows, **fields), _card("default"), policy("crops"))


def earning(wage: float) -> Rows:
    """Give a smallholder's family another wage; what is more than before has left the household again."""
    income = [{"item": "工资", "kind": "工资", "amount": wage, "recurring": "是"}]
    spent = [row | {"amount": row["amount"] + wage - 62_400} for row in table(SMALL, "movements")]
    return {"family_income": income, "movements": spent}


def method(scoring: Scoring, name: str) -> MethodResult:
    return next(method for method in scoring.line.methods if method.id == name)


def binding(scoring: Scoring) -> set[str]:
    return {method.id for method in scoring.line.methods if method.binding}


# ------------------------------------------------------------------ smallholders


def test_points_and_grade_of_the_smallholder() -> None:
    points = {item.id: item.points for group in small().score.dimensions for item in group.indicators}
    expected = {
        "N01": 7, "N02": 5, "N03": 10, "N04": 4, "N05": 5, "N06": 2, "N07": 8, "N08": 4, "N09": 2, "N10": 5,
        "N11": 8, "N12": 8, "N13": 2, "N14": 5, "N15": 3, "N16": 0,
    }  # fmt: skip
    assert points == expected
    assert (small().score.total, small().score.grade) == (78, "AA")


def test_repayment_capacity_sets_the_smallholders_line() -> None:
    line = small().line
    values = {name: method(small(), name).value for name in ("MB", "M2", "M3f", "M5", "M6")}
    capacity = 0.6 * (DISPOSABLE + INTEREST - TAKEN_OFF) / 12 * ANNUITY
    assert values == pytest.approx({"MB": 100_000, "M2": capacity, "M3f": WORTH / 2, "M5": 600_000, "M6": 60_000})
    assert binding(small()) == {"M2"}
    assert (line.total, line.existing, line.replaced, line.net_new) == (45_000, 30_000, 30_000, 15_000)


@pytest.mark.parametrize("name", ["M1", "M1b", "M3", "M4"])
def test_what_needs_books_does_not_apply_to_a_smallholder(name: str) -> None:
    found = method(small(), name)
    assert (found.applicable, found.value, found.reason.en) == (False, None, "Not applicable: industry")


def test_the_table_of_another_card_is_no_method_of_a_farmer() -> None:
    assert "M9" not in {found.id for found in small().line.methods}


@pytest.mark.parametrize(
    ("opinion", "neighbours", "contract", "points", "grade", "base"),
    [
        ("excellent", 3, "regular", 84, "AAA", 200_000),
        ("good", 3, "none", 78, "AA", 100_000),
        ("fair", 1, "regular", 73, "AA", 100_000),
        ("fair", 0, "none", 69, "A", 50_000),
        ("bad", 3, "contract", 76, "A", 50_000),  # the card holds a household down of which the village speaks ill
    ],
)
def test_the_base_amount_follows_the_grade(
    opinion: str, neighbours: int, contract: str, points: float, grade: str, base: float
) -> None:
    scoring = small(
        village_opinion=f"village_opinion.{opinion}",
        neighbours_good=neighbours,
        sale_contract=f"sale_contract.{contract}",
    )
    assert (scoring.score.total, scoring.score.grade) == (points, grade)
    assert method(scoring, "MB").value == base


def test_the_base_amount_binds_where_income_is_high() -> None:
    scoring = small(earning(260_000), request_amount=180_000, documented_need=180_000)
    assert binding(scoring) == {"MB"}
    assert scoring.line.total == method(scoring, "MB").value == 100_000


def test_net_worth_binds_where_there_is_little() -> None:
    scoring = small({**earning(160_000), "private_assets": []}, own_home="yes_no.no")
    worth = method(scoring, "M3f").value
    assert binding(scoring) == {"M3f"}
    assert worth == pytest.approx((WORTH - 150_000) / 2, rel=1e-6)
    assert scoring.line.total == 33_000


def test_the_request_is_the_most_a_farmer_gets() -> None:
    scoring = small(request_amount=40_000)
    assert binding(scoring) == {"M6"}
    assert scoring.line.total == 40_000


def test_without_a_grade_there_is_no_line() -> None:
    scoring = small(bureau_overdue_count=5, bureau_longest_days=40)
    assert scoring.score.grade == "C"
    assert scoring.line.total == 0


def test_seasonal_cash_is_never_used_up() -> None:
    # AAA may take 75% elsewhere; of a season's cash 60% is the most
    scoring = small(village_opinion="village_opinion.excellent", sale_contract="sale_contract.contract")
    assert scoring.score.grade == "AAA"
    assert method(scoring, "M2").value == pytest.approx(method(small(), "M2").value)


def test_low_yields_and_prices_cut_the_line() -> None:
    plan = [row | {"price_average": row["price_average"] - 0.5} for row in table(SMALL, "crop_plan")]
    lower = method(small({"crop_plan": plan}), "M2").value
    wheat, corn = 5_330 * (2.40 - 1.96), 4_660 * (2.20 - 1.85)
    expected = 0.6 * (DISPOSABLE + INTEREST - TAKEN_OFF - wheat - corn) / 12 * ANNUITY
    assert lower == pytest.approx(expected)


def test_the_repayment_of_the_season_fits_the_harvest() -> None:
    scoring = small()
    assert [(month.month, month.principal) for month in scoring.schedule if month.principal] == [
        (6, 7_500), (10, 15_000), (18, 7_500), (22, 15_000),
    ]  # fmt: skip
    lowest = min(scoring.calendar, key=lambda month: month.closing)
    # April: 26,000 and the loan, less the old loan, two calves with feed, a month of living and a month of interest
    calves, living, wages = 17_200 + 2_100 + 300 + 120, 49_200 / 12, 62_400 / 12
    interest = 45_000 * 0.066 / 12
    assert lowest.month == 1
    assert lowest.closing == pytest.approx(26_000 + 45_000 - 30_000 - calves - 200 - living + wages - interest)
    assert [rule.status for scenario in scoring.stress for rule in scenario.rules] == ["holds", "holds"]


def test_contract_animals_told_as_own_are_a_knock_out() -> None:
    scoring = small(fact_contract_animals="yes_no.yes")
    assert {knockout.id for knockout in scoring.score.knocked_out} == {"K15"}


def test_page_one_has_its_two_ratios() -> None:
    # 32,400 yuan owed, 30,000 of it borrowed; sales at low yields and prices
    found = small().ratios
    assert (found["debt_ratio"], found["debt_to_sales"]) == pytest.approx(
        (32_400 / (WORTH - 150_000 + 32_400), 30_000 / (87_786 - TAKEN_OFF))
    )


# ------------------------------------------------------------------ the use of the money and the calendar


def test_inputs_are_not_spent_twice() -> None:
    # the calves stand among the costs of the calendar, so the loan that pays them takes nothing more out
    assert [month.used for month in small().calendar] == [0] * 12
    plan = [row | {"in_costs": "否"} for row in table(SMALL, "use_plan")]
    apart = small({"use_plan": plan}).calendar
    assert [month.used for month in apart][:7] == pytest.approx([7_500, 0, 0, 0, 0, 0, 7_500])
    half = small({"use_plan": [plan[0], table(SMALL, "use_plan")[1]]}).calendar
    assert [month.used for month in half][:7] == pytest.approx([7_500, 0, 0, 0, 0, 0, 0])


def test_money_without_a_plan_is_spent_at_once() -> None:
    used = [month.used for month in small({"use_plan": []}).calendar]
    assert used == pytest.approx([15_000, *[0] * 11])


# ------------------------------------------------------------------ large growers


def test_the_methods_of_a_large_grower() -> None:
    scoring = large()
    taken_off = 154_400 * 2.40 - 144_800 * 2.36 + 156_000 * 2.22 - 144_800 * 2.18 + 12_000
    season = 560 * 320 + 234_000 + 586_080 / 2 + 50_400 / 2
    disposable = 191_551.034483
    assert method(scoring, "M1b").value == pytest.approx(0.6 * season - 48_000)
    assert method(scoring, "M2").value == pytest.approx(0.6 * (disposable + 6_600 - taken_off) / 12 * ANNUITY)
    assert method(scoring, "M4").value == pytest.approx(0.3 * (1_444_080 - taken_off))
    assert method(scoring, "M5").value == 2_000_000  # 320 mu: a large grower
    assert method(scoring, "M1").reason.en == "Not applicable: industry"
    assert binding(scoring) == {"M2"}
    assert (scoring.line.total, scoring.line.net_new) == (140_000, 40_000)


def test_dealers_credit_and_other_funding_shrink_the_need_of_the_season() -> None:
    need = method(large(), "M1b").value or 0
    payables = [row | {"amount": row["amount"] + 100_000} for row in table(LARGE, "payables")]
    assert method(large({"payables": payables}), "M1b").value == pytest.approx(need - 200_000)
    relative = {**table(LARGE, "debts")[0], "kind": "民间借款", "closing": 50_000.0, "replaced": "否"}
    debts = [*table(LARGE, "debts"), relative]
    assert method(large({"debts": debts}), "M1b").value == pytest.approx(need - 50_000)


@pytest.mark.parametrize(("plots", "cap"), [(1, 600_000), (2, 2_000_000), (3, 2_000_000)])
def test_the_cap_follows_the_area(plots: int, cap: float) -> None:
    # 20 mu, then 180 and 120 more; 200 mu make a large grower
    land = table(LARGE, "land")[:plots]
    assert method(large({"land": land}), "M5").value == cap


def test_yields_that_empty_the_till_hold_the_grade_down() -> None:
    # rent paid in October, before the corn is sold in November
    land = [row | ({"rent_month": 10.0} if row["rent_month"] else {}) for row in table(LARGE, "land")]
    plan = [row | ({"sale_month": 11.0} if row["sale_month"] == 10 else {}) for row in table(LARGE, "crop_plan")]
    scoring = large({"land": land, "crop_plan": plan})
    october = scoring.calendar[6]
    assert october.below_zero
    assert october.causes
    failed = {rule.name for scenario in scoring.stress for rule in scenario.rules if rule.status == "fails"}
    assert failed == {"lowest_cash"}
    assert scoring.score.grade == "A"


def test_a_family_farm_is_scored_by_the_farmer_card_too() -> None:
    scoring = score_case(case(LARGE), _card("farmer"), policy("crops"))
    assert not scoring.score.missing
    assert (scoring.score.total, scoring.score.grade) == (97, "AAA")


def test_careful_values_cut_the_line() -> None:
    values = case(LARGE, {"crops": [row | {"receipts_seen": 300_000.0} for row in table(LARGE, "crops")]})
    careful = conservative_values(values)
    assert careful is not values
    scored = score_case(careful, _card("default"), policy("crops"))
    assert (method(scored, "M2").value or 0) < (method(large(), "M2").value or 0)
