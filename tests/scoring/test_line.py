"""The line (METHOD 4.2-4.4, rulings R16, R17): methods, factor, floor, deductions, conditions, price."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import Any

import pytest

from scoring.assess import score_case
from scoring.line import floor_to
from scoring.policy import Policy
from scoring.policy_entries import Rounding
from scoring.results import Scoring
from tests.scoring.cases import Rows, card_giving, case, codes, compiled, debts, default_card, policy, sample, scored
from workbench.evaluation.values import Values, evaluate
from workbench.labels import Label

STEPS = Rounding(100_000, 1_000, 10_000)


@pytest.mark.parametrize(
    ("amount", "line"),
    [
        (446_000, 440_000), (440_000, 440_000), (439_999.99, 430_000), (440_000 - 1e-9, 440_000), (100_000, 100_000),
        (99_999.99, 99_000), (99_000, 99_000), (98_999, 98_000), (999, 0), (0, 0), (-5_000, 0),
    ],
)  # fmt: skip
def test_lines_are_floored(amount: float, line: float) -> None:
    assert floor_to(amount, STEPS) == line


def methods(scoring: Scoring) -> dict[str, float | None]:
    return {method.id: method.value for method in scoring.line.methods if method.applicable}


def at(total: float, **answers: Any) -> Scoring:
    """Score the worked wholesaler at a given number of points."""
    rows = answers.pop("rows", None)
    return score_case(case("fmcg_worked", rows, **answers), card_giving(total), policy("trade"))


@pytest.mark.parametrize(
    ("total", "cap", "equity", "share", "factor"),
    [
        (90, 500_000, 1.0, 0.75, 1), (80, 500_000, 0.8, 0.7, 1), (70, 300_000, 0.7, 0.7, 1),
        (60, 200_000, 0.5, 0.6, 0.6), (50, 0, 0.3, 0.6, 0.4),
    ],
)  # fmt: skip
def test_a_grade_sets_its_coefficients(total: float, cap: float, equity: float, share: float, factor: float) -> None:
    scoring, worked = at(total), scored(case("fmcg_worked"))
    found = methods(scoring)
    assert found["M5"] == cap
    assert found["M3"] == pytest.approx(equity * 870_000.5 - 250_000)
    capacity = methods(worked)["M2"]
    assert capacity is not None
    assert found["M2"] == pytest.approx(capacity * share / 0.7)
    assert scoring.line.factor == factor
    assert scoring.line.total == floor_to((scoring.line.minimum or 0) * factor, STEPS)


def test_grade_c_is_refused_with_a_line_of_zero() -> None:
    scoring = at(40)
    assert (scoring.score.grade, scoring.line.total, scoring.price.rate) == ("C", 0, None)
    assert scoring.line.reason.zh == "等级 C 拒绝"
    assert nothing_binds(scoring)
    assert scoring.rejected
    assert "LIN01" in codes(scoring)


def test_product_that_the_policy_does_not_have_gives_no_line() -> None:
    scoring = scored(case("fmcg_worked", request_product="product.farm"))
    assert (scoring.product, scoring.line.total) == (None, 0)
    assert "LIN02" in codes(scoring)


def test_customers_who_finance_the_trade_leave_no_working_capital_need() -> None:
    line = scored(case("fmcg_worked", opening_advances=3_000_000)).line
    working = next(method for method in line.methods if method.id == "M1")
    assert working.reason.zh == "按公式没有营运资金需求"
    assert (line.total, line.minimum, working.binding) == (0, working.value, True)
    assert line.reason.zh == "流动资金需求 没有额度"
    assert line.net_new == -400_000


def test_a_loan_of_ours_that_stays_is_deducted_from_what_is_paid_out() -> None:
    rows = {"debts": debts("fmcg_worked", ours={"replaced": None})}
    top_up = scored(case("fmcg_worked", rows, request_amount=100_000))
    found = methods(top_up)
    assert found["M6"] == 500_000  # total exposure: the request on top of the loan that stays
    assert found["M3"] == pytest.approx(446_000.4)
    line = top_up.line
    assert (line.existing, line.replaced) == (400_000, 0)
    assert line.contract == line.net_new == line.total - 400_000


def test_a_loan_of_another_bank_that_is_paid_off_is_added_back() -> None:
    rows = {"debts": debts("fmcg_worked", bank={"replaced": "yes_no.yes"})}
    found, worked = methods(scored(case("fmcg_worked", rows))), methods(scored(case("fmcg_worked")))
    for name in ("M1", "M3", "M4"):
        assert found[name] == pytest.approx((worked[name] or 0) + 100_000)
    assert (found["M2"] or 0) > (worked["M2"] or 0)  # its interest is available for the new loan


def test_a_line_below_the_debts_that_it_is_to_pay_off_is_said() -> None:
    assert "LIN09" in codes(scored(case("fmcg_borderline")))


@pytest.mark.parametrize(
    ("kind", "rate"),
    [
        ("building", 0.7), ("home", 0.7), ("land", 0.6), ("receivables", 0.5), ("inventory", 0.5), ("livestock", 0.3),
        ("equipment", 0.0),
    ],
)  # fmt: skip
def test_collateral_counts_at_its_rate(kind: str, rate: float) -> None:
    rows = {"collateral": [{"item": "押品", "kind": f"collateral_kind.{kind}", "value": 1_000_000}]}
    scoring = scored(case("fmcg_worked", rows, request_product="product.mortgage"))
    assert methods(scoring)["M7"] == rate * 1_000_000


EQUIPMENT = {"collateral": [{"item": "设备", "kind": "collateral_kind.equipment", "value": 100_000}]}
HOME = {"collateral": [{"item": "住宅", "kind": "collateral_kind.home", "value": 100_000}]}


@pytest.mark.parametrize(("rows", "worth"), [(EQUIPMENT, 0), (HOME, 70_000)])
@pytest.mark.parametrize(
    ("sample", "product"),
    [("fmcg_worked", "product.credit"), ("fmcg_worked", "product.guaranteed"), ("pig_worked", "product.farm")],
)
def test_collateral_is_told_but_limits_no_product_that_is_not_sized_by_it(
    sample: str, product: str, rows: Rows, worth: float
) -> None:
    strong = {"guarantors": [{"name": "担保公司", "kind": "guarantor_kind.strong"}]}
    without = scored(case(sample, strong, request_product=product)).line
    line = scored(case(sample, rows | strong, request_product=product)).line
    collateral = next(method for method in line.methods if method.id == "M7")
    assert (collateral.value, collateral.applicable, collateral.binding) == (worth, False, False)
    assert collateral.reason == Label("不适用：产品不以押品定额", "Not applicable: product is not sized by collateral")
    assert (line.total, line.minimum) == (without.total, without.minimum)
    assert line.total > 0


def test_a_mortgage_loan_is_limited_by_its_collateral() -> None:
    line = scored(case("fmcg_worked", HOME, request_product="product.mortgage")).line
    assert [method.id for method in line.methods if method.binding] == ["M7"]
    assert (line.minimum, line.total) == (70_000, 70_000)


def test_without_collateral_its_method_does_not_apply_to_a_mortgage_loan_either() -> None:
    line = scored(case("fmcg_worked", request_product="product.mortgage")).line
    collateral = next(method for method in line.methods if method.id == "M7")
    assert (collateral.value, collateral.applicable, collateral.reason.zh) == (None, False, "没有抵质押物")


def nothing_binds(scoring: Scoring) -> bool:
    """Say whether a line is 0 with its methods told and none of them binding."""
    line = scoring.line
    assert any(method.value is not None for method in line.methods)
    assert (line.total, line.contract, line.minimum, line.net_new) == (0, 0, None, None)
    assert (scoring.schedule, scoring.schedule_gap) == ((), None)
    assert line.reason.zh
    assert line.reason.en
    return not any(method.binding for method in line.methods)


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ({"bureau_current_overdue": "yes_no.yes"}, "触及准入红线：K02 当前逾期、连三累六或不良"),
        (
            {"rows": {"stock": [{"item": "牛奶"}]}},
            "必需的测算方法无法计算：流动资金需求、生产周期需求、净资产",
        ),
        ({"request_product": "product.farm"}, "政策中没有所申请的产品"),
        (
            {"request_product": "product.guaranteed", "rows": {"guarantors": []}},
            "不满足：担保贷须有政府性担保或强担保人",
        ),
    ],
)
def test_a_line_of_zero_for_another_reason_than_an_amount_has_no_binding_method(
    answers: dict[str, Any], why: str
) -> None:
    scoring = at(80, **answers)
    assert nothing_binds(scoring)
    assert scoring.line.reason.zh == why


def test_an_invalid_score_has_no_binding_method() -> None:
    gone: dict[str, Any] = dict.fromkeys(("birth_date", "years_in_trade", "bureau_enquiries", "years_at_site"))
    scoring = scored(case("fmcg_worked", supply_stability=None, **gone))
    assert scoring.invalid
    assert nothing_binds(scoring)
    assert scoring.line.reason.zh == "评分无效，没有等级"


def test_a_knocked_out_case_of_any_grade_has_no_line_and_says_so_once() -> None:
    for total in (40, 90):
        scoring = at(total, bureau_current_overdue="yes_no.yes")
        assert nothing_binds(scoring)
        assert scoring.rejected
        assert scoring.line.reason.zh.startswith("触及准入红线")
        assert codes(scoring).count("KO01") == 1
        assert not {"LIN03", "LIN04"} & set(codes(scoring))
    assert scoring.price.rate is not None  # for information


def test_a_line_below_the_smallest_step_is_not_said_to_have_no_room() -> None:
    rows = {"debts": debts("fmcg_worked", ours={"closing": 0.0})}
    line = scored(case("fmcg_worked", rows, request_amount=900)).line
    assert (line.total, line.minimum) == (0, 900)
    assert [method.id for method in line.methods if method.binding] == ["M6"]
    assert line.reason.zh == "申请金额（含保留的本行余额） 乘等级系数后不足 1,000 元"


def test_own_share_falls_for_a_repeat_client_of_the_best_grade() -> None:
    best = score_case(case("pig_worked"), card_giving(90), policy("livestock"))
    assert methods(best)["M1b"] == pytest.approx(1_423_520 * 0.7 - 300_000 - 100_000)


def test_instalment_loans_take_their_own_term_for_repayment_capacity() -> None:
    two_years = scored(case("fmcg_worked", request_form="repayment_form.annuity", request_term=24))
    too_long = scored(case("fmcg_worked", request_form="repayment_form.annuity", request_term=60))
    worked = methods(scored(case("fmcg_worked")))["M2"] or 0
    assert (methods(two_years)["M2"] or 0) < worked
    assert methods(too_long)["M2"] == pytest.approx(worked)  # the product's 36 months at the most
    assert "LIN04" in codes(too_long)


@pytest.mark.parametrize(
    ("total", "answers", "unmet"),
    [
        (70, {}, ["bullet"]),
        (70, {"rows": {"guarantors": [{"name": "担保公司", "kind": "guarantor_kind.strong"}]}}, []),
        (70, {"request_form": "repayment_form.annuity"}, []),
        (60, {}, ["instalments"]),
        (60, {"request_form": "repayment_form.annuity", "rows": {"guarantors": []}}, ["guarantor"]),
        (50, {"request_form": "repayment_form.annuity", "request_term": 36}, ["security"]),
        (80, {"request_product": "product.guaranteed"}, ["guaranteed"]),
        (80, {"request_product": "product.mortgage"}, ["mortgaged"]),
    ],
)
def test_conditions_of_grade_and_product(total: float, answers: dict[str, Any], unmet: list[str]) -> None:
    scoring = at(total, **answers)
    listed = [condition.id for condition in scoring.line.conditions if condition.status == "unmet"]
    assert [name for name in listed if name != "calendar" and not name.startswith("stress.")] == unmet
    refused = any(condition.refuses and condition.status == "unmet" for condition in scoring.line.conditions)
    assert not refused or (scoring.line.total == 0 and "LIN03" in codes(scoring))


def test_a_mortgage_loan_is_priced_and_capped_as_its_product() -> None:
    rows = {"collateral": [{"item": "住宅", "kind": "collateral_kind.home", "value": 1_000_000}]}
    scoring = scored(case("fmcg_worked", rows, request_product="product.mortgage"))
    assert (scoring.product, methods(scoring)["M5"]) == ("P3", 5_000_000)
    assert scoring.price.rate == pytest.approx(0.02 + 0.02 + 0.02 * 0.2 + 0.015)


def test_a_seasonal_plan_must_stand_and_add_up() -> None:
    seasonal: dict[str, Any] = {"request_form": "repayment_form.seasonal", "fact_cure": "yes_no.yes"}
    late = {"repayment_plan": [{"month": 13, "principal": 200_000}]}
    assert "LIN06" in codes(scored(case("fmcg_worked", late, **seasonal)))
    plan = [{"month": 6, "principal": 200_000}, {"month": 12, "principal": 200_000}]
    short = scored(case("fmcg_worked", {"repayment_plan": plan}, **seasonal))
    assert "LIN07" in codes(short)
    assert [month.month for month in short.schedule if month.principal] == [6, 12]
    assert sum(month.principal for month in short.schedule) == short.line.contract


def test_no_roll_counts_other_debts_in_full() -> None:
    ratios = scored(case("fmcg_worked")).ratios
    assert ratios["dscr_no_roll"] == pytest.approx(28.8 / (44 / 3 + 44 * 0.072 + 3.1 + 25), abs=1e-4)


def test_doubling_everything_doubles_the_methods_and_leaves_grade_and_ratios() -> None:
    plain = scored(case("fmcg_worked"))
    doubled = score_case(doubled_case(), default_card(), twice_the_caps(policy("trade")))
    assert doubled.score.total == plain.score.total
    capped = {"dscr_line", "dscr_no_roll"}  # the line is floored to the same step
    for name in plain.ratios.keys() - capped:
        assert doubled.ratios[name] == pytest.approx(plain.ratios[name])
    for name in ("M1", "M2", "M3", "M4", "M6"):
        assert methods(doubled)[name] == pytest.approx(2 * (methods(plain)[name] or 0))


def twice_the_caps(trade: Policy) -> Policy:
    """Give a policy whose products may be twice as much."""
    products = [replace(p, caps=tuple((grade, 2 * cap) for grade, cap in p.caps)) for p in trade.products]
    return replace(trade, products=tuple(products))


def doubled_case() -> Values:
    """Give the worked wholesaler with every amount of money doubled."""
    answers = copy.deepcopy(sample("fmcg_worked"))
    made = compiled(answers.template)

    def twice(name: str, value: Any) -> Any:
        return value * 2 if made.definitions[name].type == "money" and isinstance(value, float) else value

    answers.fields = {name: twice(name, value) for name, value in answers.fields.items()}
    answers.columns = {name: [twice(name, v) for v in values] for name, values in answers.columns.items()}
    answers.series = {name: [twice(name, v) for v in values] for name, values in answers.series.items()}
    return evaluate(made, answers)
