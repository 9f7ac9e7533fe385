"""What stands behind figures that neither a template nor a card names: months of the cash calendar, claims."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scoring.outlook import CalendarMonth
from scoring.results import Scoring
from workbench.crosscheck import claims, conservative_rows
from workbench.evaluation.values import Values
from workbench.labels import Label
from workbench.pipeline.calendar_json import CALENDAR, line_labels

Entry = dict[str, Any]
OPENING_CASH = "calendar_cash"
OPENING = Label("月初现金", "Opening cash")
OURS = {
    "paid_in": Label("本次放款", "The loan paid out"),
    "paid_off": Label("归还被置换借款", "Debts that it pays off"),
    "used": Label("按用途支出", "Spent as planned"),
    "principal": Label("本次还本", "Principal of the loan"),
    "interest": Label("本次付息", "Interest on the loan"),
}
CLOSING = Label("月末现金", "Closing cash")
ADDED = frozenset({"paid_in"})


def computed_lineage(scoring: Scoring, values: Values) -> dict[str, Entry]:
    """Give value, formula and inputs of every month's flows after the loan, of every claim and conservative value.

    A month is written as the template's are: `cash_calendar.closing[3]`; the others as `claim.sales`,
    `conservative.stock`.
    """
    entries = {name: entry for month in scoring.calendar for name, entry in _month(month, values)}
    return entries | dict(_claims(values)) | dict(_conservative(values))


def _month(month: CalendarMonth, values: Values) -> Iterator[tuple[str, Entry]]:
    language = values.answers.language
    before = [_name("closing", month.month - 1)] if month.month > 1 else [OPENING_CASH]
    yield _name("opening", month.month), _entry(OPENING.text(language), month.opening, before[0], before)
    flows = {name: getattr(month, name) for name in OURS}
    for name, amount in flows.items():
        yield _name(name, month.month), _entry(OURS[name].text(language), amount, None, [])
    labels = line_labels(values)
    added = [line for line, amount in month.inflows.items() if amount and line in labels]
    added += [name for name, amount in flows.items() if amount and name in ADDED]
    taken = [line for line, amount in month.outflows.items() if amount and line in labels]
    taken += [name for name, amount in flows.items() if amount and name not in ADDED]
    plus = [_name(name, month.month) for name in ("opening", *added)]
    minus = [_name(name, month.month) for name in taken]
    formula = "+".join(plus) + "".join(f"-{name}" for name in minus)
    yield _name("closing", month.month), _entry(CLOSING.text(language), month.closing, formula, [*plus, *minus])


def _claims(values: Values) -> Iterator[tuple[str, Entry]]:
    for claim in claims(values):
        inputs = [f"{check}_verdict" for check in claim["checks"]]
        yield f"claim.{claim['claim']}", _entry(claim["label"], claim["strong"], None, inputs)


def _conservative(values: Values) -> Iterator[tuple[str, Entry]]:
    """Give what the statements take for each value that may be replaced by a careful one, and whether it is."""
    for row in conservative_rows(values):
        name = f"conservative.{row['name']}"
        yield name, _entry(row["label"], row["taken"], None, [row["sets"], f"{name}.to", f"{name}.used"])


def _name(flow: str, month: int) -> str:
    return f"{CALENDAR}.{flow}[{month}]"


def _entry(label: str, value: Any, formula: str | None, inputs: list[str]) -> Entry:
    return {"label": label, "value": value, "formula": formula, "inputs": inputs, "place": None}
