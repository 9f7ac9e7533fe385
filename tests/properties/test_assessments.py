"""What must hold for any whole assessment: scale, repetition, and no case that breaks it."""

from __future__ import annotations

import dataclasses
import json
from datetime import UTC, datetime

import pytest
from jsonschema import Draft202012Validator

from scoring.assess import score_case
from scoring.policy import Policy
from scoring.results import Scoring
from tests.faces.fillings import Filler
from tests.properties.test_statements import WORKED, doubled, doubled_template, worked
from workbench.evaluation.values import evaluate
from workbench.pipeline.assess import Settings, assess
from workbench.pipeline.case import Case
from workbench.pipeline.library import card_for, compiled_template, policy_for
from workbench.report.html import render_html
from workbench.report.result_json import dump_json
from workbench.report.schema import result_schema
from workbench.template.model import Parameter

NOW = datetime(2026, 7, 1, tzinfo=UTC)
RANDOM_CASES = 25


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


def scored(template: str, twice: bool) -> Scoring:
    compiled, answers = worked(template)
    card, policy = card_for(compiled.template.card, compiled), policy_for(compiled.template.policy, compiled)
    if twice:
        return score_case(
            evaluate(doubled_template(template), doubled(compiled, answers)), card, doubled_policy(policy)
        )
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
    for name in ("dscr_requested", "debt_ratio", "current_ratio", "debt_to_sales", "private_share"):
        assert twice.ratios[name] == pytest.approx(once.ratios[name], rel=1e-9), name


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
    schema = Draft202012Validator(result_schema())
    for seed in range(RANDOM_CASES):
        case = Case(Filler(compiled, seed, dirt=8).answers(), compiled, "answers")
        result = assess(case, Settings(), NOW).result
        errors = [f"{list(e.absolute_path)}: {e.message}" for e in schema.iter_errors(json.loads(dump_json(result)))]
        assert errors == [], (seed, errors[:3])
        assert "</html>" in render_html(result)


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
