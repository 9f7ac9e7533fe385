"""The worked family farm with something changed: what is caught, and what the statements take (METHOD 3C.8)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.samples.conftest import drop_row, hold_arithmetic, number, verdict
from workbench.crosscheck.conservative import conservative_values
from workbench.evaluation.answers import Answers
from workbench.evaluation.values import Values

TEMPLATE, WORKED = "family_farm", "family_farm_worked.yaml"
Mutated = Callable[[Callable[[Answers], None]], Values]


def sets(**cells: Any) -> Callable[[Answers], None]:
    """Give what puts an answer in a field (`rent_seen`) or in a cell (`herds__heads__0`)."""

    def change(answers: Answers) -> None:
        for name, value in cells.items():
            if "__" in name:
                table, column, row = name.split("__")
                answers.columns[f"{table}.{column}"][int(row)] = value
            else:
                answers.fields[name] = value

    return change


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
