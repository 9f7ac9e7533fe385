"""The family of METHOD 1.7: its statements, the floor of living costs, instalments once only, consolidated net worth.

The sample is a sound trader whose mortgages, car loan and spending sink the loan.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import SAMPLES
from tests.samples.conftest import column, drop_row, hold_arithmetic, number, verdict, verdicts, with_service
from workbench.crosscheck.conservative import conservative_values
from workbench.crosscheck.register import VERDICTS
from workbench.evaluation.answer_checks import check_answers
from workbench.evaluation.answers import Answers
from workbench.evaluation.answers_file import read_answers_file
from workbench.evaluation.values import Values, evaluate
from workbench.template.compiled import Compiled
from workbench.template.loader import load_template
from workbench.template.verify import verify_template
from workbench.yaml_source import load_source

TEMPLATE, WORKED = "fmcg_wholesale", "fmcg_family_burden.yaml"
FAMILY_SHEET = {
    "homes": 3_200_000,
    "cars": 180_000,  # the van of the business counts on the business sheet
    "total_assets": 3_380_000,
    "mortgage": 2_190_000,
    "car_loan": 150_000,
    "total_liabilities": 2_340_000,
    "net_worth": 1_040_000,
}
FAMILY_FLOW = {
    "rent_received": 24_000,
    "pension": 12_000,
    "total_income": 36_000,
    "food": 24_000,
    "education": 30_000,
    "raised": 18_000,
    "instalments": 246_000,
    "total_spending": 330_000,
    "surplus": -294_000,
}


def test_the_sample_catches_what_it_says(compiled: Compiled, answers: Answers, values: Values) -> None:
    path = SAMPLES / WORKED
    expected = load_source(path.read_text("utf-8"), path.name)["expect"]
    assert answers.findings == []
    assert check_answers(values) == []
    for word in VERDICTS:
        if word != "pass":
            assert verdicts(values, word) == set(expected[word]), word
    assert values["coverage"] == float(expected["coverage"])
    assert values["alert.living_floor"] == 1
    hold_arithmetic(values)
    hold_arithmetic(conservative_values(values))


@pytest.mark.parametrize("line", FAMILY_SHEET)
def test_family_sheet(values: Values, line: str) -> None:
    assert values[f"family_sheet.{line}.value"] == FAMILY_SHEET[line]


@pytest.mark.parametrize("line", FAMILY_FLOW)
def test_family_flow(values: Values, line: str) -> None:
    assert values[f"family_flow.{line}.amount"] == pytest.approx(FAMILY_FLOW[line])


def test_living_costs_are_raised_to_the_floor(values: Values) -> None:
    assert values["household_told"] == 66_000
    assert values["household_floor"] == pytest.approx(28_000 * 5 * 0.6)
    assert values["household_year"] == pytest.approx(84_000 + 12 * 20_500)


def test_the_floor_is_for_one_head_at_least(mutated: Callable) -> None:
    def nobody(answers: Answers) -> None:
        for _ in range(5):
            drop_row(answers, "members", 0)
        answers.fields["members.none"] = "是"

    values = mutated(nobody)
    assert values["household_floor"] == pytest.approx(28_000 * 0.6)
    assert values["alert.no_members"] == 1


def test_the_sheet_of_an_asset_is_always_told(mutated: Callable) -> None:
    def forget(answers: Answers) -> None:
        column(answers, "private_assets.owner_sheet")[0] = None

    missing = [finding.place for finding in check_answers(mutated(forget))]
    assert len(missing) == 1
    assert mutated(forget)["family_assets"] is None


def test_what_the_statements_show_is_taken_when_it_is_more(values: Values) -> None:
    assert verdict(values, "ST09") == "note"
    assert conservative_values(values)["household_year"] == 344_000


def test_net_worth_counts_each_item_once(values: Values) -> None:
    assert values["consolidated_net_worth"] == pytest.approx(
        number(values, "balance_sheet.equity.restated") + 1_040_000
    )
    assert values["home_unencumbered"] == 0
    assert values["family_assets"] == values["off_sheet_assets"] == 3_380_000


def test_family_debts_are_held_against_the_bureau(values: Values) -> None:
    assert values["debt_in_bureau"] == 500_000 + 2_340_000
    assert values["financial_debt"] == 650_000  # they stand nowhere else


def test_the_business_alone_would_carry_the_loan(values: Values, mutated: Callable) -> None:
    def unburden(answers: Answers) -> None:
        for row in (2, 1, 0):
            drop_row(answers, "family_debts", row)
        answers.fields["family_debts.none"] = "是"

    service = 500_000 / 3 + 500_000 * 0.072 + number(values, "interest_kept") + number(values, "principal_kept")
    burdened = conservative_values(values)
    alone = mutated(unburden)
    cover = [(number(v, "period_disposable") + number(v, "interest_year")) / service for v in (alone, burdened)]
    assert cover[0] > 1.25
    assert cover[1] < 0.2


def test_instalments_count_once_only(answers: Answers, values: Values, tmp_path: Path) -> None:
    compiled = with_service(TEMPLATE, tmp_path)
    other = evaluate(compiled, read_answers_file(SAMPLES / WORKED, compiled))
    assert other["household_year"] == values["household_year"] == 84_000 + 246_000
    assert other["period_disposable"] == values["period_disposable"]
    assert other["instalments_serviced"] == 246_000
    assert number(other, "principal_kept") == number(values, "principal_kept") + 246_000
    assert other["family_flow.surplus.amount"] == values["family_flow.surplus.amount"]
    assert conservative_values(other)["household_year"] == 344_000
    closing = "cash_calendar.closing_before_loan"
    assert other.range(closing) == values.range(closing)  # paid once, whatever it is called
    hold_arithmetic(other)


def test_instalments_in_spending_again_are_noticed(values: Values, mutated: Callable) -> None:
    assert values["alert.mortgage_in_spending"] == 0

    def twice(answers: Answers) -> None:
        column(answers, "household.item")[0] = "房子按揭"

    assert mutated(twice)["alert.mortgage_in_spending"] == 1


def test_a_mortgage_among_business_debts_is_noticed(values: Values, mutated: Callable) -> None:
    assert values["alert.mortgage_in_debts"] == 0

    def twice(answers: Answers) -> None:
        column(answers, "debts.use")[0] = "房子按揭"

    assert mutated(twice)["alert.mortgage_in_debts"] == 1


def test_a_household_stands_alone(tmp_path: Path) -> None:
    path = tmp_path / "wage.yaml"
    path.write_text(
        "template: wage\nextends: household\nversion: 1.0.0\nname: {zh: 工薪, en: Wage}\nindustry: wage\n"
        "owner: 测试\nchanges: 测试\ncard: default\npolicy: trade\n",
        "utf-8",
    )
    compiled, findings = verify_template(load_template(str(path)))
    assert findings == []
    assert compiled is not None
    assert not [name for name in compiled.definitions if name.startswith(("balance_sheet.", "sales_total"))]
