"""METHOD 9B's stress table, the cash calendar and the second pass of a pig farm (METHOD 1.4, 2.2, 3B.5)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import SAMPLES
from tests.samples.conftest import WAN, hold_arithmetic, number, verdict
from workbench.crosscheck.conservative import conservative_values
from workbench.evaluation.answers import Answers
from workbench.evaluation.answers_file import read_answers_file
from workbench.evaluation.values import Values, evaluate
from workbench.template.compiled import Compiled

TEMPLATE, WORKED = "pig_farming", "pig_worked.yaml"
PRINTED = 0.00501 * WAN  # METHOD prints 0.01 万元; the sample's feed is right to 2 yuan

# scenario: net profit, cash before debt service, as METHOD 9B prints them
STRESS = {
    "base": (40.82, 45.62),
    "price_down": (8.1, 12.9),
    "price_down_further": (-24.61, -19.81),
    "feed_up": (18.87, 23.67),
    "price_and_feed": (-13.84, -9.04),
    "disease": (-13.43, -8.63),
}


@pytest.mark.parametrize("scenario", STRESS)
def test_the_printed_stress_table(values: Values, scenario: str) -> None:
    found = [number(values, f"stress.{scenario}.{column}") for column in ("net_profit", "cash_before_service")]
    assert found == pytest.approx([amount * WAN for amount in STRESS[scenario]], abs=PRINTED)


def test_months_of_survival_at_a_fifth_less(values: Values) -> None:
    """METHOD 9B: the deficit and the service of 60 at 6.6% ... 13.7 months, with 3.97 interest and 6.67 principal."""
    deficit = -number(values, "stress.price_down_further.cash_before_service") + 3.97 * WAN + 20 / 3 * WAN
    assert number(values, "calendar_cash") / (deficit / 12) == pytest.approx(13.7, abs=0.05)


def test_break_even_price(values: Values) -> None:
    assert values["stress.base.break_even"] == pytest.approx(number(values, "break_even_price"))
    assert number(values, "stress.disease.break_even") > number(values, "stress.feed_up.break_even")


def test_the_low_of_the_cycle_waits_for_its_price(values: Values, mutated: Callable) -> None:
    assert values["stress.cycle_low.net_profit"] is None
    low = mutated(lambda answers: answers.fields.update(cycle_low_price=11.6))
    assert low["stress.cycle_low.price"] == pytest.approx(-0.2)
    assert low["stress.cycle_low.net_profit"] == pytest.approx(number(low, "stress.price_down_further.net_profit"))


def test_rules_cap_the_grade_and_the_line(compiled: Compiled, values: Values, mutated: Callable) -> None:
    rules = [(rule.scenario, rule.measure, rule.effect) for rule in compiled.template.stress_rules]
    assert rules == [("price_down_further", "survival_months", effect) for effect in ("grade", "line")]
    assert (values["stress_rule.survival.least"], values["stress_rule.survival_line.share"]) == (6, 0.5)
    assert values["stress_rule.survival_line.unless"] == 0
    covered = mutated(lambda answers: answers.fields.update(price_cover="价格保险"))
    assert covered["stress_rule.survival_line.unless"] == 1


def test_receipts_stand_in_the_months_of_the_lots(values: Values) -> None:
    assert values.range("cash_calendar.sales") == pytest.approx(values.range("income_statement.sales"))
    assert values.range("cash_calendar.plans")[4] == 40_000


def test_every_line_of_the_calendar_is_in_its_net(compiled: Compiled, values: Values) -> None:
    statement = next(item for item in compiled.template.statements if item.name == "cash_calendar")
    parts: dict[str, float] = {"inflow": 0, "outflow": 0}
    for line in statement.lines:
        if line.part:
            parts[line.part] += number(values, f"cash_calendar.{line.name}.total")
    net = number(values, "cash_calendar.net_before_loan.total")
    assert parts["inflow"] - parts["outflow"] == pytest.approx(net)
    # the year's disposable cash with the change of feed in store, what is kept and what is planned left in
    disposable = number(values, "period_disposable") + number(values, "interest_year")
    kept = number(values, "interest_kept") + number(values, "principal_kept")
    assert net == pytest.approx(disposable - kept - 40_000, abs=1)


def test_nothing_is_taken_where_everything_passes(values: Values) -> None:
    assert conservative_values(values) is values


def test_the_borderline_farm_takes_the_conservative_values(compiled: Compiled) -> None:
    first = evaluate(compiled, read_answers_file(SAMPLES / "pig_borderline.yaml", compiled))
    second = conservative_values(first)
    assert second["sales_total"] == pytest.approx(number(first, "verified_sales"))
    assert second["income_statement.sales.total"] == pytest.approx(number(first, "verified_sales"))
    assert second["payables_untold"] == pytest.approx(number(first, "PG15_evidence") - number(first, "PG15_base"))
    breeding = "balance_sheet.breeding.restated"
    assert number(second, breeding) < number(first, breeding)
    hold_arithmetic(second)


def test_pigs_that_the_movement_does_not_explain_count_for_nothing(mutated: Callable) -> None:
    def twice(answers: Answers) -> None:
        row = answers.columns["animals.heads"].index(300.0)
        answers.columns["animals.heads"][row] = 330.0

    first = mutated(twice)
    second = conservative_values(first)
    assert verdict(first, "PG01") == "note"
    growing = number(first, "balance_sheet.growing.book")
    assert second["balance_sheet.growing.restated"] == pytest.approx(growing * 1000 / 1030)
    hold_arithmetic(second)
