"""What the committee decides instead of the line (METHOD 4.3): bounds, reason, date, name; else nothing changes."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.results import Override, Scoring
from tests.scoring.cases import case, codes, ratio, scored

COMPUTED = 440_000
TOLD: dict[str, Any] = {"override_reason": "担保人追加承诺", "override_by": "贷审会主任", "override_date": 46_203}

OWN = "决定人是主办或协办，不能决定自己调查的案子"


def decided(amount: float, **more: Any) -> Scoring:
    return scored(case("fmcg_worked", override_amount=amount, **(TOLD | more)))


def told(scoring: Scoring) -> Override:
    assert scoring.line.override is not None
    return scoring.line.override


@pytest.mark.parametrize("amount", [484_000, 450_000, 440_000, 300_000, 0])
def test_a_decision_within_its_bounds_is_the_line(amount: float) -> None:
    scoring = decided(amount)
    line = scoring.line
    assert told(scoring).accepted
    assert (line.total, line.computed, line.contract) == (amount, COMPUTED, amount)
    assert line.net_new == amount - 400_000
    assert sum(month.principal for month in scoring.schedule) == amount
    assert "LIN17" in codes(scoring)
    assert scoring.stress_line == COMPUTED  # stress was at the line first computed


def test_the_loan_decided_is_the_one_in_calendar_and_cover() -> None:
    assert decided(484_000).calendar[0].paid_in == 484_000
    assert ratio(decided(300_000), "dscr_line") > ratio(scored(case("fmcg_worked")), "dscr_line")


@pytest.mark.parametrize(
    ("amount", "more", "why"),
    [
        (484_001, {}, "超过可上调的上限 484,000.00 元"),
        (1_000_000, {}, "超过可上调的上限 484,000.00 元"),
        (450_000, {"override_reason": None}, "没有写理由"),
        (300_000, {"override_reason": " "}, "没有写理由"),
        (450_000, {"override_date": None}, "没有写决定日期"),
        (300_000, {"override_date": None}, "没有写决定日期"),
        (450_000, {"override_by": None}, "上调没有写决定人"),
        (450_000, {"override_by": "甲调查员"}, OWN),
        (450_000, {"override_by": " 乙 调查员 "}, OWN),
        (450_000, {"override_by": "贷审会主任、甲调查员"}, OWN),
        (300_000, {"override_by": "乙调查员"}, OWN),
        (-1, {}, "定额不能为负"),
    ],
)
def test_any_other_decision_changes_nothing_and_is_told(amount: float, more: dict[str, Any], why: str) -> None:
    scoring = decided(amount, **more)
    assert (told(scoring).accepted, told(scoring).why_not.zh) == (False, why)
    assert scoring.line.total == COMPUTED
    assert "LIN16" in codes(scoring)


def test_a_lower_amount_needs_no_name() -> None:
    assert decided(300_000, override_by=None).line.total == 300_000


def test_the_request_bounds_a_rise() -> None:
    assert scored(case("fmcg_worked", request_amount=445_000)).line.total == COMPUTED
    scoring = decided(450_000, request_amount=445_000)
    assert (told(scoring).limit, told(scoring).accepted, scoring.line.total) == (445_000, False, COMPUTED)
    assert decided(445_000, request_amount=445_000).line.total == 445_000


def test_a_name_like_that_of_a_surveyor_is_another_name() -> None:
    assert told(decided(450_000, override_by="甲调查员长")).accepted
    assert told(decided(450_000, override_by="甲调查员长", surveyor=None, co_surveyor=None)).accepted


def test_the_product_cap_bounds_a_rise() -> None:
    scoring = decided(550_000, request_amount=500_000, growth_declared=0.5)
    assert (told(scoring).limit or 0) <= 500_000


def test_a_case_without_a_line_cannot_be_given_one() -> None:
    scoring = decided(10_000, bureau_current_overdue="yes_no.yes")
    assert (scoring.line.total, told(scoring).limit, told(scoring).accepted) == (0, 0, False)
    assert {"KO01", "LIN16"} <= set(codes(scoring))


def test_no_decision_is_none() -> None:
    assert scored(case("fmcg_worked")).line.override is None
