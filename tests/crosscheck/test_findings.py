"""What the cross-checks say: each code in the case that calls for it, and not in the case beside it."""

from __future__ import annotations

import pytest

from tests.guarded import filling, rechecked, values_of
from workbench.crosscheck import check_findings, conservative_values, minimum
from workbench.evaluation.answers import Answers
from workbench.findings import Finding
from workbench.formula import Value


def found(answers: Answers, check: str = "") -> dict[str, Finding]:
    """Give the findings by code, of one check where it is named."""
    findings = check_findings(values_of(answers))
    return {finding.code: finding for finding in findings if not check or finding.args.get("id") == check}


def test_a_hard_failure_stops_the_case_until_a_re_check_settled_it() -> None:
    assert "CHK01" in found(filling(told=50.0), "TS04")
    settled = found(rechecked(filling(told=50.0), "ts04", "二次走访"), "TS04")
    assert (set(settled) & {"CHK01", "CHK07"}, settled["CHK07"].severity) == ({"CHK07"}, "warning")
    corrected = found(rechecked(filling(told=50.0), "TS04", "数据改正"), "TS04")
    assert set(corrected) & {"CHK01", "CHK07"} == {"CHK01"}


def test_a_refusal_is_an_error_and_names_the_reject_code() -> None:
    refused = found(rechecked(filling(told=50.0), "TS04", "拒绝"), "TS04")
    assert {"CHK01", "CHK08"} <= set(refused)
    assert refused["CHK08"].severity == "error"
    assert "R-XV" in refused["CHK08"].message("zh")
    assert "CHK08" not in found(rechecked(filling(told=50.0), "没有", "拒绝"))


def test_an_explanation_wants_a_second_person() -> None:
    explain: dict[str, Value] = {"told": 42.0, "TS04_explanation": "现金", "TS04_explained_by": "李四"}
    assert "CHK09" in found(filling(**explain), "TS04")
    assert "CHK10" in found(filling(**explain, TS04_accepted_by=" 李四 "), "TS04")
    accepted = found(filling(**explain, TS04_accepted_by="王五"), "TS04")
    assert set(accepted) & {"CHK06", "CHK09", "CHK10"} == set()
    note = found(filling(TS04_explanation="现金"), "TS04")
    assert "CHK09" not in note


def test_a_case_below_the_minimum_cannot_be_submitted() -> None:
    assert "CHK11" not in found(filling())
    answers = filling()
    answers.series = {}
    below = found(answers)["CHK11"]
    assert (below.severity, below.message("zh")) == ("error", "提交条件未满足：销售至少一项检验")


def test_what_cannot_be_said_yet_is_not_met() -> None:
    """Without goods their worth is empty, and an empty text would be above every number."""
    answers = filling()
    answers.columns = {}
    values = values_of(answers)
    assert [item["holds"] for item in minimum(values)] == [True, None]
    assert found(answers)["CHK11"].message("en") == "The case cannot be submitted yet: Worth within sales"


def test_alerts_are_warnings_or_questions() -> None:
    answers = filling(bonus=15.0)
    answers.columns["goods.sold"] = [None, None, None]
    raised = found(answers)
    assert [raised[code].severity for code in ("CHK12", "CHK13")] == ["warning", "info"]
    assert "奖从哪里来？" in raised["CHK12"].remedy("zh")
    assert not {"CHK12", "CHK13"} & set(found(filling()))
    answers.fields["price"] = None
    assert "CHK12" not in found(answers)


@pytest.mark.parametrize("again", [False, True])
def test_a_conservative_value_is_told_with_both_figures_on_either_pass(again: bool) -> None:
    values = values_of(filling())
    findings = check_findings(conservative_values(values) if again else values)
    told = [finding.message("en") for finding in findings if finding.code == "CHK14"]
    assert told == ["Lower sales: told 40, the statements take the conservative 36"]


def test_where_the_careful_side_is_what_was_told_there_is_nothing_to_say() -> None:
    low = values_of(filling(told=33.0))
    assert (low["TS04_verdict"], low["conservative.turnover.used"]) == (2.0, 1.0)
    assert "CHK14" not in {finding.code for finding in check_findings(low)}


def test_the_second_pass_finds_what_the_first_found() -> None:
    first = values_of(filling(told=42.0, bonus=15.0))
    again = check_findings(conservative_values(first))
    assert [(f.code, f.args) for f in again] == [(f.code, f.args) for f in check_findings(first)]
