"""What scoring a case gives: score, knock-outs, line, price and schedule, each with its reasons (DESIGN 9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from scoring.outlook import CalendarMonth, Scenario
from workbench.findings import Finding
from workbench.formula import Value
from workbench.labels import EMPTY, Label
from workbench.template.model import ValueType

CapStatus = Literal["applied", "clear", "not_evaluated"]
KnockoutStatus = Literal["hit", "clear", "not_evaluated", "cured"]
ConditionStatus = Literal["met", "unmet", "not_evaluated"]
Inputs = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class IndicatorScore:
    """An indicator's value, the band it fell in and its points; a missing one scores 0."""

    id: str
    label: Label
    value: Value
    band: Label
    points: float
    max: float
    missing: bool
    type: ValueType = "number"
    unit: Label = EMPTY


@dataclass(frozen=True, slots=True)
class DimensionScore:
    """The points of a dimension."""

    id: str
    label: Label
    points: float
    max: float
    indicators: tuple[IndicatorScore, ...]


@dataclass(frozen=True, slots=True)
class CapResult:
    """Whether a cap holds the grade down. `clear` only when it was evaluated."""

    id: str
    label: Label
    at_most: str
    status: CapStatus
    reason: Label
    inputs: Inputs


@dataclass(frozen=True, slots=True)
class KnockoutResult:
    """Whether a reason to refuse is there."""

    id: str
    label: Label
    status: KnockoutStatus
    reason: Label
    inputs: Inputs


@dataclass(frozen=True, slots=True)
class Score:
    """The points and the grade. `grade` is None when the score is invalid; `grade_by_points` is before caps.

    `counts_as` is what the grade is worth to the policy: cards may print letters of their own.
    """

    card: str
    version: str
    total: float
    grade: str | None
    grade_by_points: str | None
    dimensions: tuple[DimensionScore, ...]
    missing: tuple[str, ...]
    caps: tuple[CapResult, ...]
    knockouts: tuple[KnockoutResult, ...]
    counts_as: str | None = None

    @property
    def knocked_out(self) -> tuple[KnockoutResult, ...]:
        """The knock-outs that are hit."""
        return tuple(knockout for knockout in self.knockouts if knockout.status == "hit")


@dataclass(frozen=True, slots=True)
class MethodResult:
    """What one method gives, in yuan of total exposure, or why it gives nothing.

    A value without `applicable` is told for information and limits nothing. `missing`: the method concerns the
    case, but something that it needs is not answered.
    """

    id: str
    label: Label
    value: float | None
    applicable: bool
    reason: Label
    binding: bool
    inputs: Inputs
    missing: bool = False


@dataclass(frozen=True, slots=True)
class ConditionResult:
    """Whether a condition of the grade or product is met."""

    id: str
    label: Label
    status: ConditionStatus
    refuses: bool
    inputs: Inputs


@dataclass(frozen=True, slots=True)
class Override:
    """What the committee decided instead of the line (METHOD 4.3), as recorded in the input.

    `limit`: the most it may be; `accepted`: it stayed within its bounds and has a reason, so it is the line.
    """

    asked: float
    limit: float | None
    accepted: bool
    reason: str
    by: str
    why_not: Label


DeductionCase = Literal["new", "renewal", "top_up", "refinance"]


@dataclass(frozen=True, slots=True)
class Line:
    """The line (METHOD 4.3, 4.4). `reason` says why it is 0.

    `total`: our whole exposure; `existing`: what we have lent now; `replaced`: debts that this line pays off, ours and
    others'; `net_new`: total less existing; `contract`: total less what stays beside it, the loan to be paid out.
    `minimum` and `net_new` are None and nothing binds when something else than an amount makes the line 0; `sized` is
    then what the amounts alone would give, 0 where they are not known.
    """

    methods: tuple[MethodResult, ...]
    minimum: float | None
    factor: float | None
    total: float
    existing: float | None
    replaced: float | None
    net_new: float | None
    contract: float
    reason: Label
    conditions: tuple[ConditionResult, ...]
    computed: float = 0.0
    cases: tuple[DeductionCase, ...] = ()
    override: Override | None = None
    stress_share: float | None = None
    sized: float = 0.0


StressAt = Literal["line", "request"]
ParallelStatus = Literal["agrees", "review", "not_evaluated"]


@dataclass(frozen=True, slots=True)
class ParallelScore:
    """Another card on the same case (METHOD 5.3): `review` when its grade by points is two or more away.

    `counts_as` and `apart` are by points, before caps; `score` has the grade under the caps too.
    """

    card: str
    version: str
    name: Label
    score: Score
    counts_as: str | None
    apart: int | None
    status: ParallelStatus
    reason: Label


@dataclass(frozen=True, slots=True)
class PricePartValue:
    """A part of the rate."""

    id: str
    label: Label
    value: float


@dataclass(frozen=True, slots=True)
class Price:
    """The rate, None when a part is not known; `bound`: the floor or ceiling that it met."""

    rate: float | None
    parts: tuple[PricePartValue, ...]
    bound: Literal["", "floor", "ceiling"] = ""
    raroc: float | None = None


@dataclass(frozen=True, slots=True)
class Instalment:
    """One month of a repayment schedule, in yuan to the fen."""

    month: int
    principal: float
    interest: float
    payment: float
    balance: float


@dataclass(frozen=True, slots=True)
class Traced:
    """A value with its formula and direct inputs; a value from outside has no formula.

    `why`: what is to be said of it besides, such as the reason why a method does not apply.
    """

    value: Value
    formula: str | None
    inputs: tuple[str, ...]
    label: Label = EMPTY
    place: str = ""
    why: Label = EMPTY


@dataclass(frozen=True, slots=True)
class Scoring:
    """Everything that card and policy say of a case. `product` is the id of the product asked for.

    `schedule_gap`: by how much the schedule misses the loan to be paid out (METHOD 1.9 identity 10). `stress_line`: our
    exposure under stress, `stress_at` what it is: the line first computed, or the request where there is none.
    """

    score: Score
    line: Line
    price: Price
    schedule: tuple[Instalment, ...]
    product: str | None
    ratios: Inputs
    findings: tuple[Finding, ...]
    lineage: Mapping[str, Traced] = field(default_factory=dict)
    schedule_gap: float | None = None
    calendar: tuple[CalendarMonth, ...] = ()
    stress: tuple[Scenario, ...] = ()
    stress_line: float | None = None
    stress_at: StressAt = "request"
    parallel: tuple[ParallelScore, ...] = ()

    @property
    def rejected(self) -> bool:
        """Whether a knock-out is hit or the grade is refused."""
        return any(finding.code in ("KO01", "LIN01") for finding in self.findings)

    @property
    def invalid(self) -> bool:
        """Whether too much is missing for a grade."""
        return self.score.grade is None
