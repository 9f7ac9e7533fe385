"""Excel's known answers, formula by formula: each right, or refused, none silently wrong."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
import yaml

from workbench.formula.trial import try_formula

TABLE = yaml.safe_load(Path(__file__).with_name("conformance.yaml").read_text(encoding="utf-8"))
CASES = [
    pytest.param(formula, answer, id=f"{group}: {formula}")
    for group, cases in TABLE["groups"].items()
    for formula, answer in cases
]


def same(got: Any, wanted: Any) -> bool:
    """Equal in kind and value; numbers to the precision Excel shows."""
    if isinstance(wanted, (bool, str)) or isinstance(got, (bool, str)):
        return type(got) is type(wanted) and got == wanted
    return math.isclose(got, wanted, rel_tol=1e-9, abs_tol=1e-12)


@pytest.mark.parametrize(("formula", "answer"), CASES)
def test_formula_has_excels_answer(formula: str, answer: Any) -> None:
    result = try_formula(formula, TABLE["names"])
    if isinstance(answer, dict):
        result.pop("message", None)
        assert result == answer
    else:
        assert "value" in result, result
        assert same(result["value"], answer), result


def test_the_table_is_large_and_says_nothing_twice() -> None:
    formulas = [formula for cases in TABLE["groups"].values() for formula, _ in cases]
    assert len(formulas) >= 300
    assert sorted(formulas) == sorted(set(formulas))
