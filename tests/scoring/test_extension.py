"""Formulas on top of a template: readiness, given values, lineage, mistakes; the case's own values stay."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.scoring.cases import case, compiled
from workbench.evaluation.extension import constant, evaluate_extension, extend, given, rule
from workbench.evaluation.values import Values
from workbench.formula import DIV0, Context
from workbench.labels import EMPTY, Label
from workbench.template.compiled import Compiled
from workbench.template.definitions import Definition
from workbench.template.model import Parameter

PLACE = "card.yaml:7"


def extended(*extra: Definition) -> Compiled:
    made, problems = extend(compiled("fmcg_wholesale"), extra)
    assert made is not None, problems
    return made


def mistakes(*extra: Definition) -> list[tuple[str, str]]:
    made, problems = extend(compiled("fmcg_wholesale"), extra)
    assert made is None
    return [(problem.code, problem.place) for problem in problems]


def rules(**formulas: str) -> list[Definition]:
    return [rule(name, formula, PLACE) for name, formula in formulas.items()]


def run(made: Compiled, values: Values, **outside: float | str | None) -> Values:
    return evaluate_extension(made, values, outside)


def test_formulas_take_each_other_in_any_order_and_the_template_s_names() -> None:
    made = extended(*rules(double="twice_the_years*1", twice_the_years="years_in_trade+years_at_site"))
    found = run(made, case("fmcg_worked"))
    assert (found["double"], found["age"]) == (18, 41)


def test_the_values_of_the_case_stay_as_they_were() -> None:
    values = case("fmcg_worked")
    before = list(values.frame)
    first = run(extended(*rules(double="years_in_trade*1")), values)
    assert values.frame == before
    assert first.statuses("debts") == values.statuses("debts")
    assert first.range("debts.closing") == values.range("debts.closing")


def test_missing_is_not_zero_and_says_what_it_waits_for() -> None:
    made = extended(*rules(sum_of_years="years_in_trade+years_at_site", further="sum_of_years+1"))
    found = run(made, case("fmcg_worked", years_at_site=None))
    assert (found["sum_of_years"], found["further"]) == (None, None)
    assert (found.missing("sum_of_years"), found.missing("further")) == (["years_at_site"], ["sum_of_years"])


def test_an_error_is_an_error_where_it_arises() -> None:
    assert run(extended(*rules(share="1/zero")), case("fmcg_worked"))["share"] is DIV0


def test_given_values_come_from_outside_and_count_as_missing_without() -> None:
    grade = given("grade", Label("等级", "Grade"), PLACE, "text")
    made = extended(grade, given("total", EMPTY, PLACE), *rules(best='IF(grade="AAA",total,0)'))
    values = case("fmcg_worked")
    assert run(made, values, grade="AAA", total=90.0)["best"] == 90
    assert run(made, values, grade="AA", total=90.0)["best"] == 0
    waiting = run(made, values, total=90.0)
    assert (waiting["best"], waiting.missing("best")) == (None, ["grade"])


def test_constants_and_short_names_of_a_line() -> None:
    limit = constant(Parameter("limit", EMPTY, "number", 8.0, "METHOD", PLACE))
    value = rule("I04_value", "years_in_trade", PLACE)
    enough = replace(rule("I04_bin_1", "value>=limit", PLACE), context=Context("line", "I04_"))
    made = extended(limit, value, enough)
    assert run(made, case("fmcg_worked"))["I04_bin_1"] is True
    assert run(made, case("fmcg_worked", years_in_trade=7.9))["I04_bin_1"] is False
    assert run(made, case("fmcg_worked", years_in_trade=None))["I04_bin_1"] is None


def test_precedents_are_there_for_explaining_a_number() -> None:
    made = extended(*rules(share="debt_ours/financial_debt", twice="share+share"))
    assert made.precedents("share") == ("debt_ours", "financial_debt")
    assert made.precedents("twice") == ("share",)
    assert made.precedents("debt_ours") == compiled("fmcg_wholesale").precedents("debt_ours")


@pytest.mark.parametrize(
    ("formulas", "code"),
    [
        ({"share": "debt_hours/financial_debt"}, "FML21"),
        ({"share": "(years_in_trade"}, "FML07"),
        ({"share": "debts.closing"}, "FML40"),
        ({"age": "years_in_trade+1"}, "TPL08"),
        ({"AGE": "years_in_trade+1"}, "TPL08"),
        ({"cat2": "years_in_trade+1"}, "FML81"),
        ({"first": "second+1", "second": "first+1"}, "TPL16"),
    ],
)
def test_mistakes_come_back_with_their_place(formulas: dict[str, str], code: str) -> None:
    assert (code, PLACE) in mistakes(*rules(**formulas))


def test_a_name_given_twice_by_the_extension_itself_is_a_mistake() -> None:
    assert mistakes(*rules(share="1"), *rules(share="2")) == [("TPL08", PLACE)]
