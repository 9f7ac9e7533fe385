"""The products of METHOD 8.2 beside credit, guarantee and mortgage, and which methods and conditions concern them."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.results import MethodResult, Scoring
from tests.scoring.cases import case, codes, debts, policy, scored

ANNUITY: dict[str, Any] = {"request_form": "repayment_form.annuity", "fact_cure": "yes_no.yes"}
INVOICES = {"collateral": [{"item": "应收账款", "kind": "collateral_kind.receivables", "value": 800_000}]}


def product(code: str, rows: dict[str, Any] | None = None, **fields: Any) -> Scoring:
    """Score the worked wholesaler asking for another product, with our loan repaid by it as before."""
    return scored(case("fmcg_worked", rows, request_product=f"product.{code}", **fields))


def method(scoring: Scoring, name: str) -> MethodResult:
    return next(found for found in scoring.line.methods if found.id == name)


def unmet(scoring: Scoring) -> set[str]:
    return {condition.id for condition in scoring.line.conditions if condition.status == "unmet"}


@pytest.mark.parametrize(
    ("code", "name", "cap", "term", "card"),
    [
        ("flow", "P5", 300_000, 12, "four_dimension"), ("tobacco", "P7", 200_000, 12, "four_dimension"),
        ("order", "P6", None, 6, ""), ("equipment", "P8", None, 48, ""),
    ],
)  # fmt: skip
def test_products_have_the_terms_of_the_matrix(code: str, name: str, cap: float | None, term: int, card: str) -> None:
    found = next(p for p in policy("trade").products if p.id == name)
    assert (found.option, found.max_term, found.card) == (f"product.{code}", term, card)
    assert cap is None or set(dict(found.caps).values()) == {cap, 0}
    assert product(code, **ANNUITY).product == name


@pytest.mark.parametrize(("code", "share"), [("order", 0.8), ("equipment", 0.7)])
def test_a_product_may_be_capped_by_what_it_pays_for(code: str, share: float) -> None:
    scoring = product(code, INVOICES, documented_need=200_000, **ANNUITY)
    assert method(scoring, "M5").value == pytest.approx(share * 200_000)
    assert scoring.line.total <= share * 200_000
    assert (method(scoring, "M1").applicable, method(scoring, "M1").missing) == (False, False)
    assert method(scoring, "M1").reason.zh.startswith("不适用：")
    assert scoring.line.total > 0  # no working capital need is asked for


def test_a_cap_that_is_not_known_gives_no_line() -> None:
    scoring = product("order", INVOICES, documented_need=None, **ANNUITY)
    assert scoring.line.total == 0
    assert "产品上限" in scoring.line.reason.zh


@pytest.mark.parametrize(
    ("code", "rows", "fields", "names"),
    [
        ("flow", {}, {}, {"revolving"}),
        ("flow", {}, {"request_form": "repayment_form.revolving"}, set()),
        ("tobacco", {}, {}, {"annuity"}),
        ("tobacco", {}, ANNUITY, set()),
        ("order", {}, {}, {"pledged", "term"}),
        ("order", INVOICES, {"request_term": 6}, set()),
        ("order", INVOICES, {"request_term": 6, **ANNUITY}, {"at_receipt"}),
        ("equipment", {}, ANNUITY, {"machine"}),
        ("credit", {}, {}, set()),
    ],
)
def test_what_a_product_asks_for(code: str, rows: Any, fields: dict[str, Any], names: set[str]) -> None:
    own = {"revolving", "annuity", "pledged", "term", "at_receipt", "machine"}
    assert unmet(product(code, rows, **fields)) & own == names


def test_a_revolving_product_pays_interest_by_day() -> None:
    scoring = product("flow", request_form="repayment_form.revolving")
    assert scoring.schedule[0].interest != scoring.schedule[1].interest
    assert sum(month.principal for month in scoring.schedule) == scoring.line.contract
    assert scoring.schedule_gap == 0
    assert next(part.value for part in scoring.price.parts if part.id == "margin") == pytest.approx(0.023)


@pytest.mark.parametrize(
    ("changes", "cases"),
    [
        ({}, ("renewal",)),
        ({"ours": {"replaced": None}}, ("top_up",)),
        ({"ours": {"closing": 0.0}}, ("new",)),
        ({"bank": {"replaced": "yes_no.yes"}}, ("renewal", "refinance")),
        ({"ours": {"closing": 0.0}, "bank": {"replaced": "yes_no.yes"}}, ("new", "refinance")),
    ],
)
def test_the_cases_of_a_line(changes: dict[str, Any], cases: tuple[str, ...]) -> None:
    scoring = scored(case("fmcg_worked", {"debts": debts("fmcg_worked", **changes)}))
    assert scoring.line.cases == cases
    payoff = {c.id: c.status for c in scoring.line.conditions}.get("direct_payoff")
    assert payoff == ("unmet" if "refinance" in cases else None)


def test_cases_are_not_told_while_the_debts_are_not_known() -> None:
    assert scored(case("fmcg_worked", {"debts": [{"lender": "某行"}]})).line.cases == ()


def test_a_method_that_lacks_an_answer_is_told_and_left_out() -> None:
    rows = {"collateral": [{"item": "住宅", "kind": "collateral_kind.home"}]}
    scoring = scored(case("fmcg_worked", rows))
    assert method(scoring, "M7").missing
    assert scoring.line.total == 440_000
    told = next(f for f in scoring.findings if f.code == "LIN15")
    assert "抵质押物" in told.message("zh")
    assert "LIN15" not in codes(scored(case("fmcg_worked")))


def test_growers_repay_a_farm_loan_by_season_and_breeders_as_they_like() -> None:
    for form, status in (("seasonal", "met"), ("bullet", "unmet")):
        scoring = scored(case("family_farm_worked", request_form=f"repayment_form.{form}"))
        found = {condition.id: condition for condition in scoring.line.conditions}["by_season"]
        assert (scoring.product, found.status, found.refuses) == ("P4", status, False)
        assert scoring.line.total > 0
    breeder = scored(case("pig_worked"))
    assert breeder.product == "P4"
    assert "by_season" not in {condition.id for condition in breeder.line.conditions}
