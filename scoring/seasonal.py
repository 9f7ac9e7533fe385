"""Proposing when a seasonal loan is repaid: after the harvest or the batch is sold (METHOD 4.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from scoring.cash_calendar import CALENDAR, calendars
from scoring.schedule import Plan
from scoring.stress_names import BASE
from workbench.evaluation.values import Values

NET = f"{CALENDAR}.net_before_loan"
FAMILY_INCOME = "family_income"  # a wage is no harvest
YEAR = 12
SHARE_DIGITS = 9


class Months(NamedTuple):
    """Twelve months of the template's calendar, in yuan: what the trade brings in, and what is left before the loan."""

    receipts: Sequence[float]
    left: Sequence[float]


class SeasonalTerms(NamedTuple):
    """What a proposed plan keeps to: payments a year, the least of each as a share of the loan, its step in yuan."""

    most: float
    least_share: float
    step: float


def proposed_plan(months: Months, term: int, terms: SeasonalTerms) -> Plan:
    """Propose a plan as (month, weight): the same months every year of the term, each by what it leaves.

    Such a month brings in at least as much as the average one and leaves cash. Of these the largest are taken, as many
    as the terms allow; the smallest goes while it would be less than the least share of the loan. A term that ends
    before the first of them pays in its last month. Without any there is no plan.
    """
    sold = _sold(months)
    within = {month: cash for month, cash in sold.items() if month <= term}
    if not within:
        return ((term, 1.0),) if sold and term > 0 else ()
    kept = sorted(within, key=lambda month: -within[month])[: max(1, int(terms.most))]
    while len(kept) > 1 and _smallest(_laid_out(kept, within, term)) < terms.least_share:
        kept.pop()
    return _laid_out(kept, within, term)


def months_of(values: Values) -> Months | None:
    """Give the months of a template's calendar; None without one, or while an amount is not known."""
    statement = calendars(values.compiled.template).get(BASE)
    if statement is None:
        return None
    lines = [line.name for line in statement.lines if line.part == "inflow" and line.name != FAMILY_INCOME]
    left, *flows = (_known(values, name) for name in (NET, *(f"{CALENDAR}.{line}" for line in lines)))
    if not all(left) or not all(flows):
        return None
    return Months([sum(month) for month in zip(*flows, strict=True)], left)


def _known(values: Values, name: str) -> list[float]:
    amounts = values.range(name)
    known = [amount for amount in amounts if isinstance(amount, float)]
    return known if len(known) == len(amounts) else []


def _sold(months: Months) -> Mapping[int, float]:
    """Give the months of harvest or sale and what each leaves, counted from the first after the loan is paid out."""
    average = sum(months.receipts) / len(months.receipts) if months.receipts else 0.0
    return {
        number: cash
        for number, (received, cash) in enumerate(zip(months.receipts, months.left, strict=True), 1)
        if round(received - average, 2) >= 0 and round(cash, 2) > 0
    }


def _laid_out(kept: Sequence[int], cash: Mapping[int, float], term: int) -> Plan:
    """Repeat the months of a year through the term."""
    numbers = ((month, (month - 1) % YEAR + 1) for month in range(1, term + 1))
    return tuple((month, cash[of_year]) for month, of_year in numbers if of_year in kept)


def _smallest(plan: Plan) -> float:
    """Give the smallest payment as a share of the loan; noise of binary fractions does not count."""
    return round(min(weight for _, weight in plan) / sum(weight for _, weight in plan), SHARE_DIGITS)
