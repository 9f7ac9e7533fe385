"""What a loan costs in its first twelve months, unrounded: the new debt in the DSCR (ruling R14)."""

from __future__ import annotations

from scoring.schedule import Form, Plan, level_payment, plan_problem

YEAR = 12


def first_year_service(
    principal: float, yearly_rate: float, months: int, form: Form, plan: Plan, notional_months: float
) -> float | None:
    """Give principal and interest due in the first twelve months; None when a seasonal plan cannot be followed.

    Bullets and revolving lines count a twelfth of their notional term in principal a month and a full year of
    interest; all others the first twelve months of their schedule.
    """
    if principal <= 0 or months <= 0:
        return 0.0
    rate, paid = yearly_rate / YEAR, min(months, YEAR)
    if form in ("bullet", "revolving"):
        return principal * YEAR / notional_months + principal * yearly_rate
    if form == "annuity":
        return paid * level_payment(principal, rate, months)
    if form == "equal_principal":
        balances = paid - paid * (paid - 1) / (2 * months)
        return principal * paid / months + principal * rate * balances
    if plan_problem(plan, months):
        return None
    return _seasonal(principal, rate, plan)


def _seasonal(principal: float, rate: float, plan: Plan) -> float:
    total = sum(share for _, share in plan)
    balance, due = principal, 0.0
    for month in range(1, YEAR + 1):
        share = principal * sum(amount for when, amount in plan if when == month) / total
        due += share + balance * rate
        balance -= share
    return due
