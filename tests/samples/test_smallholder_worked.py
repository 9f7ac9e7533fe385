"""The worked smallholder from raw answers to statements, checks and what the farmer card takes (METHOD 1.8, D.4).

Every expected figure is worked out here from the answers: mu x kg x yuan, never read from the engine.
"""

from __future__ import annotations

import pytest

from tests.samples.conftest import identities_hold, number, product_holds, verdicts
from workbench.evaluation.answer_checks import check_answers
from workbench.evaluation.answers import Answers
from workbench.evaluation.values import Values
from workbench.template.compiled import Compiled

TEMPLATE, WORKED = "smallholder", "smallholder_worked.yaml"
MU = 14
WHEAT_MU = 278 + 83 + 35 + 65  # yuan a mu: October, March, May, June
CORN_MU = 223 + 52 + 110  # June, July, October
WHEAT_SPENT = (278 + 83) * MU  # what the standing wheat has cost: October and March
GRAIN = 260 * WHEAT_MU / 430 + 2_200 * CORN_MU / 520  # kg in store at the cost of a kg
CATTLE_COST = 19_720 + 2_250 + 20_000 + 2_250  # April, July, October, January
SALES = 5_400 * 2.42 + 4_800 * 2.26 + 31_110 + 32_760
STORED = GRAIN + 800 - (530 + 290 + 700)  # grain and inputs against the opening point
LIVING = (WHEAT_SPENT - 4_900) + (4 * 11_800 - 46_000)
INPUTS = (WHEAT_MU + CORN_MU) * MU + CATTLE_COST
OPERATING_PROFIT = SALES + 990 + STORED + LIVING - INPUTS - 5 * 500 - 12 * (150 + 50)
DEPRECIATION = 12 * (18_000 * 0.95 / 72 + 20_000 * 0.95 / 180)
NET_PROFIT = OPERATING_PROFIT - DEPRECIATION - 1_950
FAMILY_INCOME, LIVING_COSTS = 42_000 + 18_000 + 2_400, 49_200
DISPOSABLE = NET_PROFIT + FAMILY_INCOME - LIVING_COSTS + DEPRECIATION
TRACTOR, SHED = 18_000 - 58 * 237.5, 20_000 - 72 * 20_000 * 0.95 / 180  # months used: 58 and 72
ASSETS = 24_500 + 1_500 + GRAIN + 800 + WHEAT_SPENT + 4 * 11_800 + TRACTOR + SHED + 5 * 500 / 2 + 1_000
EQUITY = ASSETS - 2_400 - 30_000
WORTH = EQUITY + 150_000
# at yields of 425 and 510 kg and prices of 2.40, 2.20 and 25.00 yuan, the lowest of what the survey has
# of wheat 500 + 5,950 - 1,120 kg are left to sell, of corn 400 + 7,140 - 2,880
WHEAT_LINE, CORN_LINE = 5_330 * 2.40, 4_660 * 2.20
HARVEST = 14 * (430 * 2.42 + 520 * 2.26)  # what the family and the store keep is in it
BOTH_DOWN = (23_916 - 0.2 * HARVEST) * 0.92
CATTLE_LINE = 31_110 * 25 / 25.5 + 32_760 * 25 / 26
BY_PRODUCT = {  # quantity, sales, change at cost, costs
    "wheat": (14, 13_068, 260 * WHEAT_MU / 430 - 530 + WHEAT_SPENT - 4_900, WHEAT_MU * MU),
    "corn": (14, 10_848, 2_200 * CORN_MU / 520 - 290, CORN_MU * MU),
    "rice": (0, 0, 0, 0),
    "cattle": (4, 63_870, 1_200, CATTLE_COST),
    "hog": (0, 0, 0, 0),
}
FIGURES = {
    "land_mu": 14,
    "yearly_rent": 2_500,
    "deferred_rent": 1_250,  # paid through September, six months ahead
    "lease_years_left": 1_279 / 365,  # 2026-03-31 to 2029-09-30
    "sales_total": SALES,
    "operating_profit_year": OPERATING_PROFIT,
    "income_statement.net_profit.total": NET_PROFIT,
    "period_disposable": DISPOSABLE,
    "growing_crops_value": WHEAT_SPENT,
    "grain_value": GRAIN,
    "balance_sheet.total_assets.restated": ASSETS,
    "balance_sheet.equity.restated": EQUITY,
    "consolidated_net_worth": WORTH,
    "crop_sales_line": WHEAT_LINE + CORN_LINE,
    "animal_sales_line": CATTLE_LINE,
    "normalisation": SALES - WHEAT_LINE - CORN_LINE - CATTLE_LINE,
    "main_grain_mu": 28,
    "fertiliser_per_mu": (52 * 14 + 40 * 14) / 28,
    "seed_ratio": (14 * 14 + 1.9 * 14) / (15 * 14 + 2 * 14),
    "working_share": 0.5,
    "scale_ratio": 63_870 / 10_000,
    "income_ratio": (NET_PROFIT + FAMILY_INCOME) / 4 / 22_000,
    "technique_points": 2,
    "family_worth_ratio": WORTH / 60_000,
    "family_debt_ratio": 32_400 / (ASSETS + 150_000),
    "off_farm_share": 60_000 / (NET_PROFIT + FAMILY_INCOME),
    "years_in_trade": 4,
    "stress.both_down.crop_sales": BOTH_DOWN,
    "stress.both_down.net_profit": NET_PROFIT - 23_916 + BOTH_DOWN,
    "stress.rent_up.net_profit": NET_PROFIT - 500,
    "stress.animal_price_down.net_profit": NET_PROFIT - 63_870 * 0.2,
}
REQUIRED = {"SH01", "SH02", "SH03", "SH04", "SH07", "SH09", "SH10", "ST01", "ST02", "ST09"}
HARD = {"SH01", "SH02", "SH03", "SH04", "SH10", "ST01", "ST02"}


def test_answers_have_no_findings(answers: Answers, values: Values) -> None:
    assert answers.findings == []
    assert check_answers(values) == []


def test_every_check_passes(compiled: Compiled, values: Values) -> None:
    assert verdicts(values, "pass") == {check.id for check in compiled.template.checks}
    assert (values["coverage"], values["pass_rate"]) == (1, 1)


def test_required_and_hard_checks(compiled: Compiled) -> None:
    assert {check.id for check in compiled.template.checks if check.required} == REQUIRED
    assert {check.id for check in compiled.template.checks if check.hard} == HARD


def test_identities_hold(compiled: Compiled, values: Values) -> None:
    identities_hold(compiled, values)


@pytest.mark.parametrize("name", FIGURES)
def test_figures(values: Values, name: str) -> None:
    assert number(values, name) == pytest.approx(FIGURES[name], rel=1e-9)


@pytest.mark.parametrize("line", BY_PRODUCT)
def test_profit_by_product(values: Values, line: str) -> None:
    product_holds(values, line, BY_PRODUCT[line])


def test_income_and_costs_stand_in_their_months(values: Values) -> None:
    # April 2025 is the first month, March 2026 the last
    crops, animals = values.range("income_statement.crop_revenue"), values.range("income_statement.animal_revenue")
    assert crops == pytest.approx([0, 0, 0, 13_068, 0, 0, 0, 0, 0, 10_848, 0, 0])
    assert animals == pytest.approx([0, 0, 0, 0, 0, 31_110, 0, 0, 0, 32_760, 0, 0])
    subsidies = values.range("income_statement.operating_income")
    assert subsidies == pytest.approx([0, 0, 990, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    inputs = [0, 35, 65 + 223, 52, 0, 0, 278 + 110, 0, 0, 0, 0, 83]
    assert values.range("income_statement.crop_inputs") == pytest.approx([MU * a_mu for a_mu in inputs])
    young = values.range("income_statement.young")
    assert young == pytest.approx([17_200, 0, 0, 0, 0, 0, 17_600, 0, 0, 0, 0, 0])


def test_the_calendar_takes_low_yields_and_prices(values: Values) -> None:
    wheat, corn = (14 * 425 - 900) * 2.40, (14 * 510 - 700) * 2.20
    expected = [0, 0, 0, wheat, 0, 0, 0, 0, 0, corn, 0, 0]
    assert values.range("cash_calendar.crop_income") == pytest.approx(expected)
    lower = values.range("cash_calendar_yield_down.crop_income")
    wheat, corn = (0.8 * 14 * 425 - 900) * 2.40, (0.8 * 14 * 510 - 700) * 2.20  # what he keeps does not shrink
    assert lower == pytest.approx([0, 0, 0, wheat, 0, 0, 0, 0, 0, corn, 0, 0])
    store = [0, 2_200 * 2.20, 0, 260 * 2.40, 0, 0, 0, 0, 0, 0, 0, 0]
    assert values.range("cash_calendar.grain_income") == pytest.approx(store)
    animals = values.range("cash_calendar.animal_income")
    assert (animals[5], animals[9]) == pytest.approx((31_110 * 25 / 25.5, 32_760 * 25 / 26))
    assert values.range("cash_calendar.rent") == pytest.approx([0, 0, 0, 0, 0, 0, 2_500, 0, 0, 0, 0, 0])
    assert values.range("cash_calendar.dealers") == pytest.approx([0, 0, 0, 2_400, 0, 0, 0, 0, 0, 0, 0, 0])


def test_the_household_is_described(values: Values) -> None:
    assert values["members_health"] == values["members_health.chronic"]
    assert values["village_opinion"] == values["village_opinion.good"]
    assert all(values[f"alert.{alert.name}"] == 0 for alert in values.compiled.template.alerts)
    assert all(values[f"minimum.{minimum.name}"] == 1 for minimum in values.compiled.template.minimum)


def test_indicators_are_computed(compiled: Compiled, values: Values) -> None:
    assert all(values.number(f"indicator.{i.name}") is not None for i in compiled.template.indicators)
    assert all(indicator.source for indicator in compiled.template.indicators)
