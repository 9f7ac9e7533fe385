"""METHOD 9B and R10.6 from raw answers to statements and checks, the mutations of 9E, and the two other pig samples.

Figures are those that METHOD prints (万元) or, for deviations, its worked examples at full precision.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.samples.conftest import NEAR, WAN, number, numbers, verdict, verdicts
from workbench.evaluation.answer_checks import check_answers
from workbench.evaluation.answers import Answers
from workbench.evaluation.values import Values
from workbench.template.compiled import Compiled

TEMPLATE, WORKED = "pig_farming", "pig_worked.yaml"

# line: opening, book, adjustment, restated
BALANCE_SHEET = {
    "inventory": (9.0, 10.0, 0.0, 10.0),
    "growing": (69.9, 69.9, 0.0, 69.9),
    "breeding": (15.0, 15.0, 0.0, 15.0),
    "prepayments": (3.0, 3.0, 0.0, 3.0),
    "fixed_assets": (96.0, 94.0, -7.0, 87.0),
    "current_assets": (93.9, 117.716, 0.0, 117.716),
    "total_assets": (204.9, 226.716, -7.0, 219.716),
    "payables": (28.0, 30.0, 0.0, 30.0),
    "loan_ours": (30.0, 30.0, 0.0, 30.0),
    "loan_other": (0.0, 0.0, 0.0, 0.0),
    "loan_long": (20.0, 20.0, 0.0, 20.0),
    "private": (15.0, 10.0, 0.0, 10.0),
    "current_liabilities": (73.0, 70.0, 0.0, 70.0),
    "total_liabilities": (93.0, 90.0, 0.0, 90.0),
    "equity": (111.9, 136.716, -7.0, 129.716),
}
INCOME_STATEMENT = {
    "hog_revenue": 327.12,
    "piglet_revenue": 8.0,
    "fee_revenue": 0.0,
    "other_revenue": 1.2,
    "sales": 336.32,
    "animal_change": 0.0,
    "feed": 219.468,
    "young_stock": 0.0,
    "vet": 16.92,
    "wages": 26.4,
    "power": 3.666,
    "insurance": 2.0,
    "repairs": 8.0,
    "transport": 4.0,
    "rent": 3.0,
    "breeding_cost": 1.25,
    "operating_expenses": 284.704,
    "operating_profit": 51.616,
    "depreciation": 8.0,
    "interest": 2.8,
    "net_profit": 40.816,
    "family_income": 2.4,
    "household": 8.4,
    "disposable_cash": 42.816,
}
CASH_FLOW = {
    "receipts": 342.27,
    "paid_suppliers": -218.468,
    "paid_expenses": -63.986,
    "paid_young": 0.0,
    "paid_breeders": -7.2,
    "paid_interest": -2.8,
    "cfo_direct": 49.816,
    "family_income": 2.4,
    "household": -8.4,
    "capex": -6.0,
    "borrowing": 0.0,
    "repayment": -5.0,
    "withdrawn": -10.0,
    "net_change": 22.816,
    "opening_cash": 12.0,
    "closing_cash": 34.816,
    "net_profit": 40.816,
    "depreciation": 8.0,
    "less_inventory": -1.0,
    "less_growing": 0.0,
    "less_breeding": 0.0,
    "more_payables": 2.0,
    "cfo_indirect": 49.816,
}
# check: base, evidence, deviation
CHECKS = {
    "PG01": (1_000, 1_000, 0.0),
    "PG02": (1_880, 1_850, -0.015957446808510637),
    "PG03": (720_700, 722_000, 0.001803801859303455),
    "PG04": (100, 98, -0.02),
    "PG05": (2_200, 2_150, -0.022727272727272728),
    "PG07": (3_271_200, 3_271_200, 0.0),
    "PG08": (14.7, 14.5, -0.013605442176870701),
    "PG09": (120, 119.2, -0.006666666666666643),
    "PG10": (3_271_200, 3_180_000, -0.027879677182685268),
    "PG12": (125, 123, -0.016),
    "PG13": (400, 350, -0.125),
    "PG15": (300_000, 300_000, 0.0),
    "PG19": (1_880, 1_880, 0.0),
    "PG20": (300_000, 274_335, -0.08555000000000004),
    "ST01": (500_000, 500_000, 0.0),
    "ST05": (3_410_700, 3_410_700, 0.0),
    "ST08": (28_000, 28_000, 0.0),
}
BANDS = {"PG06": 22.0, "PG11": 30.0, "PG14": 100 / 24, "PG16": 25.0}
FIGURES = {
    "margin_for_card": 0.15347288,
    "margin_median": 0.14,
    "stock_measure": 717_600 / 232_800,  # R10.4; METHOD 9B prints 3.05, from 234,900 kg that count the culls
    "stock_measure_median": 3.1,
    "stock_measure_upper": 3.3,
    "sales_for_line": 3_363_200,
    "cycle_cost_year": 2_847_040,
    "normalisation": 112_800,
    "supplier_credit": 300_000,
    "break_even_price": 12.69078014184397,
    "price_cushion": 0.124774,
    "monthly_disposable": 35_680,
    "feed_used_kg": 717_600,
    "hog_kg": 225_600,
    "hog_sales": 3_271_200,
    "sales_total": 3_363_200,
    "indicator.weaned_per_sow": 22.0,
    "indicator.hogs_per_sow": 18.8,
    "indicator.pig_grain_ratio": 14.5 / 2.35,
    "indicator.feed_share": 0.7498,
    "indicator.profit_per_hog": 217.107,
}
CODES = {
    "PG_A1", "PG_A2", "PG_A3", "PG_A4", "PG_A5", "PG_B1", "PG_B2", "PG_B3", "PG_C1", "PG_C2", "PG_C3", "PG_D1",
    "PG_D2", "PG_D3", "PG_E1", "PG_E2", "PG_E3", "PG_F1", "PG_G1", "PG_H1",
}  # fmt: skip
HARD = {"PG01", "PG02", "PG03", "PG04", "PG13", "PG17", "PG21", "ST01", "ST02"}
# R5, and PG21 where the only income is a contract fee: it is not applicable elsewhere
REQUIRED = {"PG01", "PG02", "PG03", "PG04", "PG07", "PG10", "PG17", "PG21", "ST01", "ST02"}


# ------------------------------------------------------------------ METHOD 9B


def test_answers_have_no_findings(answers: Answers, values: Values) -> None:
    assert answers.findings == []
    assert check_answers(values) == []


@pytest.mark.parametrize("line", BALANCE_SHEET)
def test_balance_sheet(values: Values, line: str) -> None:
    columns = ("opening", "book", "adjustment", "restated")
    found = [values.number(f"balance_sheet.{line}.{column}") for column in columns]
    assert found == pytest.approx([amount * WAN for amount in BALANCE_SHEET[line]], abs=NEAR)


def test_cash_and_bank(values: Values) -> None:
    for column, amount in (("opening", 12.0), ("book", 34.816), ("restated", 34.816)):
        parts = [number(values, f"balance_sheet.{line}.{column}") for line in ("cash", "bank")]
        assert sum(parts) == pytest.approx(amount * WAN, abs=NEAR)


@pytest.mark.parametrize("line", INCOME_STATEMENT)
def test_income_statement(values: Values, line: str) -> None:
    total = values.number(f"income_statement.{line}.total")
    assert total == pytest.approx(INCOME_STATEMENT[line] * WAN, abs=NEAR)


@pytest.mark.parametrize("line", CASH_FLOW)
def test_cash_flow(values: Values, line: str) -> None:
    assert values.number(f"cash_flow.{line}.amount") == pytest.approx(CASH_FLOW[line] * WAN, abs=NEAR)


def test_sales_stand_in_the_month_of_their_date(values: Values) -> None:
    # 2025-07: lots of 80 and 78 hogs; 2025-10: two lots and a lot of piglets; 1,740 yuan a hog
    hogs, piglets = values.range("income_statement.hog_revenue"), values.range("income_statement.piglet_revenue")
    assert hogs[0] == 158 * 1_740
    assert hogs[1] == 156 * 1_740
    assert piglets == [0, 0, 0, 40_000, 0, 0, 0, 0, 40_000, 0, 0, 0]
    assert values.range("herd.sold")[:4] == [158, 156, 156, 258]


def test_heads_sold_stand_by_class_and_month(values: Values) -> None:
    by_class = [numbers(values, f"herd.{name}") for name in ("sold_hogs", "sold_piglets", "sold_culls")]
    assert [sum(months) for months in by_class] == [1880, 200, 35]
    hogs, piglets, _ = by_class
    assert [a + b for a, b in zip(hogs, piglets, strict=True)] == numbers(values, "herd.sold")


def test_depreciation_of_each_asset(values: Values) -> None:
    assert values.range("assets.opening_months")[:4] == [36, 30, 60, 0]
    assert values.range("assets.closing_months")[:4] == [48, 42, 72, 7]
    assert sum(x for x in values.range("assets.charge") if isinstance(x, float)) == pytest.approx(80_000, abs=1)
    assert values.range("assets.write_down")[0] == pytest.approx(70_000)


def test_the_herd_rolls_month_by_month(values: Values) -> None:
    herd = values.range("herd.at_end")
    assert herd[0] == 1_000 + 180 - 10 - 158
    assert herd[-1] == 1_000
    assert all(isinstance(heads, float) and heads > 900 for heads in herd)


@pytest.mark.parametrize("name", FIGURES)
def test_figures(values: Values, name: str) -> None:
    assert number(values, name) == pytest.approx(FIGURES[name], rel=1e-4)


def test_answers_that_the_card_takes(values: Values) -> None:
    assert values["age"] == 46
    assert values["opinions_positive"] == 2
    assert 0.30 < number(values, "top_customer_share") <= 0.50
    assert 0.05 <= number(values, "sales_growth") <= 0.30
    assert values["industry_stance"] == "caution"
    assert number(values, "effective_inflow") / number(values, "sales_total") >= 0.8
    assert number(values, "private_debt") / 900_000 == pytest.approx(0.1111, abs=1e-4)


@pytest.mark.parametrize("check", CHECKS)
def test_check_figures(values: Values, check: str) -> None:
    base, evidence, deviation = CHECKS[check]
    assert values.number(f"{check}_base") == pytest.approx(base, rel=1e-9)
    assert values.number(f"{check}_evidence") == pytest.approx(evidence, rel=1e-9)
    assert values.number(f"{check}_deviation") == pytest.approx(deviation, abs=1e-6)


@pytest.mark.parametrize("check", BANDS)
def test_band_figures(values: Values, check: str) -> None:
    assert values.number(f"{check}_evidence") == pytest.approx(BANDS[check])


def test_equity_check_closes(values: Values) -> None:
    assert values["PG17_base"] == pytest.approx(129.716 * WAN, abs=NEAR)
    assert values["PG17_evidence"] == pytest.approx(129.716 * WAN, abs=NEAR)
    assert values["PG17_deviation"] == 0


def test_an_equity_check_without_a_denominator_fails(mutated: Callable) -> None:
    def ruin(answers: Answers) -> None:
        answers.columns["household.amount"][0] = 600_000.0
        for name in ("debts.opening", "debts.closing"):
            answers.columns[name][0] = 9_000_000.0

    values = mutated(ruin)
    assert values["equity_uses_max"] == 1
    assert number(values, "equity_denominator_value") < 0
    assert values["PG17_deviation"] is None
    assert verdict(values, "PG17") == "fail"


def test_the_note_is_explained(compiled: Compiled, values: Values) -> None:
    assert all(values[f"PG20_{part}"] for part in ("explanation", "explained_by", "accepted_by"))
    assert values["indicator.finishing_conversion"] == 2.7
    assert values["inventory_to_monthly_sales"] == pytest.approx(69.9 / 336.32 * 12)


def test_all_checks_pass_but_one_note(compiled: Compiled, values: Values) -> None:
    ids = {check.id for check in compiled.template.checks}
    standard = {f"ST{n:02}" for n in range(1, 12)}
    assert ids == {f"PG{n:02}" for n in range(1, 22)} | standard
    assert verdicts(values, "note") == {"PG20"}
    assert verdicts(values, "not_applicable") == {"PG21", "ST06"}
    assert verdicts(values, "pass") == ids - {"PG20", "PG21", "ST06"}
    assert (values["coverage"], values["pass_rate"], values["checks_required"]) == (1, 1, 9)


def test_required_and_hard_checks(compiled: Compiled) -> None:
    checks = compiled.template.checks
    assert {check.id for check in checks if check.required} == REQUIRED
    assert {check.id for check in checks if check.hard} == HARD
    assert {check.id for check in checks if check.hard and check.claim == "sales"} == {"PG02", "PG03", "PG21"}
    assert all(check.ask.zh and check.ask.en and check.source for check in checks)


def test_every_item_of_the_survey_form_is_asked(compiled: Compiled) -> None:
    given = []
    for section in compiled.template.sections:
        given += [field.code for field in section.fields]
        for table in section.tables:
            given += [table.code, *(column.code for column in table.columns)]
        for group in section.series:
            given += [group.code, *(line.code for line in group.lines)]
    assert set(given) >= CODES | {"K15"}


def test_identities_hold(compiled: Compiled, values: Values) -> None:
    for identity in compiled.template.identities:
        gap = number(values, f"identity.{identity.name}.gap")
        assert abs(gap) <= number(values, f"identity.{identity.name}.tolerance"), identity.name


def test_indicators_are_computed(compiled: Compiled, values: Values) -> None:
    absent = {i.name for i in compiled.template.indicators if values.number(f"indicator.{i.name}") is None}
    assert absent == {"feed_share_fattening", "piglet_share_fattening"}  # he breeds
    assert all(indicator.source for indicator in compiled.template.indicators)
