"""What is worse never looks better: worse shocks under stress, worse answers in the score and the line.

Left out, because the method itself is not monotone there: points that an indicator with a usual range (margin, growth,
turnover days, age) gains by coming back into it; an answer by which told and found come nearer, so that a check finds
less; the amount asked for (it caps the line, method M6, so more may be granted); debts that the loan replaces; what is
owed to staff or paid ahead (cash then was not spent, or is an asset); the line as wages and feed grow dearer (M1 and
M1b lend for what a season costs); the rate as a shock (it raises the denominator of the DSCR, which lifts a negative
one).
"""

from __future__ import annotations

import dataclasses
import random
from collections import Counter
from functools import cache

import pytest

from scoring.assess import score_case
from scoring.card import Card
from scoring.results import Score, Scoring
from scoring.stress_names import BASE, STRESS, scenarios, shock_columns
from tests.properties.levers import LEVERS
from tests.properties.worked import WORKED, near
from workbench.crosscheck import conservative_values
from workbench.evaluation.answers import Answers
from workbench.evaluation.values import Values, evaluate
from workbench.pipeline.library import card_for, compiled_template, fitting_cards, policy_for
from workbench.template.compiled import Compiled, compile_template
from workbench.template.model import Parameter, Template

SHOCKS = {  # +1: more is worse
    "volume": -1, "price": -1, "margin": -1, "yield_change": -1, "animal_price": -1, "heads": -1, "income": -1,
    "receivable_multiple": 1, "stock_multiple": 1, "bad_debt": 1, "feed_change": 1, "rent_change": 1,
    "own_lost": 1, "spouse_lost": 1,
}  # fmt: skip
FINANCING = frozenset({"rate"})
MEASURES = ("net_profit", "cash_before_service", "dscr", "interest_cover", "liquidity_room", "survival_months")
LARGEST_STEP = 0.06
CHAINS, CASES = 2, 8
STARTS, SPREAD, LEAST_LEVERS = 8, 0.01, 20
SHARES_OF_INCOME = frozenset({"N14"})  # the farmer card rewards a large share of wages: it rises as the farm earns less
FOUND_SHORT = frozenset({"stock.counted_quantity", "grain.counted_kg", "sow_insured", "payables told less"})
METHODS_OF_NEED = ("M1", "M1b")  # what is found short is no reason to lend more for it
NEEDS = frozenset({"staff.monthly_wage", "feed_purchases.price"})


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


def banded_gain(card: Card, before: Score, after: Score) -> float:
    """The points that indicators with a usual range gain as they come back into it."""
    items = {item.id: item for dimension in card.dimensions for item in dimension.indicators}
    ranged = {
        name for name, item in items.items() if any("<=" in b.condition and ">=" in b.condition for b in item.bins)
    }
    pairs = zip(before.dimensions, after.dimensions, strict=True)
    points = [pair for one, other in pairs for pair in zip(one.indicators, other.indicators, strict=True)]
    gained = [b.points - a.points for a, b in points if a.id in ranged | SHARES_OF_INCOME]
    return sum(gain for gain in gained if gain > 0)


def need(scoring: Scoring, method: str) -> float:
    """The need of cash by a method; 0 where it does not apply."""
    value = next(item.value for item in scoring.line.methods if item.id == method)
    return value if isinstance(value, float) else 0.0


def contradicts_less(before: Values, after: Values) -> bool:
    """Whether a check found more wrong before: what was told and what was found have come nearer."""
    names = [f"{check.id}_verdict" for check in before.compiled.template.checks]
    verdicts = [(before.survey.number(name), after.survey.number(name)) for name in names]
    return any(one is not None and other is not None and other < one for one, other in verdicts)


def starting_cases(template: str) -> list[tuple[int, Answers, Values]]:
    """Cases near the worked one in which nothing is in doubt yet."""
    compiled = compiled_template(template)
    found = [(seed, near(template, seed, SPREAD)) for seed in range(STARTS)]
    return [
        (seed, answers, values)
        for seed, answers in found
        if (values := conservative_values(evaluate(compiled, answers))).surveyed is None
    ]


@pytest.mark.parametrize("template", WORKED)
def test_worse_answers_never_give_a_better_score_or_a_larger_line(template: str) -> None:
    compiled = compiled_template(template)
    cards = {card.id: card for card in fitting_cards(compiled)}
    compared: Counter[str] = Counter()
    for seed, answers, values in starting_cases(template):
        rng, before = random.Random(seed), scored(values)
        for name, lever in LEVERS.items():
            worse = lever(compiled, answers, rng)
            if worse is None:
                continue
            again = conservative_values(evaluate(compiled, worse))
            if contradicts_less(values, again):
                continue
            after = scored(again)
            if name in FOUND_SHORT:
                assert all(need(after, m) <= need(before, m) + 1e-6 for m in METHODS_OF_NEED), (seed, name)
            gain = banded_gain(cards[compiled.template.card], before.score, after.score)
            assert after.score.total <= before.score.total + gain, (seed, name)
            assert gain or name in NEEDS or after.line.total <= before.line.total, (seed, name)
            for one, other in zip(before.parallel, after.parallel, strict=True):
                rise = banded_gain(cards[one.card], one.score, other.score)
                assert other.score.total <= one.score.total + rise, (seed, name, one.card)
            compared[name] += 1
    assert len(compared) >= LEAST_LEVERS
    assert compared.total() >= 2 * len(compared)
