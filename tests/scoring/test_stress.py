"""Stress at the line first computed (METHOD 9A, 9B, Appendix E; ruling R15): figures, rules, cap, cut, condition."""

from __future__ import annotations

from dataclasses import replace
from math import inf
from typing import Any

import pytest

from scoring.assess import score_case
from scoring.outlook import Scenario
from scoring.results import CapResult, Scoring
from tests.scoring.cases import card_giving, case, codes, policy, scored, stress_rule, under
from workbench.template.safeguard_model import StressEffect

# METHOD 9A and 9B as printed: net profit and cash before debt service in 万元, DSCR at the line, interest cover.
PRINTED: dict[str, dict[str, tuple[float, float, float, float]]] = {
    "fmcg_worked": {
        "base": (26.4, 28.8, 1.38, 4.59),
        "sales_down": (15.42, 17.82, 0.85, 2.84),
        "margin_down": (17.4, 19.8, 0.95, 3.16),
        "both_down": (7.77, 10.17, 0.49, 1.62),
    },
    "pig_worked": {
        "base": (40.82, 45.62, 1.78, 11.49),
        "price_down": (8.1, 12.9, 0.50, 3.25),
        "price_down_further": (-24.61, -19.81, -0.77, -4.99),
        "feed_up": (18.87, 23.67, 0.92, 5.96),
        "price_and_feed": (-13.84, -9.04, -0.35, -2.28),
        "disease": (-13.43, -8.63, -0.34, -2.17),
    },
}


def scenario(scoring: Scoring, name: str) -> Scenario:
    return next(found for found in scoring.stress if found.id == name)


def stress_cap(scoring: Scoring) -> CapResult:
    return next(cap for cap in scoring.score.caps if cap.id == "stress")


@pytest.mark.parametrize(("sample", "name"), [(s, n) for s, printed in PRINTED.items() for n in printed])
def test_figures_are_as_printed(sample: str, name: str) -> None:
    measures = scenario(scored(case(sample)), name).measures
    profit, cash, dscr, cover = PRINTED[sample][name]
    assert measures["net_profit"] == pytest.approx(profit * 1e4, abs=51)
    assert measures["cash_before_service"] == pytest.approx(cash * 1e4, abs=51)
    assert round(measures["dscr"] or 0, 2) == dscr
    assert round(measures["interest_cover"] or 0, 2) == cover


def test_survival_at_minus_twenty_percent_is_as_printed() -> None:
    scoring = scored(case("pig_worked"))
    assert round(scenario(scoring, "price_down_further").measures["survival_months"] or 0, 1) == 13.7
    assert scenario(scoring, "base").measures["survival_months"] == inf
    assert scoring.stress_line == scoring.line.total == 450_000
    traced = scoring.lineage["stress.base.survival_months"]
    assert traced.value == "∞"
    assert traced.inputs == ("stress.base.net_cash", "forever", "stress.base.liquidity_room")


def test_figures_under_stress_lead_back_to_answers() -> None:
    lineage = scored(case("fmcg_worked")).lineage
    assert "service_tested" in lineage["stress.both_down.dscr"].inputs
    assert lineage["service_tested"].inputs[0] == "line_tested"
    assert {"M1", "M3"} <= set(lineage["line_tested"].inputs)
    assert "cash_calendar_sales_down.collected" in lineage["stress.sales_down.lowest_cash"].inputs
    assert "stress.both_down.interest_cover" in lineage["stress_failed"].inputs
    assert lineage["stress_failed"].value == 0


FAILING: dict[str, Any] = {"scenario": "both_down", "measure": "interest_cover", "least": "100"}


def tried(effect: StressEffect, total: float = 80, sample: str = "fmcg_worked", **more: Any) -> Scoring:
    """Score a sample under one rule of its own."""
    values = under(sample, stress_rule(**{**FAILING, **more}, effect=effect))
    return score_case(values, card_giving(total), policy(values.compiled.template.policy))


@pytest.mark.parametrize(("total", "grade"), [(90, "A"), (80, "A"), (70, "A"), (60, "BBB"), (50, "BB")])
def test_a_rule_that_fails_caps_the_grade_and_never_raises_it(total: float, grade: str) -> None:
    scoring = tried("grade", total)
    assert (scoring.score.grade, stress_cap(scoring).status) == (grade, "applied")
    assert stress_cap(scoring).reason.zh.startswith("规则：")
    assert stress_cap(scoring).reason.zh.endswith("，要求不低于 100")
    assert "LIN10" in codes(scoring)


@pytest.mark.parametrize("total", [90, 80, 70, 60, 50])
@pytest.mark.parametrize("effect", ["grade", "line", "condition"])
def test_stress_never_raises_grade_or_line(total: float, effect: StressEffect) -> None:
    worst, best = tried(effect, total, share="50%"), tried(effect, total, share="50%", least="-1000000000")
    order = ["AAA", "AA", "A", "BBB", "BB", "C"]
    assert order.index(worst.score.grade or "") >= order.index(best.score.grade or "")
    assert worst.line.total <= best.line.total
    assert worst.stress_line == best.stress_line  # both were tested at the line first computed


def test_the_line_is_sized_again_under_the_lower_grade() -> None:
    scoring = tried("grade")
    assert scoring.stress_line == 440_000
    assert scoring.line.total == 300_000  # product cap of grade A
    assert scoring.lineage["line_tested"].value == 440_000
    assert scenario(scoring, "base").measures["dscr"] != pytest.approx(scoring.ratios["dscr_line"])


def test_a_rule_of_the_line_cuts_it_to_its_share() -> None:
    line = tried("line", share="50%").line
    assert line.minimum == pytest.approx(446_000.4)
    assert (line.stress_share, line.total) == (0.5, 220_000)
    assert tried("line", share="50%", least="0").line.stress_share is None


def test_a_failure_that_is_covered_cuts_nothing() -> None:
    covered = tried("line", share="50%", unless="IF(debt_ours>0,1,0)")
    assert (covered.line.total, covered.line.stress_share) == (440_000, None)
    assert scenario(covered, "both_down").rules[0].status == "covered"
    assert "LIN10" not in codes(covered)
    assert tried("line", share="50%", unless="IF(debt_ours>0,0,1)").line.total == 220_000


def test_a_rule_may_be_a_condition_of_the_line() -> None:
    unmet, met = tried("condition"), tried("condition", least="1")
    found = {c.id: c.status for c in unmet.line.conditions}
    assert found["stress.made"] == "unmet"
    assert {c.id: c.status for c in met.line.conditions}["stress.made"] == "met"
    assert "LIN04" in codes(unmet)
    assert unmet.line.total == met.line.total
    assert stress_cap(unmet).status == "clear"


def test_a_rule_that_cannot_be_judged_is_neither_clear_nor_failed() -> None:
    unknown = tried("grade", sample="pig_worked", scenario="cycle_low")  # without the low price nothing follows
    assert (stress_cap(unknown).status, stress_cap(unknown).reason.zh) == ("not_evaluated", "规则：无法计算")
    assert unknown.score.grade == "AA"
    assert unknown.lineage["stress_failed"].value is None
    assert "LIN11" in codes(unknown)
    condition = tried("condition", sample="pig_worked", scenario="cycle_low")
    assert {c.id: c.status for c in condition.line.conditions}["stress.made"] == "not_evaluated"


def test_one_failure_is_enough_whatever_else_is_not_known() -> None:
    unknown = replace(stress_rule("cycle_low", "dscr", "1", "grade"), name="other")
    values = under("pig_worked", stress_rule("price_down", "dscr", "1", "grade"), unknown)
    assert stress_cap(scored(values)).status == "applied"


def test_a_template_without_rules_is_clear_and_says_so() -> None:
    cap = stress_cap(scored(under("fmcg_worked")))
    assert (cap.status, cap.reason.zh) == ("clear", "模板没有限制等级的压力规则")


def test_a_line_that_is_refused_is_tested_at_what_the_methods_give() -> None:
    plain, refused = (scored(case("fmcg_worked", bureau_current_overdue=f"yes_no.{word}")) for word in ("no", "yes"))
    assert (refused.line.total, refused.line.minimum) == (0, None)
    assert (refused.stress_line, refused.stress_at) == (plain.stress_line, "line") == (440_000, "line")
    assert scenario(refused, "base").measures["dscr"] == pytest.approx(scenario(plain, "base").measures["dscr"])
    assert refused.lineage["line_tested"].inputs == plain.lineage["line_tested"].inputs


def test_a_line_that_a_condition_refuses_is_tested_at_what_the_methods_give() -> None:
    scoring = scored(case("fmcg_worked", request_product="product.order"))  # nothing is pledged
    least = min(m.value or 0 for m in scoring.line.methods if m.applicable)
    assert scoring.line.total == 0
    assert (scoring.stress_line, scoring.stress_at) == (least // 10_000 * 10_000, "line")


@pytest.mark.parametrize(
    ("total", "fields"),
    [
        (40, {}),  # grade C: its coefficients leave nothing
        (80, {"request_product": "product.order", "documented_need": None}),  # without a cap the least is not known
    ],
)
def test_without_an_amount_what_is_asked_for_is_tested(total: float, fields: dict[str, Any]) -> None:
    values = case("fmcg_worked", **fields)
    scoring = score_case(values, card_giving(total), policy("trade"))
    assert (scoring.line.total, scoring.stress_line, scoring.stress_at) == (0, 500_000, "request")
    assert scoring.lineage["line_tested"].inputs == ("request_amount",)


def test_what_the_request_costs_is_in_its_figures() -> None:
    scoring = score_case(case("fmcg_worked"), card_giving(40), policy("trade"))
    asked = 500_000 / 3 + 500_000 * 0.072 + 31_000
    assert scenario(scoring, "base").measures["dscr"] == pytest.approx(288_000 / asked, rel=1e-3)
    assert scenario(scoring, "sales_down").rules[0].status in ("holds", "fails")


def test_a_blank_request_leaves_every_figure_open() -> None:
    scoring = scored(case("fmcg_worked", request_amount=None))
    assert scoring.stress_line is None
    assert scenario(scoring, "base").measures["dscr"] is None
    assert stress_cap(scoring).status == "not_evaluated"


def test_with_more_tied_up_than_there_is_no_month_is_survived() -> None:
    found = scenario(scored(case("fmcg_worked", yearly_rent=1_000_000)), "working_capital").measures
    assert (found["liquidity_room"] or 0) < 0
    assert (found["net_cash"] or 0) < 0
    assert found["survival_months"] == 0
