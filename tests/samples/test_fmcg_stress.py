"""METHOD 9A's stress table, the cash calendar of METHOD 1.4, and what a second pass takes (METHOD 2.2, R12): FMCG."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.samples.conftest import WAN, column, hold_arithmetic, number, numbers, verdict
from workbench.crosscheck.conservative import conservative_values
from workbench.evaluation.answers import Answers
from workbench.evaluation.values import Values
from workbench.template.compiled import Compiled

TEMPLATE, WORKED = "fmcg_wholesale", "fmcg_worked.yaml"
PRINTED = 0.005 * WAN  # METHOD prints 0.01 万元

# scenario: net profit, cash before debt service, as METHOD 9A prints them
STRESS = {
    "base": (26.4, 28.8),
    "sales_down": (15.42, 17.82),
    "margin_down": (17.4, 19.8),
    "both_down": (7.77, 10.17),
}
LOAN, OLD, NEW_GOODS, RATE, MONTHS = 440_000, 400_000, 40_000, 0.072, 36


@pytest.mark.parametrize("scenario", STRESS)
def test_the_printed_stress_table(values: Values, scenario: str) -> None:
    found = [number(values, f"stress.{scenario}.{column}") for column in ("net_profit", "cash_before_service")]
    assert found == pytest.approx([amount * WAN for amount in STRESS[scenario]], abs=PRINTED)


def test_what_follows_sales(values: Values) -> None:
    assert values["stress.sales_down.rebates"] == pytest.approx(6.0 * 0.85 * WAN)
    assert values["stress.sales_down.variable_costs"] == pytest.approx((4.8 + 2.4) * 0.85 * WAN)


def test_slower_debtors_and_stock_tie_up_money(values: Values) -> None:
    assert values["stress.working_capital.extra_working_capital"] == pytest.approx((52 * 0.3 + 89 * 0.2) * WAN)
    assert values["stress.base.extra_working_capital"] == 0


def test_the_largest_customer_takes_his_share_of_sales(values: Values) -> None:
    assert values["stress.top_customer.sales"] == pytest.approx(600 * 0.88 * WAN)


def test_break_even_sales_give_no_profit(values: Values) -> None:
    sales, rate = number(values, "stress.base.break_even"), number(values, "stress.base.contribution")
    assert sales * rate == pytest.approx(number(values, "fixed_burden"))
    assert sales == pytest.approx(46.8 / 0.122 * WAN, rel=1e-4)


def test_rules_name_what_caps_and_what_conditions(compiled: Compiled) -> None:
    rules = {(rule.scenario, rule.measure): rule.effect for rule in compiled.template.stress_rules}
    assert rules == {
        ("both_down", "interest_cover"): "grade",
        ("sales_down", "lowest_cash"): "grade",
        ("working_capital", "liquidity_room"): "condition",
    }


# ------------------------------------------------------------------ the calendar


def test_the_calendar_takes_the_months_of_last_year(values: Values) -> None:
    assert values.range("cash_calendar.sales") == pytest.approx(values.range("months.profile"))
    assert values["income_statement.season.total"] == pytest.approx(12)


def test_receipts_follow_the_collection_pattern(values: Values) -> None:
    collected, sales = (numbers(values, name) for name in ("cash_calendar.collected", "income_statement.sales"))
    april, may, june = sales[9:]
    assert june == 510_000
    first = 0.6 * (0.1 * 520_000 + 0.4 * june + 0.5 * may)
    assert collected[0] == pytest.approx(first)
    assert collected[1] == pytest.approx(0.6 * (0.1 * 530_000 + 0.4 * 520_000 + 0.5 * june))
    assert april == 420_000


def test_every_line_of_the_calendar_is_in_its_net(compiled: Compiled, values: Values) -> None:
    for name in ("cash_calendar", "cash_calendar_sales_down"):
        statement = next(item for item in compiled.template.statements if item.name == name)
        parts: dict[str, float] = {"inflow": 0, "outflow": 0}
        for line in statement.lines:
            if line.part:
                parts[line.part] += number(values, f"{name}.{line.name}.total")
        assert parts["inflow"] - parts["outflow"] == pytest.approx(number(values, f"{name}.net_before_loan.total"))


def test_the_calendar_closes(values: Values) -> None:
    closing = values.range("cash_calendar.closing_before_loan")
    net = number(values, "cash_calendar.net_before_loan.total")
    assert values["calendar_cash"] == pytest.approx(8.4 * WAN)
    assert closing[-1] == pytest.approx(8.4 * WAN + net)


def test_no_month_of_the_falling_sales_ends_without_cash(values: Values) -> None:
    """R10.6: with the line of 440,000 on its notional 36 months, 400,000 paying off the old loan."""
    cash, lowest = number(values, "calendar_cash") + LOAN - OLD - NEW_GOODS, float("inf")
    for net in values.range("cash_calendar_sales_down.net_before_loan"):
        assert isinstance(net, float)
        cash += net - LOAN / MONTHS - LOAN * RATE / 12
        lowest = min(lowest, cash)
    assert lowest > 0


def test_an_investment_leaves_in_its_month(mutated: Callable) -> None:
    def invest(answers: Answers) -> None:
        answers.fields["plans.none"] = None
        answers.columns["plans.what"] = ["冷库"]
        answers.columns["plans.month"] = [3.0]
        answers.columns["plans.amount"] = [60_000.0]

    values = mutated(invest)
    assert values.range("cash_calendar.plans") == [0, 0, 60_000, *[0] * 9]


# ------------------------------------------------------------------ what a second pass takes


def test_nothing_is_taken_where_everything_passes(values: Values) -> None:
    assert conservative_values(values) is values


def test_a_short_sample_cuts_the_whole_store(mutated: Callable) -> None:
    def count(answers: Answers) -> None:
        booked = column(answers, "stock.booked_quantity")
        counted = column(answers, "stock.counted_quantity")
        for row, value in enumerate(counted):
            if value is not None:
                counted[row] = booked[row] * 0.95

    first = mutated(count)
    second = conservative_values(first)
    assert verdict(first, "FM09") == "note"
    assert second["stock_shortfall"] == pytest.approx(0.05 * 85 * WAN)  # of what is left after write-downs
    assert second["adjustment.stock_shortfall"] == pytest.approx(-0.05 * 85 * WAN)
    assert second["balance_sheet.inventory.restated"] == pytest.approx(0.95 * 85 * WAN)
    assert second["FM09_verdict"] == first["FM09_verdict"]
    hold_arithmetic(second)


def test_sales_in_doubt_are_taken_as_verified(mutated: Callable) -> None:
    def cut(answers: Answers) -> None:
        column(answers, "suppliers.purchases")[0] -= 900_000

    first = mutated(cut)
    second = conservative_values(first)
    assert second["income_statement.sales.total"] == pytest.approx(number(first, "verified_sales"))
    assert second["stress.base.sales"] == pytest.approx(number(first, "verified_sales"))
    hold_arithmetic(second)


@pytest.mark.parametrize(
    ("field", "value", "sets", "taken"),
    [
        ("bureau_balance", 530_000.0, "bureau_gap", 30_000.0),
        ("private_outflow", 110_000.0, "household_year", 110_000.0),
        ("margin_told", 0.112, "gross_margin", 0.112),
    ],
)
def test_the_higher_debt_and_spending_and_the_lower_margin(
    mutated: Callable, field: str, value: float, sets: str, taken: float
) -> None:
    first = mutated(lambda answers: answers.fields.update({field: value}))
    second = conservative_values(first)
    assert second is not first
    assert second[sets] == pytest.approx(taken)
    hold_arithmetic(second)


def test_untold_debt_is_a_liability_and_a_debt(mutated: Callable) -> None:
    first = mutated(lambda answers: answers.fields.update(bureau_balance=530_000.0))
    second = conservative_values(first)
    assert second["balance_sheet.loan_other.restated"] == pytest.approx(130_000)
    assert second["balance_sheet.equity.restated"] == pytest.approx(84 * WAN, abs=PRINTED)
    assert second["others_kept"] == pytest.approx(number(first, "others_kept") + 30_000)
    assert second["interest_kept"] == pytest.approx(number(first, "interest_kept") + 30_000 * 0.18)


@pytest.mark.parametrize(
    ("blank", "minimum"),
    [
        ("bureau_balance", "debts"),
        ("margin_told", "margin"),
        ("opening_inventory", "hard_sales_checks"),
        ("opening_cash", "equity"),
    ],
)
def test_a_case_short_of_the_minimum_set(mutated: Callable, values: Values, blank: str, minimum: str) -> None:
    assert values[f"minimum.{minimum}"] == 1
    assert mutated(lambda answers: answers.fields.pop(blank))[f"minimum.{minimum}"] == 0


def test_every_check_says_what_it_confirms(compiled: Compiled) -> None:
    assert all(check.claim in compiled.template.claims for check in compiled.template.checks)
