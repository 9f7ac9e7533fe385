"""Whatever is written: a value or a Refusal, never anything else."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
import time
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.formula.survey_scope import CONTEXTS, SCOPE, frame
from workbench.formula import FUNCTIONS, ExcelError, Formula, Refusal, compile_formula, refusals_of
from workbench.formula.coercion import number_from_text
from workbench.formula.digits import fifteen, general
from workbench.formula.functions.criteria import text_matcher
from workbench.formula.serials import LAST_SERIAL, parts_of, serial_of
from workbench.formula.trial import try_formula

PIECES = [
    *FUNCTIONS, "survey_date", "stock.quantity", "stock.value", "quantity", "amount", "debt", "band", "note",
    "1", "0.5", "1E3", '"a"', '">0"', '""', "TRUE", "FALSE", "(", "(", "(", ")", ")", ")", ",", ",", "+", "-",
    "*", "/", "^", "&",
    "=", "<>", "<", ">=", "%", " ", "$", "A1", ":", "!", "{", "#", "；", "（",
]  # fmt: skip
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(["", "12", "abc", "1,200", "2026-03-05", "信用"]),
)


def outcome(text: str, context: str, values: Any) -> object:
    """The value of the formula or the code of its refusal; anything else fails the test."""
    found = refusals_of(text, SCOPE, CONTEXTS[context])
    try:
        formula = compile_formula(text, SCOPE, CONTEXTS[context])
    except Refusal as raised:
        refusal = raised
    else:
        return computed(formula, values)
    assert found[0].code == refusal.code
    assert 0 <= refusal.position <= len(text)
    assert refusal.message("zh")
    assert refusal.message("en")
    return refusal.code


def computed(formula: Formula, values: Any) -> object:
    assert formula.excel(lambda symbol, access: symbol.name) != ""
    result = formula.run(values, 1)
    assert isinstance(result, (float, str, bool, ExcelError))
    if type(result) is float:
        assert result - result == 0.0
        assert str(result) != "-0.0"
    return result


@given(st.text(), st.sampled_from(sorted(CONTEXTS)))
@example("\x00", "scalar")
@example("((((((", "scalar")
@example('"\n"', "scalar")
def test_any_text_is_a_formula_or_refused(text: str, context: str) -> None:
    outcome(text, context, frame())


@given(
    st.lists(st.sampled_from(PIECES), max_size=14),
    st.sampled_from(sorted(CONTEXTS)),
    st.lists(VALUES, min_size=5),
)
def test_any_string_of_pieces_is_a_formula_or_refused(pieces: list[str], context: str, given_values: Any) -> None:
    values: Any = frame()
    values[0], values[4], values[7] = given_values[0], given_values[1:5], given_values[1:4]
    outcome("".join(pieces), context, values)


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_every_function_takes_whatever_it_does_not_refuse(name: str) -> None:
    for argument in ("survey_date", "note", '"x"', "-1E300", "stock.quantity", "1/0", "TRUE", "band"):
        for count in range(1, 6):
            outcome(f"{name}({','.join([argument] * count)})", "scalar", frame())


@given(VALUES, VALUES)
@example(-0.0, None)
@example(-0.0, -0.0)
def test_every_operator_takes_every_value(left: Any, right: Any) -> None:
    values: Any = frame()
    values[0], values[11] = left, right
    for operator in ("+", "-", "*", "/", "^", "&", "=", "<>", "<", ">", "<=", ">="):
        outcome(f"survey_date{operator}note", "scalar", values)


def test_hostile_texts_are_answered_at_once() -> None:
    stars = "*a" * 120 + "b"
    names = {
        "given": ["a" * 32767] * 20,
        "digits": "1 " + "9" * 20000 + "/3",
        "long": "9" * 30000,
        "stars": stars,
    }
    started = time.process_time()
    assert try_formula("COUNTIF(given,stars)", names) == {"value": 0}
    assert try_formula("MATCH(stars,given,0)", names) == {"error": "#N/A"}
    assert try_formula("digits+1", names) == {"error": "#VALUE!"}
    assert try_formula("long+1", names) == {"error": "#VALUE!"}
    assert time.process_time() - started < 1.0


@given(st.text(alphabet="ab?*~", max_size=8), st.text(alphabet="ab?*~", max_size=10))
def test_wildcards_are_those_of_a_regular_expression(pattern: str, text: str) -> None:
    tokens = re.findall(r"~.|.", pattern)
    wild = {"*": ".*", "?": "."}
    expression = "".join(wild.get(token, re.escape(token[-1])) for token in tokens)
    assert text_matcher(pattern)(text) == (re.fullmatch(expression, text) is not None)


@given(st.integers(-(10**14), 10**14), st.integers(-8, 8))
def test_numbers_print_and_read_back(digits: int, power: int) -> None:
    number = fifteen(digits * 10.0**power)
    assert number_from_text(general(number)) == number


@given(st.integers(1, LAST_SERIAL))
def test_serials_and_dates_are_one_to_one(serial: int) -> None:
    assert serial_of(*parts_of(serial)) == serial


def test_nothing_slow_is_imported() -> None:
    check = "import sys, workbench.formula; print(*{'openpyxl', 'pandas', 'numpy', 'yaml'} & set(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == ""


def test_functions_are_declared_under_their_own_names() -> None:
    assert all(name == declared.name for name, declared in FUNCTIONS.items())
    assert importlib.import_module("workbench.formula").FUNCTIONS is FUNCTIONS
