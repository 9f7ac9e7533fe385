"""What changes in the FMCG example when its answers change (METHOD 9E), and the two other FMCG samples."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import SAMPLES
from tests.samples.conftest import NEAR, WAN, column, number, verdict
from workbench.crosscheck.register import VERDICTS
from workbench.evaluation.answer_checks import check_answers
from workbench.evaluation.answers import Answers
from workbench.evaluation.answers_file import read_answers_file
from workbench.evaluation.values import Values, evaluate
from workbench.template.compiled import Compiled
from workbench.yaml_source import load_source

TEMPLATE, WORKED = "fmcg_wholesale", "fmcg_worked.yaml"


def test_hidden_private_loan_fails_the_equity_check(mutated: Callable) -> None:
    def hide(answers: Answers) -> None:
        row = answers.columns["debts.closing"].index(50_000.0)
        for name, cells in answers.columns.items():
            if name.startswith("debts."):
                del cells[row]

    values = mutated(hide)
    assert values["FM17_deviation"] == pytest.approx(-0.2049, abs=1e-4)
    assert values["balance_sheet.equity.book"] == pytest.approx(99.8 * WAN, abs=NEAR)
    assert verdict(values, "FM17") == "fail"
    assert values["hard_fails"] == 1


@pytest.mark.parametrize(("short", "expected"), [(0.029, "pass"), (0.05, "note"), (0.07, "explain"), (0.12, "fail")])
def test_inventory_sample(mutated: Callable, short: float, expected: str) -> None:
    def count(answers: Answers) -> None:
        booked = column(answers, "stock.booked_quantity")
        counted = column(answers, "stock.counted_quantity")
        for row, value in enumerate(counted):
            if value is not None:
                counted[row] = booked[row] * (1 - short)

    values = mutated(count)
    assert values["FM09_deviation"] == pytest.approx(-short)
    assert verdict(values, "FM09") == expected


@pytest.mark.parametrize(
    ("blank", "check"),
    [
        ("cash_evidenced", "FM01"),
        ("goods_lost", "FM02"),
        ("margin_told", "FM08"),
        ("bureau_balance", "ST01"),
        ("opening_inventory", "FM02"),
    ],
)
def test_a_blank_cell_is_a_check_not_performed(mutated: Callable, blank: str, check: str) -> None:
    values = mutated(lambda answers: answers.fields.pop(blank))
    assert verdict(values, check) == "not_performed"
    assert values[f"{check}_deviation"] is None
    assert values["coverage"] < 1


def test_an_incomplete_row_is_not_left_out_in_silence(mutated: Callable) -> None:
    def blank(answers: Answers) -> None:
        answers.columns["suppliers.purchases"][1] = None

    values = mutated(blank)
    assert verdict(values, "FM02") == "not_performed"


def test_a_soft_check_not_performed_leaves_coverage(mutated: Callable) -> None:
    values = mutated(lambda answers: answers.fields.pop("rep_monthly_sales"))
    assert verdict(values, "FM20") == "not_performed"
    assert values["coverage"] == 1
    assert values["pass_rate"] == 1


def test_a_sample_too_small_is_no_sample(mutated: Callable) -> None:
    def skip(answers: Answers) -> None:
        column(answers, "stock.counted_quantity")[0] = None

    values = mutated(skip)
    assert values["stock_sampled_items"] == 19
    assert verdict(values, "FM09") == "not_performed"


def test_commission_is_taken_as_paid(mutated: Callable) -> None:
    def halve(answers: Answers) -> None:
        answers.fields["commission_paid"] = 24_000.0

    values = mutated(halve)
    assert verdict(values, "FM04") == "fail"
    assert values["income_statement.wages.total"] == pytest.approx(24.0 * WAN)


def test_a_hard_sales_check_in_doubt_lowers_verified_sales(mutated: Callable) -> None:
    def cut(answers: Answers) -> None:
        column(answers, "suppliers.purchases")[0] -= 900_000

    values = mutated(cut)
    assert verdict(values, "FM02") == "fail"
    implied = [number(values, f"{check}_implied") for check in ("FM01", "FM02")]
    assert values["verified_sales"] == pytest.approx(sum(implied) / 2)
    assert values["sales_for_line"] == values["verified_sales"]


def test_only_confirmed_rebates_are_income(mutated: Callable) -> None:
    def claim(answers: Answers) -> None:
        answers.fields["rebates_accrued"] = 160_000.0

    values = mutated(claim)
    assert verdict(values, "FM14") == "fail"
    assert values["income_statement.operating_income.total"] == pytest.approx(6.0 * WAN)
    assert values["balance_sheet.other_receivables.book"] == pytest.approx(2.0 * WAN)


def test_the_order_of_rows_changes_nothing(mutated: Callable, values: Values) -> None:
    def turn(answers: Answers) -> None:
        for cells in answers.columns.values():
            cells.reverse()

    turned = mutated(turn)
    for name in ("balance_sheet.equity.restated", "gross_margin", "pass_rate", "FM02_evidence", "FM10_evidence"):
        assert turned[name] == pytest.approx(values[name], rel=1e-12)


def test_a_category_without_price_takes_the_margin_of_the_others(mutated: Callable) -> None:
    def forget(answers: Answers) -> None:
        answers.columns["categories.buy_price"][2] = None

    values = mutated(forget)
    assert values["gross_margin"] == pytest.approx(58.8 / 480)
    assert values["income_statement.gross_profit.total"] == pytest.approx(600 * WAN * 58.8 / 480)


@pytest.mark.parametrize("sample", ["fmcg_worked", "fmcg_borderline", "fmcg_dressed_up"])
def test_samples_catch_what_they_say(compiled: Compiled, sample: str) -> None:
    path = SAMPLES / f"{sample}.yaml"
    expected = load_source(path.read_text("utf-8"), path.name)["expect"]
    answers = read_answers_file(path, compiled)
    values = evaluate(compiled, answers)
    assert answers.findings == []
    assert check_answers(values) == []
    checks = [check.id for check in compiled.template.checks]
    for word in VERDICTS:
        if word != "pass":
            assert [c for c in checks if verdict(values, c) == word] == [c for c in checks if c in expected[word]]
            assert set(expected[word]) <= set(checks)
    assert values["coverage"] == float(expected["coverage"])


def test_the_borderline_case_explains_itself(compiled: Compiled) -> None:
    values = evaluate(compiled, read_answers_file(SAMPLES / "fmcg_borderline.yaml", compiled))
    for check in compiled.template.checks:
        word = verdict(values, check.id)
        assert word in ("pass", "not_applicable") or values[f"{check.id}_explanation"]
        assert word != "explain" or values[f"{check.id}_accepted_by"]
    assert values["hard_fails"] == 0
    assert 3_270_000 < number(values, "verified_sales") < 3_280_000


def test_the_dressed_up_case_is_stopped(compiled: Compiled) -> None:
    values = evaluate(compiled, read_answers_file(SAMPLES / "fmcg_dressed_up.yaml", compiled))
    assert values["hard_fails"] == 5
    assert values["verified_sales"] == pytest.approx(5_950_608)  # he told 8 million
    assert number(values, "FM17_deviation") > 0.15
    assert number(values, "ST08_deviation") > 0.8
