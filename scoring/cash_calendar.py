"""The cash calendar: twelve months ahead as the template lays them out, with the loan in them (METHOD 4.5, R14).

The template gives what comes in and goes out before the loan. The loan is paid out, pays off the debts it replaces,
its new money is spent by the plan of use and not earned back, and it is repaid with interest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from scoring.loan import Loan, LoanMonth
from scoring.outlook import CalendarMonth
from scoring.stress_names import BASE
from scoring.wording import reason
from workbench.evaluation.values import Values
from workbench.labels import Label
from workbench.template.model import Statement, Template

CALENDAR = "cash_calendar"
OPENING_CASH = "calendar_cash"
Flows = Mapping[str, tuple[float, ...]]


class Plan(NamedTuple):
    """The months before the loan: flows by line, twelve amounts in yuan each, and the cash to start with."""

    cash: float
    inflows: Flows
    outflows: Flows
    labels: Mapping[str, Label]


def calendars(template: Template) -> dict[str, Statement]:
    """Give the calendar of each scenario that has one; that without a shock is `base`."""
    listed = [s for s in template.statements if s.ahead and (s.name == CALENDAR or s.scenario)]
    return {statement.scenario or BASE: statement for statement in listed}


def cash_calendar(values: Values, statement: Statement, loan: Loan) -> tuple[CalendarMonth, ...]:
    """Give the twelve months after a loan is paid out; none while an amount of the template is not known."""
    plan = _plan(values, statement)
    if plan is None:
        return ()
    months: list[CalendarMonth] = []
    opening = plan.cash
    for index, lent in enumerate(loan.year()):
        month = _month(index, opening, plan, lent)
        months.append(month)
        opening = month.closing
    return tuple(months)


def lowest_cash(months: Sequence[CalendarMonth]) -> float | None:
    """Give the least cash at the end of a month; None without a calendar."""
    return min((month.closing for month in months), default=None)


def _plan(values: Values, statement: Statement) -> Plan | None:
    cash = values.number(OPENING_CASH)
    sides: dict[str, dict[str, tuple[float, ...]]] = {"inflow": {}, "outflow": {}}
    for line in statement.lines:
        if line.part in sides:
            amounts = values.range(f"{statement.name}.{line.name}")
            sides[line.part][line.name] = tuple(amount for amount in amounts if isinstance(amount, float))
            if len(sides[line.part][line.name]) < len(amounts):
                return None
    labels = {line.name: line.label for line in statement.lines}
    return None if cash is None else Plan(cash, sides["inflow"], sides["outflow"], labels)


def _month(index: int, opening: float, plan: Plan, lent: LoanMonth) -> CalendarMonth:
    inflows = {line: amounts[index] for line, amounts in plan.inflows.items()}
    outflows = {line: amounts[index] for line, amounts in plan.outflows.items()}
    spent = lent.paid_off + lent.used + lent.principal + lent.interest
    closing = opening + sum(inflows.values()) - sum(outflows.values()) + lent.paid_in - spent
    short = -closing if round(closing, 2) < 0 else 0.0
    causes = _explain(short, _causes(index, opening, plan, lent)) if short else ()
    return CalendarMonth(
        index + 1, opening, inflows, outflows, lent.paid_in, lent.paid_off, lent.used, lent.principal, lent.interest,
        closing, causes,
    )  # fmt: skip


def _causes(index: int, opening: float, plan: Plan, lent: LoanMonth) -> Iterable[tuple[float, Label]]:
    """Give what takes cash from a month, each with its amount in yuan."""
    received = [sum(month) for month in zip(*plan.inflows.values(), strict=True)]
    if received:
        less = _average(received) - received[index]
        yield less, reason("low_receipts", amount=_money(less))
    for line, amounts in plan.outflows.items():
        more = amounts[index] - _average(amounts)
        yield more, reason("high_payment", line=plan.labels[line], amount=_money(more))
    yield -opening, reason("short_before", amount=_money(-opening))
    yield lent.principal, reason("principal_of_loan", amount=_money(lent.principal))
    beyond = lent.paid_off + lent.used - lent.paid_in
    yield beyond, reason("used_beyond_loan", amount=_money(beyond))


def _explain(short: float, causes: Iterable[tuple[float, Label]]) -> tuple[Label, ...]:
    """Give the gravest causes, as many as explain what is short."""
    told: list[Label] = []
    explained = 0.0
    for amount, label in sorted(causes, key=lambda cause: -cause[0]):
        if round(amount, 2) <= 0 or explained >= short:
            break
        told.append(label)
        explained += amount
    return tuple(told)


def _average(amounts: Sequence[float]) -> float:
    return sum(amounts) / len(amounts)


def _money(amount: float) -> str:
    return f"{amount:,.2f}"
