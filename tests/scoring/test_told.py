"""What a scoring becomes in the result: line, decision, identity of the schedule, choices, the line of a terminal."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.scoring.cases import case, compiled, sample
from workbench.evaluation.translation import translate
from workbench.pipeline.assess import Settings, assess
from workbench.pipeline.case import Case
from workbench.pipeline.summary import summary_lines
from workbench.report.html import render_html

NOW = datetime(2026, 7, 1, tzinfo=UTC)


def result_of(name: str = "fmcg_worked", **fields: Any) -> dict[str, Any]:
    """Assess a sample with fields changed."""
    values = case(name, **fields)
    return dict(assess(Case(values.answers, values.compiled, "answers"), Settings(), NOW).result)


REFUSED: list[dict[str, Any]] = [
    {"bureau_current_overdue": "yes_no.yes"},
    {"request_product": "product.farm"},
    {"birth_date": None, "years_in_trade": None, "bureau_enquiries": None, "years_at_site": None, "local_years": None},
]


@pytest.mark.parametrize("fields", REFUSED)
def test_a_case_without_a_line_has_nothing_to_pay_out(fields: dict[str, Any]) -> None:
    result = result_of(**fields)
    line, decision = result["line"], result["decision"]
    assert (line["total"], line["minimum"], line["binding"], line["net_new"]) == (0, None, None, None)
    assert not any(method["binding"] for method in line["methods"])
    assert line["reason"]
    assert (result["schedule"], result["identities"][-1]["holds"]) == ([], None)
    assert (decision["amount"], decision["rate"], decision["conditions"], decision["covenants"]) == (0, None, [], [])
    told = summary_lines(result, "case.xlsx", {"report": Path("report.html")})[0]
    assert f"（{line['reason']}）" in told
    assert line["reason"] in render_html(result)


def test_a_knocked_out_case_is_rejected_whatever_its_grade() -> None:
    result = result_of(bureau_current_overdue="yes_no.yes")
    assert (result["score"]["grade"], result["status"]) == ("AA", "rejected")
    assert (result["decision"]["suggestion"], result["decision"]["path"]) == ("reject", None)
    assert result["price"]["rate"] == pytest.approx(0.072)
    assert result["line"]["existing"] == 400_000


def test_a_line_has_no_reason_and_the_terminal_names_its_method() -> None:
    result = result_of()
    assert (result["line"]["reason"], result["line"]["binding"]) == (None, "M3")
    assert "44.00 万元（净资产）" in summary_lines(result, "case.xlsx", {"report": Path("report.html")})[0]
    schedule = result["identities"][-1]
    assert (schedule["name"], schedule["kind"], schedule["unit"]) == ("schedule", "arithmetic", "元")
    assert (schedule["gap"], schedule["tolerance"], schedule["holds"]) == (0, 0.01, True)


@pytest.mark.parametrize(
    ("name", "code", "word"), [("fmcg_worked", "maintain", "维持"), ("pig_worked", "caution", "审慎")]
)
def test_the_stance_on_an_industry_is_a_code_with_its_word(name: str, code: str, word: str) -> None:
    stance = indicators(result_of(name))["I16"]
    assert (stance["value"], stance["text"]) == (code, word)


def test_a_choice_is_told_in_the_language_of_the_report() -> None:
    made = compiled("fmcg_wholesale")
    answers = translate(sample("fmcg_worked"), made, "en")
    found = indicators(dict(assess(Case(answers, made, "answers"), Settings(), NOW).result))
    assert (found["I16"]["value"], found["I16"]["text"]) == ("maintain", "Maintain")
    assert (found["I15"]["value"], found["I15"]["text"]) == ("year", "About one year of contract")
    assert found["I04"]["text"] is None


def indicators(result: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Give the indicators of a result by id."""
    return {item["id"]: item for dimension in result["score"]["dimensions"] for item in dimension["indicators"]}
