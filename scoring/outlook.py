"""What the year ahead and the stress scenarios give: months with the loan in them, figures and rules of a scenario."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from workbench.formula import Value
from workbench.labels import Label
from workbench.template.safeguard_model import StressEffect


@dataclass(frozen=True, slots=True)
class CalendarMonth:
    """A month after the loan is paid out, in yuan; `inflows` and `outflows` by line of the template's calendar.

    `paid_in`: the loan; `paid_off`: debts that it replaces; `used`: new money spent as planned. `causes` says why the
    closing cash is below zero, gravest first.
    """

    month: int
    opening: float
    inflows: Mapping[str, float]
    outflows: Mapping[str, float]
    paid_in: float
    paid_off: float
    used: float
    principal: float
    interest: float
    closing: float
    causes: tuple[Label, ...] = ()

    @property
    def below_zero(self) -> bool:
        """Whether the month ends without cash."""
        return round(self.closing, 2) < 0


RuleStatus = Literal["holds", "fails", "covered", "not_evaluated"]


@dataclass(frozen=True, slots=True)
class StressRuleResult:
    """Whether a scenario shows what it must. `covered`: it fails, but something else covers it."""

    name: str
    label: Label
    measure: str
    value: float | None
    least: float | None
    status: RuleStatus
    effect: StressEffect
    share: float | None


@dataclass(frozen=True, slots=True)
class Scenario:
    """A stress scenario at the line first computed (ruling R15, METHOD Appendix E).

    `measures` holds every figure by name, None where it cannot be computed; survival without an end is `inf`.
    `calendar`: the months under the scenario, where the template lays them out.
    """

    id: str
    label: Label
    shocks: Mapping[str, Value]
    measures: Mapping[str, float | None]
    rules: tuple[StressRuleResult, ...] = ()
    calendar: tuple[CalendarMonth, ...] = ()
