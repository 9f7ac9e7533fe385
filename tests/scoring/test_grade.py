"""The grade map and its caps (METHOD 5.2, ruling R15)."""

from __future__ import annotations

import pytest

from scoring.assess import score_case
from scoring.results import CapResult, Scoring
from tests.scoring.cases import card_giving, case, codes, policy, scored, table


@pytest.mark.parametrize(
    ("total", "grade"),
    [
        (100, "AAA"), (85, "AAA"), (84, "AA"), (75, "AA"), (74, "A"), (65, "A"), (64, "BBB"), (55, "BBB"),
        (54, "BB"), (45, "BB"), (44, "C"), (6, "C"),
    ],
)  # fmt: skip
def test_grade_by_points(total: float, grade: str) -> None:
    scoring = score_case(case("fmcg_worked"), card_giving(total), policy("trade"))
    assert (scoring.score.total, scoring.score.grade) == (total, grade)


def caps(scoring: Scoring) -> dict[str, CapResult]:
    return {cap.id: cap for cap in scoring.score.caps}


def test_a_failed_hard_check_and_a_low_pass_rate_cap_at_bbb() -> None:
    scoring = scored(case("fmcg_dressed_up"))
    assert (caps(scoring)["hard_check"].status, caps(scoring)["pass_rate"].status) == ("applied", "applied")
    assert (scoring.score.grade_by_points, scoring.score.grade) == ("A", "BBB")
    assert "SCR12" in codes(scoring)


def test_an_account_that_is_not_verified_caps_the_grade() -> None:
    flows = table("fmcg_worked", "flows")
    flows[0]["verified"] = "yes_no.no"
    scoring = scored(case("fmcg_worked", {"flows": flows}))
    assert caps(scoring)["statements"].status == "applied"
    assert caps(scoring)["hard_check"].status == "applied"  # the same account fails ST02
    assert scoring.score.grade == "BBB"


def test_four_times_overdue_cap_at_bbb() -> None:
    scoring = scored(case("fmcg_worked", bureau_overdue_count=4, bureau_longest_days=10))
    overdue = caps(scoring)["overdue"]
    assert overdue.status == "applied"
    assert (overdue.reason.zh, overdue.reason.en) == (
        "近24个月夫妻逾期得分：0",
        "Points of Overdue in 24 months, couple: 0",
    )
    assert (scoring.score.total, scoring.score.grade_by_points, scoring.score.grade) == (71, "A", "BBB")


def test_a_cap_never_raises_a_grade() -> None:
    late = case("fmcg_worked", bureau_overdue_count=4, bureau_longest_days=10)
    assert score_case(late, card_giving(50), policy("trade")).score.grade == "BB"


def test_no_hard_check_failed_is_clear_only_when_all_required_ones_were_made() -> None:
    assert caps(scored(case("fmcg_worked")))["hard_check"].status == "clear"
    unbanked = scored(case("fmcg_worked", bureau_balance=None))  # ST01 is not performed
    assert caps(unbanked)["hard_check"].status == "not_evaluated"
    assert caps(unbanked)["hard_check"].reason.zh == "已做应做检验：8、应做检验数：9"
