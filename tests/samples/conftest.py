"""What the tests of both worked examples share: the example, evaluated, and evaluated with a change."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import SAMPLES
from workbench.crosscheck.register import VERDICTS
from workbench.evaluation.answers import Answers
from workbench.evaluation.answers_file import read_answers_file
from workbench.evaluation.values import Values, evaluate
from workbench.template.compiled import Compiled
from workbench.template.loader import load_template
from workbench.template.verify import verify_template

WAN = 10_000
NEAR = 0.01 * WAN  # 0.01 万元, the precision of METHOD's tables


@pytest.fixture(scope="module")
def compiled(request: pytest.FixtureRequest) -> Compiled:
    """The template that the test module names as TEMPLATE."""
    result, findings = verify_template(load_template(request.module.TEMPLATE))
    assert findings == []
    assert result is not None
    return result


@pytest.fixture(scope="module")
def answers(compiled: Compiled, request: pytest.FixtureRequest) -> Answers:
    """The answers of the sample that the test module names as WORKED."""
    return read_answers_file(SAMPLES / request.module.WORKED, compiled)


@pytest.fixture(scope="module")
def values(compiled: Compiled, answers: Answers) -> Values:
    """The worked example, evaluated."""
    return evaluate(compiled, answers)


@pytest.fixture
def mutated(compiled: Compiled, answers: Answers) -> Callable[[Callable[[Answers], None]], Values]:
    """Give a function that evaluates the worked example with something changed in it."""

    def change(mutate: Callable[[Answers], None]) -> Values:
        changed = copy.deepcopy(answers)
        mutate(changed)
        return evaluate(compiled, changed)

    return change


def number(values: Values, name: str) -> float:
    """Give a number that must be there."""
    found = values.number(name)
    assert found is not None, name
    return found


def verdict(values: Values, check: str) -> str:
    """Give a check's verdict."""
    return VERDICTS[int(number(values, f"{check}_verdict"))]


def verdicts(values: Values, word: str) -> set[str]:
    """Give the checks of a verdict."""
    return {check.id for check in values.compiled.template.checks if verdict(values, check.id) == word}


def numbers(values: Values, name: str) -> list[float]:
    """Give a range whose cells must all be numbers."""
    cells = values.range(name)
    found = [cell for cell in cells if isinstance(cell, float)]
    assert len(found) == len(cells), name
    return found


def column(answers: Answers, name: str) -> list[Any]:
    """Give a column of the answers, to be changed in place."""
    return answers.columns[name]


def drop_row(answers: Answers, table: str, row: int) -> None:
    """Take a row out of a table."""
    for name, cells in answers.columns.items():
        if name.startswith(f"{table}."):
            del cells[row]


def hold_arithmetic(values: Values) -> None:
    """Assert every arithmetic identity."""
    for identity in values.compiled.template.identities:
        if identity.kind == "arithmetic":
            gap = number(values, f"identity.{identity.name}.gap")
            assert abs(gap) <= number(values, f"identity.{identity.name}.tolerance"), identity.name


def sets(**cells: Any) -> Callable[[Answers], None]:
    """Give what puts an answer in a field (`rent_seen`) or in a cell (`herds__heads__0`)."""

    def change(answers: Answers) -> None:
        for name, value in cells.items():
            if "__" in name:
                table, column, row = name.split("__")
                answers.columns[f"{table}.{column}"][int(row)] = value
            else:
                answers.fields[name] = value

    return change


def identities_hold(compiled: Compiled, values: Values) -> None:
    """Every identity, of whichever kind, holds within its tolerance."""
    for identity in compiled.template.identities:
        gap = number(values, f"identity.{identity.name}.gap")
        assert abs(gap) <= number(values, f"identity.{identity.name}.tolerance"), identity.name


def product_holds(values: Values, line: str, expected: tuple[float, float, float, float]) -> None:
    """A line of a farm's profit by product: quantity, revenue, change of stock and cost, and the margin they leave."""
    quantity, revenue, change, cost = expected
    columns = ("quantity", "revenue", "stock_change", "cost")
    found = [number(values, f"product_margin.{line}.{column}") for column in columns]
    assert found == pytest.approx([quantity, revenue, change, cost])
    assert number(values, f"product_margin.{line}.margin") == pytest.approx(revenue + change - cost)


def with_service(industry: str, folder: Path) -> Compiled:
    """An industry's template under which the family's instalments count as debt service, not as spending."""
    path = folder / "service.yaml"
    text = f"""template: service
extends: {industry}
version: 1.0.0
name: {{zh: 月供计入偿债, en: Instalments as service}}
industry: {industry}
owner: 测试
changes: 测试
parameters:
  - {{name: instalments_in, override: true, value: service}}
"""
    path.write_text(text, "utf-8")
    compiled, findings = verify_template(load_template(str(path)))
    assert findings == []
    assert compiled is not None
    return compiled
