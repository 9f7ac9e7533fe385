"""The cash calendar with the loan (METHOD 4.5, R14): what a loan does to each month, and why cash runs short."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.cash_calendar import calendars, cash_calendar, lowest_cash
from scoring.loan import Loan
from scoring.outlook import CalendarMonth
from scoring.results import Scoring
from scoring.schedule import FORMS, Form
from tests.scoring.cases import case, codes, compiled, scored
from workbench.evaluation.values import Values

START = 46203.0  # 2026-06-30
PLAN = ((4, 30_000.0), (10, 30_000.0), (12, 40_000.0))


def loan(form: Form = "annuity", principal: float = 100_000, **more: Any) -> Loan:
    terms: dict[str, Any] = {"rate": 0.072, "months": 12, "plan": PLAN, "use": (), "replaced": 0.0, "start": START}
    return Loan(principal, form=form, notional_months=36, **(terms | more))


def year(made: Loan) -> tuple[CalendarMonth, ...]:
    values = case("fmcg_worked")
    return cash_calendar(values, calendars(values.compiled.template)["base"], made)


def test_the_templates_have_a_calendar_for_the_base_and_for_the_scenarios_that_rules_look_at() -> None:
    assert set(calendars(compiled("fmcg_wholesale").template)) == {"base", "sales_down"}
    assert "base" in calendars(compiled("pig_farming").template)


@given(
    principal=st.floats(0, 1e7),
    rate=st.floats(0, 0.36),
    months=st.integers(1, 36),
    form=st.sampled_from(FORMS),
    use=st.lists(st.tuples(st.integers(1, 24), st.floats(1, 1e6)), max_size=4),
    replaced=st.floats(0, 1e7),
)
def test_closing_is_opening_and_flows(
    principal: float, rate: float, months: int, form: Form, use: list[tuple[int, float]], replaced: float
) -> None:
    plan = [(min(month, months), share) for month, share in PLAN]
    calendar = year(loan(form, principal, rate=rate, months=months, plan=plan, use=use, replaced=replaced))
    opening = case("fmcg_worked").number("calendar_cash")
    for month in calendar:
        assert month.opening == opening
        flows = sum(month.inflows.values()) - sum(month.outflows.values()) + month.paid_in
        spent = month.paid_off + month.used + month.principal + month.interest
        assert month.closing == pytest.approx(month.opening + flows - spent)
        assert bool(month.causes) == month.below_zero
        opening = month.closing
    if form != "revolving" or months <= 12:
        assert sum(month.paid_in for month in calendar) == pytest.approx(principal, abs=0.01)
    assert sum(month.paid_off for month in calendar) == replaced
    assert min(month.used for month in calendar) >= -1e-6


def test_an_instalment_loan_pays_its_schedule() -> None:
    made = loan("annuity")
    paid = [(month.principal, month.interest) for month in made.year()]
    assert paid == [(instalment.principal, instalment.interest) for instalment in made.schedule()]
    seasonal = loan("seasonal").year()
    assert [n for n, month in enumerate(seasonal, 1) if month.principal] == [4, 10, 12]


@pytest.mark.parametrize("form", ["bullet", "revolving"])
def test_a_loan_that_is_renewed_sets_a_notional_part_aside(form: Form) -> None:
    made = loan(form, months=6)
    months = made.year()
    assert {month.principal for month in months} == {100_000 / 36}
    assert all(month.interest > 0 for month in months)  # renewed after its six months
    assert made.schedule()[-1].principal == 100_000


def test_money_is_used_as_planned_after_debts_are_paid_off() -> None:
    months = loan(principal=440_000, replaced=400_000, use=((1, 3.0), (2, 2.0))).year()
    assert (months[0].paid_in, months[0].paid_off) == (440_000, 400_000)
    assert [month.used for month in months[:3]] == pytest.approx([24_000, 16_000, 0])


def test_a_revolving_line_is_drawn_when_it_is_used() -> None:
    months = loan("revolving", 440_000, replaced=400_000, use=((1, 3.0), (3, 2.0))).year()
    assert [month.paid_in for month in months[:3]] == pytest.approx([424_000, 0, 16_000])
    assert months[0].interest == pytest.approx(424_000 * 0.072 * 30 / 360)
    assert months[2].interest > months[1].interest * 440 / 424 * 0.99


def test_a_revolving_line_without_a_first_day_has_no_schedule() -> None:
    assert loan("revolving", start=None).schedule() == ()


def short_case(**more: Any) -> Scoring:
    return scored(case("fmcg_worked", request_form="repayment_form.annuity", fact_cure="yes_no.yes", **more))


def affordable(scoring: Scoring) -> str:
    return {c.id: c.status for c in scoring.line.conditions}["calendar"]


def test_months_without_cash_are_a_condition_and_say_why() -> None:
    scoring = short_case()
    short = [month for month in scoring.calendar if month.below_zero]
    assert short
    assert affordable(scoring) == "unmet"
    assert codes(scoring).count("LIN12") == 1
    told = next(f for f in scoring.findings if f.code == "LIN12")
    assert f"{min(month.closing for month in short):,.2f}" in told.message("zh")
    assert short[0].causes[0].zh == "用款与还旧超过当月放款 220,000.00 元"  # the line falls short of the loan renewed
    assert short[1].causes[0].zh == f"上月末已缺 {-short[0].closing:,.2f} 元"


def test_the_loan_s_own_principal_may_be_the_cause() -> None:
    months = [month for month in year(loan("annuity", 2_000_000)) if month.below_zero]
    assert months[0].causes[0].zh == f"归还本笔贷款本金 {months[0].principal:,.2f} 元"


def test_a_planned_investment_is_named_as_the_cause() -> None:
    rows = {"plans": [{"what": "扩建", "month": 5, "amount": 900_000.0}]}
    month = scored(case("fmcg_worked", rows)).calendar[4]
    assert month.below_zero
    label = next(s for s in compiled("fmcg_wholesale").template.statements if s.name == "cash_calendar")
    plans = next(line.label for line in label.lines if line.name == "plans")
    assert month.causes[0].zh.startswith(plans.zh)
    assert month.causes[0].en.startswith(plans.en)


def test_cash_that_lasts_meets_the_condition() -> None:
    scoring = scored(case("fmcg_worked"))
    assert affordable(scoring) == "met"
    assert "LIN12" not in codes(scoring)
    assert lowest_cash(scoring.calendar) == pytest.approx(min(month.closing for month in scoring.calendar))
    assert lowest_cash(()) is None


def test_a_calendar_that_cannot_be_laid_out_is_not_affordable_by_silence() -> None:
    values: Values = case("pig_worked", {"plans": [{"what": "扩建", "month": 5}]})
    scoring = scored(values)
    assert values.number("cash_calendar.plans.total") is None
    assert scoring.calendar == ()
    assert scoring.line.total == 0 or affordable(scoring) == "not_evaluated"


def test_the_maturity_of_a_bullet_within_the_year_is_told_with_the_cash_that_is_there() -> None:
    scoring = scored(case("fmcg_worked"))
    told = next(f for f in scoring.findings if f.code == "LIN13")
    there = scoring.calendar[11].closing + 12 * 440_000 / 36
    assert (told.args["month"], told.args["cash"]) == (12, f"{there:,.2f}")
    assert "LIN13" not in codes(scored(case("fmcg_worked", request_term=13)))
    assert "LIN13" not in codes(short_case())


def test_a_case_without_a_line_has_no_calendar_of_its_own() -> None:
    scoring = scored(case("fmcg_worked", bureau_current_overdue="yes_no.yes"))
    assert scoring.calendar == ()
    assert "calendar" not in {condition.id for condition in scoring.line.conditions}
    assert scoring.stress[0].calendar[0].paid_in == scoring.stress_line == 440_000  # at what would be the line


def test_a_seasonal_loan_without_a_plan_is_repaid_when_the_calendar_leaves_cash() -> None:
    values = case("fmcg_worked", request_form="repayment_form.seasonal", fact_cure="yes_no.yes")
    scoring = scored(values)
    left = [amount for amount in values.range("cash_calendar.net_before_loan") if isinstance(amount, float)]
    assert 0 < sum(1 for m in scoring.schedule if m.principal) <= 4
    assert {m.month for m in scoring.schedule if m.principal} <= {n for n, cash in enumerate(left, 1) if cash > 0}
    assert sum(m.principal for m in scoring.schedule) == scoring.line.contract > 0
    assert "LIN14" in codes(scoring)
    assert "LIN06" not in codes(scoring)
    assert scoring.ratios["dscr_requested"] is not None
