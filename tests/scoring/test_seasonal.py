"""The repayment plan proposed for a seasonal loan (METHOD 4.5): after harvest or sale, few and whole payments."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.assess import score_case
from scoring.card import load_card
from scoring.policy import Policy
from scoring.results import Scoring
from scoring.schedule import Plan, build_schedule, plan_problem
from scoring.seasonal import Months, SeasonalTerms, months_of, proposed_plan
from tests.scoring.cases import case, codes, policy

TERMS = SeasonalTerms(4, 0.05, 100)
QUIET = 5.0  # what a small wage brings in a month without a harvest


def months(**sold: float) -> Months:
    """Give a year in which some months, written `m6`, bring in and leave so much, the others next to nothing."""
    amounts = [float(sold.get(f"m{number}", QUIET)) for number in range(1, 13)]
    return Months(amounts, amounts)


def proposed(year: Months, term: int = 12) -> Plan:
    return proposed_plan(year, term, TERMS)


def test_only_months_of_harvest_that_leave_cash_pay() -> None:
    assert proposed(months(m6=300, m9=100)) == ((6, 300.0), (9, 100.0))
    year = months(m6=300, m9=100)
    spent = Months(year.receipts, [*year.left[:8], -1.0, *year.left[9:]])
    assert proposed(spent) == ((6, 300.0),)  # September sells, but leaves nothing


def test_a_month_of_a_small_surplus_is_no_harvest() -> None:
    assert [month for month, _ in proposed(months(m6=300), 24)] == [6, 18]


def test_at_most_four_a_year_and_the_largest() -> None:
    plan = proposed(months(m2=100, m4=140, m6=160, m8=120, m10=150))
    assert plan == ((4, 140.0), (6, 160.0), (8, 120.0), (10, 150.0))


def test_a_payment_below_the_least_share_of_the_loan_goes() -> None:
    year = Months([100.0] * 12, [0.0] * 5 + [960.0, 0.0, 40.0] + [0.0] * 4)
    assert proposed(year) == ((6, 960.0),)
    assert proposed(year._replace(left=[0.0] * 5 + [950.0, 0.0, 50.0] + [0.0] * 4)) == ((6, 950.0), (8, 50.0))


def test_equal_months_are_all_harvest() -> None:
    assert [month for month, _ in proposed(Months([0.1 + 0.2] * 12, [9.0] * 12))] == [1, 2, 3, 4]


def test_a_long_term_keeps_one_month_a_year_at_least() -> None:
    assert [month for month, _ in proposed(months(m6=300, m9=290), 360)] == list(range(6, 361, 12))


@pytest.mark.parametrize("term", [1, 5])
def test_a_term_that_ends_before_the_harvest_is_repaid_at_its_end(term: int) -> None:
    assert [month for month, _ in proposed(months(m6=300), term)] == [term]


@pytest.mark.parametrize("left", [[0.0] * 12, [-1.0] * 12])
def test_without_a_month_that_leaves_cash_there_is_no_plan(left: list[float]) -> None:
    assert proposed(Months([10.0] * 12, left)) == ()
    assert proposed(Months([], [])) == ()


@given(
    receipts=st.lists(st.floats(0, 1e6), min_size=12, max_size=12),
    left=st.lists(st.floats(-1e6, 1e6), min_size=12, max_size=12),
    term=st.integers(1, 60),
    hundreds=st.integers(20, 50_000),
)
def test_any_plan_keeps_its_promises(receipts: list[float], left: list[float], term: int, hundreds: int) -> None:
    plan = proposed_plan(Months(receipts, left), term, TERMS)
    if not plan:
        return
    assert plan_problem(plan, term) == ""
    total = sum(weight for _, weight in plan)
    assert len({(month - 1) % 12 for month, _ in plan}) <= 4
    assert all(weight / total > 0.05 - 1e-6 for _, weight in plan) or len({(m - 1) % 12 for m, _ in plan}) == 1
    schedule = build_schedule(hundreds * 100, 0.06, term, "seasonal", plan, TERMS.step)
    assert sum(month.principal for month in schedule) == hundreds * 100
    assert all(month.principal % 100 == 0 for month in schedule)


# ------------------------------------------------------------------ on a case


def seasonal(changed: Policy | None = None, **fields: Any) -> Scoring:
    """Score the smallholder without a plan of his own."""
    card, _ = load_card("farmer")
    assert card is not None
    values = case("smallholder_worked", {"repayment_plan": []}, **fields)
    return score_case(values, card, changed or policy("farmer"))


def test_a_smallholder_repays_after_the_harvests() -> None:
    values = case("smallholder_worked", {"repayment_plan": []})
    year, scoring = months_of(values), seasonal()
    assert year is not None
    paying = [month for month in scoring.schedule if month.principal]
    average = sum(year.receipts) / 12
    assert {(month.month - 1) % 12 for month in paying} <= {n for n in range(12) if year.receipts[n] >= average}
    assert 0 < len(paying) <= 8
    assert all(month.principal % 100 == 0 for month in paying)
    assert min(month.principal for month in paying) >= 0.05 * scoring.line.contract - 50
    assert sum(month.principal for month in paying) == scoring.line.contract > 0
    assert "LIN14" in codes(scoring)
    assert "by_season" not in {c.id for c in scoring.line.conditions if c.status != "met"}


def test_a_wage_is_no_harvest() -> None:
    values = case("smallholder_worked")
    year = months_of(values)
    wages = values.range("cash_calendar.family_income")
    assert year is not None
    assert all(isinstance(wage, float) and wage > 0 for wage in wages)
    flows = ("crop_income", "grain_income", "animal_income", "services", "subsidies", "collected")
    receipts = [values.range(f"cash_calendar.{flow}") for flow in flows]
    assert year.receipts == pytest.approx(
        [sum(a for a in m if isinstance(a, float)) for m in zip(*receipts, strict=True)]
    )


def test_a_calendar_that_is_not_known_proposes_nothing() -> None:
    assert months_of(case("smallholder_worked", survey_date=None)) is None
    assert "LIN06" in codes(seasonal(survey_date=None))


def test_the_policy_says_how_many_payments_there_are() -> None:
    crops = policy("farmer")
    once = tuple(
        replace(parameter, value=1.0) if parameter.name == "seasonal_months_most" else parameter
        for parameter in crops.names.parameters
    )
    made = replace(crops, names=replace(crops.names, parameters=once))
    scoring = seasonal(made)
    assert len({(month.month - 1) % 12 for month in scoring.schedule if month.principal}) == 1
