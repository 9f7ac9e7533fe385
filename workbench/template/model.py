"""What an industry template says, after inheritance: plain immutable records.

Money is in yuan, percent as a decimal, dates as Excel serial numbers. `place` is `file:line` of the definition.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from workbench.labels import EMPTY, Label
from workbench.template.safeguard_model import Alert, Conservative, Minimum, StressRule

ValueType = Literal[
    "text",
    "long_text",
    "number",
    "integer",
    "money",
    "percent",
    "date",
    "choice",
    "yes_no",
    "id_number",
    "phone",
    "file",
]
NUMERIC_TYPES = frozenset({"number", "integer", "money", "percent", "date"})
CheckKind = Literal["deviation", "band", "flag"]


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a choice list."""

    code: str
    label: Label


@dataclass(frozen=True, slots=True)
class ChoiceList:
    """A named list of answers; `name.code` is the option's name in formulas."""

    name: str
    options: tuple[Option, ...]
    place: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named constant with its source; methodology staff change it, nobody else."""

    name: str
    label: Label
    type: ValueType
    value: float | str
    source: str
    place: str
    unit: Label = EMPTY


@dataclass(frozen=True, slots=True)
class BandColumn:
    """One column of a parameter table."""

    name: str
    label: Label
    type: ValueType


@dataclass(frozen=True, slots=True)
class Band:
    """A small parameter table, read by LOOKUP; the first column ascends."""

    name: str
    label: Label
    columns: tuple[BandColumn, ...]
    rows: tuple[tuple[float | str, ...], ...]
    source: str
    place: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to answer or to compute: a field, a table column, a line of a monthly series."""

    name: str
    label: Label
    type: ValueType
    place: str
    unit: Label = EMPTY
    prompt: Label = EMPTY
    code: str = ""
    required: bool = False
    blank_is_zero: bool = False
    minimum: float | None = None
    maximum: float | None = None
    choices: str = ""
    formula: str = ""
    opening: str = ""
    private: bool = False

    @property
    def computed(self) -> bool:
        """Whether it has a formula instead of an answer."""
        return bool(self.formula)

    @property
    def numeric(self) -> bool:
        """Whether its value is a number in the workbook."""
        return self.type in NUMERIC_TYPES


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of the same columns; `name.none` is answered yes when there is nothing to list."""

    name: str
    label: Label
    columns: tuple[Entry, ...]
    rows: int
    required: bool
    place: str
    prompt: Label = EMPTY
    code: str = ""

    @property
    def inputs(self) -> tuple[Entry, ...]:
        """The columns that people fill."""
        return tuple(column for column in self.columns if not column.computed)


@dataclass(frozen=True, slots=True)
class SeriesGroup:
    """Lines of twelve months; the last month is the one of the survey date."""

    name: str
    label: Label
    lines: tuple[Entry, ...]
    place: str
    prompt: Label = EMPTY
    code: str = ""

    @property
    def inputs(self) -> tuple[Entry, ...]:
        """The lines that people fill."""
        return tuple(line for line in self.lines if not line.computed)


@dataclass(frozen=True, slots=True)
class Section:
    """One sheet that surveyors fill."""

    id: str
    sheet: Label
    order: float
    place: str
    intro: Label = EMPTY
    fields: tuple[Entry, ...] = ()
    tables: tuple[Table, ...] = ()
    series: tuple[SeriesGroup, ...] = ()


@dataclass(frozen=True, slots=True)
class Calculation:
    """A named scalar formula; `heading` groups it on the workings sheet."""

    name: str
    label: Label
    type: ValueType
    formula: str
    place: str
    heading: str = ""
    unit: Label = EMPTY
    source: str = ""
    always: bool = False


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One line of a statement: a formula for each of the statement's columns, or none (a heading).

    `block` names the run of lines it belongs to: `block.column` is their range. `level`: 0 total, 1 subtotal, 2 line.
    `part` divides a statement in two: the cash flow has `direct` and `indirect`, a calendar `inflow` and `outflow`.
    `opening` is the scalar that PREV of a monthly line means in the first month; `type` that of a monthly line.
    """

    name: str
    label: Label
    formulas: dict[str, str]
    place: str
    block: str = ""
    level: int = 2
    part: str = ""
    source: str = ""
    opening: str = "zero"
    type: ValueType = "money"


@dataclass(frozen=True, slots=True)
class Statement:
    """A restated statement: lines by columns; every cell is named `statement.line.column`.

    A statement of months has one column of twelve months besides `total`; `ahead`: they are the twelve months after
    the survey date, not before it. `scenario`: the months are those of a stress scenario (a line of `stress`).
    `copies`: the statement whose lines these are, under that scenario.
    """

    name: str
    sheet: Label
    columns: tuple[BandColumn, ...]
    lines: tuple[StatementLine, ...]
    place: str
    monthly: bool = False
    ahead: bool = False
    scenario: str = ""
    copies: str = ""


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A restatement rule of METHOD 1.5: where its rows come from and which balance-sheet line it moves."""

    id: str
    label: Label
    line: str
    amount: str
    place: str
    rule: Label
    table: str = ""
    item: str = ""
    before: str = ""
    rate: str = ""
    write_down: str = ""
    evidence: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """A relation that must hold (METHOD 1.9): |gap| <= tolerance, both in `unit` (money when it is left out)."""

    name: str
    label: Label
    kind: Literal["arithmetic", "survey"]
    gap: str
    tolerance: str
    place: str
    unit: Label = EMPTY

    @property
    def type(self) -> ValueType:
        """The type of gap and tolerance: what has a unit of its own is no money."""
        return "money" if self.unit == EMPTY else "number"


@dataclass(frozen=True, slots=True)
class Check:
    """A cross-check (METHOD 2): its evidence against its base, with tolerances and what to ask when it fails.

    Tolerances are formula texts over names and percent literals. `deviation` replaces the default formula.
    """

    id: str
    label: Label
    kind: CheckKind
    method: str
    hard: bool
    required: bool
    evidence: str
    place: str
    base: str = ""
    deviation: str = ""
    applies: str = ""
    tolerance_pass: str = ""
    tolerance_note: str = ""
    tolerance_fail: str = ""
    low: str = ""
    high: str = ""
    fail_low: str = ""
    fail_high: str = ""
    one_sided: bool = False
    claim: str = ""
    type: ValueType = "number"
    unit: Label = EMPTY
    needs: tuple[str, ...] = ()
    ask: Label = EMPTY
    source: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure held against its industry (METHOD 3): low, median and high with their source."""

    name: str
    label: Label
    type: ValueType
    formula: str
    place: str
    source: str
    low: float | None = None
    median: float | None = None
    high: float | None = None
    review_low: float | None = None
    review_high: float | None = None
    unit: Label = EMPTY


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """A risk or question of the checklist sheet; the answer and a remark are fields."""

    id: str
    label: Label
    place: str
    heading: Label = EMPTY


@dataclass(frozen=True, slots=True)
class Template:
    """A whole industry template after inheritance."""

    id: str
    version: str
    name: Label
    industry: str
    owner: str
    changes: str
    card: str
    policy: str
    lineage: tuple[str, ...]
    hash: str
    lists: tuple[ChoiceList, ...]
    parameters: tuple[Parameter, ...]
    bands: tuple[Band, ...]
    sections: tuple[Section, ...]
    calculations: tuple[Calculation, ...]
    statements: tuple[Statement, ...]
    adjustments: tuple[Adjustment, ...]
    identities: tuple[Identity, ...]
    checks: tuple[Check, ...]
    indicators: tuple[Indicator, ...]
    checklist: tuple[ChecklistItem, ...]
    headings: dict[str, Label]
    claims: dict[str, Label]
    conservative: tuple[Conservative, ...]
    alerts: tuple[Alert, ...]
    minimum: tuple[Minimum, ...]
    stress_rules: tuple[StressRule, ...]
    abstract: bool = False
