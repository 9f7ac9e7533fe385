"""The worked family farm from raw answers to statements, checks and stress (METHOD 1.8, 3B, 3C.8).

Every expected figure is worked out here from the answers: mu x kg x yuan and heads x kg x yuan.
"""

from __future__ import annotations

import pytest

from tests.samples.conftest import identities_hold, number, product_holds, verdicts
from workbench.evaluation.answer_checks import check_answers
from workbench.evaluation.answers import Answers
from workbench.evaluation.values import Values
from workbench.template.compiled import Compiled

TEMPLATE, WORKED = "family_farm", "family_farm_worked.yaml"
MU = 320
WHEAT_MU = 326 + 150 + 65 + 19  # yuan a mu: October, March, May, June
CORN_MU = 281 + 120 + 139  # June, July, October
WHEAT_SPENT = (326 + 150) * MU
GRAIN = 30_000 * CORN_MU / 580
WHEAT, CORN = 154_400 * 2.40, 156_000 * 2.22
HOGS = 175_200 + 170_400 + 168_000 + 177_600
HOG_COST = 4 * 57_120 + 12 * 26_900 + 4 * 4_500 + 12 * 1_000 + 4_800
RENT, WAGES, SHARED = 300 * 780, 12 * 4_200, 48_000 + 12_000 + 6_000
SALES = WHEAT + CORN + HOGS + 36_000
STORED = GRAIN + 22_000 - (7_400 + 18_000)
LIVING = (WHEAT_SPENT - 147_200) + (150 * 1_080 - 157_500)
CROP_COST = (WHEAT_MU + CORN_MU) * MU
OPERATING_PROFIT = SALES + 20_400 + STORED + LIVING - CROP_COST - HOG_COST - RENT - WAGES - SHARED
MONTHLY = [180_000 * 0.95 / 72, 160_000 * 0.95 / 72, 240_000 * 0.95 / 180, 30_000 * 0.95 / 120]
MACHINES = 610_000 - sum(charge * months for charge, months in zip(MONTHLY, (45, 34, 66, 59), strict=True))
NET_PROFIT = OPERATING_PROFIT - 12 * sum(MONTHLY) - 6_600
DISPOSABLE = NET_PROFIT + 60_000 - 72_000 + 12 * sum(MONTHLY)
ASSETS = 143_000 + 13_600 + GRAIN + 22_000 + WHEAT_SPENT + 162_000 + MACHINES + RENT * 7 / 12 + 10_000
# at 460 and 545 kg, 2.36 and 2.18 yuan; hogs at 14.20 at the most
# what a harvest at those yields leaves to sell: 147,200 kg less 2,400; 8,000 and 174,400 less 37,600
LINE = 144_800 * 2.36 + 144_800 * 2.18 + 3 * 170_400 + 168_000
HARVEST = 320 * (490 * 2.40 + 580 * 2.22)  # all that was cut, used or sold
BY_PRODUCT = {  # quantity, sales, change at cost, costs
    "wheat": (320, WHEAT, WHEAT_SPENT - 147_200, WHEAT_MU * MU),
    "corn": (320, CORN, GRAIN - 7_400, CORN_MU * MU),
    "hog": (400, HOGS, 4_500, HOG_COST),
    "cattle": (0, 0, 0, 0),
}
CROPS_MARGIN = WHEAT + CORN + WHEAT_SPENT - 147_200 + GRAIN - 7_400 - CROP_COST
LOST = WHEAT + CORN - (WHEAT + CORN - 0.2 * HARVEST) * 0.92
FIGURES = {
    "land_mu": 320,
    "land_transferred": 300,
    "yearly_rent": RENT,
    "deferred_rent": RENT * 7 / 12,
    "sales_total": SALES,
    "operating_profit_year": OPERATING_PROFIT,
    "income_statement.net_profit.total": NET_PROFIT,
    "period_disposable": DISPOSABLE,
    "balance_sheet.total_assets.restated": ASSETS,
    "balance_sheet.equity.restated": ASSETS - 48_000 - 100_000,
    "normalisation": WHEAT + CORN + HOGS - LINE,
    "sales_for_line": SALES - (WHEAT + CORN + HOGS - LINE),
    "season_inputs": WHEAT_MU * MU,
    "animal_cycle_cost": HOG_COST / 2,
    "season_cost": WHEAT_MU * MU + RENT + HOG_COST / 2 + WAGES / 2,
    "supplier_credit": 48_000,
    "crop_profit_mu": (CROPS_MARGIN + 20_400 - RENT) / MU,
    "cost_per_season_mu": 550,
    "margin_for_card": OPERATING_PROFIT / (SALES + 20_400),
    "top_customer_share": WHEAT / (WHEAT + CORN + HOGS),
    "feed_model_kg": 265 * 400,
    "fertiliser_per_mu": (70 + 48) / 2,
    "seed_ratio": 1,
    "stress.yield_down.net_profit": NET_PROFIT - 0.2 * HARVEST,
    "stress.price_down.net_profit": NET_PROFIT - 0.08 * (WHEAT + CORN),
    "stress.both_down.net_profit": NET_PROFIT - LOST,
    "stress.animal_price_down.net_profit": NET_PROFIT - 0.2 * HOGS,
    "stress.rent_up.net_profit": NET_PROFIT - 0.2 * RENT,
    "stress.all_down.cash_before_service": DISPOSABLE + 6_600 - LOST - 0.2 * HOGS,
    "stress.animal_price_less.net_profit": NET_PROFIT - 0.1 * HOGS,
    "stress.animal_price_most.net_profit": NET_PROFIT - 0.3 * HOGS,
    "stress.feed_up.net_profit": NET_PROFIT - 0.1 * 12 * 26_900,
    "stress.price_and_feed.net_profit": NET_PROFIT - 0.1 * HOGS - 0.1 * 12 * 26_900,
    "stress.disease.net_profit": NET_PROFIT - 0.3 * HOGS + 0.2 * 12 * 26_900,
    "stress.cycle_low.net_profit": NET_PROFIT,  # nobody gave the low of the cycle
    "stress.rate_up.interest_extra": 0,  # no debt stays; the loan itself is put under the rate by the policy
    "stress.base.break_even": 1 - NET_PROFIT / (WHEAT + CORN + HOGS),
    "stress.disease.break_even": (WHEAT + CORN - NET_PROFIT + HOGS - 0.2 * 12 * 26_900) / (WHEAT + CORN + 0.7 * HOGS),
}
CHECKS = {  # base, evidence
    "FF01": (320, 320),
    "FF02": (640, 640),
    "FF03": (20, 20),
    "FF04": (WHEAT + CORN, 708_000),
    "FF05": (320 * (490 + 580), 320 * (460 + 545)),
    "FF08": (320 * (40 + 25 + 45), 34_000),
    "FF09": (GRAIN, 29_500 * CORN_MU / 580),
    "FF10": (RENT, 234_000),
    "FF11": (150 + 408 - 8 - 400, 150),
    "FF12": (400, 398),
    "FF13": (106_000, 105_800),
    "FF15": (HOGS, 677_600),
    "FF16": (48_000, 48_500),
}
REQUIRED = {
    "FF01",
    "FF02",
    "FF04",
    "FF06",
    "FF09",
    "FF10",
    "FF11",
    "FF12",
    "FF13",
    "FF15",
    "FF16",
    "FF17",
    "ST01",
    "ST02",
}
HARD = {"FF01", "FF04", "FF09", "FF11", "FF12", "FF13", "FF17", "ST01", "ST02"}


def test_answers_have_no_findings(answers: Answers, values: Values) -> None:
    assert answers.findings == []
    assert check_answers(values) == []


def test_every_check_passes(compiled: Compiled, values: Values) -> None:
    assert verdicts(values, "pass") == {check.id for check in compiled.template.checks}
    assert (values["coverage"], values["pass_rate"]) == (1, 1)


def test_required_and_hard_checks(compiled: Compiled) -> None:
    checks = compiled.template.checks
    assert {check.id for check in checks if check.required} == REQUIRED
    assert {check.id for check in checks if check.hard} == HARD
    assert all(check.ask.zh and check.ask.en and check.source for check in checks)


@pytest.mark.parametrize("check", CHECKS)
def test_check_figures(values: Values, check: str) -> None:
    assert [number(values, f"{check}_{part}") for part in ("base", "evidence")] == pytest.approx(list(CHECKS[check]))


def test_identities_hold(compiled: Compiled, values: Values) -> None:
    identities_hold(compiled, values)


@pytest.mark.parametrize("name", FIGURES)
def test_figures(values: Values, name: str) -> None:
    assert number(values, name) == pytest.approx(FIGURES[name], rel=1e-9)


@pytest.mark.parametrize("line", BY_PRODUCT)
def test_profit_by_product(values: Values, line: str) -> None:
    product_holds(values, line, BY_PRODUCT[line])


def test_income_and_costs_stand_in_their_months(values: Values) -> None:
    # April 2025 is the first month: wheat is sold in June, corn in October, hogs in May, August, November, February
    assert values.range("income_statement.crop_revenue") == pytest.approx([0, 0, WHEAT, 0, 0, 0, CORN, 0, 0, 0, 0, 0])
    hogs = [0, 175_200, 0, 0, 170_400, 0, 0, 168_000, 0, 0, 177_600, 0]
    assert values.range("income_statement.animal_revenue") == pytest.approx(hogs)
    inputs = [0, 65, 19 + 281, 120, 0, 0, 326 + 139, 0, 0, 0, 0, 150]
    assert values.range("income_statement.crop_inputs") == pytest.approx([MU * a_mu for a_mu in inputs])
    assert number(values, "income_statement.rent.total") == RENT


def test_the_calendar_follows_the_harvest(values: Values) -> None:
    wheat, corn = (320 * 460 - 2_000) * 2.36, (320 * 545 - 5_000) * 2.18
    assert values.range("cash_calendar.crop_income") == pytest.approx([0, 0, wheat, 0, 0, 0, corn, 0, 0, 0, 0, 0])
    assert values.range("cash_calendar.grain_income")[1] == pytest.approx(30_000 * 2.18)
    hogs = [0, 170_400, 0, 0, 170_400, 0, 0, 168_000, 0, 0, 170_400, 0]
    assert values.range("cash_calendar.animal_income") == pytest.approx(hogs)
    assert values.range("cash_calendar.rent") == pytest.approx([0, 0, 0, 0, 0, 0, 0, RENT, 0, 0, 0, 0])
    assert values.range("cash_calendar.collected") == pytest.approx([13_600, *[0] * 11])
    assert values.range("cash_calendar.dealers")[:4] == pytest.approx([28_000, 0, 0, 20_000])
    assert values.range("cash_calendar.closing_before_loan")[0] == pytest.approx(143_000 - 109_420)


def test_nothing_is_left_to_ask(compiled: Compiled, values: Values) -> None:
    assert all(values[f"alert.{alert.name}"] == 0 for alert in compiled.template.alerts)
    assert all(values[f"minimum.{minimum.name}"] == 1 for minimum in compiled.template.minimum)
    absent = {i.name for i in compiled.template.indicators if values.number(f"indicator.{i.name}") is None}
    assert absent == {"rice_yield"}  # he grows none
