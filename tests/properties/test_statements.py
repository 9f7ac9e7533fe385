"""What must hold for any case: arithmetic identities, scale, order of rows, repetition."""

from __future__ import annotations

import dataclasses
import random
from functools import cache

import pytest

from tests.faces.fillings import Filler
from tests.properties.worked import WORKED, is_money, near, worked
from workbench.evaluation.answers import Answers
from workbench.evaluation.values import Values, evaluate
from workbench.pipeline.library import compiled_template, industry_templates
from workbench.statements import identity_results
from workbench.template.compiled import Compiled, compile_template
from workbench.template.model import Band

RANDOM_CASES = 150
MONEY = 0.01
BUSINESS = "balance_sheet.equity.restated"
SQUARES = frozenset({"inflow_square"})


def doubled_row(band: Band, row: tuple[float | str, ...]) -> tuple[float | str, ...]:
    cells = zip(band.columns, row, strict=True)
    return tuple(cell * 2 if column.type == "money" and isinstance(cell, float) else cell for column, cell in cells)


@cache
def doubled_template(template: str) -> Compiled:
    """The template with every amount of money in its parameters and bands doubled."""
    source = compiled_template(template).template
    bands = tuple(
        dataclasses.replace(band, rows=tuple(doubled_row(band, row) for row in band.rows)) for band in source.bands
    )
    parameters = tuple(
        dataclasses.replace(p, value=p.value * 2)
        if (p.type == "money" or p.unit.zh.startswith("元")) and isinstance(p.value, float)
        else p
        for p in source.parameters
    )
    compiled, findings = compile_template(dataclasses.replace(source, parameters=parameters, bands=bands))
    assert not findings
    assert compiled is not None
    return compiled


def doubled(compiled: Compiled, answers: Answers) -> Answers:
    def twice(name: str, value: object) -> object:
        return value * 2 if is_money(compiled.definitions[name]) and isinstance(value, float) else value

    copy = dataclasses.replace(answers)
    copy.fields = {n: twice(n, v) for n, v in answers.fields.items()}  # type: ignore[misc]
    copy.columns = {n: [twice(n, v) for v in c] for n, c in answers.columns.items()}  # type: ignore[misc]
    copy.series = {n: [twice(n, v) for v in c] for n, c in answers.series.items()}  # type: ignore[misc]
    return copy


def amounts(values: Values) -> dict[str, float]:
    found = {}
    for name, definition in values.compiled.definitions.items():
        if definition.shape == "scalar" and definition.formula and is_money(definition):
            number = values.number(name)
            if number is not None:
                found[name] = number
    return found


def ratios(compiled: Compiled) -> list[str]:
    """Every computed figure that is not an amount of money, and every verdict and deviation."""
    return [
        name
        for name, definition in compiled.definitions.items()
        if (
            name not in SQUARES
            and not is_money(definition)
            and (definition.role in ("calculation", "indicator") and definition.type not in ("money", "text"))
        )
        or (definition.role == "check" and name.endswith(("_verdict", "_deviation")))
    ]


@pytest.mark.parametrize("template", WORKED)
def test_arithmetic_identities_hold_on_every_random_case(template: str) -> None:
    compiled = compiled_template(template)
    checked = 0
    for seed in range(RANDOM_CASES):
        values = evaluate(compiled, Filler(compiled, seed, dirt=0).answers())
        for identity in identity_results(values):
            if identity["kind"] == "arithmetic" and identity["gap"] is not None:
                checked += 1
                assert abs(identity["gap"]) <= MONEY, (seed, identity)
    assert checked > RANDOM_CASES


@pytest.mark.parametrize("template", WORKED)
def test_business_and_family_are_consolidated_net_worth_and_nothing_counts_twice(template: str) -> None:
    compiled = compiled_template(template)
    for seed in range(RANDOM_CASES):
        values = evaluate(compiled, near(template, seed))
        business = values.number(BUSINESS) if BUSINESS in compiled.definitions else 0.0
        family, whole = values.number("family_net_worth"), values.number("consolidated_net_worth")
        assert business is not None, seed
        assert family is not None, seed
        assert whole == pytest.approx(business + family, abs=MONEY), seed


@pytest.mark.parametrize("template", WORKED)
def test_doubling_all_money_doubles_amounts_and_leaves_ratios_and_verdicts(template: str) -> None:
    compiled, answers = worked(template)
    once = evaluate(compiled, answers)
    twice = evaluate(doubled_template(template), doubled(compiled, answers))
    for name, amount in amounts(once).items():
        assert twice.number(name) == pytest.approx(2 * amount, rel=1e-9, abs=1e-6), name
    for name in ratios(compiled):
        before = once[name]
        if isinstance(before, float):
            assert twice[name] == pytest.approx(before, rel=1e-9, abs=1e-9), name


@pytest.mark.parametrize("template", WORKED)
def test_the_order_of_rows_changes_no_amount(template: str) -> None:
    compiled, answers = worked(template)
    once = evaluate(compiled, answers)
    rng = random.Random(7)
    shuffled = dataclasses.replace(answers, columns=dict(answers.columns))
    tables = {name.partition(".")[0] for name in answers.columns}
    for table in sorted(tables):
        names = [name for name in answers.columns if name.startswith(table + ".")]
        order = list(range(len(answers.columns[names[0]])))
        rng.shuffle(order)
        for name in names:
            shuffled.columns[name] = [answers.columns[name][row] for row in order]
    other = evaluate(compiled, shuffled)
    for name, amount in amounts(once).items():
        assert other.number(name) == pytest.approx(amount, abs=MONEY), name


def test_every_industry_has_its_worked_example() -> None:
    assert set(industry_templates()) == set(WORKED)
