"""Missing is not zero: each indicator says what it lacks, and too many make the score invalid (R15)."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from tests.scoring.cases import case, codes, compiled, sample, scored
from workbench.evaluation.answers import Answers
from workbench.evaluation.values import Values, evaluate

# For each indicator an answer or a table without which it has no value.
LACKING = {
    "I01": "birth_date", "I02": "spouse_role", "I03": "local_years", "I04": "years_in_trade", "I05": "habits",
    "I06": "opinions", "I07": "bureau_overdue_count", "I08": "bureau_enquiries", "I09": "bureau_institutions",
    "I10": "tax_wage_arrears", "I11": "guarantees", "I12": "years_at_site", "I13": "last_year_sales",
    "I14": "customers", "I15": "supply_stability", "I17": "categories", "I18": "cash_counted",
    "I19": "request_amount", "I20": "debts", "I21": "payables", "I22": "opening_payables", "I23": "stock",
    "I25": "cash_evidenced", "I26": "guarantors",
}  # fmt: skip


def without(*names: str) -> Values:
    """Give the worked case with fields blank and tables neither filled nor declared none."""
    answers = copy.deepcopy(sample("fmcg_worked"))
    for name in names:
        answers.fields[name if name in answers.fields else f"{name}.none"] = None
        for column in [column for column in answers.columns if column.startswith(f"{name}.")]:
            del answers.columns[column]
    return evaluate(compiled(answers.template), answers)


@pytest.mark.parametrize(("indicator", "answer"), LACKING.items())
def test_an_indicator_without_its_answer_scores_nothing_and_says_so(indicator: str, answer: str) -> None:
    scoring = scored(without(answer))
    item = next(item for d in scoring.score.dimensions for item in d.indicators if item.id == indicator)
    assert (item.points, item.missing) == (0, True)
    assert item.value is None or indicator == "I26"  # cover by real estate is known, the guarantors are not
    assert item.band.zh.startswith("缺少：")
    assert indicator in scoring.score.missing
    assert "SCR11" in codes(scoring)


def test_a_blank_survey_claims_nothing() -> None:
    scoring = scored(evaluate(compiled("fmcg_wholesale"), Answers("fmcg_wholesale", "1.0.0")))
    assert "I24" in scoring.score.missing
    assert "I16" not in scoring.score.missing  # the bank's stance needs no answer
    assert {cap.status for cap in scoring.score.caps} == {"not_evaluated"}
    evaluated = {knockout.id for knockout in scoring.score.knockouts if knockout.status != "not_evaluated"}
    assert evaluated == {"K15"}
    assert (scoring.invalid, scoring.line.total, scoring.price.rate, scoring.schedule) == (True, 0, None, ())


FOUR = ("birth_date", "years_in_trade", "bureau_enquiries", "years_at_site")


def test_four_missing_indicators_still_give_a_grade() -> None:
    scoring = scored(without(*FOUR))
    assert scoring.score.missing == ("I01", "I04", "I08", "I12")
    assert (scoring.score.total, scoring.score.grade) == (77 - 3 - 4 - 3 - 4, "BBB")


def test_five_make_the_score_invalid_and_the_line_zero() -> None:
    scoring = scored(without(*FOUR, "supply_stability"))
    assert len(scoring.score.missing) == 5
    assert (scoring.score.grade, scoring.score.grade_by_points, scoring.line.total) == (None, None, 0)
    assert scoring.invalid
    assert "SCR10" in codes(scoring)
    assert not scoring.rejected


def test_a_method_without_its_inputs_says_which() -> None:
    line = scored(without("stock")).line
    method = next(method for method in line.methods if method.id == "M1")
    assert (method.value, method.applicable, method.reason.zh) == (None, False, "缺少：存货盘点")
    assert line.total == 0


def test_unknown_terms_of_growth_leave_its_minimum_and_the_policy_s_cap_stays() -> None:
    unknown: dict[str, Any] = dict.fromkeys(("growth_declared", "growth_average", "growth_industry"))
    capped = scored(case("fmcg_worked", **unknown))
    assert capped.lineage["growth"].value == 0.15
    low = {m.id: m for m in scored(case("fmcg_worked", **{**unknown, "growth_average": 0.03})).line.methods}
    high = {m.id: m for m in scored(case("fmcg_worked", **{**unknown, "growth_industry": 0.2})).line.methods}
    worked = {m.id: m for m in scored(case("fmcg_worked")).line.methods}
    assert low["M1"].value is not None
    assert worked["M1"].value is not None
    assert low["M1"].value < worked["M1"].value
    capped_need = next(m for m in capped.line.methods if m.id == "M1")
    assert capped_need.value == high["M1"].value == worked["M1"].value  # the cap of 15% holds in all three
    assert capped.line.total == 440_000
