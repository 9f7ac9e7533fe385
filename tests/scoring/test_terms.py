"""A term that is 0 or blank (a mistyped survey): no form, plan or policy makes scoring fail or a loan look cheap."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.assess import score_case
from scoring.card import load_card
from scoring.results import Scoring
from scoring.schedule import FORMS
from tests.scoring.cases import Rows, case, codes, default_card, policy

PLANS: dict[str, Rows] = {
    "plans": {
        "use_plan": [{"month": 1, "what": "进货", "amount": 60_000.0}, {"month": 3, "what": "进货", "amount": 9e4}],
        "repayment_plan": [{"month": 6, "principal": 100_000.0}, {"month": 12, "principal": 400_000.0}],
    },
    "no plans": {"use_plan": [], "repayment_plan": []},
}
SAMPLES = {
    "fmcg_worked": "default",
    "pig_worked": "default",
    "smallholder_worked": "farmer",
    "consumer_worked": "consumer",
}


def scored_with(sample: str, rows: Rows, **fields: Any) -> Scoring:
    values, (card, problems) = case(sample, rows, **fields), load_card(SAMPLES[sample])
    assert card is not None, problems
    return score_case(values, card, policy(values.compiled.template.policy))


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("plans", PLANS)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("term", [None, 0, 0.5, -3])
def test_a_loan_without_a_term_has_no_service_schedule_or_calendar(
    sample: str, plans: str, form: str, term: float | None
) -> None:
    fields = {"request_form": f"repayment_form.{form}", "request_term": term}
    scoring = scored_with(sample, PLANS[plans], **fields)
    assert scoring.ratios["dscr_requested"] is None
    assert (scoring.schedule, scoring.calendar) == ((), ())
    assert all(scenario.measures["dscr"] is None for scenario in scoring.stress)
    assert codes(scoring)
    assert {k.id: k.status for k in scoring.score.knockouts}["K12"] == "not_evaluated"
    term_held = {c.id: c.status for c in scoring.line.conditions}["term"]
    assert term_held == ("not_evaluated" if term is None else "unmet")


@pytest.mark.parametrize("plans", PLANS)
@pytest.mark.parametrize("form", [None, *FORMS])
@pytest.mark.parametrize("term", [1, 12, 120])
def test_any_other_term_is_scored(plans: str, form: str | None, term: int) -> None:
    fields = {"request_form": form and f"repayment_form.{form}", "request_term": term}
    scoring = score_case(case("fmcg_worked", PLANS[plans], **fields), default_card(), policy("trade"))
    if form is None:
        assert scoring.schedule == ()
    assert codes(scoring)
