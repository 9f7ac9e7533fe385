"""METHOD 9A from raw answers to statements and checks, the check mutations of 9E, and the two other FMCG samples.

Figures are those that METHOD prints (万元) or, for deviations, its worked examples at full precision.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.samples.conftest import NEAR, WAN, number, verdict
from workbench.crosscheck import check_register
from workbench.evaluation.answer_checks import check_answers
from workbench.evaluation.answers import Answers
from workbench.evaluation.values import Values
from workbench.template.compiled import Compiled

TEMPLATE, WORKED = "fmcg_wholesale", "fmcg_worked.yaml"

# line: opening, book, adjustment, restated
BALANCE_SHEET = {
    "receivables": (40.0, 52.0, -3.8, 48.2),
    "other_receivables": (0.0, 2.0, 0.0, 2.0),
    "prepayments": (12.0, 15.0, 0.0, 15.0),
    "inventory": (70.0, 89.0, -4.0, 85.0),
    "deferred_rent": (2.4, 2.4, 0.0, 2.4),
    "fixed_assets": (20.0, 24.0, 0.0, 24.0),
    "total_assets": (150.4, 192.8, -7.8, 185.0),
    "payables": (22.0, 27.0, 0.0, 27.0),
    "advances": (4.0, 6.0, 0.0, 6.0),
    "loan_ours": (40.0, 40.0, 0.0, 40.0),
    "loan_other": (0.0, 10.0, 0.0, 10.0),
    "private": (10.0, 15.0, 0.0, 15.0),
    "total_liabilities": (76.0, 98.0, 0.0, 98.0),
    "equity": (74.4, 94.8, -7.8, 87.0),
}
INCOME_STATEMENT = {
    "sales": 600.0,
    "cost_of_goods": 525.6,
    "gross_profit": 74.4,
    "operating_income": 6.0,
    "wages": 26.4,
    "rent": 4.8,
    "vehicle": 5.4,
    "utilities": 1.2,
    "promotion": 2.4,
    "tax": 3.0,
    "stock_loss": 2.4,
    "depreciation": 4.0,
    "interest": 4.4,
    "net_profit": 26.4,
    "family_income": 3.6,
    "household": 9.6,
    "disposable_after": 20.4,
    "disposable_cash": 24.4,
}
CASH_FLOW = {
    "receipts": 590.0,
    "other_receipts": 4.0,
    "paid_suppliers": -545.0,
    "paid_expenses": -43.2,
    "paid_interest": -4.4,
    "cfo_direct": 1.4,
    "family_income": 3.6,
    "household": -9.6,
    "capex": -8.0,
    "borrowing": 15.0,
    "net_change": 2.4,
    "opening_cash": 6.0,
    "closing_cash": 8.4,
    "net_profit": 26.4,
    "depreciation": 4.0,
    "less_receivables": -12.0,
    "less_inventory": -19.0,
    "less_prepayments": -3.0,
    "less_other_receivables": -2.0,
    "more_payables": 5.0,
    "more_advances": 2.0,
    "cfo_indirect": 1.4,
}
TURNOVER_DAYS = {
    "inventory_days": 54.45205479452054,
    "receivable_days": 27.6,
    "payable_days": 16.78082191780822,
    "prepayment_days": 9.246575342465754,
    "advance_days": 3.0,
}
# check: base, evidence, deviation (METHOD 9A and R10.6)
CHECKS = {
    "FM01": (5_900_000, 5_850_000, -0.00847457627118644),
    "FM02": (6_000_000, 5_977_168.949771689, -0.0038051750380517055),
    "FM03": (6_000_000, 5_985_000, -0.0025),
    "FM04": (6_000_000, 6_000_000, 0.0),
    "FM05": (6_000_000, 5_834_400, -0.02759999999999991),
    "FM06": (6_000_000, 5_880_000, -0.02),
    "FM07": (6_000_000, 5_857_142.857142857, -0.0238095238095237),
    "FM08": (0.12, 0.124, 0.03333333333333336),
    "FM09": (129_000, 126_000, -0.023255813953488427),
    "FM10": (520_000, 500_000, -0.038461538461538464),
    "FM11": (270_000, 272_500, 0.009259259259259),
    "FM12": (62_400, 63_529.41176470588, 0.018099547511312198),
    "FM14": (81_750, 80_000, -0.021406727828746),
    "FM16": (5_470_000, 5_450_000, -0.003656307129799),
    "FM20": (6_000_000, 5_940_000, -0.01),
    "ST01": (500_000, 500_000, 0.0),
    "ST03": (78_000, 76_695.65217391305, -0.016722408026756),
    "ST05": (6_000_000, 6_000_000, 0.0),
    "ST06": (50.0, 46.0, -0.08),
    "ST07": (18.0, 16.78082191780822, -0.067732115677321),
}
CODES = {
    "FM_A1", "FM_A2", "FM_A3", "FM_A4", "FM_B1", "FM_B2", "FM_B3", "FM_B4", "FM_B5", "FM_B6", "FM_B7",
    "FM_C1", "FM_C2", "FM_C3", "FM_D1", "FM_D2", "FM_E1", "FM_E2", "FM_F1", "FM_F2", "FM_F3", "FM_F4", "FM_F5",
    "FM_G1", "FM_H1", "FM_I1", "FM_J1", "FM_L1",
}  # fmt: skip


def test_answers_have_no_findings(answers: Answers, values: Values) -> None:
    assert answers.findings == []
    assert check_answers(values) == []


@pytest.mark.parametrize("line", BALANCE_SHEET)
def test_balance_sheet(values: Values, line: str) -> None:
    columns = ("opening", "book", "adjustment", "restated")
    found = [values.number(f"balance_sheet.{line}.{column}") for column in columns]
    assert found == pytest.approx([amount * WAN for amount in BALANCE_SHEET[line]], abs=NEAR)


def test_cash_and_bank(values: Values) -> None:
    for column, amount in (("opening", 6.0), ("book", 8.4), ("restated", 8.4)):
        parts = [number(values, f"balance_sheet.{line}.{column}") for line in ("cash", "bank")]
        assert sum(parts) == pytest.approx(amount * WAN, abs=NEAR)


@pytest.mark.parametrize("line", INCOME_STATEMENT)
def test_income_statement(values: Values, line: str) -> None:
    total = values.number(f"income_statement.{line}.total")
    assert total == pytest.approx(INCOME_STATEMENT[line] * WAN, abs=NEAR)


def test_months_follow_the_profile(values: Values, answers: Answers) -> None:
    assert values.range("income_statement.sales") == pytest.approx(answers.series["months.profile"])
    january = 6
    assert values.range("income_statement.wages")[january] == pytest.approx(18_000 + 0.008 * 720_000)
    assert values.range("income_statement.vehicle")[january] == pytest.approx(4_500)
    sales: list[Any] = answers.series["months.profile"]
    assert max(range(12), key=lambda month: sales[month]) == january  # before Spring Festival, 2026-02-17


@pytest.mark.parametrize("line", CASH_FLOW)
def test_cash_flow(values: Values, line: str) -> None:
    assert values.number(f"cash_flow.{line}.amount") == pytest.approx(CASH_FLOW[line] * WAN, abs=NEAR)


def test_margin_and_purchases(values: Values) -> None:
    assert values["gross_margin"] == pytest.approx(0.124, abs=1e-12)
    assert values["purchases_derived"] == pytest.approx(547.0 * WAN, abs=NEAR)
    assert values["cash_expenses_year"] == pytest.approx(43.2 * WAN, abs=NEAR)
    assert values["monthly_disposable"] == pytest.approx(2.0333 * WAN, abs=NEAR)


@pytest.mark.parametrize("name", TURNOVER_DAYS)
def test_turnover_days(values: Values, name: str) -> None:
    assert values[name] == pytest.approx(TURNOVER_DAYS[name], abs=1e-6)


def test_figures_for_the_card_and_the_line(values: Values) -> None:
    assert values["margin_for_card"] == pytest.approx(0.124)
    assert values["margin_median"] == 0.12
    assert values["stock_measure"] == pytest.approx(54.452, abs=1e-3)
    assert (values["stock_measure_median"], values["stock_measure_upper"]) == (45, 60)
    assert values["sales_for_line"] == 6_000_000
    assert values["sales_growth"] == pytest.approx(0.09, abs=1e-6)
    assert values["age"] == 41
    assert values["opinions_positive"] == 2
    assert values["top_customer_share"] == 0.12
    assert values["effective_inflow"] == 5_850_000
    assert values["guarantees_weighted"] == 100_000
    assert values["debt_undeclared"] == 50_000


@pytest.mark.parametrize("check", CHECKS)
def test_check_figures(values: Values, check: str) -> None:
    base, evidence, deviation = CHECKS[check]
    assert values.number(f"{check}_base") == pytest.approx(base, rel=1e-9)
    assert values.number(f"{check}_evidence") == pytest.approx(evidence, rel=1e-9)
    assert values.number(f"{check}_deviation") == pytest.approx(deviation, abs=1e-6)


def test_equity_check_closes(values: Values) -> None:
    assert values["FM17_base"] == pytest.approx(87.0 * WAN, abs=NEAR)
    assert values["FM17_evidence"] == pytest.approx(87.0 * WAN, abs=NEAR)
    assert values["FM17_deviation"] == 0


def test_stock_near_expiry_includes_expired(values: Values) -> None:
    assert values["near_expiry_share"] == pytest.approx(7 / 89)
    assert values["expired_value"] == 10_000


def test_every_check_passes(compiled: Compiled, values: Values) -> None:
    ids = {check.id for check in compiled.template.checks}
    assert ids == {f"FM{n:02}" for n in range(1, 21)} | {f"ST{n:02}" for n in range(1, 12)}
    assert {check: verdict(values, check) for check in ids if verdict(values, check) != "pass"} == {}
    assert (values["coverage"], values["pass_rate"]) == (1, 1)
    assert values["checks_required"] == 9


def test_required_and_hard_checks(compiled: Compiled) -> None:
    checks = compiled.template.checks
    required = {check.id for check in checks if check.required}
    assert required == {"FM01", "FM02", "FM03", "FM08", "FM09", "FM10", "FM17", "ST01", "ST02"}
    assert {check.id for check in checks if check.hard} == {"FM01", "FM02", "FM08", "FM17", "ST01", "ST02"}
    assert {check.id for check in checks if check.hard and check.claim == "sales"} == {"FM01", "FM02"}
    assert all(check.ask.zh and check.ask.en and check.source for check in checks)


def test_every_item_of_the_survey_form_is_asked(compiled: Compiled) -> None:
    given = []
    for section in compiled.template.sections:
        given += [field.code for field in section.fields]
        for table in section.tables:
            given += [table.code, *(column.code for column in table.columns)]
        for group in section.series:
            given += [group.code, *(line.code for line in group.lines)]
    assert set(" ".join(given).split()) >= CODES


def test_identities_hold(compiled: Compiled, values: Values) -> None:
    for identity in compiled.template.identities:
        gap = number(values, f"identity.{identity.name}.gap")
        assert abs(gap) <= number(values, f"identity.{identity.name}.tolerance"), identity.name


def test_indicators_are_computed(compiled: Compiled, values: Values) -> None:
    absent = {i.name for i in compiled.template.indicators if values.number(f"indicator.{i.name}") is None}
    assert absent == {"margin_alcohol", "margin_condiment", "margin_care", "short_life_days"}  # he sells none of them
    assert values["indicator.rebate_of_profit"] == pytest.approx(6 / 26.4, abs=1e-5)
    assert values["indicator.logistics_share"] == pytest.approx(0.027)


def test_what_is_printed_under_the_statements(values: Values) -> None:
    assert values["turns"] == pytest.approx(5.0337, abs=1e-4)
    assert number(values, "days_tied_up") - number(values, "days_financed") == pytest.approx(71.518, abs=1e-3)
    assert values["receivables_to_monthly_sales"] == pytest.approx(48.2 / 50)
    assert values["inventory_to_monthly_sales"] == pytest.approx(85 / 50)
    assert values["equity_to_monthly_household"] == pytest.approx(87.0 / 0.8, abs=1e-3)
    assert (values["off_sheet_assets"], values["off_sheet_debt"], values["guarantees_given"]) == (880_000, 0, 200_000)
    assert values["imputed_wage_year"] == 96_000
    assert values["profit_after_imputed_wage"] == pytest.approx((26.4 - 9.6) * WAN, abs=NEAR)


def test_no_statement_at_all_is_a_check_not_performed(mutated: Callable) -> None:
    def none(answers: Answers) -> None:
        for name, cells in answers.columns.items():
            if name.startswith("flows."):
                answers.columns[name] = [None] * len(cells)
        answers.fields["flows.none"] = "是"

    values = mutated(none)
    assert verdict(values, "ST02") == "not_performed"
    assert values["unverified_flows"] is None
    assert values["statements_verified"] is None


def test_prices_of_few_categories_are_no_margin(mutated: Callable) -> None:
    def forget(answers: Answers) -> None:
        answers.columns["categories.buy_price"][:2] = [None, None]

    values = mutated(forget)
    assert values["categories_covered"] == pytest.approx(0.2)
    assert verdict(values, "FM08") == "not_performed"


def test_an_equity_check_without_a_denominator_fails(mutated: Callable) -> None:
    def ruin(answers: Answers) -> None:
        answers.columns["household.amount"][0] = 400_000.0
        for name in ("debts.opening", "debts.closing"):
            answers.columns[name][0] = 9_000_000.0

    values = mutated(ruin)
    assert values["equity_uses_max"] == 1
    assert number(values, "equity_denominator_value") < 0
    assert values["FM17_deviation"] is None
    assert verdict(values, "FM17") == "fail"


def test_the_explained_failure_stays_on_record(values: Values) -> None:
    first = {entry["id"]: entry["first"] for entry in check_register(values) if entry["first"]}
    assert set(first) == {"FM17"}
    assert first["FM17"]["verdict"] == "fail"
    assert first["FM17"]["deviation"] == pytest.approx(-0.2049, abs=1e-4)
