"""The worked smallholder with something changed: what is caught, and what the statements then take (METHOD 1.8)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.samples.conftest import drop_row, hold_arithmetic, number, numbers, sets, verdict
from workbench.crosscheck.conservative import conservative_values
from workbench.evaluation.answers import Answers
from workbench.evaluation.values import Values

TEMPLATE, WORKED = "smallholder", "smallholder_worked.yaml"
Mutated = Callable[[Callable[[Answers], None]], Values]


# ------------------------------------------------------------------ yields and prices are taken low


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("yield_told", 400.0, 400),
        ("yield_average", 300.0, 300),
        ("yield_average", None, 425),
        ("yield_typical", 500.0, 430),  # what he really cut
    ],
)
def test_the_lowest_yield_counts(mutated: Mutated, column: str, value: float | None, expected: float) -> None:
    values = mutated(sets(**{f"crop_plan__{column}__0": value}))
    assert values.range("crop_plan.yield_line")[0] == expected


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("price_now", 2.30, 2.30),
        ("price_average", 2.10, 2.10),
        ("price_average", None, 2.40),
        ("price_now", 2.60, 2.46),
    ],
)
def test_the_lower_price_counts(mutated: Mutated, column: str, value: float | None, expected: float) -> None:
    values = mutated(sets(**{f"crop_plan__{column}__0": value}))
    assert values.range("crop_plan.price_line")[0] == expected


def test_better_years_to_come_add_nothing(mutated: Mutated) -> None:
    better = {
        f"crop_plan__{name}__{row}": 900.0
        for name in ("yield_told", "yield_average", "yield_typical")
        for row in (0, 1)
    }
    prices = {f"crop_plan__{name}__{row}": 9.0 for name in ("price_now", "price_average") for row in (0, 1)}
    values = mutated(sets(**better, **prices, next_animals__price_now__0=99.0, next_animals__price_average__0=99.0))
    assert number(values, "normalisation") == pytest.approx(0, abs=0.01)
    assert number(values, "crop_sales_line") == pytest.approx(23_916)


def test_a_crop_that_is_given_up_earns_nothing_next_year(mutated: Mutated) -> None:
    values = mutated(sets(crop_plan__next_mu__1=0.0, next_animals__next_heads__0=2.0))
    assert sum(numbers(values, "cash_calendar.crop_income")) == pytest.approx((14 * 425 - 900) * 2.40)
    assert values.range("cash_calendar.crop_inputs")[6] == pytest.approx(278 * 14)  # of October only wheat's
    assert values.range("cash_calendar.animal_income")[5] == pytest.approx(31_110 * 25 / 25.5 / 2)


def test_no_harvest_is_sold_before_it_is_cut(mutated: Mutated) -> None:
    # wheat is cut in June, month 3 ahead; a sale planned in May is asked about and taken in June
    values = mutated(sets(crop_plan__sale_month__0=5.0))
    assert values["alert.sold_before_harvest"] == 1
    assert values.range("cash_calendar.crop_income")[1:4] == pytest.approx([0, (14 * 425 - 900) * 2.40, 0])


# ------------------------------------------------------------------ what the balance sheet may hold


def test_a_standing_crop_is_never_above_what_it_will_bring(mutated: Mutated) -> None:
    # at 0.40 yuan a mu brings 170, of which 100 are still to be spent; 361 are spent
    values = mutated(sets(crop_plan__price_now__0=0.40))
    assert number(values, "balance_sheet.growing_crops.adjustment") == pytest.approx(-(361 - (425 * 0.40 - 100)) * 14)
    assert number(values, "balance_sheet.growing_crops.restated") == pytest.approx(70 * 14)
    hold_arithmetic(values)


def test_grain_is_at_the_lower_of_cost_and_market(mutated: Mutated) -> None:
    values = mutated(sets(crop_plan__price_now__1=0.50))
    assert number(values, "adjustment.grain") == pytest.approx(-2_200 * (385 / 520 - 0.50))
    hold_arithmetic(values)


def test_grain_and_animals_of_others_are_left_out(mutated: Mutated) -> None:
    consigned = "代销或他人"
    values = mutated(sets(grain__owner__1=consigned, herds__owner__0=consigned))
    assert number(values, "adjustment.grain") == pytest.approx(-2_200 * 385 / 520)
    assert number(values, "balance_sheet.growing.restated") == 0
    assert values.range("cash_calendar.grain_income")[1] == 0
    hold_arithmetic(values)


def test_breeding_stock_is_not_current(mutated: Mutated) -> None:
    values = mutated(sets(herds__breeding__0="是"))
    assert number(values, "balance_sheet.breeding.book") == 47_200
    assert number(values, "balance_sheet.growing.book") == 0
    hold_arithmetic(values)


# ------------------------------------------------------------------ what must be caught


def test_land_without_a_paper_fails(mutated: Mutated) -> None:
    values = mutated(sets(land__contract_seen__2="否"))
    assert number(values, "SH01_deviation") == pytest.approx(-5 / 14, abs=1e-6)
    assert verdict(values, "SH01") == "fail"


def test_less_subsidy_than_own_land_fails(mutated: Mutated) -> None:
    assert verdict(mutated(sets(subsidy_area=7.0)), "SH02") == "fail"
    assert verdict(mutated(sets(subsidy_area=None)), "SH02") == "not_performed"


def test_receipts_not_looked_at_are_no_evidence(mutated: Mutated) -> None:
    assert verdict(mutated(sets(crops__receipts_seen__0=None)), "SH03") == "not_performed"
    assert verdict(mutated(sets(crops__receipts_seen__0=0.0)), "SH03") == "fail"
    assert verdict(mutated(sets(animal_sales__transfer__1=0.0)), "SH04") == "fail"


def test_a_harvest_that_is_overstated_is_seen_twice(mutated: Mutated) -> None:
    # 600 kg a mu would give 2,380 kg more wheat than went anywhere
    values = mutated(sets(crop_plan__yield_actual__0=600.0))
    assert number(values, "unexplained_year") == pytest.approx(170 * 14)
    assert number(values, "identity.harvest.gap") > number(values, "identity.harvest.tolerance")
    assert number(values, "SH03_base") == pytest.approx(23_916 + 170 * 14 * 2.42)
    assert verdict(values, "SH03") == "fail"


def test_plots_that_do_not_add_up_are_a_finding(mutated: Mutated) -> None:
    values = mutated(sets(land_told=15.0))
    assert number(values, "identity.areas.gap") == -1
    assert abs(number(values, "identity.areas.gap")) > number(values, "identity.areas.tolerance")


def test_missing_grain_is_taken_low(mutated: Mutated) -> None:
    # 2,460 kg told, 2,085 measured; what is missing counts in money: 5 kg of wheat and 370 of corn
    values = mutated(sets(grain__counted_kg__1=1_830.0))
    assert verdict(values, "SH07") == "explain"
    missing = 5 * 461 / 430 + 370 * 385 / 520
    careful = conservative_values(values)
    assert number(careful, "stock_shortfall") == pytest.approx(missing)
    assert number(careful, "balance_sheet.inventory.restated") == pytest.approx(
        number(values, "balance_sheet.inventory.restated") - missing
    )
    assert verdict(careful, "SH07") == "explain"
    hold_arithmetic(careful)


def test_unproven_sales_are_scaled_down_everywhere(mutated: Mutated) -> None:
    values = mutated(sets(crops__receipts_seen__0=9_800.0))  # 3,516 of 23,916 yuan without a receipt
    assert verdict(values, "SH03") == "explain"
    careful = conservative_values(values)
    kept = 20_400 / 23_916
    assert number(careful, "crop_sales_year") == pytest.approx(20_400)
    assert number(careful, "animal_sales_year") == 63_870  # nothing speaks against the cattle
    assert number(careful, "sales_total") == pytest.approx(84_270) == pytest.approx(number(careful, "verified_sales"))
    assert number(careful, "sales_total") == pytest.approx(number(careful, "income_statement.sales.total"))
    assert number(careful, "cash_calendar.crop_income.total") == pytest.approx(
        kept * number(values, "cash_calendar.crop_income.total")
    )
    assert number(careful, "identity.by_product.gap") == pytest.approx(0, abs=0.01)
    hold_arithmetic(careful)


def test_a_hidden_withdrawal_breaks_the_equity_check(mutated: Mutated) -> None:
    # the 20,000 yuan put aside for the daughter, not told: 20,362 of 41,604 yuan of disposable cash
    def hide(answers: Answers) -> None:
        drop_row(answers, "movements", 0)
        answers.fields["movements.none"] = "是"

    values = mutated(hide)
    disposable = number(values, "period_disposable")
    assert number(values, "SH10_deviation") == pytest.approx(20_362 / disposable, abs=1e-6)
    assert verdict(values, "SH10") == "fail"


def test_a_bad_word_of_the_village_fails(mutated: Mutated) -> None:
    assert verdict(mutated(sets(village_opinion="差")), "SH09") == "fail"
    values = mutated(sets(village_opinion=None))
    assert verdict(values, "SH09") == "not_performed"
    assert values["minimum.village"] == 0


# ------------------------------------------------------------------ alerts and the household


def test_a_crop_written_twice_is_an_alert(mutated: Mutated) -> None:
    assert mutated(sets(crop_plan__crop__1="小麦"))["alert.listed_twice"] == 1
    assert mutated(lambda answers: drop_row(answers, "crops", 1))["alert.crop_missing"] == 1


def test_land_that_ends_before_the_loan_is_a_question(mutated: Mutated) -> None:
    # the loan ends on 2028-03-31
    assert mutated(sets(land__term_end__2=46_478.0))["alert.lease_ends_early"] == 1  # 2027-04-01
    assert mutated(sets(land__term_end__2=46_000.0))["alert.lease_run_out"] == 1  # 2025-12-09


def test_high_hopes_are_a_question(mutated: Mutated) -> None:
    assert mutated(sets(crop_plan__yield_told__0=511.0))["alert.hopeful_yield"] == 1  # 425 and a fifth is 510
    assert mutated(sets(crop_plan__yield_told__0=510.0))["alert.hopeful_yield"] == 0


@pytest.mark.parametrize(
    ("conditions", "word"),
    [
        (("健康", "健康"), "good"),
        (("慢性病", "健康"), "chronic"),
        (("慢性病", "慢性病"), "serious"),
        (("重病", "健康"), "serious"),
    ],
)
def test_health_of_the_members(mutated: Mutated, conditions: tuple[str, str], word: str) -> None:
    values = mutated(sets(members__condition__2=conditions[0], members__condition__3=conditions[1]))
    assert values["members_health"] == values[f"members_health.{word}"]


def test_a_farm_without_animals_is_a_farm(mutated: Mutated) -> None:
    def sell_all(answers: Answers) -> None:
        for table in ("herds", "animal_sales", "animal_costs", "next_animals"):
            for name in [name for name in answers.columns if name.startswith(f"{table}.")]:
                answers.columns[name].clear()
            answers.fields[f"{table}.none"] = "是"

    values = mutated(sell_all)
    assert number(values, "sales_total") == pytest.approx(23_916)
    assert {verdict(values, check) for check in ("SH04", "SH08")} == {"not_applicable"}
    assert number(values, "product_margin.animals.margin") == 0
    hold_arithmetic(values)
