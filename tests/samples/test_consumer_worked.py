"""The wage earner from raw answers to incomes, family statements, stress, calendar and checks.

Figures are worked out by hand from the sample's answers, in the comments beside them; none is the engine's output.
"""

from __future__ import annotations

import pytest

from tests.samples.conftest import hold_arithmetic, number, verdict
from workbench.crosscheck import check_register
from workbench.crosscheck.claims import claims
from workbench.evaluation.answer_checks import check_answers
from workbench.evaluation.values import Values
from workbench.template.compiled import Compiled

TEMPLATE, WORKED = "wage_earner", "consumer_worked.yaml"

FIGURES = {
    "age": 33,  # born 1993-05-20, surveyed 2026-06-30
    "own_income_told": 126_000,  # 108,000 wage + 18,000 bonus
    "own_income_year": 126_000,
    "stable_income_month": 10_500,  # 126,000 / 12
    "spouse_income_year": 72_000,
    "family_income_year": 198_000,  # 126,000 + 72,000; the weekend job of 6,000 is neither stable nor evidenced
    "other_income_year": 0,
    "wage_seen": 125_400,  # 12 x 8,950 + 18,000
    "spouse_seen_year": 71_700,  # 9 x 6,000 + 3 x 5,900
    "official_income": 164_800,  # the tax record comes before the social-security base
    "household_told": 66_000,  # 36,000 + 9,600 + 2 x 4,800 + 2 x 2,400 + 6,000
    "household_floor": 50_400,  # 28,000 x 3 heads x 60%
    "family_instalments": 38_400,  # 12 x 3,200
    "household_year": 104_400,  # 66,000 + 38,400
    "living_costs": 66_000,
    "interest_year": 1_440,  # 6% on (36,000 + 12,000) / 2
    "period_disposable": 92_160,  # 198,000 - 104,400 - 1,440
    "monthly_disposable": 7_680,
    "debt_service_kept": 51_120,  # 38,400 + 6% of 12,000 + 12,000
    "debt_bearing_interest": 432_000,  # 12,000 + 420,000
    "calendar_cash": 46_000,  # 38,000 + 8,000
    "family_assets": 1_286_000,  # 46,000 + 1,150,000 + 90,000
    "family_net_worth": 866_000,  # less the mortgage of 420,000
}
# Cash before debt service, wages earned, extra interest: 198,000 - 104,400 without a shock
STRESS = {
    "base": (198_000, 93_600, 0),
    "income_down": (158_400, 54_000, 0),  # 198,000 x 80%
    "rate_up": (198_000, 93_600, 8_640),  # 2% of 432,000
    "lose_earner": (72_000, -32_400, 0),  # the borrower earns more: 72,000 - 104,400
}
CHECKS = {  # base, evidence, deviation
    "ST01": (432_000, 432_000, 0),
    "ST09": (104_400, 103_000, -1_400 / 104_400),
    "CW01": (126_000, 125_400, -600 / 126_000),
    "CW02": (72_000, 71_700, -300 / 72_000),
    "CW03": (168_000, 164_800, -3_200 / 168_000),
    "CW05": (168_000, 168_000, 0),
}


def test_answers_are_complete(values: Values) -> None:
    assert check_answers(values) == []


@pytest.mark.parametrize(("name", "amount"), FIGURES.items())
def test_figures_worked_out_by_hand(values: Values, name: str, amount: float) -> None:
    assert values[name] == pytest.approx(amount)


def test_debt_to_income_today(values: Values) -> None:
    assert values["debt_to_income_now"] == pytest.approx(51_120 / 198_000)


def test_every_check_passes(compiled: Compiled, values: Values) -> None:
    ids = {check.id for check in compiled.template.checks}
    assert ids == {f"CW{n:02}" for n in range(1, 7)} | {"ST01", "ST02", "ST03", "ST08", "ST09", "ST10", "ST11"}
    assert {check: verdict(values, check) for check in ids if verdict(values, check) != "pass"} == {}
    assert (values["coverage"], values["pass_rate"], values["honesty_index"]) == (1, 1, 1)


@pytest.mark.parametrize(("check", "figures"), CHECKS.items())
def test_base_and_evidence(values: Values, check: str, figures: tuple[float, float, float]) -> None:
    base, evidence, deviation = figures
    assert (values[f"{check}_base"], values[f"{check}_evidence"]) == (base, evidence)
    assert values[f"{check}_deviation"] == pytest.approx(deviation, abs=1e-6)


def test_what_is_required_and_hard(compiled: Compiled) -> None:
    checks = compiled.template.checks
    assert {check.id for check in checks if check.hard} == {"ST01", "ST02", "CW01"}
    assert {check.id for check in checks if check.required} == {"ST01", "ST02", "CW01", "CW03", "CW04"}
    assert all(check.ask.zh and check.ask.en and check.source and check.claim for check in checks)


def test_the_income_is_a_strong_claim(values: Values) -> None:
    found = {entry["claim"]: entry for entry in claims(values)}
    assert found["income"]["strong"] is True
    assert set(found["income"]["methods"]) == {"X2", "X5"}
    assert found["employment"]["strong"] is True  # the employer (X4) and social security (X5)


def test_nothing_is_in_doubt(compiled: Compiled, values: Values) -> None:
    template = compiled.template
    assert {item.name for item in template.alerts if values[f"alert.{item.name}"] != 0} == set()
    assert {item.name for item in template.minimum if values[f"minimum.{item.name}"] != 1} == set()
    assert {item.name for item in template.conservative if values[f"conservative.{item.name}.used"] != 0} == set()


@pytest.mark.parametrize(("scenario", "figures"), STRESS.items())
def test_stress(values: Values, scenario: str, figures: tuple[float, float, float]) -> None:
    found = [
        number(values, f"stress.{scenario}.{name}") for name in ("earned", "cash_before_service", "interest_extra")
    ]
    assert found == pytest.approx(list(figures))


def test_the_calendar_has_the_bonus_in_its_month(values: Values) -> None:
    """The bonus came in February, the eighth month from July; so it does after the survey."""
    assert list(values.range("cash_calendar.bonus")) == [0.0] * 7 + [18_000.0] + [0.0] * 4
    # 9,000 + 6,000 - 5,500 living - 3,200 mortgage - 60 interest - 1,000 principal
    assert values.range("cash_calendar.net_before_loan")[0] == pytest.approx(5_240)
    assert values.range("cash_calendar.closing_before_loan")[11] == pytest.approx(46_000 + 12 * 5_240 + 18_000)
    # a fifth less: 7,200 + 4,800 - 9,760
    assert values.range("cash_calendar_income_down.net_before_loan")[0] == pytest.approx(2_240)
    assert values.range("cash_calendar_lose_earner.wage") == values.range("cash_calendar.other_income")


def test_identities_hold(compiled: Compiled, values: Values) -> None:
    hold_arithmetic(values)
    assert {item.name for item in compiled.template.identities} == {
        "consolidated", "family_flow", "interest", "calendar_income",
    }  # fmt: skip


def test_the_family_statements(values: Values) -> None:
    lines = ("wage", "bonus", "spouse_wage", "correction", "total_income", "instalments", "total_spending", "surplus")
    found = [values[f"family_flow.{line}.amount"] for line in lines]
    assert found == [108_000, 18_000, 72_000, 0, 198_000, 38_400, 104_400, 93_600]


def test_the_register_is_whole(compiled: Compiled, values: Values) -> None:
    assert len(check_register(values)) == len(compiled.template.checks) == 13
