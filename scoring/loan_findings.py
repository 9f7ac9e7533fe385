"""What the months ahead make a person know: rules under stress, months without cash, maturity, the repayment plan."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.outlook import CalendarMonth
from scoring.request import Request
from scoring.results import Scoring
from scoring.schedule import fen, plan_problem
from scoring.stress import rule_told
from scoring.wording import joined, reason
from workbench.evaluation.values import Values
from workbench.findings import Finding
from workbench.labels import Label


def stress_findings(values: Values, scoring: Scoring) -> Iterator[Finding]:
    """Tell the rules under stress that fail or cannot be judged; those that make a condition are told as such."""
    for scenario in scoring.stress:
        for rule in scenario.rules:
            if rule.effect == "condition" or rule.status in ("holds", "covered"):
                continue
            args = {"scenario": scenario.label, "rule": rule_told(rule, values)}
            yield Finding("LIN10" if rule.status == "fails" else "LIN11", "", args)


def loan_findings(request: Request, scoring: Scoring) -> Iterator[Finding]:
    """Tell what the loan does to the months ahead."""
    short = [month for month in scoring.calendar if month.below_zero]
    if short:
        worst = min(short, key=lambda month: month.closing)
        args = {"months": joined(Label(str(month.month), str(month.month)) for month in short), "month": worst.month}
        yield Finding("LIN12", "", {**args, "cash": f"{worst.closing:,.2f}", "causes": joined(worst.causes)})
    yield from _maturity(request, scoring)
    yield from _plan(request, scoring)


def _maturity(request: Request, scoring: Scoring) -> Iterator[Finding]:
    """Tell when a loan repaid in one sum falls due within the calendar, and the cash that is there then."""
    loan = request.loan(scoring.line.contract, scoring.price.rate)
    if loan is None or not loan.renewed or not 0 < loan.months <= len(scoring.calendar) or loan.principal <= 0:
        return
    args = {"month": loan.months, "amount": f"{loan.principal:,.2f}"}
    yield Finding("LIN13", "", {**args, "cash": f"{_cash_at(scoring.calendar, loan.months):,.2f}"})


def _cash_at(calendar: tuple[CalendarMonth, ...], month: int) -> float:
    """Give the cash of a month's end with the notional principal, which is not really paid, still there."""
    return calendar[month - 1].closing + sum(earlier.principal for earlier in calendar[:month])


def _plan(request: Request, scoring: Scoring) -> Iterator[Finding]:
    """Tell how a seasonal plan was come by, or what keeps it from being followed."""
    if request.form != "seasonal" or request.term is None or request.amount is None:
        return
    if plan_problem(request.plan, request.term):
        yield Finding("LIN06")
        return
    total = sum(principal for _, principal in request.plan)
    if request.proposed:
        months = joined(reason("month_share", month=m, share=f"{part / total:.1%}") for m, part in request.plan)
        yield Finding("LIN14", "", {"months": months})
    elif fen(total) != fen(request.amount):
        amounts = {"total": total, "amount": request.amount, "gap": abs(total - request.amount)}
        yield Finding("LIN07", "", {name: f"{amount:,.2f}" for name, amount in amounts.items()})
