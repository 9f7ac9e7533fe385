"""What a template says to keep a case honest: conservative values, alerts, the minimum set, stress rules.

Plain immutable records like those of `model`; `place` is `file:line` of the definition.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from workbench.labels import EMPTY, Label

Side = Literal["lower", "higher", ""]
CAREFUL = {"lower": "MIN", "higher": "MAX"}


@dataclass(frozen=True, slots=True)
class Conservative:
    """What the statements take when a check is in doubt (METHOD 2.2, 2.7, ruling R12): `sets` becomes `to`.

    It is used when `used` is 1: the check's verdict is note or explain, a soft failure, or a hard one that a re-check
    settled; or by a condition of its own (`claim`: the value stands for every failed hard check of that claim). `side`
    is the careful side of the two figures that the check compares; of several values for one name the one on that side
    is taken.
    """

    name: str
    label: Label
    sets: str
    to: str
    used: str
    place: str
    side: Side = ""
    check: str = ""
    claim: str = ""
    source: str = ""

    @property
    def plain(self) -> bool:
        """Whether `sets` is what the check compares: it becomes the careful one of the check's two figures."""
        return bool(self.check) and self.to == careful_of(self.check, self.side)


def careful_of(check: str, side: str) -> str:
    """Give the formula of the careful one of a check's two figures."""
    return f"{CAREFUL[side]}({check}_base,{check}_evidence)"


@dataclass(frozen=True, slots=True)
class Alert:
    """A contradiction or an oddity that somebody must look at: raised when `when` is 1. `ask` says what to ask."""

    name: str
    label: Label
    when: str
    place: str
    severity: Literal["warning", "question"]
    ask: Label = EMPTY
    source: str = ""


@dataclass(frozen=True, slots=True)
class Minimum:
    """What a case needs before it can be submitted (METHOD 2.2): `holds` is 1."""

    name: str
    label: Label
    holds: str
    place: str
    source: str = ""


StressEffect = Literal["grade", "line", "condition"]
STRESS_MEASURES = (
    "net_profit",
    "cash_before_service",
    "dscr",
    "interest_cover",
    "liquidity_room",
    "survival_months",
    "lowest_cash",
)


@dataclass(frozen=True, slots=True)
class StressRule:
    """What a scenario must show (METHOD 3A.5, 3B.5, ruling R15): `measure` at least `least`.

    A failure caps the grade (through the card), cuts the line to `share`, or makes a condition; `unless` is 1 where
    the failure is covered otherwise.
    """

    name: str
    label: Label
    scenario: str
    measure: str
    least: str
    effect: StressEffect
    place: str
    share: str = ""
    unless: str = ""
    source: str = ""
