"""The committee's own amount (METHOD 4.3): a little above the line, or below it, with a reason and a date."""

from __future__ import annotations

import re
from dataclasses import replace

from scoring.deduction import contract_of
from scoring.results import Line, Override
from scoring.wording import reason
from workbench.evaluation.values import Values
from workbench.labels import EMPTY, Label

AMOUNT, REASON, BY, DATE = "override_amount", "override_reason", "override_by", "override_date"
SURVEYORS = ("surveyor", "co_surveyor")  # they cannot decide on what they surveyed (METHOD 8.3)
SHARE = "override_share"
CEILINGS = ("M5", "M6", "M8")
BETWEEN_NAMES = re.compile(r"[、，,；;/&]+")


def apply_override(line: Line, values: Values) -> Line:
    """Give the line as the committee decided it, if it did; `values` are those of the policy.

    A decision within its bounds is the line and `computed` stays the engine's; any other is told and changes nothing.
    """
    asked = values.number(AMOUNT) if AMOUNT in values.compiled.symbols else None
    if asked is None:
        return line
    limit = _limit(line, values.number(SHARE))
    told, by = _text(values, REASON), _text(values, BY)
    why_not = _why_not(line, values, asked, limit)
    override = Override(asked, limit, why_not == EMPTY, told, by, why_not)
    if not override.accepted:
        return replace(line, override=override)
    return replace(
        line,
        total=asked,
        net_new=None if line.net_new is None or line.existing is None else asked - line.existing,
        contract=contract_of(asked, values),
        override=override,
    )


def _limit(line: Line, share: float | None) -> float:
    """Give the most that may be decided: a share above the line computed, at most the request and both caps."""
    raised = line.computed * (1.0 + (share or 0.0))
    ceilings = [method.value for method in line.methods if method.id in CEILINGS and method.value is not None]
    return min([raised, *ceilings]) if line.computed > 0 else 0.0


def _why_not(line: Line, values: Values, asked: float, limit: float) -> Label:
    """Say what keeps a decision from counting; '' when nothing does."""
    if asked < 0:
        return reason("override_negative")
    if round(asked - limit, 2) > 0 and asked > line.computed:
        return reason("override_above", limit=f"{limit:,.2f}")
    if not _text(values, REASON):
        return reason("override_reason")
    if not _text(values, DATE):
        return reason("override_date")
    if asked > line.computed and not _text(values, BY):
        return reason("override_by")
    surveyors = {person for name in SURVEYORS for person in _people(values, name)}
    return reason("override_surveyor") if surveyors & _people(values, BY) else EMPTY


def _people(values: Values, name: str) -> set[str]:
    """Give the people named in a field, one or several, written alike."""
    return {"".join(person.split()).casefold() for person in BETWEEN_NAMES.split(_text(values, name))} - {""}


def _text(values: Values, name: str) -> str:
    value = values[name] if name in values.compiled.symbols else None
    return str(value).strip() if value is not None else ""
