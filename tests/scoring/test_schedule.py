"""Schedules against METHOD 9C, the closed forms, and for any loan."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.debt_service import first_year
from scoring.results import Instalment
from scoring.schedule import (
    TERM_FORMS,
    Form,
    TermForm,
    build_schedule,
    fen,
    level_payment,
    schedule_identity,
)

PLAN = [(4, 30_000.0), (10, 30_000.0), (12, 40_000.0)]


def interest(form: TermForm) -> float:
    return round(sum(month.interest for month in build_schedule(100_000, 0.072, 12, form, PLAN)), 2)


def test_equal_instalments_as_in_9c() -> None:
    months = build_schedule(100_000, 0.072, 12, "annuity")
    assert {month.payment for month in months[:-1]} == {8_661.90}
    assert (months[0].interest, months[0].principal) == (600.00, 8_061.90)
    assert interest("annuity") == 3_942.75
    assert 12 * level_payment(100_000, 0.006, 12) - 100_000 == pytest.approx(3942.7681140052737)


def test_equal_principal_as_in_9c() -> None:
    months = build_schedule(100_000, 0.072, 12, "equal_principal")
    assert (months[0].principal, months[0].payment, months[-1].payment) == (8_333.33, 8_933.33, 8_383.37)
    assert interest("equal_principal") == 3_900.00


def test_bullet_as_in_9c() -> None:
    months = build_schedule(100_000, 0.072, 12, "bullet")
    assert {month.payment for month in months[:-1]} == {600.00}
    assert months[-1].payment == 100_600.00
    assert interest("bullet") == 7_200.00


def test_seasonal_as_in_9c() -> None:
    assert interest("seasonal") == 5_400.00


def test_seasonal_plan_is_scaled_to_the_loan_and_its_last_payment_absorbs() -> None:
    months = build_schedule(10_000, 0.072, 12, "seasonal", [(3, 1.0), (6, 1.0), (9, 1.0)])
    assert [month.principal for month in months if month.principal] == [3_333.33, 3_333.33, 3_333.34]
    assert len(months) == 9


@pytest.mark.parametrize(
    ("loan", "last", "gap"), [(1_000.0, 0.0, 0), (1_100.0, 0.0, -100), (900.0, 0.0, 100), (1_000.0, 0.02, 0.02)]
)
def test_a_schedule_that_does_not_pay_off_its_loan_misses_the_identity(loan: float, last: float, gap: float) -> None:
    months = (Instalment(1, 400.0, 6.0, 406.0, 600.0), Instalment(2, 600.0, 3.6, 603.6, last))
    assert schedule_identity(months, loan) == gap


@pytest.mark.parametrize("plan", [[], [(3, 0.0)], [(13, 100.0)], [(0, 100.0)]])
def test_seasonal_loan_without_a_plan_within_its_term_has_no_schedule(plan: list[tuple[int, float]]) -> None:
    assert build_schedule(100_000, 0.072, 12, "seasonal", plan) == ()


@pytest.mark.parametrize(("principal", "months"), [(0, 12), (-5, 12), (1000, 0)])
def test_nothing_lent_is_no_schedule(principal: float, months: int) -> None:
    assert build_schedule(principal, 0.072, months, "annuity") == ()


@given(
    principal=st.floats(0.01, 5e7),
    rate=st.floats(0, 0.36),
    months=st.integers(1, 120),
    form=st.sampled_from(TERM_FORMS),
    shares=st.lists(st.tuples(st.integers(1, 120), st.floats(1, 1e6)), min_size=1, max_size=12),
)
def test_principal_adds_up_and_the_balance_ends_at_zero(
    principal: float, rate: float, months: int, form: TermForm, shares: list[tuple[int, float]]
) -> None:
    plan = [(min(month, months), share) for month, share in shares]
    schedule = build_schedule(principal, rate, months, form, plan)
    assert sum(fen(month.principal) for month in schedule) == fen(principal)
    gap = schedule_identity(schedule, fen(principal) / 100)
    assert gap == 0 if schedule else gap is None
    if schedule:
        assert schedule[-1].balance == 0
    balance = fen(principal)
    for month in schedule:
        balance -= fen(month.principal)
        assert fen(month.balance) == balance >= 0
        assert fen(month.payment) == fen(month.principal) + fen(month.interest)
        assert min(month.principal, month.interest) >= 0


@pytest.mark.parametrize(
    ("form", "months", "service"),
    [
        ("bullet", 12, 100_000 * 12 / 36 + 7_200),
        ("revolving", 6, 100_000 * 12 / 36 + 7_200),
        ("annuity", 12, 12 * 8661.897342833772),
        ("annuity", 36, 12 * level_payment(100_000, 0.006, 36)),
        ("annuity", 6, 6 * level_payment(100_000, 0.006, 6)),
        ("equal_principal", 12, 103_900),
        ("equal_principal", 24, 50_000 + 600 * (12 - 12 * 11 / 48)),
        ("seasonal", 12, 105_400),
    ],
)
def test_first_year_service_by_form(form: Form, months: int, service: float) -> None:
    year = first_year(100_000, 0.072, months, form, PLAN, 36)
    assert year is not None
    assert year.service == pytest.approx(service)


@pytest.mark.parametrize("form", ["bullet", "revolving"])
def test_a_loan_that_is_renewed_owes_interest_only_by_contract(form: Form) -> None:
    year = first_year(450_000, 0.066, 12, form, (), 36)
    assert year is not None
    assert year.interest == pytest.approx(29_700)
    assert year.principal == 0


@given(
    months=st.integers(1, 60),
    form=st.sampled_from(["annuity", "equal_principal", "seasonal"]),
    rate=st.floats(0, 0.36),
)
def test_the_first_year_is_the_first_twelve_months_of_the_schedule(months: int, form: TermForm, rate: float) -> None:
    plan = [(1, 1.0), (months, 2.0)]
    schedule = build_schedule(1_000_000, rate, months, form, plan)[:12]
    year = first_year(1_000_000, rate, months, form, plan, 36)
    assert year is not None
    assert year.service == pytest.approx(sum(month.payment for month in schedule), abs=0.5)
    assert year.principal == pytest.approx(sum(month.principal for month in schedule), abs=0.5)
    assert year.interest == pytest.approx(sum(month.interest for month in schedule), abs=0.5)


@given(principal=st.floats(1_000, 5e7), rate=st.floats(0, 0.36), months=st.integers(1, 120))
def test_equal_principal_interest_has_its_closed_form(principal: float, rate: float, months: int) -> None:
    schedule = build_schedule(principal, rate, months, "equal_principal")
    closed = fen(principal) / 100 * rate / 12 * (months + 1) / 2
    rounding = 0.01 * months * (1 + months * rate)
    assert sum(month.interest for month in schedule) == pytest.approx(closed, abs=rounding)


def test_service_of_a_plan_that_cannot_be_followed_is_not_known() -> None:
    assert first_year(100_000, 0.072, 12, "seasonal", [], 36) is None
    assert first_year(0, 0.072, 12, "annuity", [], 36) == (0, 0, 0)


def test_a_seasonal_plan_may_be_paid_in_whole_steps() -> None:
    months = build_schedule(45_050, 0.06, 12, "seasonal", [(6, 1.0), (8, 1.0), (10, 1.0)], 100)
    assert [month.principal for month in months if month.principal] == [15_000, 15_000, 15_050]
    assert months[-1].balance == 0
    assert build_schedule(45_050, 0.06, 12, "seasonal", [(6, 1.0), (8, 2.0)], 0) != ()  # a step of nothing is a fen
