"""The consumer policy on purposes and undisclosed debt (METHOD 5.9 K07, K08), and instalments as debt service."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scoring.assess import score_case
from scoring.card import load_card
from tests.samples.conftest import hold_arithmetic, number, with_service
from tests.samples.days import day
from tests.scoring.cases import case, policy, sample, table
from workbench.crosscheck.conservative import conservative_values
from workbench.evaluation.values import Values, evaluate

SAMPLE = "consumer_worked"  # owes 12,000 to a bank and 420,000 on the home
UNCLE = {
    "lender": "舅父", "kind": "debt_kind.private", "opening": 0, "closing": 100_000, "interest": 0, "principal_due": 0,
    "start": day("2026-01-10"), "rate": 0.0, "replaced": "yes_no.no", "undeclared": "yes_no.no",
}  # fmt: skip


def knocked_out(values: Values) -> set[str]:
    """Give the knock-outs that are hit."""
    card, problems = load_card("consumer")
    assert card is not None, problems
    return {item.id for item in score_case(values, card, policy("consumer")).score.knockouts if item.status == "hit"}


def owing(change: dict[str, Any], **fields: Any) -> Values:
    """Evaluate the sample with the uncle's loan."""
    return case(SAMPLE, {"debts": [*table(SAMPLE, "debts"), UNCLE | change]}, **fields)


def test_a_consumer_loan_does_not_repay_private_debts() -> None:
    assert "K07" not in knocked_out(owing({}))
    assert "K07" in knocked_out(owing({"replaced": "yes_no.yes"}))


@pytest.mark.parametrize("replaced", ["yes_no.yes", "yes_no.no"])
@pytest.mark.parametrize(("closing", "hit"), [(108_000, False), (108_100, True)])
def test_undisclosed_debt_is_measured_by_all_debts(closing: float, replaced: str, hit: bool) -> None:
    """A fifth of 432,000 + 108,000 is 108,000, whether the loan would repay it or not."""
    values = owing({"kind": "debt_kind.bank", "closing": closing, "undeclared": "yes_no.yes", "replaced": replaced})
    assert ("K08" in knocked_out(values)) is hit


def test_what_only_the_bureau_shows_is_undisclosed_too() -> None:
    doubt = case(SAMPLE, bureau_balance=432_000 * 1.12)
    values = conservative_values(doubt)
    assert values["bureau_gap"] == pytest.approx(51_840)
    assert values["bureau_gap_interest"] == pytest.approx(51_840 * 0.18)
    assert "K08" not in knocked_out(values)  # 51,840 of 483,840
    told_late = {"kind": "debt_kind.bank", "closing": 100_000, "undeclared": "yes_no.yes"}
    both = conservative_values(owing(told_late, bureau_balance=532_000 * 1.12))
    assert "K08" in knocked_out(both)  # 100,000 + 63,840 of 595,840


def test_instalments_as_service_change_no_statement(tmp_path: Path) -> None:
    compiled = with_service("wage_earner", tmp_path)
    here, moved = case(SAMPLE), evaluate(compiled, sample(SAMPLE))
    same = ("household_year", "living_costs", "period_disposable", "family_flow.surplus.amount", "debt_service_kept",
            "stress.base.net_profit", "cash_calendar.net_before_loan.total")  # fmt: skip
    assert {name: moved[name] for name in same} == {name: here[name] for name in same}
    assert moved["instalments_serviced"] == 38_400
    assert number(moved, "principal_kept") == number(here, "principal_kept") + 38_400
    assert moved["stress.base.cash_before_service"] == 93_600 + 38_400
    hold_arithmetic(moved)


def test_a_wage_earner_is_not_asked_about_goods_and_staff() -> None:
    asked = {item.id for item in case(SAMPLE).compiled.template.checklist}
    assert asked.isdisjoint({"look_site", "look_stock", "look_staff", "ask_upstream", "ask_downstream", "ask_profit"})
    assert {"look_family", "ask_history", "ask_debts", "employer_stable"} <= asked
