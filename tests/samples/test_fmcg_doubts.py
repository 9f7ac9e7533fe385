"""What doubtful checks take from the trader, and how a failed equity check is settled (METHOD 2.2, 2.7).

Where a check is in doubt the case may only become smaller: no method may give more than on the answers as told.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.samples.conftest import WAN, column, drop_row, hold_arithmetic, number, verdict
from tests.scoring.cases import scored
from workbench.crosscheck.conservative import conservative_values
from workbench.evaluation.answers import Answers
from workbench.evaluation.values import Values
from workbench.formula import Value

TEMPLATE, WORKED = "fmcg_wholesale", "fmcg_worked.yaml"
Mutated = Callable[[Callable[[Answers], None]], Values]
LONG_AGO = 45_658.0  # 2025-01-01, more than 180 days past any terms


def method(values: Values, name: str) -> float:
    """Give what a method of the line gives."""
    value = next(item.value for item in scored(values).line.methods if item.id == name)
    assert value is not None
    return value


def short(share: float) -> Callable[[Answers], None]:
    """Give what counts so much less of every sampled item than is booked."""

    def count(answers: Answers) -> None:
        booked, counted = column(answers, "stock.booked_quantity"), column(answers, "stock.counted_quantity")
        counted[:] = [None if old is None else have * (1 - share) for old, have in zip(counted, booked, strict=True)]

    return count


def settle(answers: Answers, **cells: Any) -> None:
    """Write a re-check of the equity check, settled with conservative values unless `cells` say otherwise."""
    row: dict[str, Value] = {
        "check": "FM17 ", "first_verdict": "不通过", "date": 46_205.0, "first_deviation": -0.2, "new_evidence": "无",
        "resolution": "以保守值重算",
    }  # fmt: skip
    answers.fields["rechecks.none"] = None
    for name in ("check", "first_verdict", "date", "first_deviation", "new_evidence", "resolution", "visit_date", "by"):
        answers.columns[f"rechecks.{name}"] = [(row | cells).get(name)]


def hide_a_loan(answers: Answers) -> None:
    """Take the 50,000 yuan that came to the spouse's account out of the debts."""
    drop_row(answers, "debts", answers.columns["debts.closing"].index(50_000.0))


def test_a_short_sample_does_not_raise_the_need(values: Values, mutated: Mutated) -> None:
    first = mutated(short(0.067))
    careful = conservative_values(first)
    assert verdict(first, "FM09") == "explain"
    assert careful["working_capital_doubt"] == careful["stock_shortfall"] == pytest.approx(0.067 * 85 * WAN)
    assert method(careful, "M1") <= method(values, "M1") + 1
    assert method(careful, "M3") < method(values, "M3")


def test_receivables_and_payables_in_doubt_do_not_raise_the_need(values: Values, mutated: Mutated) -> None:
    def owe(answers: Answers) -> None:
        column(answers, "receivables.amount")[0] += 150_000
        column(answers, "payables.amount")[0] -= 40_000

    first = mutated(owe)
    careful = conservative_values(first)
    assert min(number(careful, "receivables_shortfall"), number(careful, "payables_untold")) > 0
    told = number(careful, "receivables_shortfall") + number(careful, "payables_untold")
    assert careful["working_capital_doubt"] == pytest.approx(told)
    assert method(careful, "M1") <= method(first, "M1") + 1
    hold_arithmetic(careful)


@pytest.mark.parametrize("factor", [1.25, 0.8])
def test_receivables_already_written_off_are_not_written_off_again(mutated: Mutated, factor: float) -> None:
    def age(answers: Answers) -> None:
        dates, amounts = column(answers, "receivables.invoice_date"), column(answers, "receivables.amount")
        dates[:] = [LONG_AGO] * len(dates)
        amounts[:] = [amount * factor for amount in amounts]

    first = mutated(age)
    assert verdict(first, "FM10") in ("note", "explain")
    assert first["balance_sheet.receivables.restated"] == 0
    careful = conservative_values(first)
    assert careful["receivables_shortfall"] == 0
    assert careful["balance_sheet.receivables.restated"] == 0


def test_receivables_are_taken_at_the_lower_figure_and_no_lower(mutated: Mutated) -> None:
    def owe(answers: Answers) -> None:
        column(answers, "receivables.amount")[0] += 150_000

    first = mutated(owe)
    careful = conservative_values(first)
    assert verdict(first, "FM10") == "explain"
    assert careful["balance_sheet.receivables.restated"] == pytest.approx(number(first, "FM10_evidence"))


# ------------------------------------------------------------------ the equity check


def test_equity_that_nothing_explains_is_an_untold_debt(values: Values, mutated: Mutated) -> None:
    def hide(answers: Answers) -> None:
        hide_a_loan(answers)
        settle(answers)

    first = mutated(hide)
    careful = conservative_values(first)
    assert verdict(first, "FM17") == verdict(careful, "FM17") == "fail"
    assert careful["unexplained_surplus"] == pytest.approx(5 * WAN, abs=1)
    assert careful["balance_sheet.private.restated"] == pytest.approx(15 * WAN, abs=1)  # as the worked example tells it
    assert careful["balance_sheet.equity.restated"] == pytest.approx(number(careful, "expected_equity"), abs=0.01)
    assert careful["expected_equity"] == pytest.approx(number(first, "expected_equity"))
    assert careful["others_kept"] == pytest.approx(number(values, "others_kept"), abs=1)
    assert careful["interest_kept"] == pytest.approx(number(first, "interest_kept") + 0.18 * 5 * WAN, abs=1)
    assert careful["identity.equity_roll.gap"] == pytest.approx(0, abs=0.01)
    assert method(first, "M3") - method(careful, "M3") == pytest.approx(1.5 * 5 * WAN, abs=2)  # BBB: half of equity
    assert method(careful, "M2") < method(first, "M2")
    assert method(careful, "M1") == pytest.approx(method(first, "M1"), abs=1)  # own funds fall as the debt rises
    hold_arithmetic(careful)


def test_a_failed_equity_check_that_nobody_settled_takes_nothing(mutated: Mutated) -> None:
    assert conservative_values(mutated(hide_a_loan))["unexplained_surplus"] == 0


def test_a_second_visit_needs_its_date_and_who_went(mutated: Mutated) -> None:
    def visit(**cells: Any) -> Values:
        def hide(answers: Answers) -> None:
            hide_a_loan(answers)
            settle(answers, resolution="二次现调", **cells)

        return conservative_values(mutated(hide))

    assert visit()["unexplained_surplus"] == 0
    assert visit(visit_date=46_206.0)["unexplained_surplus"] == 0
    assert number(visit(visit_date=46_206.0, by="甲"), "unexplained_surplus") > 0


def test_less_equity_than_expected_is_no_debt(mutated: Mutated) -> None:
    def forget(answers: Answers) -> None:
        column(answers, "flows.closing_balance")[0] -= 50_000
        settle(answers)

    first = mutated(forget)
    assert number(first, "FM17_deviation") > 0.15
    assert conservative_values(first)["unexplained_surplus"] == 0


# ------------------------------------------------------------------ the lease, the calendar, the minimum set


def test_a_lease_without_an_end_is_not_a_lease_that_ends_today(values: Values, mutated: Mutated) -> None:
    assert number(values, "lease_years_left") > 0
    assert mutated(lambda answers: answers.fields.update(lease_end=None))["lease_years_left"] is None
    owned = mutated(lambda answers: answers.fields.update(lease_end=None, premises="自有"))
    assert owned["lease_years_left"] == 0


def test_a_bullet_falls_due_in_its_month(values: Values, mutated: Mutated) -> None:
    def due(answers: Answers) -> None:
        column(answers, "debts.principal_due")[1] = 100_000.0  # another bank's, ends six months ahead
        column(answers, "debts.principal_due")[2] = 12_000.0  # a relative's, without an end

    assert values.range("cash_calendar.principal") == [0] * 12
    found = mutated(due)
    assert found.range("cash_calendar.principal") == pytest.approx([1_000] * 5 + [101_000] + [1_000] * 6)
    assert found["cash_calendar.principal.total"] == found["principal_kept"]
    assert found.range("cash_calendar_sales_down.principal") == found.range("cash_calendar.principal")


def test_a_plan_that_is_also_a_use_of_the_loan_is_noticed(values: Values, mutated: Mutated) -> None:
    def plan(amount: float) -> Callable[[Answers], None]:
        def change(answers: Answers) -> None:
            answers.fields.update({"plans.none": None, "use_plan.none": None})
            for table, cells in (("plans", amount), ("use_plan", 60_000.0)):
                answers.columns[f"{table}.what"] = ["冷库"]
                answers.columns[f"{table}.month"] = [3.0]
                answers.columns[f"{table}.amount"] = [cells]

        return change

    assert values["alert.plan_paid_twice"] == 0
    assert mutated(plan(60_000.0))["alert.plan_paid_twice"] == 1
    assert mutated(plan(50_000.0))["alert.plan_paid_twice"] == 0
