"""The consumer line (METHOD 4.2, 5.5, D.3): score, the binding method, knock-outs, price and schedule.

The worked case by hand: income 198,000 a year (10,500 a month his own), living costs 66,000, mortgage 38,400, interest
1,440, principal 12,000 on a loan that stays; 120,000 asked for over 36 equal months, reference rate 7.2%.
"""

from __future__ import annotations

import copy
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

import pytest

from scoring.assess import score_case
from scoring.card import load_card
from scoring.results import KnockoutResult, Scoring
from tests.scoring.cases import Rows, case, policy, table
from workbench.evaluation.values import Values, evaluate

FEN = Decimal("0.01")
POINTS = {
    "P01": 6,  # 33 years
    "P02": 6,  # married, a child
    "P03": 5,  # degree
    "P04": 10,  # own home with a mortgage
    "P05": 6,  # private firm
    "P06": 8,  # 6 years
    "P07": 12,  # 10,500 / 6,500 = 1.615
    "P08": 5,  # (38,400 + 720 + 12,000 + 44,595) / 198,000 = 48.3%
    "P09": 14,
    "P10": 6,  # 70 months
}


def monthly(principal: float, rate: float, months: int) -> float:
    """Give the level instalment by the closed form of METHOD 4.5."""
    grown = (1 + rate / 12) ** months
    return principal * rate / 12 * grown / (grown - 1)


def consumer(rows: Rows | None = None, **fields: Any) -> Scoring:
    """Score the worked case with some answers changed."""
    return scored_consumer(case("consumer_worked", rows, **fields))


def earning(wage: float, bonus: float = 18_000, spouse: float = 72_000, **fields: Any) -> Scoring:
    """Score the worked case with other incomes a year, all of them seen in the statements."""
    proof = {"recurring": "yes_no.yes", "evidence": "income_evidence.statement"}
    amounts = {"wage": wage, "bonus": bonus, "spouse": spouse}
    rows = [{"item": kind, "kind": f"income_kind.{kind}", "amount": amount} | proof for kind, amount in amounts.items()]
    values = case("consumer_worked", {"family_income": rows}, **fields)
    answers = copy.deepcopy(values.answers)
    answers.series["wage_credits.wage"] = [wage / 12] * 12
    answers.series["wage_credits.bonus"] = [float(bonus), *[0.0] * 11]
    answers.series["spouse_credits.wage"] = [spouse / 12] * 12
    return scored_consumer(evaluate(values.compiled, answers))


def scored_consumer(values: Values) -> Scoring:
    """Score a case with the consumer card and policy."""
    card, problems = load_card("consumer")
    assert card is not None, problems
    return score_case(values, card, policy("consumer"))


@cache
def worked() -> Scoring:
    """Score the worked case."""
    return consumer()


def methods(scoring: Scoring) -> dict[str, float]:
    """Give the methods that count, by id."""
    return {m.id: m.value for m in scoring.line.methods if m.applicable and m.value is not None}


def binding(scoring: Scoring) -> list[str]:
    """Give the methods that bind."""
    return [method.id for method in scoring.line.methods if method.binding]


def knockout(scoring: Scoring, name: str) -> KnockoutResult:
    """Give a knock-out."""
    return next(item for item in scoring.score.knockouts if item.id == name)


def test_points_by_indicator() -> None:
    found = {item.id: item.points for d in worked().score.dimensions for item in d.indicators}
    assert found == POINTS
    assert (worked().score.total, worked().score.grade, worked().score.missing) == (78, "AA", ())
    assert all(cap.status == "clear" for cap in worked().score.caps)


def test_the_line_is_the_least_of_all_methods() -> None:
    """Half of what living costs and today's debts leave: 92,160 - 12,000 = 80,160 a year, 3,340 a month."""
    found = methods(worked())
    grown = 1.006**36
    assert found["M2"] == pytest.approx(3_340 * (grown - 1) / (0.006 * grown))  # 107,851
    assert found["MI"] == 126_000  # AA: 12 x 10,500
    assert (found["M5"], found["M6"], found["M8"]) == (300_000, 120_000, 5_000_000)
    assert set(found) == {"M2", "M5", "M6", "M8", "MI"}
    assert binding(worked()) == ["M2"]
    assert (worked().line.total, worked().line.contract, worked().line.net_new) == (100_000, 100_000, 100_000)


def test_half_of_what_is_left_whatever_the_grade() -> None:
    for education, kind in (("master", "public"), ("lower", "informal")):
        scoring = consumer(education=f"education.{education}", employer_kind=f"employer_kind.{kind}")
        assert methods(scoring)["M2"] == pytest.approx(methods(worked())["M2"])


@pytest.mark.parametrize(
    ("years", "kind", "grade", "months"),
    [
        (6, "public", "AAA", 18),  # 78 + 6 = 84
        (6, "private", "AA", 12),  # 78
        (0.5, "private", "AA", 12),  # 78 - 8 = 70
        (0.5, "self_employed", "A", 8),  # 68
    ],
)
def test_months_of_income_by_grade(years: float, kind: str, grade: str, months: int) -> None:
    scoring = consumer(years_in_post=years, employer_kind=f"employer_kind.{kind}")
    assert scoring.score.grade == grade
    assert methods(scoring)["MI"] == months * 10_500


def test_months_of_income_bind_where_the_spouse_earns() -> None:
    """Own income 4,800 a month, 0.74 of the local wage: 4 points instead of 12, 70 in all; the spouse pays the rest."""
    scoring = earning(wage=57_600, bonus=0, spouse=180_000)
    assert (scoring.score.total, scoring.score.grade) == (70, "AA")
    assert binding(scoring) == ["MI"]
    assert methods(scoring)["MI"] == pytest.approx(12 * 4_800)
    assert scoring.line.total == 57_000  # 57,600 floored to 1,000 yuan


def test_the_request_and_the_product_s_cap_bind_too() -> None:
    asked = consumer(request_amount=60_000)
    assert (binding(asked), asked.line.total) == (["M6"], 60_000)
    rich = earning(wage=600_000, request_amount=400_000, documented_need=400_000)
    assert (binding(rich), rich.line.total) == (["M5"], 300_000)


def test_dscr_is_of_personal_income() -> None:
    """198,000 - 104,400 before debt service; 12 instalments, 720 interest and 12,000 principal after it."""
    service = 12 * monthly(120_000, 0.072, 36)
    assert worked().ratios["dscr_requested"] == pytest.approx(93_600 / (service + 12_720))
    assert worked().ratios["debt_to_income"] == pytest.approx((38_400 + 12_720 + service) / 198_000)
    poor = earning(wage=60_000)  # 150,000 - 104,400 = 45,600 < 57,315
    assert knockout(poor, "K12").status == "hit"
    assert poor.line.total == 0
    cured = earning(wage=60_000, fact_cure="yes_no.yes")
    assert knockout(cured, "K12").status == "cured"


@pytest.mark.parametrize("purpose", ["securities", "house", "private", "lending", "stock", "turnover", "equipment"])
def test_forbidden_purposes(purpose: str) -> None:
    scoring = consumer(request_purpose=f"purpose.{purpose}")
    assert (knockout(scoring, "K07").status, scoring.line.total) == ("hit", 0)


def test_undisclosed_debt_counts_against_all_debts_of_the_family() -> None:
    hidden = [row | {"undeclared": "yes_no.yes", "closing": 120_000.0} for row in table("consumer_worked", "debts")]
    assert knockout(consumer({"debts": hidden}), "K08").status == "hit"  # 120,000 of 540,000: 22%
    assert knockout(worked(), "K08").status == "clear"


def test_what_a_business_only_has_never_applies() -> None:
    for name in ("K05", "K06", "K13", "K15"):
        assert knockout(worked(), name).status == "clear"
        assert knockout(worked(), name).reason.zh
        assert knockout(worked(), name).inputs == {}
    never = {m.id: m.reason.en for m in worked().line.methods if not m.applicable}
    assert set(never) == {"M1", "M1b", "M3", "M4", "M7"}
    assert all(never.values())


def test_the_price_is_built_up() -> None:
    """2.0% funds + 2.5% operating + 2% x 55% + 2.0% margin."""
    assert worked().price.rate == pytest.approx(0.02 + 0.025 + 0.02 * 0.55 + 0.02)


def test_the_schedule_to_the_fen() -> None:
    """100,000 at 7.6% over 36 months, with decimals of their own."""
    rate, balance = Decimal("0.076") / 12, Decimal(100_000)
    level = Decimal(monthly(100_000, 0.076, 36)).quantize(FEN, ROUND_HALF_UP)
    assert level == Decimal("3115.22")
    for instalment in worked().schedule[:-1]:
        interest = (balance * rate).quantize(FEN, ROUND_HALF_UP)
        balance -= level - interest
        assert (instalment.payment, instalment.interest) == (float(level), float(interest))
        assert instalment.balance == float(balance)
    last = worked().schedule[-1]
    assert (len(worked().schedule), last.balance) == (36, 0)
    assert last.principal == pytest.approx(float(balance))


def test_stress_at_the_line() -> None:
    """At 100,000 the first year costs 12 instalments at 7.2%, 720 interest and 12,000 principal.

    Two points more cost 8,640 on the debts that stay and 2,000 on the loan.
    """
    service = 12 * monthly(100_000, 0.072, 36) + 12_720
    found = {scenario.id: scenario.measures for scenario in worked().stress}
    assert found["income_down"]["dscr"] == pytest.approx(54_000 / service)
    assert found["rate_up"]["dscr"] == pytest.approx(93_600 / (service + 8_640 + 2_000))
    dearer = (found["rate_up"]["interest_due"] or 0) - (found["base"]["interest_due"] or 0)
    assert dearer == pytest.approx(8_640 + 2_000)
    assert found["rate_up"]["interest_cover"] == pytest.approx(93_600 / (found["rate_up"]["interest_due"] or 0))
    assert found["lose_earner"]["survival_months"] == pytest.approx(46_000 / ((32_400 + service) / 12))
    assert {rule.name: rule.status for s in worked().stress for rule in s.rules} == {
        "income_down": "holds", "rate_up": "holds", "lose_earner": "holds",
    }  # fmt: skip


def test_a_fall_of_income_that_debts_do_not_survive_caps_the_grade() -> None:
    """Income 180,000: M2 gives 83,634 at first; after the fall 144,000 - 104,400 = 39,600 does not pay that line."""
    scoring = earning(wage=90_000, employer_kind="employer_kind.public")
    assert scoring.stress_line == 83_000
    assert 12_720 + 12 * monthly(83_000, 0.072, 36) > 39_600
    # 78 + 6 for the employer - 4 for 9,000 / 6,500 = 1.38 - 5 for 95,715 / 180,000 = 53%
    assert (scoring.score.total, scoring.score.grade_by_points, scoring.score.grade) == (75, "AA", "A")
    assert (binding(scoring), scoring.line.total) == (["MI"], 72_000)  # A: 8 x 9,000


def test_only_equal_instalments() -> None:
    assert {c.id: c.status for c in worked().line.conditions}["annuity"] == "met"
    bullet = consumer(request_form="repayment_form.bullet")
    assert {c.id: c.status for c in bullet.line.conditions}["annuity"] == "unmet"


def test_a_hard_failure_leaves_no_credit() -> None:
    """At most BBB (METHOD 5.2) is C here: the card has no grade between A and C."""
    scoring = consumer(bureau_balance=600_000)
    assert (scoring.score.grade_by_points, scoring.score.grade, scoring.line.total) == ("AA", "C", 0)


def test_one_answer_may_be_missing_and_two_not() -> None:
    one = consumer(insured_months=None)
    assert (one.score.missing, one.score.total, one.score.grade) == (("P10",), 72, "AA")
    two = consumer(insured_months=None, years_in_post=None)
    assert (set(two.score.missing), two.score.grade, two.line.total) == ({"P06", "P10"}, None, 0)


def test_another_product_is_not_lent() -> None:
    scoring = consumer(request_product="product.credit")
    assert (scoring.product, scoring.line.total) == (None, 0)
