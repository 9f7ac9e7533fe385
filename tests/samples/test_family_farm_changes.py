"""The worked family farm with something changed: what is caught, and what the statements take (METHOD 3C.8)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.samples.conftest import drop_row, hold_arithmetic, number, sets, verdict
from workbench.crosscheck.conservative import conservative_values
from workbench.evaluation.answers import Answers
from workbench.evaluation.values import Values

TEMPLATE, WORKED = "family_farm", "family_farm_worked.yaml"
Mutated = Callable[[Callable[[Answers], None]], Values]


@pytest.mark.parametrize(
    ("cells", "check", "word"),
    [
        ({"land__contract_seen__2": "否"}, "FF01", "fail"),  # 120 of 320 mu by word of mouth
        ({"insured_area": 580.0}, "FF02", "note"),  # 60 of 640 mu
        ({"insured_area": 500.0}, "FF02", "fail"),
        ({"subsidy_area": 25.0}, "FF03", "fail"),
        ({"crops__receipts_seen__1": 250_000.0}, "FF04", "explain"),
        ({"crop_plan__yield_typical__0": 300.0, "crop_plan__yield_typical__1": 380.0}, "FF05", "fail"),
        ({"crop_costs__fertiliser_kg__0": 90.0}, "FF06", "explain"),
        ({"crop_costs__seed_kg__0": 5.0}, "FF07", "explain"),
        ({"machine_receipts": 20_000.0}, "FF08", "fail"),
        ({"grain__counted_kg__0": 20_000.0}, "FF09", "fail"),
        ({"rent_seen": 150_000.0}, "FF10", "fail"),
        ({"herds__heads__0": 170.0}, "FF11", "fail"),
        ({"animal_sales__certificate_heads__0": 60.0}, "FF12", "fail"),
        ({"animal_sales__certificate_heads__0": None}, "FF12", "not_performed"),
        ({"feed_statement_kg": 80_000.0}, "FF13", "fail"),
        ({"animal_sales__price__0": 18.0}, "FF14", "explain"),
        ({"animal_sales__transfer__3": 0.0}, "FF15", "fail"),
        ({"dealer_stated_credit": 90_000.0}, "FF16", "fail"),
        ({"herds__insured_heads__0": 100.0}, "FF18", "fail"),
        ({"village_opinion": "差"}, "FF19", "fail"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_caught(mutated: Mutated, cells: dict[str, Any], check: str, word: str) -> None:
    assert verdict(mutated(sets(**cells)), check) == word


def test_no_insurance_is_no_check_of_area(mutated: Mutated) -> None:
    values = mutated(sets(insurance_state="没有", insured_area=None))
    assert verdict(values, "FF02") == "not_applicable"
    assert values["minimum.area"] == 1


def test_insured_as_told_but_not_on_paper_is_a_question(mutated: Mutated) -> None:
    assert mutated(sets(insured_area=0.0))["alert.insured_on_paper"] == 1


def test_sties_without_papers_are_asked_about(mutated: Mutated) -> None:
    assert mutated(sets(epidemic_permit_seen="否"))["alert.no_epidemic_permit"] == 1
    assert mutated(sets(facility_filing="否"))["alert.unfiled_sties"] == 1
    values = mutated(sets(facility_filing="否", assets__no_permit__2="是"))
    assert values["alert.unfiled_sties"] == 0
    assert number(values, "adjustment.fixed_assets") == pytest.approx(-(240_000 - 66 * 240_000 * 0.95 / 180) / 2)


def test_a_hidden_house_breaks_the_equity_check(mutated: Mutated) -> None:
    def hide(answers: Answers) -> None:
        drop_row(answers, "movements", 0)
        answers.fields["movements.none"] = "是"

    values = mutated(hide)
    gap = 90_000 + 1_200  # the decoration, and the little that the cash misses already
    assert number(values, "FF17_deviation") == pytest.approx(gap / number(values, "period_disposable"), abs=1e-6)
    assert verdict(values, "FF17") == "fail"


def test_an_untold_debt_breaks_the_equity_check(mutated: Mutated) -> None:
    # 60,000 yuan in the bank that no sale and no debt explains
    values = mutated(sets(flows__closing_balance__0=188_000.0))
    assert number(values, "FF17_deviation") == pytest.approx(-58_800 / number(values, "period_disposable"), abs=1e-6)
    assert verdict(values, "FF17") == "fail"


def test_pigs_counted_twice_are_taken_out(mutated: Mutated) -> None:
    values = mutated(sets(herds__heads__0=156.0))
    assert verdict(values, "FF11") == "explain"  # 4% more than by movement
    careful = conservative_values(values)
    assert number(careful, "animals_shortfall") == pytest.approx(6 * 1_080)
    assert number(careful, "balance_sheet.growing.restated") == pytest.approx(150 * 1_080)
    hold_arithmetic(careful)


def test_what_the_dealers_say_is_owed_is_taken(mutated: Mutated) -> None:
    values = mutated(sets(dealer_stated_credit=53_000.0))
    assert verdict(values, "FF16") == "explain"
    careful = conservative_values(values)
    assert number(careful, "balance_sheet.payables.restated") == pytest.approx(53_000)
    hold_arithmetic(careful)


def test_more_pigs_next_year_cost_more_feed(mutated: Mutated) -> None:
    values = mutated(sets(next_animals__next_heads__0=600.0))
    assert values.range("cash_calendar.animal_inputs")[0] == pytest.approx(1.5 * 89_520)
    assert values.range("cash_calendar.animal_income")[1] == pytest.approx(1.5 * 170_400)


def test_a_lot_outside_the_year_is_not_this_years(mutated: Mutated) -> None:
    values = mutated(sets(animal_sales__date__0=45_746.0))  # 2025-03-30, two days before the first month
    assert number(values, "animal_sales_year") == pytest.approx(691_200 - 175_200)
    assert verdict(values, "ST05") == "fail"
    hold_arithmetic(values)


def test_costs_before_the_opening_point_are_not_this_years(mutated: Mutated) -> None:
    # no standing wheat: October and March then belong to wheat cut last June, over the harvested area
    values = mutated(sets(crop_costs__spent__0=None, crop_costs__spent__1=None, crop_plan__past_mu__0=300.0))
    assert number(values, "growing_crops_value") == 0
    assert number(values, "product_margin.wheat.cost") == pytest.approx(560 * 300)
    hold_arithmetic(values)


def test_a_wrong_month_moves_a_cost_and_never_drops_it(values: Values, mutated: Mutated) -> None:
    found = mutated(sets(crop_costs__month__0=10.5, animal_costs__month__1=0.0))
    assert found["alert.wrong_month"] == 1
    assert number(found, "input_cost_year") == number(values, "input_cost_year")
    assert number(found, "season_cost") == number(values, "season_cost")
    # April is the first month: the wheat sown in October, and the feed of February
    moved = number(found, "income_statement.input_costs.total") - number(values, "income_statement.input_costs.total")
    assert moved == 0
    first = number(values, "cash_calendar.crop_inputs.total")
    assert found.range("cash_calendar.crop_inputs")[0] == pytest.approx(326 * 320)
    assert number(found, "cash_calendar.crop_inputs.total") == pytest.approx(first)
    assert found.range("cash_calendar.animal_inputs")[0] == pytest.approx(89_520 + 27_900)
    hold_arithmetic(found)


def add_row(name: str, **cells: Any) -> Callable[[Answers], None]:
    """Give what copies a table's first row to its end, with other cells."""

    def change(answers: Answers) -> None:
        for column, rows in answers.columns.items():
            if column.startswith(f"{name}."):
                rows.append(cells.get(column.rpartition(".")[2], rows[0]))

    return change


def test_costs_of_an_unknown_crop_count_over_all_the_land(values: Values, mutated: Mutated) -> None:
    blank = dict.fromkeys(("fertiliser", "labour", "machine", "premium", "spent"))
    found = mutated(add_row("crop_costs", crop="花生", seed=800.0, **blank))
    assert found["alert.orphan_crop_costs"] == 1
    assert number(found, "crop_cost_year") == pytest.approx(number(values, "crop_cost_year") + 800 * 320)
    hold_arithmetic(found)


@pytest.mark.parametrize(
    ("change", "alert"),
    [
        (add_row("grain", crop="花生"), "orphan_grain"),
        (add_row("animal_costs", kind="羊"), "orphan_animal_costs"),
        (add_row("animal_sales", kind="羊"), "orphan_animal_sales"),
        (add_row("next_animals", kind="羊"), "orphan_animal_sales"),
        (add_row("crops", crop="花生"), "crop_missing"),
        (add_row("crop_plan", crop="花生"), "crop_missing"),
    ],
)
def test_a_row_that_belongs_nowhere_is_named(
    values: Values, mutated: Mutated, change: Callable[[Answers], None], alert: str
) -> None:
    assert values[f"alert.{alert}"] == 0
    assert mutated(change)[f"alert.{alert}"] == 1


def test_land_that_ends_before_the_harvest_brings_nothing(values: Values, mutated: Mutated) -> None:
    # 120 mu until August 2026: the wheat of June is cut on all of it, the corn of October on 200 mu
    found = mutated(sets(land__term_end__2=46_265.0))
    assert found.range("crop_plan.line_mu")[:2] == pytest.approx([320, 200])
    assert found["alert.lease_before_harvest"] == 1
    plan = (320 * 460 - 2_000) * 2.36 + (200 * 545 - 5_000) * 2.18
    assert number(found, "cash_calendar.crop_income.total") == pytest.approx(plan)
    gap = 144_800 * (2.36 + 2.18) - plan  # what last year's harvest would bring, and this year's does not
    assert number(found, "normalisation") == pytest.approx(number(values, "normalisation") + gap)
    assert number(values, "crop_plan_gap") == 0


def test_a_smaller_plan_is_a_smaller_income(values: Values, mutated: Mutated) -> None:
    found = mutated(sets(crop_plan__next_mu__1=0.0, next_animals__next_heads__0=300.0))
    plan = (320 * 460 - 2_000) * 2.36
    assert number(found, "crop_plan_gap") == pytest.approx(144_800 * (2.36 + 2.18) - plan - 540 * 320)
    assert number(found, "animal_plan_gap") == pytest.approx((3 * 170_400 + 168_000 - 586_080) / 4)  # costs 586,080


def test_animals_of_a_company_are_no_income(values: Values, mutated: Mutated) -> None:
    found = mutated(sets(herds__owner__0="代销或他人", contract_fee=60_000.0))
    assert found["alert.company_animals_sold"] == 1
    assert number(found, "sales_total") == pytest.approx(716_880 + 36_000 + 60_000)
    assert number(found, "animal_sales_line") == 0
    assert number(found, "cash_calendar.animal_income.total") == 0
    assert number(found, "income_statement.service_revenue.total") == pytest.approx(96_000)
    hold_arithmetic(found)


def test_a_class_not_sold_before_is_sold_as_planned(mutated: Mutated) -> None:
    def buy_sheep(answers: Answers) -> None:
        heads = {"heads": 50.0, "added_heads": 50.0, "opening_heads": 0.0, "dead_heads": 0.0, "opening_value": 0.0}
        add_row("herds", kind="羊", cost_per_head=600.0, market_per_head=900.0, insured_heads=None, **heads)(answers)
        add_row("next_animals", kind="羊", next_heads=50.0, price_now=26.0, price_average=28.0)(answers)

    def plan(answers: Answers) -> None:
        buy_sheep(answers)
        answers.columns["next_animals.weight_each"][1], answers.columns["next_animals.sale_month"][1] = 45.0, 12.0

    assert mutated(buy_sheep)["alert.new_animals_unplanned"] == 1
    found = mutated(plan)
    assert found["alert.new_animals_unplanned"] == 0
    assert found.range("cash_calendar.animal_income")[8] == pytest.approx(50 * 45 * 26)  # December, nine months ahead


def test_the_low_of_the_cycle(mutated: Mutated) -> None:
    found = mutated(sets(next_animals__price_low__0=11.0))
    low = 11 * (175_200 / 14.6 + 170_400 / 14.2 + 168_000 / 14.0 + 177_600 / 14.8)
    assert number(found, "stress.cycle_low.animals") == pytest.approx(low)


def test_the_price_that_covers_is_empty_where_nothing_is_sold(mutated: Mutated) -> None:
    found = mutated(sets(crops__sold_kg__0=0.0, crops__sold_kg__1=0.0, herds__owner__0="代销或他人"))
    assert found.number("stress.base.break_even") is None
