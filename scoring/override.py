"""The committee's own amount (METHOD 4.3): a little above the line, or below it, with a reason."""

from __future__ import annotations

from dataclasses import replace

from scoring.deduction import contract_of
from scoring.results import Line, Override
from scoring.wording import reason
from workbench.evaluation.values import Values
from workbench.labels import EMPTY, Label

AMOUNT, REASON, BY = "override_amount", "override_reason", "override_by"
SHARE = "override_share"
CEILINGS = ("M5", "M8")


def apply_override(line: Line, values: Values) -> Line:
    """Give the line as the committee decided it, if it did; `values` are those of the policy.

    A decision within its bounds is the line and `computed` stays the engine's; any other is told and changes nothing.
    """
    asked = values.number(AMOUNT) if AMOUNT in values.compiled.symbols else None
    if asked is None:
        return line
    limit = _limit(line, values.number(SHARE))
    told, by = _text(values, REASON), _text(values, BY)
    why_not = _why_not(line, asked, limit, told, by)
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
    """Give the most that may be decided: a share above the line computed, at most the caps of product and client."""
    raised = line.computed * (1.0 + (share or 0.0))
    ceilings = [method.value for method in line.methods if method.id in CEILINGS and method.value is not None]
    return min([raised, *ceilings]) if line.computed > 0 else 0.0


def _why_not(line: Line, asked: float, limit: float, told: str, by: str) -> Label:
    """Say what keeps a decision from counting; '' when nothing does."""
    if asked < 0:
        return reason("override_negative")
    if round(asked - limit, 2) > 0 and asked > line.computed:
        return reason("override_above", limit=f"{limit:,.2f}")
    if not told:
        return reason("override_reason")
    return reason("override_by") if asked > line.computed and not by else EMPTY


def _text(values: Values, name: str) -> str:
    value = values[name] if name in values.compiled.symbols else None
    return str(value).strip() if value is not None else ""
