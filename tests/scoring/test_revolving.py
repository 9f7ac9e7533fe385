"""Revolving lines (METHOD 4.5 随借随还): interest by day on what is drawn, actual days, repaid at the end."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.revolving import build_revolving, days_of_months, draws_of, revolving_interest
from scoring.schedule import fen, schedule_identity
from workbench.template.records import EXCEL_EPOCH

spans = st.lists(st.tuples(st.floats(0, 1e7), st.integers(0, 366)), max_size=20)
rates = st.floats(0, 0.36)
uses = st.lists(st.tuples(st.integers(1, 24), st.floats(0.01, 1e6)), max_size=6)


def serial(day: date) -> float:
    return float((day - EXCEL_EPOCH).days)


def test_interest_is_balance_by_day_over_360() -> None:
    assert revolving_interest([(100_000, 30)], 0.072) == pytest.approx(600)
    assert revolving_interest([(100_000, 10), (40_000, 20)], 0.072) == pytest.approx(200 + 160)
    assert revolving_interest([], 0.072) == 0


@given(spans, spans, rates)
def test_interest_of_spans_adds_up_and_their_order_is_no_matter(
    first: list[tuple[float, int]], second: list[tuple[float, int]], rate: float
) -> None:
    together = revolving_interest([*first, *second], rate)
    assert together == pytest.approx(revolving_interest(first, rate) + revolving_interest(second, rate))
    assert together == pytest.approx(revolving_interest([*second[::-1], *first], rate))


@given(st.floats(0, 1e7), st.integers(0, 366), st.integers(0, 366), rates)
def test_a_span_may_be_cut_anywhere(balance: float, days: int, more: int, rate: float) -> None:
    whole = revolving_interest([(balance, days + more)], rate)
    assert whole == pytest.approx(revolving_interest([(balance, days), (balance, more)], rate))


@given(spans, rates, st.floats(0, 1e6))
def test_more_is_never_cheaper(listed: list[tuple[float, int]], rate: float, extra: float) -> None:
    dearer = [(balance + extra, days) for balance, days in listed]
    assert revolving_interest(dearer, rate) >= revolving_interest(listed, rate)


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(1, 60))
def test_days_of_months_run_to_the_last_day_without_a_gap(first: date, months: int) -> None:
    days = days_of_months(serial(first), months)
    assert len(days) == months
    assert set(days) <= {28, 29, 30, 31}
    years, month = divmod(first.month - 1 + months, 12)
    end = EXCEL_EPOCH.fromordinal(first.toordinal() + sum(days))
    assert (end.year, end.month) == (first.year + years, month + 1)
    assert end.day == first.day or (end.day < first.day and (end.replace(day=28).month, end.day) >= (end.month, 28))


def test_a_month_has_its_own_days() -> None:
    assert days_of_months(serial(date(2026, 6, 30)), 12) == (30, 31, 31, 30, 31, 30, 31, 29, 30, 31, 30, 31)
    assert sum(days_of_months(serial(date(2026, 6, 30)), 12)) == 365
    assert sum(days_of_months(serial(date(2027, 6, 30)), 12)) == 366  # a leap day is paid


@given(st.floats(1, 1e7), st.floats(0, 1e7), uses, st.integers(1, 36))
def test_what_is_drawn_adds_up_to_the_loan(
    loan: float, replaced: float, use: list[tuple[int, float]], months: int
) -> None:
    draws = draws_of(loan, replaced, use, months)
    assert len(draws) == months
    assert sum(draws) == pytest.approx(loan)
    assert min(draws) >= -1e-6
    if not use:
        assert draws[0] == loan


def test_debts_are_drawn_at_once_and_new_money_as_planned() -> None:
    plan = [(1, 300_000.0), (2, 200_000.0)]
    assert draws_of(440_000, 400_000, plan, 12)[:3] == pytest.approx((424_000, 16_000, 0))
    assert draws_of(100_000, 0, [(9, 1.0)], 6)[-1] == 100_000  # beyond the term: in its last month


def test_a_line_fully_drawn_pays_every_day_of_the_year() -> None:
    days = days_of_months(serial(date(2026, 6, 30)), 12)
    months = build_revolving((100_000, *[0.0] * 11), 0.072, days)
    assert sum(month.interest for month in months) == pytest.approx(100_000 * 0.072 * 365 / 360)
    assert [month.principal for month in months[:-1]] == [0] * 11
    assert months[0].payment == months[0].interest == 600.00


@given(st.floats(0.01, 1e7), uses, st.integers(1, 36), rates, st.dates(date(2000, 1, 1), date(2050, 1, 1)))
def test_a_line_is_repaid_at_the_end_to_the_fen(
    loan: float, use: list[tuple[int, float]], months: int, rate: float, first: date
) -> None:
    schedule = build_revolving(draws_of(loan, 0, use, months), rate, days_of_months(serial(first), months))
    if fen(loan) > 0:
        assert schedule_identity(schedule, fen(loan) / 100) == pytest.approx(0, abs=0.005)
        assert schedule[-1].balance == 0
    balances = [fen(month.balance) for month in schedule[:-1]]
    assert balances == sorted(balances)
