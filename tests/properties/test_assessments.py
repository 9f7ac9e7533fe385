"""What must hold for any whole assessment: scale, repetition, and no case that breaks it."""

from __future__ import annotations

import dataclasses
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from scoring.assess import score_case
from scoring.card import Card
from scoring.policy import Policy
from scoring.results import Scoring
from tests.faces.fillings import Filler
from tests.properties.test_statements import doubled, doubled_template
from tests.properties.worked import WORKED, near, worked
from workbench.evaluation.values import evaluate
from workbench.pipeline.assess import Settings, assess
from workbench.pipeline.case import Case
from workbench.pipeline.library import card_for, compiled_template, policy_for
from workbench.report.html import render_html
from workbench.report.result_json import dump_json
from workbench.report.schema import result_schema
from workbench.template.model import Parameter

NOW = datetime(2026, 7, 1, tzinfo=UTC)
RANDOM_CASES = 15
WIDE = 0.4  # some of these cases run out of cash, fail checks and are refused
FEN = 0.005
OF_THE_LINE = frozenset({"dscr_line", "dscr_no_roll", "debt_to_income"})  # it is rounded to steps of a fixed size
CARDS_IN_YUAN = frozenset({"farmer"})  # of the line table: those of other cards are shares and months


def doubled_policy(policy: Policy) -> Policy:
    """The policy with every amount of money in it doubled."""

    def twice(parameter: Parameter) -> Parameter:
        money = parameter.type == "money" and isinstance(parameter.value, float)
        return dataclasses.replace(parameter, value=parameter.value * 2) if money else parameter

    return dataclasses.replace(
        policy,
        names=dataclasses.replace(policy.names, parameters=tuple(map(twice, policy.names.parameters))),
        products=tuple(
            dataclasses.replace(product, caps=tuple((grade, cap * 2) for grade, cap in product.caps))
            for product in policy.products
        ),
    )


def doubled_card(card: Card) -> Card:
    """The card with the amounts of its line table doubled, where they are amounts."""
    if card.line_table is None or card.id not in CARDS_IN_YUAN:
        return card
    grades = tuple((grade, amount * 2) for grade, amount in card.line_table.grades)
    return dataclasses.replace(card, line_table=dataclasses.replace(card.line_table, grades=grades))


def scored(template: str, twice: bool) -> Scoring:
    compiled, answers = worked(template)
    card, policy = card_for(compiled.template.card, compiled), policy_for(compiled.template.policy, compiled)
    if twice:
        values = evaluate(doubled_template(template), doubled(compiled, answers))
        return score_case(values, doubled_card(card), doubled_policy(policy))
    return score_case(evaluate(compiled, answers), card, policy)


@pytest.mark.parametrize("template", WORKED)
def test_doubling_all_money_doubles_each_method_and_leaves_score_grade_and_ratios(template: str) -> None:
    once, twice = scored(template, False), scored(template, True)
    assert [d.points for d in twice.score.dimensions] == [d.points for d in once.score.dimensions]
    assert (twice.score.total, twice.score.grade) == (once.score.total, once.score.grade)
    assert [k.status for k in twice.score.knockouts] == [k.status for k in once.score.knockouts]
    assert twice.price.rate == once.price.rate
    for before, after in zip(once.line.methods, twice.line.methods, strict=True):
        if before.value is None:
            assert after.value is None
        else:
            assert after.value == pytest.approx(2 * before.value, rel=1e-9), before.id
        assert after.binding == before.binding
    for name in set(once.ratios) - OF_THE_LINE:
        assert twice.ratios[name] == pytest.approx(once.ratios[name], rel=1e-9), name
    for told, double in zip(once.stress, twice.stress, strict=True):
        for name in ("net_profit", "cash_before_service"):
            value = told.measures[name]
            assert double.measures[name] == (None if value is None else pytest.approx(2 * value, rel=1e-9)), name


@pytest.mark.parametrize("template", WORKED)
def test_assessing_twice_is_byte_identical(template: str) -> None:
    compiled, answers = worked(template)
    case = Case(answers, compiled, "answers")
    one, two = (assess(case, Settings(), NOW).result for _ in range(2))
    assert dump_json(one) == dump_json(two)
    assert render_html(one) == render_html(two)


@pytest.mark.parametrize("template", WORKED)
def test_any_case_gives_a_valid_result_and_a_report(template: str) -> None:
    compiled = compiled_template(template)
    for seed in range(RANDOM_CASES):
        case = Case(Filler(compiled, seed, dirt=8).answers(), compiled, "answers")
        assert_valid(assess(case, Settings(), NOW).result, seed)


@pytest.mark.parametrize("template", WORKED)
def test_a_case_near_the_worked_one_has_its_months_and_scenarios(template: str) -> None:
    compiled = compiled_template(template)
    for seed in range(RANDOM_CASES):
        result = assess(Case(near(template, seed, WIDE), compiled, "answers"), Settings(), NOW).result
        assert_valid(result, seed)
        calendars = [result["cash_calendar"], *(scenario["calendar"] for scenario in result["stress"])]
        assert any(calendars) or not result["line"]["total"], seed
        assert result["stress"], seed
        for calendar in calendars:
            assert_rolls(calendar, result["values"]["calendar_cash"]["value"], seed)


def assert_valid(result: dict[str, Any], seed: int) -> None:
    schema = Draft202012Validator(result_schema())
    errors = [f"{list(e.absolute_path)}: {e.message}" for e in schema.iter_errors(json.loads(dump_json(result)))]
    assert errors == [], (seed, errors[:3])
    assert "</html>" in render_html(result)


def assert_rolls(calendar: list[dict[str, Any]], cash: float, seed: int) -> None:
    """Every month ends with what it began with and what came in, less what went out, and the next begins there."""
    opening = cash
    for month in calendar:
        assert month["opening"] == pytest.approx(opening, abs=FEN), seed
        came = sum(flow["amount"] for flow in month["inflows"]) + month["paid_in"]
        went = sum(flow["amount"] for flow in month["outflows"])
        went += sum(month[flow] for flow in ("paid_off", "used", "principal", "interest"))
        assert month["closing"] == pytest.approx(month["opening"] + came - went, abs=FEN), seed
        assert month["below_zero"] == (round(month["closing"], 2) < 0), seed
        assert month["below_zero"] or not month["causes"], seed
        opening = month["closing"]
    assert len(calendar) in (0, 12)


@pytest.mark.parametrize("template", WORKED)
def test_a_blank_case_is_incomplete_and_asserts_nothing(template: str) -> None:
    from workbench.evaluation.answers import Answers

    compiled = compiled_template(template)
    blank = Answers(template, compiled.template.version, "zh", compiled.template.hash)
    result = assess(Case(blank, compiled, "answers"), Settings(), NOW).result
    assert result["status"] == "incomplete"
    assert {check["verdict"] for check in result["checks"]} <= {"not_performed", "not_applicable"}
    assert result["score"]["grade"] is None
    assert result["line"]["total"] in (0, None)
    assert not any(cap["status"] == "clear" and cap["id"] == "stress" for cap in result["score"]["caps"])
    assert "</html>" in render_html(result)


@pytest.mark.parametrize("template", WORKED)
def test_every_input_of_a_value_is_a_value(template: str) -> None:
    compiled, answers = worked(template)
    values = assess(Case(answers, compiled, "answers"), Settings(), NOW).result["values"]
    assert {name for value in values.values() for name in value["inputs"]} <= set(values)
