"""What a line means beside the debts that are there (METHOD 4.4): new, renewal, top-up, refinance."""

from __future__ import annotations

from scoring.results import DeductionCase
from workbench.evaluation.values import Values


def contract_of(total: float, values: Values) -> float:
    """Give the loan to be paid out: the line less what stays of ours beside it."""
    return max(0.0, total - (values.number("ours_kept") or 0.0))


def deduction_cases(values: Values) -> tuple[DeductionCase, ...]:
    """Say which cases a line is; several may hold at once, none is told while the debts are not known.

    New: nothing of ours is there. Renewal: a loan of ours is repaid through the line. Top-up: one stays beside it.
    Refinance: debts to others are paid off, which the bank does itself.
    """
    ours, replaced = values.number("debt_ours"), values.number("debt_replaced")
    renewed, kept = values.number("debt_ours_replaced"), values.number("ours_kept")
    if ours is None or replaced is None or renewed is None or kept is None:
        return ()
    found: dict[DeductionCase, bool] = {
        "new": ours <= 0, "renewal": renewed > 0, "top_up": kept > 0, "refinance": replaced > renewed,
    }  # fmt: skip
    return tuple(case for case, holds in found.items() if holds)
