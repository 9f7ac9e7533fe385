"""Debts that stay and debts of the family (METHOD 1.5, 1.7, R14): their service, and when they fall due."""

from __future__ import annotations

from typing import Any

import pytest

from tests.samples.conftest import hold_arithmetic, number, numbers
from tests.samples.days import day
from tests.scoring.cases import case, table
from workbench.evaluation.values import Values

SAMPLE = "fmcg_worked"  # surveyed 2026-06-30, household told 96,000, rate of unknown debts 18%
HOME = {
    "lender": "他行",
    "kind": "family_debt_kind.mortgage",
    "balance": 500_000,
    "instalment": 0,
    "in_bureau": "yes_no.yes",
}
CARD = {
    "lender": "他行",
    "kind": "family_debt_kind.card",
    "balance": 60_000,
    "instalment": 0,
    "in_bureau": "yes_no.yes",
}
LOAN = CARD | {"kind": "family_debt_kind.consumer", "balance": 40_000}
AUNT = CARD | {"kind": "family_debt_kind.private", "balance": 100_000, "in_bureau": "yes_no.no"}
OURS: dict[str, Any] = {
    "lender": "本行", "kind": "debt_kind.ours", "opening": 0, "closing": 200_000, "interest": 0, "principal_due": 0,
    "start": day("2026-01-10"), "end": day("2027-01-09"), "rate": 0.06, "form": "repayment_form.bullet",
    "replaced": "yes_no.no",
}  # fmt: skip
PRIVATE = OURS | {"lender": "舅父", "kind": "debt_kind.private", "rate": 0.12, "closing": 90_000}


def owing(*family: dict[str, Any], sample: str = SAMPLE) -> Values:
    """Evaluate the sample with these debts of the family."""
    return case(sample, {"family_debts": list(family)})


def borrowing(*debts: dict[str, Any], sample: str = SAMPLE) -> Values:
    """Evaluate the sample with these debts beside those it has."""
    return case(sample, {"debts": [*table(sample, "debts"), *debts]})


@pytest.mark.parametrize(
    ("debt", "service"),
    [
        (CARD, 10_800),  # 18% of 60,000: the rate is unknown
        (LOAN | {"rate": 0.06}, 2_400),
        (AUNT | {"rate": 0}, 0),  # told to be free
        (AUNT, 18_000),
        (CARD | {"instalment": 1_500}, 18_000),  # the instalments have the interest in them
        (HOME, 0),  # a mortgage is never without its instalment
    ],
)
def test_what_bears_no_instalment_bears_interest(debt: dict[str, Any], service: float) -> None:
    without, values = owing(), owing(debt)
    assert values["family_service"] == pytest.approx(service)
    assert number(values, "household_year") == pytest.approx(number(without, "household_year") + service)
    assert number(values, "ST09_base") == pytest.approx(number(without, "ST09_base") + service)
    assert values["family_flow.surplus.amount"] == pytest.approx(
        number(without, "family_flow.surplus.amount") - service
    )
    hold_arithmetic(values)


def test_unsecured_debts_of_the_family_count_with_the_others() -> None:
    without, values = owing(), owing(HOME, CARD, LOAN, AUNT)
    assert (values["family_unsecured"], values["family_private"]) == (200_000, 100_000)
    assert number(values, "others_kept") == number(without, "others_kept") + 200_000
    assert values["financial_debt"] == without["financial_debt"]  # they stand on the family's balance sheet


def test_they_count_once_among_debts_that_bear_interest() -> None:
    owed = table("consumer_worked", "family_debts")
    values = owing(*owed, CARD, sample="consumer_worked")
    assert values["debt_bearing_interest"] == 432_000 + 60_000
    assert values["debt_service_kept"] == pytest.approx(51_120 + 10_800)
    assert number(values, "cash_calendar.instalments.total") == pytest.approx(38_400 + 10_800)


def test_a_family_that_owes_more_than_all_it_has_is_noticed() -> None:
    assert owing()["alert.net_worth_gone"] == 0
    worth = number(owing(), "consolidated_net_worth")
    gone = owing(HOME | {"balance": worth})
    assert gone["consolidated_net_worth"] == pytest.approx(0)
    assert gone["alert.net_worth_gone"] == 1
    assert owing(HOME | {"balance": worth - 1})["alert.net_worth_gone"] == 0


def test_private_debts_that_the_loan_would_repay() -> None:
    assert borrowing(PRIVATE)["private_replaced"] == 0
    assert borrowing(PRIVATE | {"replaced": "yes_no.yes"})["private_replaced"] == 90_000
    assert borrowing(OURS | {"replaced": "yes_no.yes"})["private_replaced"] == 0


@pytest.mark.parametrize(
    ("change", "left"),
    [
        ({}, 200_000),
        ({"form": "repayment_form.revolving"}, 200_000),
        ({"principal_due": 50_000}, 150_000),
        ({"form": "repayment_form.annuity"}, 0),
        ({"replaced": "yes_no.yes"}, 0),
        ({"kind": "debt_kind.bank"}, 0),
    ],
)
def test_ours_that_stays_and_is_repaid_at_the_end(change: dict[str, Any], left: float) -> None:
    assert borrowing(OURS | change)["ours_kept_at_end"] == left


@pytest.mark.parametrize(
    ("change", "month"),
    [
        ({}, 7),  # 2027-01, the seventh month after June
        ({"end": day("2026-07-02")}, 1),
        ({"end": day("2026-03-31")}, 1),  # it should have been repaid: at once
        ({"end": day("2028-01-01")}, 12),  # due within the year, as told
        ({"form": "repayment_form.annuity"}, 0),
        ({"end": None}, 0),  # nobody knows when: spread
        ({"principal_due": 0}, 0),
        ({"replaced": "yes_no.yes"}, 0),
    ],
)
@pytest.mark.parametrize("sample", [SAMPLE, "consumer_worked"])
def test_a_bullet_falls_due_in_its_month(sample: str, change: dict[str, Any], month: int) -> None:
    before = numbers(borrowing(sample=sample), "cash_calendar.principal")
    debt = OURS | {"kind": "debt_kind.bank", "principal_due": 120_000} | change
    values = borrowing(debt, sample=sample)
    due = 0.0 if debt["replaced"] == "yes_no.yes" else float(debt["principal_due"])
    added = [0.0] * 12 if month else [due / 12] * 12
    if month:
        added[month - 1] = due
    found = numbers(values, "cash_calendar.principal")
    assert found == pytest.approx([a + b for a, b in zip(before, added, strict=True)])
    assert number(values, "principal_of_debts") == pytest.approx(sum(found))
    hold_arithmetic(values)
