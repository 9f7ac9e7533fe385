"""Ways to make a case worse: an answer moved in its bad direction, by an amount, by a share, or to a worse option."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable

from workbench.evaluation.answers import Answers
from workbench.evaluation.values import evaluate
from workbench.formula import Value
from workbench.template.compiled import Compiled

UP, DOWN = 1, -1
STEPS = {"integer": (1.0, 6.0), "money": (1_000.0, 80_000.0), "number": (0.5, 8.0), "percent": (0.05, 0.5)}
SHARES = (0.03, 0.6)
OLDER = (60, 500)  # days
FAR_LESS = (0.3, 0.75)
ADDED = {  # the bad direction; what may be 0 in a case moves by an amount
    "bureau_overdue_count": UP, "bureau_longest_days": UP, "bureau_consecutive": UP, "bureau_enquiries": UP,
    "bureau_institutions": UP, "bureau_online_lenders": UP, "bureau_balance": UP, "private_outflow": UP,
    "short_life_cost": UP, "goods_lost": UP, "dealer_stated_credit": UP,
    "clean_years": DOWN, "settlement_share": DOWN, "average_deposit": DOWN, "instalment_days_share": DOWN,
    "years_in_post": DOWN, "insured_months": DOWN, "unused_lines": DOWN,
    "household.amount": UP, "guarantees.amount": UP, "family_debts.instalment": UP, "collateral.value": DOWN,
}  # fmt: skip
SCALED = {  # the columns of one lever move by the same share
    ("stock.counted_quantity",): DOWN, ("grain.counted_kg",): DOWN, ("sow_insured",): DOWN,
    ("suppliers.terms_days",): UP, ("feed_statement_kg",): UP, ("feed_purchases.price",): UP,
    ("staff.monthly_wage",): UP,
    ("categories.sell_price",): DOWN, ("regional_price",): DOWN, ("normalised_price",): DOWN,
    ("sales.price", "sales.amount", "sales.transfer"): DOWN,
    ("animal_sales.price", "animal_sales.amount", "animal_sales.transfer"): DOWN,
    ("crops.sold_price", "crops.receipts_seen"): DOWN,
    ("crop_plan.price_now",): DOWN, ("next_animals.price_now",): DOWN,
    ("animals.market_per_head",): DOWN, ("herds.market_per_head",): DOWN,
    ("private_assets.value",): DOWN, ("family_income.amount",): DOWN,
    ("tax_income_year",): DOWN, ("employer_told_pay",): DOWN,
}  # fmt: skip
Lever = Callable[[Compiled, Answers, random.Random], Answers | None]
Change = Callable[[Value, int], Value]  # a cell and its row


def _changed(answers: Answers, name: str, change: Change) -> Answers | None:
    """The answers with one name changed cell by cell; None where it is not answered or nothing moves."""
    if name in answers.columns:
        cells = answers.columns[name]
        moved = [change(cell, row) for row, cell in enumerate(cells)]
        worse = dataclasses.replace(answers, columns={**answers.columns, name: moved})
        return None if moved == cells else worse
    value = answers.fields.get(name)
    moved_one = change(value, 0)
    return None if moved_one == value else dataclasses.replace(answers, fields={**answers.fields, name: moved_one})


def added(name: str) -> Lever:
    """Move every answer of a name by one amount."""

    def pull(compiled: Compiled, answers: Answers, rng: random.Random) -> Answers | None:
        if name not in compiled.definitions:
            return None
        kind = compiled.definitions[name].type
        step = rng.uniform(*STEPS[kind])
        step = float(round(step)) if kind == "integer" else step

        def worse(cell: Value, _: int) -> Value:
            return max(0.0, cell + ADDED[name] * step) if isinstance(cell, float) else cell

        return _changed(answers, name, worse)

    return pull


def scaled(names: tuple[str, ...]) -> Lever:
    """Move the answers of some names by one share."""

    def pull(compiled: Compiled, answers: Answers, rng: random.Random) -> Answers | None:
        factor = 1 + SCALED[names] * rng.uniform(*SHARES)
        result: Answers | None = answers
        for name in names:
            if result is None or name not in compiled.definitions:
                return None
            result = _changed(result, name, lambda cell, _: cell * factor if isinstance(cell, float) else cell)
        return result

    return pull


def more_debt(compiled: Compiled, answers: Answers, rng: random.Random) -> Answers | None:
    """More is owed to another lender than was told, the bureau says the same, and the loan does not replace it."""
    names = ("debt_kind.bank", "yes_no.no")
    bank, no = (compiled.definitions[name].label.text(answers.language) for name in names)
    rows = zip(answers.columns["debts.kind"], answers.columns["debts.replaced"], strict=True)
    kept = {row for row, cells in enumerate(rows) if cells == (bank, no)}
    step = rng.uniform(*STEPS["money"])

    def owed(cell: Value, row: int) -> Value:
        return cell + step if row in kept and isinstance(cell, float) else cell

    more = _changed(answers, "debts.closing", owed)
    return None if more is None else _reported(more, step * len(kept))


def more_family_debt(compiled: Compiled, answers: Answers, rng: random.Random) -> Answers | None:
    """A family debt that the bureau shows is larger."""
    cells = answers.columns.get("family_debts.balance")
    if not cells or not isinstance(cells[0], float):
        return None
    step = rng.uniform(*STEPS["money"])
    larger = cells[0] + step
    more = _changed(answers, "family_debts.balance", lambda cell, row: cell if row else larger)
    return None if more is None else _reported(more, step)


def _reported(answers: Answers, more: float) -> Answers:
    told = answers.fields["bureau_balance"]
    assert isinstance(told, float)
    return dataclasses.replace(answers, fields={**answers.fields, "bureau_balance": told + more})


def untold_payables(compiled: Compiled, answers: Answers, rng: random.Random) -> Answers | None:
    """Far less is said to be owed to suppliers than others say, who say no less than was told before."""
    entry = next((item for item in compiled.template.conservative if item.sets == "payables_untold"), None)
    if entry is None:
        return None
    told, found = (evaluate(compiled, answers).number(f"{entry.check}_{cell}") for cell in ("base", "evidence"))
    if told is None or found is None or found < told:
        return None
    factor = rng.uniform(*FAR_LESS)
    return _changed(answers, "payables.amount", lambda cell, _: cell * factor if isinstance(cell, float) else cell)


def without_papers(compiled: Compiled, answers: Answers, rng: random.Random) -> Answers | None:
    """Some receivables are proved by nothing."""
    if "paper.none" not in compiled.definitions or not answers.columns.get("receivables.evidence"):
        return None
    nothing = compiled.definitions["paper.none"].label.text(answers.language)
    lost = [rng.random() < 0.5 for _ in answers.columns["receivables.evidence"]]
    return _changed(answers, "receivables.evidence", lambda cell, row: nothing if lost[row] else cell)


def older_receivables(compiled: Compiled, answers: Answers, rng: random.Random) -> Answers | None:
    """Some receivables are older."""
    if not answers.columns.get("receivables.invoice_date"):
        return None
    days = [
        float(rng.randint(*OLDER)) if rng.random() < 0.5 else 0.0 for _ in answers.columns["receivables.invoice_date"]
    ]
    return _changed(
        answers, "receivables.invoice_date", lambda cell, row: cell - days[row] if isinstance(cell, float) else cell
    )


LEVERS: dict[str, Lever] = {
    **{name: added(name) for name in ADDED},
    **{names[0]: scaled(names) for names in SCALED},
    "more debt": more_debt,
    "more family debt": more_family_debt,
    "payables told less": untold_payables,
    "receivables without papers": without_papers,
    "older receivables": older_receivables,
}
