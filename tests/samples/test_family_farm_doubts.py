"""What doubtful checks take from a family farm (METHOD 2.2, 2.7, 1.8): of what is left, and never twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.samples.conftest import column, hold_arithmetic, number, verdict
from workbench.crosscheck.conservative import conservative_values
from workbench.evaluation.answers import Answers
from workbench.evaluation.values import Values
from workbench.formula import Value
from workbench.template.compiled import Compiled

TEMPLATE, WORKED = "family_farm", "family_farm_worked.yaml"
Mutated = Callable[[Callable[[Answers], None]], Values]
UNITS = {"areas": "亩", "harvest": "公斤", "herd": "头", "closing_cash": ""}


def settle(answers: Answers, check: str) -> None:
    """Write a re-check that takes conservative values."""
    row: dict[str, Value] = {
        "check": check, "first_verdict": "不通过", "date": 46_112.0, "first_deviation": -0.2, "new_evidence": "无",
        "resolution": "以保守值重算", "visit_date": None, "by": None,
    }  # fmt: skip
    answers.fields["rechecks.none"] = None
    for name, value in row.items():
        answers.columns[f"rechecks.{name}"] = [value]


def short_grain(price: float | None, kept: float) -> Callable[[Answers], None]:
    """Give what measures so much of the corn in store, at a price that may be below its cost."""

    def change(answers: Answers) -> None:
        column(answers, "grain.counted_kg")[0] = 30_000 * kept
        if price is not None:
            column(answers, "crop_plan.price_now")[1] = price
        settle(answers, "FF09")

    return change


@pytest.mark.parametrize(("price", "kept"), [(None, 0.9), (0.60, 0.9), (None, 0.5), (0.0, 0.9)])
def test_missing_grain_is_taken_of_what_is_left(mutated: Mutated, price: float | None, kept: float) -> None:
    first = mutated(short_grain(price, kept))
    careful = conservative_values(first)
    left = number(first, "grain_value") + number(first, "adjustment.grain")
    inputs = number(first, "inputs_stock")
    assert verdict(first, "FF09") == ("note" if kept == 0.9 else "fail")
    assert careful["stock_shortfall"] == pytest.approx((1 - kept) * left)
    assert careful["balance_sheet.inventory.restated"] == pytest.approx(inputs + kept * left)
    assert careful["working_capital_doubt"] == careful["stock_shortfall"]
    hold_arithmetic(careful)


def test_pigs_above_the_movement_are_taken_of_what_is_left(mutated: Mutated) -> None:
    def twice(answers: Answers) -> None:
        column(answers, "herds.heads")[0] = 156.0
        column(answers, "herds.market_per_head")[0] = 540.0

    careful = conservative_values(mutated(twice))
    assert careful["balance_sheet.growing.restated"] == pytest.approx(150 * 540)
    assert careful["working_capital_doubt"] == pytest.approx(6 * 540)
    hold_arithmetic(careful)


def test_equity_that_nothing_explains_is_an_untold_debt(mutated: Mutated) -> None:
    def hide(answers: Answers) -> None:
        column(answers, "flows.closing_balance")[0] = 188_000.0
        settle(answers, "FF17")

    first = mutated(hide)
    careful = conservative_values(first)
    assert verdict(first, "FF17") == "fail"
    assert careful["balance_sheet.private.adjustment"] == pytest.approx(58_800)
    assert careful["balance_sheet.equity.restated"] == pytest.approx(number(careful, "expected_equity"))
    assert careful["others_kept"] == pytest.approx(number(first, "others_kept") + 58_800)
    assert careful["interest_kept"] == pytest.approx(number(first, "interest_kept") + 58_800 * 0.18)
    hold_arithmetic(careful)


def test_grain_without_receipts_is_no_income_whatever_the_pigs_say(mutated: Mutated) -> None:
    def lose(answers: Answers) -> None:
        column(answers, "crops.receipts_seen")[0] = 14_000.0  # of 370,560 yuan of wheat
        settle(answers, "FF04")

    first = mutated(lose)
    careful = conservative_values(first)
    assert verdict(first, "FF04") == "fail"
    assert [first[f"conservative.{name}.used"] for name in ("sales", "animal_sales")] == [1, 0]
    assert careful["crop_sales_year"] == pytest.approx(14_000 + 340_000)
    assert careful["animal_sales_year"] == pytest.approx(691_200)
    assert careful["verified_sales"] == careful["sales_total"] == pytest.approx(354_000 + 691_200 + 36_000)
    assert first["verified_sales"] == careful["verified_sales"]
    hold_arithmetic(careful)


def test_pigs_without_certificates_are_no_income_whatever_the_grain_says(mutated: Mutated) -> None:
    def lose(answers: Answers) -> None:
        column(answers, "animal_sales.certificate_heads")[0] = 62.0  # 360 of 400; the feed says 0.2% less
        settle(answers, "FF12")

    careful = conservative_values(mutated(lose))
    assert careful["animal_sales_year"] == pytest.approx(0.9 * 691_200)
    assert careful["crop_sales_year"] == pytest.approx(716_880)
    hold_arithmetic(careful)


def test_what_the_dealers_say_is_paid_first(mutated: Mutated) -> None:
    def owe(answers: Answers) -> None:
        answers.fields["dealer_stated_credit"] = 53_000.0

    careful = conservative_values(mutated(owe))  # 48,000 were told
    assert careful["supplier_credit"] == 53_000
    assert careful.range("cash_calendar.dealers")[0] == pytest.approx(28_000 + 5_000)


def test_land_without_an_end_has_no_years_left(values: Values, mutated: Mutated) -> None:
    def forget(answers: Answers) -> None:
        column(answers, "land.term_end")[2] = None

    assert number(values, "lease_years_left") > 0
    assert mutated(forget)["lease_years_left"] is None


def test_own_land_needs_no_end(values: Values, mutated: Mutated) -> None:
    def forget(answers: Answers) -> None:
        column(answers, "land.term_end")[column(answers, "land.kind").index("自家承包")] = None

    assert mutated(forget)["lease_years_left"] == values["lease_years_left"]


def test_a_farm_without_land_or_crops_can_be_submitted(mutated: Mutated) -> None:
    def sell(answers: Answers) -> None:
        for table in ("land", "crops", "crop_plan", "crop_costs", "grain"):
            for name in [name for name in answers.columns if name.startswith(f"{table}.")]:
                answers.columns[name].clear()
            answers.fields[f"{table}.none"] = "是"
        answers.fields.update(land_told=0.0, insured_area=0.0, subsidy_area=0.0)

    values = mutated(sell)
    assert {verdict(values, check) for check in ("FF01", "FF02", "FF06", "FF09")} == {"not_applicable"}
    assert [values[f"minimum.{name}"] for name in ("area", "margin", "stock")] == [1, 1, 1]


@pytest.mark.parametrize("name", UNITS)
def test_an_identity_says_in_what_it_is_counted(compiled: Compiled, name: str) -> None:
    units: dict[str, Any] = {item.name: item.unit.zh for item in compiled.template.identities}
    assert units[name] == UNITS[name]
