"""What a loan costs in its first twelve months, unrounded: the new debt in the DSCR (ruling R14)."""

from __future__ import annotations

from typing import NamedTuple

from scoring.schedule import Form, Plan, level_payment, plan_problem

YEAR = 12


class FirstYear(NamedTuple):
    """Interest, principal and service of the first twelve months, in yuan.

    `principal` is what the contract asks for: none of a bullet or a revolving line, which is renewed. `service` counts
    a notional part of theirs.
    """

    interest: float
    principal: float
    service: float


def first_year(
    principal: float, yearly_rate: float, months: int, form: Form, plan: Plan, notional_months: float
) -> FirstYear | None:
    """Give what falls due in the first twelve months; None when a seasonal plan cannot be followed.

    Bullets and revolving lines count a twelfth of their notional term in principal a month and a full year of
    interest; all others the first twelve months of their schedule.
    """
    if principal <= 0 or months <= 0:
        return FirstYear(0.0, 0.0, 0.0)
    rate, paid = yearly_rate / YEAR, min(months, YEAR)
    if form in ("bullet", "revolving"):
        interest = principal * yearly_rate
        return FirstYear(interest, 0.0, principal * YEAR / notional_months + interest)
    if form == "annuity":
        service = paid * level_payment(principal, rate, months)
        repaid = principal if paid == months else _repaid(principal, rate, months, paid)
        return FirstYear(service - repaid, repaid, service)
    if form == "equal_principal":
        balances = paid - paid * (paid - 1) / (2 * months)
        return _of(principal * rate * balances, principal * paid / months)
    return None if plan_problem(plan, months) else _seasonal(principal, rate, plan)


def _repaid(principal: float, rate: float, months: int, paid: int) -> float:
    """Give the principal of an annuity that is paid after so many months."""
    left = level_payment(principal, rate, months) / level_payment(1.0, rate, months - paid)
    return principal - left


def _seasonal(principal: float, rate: float, plan: Plan) -> FirstYear:
    total = sum(share for _, share in plan)
    balance, interest = principal, 0.0
    for month in range(1, YEAR + 1):
        interest += balance * rate
        balance -= principal * sum(amount for when, amount in plan if when == month) / total
    return _of(interest, principal - balance)


def _of(interest: float, principal: float) -> FirstYear:
    return FirstYear(interest, principal, interest + principal)
