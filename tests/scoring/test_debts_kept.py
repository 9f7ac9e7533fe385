"""Debts beside the loan in cover and capacity (METHOD 4.4, 1.7, R14): kept, not paid off, the family's, untold."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.assess import score_case
from scoring.results import Scoring
from tests.scoring.cases import Rows, card_giving, case, codes, debts, pinned, policy, ratio, scored

CASH, OTHERS = 288_000, 31_000  # of the worked wholesaler: cash before service, interest of others that stay
YES = "yes_no.yes"
RATE = 0.072 / 12
ANNUITY = (1 - (1 + RATE) ** -36) / RATE


def bullet(loan: float) -> float:
    """Give the first-year service of a bullet: a notional third, and interest at the reference rate."""
    return loan / 3 + loan * 0.072


def base_dscr(scoring: Scoring) -> float:
    return next(s for s in scoring.stress if s.id == "base").measures["dscr"] or 0.0


def value_of(scoring: Scoring, method: str) -> float:
    return next(m.value for m in scoring.line.methods if m.id == method) or 0.0


def status(scoring: Scoring, name: str) -> str:
    return next(condition.status for condition in scoring.line.conditions if condition.id == name)


# ------------------------------------------------------------------ ours that stays


@pytest.mark.parametrize("form", ["bullet", "revolving"])
def test_our_bullets_that_stay_count_a_notional_part_in_every_cover(form: str) -> None:
    ours = {"replaced": None, "form": f"repayment_form.{form}"}
    scoring = scored(case("fmcg_worked", {"debts": debts("fmcg_worked", ours=ours)}, request_amount=100_000))
    kept = OTHERS + 400_000 * 0.06 + 400_000 / 3
    paid_out = scoring.line.contract
    assert 0 < paid_out < 100_000
    ratios = scoring.ratios
    assert ratios["dscr_requested"] == pytest.approx(CASH / (bullet(100_000) + kept), rel=1e-3)
    assert ratios["dscr_line"] == pytest.approx(CASH / (bullet(paid_out) + kept), rel=1e-3)
    assert ratio(scoring, "dscr_no_roll") < ratio(scoring, "dscr_line")
    tested = scoring.lineage["line_tested"].value
    assert isinstance(tested, float)
    assert base_dscr(scoring) == pytest.approx(CASH / (bullet(tested) + kept), rel=1e-3)


def test_our_instalments_that_stay_count_as_they_fall_due() -> None:
    ours = {"replaced": None, "form": "repayment_form.annuity", "principal_due": 60_000.0}
    scoring = scored(case("fmcg_worked", {"debts": debts("fmcg_worked", ours=ours)}, request_amount=100_000))
    kept = OTHERS + 400_000 * 0.06 + 60_000
    assert scoring.ratios["dscr_requested"] == pytest.approx(CASH / (bullet(100_000) + kept), rel=1e-3)


# ------------------------------------------------------------------ debts to be replaced


@pytest.mark.parametrize(("asked", "met"), [(399_999, False), (400_000, True)])
def test_a_request_that_does_not_pay_off_what_it_replaces_is_refused(asked: float, met: bool) -> None:
    scoring = scored(case("fmcg_worked", request_amount=asked))
    assert (status(scoring, "payoff"), scoring.line.total > 0) == ("met" if met else "unmet", met)
    assert ("LIN03" in codes(scoring)) != met
    assert met or scoring.line.reason.zh == "不满足：申请金额须够归还待置换的借款"


def test_replaced_debts_that_the_loan_does_not_pay_off_still_bear_interest() -> None:
    decided: dict[str, Any] = {"override_amount": 300_000, "override_reason": "缓释不足", "override_date": 46_203}
    scoring = scored(case("fmcg_worked", **decided))
    assert scoring.line.contract == 300_000
    owed = bullet(300_000) + OTHERS + 100_000 * 0.06
    assert scoring.ratios["dscr_line"] == pytest.approx(CASH / owed, rel=1e-3)
    assert scoring.ratios["dscr_no_roll"] == pytest.approx(CASH / (owed + 250_000), rel=1e-3)


def test_so_they_do_under_stress() -> None:
    scoring = score_case(case("fmcg_worked"), card_giving(60), policy("trade"))
    tested = scoring.stress_line or 0
    assert 0 < tested < 400_000
    owed = bullet(tested) + OTHERS + (400_000 - tested) * 0.06
    assert base_dscr(scoring) == pytest.approx(CASH / owed, rel=1e-3)
    interest = tested * 0.072 + OTHERS + (400_000 - tested) * 0.06
    cover = next(s for s in scoring.stress if s.id == "base").measures["interest_cover"]
    assert cover == pytest.approx(CASH / interest, rel=1e-3)


def test_private_loans_are_never_replaced() -> None:
    private = {"debts": debts("fmcg_worked", private={"replaced": YES})}
    found = {k.id: k.status for k in scored(case("fmcg_worked", private)).score.knockouts}
    assert found["K07"] == "hit"
    bank = {"debts": debts("fmcg_worked", bank={"replaced": YES})}
    assert {k.id: k.status for k in scored(case("fmcg_worked", bank)).score.knockouts}["K07"] == "clear"


# ------------------------------------------------------------------ the family's debts


def family(kind: str, balance: float, instalment: float = 0) -> Rows:
    """Give the family one debt."""
    debt = {"lender": "某人", "kind": f"family_debt_kind.{kind}", "balance": balance, "instalment": instalment}
    return {"family_debts": [debt | {"in_bureau": "yes_no.no"}]}


@pytest.mark.parametrize(("kind", "counted"), [("private", 80_000), ("consumer", 80_000), ("mortgage", 0), ("car", 0)])
def test_unsecured_debts_of_the_family_are_debts_to_others(kind: str, counted: float) -> None:
    plain, burdened = scored(case("fmcg_worked")), scored(case("fmcg_worked", family(kind, 80_000)))
    for name in ("M3", "M4"):
        assert value_of(burdened, name) == pytest.approx(value_of(plain, name) - counted)


def points_of(scoring: Scoring, name: str) -> tuple[Any, float]:
    found = next(i for d in scoring.score.dimensions for i in d.indicators if i.id == name)
    return found.value, found.points


def test_private_borrowing_of_the_family_counts_as_private_borrowing() -> None:
    plain = scored(case("fmcg_worked"))
    share, points = points_of(plain, "I10")
    owed = 150_000 / share
    more, fewer = points_of(scored(case("fmcg_worked", family("private", 300_000))), "I10")
    assert more == pytest.approx(450_000 / (owed + 300_000))
    assert fewer < points
    assert points_of(scored(case("fmcg_worked", family("mortgage", 300_000))), "I10") == (share, points)


def test_private_borrowing_counts_where_the_business_owes_nothing_else() -> None:
    none: Rows = {name: [] for name in ("debts", "payables", "advances")}
    nothing: dict[str, Any] = {}
    assert points_of(scored(case("fmcg_worked", none, **nothing)), "I10")[1] == 4
    assert points_of(scored(case("fmcg_worked", none | family("private", 50_000), **nothing)), "I10")[1] < 4


def test_an_unexplained_surplus_counts_as_private_borrowing() -> None:
    plain, doubtful = case("fmcg_worked"), pinned(case("fmcg_worked"), unexplained_surplus=100_000.0)
    share, _ = points_of(scored(plain), "I10")
    owed = 150_000 / share
    assert points_of(scored(doubtful), "I10")[0] == pytest.approx(250_000 / (owed + 100_000))


def test_a_family_that_owes_more_than_all_it_has_is_told() -> None:
    plain, over = scored(case("fmcg_worked")), scored(case("fmcg_worked", family("mortgage", 9_000_000)))
    assert (status(plain, "family_worth"), status(over, "family_worth")) == ("met", "unmet")
    assert over.line.total == plain.line.total  # told, not refused
    assert any("合并净资产（含家庭）为正" in f.message("zh") for f in over.findings if f.code == "LIN04")


def test_where_instalments_are_counted_changes_the_cover_and_not_the_capacity() -> None:
    burdened = case("fmcg_worked", family("car", 60_000, 2_000))
    spent, served = scored(burdened), scored(pinned(burdened, instalments_in="service"))
    assert spent.ratios["dscr_requested"] == pytest.approx((CASH - 24_000) / (bullet(500_000) + OTHERS), rel=1e-3)
    assert served.ratios["dscr_requested"] == pytest.approx(CASH / (bullet(500_000) + OTHERS + 24_000), rel=1e-3)
    assert value_of(served, "M2") == pytest.approx(value_of(spent, "M2"))
    assert base_dscr(served) == pytest.approx(served.ratios["dscr_line"], rel=1e-3)


# ------------------------------------------------------------------ debts that only the bureau shows


def test_debt_that_only_the_bureau_shows_is_undisclosed_debt() -> None:
    told = {"debts": debts("fmcg_worked", private={"undeclared": None})}
    hidden = pinned(case("fmcg_worked", told), bureau_gap=300_000.0)
    little = pinned(case("fmcg_worked", told), bureau_gap=50_000.0)
    found = [{k.id: k.status for k in scored(values).score.knockouts}["K08"] for values in (hidden, little)]
    assert found == ["hit", "clear"]


def test_its_interest_is_not_there_to_repay_with() -> None:
    plain, doubtful = scored(case("fmcg_worked")), scored(pinned(case("fmcg_worked"), bureau_gap=50_000.0))
    lost = 0.7 * 50_000 * 0.18 / 12 * ANNUITY
    assert value_of(doubtful, "M2") == pytest.approx(value_of(plain, "M2") - lost)
    owed = bullet(500_000) + OTHERS + 50_000 * 0.18
    assert doubtful.ratios["dscr_requested"] == pytest.approx(CASH / owed, rel=1e-3)


# ------------------------------------------------------------------ working capital in doubt


@pytest.mark.parametrize("doubt", ["stock_shortfall", "receivables_shortfall"])
def test_a_doubt_about_working_capital_never_raises_the_need(doubt: str) -> None:
    plain, doubtful = scored(case("fmcg_worked")), scored(pinned(case("fmcg_worked"), **{doubt: 60_000.0}))
    assert value_of(doubtful, "M1") == pytest.approx(value_of(plain, "M1"))
    assert value_of(doubtful, "M3") < value_of(plain, "M3")
