"""What the cross-checks say: each code in the case that calls for it, and not in the case beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.guarded import changed, filling, rechecked, values_of
from workbench.crosscheck import check_findings, conservative_values, minimum
from workbench.evaluation.answers import Answers
from workbench.evaluation.values import evaluate
from workbench.findings import Finding
from workbench.formula import Value
from workbench.template.verify import verify_template


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
    assert "二次走访" in corrected["CHK01"].remedy("zh")


def test_a_second_visit_settles_nothing_where_there_is_no_conservative_value() -> None:
    """TS01 is hard and has none: what was told would stand as it is."""
    answers = rechecked(filling(), "TS01", "二次走访")
    answers.columns["goods.quantity"] = [100.0, 2.0, None]
    failed = found(answers, "TS01")
    assert set(failed) & {"CHK01", "CHK07"} == {"CHK01"}
    assert failed["CHK01"].remedy("zh").endswith("这项没有保守值可取：改正数据，或拒绝；在此之前不能提交。")


@pytest.mark.parametrize(("bonus", "code"), [(15.0, "CHK07"), (5.0, "CHK01")])
def test_a_claim_s_conservative_value_settles_its_hard_checks_while_it_is_taken(
    tmp_path: Path, bonus: float, code: str
) -> None:
    loaded = changed(
        tmp_path,
        ("sets: turnover, check: TS04, side: lower", "sets: bonus_known, check: TS05, side: lower"),
        ("sets: turnover, side: lower, when", "sets: turnover, side: lower, claim: sales, when"),
    )
    compiled, findings = verify_template(loaded)
    assert compiled is not None, findings
    answers = rechecked(filling(told=50.0, bonus=bonus), "TS04", "二次走访")
    of_check = [f.code for f in check_findings(evaluate(compiled, answers)) if f.args.get("id") == "TS04"]
    assert code in of_check


def test_a_re_check_that_names_no_check_is_told_and_one_in_small_letters_counts() -> None:
    failing = filling(told=50.0)
    unknown = found(rechecked(failing, " TS99 ", "二次走访"))
    assert (unknown["CHK15"].severity, unknown["CHK15"].args["id"]) == ("warning", "TS99")
    assert "CHK01" in unknown
    values = values_of(rechecked(failing, " ts04 ", "二次走访"))
    assert values["conservative.turnover.settled"] == 1.0
    assert not {"CHK01", "CHK15"} & {finding.code for finding in check_findings(values)}


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
    for role in ("surveyor", "co_surveyor"):
        own = found(filling(**explain, **{role: "王五"}, TS04_accepted_by="王五"), "TS04")
        assert {"CHK09", "CHK10"} <= set(own)
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
    assert told == ["Lower sales: told 40 yuan, found 36 yuan, the statements take 36 yuan"]


def test_where_the_careful_side_is_what_was_told_there_is_nothing_to_say() -> None:
    low = values_of(filling(told=33.0))
    assert (low["TS04_verdict"], low["conservative.turnover.used"]) == (2.0, 1.0)
    assert "CHK14" not in {finding.code for finding in check_findings(low)}


def test_the_second_pass_finds_what_the_first_found() -> None:
    first = values_of(filling(told=42.0, bonus=15.0))
    again = check_findings(conservative_values(first))
    assert [(f.code, f.args) for f in again] == [(f.code, f.args) for f in check_findings(first)]
