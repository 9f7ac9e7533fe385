"""Price of the shipped policies (METHOD 4.6, 8.2, R18): listed adjustments, floor, ceiling, return on capital."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from scoring.assess import score_case
from scoring.card import load_card
from scoring.policy import Policy
from scoring.results import Scoring
from tests.scoring.cases import case, codes, default_card, graded, policy


@cache
def funded_at(name: str, rate: float) -> Policy:
    """Give a shipped policy with other costs of funds."""
    read = policy(name)
    parameters = [replace(p, value=rate) if p.name == "funds_rate" else p for p in read.names.parameters]
    return replace(read, names=replace(read.names, parameters=tuple(parameters)))


def farm(grade: str, funds: float = 0.02, insured: str = "full") -> Scoring:
    """Price the family farm at a grade; 2.0% operating cost, 40% loss given default, 1.8% margin."""
    values = case("family_farm_worked", insurance_state=f"insurance_state.{insured}")
    return score_case(values, graded(default_card(), grade), funded_at("crops", funds))


@pytest.mark.parametrize(("insured", "rate", "parts"), [("full", 0.063, 5), ("partial", 0.066, 4), ("none", 0.066, 4)])
def test_full_insurance_makes_the_farm_loan_cheaper(insured: str, rate: float, parts: int) -> None:
    price = farm("AA", insured=insured).price
    assert price.rate == pytest.approx(rate)
    assert [part.id for part in price.parts][4:] == ["insured"] * (parts - 4)


def test_insurance_concerns_the_farm_loan_only() -> None:
    values = case("family_farm_worked", insurance_state="insurance_state.full", request_product="product.credit")
    price = score_case(values, graded(default_card(), "AA"), policy("crops")).price
    assert price.rate == pytest.approx(0.02 + 0.022 + 0.02 * 0.5 + 0.02)
    assert "insured" not in {part.id for part in price.parts}


def test_cheap_funds_meet_the_floor() -> None:
    """AAA, insured, funds at 0: 0 + 2.0 + 1% x 40% + 1.8 - 0.3 = 3.9%, below the 4% of the farm loan."""
    scoring = farm("AAA", 0.0)
    assert sum(part.value for part in scoring.price.parts) == pytest.approx(0.039)
    assert (scoring.price.rate, scoring.price.bound) == (0.04, "floor")
    assert scoring.price.raroc == pytest.approx((0.04 - 0 - 0.02 - 0.004) / 0.08)  # 20%
    assert "LIN08" in codes(scoring)
    assert farm("AAA", 0.0, "none").price.bound == ""


def test_dear_funds_meet_the_ceiling() -> None:
    """BBB, funds at 5%: 5 + 2.0 + 5% x 40% + 1.8 = 10.8%, above the 10% of the farm loan."""
    scoring = farm("BBB", 0.05, "none")
    assert sum(part.value for part in scoring.price.parts) == pytest.approx(0.108)
    assert (scoring.price.rate, scoring.price.bound) == (0.1, "ceiling")
    assert scoring.price.raroc == pytest.approx((0.1 - 0.05 - 0.02 - 0.02) / 0.08)  # 12.5%
    assert "LIN08" in codes(scoring)


@pytest.mark.parametrize(
    ("grade", "rate", "raroc"), [("AAA", 0.067, 0.25), ("AA", 0.072, 0.25), ("A", 0.077, 0.25), ("BBB", 0.087, 0.25)]
)
def test_price_and_return_by_hand(grade: str, rate: float, raroc: float) -> None:
    """Business credit: 2.0 + 2.2 + default rate x 50% + 2.0; what is left of it is the margin, 2% on 8% of capital."""
    price = score_case(case("fmcg_worked"), graded(default_card(), grade), policy("trade")).price
    assert price.rate == pytest.approx(rate)
    assert price.raroc == pytest.approx(raroc)


def test_a_higher_risk_weight_lowers_the_return() -> None:
    trade = policy("trade")
    parameters = [replace(p, value=1.5) if p.name == "risk_weight" else p for p in trade.names.parameters]
    heavy = replace(trade, names=replace(trade.names, parameters=tuple(parameters)))
    price = score_case(case("fmcg_worked"), graded(default_card(), "AA"), heavy).price
    assert price.raroc == pytest.approx(0.02 / (0.08 * 1.5))


def test_a_consumer_loan_by_hand() -> None:
    card, problems = load_card("consumer")
    assert card is not None, problems
    price = score_case(case("consumer_worked"), graded(card, "AA"), policy("consumer")).price
    assert price.rate == pytest.approx(0.02 + 0.025 + 0.02 * 0.55 + 0.02)
    assert price.raroc == pytest.approx(0.25)
