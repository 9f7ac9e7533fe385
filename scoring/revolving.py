"""Revolving lines (METHOD 4.5 随借随还): drawn when the money is used, interest by day, repaid at the end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from scoring.results import Instalment
from scoring.schedule import Plan, fen
from workbench.template.records import EXCEL_EPOCH

DAYS_OF_A_YEAR = 360  # METHOD 4.5: interest by day is balance x rate / 360


def revolving_interest(spans: Iterable[tuple[float, int]], yearly_rate: float) -> float:
    """Give the interest of a line in yuan, unrounded: the sum of balance x days x rate / 360.

    `spans` lists (balance in yuan, days that it stood), in any order.
    """
    return sum(balance * days for balance, days in spans) * yearly_rate / DAYS_OF_A_YEAR


def draws_of(loan: float, replaced: float, use: Plan, months: int) -> tuple[float, ...]:
    """Give what is drawn of a line in each month of its term; it adds up to the loan.

    Debts that it pays off are drawn at once, the rest as the plan of use says (METHOD 4.5); without a plan all of it
    is drawn at once. What the plan has beyond the term is drawn in the last month.
    """
    total = sum(amount for _, amount in use)
    if total <= 0:
        return (loan, *[0.0] * (months - 1))
    new = max(0.0, loan - replaced)
    draws = [new * sum(a for when, a in use if min(when, months) == month) / total for month in range(1, months + 1)]
    draws[0] = loan - sum(draws[1:])
    return tuple(draws)


def days_of_months(start: float, months: int) -> tuple[int, ...]:
    """Give the days of each month of a loan paid out on a day, an Excel serial number."""
    first = EXCEL_EPOCH + timedelta(days=int(start))
    ends = [_months_after(first, month) for month in range(months + 1)]
    return tuple((after - before).days for before, after in pairwise(ends))


def build_revolving(draws: Sequence[float], yearly_rate: float, days: Sequence[int]) -> tuple[Instalment, ...]:
    """Give the schedule of a line: interest each month on what is drawn, all of it repaid in the last month.

    `draws` in yuan and `days` have an entry for each month; `balance` is what is owed at the end of the month.
    """
    listed, drawn = [], 0
    owed = fen(sum(draws))
    for month, (draw, length) in enumerate(zip(draws, days, strict=True), 1):
        last = month == len(days)
        drawn = owed if last else min(owed, drawn + fen(draw))
        interest = fen(revolving_interest([(drawn / 100, length)], yearly_rate)) / 100
        principal, balance = (drawn / 100, 0.0) if last else (0.0, drawn / 100)
        listed.append(Instalment(month, principal, interest, round(principal + interest, 2), balance))
    return tuple(listed) if owed > 0 else ()


def _months_after(first: date, months: int) -> date:
    """Give the same day so many months later, or the last day of a shorter month."""
    year, month = divmod(first.month - 1 + months, 12)
    month_start = date(first.year + year, month + 1, 1)
    following = date(month_start.year + (month_start.month == 12), month_start.month % 12 + 1, 1)
    return min(month_start + timedelta(days=first.day - 1), following - timedelta(days=1))
