"""The wage earner with something changed: income in doubt takes the lower value, oddities raise questions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.samples.conftest import column, drop_row, hold_arithmetic, number, verdict
from workbench.crosscheck.conservative import conservative_rows, conservative_values
from workbench.evaluation.answers import Answers
from workbench.evaluation.values import Values

TEMPLATE, WORKED = "wage_earner", "consumer_worked.yaml"
Mutated = Callable[[Callable[[Answers], None]], Values]


def credits_of(monthly: float) -> Callable[[Answers], None]:
    """Let so much wage arrive every month."""

    def change(answers: Answers) -> None:
        answers.series["wage_credits.wage"][:] = [float(monthly)] * 12

    return change


def setting(**fields: Any) -> Callable[[Answers], None]:
    """Give other answers to some fields."""

    def change(answers: Answers) -> None:
        answers.fields.update(fields)

    return change


def raised(values: Values) -> set[str]:
    """Give the alerts that are raised."""
    return {item.name for item in values.compiled.template.alerts if values[f"alert.{item.name}"] == 1}


@pytest.mark.parametrize(
    ("monthly", "found"),
    [
        (8_475, "pass"),  # 119,700 of 126,000: exactly 5% less
        (8_474, "note"),
        (7_950, "note"),  # 113,400: exactly 10%
        (7_949, "explain"),
        (7_425, "explain"),  # 107,100: exactly 15%
        (7_424, "fail"),
    ],
)
def test_income_against_wage_credits(mutated: Mutated, monthly: float, found: str) -> None:
    assert verdict(mutated(credits_of(monthly)), "CW01") == found


def test_income_in_doubt_takes_what_the_statement_shows(mutated: Mutated) -> None:
    first = mutated(credits_of(8_000))
    taken = conservative_values(first)
    assert verdict(taken, "CW01") == "note"
    assert taken["own_income_year"] == 114_000  # 12 x 8,000 + 18,000
    assert taken["family_income_year"] == 186_000  # 114,000 + 72,000
    assert taken["family_flow.correction.amount"] == -12_000
    assert taken["period_disposable"] == 80_160  # 186,000 - 104,400 - 1,440
    # the bonus keeps its share of what is taken: 18,000 x 114 / 126
    assert taken.range("cash_calendar.bonus")[7] == pytest.approx(18_000 * 114 / 126)
    hold_arithmetic(taken)
    rows = {row["name"]: row for row in conservative_rows(taken)}
    assert (rows["income_seen"]["surveyed"], rows["income_seen"]["taken"]) == (126_000, 114_000)
    assert {name for name, row in rows.items() if row["used"]} == {"income_seen"}


def test_of_two_doubts_the_lower_income_counts(mutated: Mutated) -> None:
    def change(answers: Answers) -> None:
        credits_of(8_000)(answers)
        answers.fields["tax_income_year"] = 142_800.0  # 15% below 168,000

    first = mutated(change)
    assert verdict(first, "CW03") == "note"  # up to (10% + 20%) / 2
    assert conservative_values(first)["own_income_year"] == pytest.approx(107_100)  # 85% of 126,000 < 114,000


def test_a_failed_income_check_takes_nothing_until_it_is_settled(mutated: Mutated) -> None:
    first = mutated(credits_of(6_000))
    assert (verdict(first, "CW01"), first["hard_fails"]) == ("fail", 1)
    assert conservative_values(first) is first


def test_the_spouse_s_income_in_doubt_is_the_lower(mutated: Mutated) -> None:
    def change(answers: Answers) -> None:
        answers.series["spouse_credits.wage"][:] = [5_500.0] * 12

    taken = conservative_values(mutated(change))
    assert verdict(taken, "CW02") == "note"  # 66,000 of 72,000: 8.3% less
    assert (taken["spouse_income_year"], taken["family_income_year"]) == (66_000, 192_000)
    hold_arithmetic(taken)


def test_without_a_tax_record_the_social_security_base_counts(mutated: Mutated) -> None:
    values = mutated(setting(tax_income_year=None))
    assert values["CW03_evidence"] == 132_000  # 12 x 11,000
    assert verdict(values, "CW03") == "fail"  # 21.4% less than 168,000
    neither = mutated(setting(tax_income_year=None, social_base=None))
    assert verdict(neither, "CW03") == "not_performed"
    assert neither["minimum.income_outside"] == 1  # the certificate is there
    alone = mutated(setting(tax_income_year=None, social_base=None, employer_told_pay=None))
    assert alone["minimum.income_outside"] == 0


def test_a_spouse_without_a_wage_has_no_check(mutated: Mutated) -> None:
    def change(answers: Answers) -> None:
        drop_row(answers, "family_income", 2)
        answers.series["spouse_credits.wage"][:] = [None] * 12

    values = mutated(change)
    assert verdict(values, "CW02") == "not_performed"
    assert values["family_income_year"] == 126_000
    assert values["stress.lose_earner.earned"] == 0


def test_the_loss_of_one_income_is_the_loss_of_the_larger(mutated: Mutated) -> None:
    def change(answers: Answers) -> None:
        column(answers, "family_income.amount")[2] = 150_000.0

    values = mutated(change)
    assert values["stress.lose_earner.own_lost"] == 0
    assert values["stress.lose_earner.earned"] == 126_000
    assert number(values, "cash_calendar_lose_earner.spouse_wage.total") == 0


def test_income_without_paper_or_not_stable_is_left_out(mutated: Mutated) -> None:
    def change(answers: Answers) -> None:
        column(answers, "family_income.evidence")[1] = "无"

    values = mutated(change)
    assert values["own_income_told"] == 108_000
    assert verdict(values, "CW01") == "fail"  # more arrives than is told: 125,400


@pytest.mark.parametrize(
    ("fields", "alert"),
    [
        ({"own_home": "否"}, "housing_against_home"),
        ({"contract_end": 46022.0}, "contract_ends_first"),  # 2025-12-31
        ({"birth_date": 24838.0}, "retires_before_end"),  # 1968-01-01: 58 today, 61 at the end
    ],
)
def test_contradictions_make_questions(mutated: Mutated, fields: dict[str, Any], alert: str) -> None:
    assert alert in raised(mutated(setting(**fields)))


def test_a_month_without_a_wage_is_a_warning(mutated: Mutated) -> None:
    def change(answers: Answers) -> None:
        answers.series["wage_credits.wage"][3] = 0.0

    values = mutated(change)
    assert values["wage_gaps"] == 1
    assert raised(values) == {"wage_gaps"}


def test_a_mortgage_that_is_not_listed_is_asked_for(mutated: Mutated) -> None:
    def change(answers: Answers) -> None:
        drop_row(answers, "family_debts", 0)
        answers.fields["family_debts.none"] = "是"

    values = mutated(change)
    assert "mortgage_missing" in raised(values)
    assert verdict(values, "ST01") == "fail"  # the bureau has 432,000, the survey 12,000


def test_a_post_that_nobody_confirmed_does_not_pass(mutated: Mutated) -> None:
    assert verdict(mutated(setting(employer_confirmed="否")), "CW04") == "fail"
    values = mutated(setting(employer_confirmed=None))
    assert verdict(values, "CW04") == "not_performed"
    assert values["minimum.employment"] == 0


@pytest.mark.parametrize(("months", "found"), [(58, "pass"), (57, "fail")])
def test_months_insured_against_the_time_in_post(mutated: Mutated, months: float, found: str) -> None:
    """Six years are 72 months, 80% of them 57.6."""
    assert verdict(mutated(setting(insured_months=float(months))), "CW06") == found
