"""A loan as it is paid out, used and repaid: its schedule, and what it does to the cash of the next twelve months."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice, repeat
from typing import NamedTuple

from scoring.results import Instalment
from scoring.revolving import build_revolving, days_of_months, draws_of
from scoring.schedule import FEN, Form, Plan, build_schedule, fen

HORIZON = 12
RENEWED: tuple[Form, ...] = ("bullet", "revolving")


class LoanMonth(NamedTuple):
    """What a loan does in one month, in yuan: paid out, spent on debts it replaces, used, repaid, interest."""

    paid_in: float
    paid_off: float
    used: float
    principal: float
    interest: float


@dataclass(frozen=True, slots=True)
class Loan:
    """A loan with its terms. `plan`: its seasonal repayment; `use`: when its money is used; both (month, yuan).

    `replaced`: debts that it pays off; `notional_months`: what bullets and revolving lines count as repaid over (R14);
    `start`: the day it is paid out, None while it is not known. `covered`: the part of `use` that pays costs which the
    cash calendar has among its outflows, a farm's inputs, so that they are not spent twice. `step`: a seasonal plan is
    paid in multiples of it.
    """

    principal: float
    rate: float
    months: int
    form: Form
    plan: Plan
    use: Plan
    replaced: float
    notional_months: float
    start: float | None
    covered: Plan = ()
    step: float = FEN

    @property
    def renewed(self) -> bool:
        """Whether its principal falls due in one sum, which counts on renewal."""
        return self.form in RENEWED

    def schedule(self) -> tuple[Instalment, ...]:
        """Give its repayment, to the fen; a revolving line has none while the first day is not known."""
        if self.form != "revolving":
            return build_schedule(self.principal, self.rate, self.months, self.form, self.plan, self.step)
        return self._revolving(self.months)

    def year(self) -> tuple[LoanMonth, ...]:
        """Give its first twelve months.

        The interest is what the borrower pays; the principal too, but of a bullet and a revolving line it is a
        notional part (R14), since they are renewed when they fall due.
        """
        drawn = _twelve(draws_of(self.principal, self.replaced, self.use, self.months))
        paid_in = drawn if self.form == "revolving" else _twelve((self.principal,))
        used = (drawn[0] - min(self.principal, self.replaced), *drawn[1:])
        used = tuple(spent - held for spent, held in zip(used, _twelve(self._held()), strict=True))
        return tuple(
            LoanMonth(*month)
            for month in zip(paid_in, _twelve((self.replaced,)), used, self._principal(), self._interest(), strict=True)
        )

    def _held(self) -> Iterator[float]:
        """Give what of the new money pays costs of the cash calendar, month by month."""
        planned = sum(amount for _, amount in self.use)
        new = max(0.0, self.principal - self.replaced)
        for month in range(1, self.months + 1):
            due = sum(amount for when, amount in self.covered if min(when, self.months) == month)
            yield new * due / planned if due else 0.0

    def _principal(self) -> tuple[float, ...]:
        if self.renewed:
            return (self.principal / self.notional_months,) * HORIZON
        return _twelve(instalment.principal for instalment in self.schedule())

    def _interest(self) -> tuple[float, ...]:
        if self.form == "bullet":
            return (fen(self.principal * self.rate / 12) / 100,) * HORIZON
        lasting = self._revolving(max(self.months, HORIZON)) if self.form == "revolving" else self.schedule()
        return _twelve(instalment.interest for instalment in lasting)

    def _revolving(self, months: int) -> tuple[Instalment, ...]:
        """Give the schedule of a line that is open for so many months."""
        if self.start is None or self.principal <= 0 or self.months <= 0:
            return ()
        draws = draws_of(self.principal, self.replaced, self.use, self.months)
        padded = (*draws, *[0.0] * (months - len(draws)))
        return build_revolving(padded, self.rate, days_of_months(self.start, months))


def _twelve(amounts: Iterable[float]) -> tuple[float, ...]:
    """Give the first twelve amounts, zeros behind the last."""
    return tuple(islice(chain(amounts, repeat(0.0)), HORIZON))
