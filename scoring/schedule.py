"""Repayment schedules (METHOD 4.5, 9C): to the fen, the last instalment absorbs what rounding leaves (R18)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from math import expm1, log1p
from typing import Literal

from scoring.results import Instalment

TermForm = Literal["annuity", "equal_principal", "bullet", "seasonal"]
Form = Literal[TermForm, "revolving"]
TERM_FORMS: tuple[TermForm, ...] = ("annuity", "equal_principal", "bullet", "seasonal")
FORMS: tuple[Form, ...] = (*TERM_FORMS, "revolving")
Plan = Sequence[tuple[int, float]]
FEN = 0.01


def build_schedule(
    principal: float, yearly_rate: float, months: int, form: TermForm, plan: Plan = (), step: float = FEN
) -> tuple[Instalment, ...]:
    """Give the schedule of a loan: one entry a month, principal adding up to the loan, last balance 0.

    Interest of a month is balance x yearly rate / 12. A seasonal `plan` lists (month, principal); it is scaled to
    the loan in steps of so many yuan. Revolving lines are in `scoring.revolving`.
    """
    loan, rate = fen(principal), yearly_rate / 12
    if loan <= 0 or months <= 0 or (form == "seasonal" and plan_problem(plan, months)):
        return ()
    if form == "seasonal":
        shares = _planned(loan, plan, max(1, fen(step)))
    elif form == "annuity":
        shares = _annuity(loan, rate, months)
    elif form == "equal_principal":
        shares = [fen(loan / 100 / months)] * (months - 1)
    else:
        shares = [0] * (months - 1)
    return _listed(loan, rate, shares)


def schedule_identity(schedule: Sequence[Instalment], loan: float) -> float | None:
    """Give by how much a schedule misses identity 10 (METHOD 1.9); None when there is none.

    The larger of two gaps: principal in all against the loan, and the last balance against 0.
    """
    if not schedule:
        return None
    unpaid = sum(fen(instalment.principal) for instalment in schedule) / 100 - loan
    return max(unpaid, schedule[-1].balance, key=abs)


def fen(amount: float) -> int:
    """Round yuan to whole fen, half up, after 15 digits as Excel does."""
    exact = Decimal(f"{amount * 100:.15g}")
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def level_payment(principal: float, monthly_rate: float, months: int) -> float:
    """Give the unrounded instalment A = P i (1+i)^n / ((1+i)^n - 1); without interest P / n."""
    discounted = -expm1(-months * log1p(monthly_rate)) / monthly_rate if monthly_rate else months
    return principal / discounted


def plan_problem(plan: Plan, months: int) -> str:
    """Say what keeps a seasonal plan from being followed: 'empty', 'late' (outside the term), or ''."""
    if sum(share for _, share in plan) <= 0:
        return "empty"
    return "late" if any(month < 1 or month > months for month, _ in plan) else ""


def _annuity(loan: int, rate: float, months: int) -> list[int]:
    """Give the principal of all months but the last."""
    payment = fen(level_payment(loan / 100, rate, months))
    balance, shares = loan, []
    for _ in range(months - 1):
        share = min(balance, max(0, payment - fen(balance / 100 * rate)))
        shares.append(share)
        balance -= share
    return shares


def _planned(loan: int, plan: Plan, step: int) -> list[int]:
    """Give the principal of all months but the last paying one, scaled to the loan in steps of so many fen."""
    total = sum(share for _, share in plan)
    last = max(month for month, share in plan if share > 0)
    by_month = [sum(share for month, share in plan if month == number) for number in range(1, last)]
    return [fen(loan / step / 100 * share / total) * step for share in by_month]


def _listed(loan: int, rate: float, shares: list[int]) -> tuple[Instalment, ...]:
    """Lay the months out; the last one, after those given, pays what is left."""
    listed, balance = [], loan
    for month, planned in enumerate([*shares, loan], 1):
        share = min(planned, balance)
        interest = fen(balance / 100 * rate)
        balance -= share
        amounts = (share / 100, interest / 100, (share + interest) / 100, balance / 100)
        listed.append(Instalment(month, *amounts))
    return tuple(listed)
