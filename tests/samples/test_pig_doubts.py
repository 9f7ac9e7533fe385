"""What doubtful checks take from a pig farm, and how a failed equity check is settled (METHOD 2.2, 2.7, 3B)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.samples.conftest import WAN, column, hold_arithmetic, number, verdict
from workbench.crosscheck.conservative import conservative_values
from workbench.evaluation.answers import Answers
from workbench.evaluation.values import Values
from workbench.formula import Value
from workbench.template.compiled import Compiled

TEMPLATE, WORKED = "pig_farming", "pig_worked.yaml"
Mutated = Callable[[Callable[[Answers], None]], Values]
MODEL_KG = 720_700


def settle(answers: Answers, check: str, first_deviation: float) -> None:
    """Write a re-check that takes conservative values."""
    row: dict[str, Value] = {
        "check": check, "first_verdict": "不通过", "date": 46_205.0, "first_deviation": first_deviation,
        "new_evidence": "无", "resolution": "以保守值重算", "visit_date": None, "by": None,
    }  # fmt: skip
    answers.fields["rechecks.none"] = None
    for name, value in row.items():
        answers.columns[f"rechecks.{name}"] = [value]


def test_more_feed_on_statements_than_the_model_costs_more(values: Values, mutated: Mutated) -> None:
    # 7% above the model: the dealers delivered more than the client wrote down
    first = mutated(lambda answers: answers.fields.update(feed_statement_kg=MODEL_KG * 1.07))
    careful = conservative_values(first)
    extra = 0.07 * number(values, "feed_used_year")
    assert verdict(first, "PG03") == "note"
    assert careful["feed_used_year"] == pytest.approx(number(values, "feed_used_year") + extra)
    assert careful["income_statement.net_profit.total"] == pytest.approx(
        number(values, "income_statement.net_profit.total") - extra
    )
    assert careful["stress.base.feed"] == pytest.approx(number(careful, "feed_used_year"))
    assert careful["cycle_cost_year"] == pytest.approx(number(values, "cycle_cost_year") + extra)
    hold_arithmetic(careful)


def test_less_feed_than_the_model_lowers_no_cost(mutated: Mutated) -> None:
    first = mutated(lambda answers: answers.fields.update(feed_statement_kg=MODEL_KG * 0.94))
    assert verdict(first, "PG03") == "note"
    assert conservative_values(first)["feed_doubt"] == 0


def test_a_price_above_the_region_is_not_counted_on(values: Values, mutated: Mutated) -> None:
    # sold at 14.50 where the region had 13.60: 6.6% above
    first = mutated(lambda answers: answers.fields.update(regional_price=13.6, normalised_price=13.0))
    careful = conservative_values(first)
    cut = 0.9 * number(values, "hog_kg")
    assert verdict(first, "PG08") == "note"
    assert careful["average_price"] == pytest.approx(13.6)
    assert careful["sales_total"] == pytest.approx(number(values, "sales_total") - cut)
    assert careful["income_statement.sales.total"] == pytest.approx(number(careful, "sales_total"))
    assert careful["normalisation"] == pytest.approx(0.6 * number(values, "hog_kg"))  # the rest of the way, once
    assert careful["break_even_price"] == pytest.approx(number(values, "break_even_price"))
    assert careful["PG08_evidence"] == first["PG08_evidence"]
    hold_arithmetic(careful)


def test_a_price_below_the_region_stays(mutated: Mutated) -> None:
    first = mutated(lambda answers: answers.fields.update(regional_price=15.6))
    assert verdict(first, "PG08") == "note"
    assert conservative_values(first)["average_price"] == pytest.approx(14.5)


def test_a_shortfall_is_taken_of_what_is_left(mutated: Mutated) -> None:
    # 25 pigs more than computed; the finishers would sell today at half of what they cost
    def twice(answers: Answers) -> None:
        heads, costs = column(answers, "animals.heads"), column(answers, "animals.cost_per_head")
        heads[heads.index(300.0)] = 325.0
        column(answers, "animals.market_per_head")[6] = costs[6] / 2

    first = mutated(twice)
    careful = conservative_values(first)
    assert verdict(first, "PG01") == "note"
    left = number(first, "balance_sheet.growing.restated")
    assert left < number(first, "balance_sheet.growing.book")
    assert careful["balance_sheet.growing.restated"] == pytest.approx(left * 1_000 / 1_025)
    assert careful["working_capital_doubt"] == pytest.approx(left * 25 / 1_025)
    hold_arithmetic(careful)


def test_pigs_of_others_are_not_taken_out_twice(mutated: Mutated) -> None:
    def consign(answers: Answers) -> None:
        for row in range(len(column(answers, "animals.market_per_head"))):
            column(answers, "animals.market_per_head")[row] = 0.0
        column(answers, "animals.heads")[column(answers, "animals.heads").index(300.0)] = 330.0

    first = mutated(consign)
    assert verdict(first, "PG01") == "note"
    assert conservative_values(first)["balance_sheet.growing.restated"] == 0


def test_equity_that_nothing_explains_is_an_untold_debt(mutated: Mutated) -> None:
    def hide(answers: Answers) -> None:
        column(answers, "flows.closing_balance")[0] += 100_000
        settle(answers, "PG17", -0.23)

    first = mutated(hide)
    careful = conservative_values(first)
    assert verdict(first, "PG17") == "fail"
    assert careful["balance_sheet.private.restated"] == pytest.approx(20 * WAN, abs=1)
    assert careful["balance_sheet.equity.restated"] == pytest.approx(number(careful, "expected_equity"), abs=0.01)
    assert careful["interest_kept"] == pytest.approx(number(first, "interest_kept") + 0.18 * 10 * WAN, abs=1)
    hold_arithmetic(careful)


def test_price_cover_takes_the_place_of_survival(compiled: Compiled, values: Values, mutated: Mutated) -> None:
    covers = {rule.name: rule.unless for rule in compiled.template.stress_rules}
    assert covers["survival"] == covers["survival_line"] != ""
    assert values["stress_rule.survival.unless"] == 0
    insured = mutated(lambda answers: answers.fields.update(price_cover="价格保险"))
    assert insured["stress_rule.survival.unless"] == 1
