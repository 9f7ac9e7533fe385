"""Knock-outs of METHOD 5.9: hit, on the edge, cured, not evaluated."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.results import KnockoutResult
from tests.scoring.cases import case, codes, debts, scored
from workbench.evaluation.values import Values

YES = "yes_no.yes"


def knockout(values: Values, name: str) -> KnockoutResult:
    return next(found for found in scored(values).score.knockouts if found.id == name)


@pytest.mark.parametrize(
    ("name", "answers"),
    [
        ("K01", {"birth_date": 38899 + 366}),  # nineteen at the survey date
        ("K01", {"birth_date": 22462, "request_term": 36}),  # 64 and three years
        ("K02", {"bureau_current_overdue": YES}),
        ("K02", {"bureau_consecutive": 3}),
        ("K02", {"bureau_overdue_count": 6}),
        ("K02", {"bureau_bad_assets": YES}),
        ("K03", {"fact_executed": YES}),
        ("K03", {"habits": "habits.ruinous"}),
        ("K04", {"fact_forged": YES}),
        ("K05", {"business_start": 46203 - 334}),
        ("K06", {"fact_prohibited": YES}),
        ("K07", {"request_purpose": "purpose.securities"}),
        ("K07", {"request_purpose": "purpose.house"}),
        ("K07", {"request_purpose": "purpose.private"}),
        ("K07", {"request_purpose": "purpose.lending"}),
        ("K09", {"bureau_institutions": 5}),
        ("K09", {"bureau_online_lenders": 3}),
        ("K10", {"fact_spouse_refuses": YES}),
        ("K11", {"fact_circle_overdue": YES}),
        ("K12", {"request_amount": 1_000_000}),
        ("K14", {"fact_staff_relation": YES}),
    ],
)
def test_a_fact_knocks_out(name: str, answers: dict[str, Any]) -> None:
    scoring = scored(case("fmcg_worked", **answers))
    found = {k.id: k for k in scoring.score.knockouts}
    assert found[name].status == "hit", found[name]
    assert found[name].reason.zh
    assert scoring.rejected
    assert "KO01" in codes(scoring)


@pytest.mark.parametrize(
    ("name", "answers"),
    [
        ("K02", {"bureau_consecutive": 2, "bureau_overdue_count": 5, "bureau_longest_days": 80}),
        ("K07", {"request_purpose": "purpose.equipment"}),
        ("K09", {"bureau_institutions": 4, "bureau_online_lenders": 2}),
        ("K05", {"business_start": 46203 - 365}),
    ],
)
def test_just_inside_is_clear(name: str, answers: dict[str, Any]) -> None:
    assert knockout(case("fmcg_worked", **answers), name).status == "clear"


def test_a_business_of_seven_months_needs_security() -> None:
    started = 46203 - 31 * 7
    strong = [{"name": "担保公司", "kind": "guarantor_kind.strong"}]
    assert knockout(case("fmcg_worked", business_start=started), "K05").status == "hit"
    assert knockout(case("fmcg_worked", {"guarantors": strong}, business_start=started), "K05").status == "clear"


def test_undisclosed_debt_counts_against_liabilities() -> None:
    told = {"debts": debts("fmcg_worked", private={"undeclared": YES})}
    hidden = {"debts": debts("fmcg_worked", private={"undeclared": YES, "closing": 300_000.0})}
    assert knockout(case("fmcg_worked", told), "K08").status == "clear"
    assert knockout(case("fmcg_worked", hidden), "K08").status == "hit"


def test_equity_that_is_not_positive_knocks_out() -> None:
    loss = {"payables": [{"creditor": "供应商", "amount": 3_000_000}]}
    assert knockout(case("fmcg_worked", loss), "K13").status == "hit"


def test_an_overdue_debt_in_the_list_is_a_current_overdue() -> None:
    late = {"debts": debts("fmcg_worked", bank={"overdue": YES})}
    assert knockout(case("fmcg_worked", late), "K02").status == "hit"


def test_contract_animals_knock_out_only_farms() -> None:
    assert knockout(case("pig_worked", fact_contract_animals=YES), "K15").status == "hit"
    trade = knockout(case("fmcg_worked"), "K15")
    assert (trade.status, trade.reason.zh) == ("clear", "贸易类没有代养")


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("K01", "birth_date"), ("K02", "bureau_consecutive"), ("K03", "fact_executed"), ("K04", "fact_forged"),
        ("K05", "business_start"), ("K06", "fact_prohibited"), ("K07", "request_purpose"),
        ("K09", "bureau_institutions"), ("K10", "fact_spouse_refuses"), ("K11", "fact_circle_overdue"),
        ("K12", "request_amount"), ("K13", "cash_counted"), ("K14", "fact_staff_relation"),
    ],
)  # fmt: skip
def test_a_missing_fact_is_never_clear(name: str, answer: str) -> None:
    scoring = scored(case("fmcg_worked", **{answer: None}))
    found = next(k for k in scoring.score.knockouts if k.id == name)
    assert found.status == "not_evaluated"
    assert found.reason.zh.startswith("缺少：")
    assert "KO03" in codes(scoring)


def test_one_certain_fact_is_a_hit_whatever_else_is_missing() -> None:
    values = case("fmcg_worked", bureau_current_overdue=YES, bureau_consecutive=None, bureau_overdue_count=None)
    assert knockout(values, "K02").status == "hit"


def test_only_age_and_repayment_can_be_cured() -> None:
    cure: dict[str, Any] = {"fact_cure": YES, "fact_cure_text": "长子共同借款"}
    old = scored(case("fmcg_worked", birth_date=22462, request_term=36, **cure))
    found = {k.id: k for k in old.score.knockouts}
    assert found["K01"].status == "cured"
    assert "长子共同借款" in found["K01"].reason.zh
    assert not old.rejected
    assert "KO02" in codes(old)
    assert knockout(case("fmcg_worked", request_amount=1_000_000, **cure), "K12").status == "cured"
    assert knockout(case("fmcg_worked", fact_forged=YES, **cure), "K04").status == "hit"


def test_a_cure_that_is_blank_is_none() -> None:
    assert knockout(case("fmcg_worked", request_amount=1_000_000, fact_cure=None), "K12").status == "hit"
