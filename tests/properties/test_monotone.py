"""What is worse never looks better: worse shocks under stress, worse answers in the score and the line.

Left out, because the method itself is not monotone in them: growth, margin, turnover days and sales (bands around an
industry's usual values, cross-checks against told figures); age (a band); the amount asked for (it caps the line,
method M6, so more may be granted); debts that the loan replaces; the rate as a shock (it raises the denominator of the
DSCR, which lifts a negative one).
"""

from __future__ import annotations

import dataclasses
import random
from functools import cache

import pytest

from scoring.assess import score_case
from scoring.results import Scoring
from scoring.stress_names import BASE, STRESS, scenarios, shock_columns
from tests.properties.worked import WORKED, near
from workbench.crosscheck import conservative_values
from workbench.evaluation.answers import Answers
from workbench.evaluation.values import Values, evaluate
from workbench.formula import Value
from workbench.pipeline.library import card_for, compiled_template, fitting_cards, policy_for
from workbench.template.compiled import Compiled, compile_template
from workbench.template.model import Parameter, Template

SHOCKS = {  # +1: more is worse
    "volume": -1, "price": -1, "margin": -1, "yield_change": -1, "animal_price": -1, "income": -1,
    "receivable_multiple": 1, "stock_multiple": 1, "bad_debt": 1, "feed_change": 1, "rent_change": 1,
    "own_lost": 1, "spouse_lost": 1,
}  # fmt: skip
FINANCING = frozenset({"rate"})
MEASURES = ("net_profit", "cash_before_service", "dscr", "interest_cover", "liquidity_room", "survival_months")
LARGEST_STEP = 0.06
CHAINS, CASES = 2, 8

FIELDS = {  # +1: more is worse
    "bureau_overdue_count": 1, "bureau_longest_days": 1, "bureau_consecutive": 1, "bureau_enquiries": 1,
    "bureau_institutions": 1, "bureau_online_lenders": 1, "private_outflow": 1,
    "clean_years": -1, "settlement_share": -1, "average_deposit": -1, "instalment_days_share": -1,
    "years_in_post": -1, "insured_months": -1, "unused_lines": -1,
}  # fmt: skip
COLUMNS = {"household.amount": 1, "guarantees.amount": 1, "family_debts.instalment": 1, "collateral.value": -1}
MORE = {"integer": (1.0, 6.0), "money": (1_000.0, 80_000.0), "number": (0.5, 8.0), "percent": (0.05, 0.5)}


def shocks_of(source: Template) -> list[str]:
    """The shocks of a template: a factor that is computed from them is none."""
    names = [column.name for column in shock_columns(source)]
    base = next(line for line in scenarios(source) if line.name == BASE)
    return [name for name in names if not any(other in base.formulas[name] for other in names)]


def chained(source: Template, rng: random.Random) -> Template:
    """The template with each scenario worse than the one before it, or as bad, in every operating shock."""
    parameters: list[Parameter] = []
    shocks = shocks_of(source)
    now = {name: 1.0 if name.endswith("_multiple") else 0.0 for name in shocks}
    lines = {}
    for number, line in enumerate(scenarios(source)):
        formulas = dict(line.formulas)
        for name in shocks:
            if line.name != BASE and name not in FINANCING and rng.random() < 0.6:
                now[name] += SHOCKS[name] * rng.uniform(0, LARGEST_STEP)
            trial = dataclasses.replace(source.parameters[0], name=f"trial.{name}.s_{number}", value=now[name])
            parameters.append(trial)
            formulas[name] = trial.name
        lines[line.name] = dataclasses.replace(line, formulas=formulas)
    statements = tuple(
        dataclasses.replace(one, lines=tuple(lines.get(line.name, line) for line in one.lines))
        if one.name == STRESS
        else one
        for one in source.statements
    )
    return dataclasses.replace(source, parameters=(*source.parameters, *parameters), statements=statements)


@cache
def chain_of(template: str, seed: int) -> Compiled:
    compiled, findings = compile_template(chained(compiled_template(template).template, random.Random(seed)))
    assert not findings, findings[:3]
    assert compiled is not None
    return compiled


def scored(values: Values) -> Scoring:
    compiled = values.compiled
    card, policy = card_for(compiled.template.card, compiled), policy_for(compiled.template.policy, compiled)
    return score_case(values, card, policy, parallel=fitting_cards(compiled))


def pays_off(values: Values) -> bool:
    """Whether selling less is worse at all: not where every sale loses money."""
    names = [f"stress.{line.name}.contribution" for line in scenarios(values.compiled.template)]
    known = [values.number(name) for name in names if name in values.compiled.definitions]
    return all(number is not None and number > 0 for number in known)


@pytest.mark.parametrize("template", WORKED)
def test_every_shock_has_its_direction(template: str) -> None:
    assert set(shocks_of(compiled_template(template).template)) - set(SHOCKS) - FINANCING == set()


@pytest.mark.parametrize("template", WORKED)
def test_worse_operating_shocks_never_give_better_figures(template: str) -> None:
    compared = 0
    for seed in range(CHAINS * CASES):
        values = evaluate(chain_of(template, seed % CHAINS), near(template, seed))
        if not pays_off(values):
            continue
        before: dict[str, float] = {}
        for scenario in scored(values).stress:
            for name in (*MEASURES, "lowest_cash"):
                value = scenario.measures.get(name)
                if value is not None:
                    assert value <= before.get(name, value) + 1e-6, (seed, scenario.id, name)
                    before[name] = value
                    compared += 1
    assert compared > CHAINS * CASES * len(MEASURES)


def worsened(compiled: Compiled, answers: Answers, name: str, rng: random.Random) -> Answers | None:
    """The answers with one of the declared inputs worse; None where it is not answered."""
    low, high = MORE[compiled.definitions[name].type]
    step = rng.uniform(low, high)
    if compiled.definitions[name].type == "integer":
        step = float(round(step))

    def worse(value: Value, direction: int) -> Value:
        return max(0.0, value + direction * step) if isinstance(value, float) else value

    if name in FIELDS:
        value = answers.fields.get(name)
        changed = {**answers.fields, name: worse(value, FIELDS[name])}
        return dataclasses.replace(answers, fields=changed) if isinstance(value, float) else None
    cells = answers.columns.get(name)
    if not cells:
        return None
    return dataclasses.replace(answers, columns={**answers.columns, name: [worse(c, COLUMNS[name]) for c in cells]})


@pytest.mark.parametrize("template", WORKED)
def test_worse_answers_never_give_a_better_score_or_a_larger_line(template: str) -> None:
    compiled = compiled_template(template)
    compared = 0
    for seed in range(4):
        rng = random.Random(seed)
        answers = near(template, seed, 0.05)
        before = scored(conservative_values(evaluate(compiled, answers)))
        for name in (*FIELDS, *COLUMNS):
            worse = worsened(compiled, answers, name, rng) if name in compiled.definitions else None
            if worse is None:
                continue
            after = scored(conservative_values(evaluate(compiled, worse)))
            assert after.score.total <= before.score.total, (seed, name)
            assert after.line.total <= before.line.total, (seed, name)
            for one, other in zip(before.parallel, after.parallel, strict=True):
                assert other.score.total <= one.score.total, (seed, name, one.card)
            compared += 1
    assert compared > 20
