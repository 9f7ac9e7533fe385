"""The family's instalments counted as debt service (METHOD 1.7): the past stays, the DSCR moves both sides."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import SAMPLES
from tests.samples.conftest import hold_arithmetic, number, with_service
from workbench.evaluation.answers_file import read_answers_file
from workbench.evaluation.values import Values, evaluate

TEMPLATE, WORKED = "fmcg_wholesale", "fmcg_family_burden.yaml"
PAST = (
    "FM17_base", "FM17_evidence", "FM17_deviation", "ST04_base", "ST04_evidence", "ST09_base", "period_disposable",
    "income_statement.household.total", "income_statement.disposable_cash.total", "cash_flow.household.amount",
    "balance_sheet.equity.restated", "stress.base.net_profit", "cash_calendar.net_before_loan.total",
)  # fmt: skip
YEAR = 246_000  # of instalments


@pytest.fixture
def served(tmp_path: Path) -> Values:
    """The same family, its instalments counted as service."""
    compiled = with_service(TEMPLATE, tmp_path)
    return evaluate(compiled, read_answers_file(SAMPLES / WORKED, compiled))


def test_nothing_of_the_past_moves(values: Values, served: Values) -> None:
    assert {name: served[name] for name in PAST} == {name: values[name] for name in PAST}
    hold_arithmetic(served)


@pytest.mark.parametrize("scenario", ["base", "sales_down", "both_down", "working_capital"])
def test_cash_before_service_has_the_instalments_in_it(values: Values, served: Values, scenario: str) -> None:
    name = f"stress.{scenario}.cash_before_service"
    assert served[name] == pytest.approx(number(values, name) + YEAR)


def test_the_debts_that_stay_have_them_as_principal(values: Values, served: Values) -> None:
    assert (values["instalments_serviced"], served["instalments_serviced"]) == (0, YEAR)
    assert served["principal_kept"] == pytest.approx(number(values, "principal_kept") + YEAR)
