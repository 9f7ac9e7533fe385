"""The loan that is granted: its schedule, and whether the cash of the next twelve months carries it (METHOD 4.5)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from scoring.cash_calendar import calendars, cash_calendar
from scoring.outlook import CalendarMonth
from scoring.request import Request
from scoring.results import ConditionResult, ConditionStatus, Instalment, Line, Price
from scoring.schedule import schedule_identity
from scoring.stress_names import BASE
from scoring.wording import reason
from workbench.evaluation.values import Values

AFFORDABLE = "calendar"


@dataclass(frozen=True, slots=True)
class Granted:
    """What becomes of a line: the loan to be paid out with its schedule, its calendar, the line with its condition."""

    line: Line
    schedule: tuple[Instalment, ...]
    gap: float | None
    calendar: tuple[CalendarMonth, ...]


def grant(request: Request, line: Line, price: Price, values: Values) -> Granted:
    """Lay out the loan of a line; nothing of a line that is 0."""
    loan = request.loan(line.contract, price.rate) if line.total > 0 else None
    schedule = loan.schedule() if loan else ()
    gap = schedule_identity(schedule, line.contract)
    statement = calendars(values.compiled.template).get(BASE)
    if line.total <= 0 or statement is None:
        return Granted(line, schedule, gap, ())
    calendar = cash_calendar(values, statement, loan) if loan else ()
    conditions = (*line.conditions, _affordable(calendar))
    return Granted(replace(line, conditions=conditions), schedule, gap, calendar)


def _affordable(calendar: tuple[CalendarMonth, ...]) -> ConditionResult:
    """Judge the test of METHOD 4.5: cash at the end of every month."""
    status: ConditionStatus = "not_evaluated"
    if calendar:
        status = "unmet" if any(month.below_zero for month in calendar) else "met"
    inputs = {str(month.month): month.closing for month in calendar if month.below_zero}
    return ConditionResult(AFFORDABLE, reason("affordable"), status, False, inputs)
