"""From answers to a result: doubtful values, re-checks, cards, the committee's amount, borrowers without a business."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from scoring.card import CARD_FOLDER
from scoring.policy import POLICY_FOLDER
from tests.conftest import SAMPLES
from workbench.evaluation.answers import Answers
from workbench.evaluation.answers_file import read_answers_file
from workbench.labels import Label
from workbench.pipeline.assess import Assessment, Settings, assess, assess_case
from workbench.pipeline.build import fill_from_file
from workbench.pipeline.case import Case
from workbench.pipeline.explain import explain
from workbench.pipeline.library import (
    Unusable,
    card_for,
    compiled_template,
    fitting_cards,
    industry_templates,
    policy_for,
)
from workbench.report.html import render_html
from workbench.report.result_json import dump_json

NOW = datetime(2026, 7, 1, tzinfo=UTC)
Change = Callable[[Answers], None]


def told(change: Change, sample: str = "fmcg_worked.yaml", template: str = "fmcg_wholesale") -> Assessment:
    """Assess a sample with something changed in its answers."""
    compiled = compiled_template(template)
    answers = copy.deepcopy(read_answers_file(SAMPLES / sample, compiled))
    change(answers)
    return assess(Case(answers, compiled, "answers"), Settings(), NOW)


def codes(assessment: Assessment) -> set[str]:
    return {finding.code for finding in assessment.findings}


def margin(told_margin: float) -> Change:
    return lambda answers: answers.fields.update(margin_told=told_margin)


def option(answers: Answers, name: str) -> str:
    compiled = compiled_template(answers.template)
    label: Label = compiled.definitions[name].label
    return label.text(answers.language)


def recheck(answers: Answers, check: str, resolution: str) -> None:
    """Write a row of the re-check sheet."""
    row: dict[str, Any] = {
        "check": check, "first_verdict": option(answers, "first_verdict.fail"), "date": 46203.0,
        "first_deviation": 0.3, "new_evidence": "…", "visit_date": 46205.0, "by": "甲",
        "resolution": option(answers, f"resolution.{resolution}"),
    }  # fmt: skip
    for name, cells in answers.columns.items():
        table, _, column = name.partition(".")
        if table == "rechecks":
            cells.append(row.get(column))
    for column, value in row.items():
        answers.columns.setdefault(f"rechecks.{column}", [value])


def unchanged(answers: Answers) -> None:
    """Change nothing."""


def test_a_doubtful_margin_is_taken_at_the_lower_value_and_its_verdict_stays() -> None:
    plain, doubtful = told(unchanged), told(margin(0.112))
    check = next(row for row in doubtful.result["checks"] if row["id"] == "FM08")
    assert (check["verdict"], check["taken"]) == ("note", pytest.approx(0.112))
    entry = doubtful.result["values"]["gross_margin"]
    assert (entry["value"], entry["surveyed"]) == (pytest.approx(0.112), pytest.approx(0.124))
    assert doubtful.values.surveyed is not None
    assert not any("surveyed" in value for value in plain.result["values"].values())
    profits = [a.result["values"]["income_statement.net_profit.total"] for a in (plain, doubtful)]
    assert profits[1]["value"] < profits[0]["value"] == profits[1]["surveyed"]
    used = [row["name"] for row in doubtful.result["conservative"] if row["used"]]
    assert used == ["margin"]
    assert "CHK14" in codes(doubtful)
    assert doubtful.result["score"]["total"] <= plain.result["score"]["total"]
    assert "11.2%（调查值 12.4%）" in render_html(doubtful.result)


def test_survey_identities_are_told_and_arithmetic_ones_hold_on_both_passes() -> None:
    plain, doubtful = told(unchanged), told(margin(0.112))
    assert not codes(doubtful) & {"STM01", "STM02"}
    for before, after in zip(plain.result["identities"], doubtful.result["identities"], strict=True):
        assert after["holds"] or after["name"] == "schedule", after["name"]  # nothing is lent, so nothing is paid off
        if before["kind"] == "survey":
            assert after["gap"] == before["gap"], after["name"]


def test_a_workbook_whose_values_are_doubtful_has_no_stale_values(tmp_path: Path) -> None:
    case = tmp_path / "case.xlsx"
    fill_from_file("fmcg_wholesale", SAMPLES / "fmcg_borderline.yaml", case, "zh")
    outcome = assess_case(case, tmp_path / "out", Settings())
    found = {finding.code for finding in outcome.findings}
    assert "CHK14" in found
    assert not {code for code in found if code.startswith("INT")}


def test_a_conservative_number_is_explained_with_what_was_told() -> None:
    doubtful = told(margin(0.112))
    tree = explain(doubtful.values, "gross_margin", doubtful.lineage)
    lines = tree.lines("zh")
    assert "保守取值：FM08" in lines[0]
    assert "调查值 0.124" in lines[0]
    assert "conservative.margin.to" in lines[1]
    assert any("FM08_evidence" in line for line in lines)
    behind = explain(doubtful.values, "income_statement.net_profit.total", doubtful.lineage)
    assert behind.because is None
    assert behind.surveyed > behind.value


@pytest.mark.parametrize(
    ("resolution", "code", "status"),
    [
        ("corrected", "CHK01", "incomplete"),
        ("second_visit", "CHK07", "complete"),
        ("conservative", "CHK07", "complete"),
        ("refused", "CHK08", "rejected"),
    ],
)
def test_what_became_of_a_failed_hard_check(resolution: str, code: str, status: str) -> None:
    def change(answers: Answers) -> None:
        margin(0.17)(answers)
        recheck(answers, "FM08", resolution)

    failed = told(change)
    assert code in codes(failed)
    assert failed.result["status"] == status
    assert next(cap for cap in failed.result["score"]["caps"] if cap["id"] == "hard_check")["status"] == "applied"


@pytest.mark.parametrize("resolution", ["second_visit", "conservative"])
def test_forged_flow_cannot_be_settled(resolution: str) -> None:
    """Whether the statements of account are true has no careful value: the data are corrected, or the case refused."""

    def change(answers: Answers) -> None:
        answers.columns["flows.verified"][0] = option(answers, "yes_no.no")
        recheck(answers, "ST02", resolution)

    failed = told(change)
    assert "CHK01" in codes(failed)
    assert "CHK07" not in codes(failed)
    assert failed.result["status"] != "complete"


def test_an_explanation_that_nobody_else_accepted_makes_a_case_incomplete() -> None:
    def change(accepted: str) -> Change:
        def changed(answers: Answers) -> None:
            margin(0.15)(answers)
            answers.fields |= {"FM08_explanation": "返利未计", "FM08_explained_by": answers.fields["surveyor"]}
            answers.fields["FM08_accepted_by"] = accepted or answers.fields["co_surveyor"]

        return changed

    own, other = told(change("")), told(change("钱主任"))
    assert {"CHK09", "CHK10"} <= codes(own)
    assert (own.result["status"], other.result["status"]) == ("incomplete", "complete")


def test_a_refusal_is_suggested_as_such() -> None:
    refused = told(lambda answers: recheck(answers, "FM08", "refused"))
    assert refused.result["decision"]["suggestion"] == "reject"


def test_what_is_needed_to_submit_makes_a_case_incomplete() -> None:
    undone = told(lambda answers: answers.fields.update(bureau_balance=None))
    assert "CHK11" in codes(undone)
    assert undone.result["status"] == "incomplete"
    assert [row["name"] for row in undone.result["minimum"] if not row["holds"]] == ["debts"]


def test_the_product_names_the_card_unless_the_command_does() -> None:
    def flow(answers: Answers) -> None:
        answers.fields["request_product"] = option(answers, "product.flow")

    by_product = told(flow)
    assert by_product.result["card"]["id"] == "four_dimension"
    others = {row["card"] for row in by_product.result["parallel"]}
    assert "default" in others
    assert "four_dimension" not in others
    compiled = compiled_template("fmcg_wholesale")
    answers = read_answers_file(SAMPLES / "fmcg_worked.yaml", compiled)
    small = Settings(card=CARD_FOLDER / "small_business.yaml")
    assert assess(Case(answers, compiled, "answers"), small, NOW).result["card"]["id"] == "small_business"


@pytest.mark.parametrize("template", industry_templates())
def test_every_products_card_fits_every_template_that_offers_it(template: str) -> None:
    compiled = compiled_template(template)
    fitting = {card.id for card in fitting_cards(compiled)}
    assert compiled.template.card in fitting
    for product in policy_for(compiled.template.policy, compiled).products:
        assert not product.card or card_for(product.card, compiled).id in fitting, product.id


def test_the_committees_amount_is_told_with_who_decided_masked() -> None:
    def decide(answers: Answers) -> None:
        answers.fields |= {"override_amount": 460_000.0, "override_reason": "旺季订单", "override_by": "钱主任"}

    decided = told(decide)
    override = decided.result["line"]["override"]
    assert (override["by"], override["asked"]) == ("钱**", 460_000.0)
    assert "钱主任" not in dump_json(decided.result)
    assert (decided.result["line"]["total"] == 460_000.0) == override["accepted"]
    assert decided.result["line"]["computed"] == told(unchanged).result["line"]["total"]
    assert "旺季订单" in render_html(decided.result)


def test_months_scenarios_and_claims_can_be_explained() -> None:
    case = told(unchanged)
    month = case.result["cash_calendar"][2]
    tree = explain(case.values, "cash_calendar.closing[3]", case.lineage)
    assert tree.value == month["closing"]
    names = {child.name for child in tree.inputs}
    assert "cash_calendar.opening[3]" in names
    lines = {f"cash_calendar.{flow['line']}[3]" for flow in month["inflows"] if flow["amount"]}
    assert lines <= names
    scenario = case.result["stress"][1]
    found = explain(case.values, f"stress.{scenario['id']}.dscr", case.lineage)
    assert found.value == scenario["figures"]["dscr"]["value"]
    assert found.inputs
    claim = case.result["claims"][0]
    explained = explain(case.values, f"claim.{claim['claim']}", case.lineage)
    assert [child.name for child in explained.inputs] == [f"{check}_verdict" for check in claim["checks"]]


def test_what_a_report_says_can_be_explained_by_its_name() -> None:
    case = told(unchanged)
    result = case.result
    assert explain(case.values, "line", case.lineage).value == result["line"]["total"]
    assert explain(case.values, "score", case.lineage).value == result["score"]["total"]
    assert explain(case.values, "price", case.lineage).value == result["price"]["rate"]
    assert explain(case.values, "schedule[4]", case.lineage).value == result["schedule"][3]["payment"]
    assert explain(case.values, "M1b", case.lineage).because == "不适用：行业"
    assert "不适用：行业" in "".join(explain(case.values, "M1b", case.lineage).lines("zh"))
    for rule in (rule for scenario in result["stress"] for rule in scenario["rules"]):
        found = explain(case.values, f"stress_rule.{rule['name']}", case.lineage)
        assert (found.value, bool(found.because)) == (rule["value"], True)
    value = result["conservative"][0]
    taken = explain(case.values, f"conservative.{value['name']}", case.lineage)
    assert taken.value == value["taken"]
    assert {child.name for child in taken.inputs} >= {value["sets"], f"conservative.{value['name']}.used"}
    beside = next(card for card in result["parallel"] if card["card"] == "four_dimension")
    assert beside
    assert explain(case.values, "Q01", case.lineage).inputs


@pytest.mark.parametrize("name", ["household", "base", "wholesale", "livestock", "farm"])
def test_a_template_that_is_only_a_parent_is_refused(name: str) -> None:
    with pytest.raises(Unusable) as refused:
        compiled_template(name)
    assert "TPL30" in {finding.code for finding in refused.value.findings}


@pytest.mark.parametrize("name", ["base", "farming"])
def test_a_policy_that_is_only_a_parent_is_refused(name: str, fmcg_case: Path, tmp_path: Path) -> None:
    outcome = assess_case(fmcg_case, tmp_path / "out", Settings(policy=POLICY_FOLDER / f"{name}.yaml"))
    assert "SCR17" in {finding.code for finding in outcome.findings}
    assert outcome.unusable
    assert not (tmp_path / "out").exists()


def test_a_wage_earner_has_no_business_and_a_whole_report() -> None:
    case = told(unchanged, "consumer_worked.yaml", "wage_earner")
    assert set(case.result["statements"]) == {"family_sheet", "family_flow"}
    assert case.result["cash_calendar"]
    assert case.result["line"]["total"] > 0
    assert case.result["layouts"]["family_sheet"]["columns"][0]["name"] == "value"
    assert json.loads(dump_json(case.result))["status"] == "complete"
    assert "</html>" in render_html(case.result)


def test_stress_and_calendars_stand_in_their_own_parts() -> None:
    result = told(unchanged).result
    assert {"stress", "cash_calendar"}.isdisjoint(result["statements"])
    season = next(row for row in result["statements"]["income_statement"] if row.get("type", "money") != "money")
    assert sum(season["months"]) == pytest.approx(12)
    assert result["stress"][0]["id"] == "base"
    assert all(not shock["value"] for shock in result["stress"][0]["shocks"] if not shock["name"].endswith("multiple"))


def late_plan(answers: Answers) -> None:
    """Repay in a month beyond the term."""
    answers.fields |= {"request_form": "按季节计划还款", "repayment_plan.none": None}
    answers.columns |= {"repayment_plan.month": [20.0], "repayment_plan.principal": [500_000.0]}


def test_what_could_not_be_evaluated_is_not_complete() -> None:
    """No schedule, so neither DSCR, nor K12, nor stress can be judged."""
    late = told(late_plan)
    assert {"LIN06", "KO03"} <= codes(late)
    assert late.result["status"] == "incomplete"
    assert late.result["decision"]["suggestion"] == "return"
