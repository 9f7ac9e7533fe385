"""What doubtful checks take from a smallholder (METHOD 2.2, 2.7, 1.8)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.samples.conftest import column, drop_row, hold_arithmetic, number, verdict
from workbench.crosscheck.claims import claims
from workbench.crosscheck.conservative import conservative_values
from workbench.evaluation.answers import Answers
from workbench.evaluation.values import Values
from workbench.formula import Value

TEMPLATE, WORKED = "smallholder", "smallholder_worked.yaml"
Mutated = Callable[[Callable[[Answers], None]], Values]


def test_missing_grain_is_taken_of_what_is_left(mutated: Mutated) -> None:
    # 1,830 of 2,200 kg of corn measured, and corn would bring 0.50 yuan a kg
    def short(answers: Answers) -> None:
        column(answers, "grain.counted_kg")[1] = 1_830.0
        column(answers, "crop_plan.price_now")[1] = 0.50

    first = mutated(short)
    careful = conservative_values(first)
    wheat, corn = 461 / 430, 385 / 520  # yuan a kg at cost; 5 kg of wheat and 370 of corn are missing
    missing = (5 * wheat + 370 * corn) / (260 * wheat + 2_200 * corn)
    left = 260 * wheat + 2_200 * 0.50
    assert verdict(first, "SH07") == "explain"
    assert careful["stock_shortfall"] == pytest.approx(missing * left)
    assert careful["working_capital_doubt"] == careful["stock_shortfall"]
    hold_arithmetic(careful)


def test_equity_that_nothing_explains_is_an_untold_debt(mutated: Mutated) -> None:
    def borrow(answers: Answers) -> None:
        column(answers, "flows.closing_balance")[0] += 30_000
        answers.fields["rechecks.none"] = None
        row: dict[str, Value] = {
            "check": "SH10", "first_verdict": "不通过", "date": 46_112.0, "first_deviation": -0.7, "new_evidence": "无",
            "resolution": "以保守值重算", "visit_date": None, "by": None,
        }  # fmt: skip
        for name, value in row.items():
            answers.columns[f"rechecks.{name}"] = [value]

    first = mutated(borrow)
    careful = conservative_values(first)
    assert verdict(first, "SH10") == "fail"
    assert careful["balance_sheet.equity.restated"] == pytest.approx(number(careful, "expected_equity"))
    assert careful["unexplained_surplus"] == pytest.approx(-number(first, "equity_gap"))
    assert number(careful, "consolidated_net_worth") < number(first, "consolidated_net_worth")
    hold_arithmetic(careful)


def test_the_calendar_pays_a_bullet_in_its_month(values: Values, mutated: Mutated) -> None:
    def due(answers: Answers) -> None:
        column(answers, "debts.principal_due")[0] = 10_000.0
        column(answers, "debts.form")[0] = "按月付息到期还本"
        column(answers, "debts.replaced")[0] = "否"
        column(answers, "debts.end")[0] = 46_326.0  # 2026-10-31, seven months ahead

    found = mutated(due)
    assert found.range("cash_calendar.principal") == pytest.approx([0] * 6 + [10_000] + [0] * 5)
    assert found.range("cash_calendar_yield_down.principal") == found.range("cash_calendar.principal")


def test_rented_land_without_an_end_has_no_years_left(mutated: Mutated) -> None:
    def forget(answers: Answers) -> None:
        column(answers, "land.term_end")[2] = None

    assert mutated(forget)["lease_years_left"] is None
    assert mutated(lambda answers: drop_row(answers, "land", 2))["lease_years_left"] == 0  # nothing is rented


def test_sales_are_strong_when_harvest_and_transfers_agree(values: Values) -> None:
    sales = next(claim for claim in claims(values) if claim["claim"] == "sales")
    assert (sales["checks"], sales["methods"], sales["strong"]) == (["SH03", "SH04"], ["X2", "X7"], True)
