"""One text, two faces: what a formula needs, what stands in the cell, what Python computes."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

from tests.formula.survey_scope import LINE, MONTH, ROW, SCOPE, SYMBOLS, frame
from workbench.formula import (
    DIV0,
    SCALAR,
    Context,
    Formula,
    Matrix,
    Scope,
    Symbol,
    address_like,
    compile_formula,
    valid_name,
)


def needs(formula: Formula) -> list[tuple[str, str]]:
    return [(need.symbol.name, need.access) for need in formula.needs]


def placed(symbol: Symbol, access: str) -> str:
    return f"<{access} {symbol.name}>"


@pytest.mark.parametrize(
    ("context", "text", "excel"),
    [
        (SCALAR, "SUM( stock.quantity ) *2", "SUM( stock.quantity ) *2"),
        (SCALAR, "sum(stock.value)+Round(survey_date,0)", "sum(stock.value)+Round(survey_date,0)"),
        (ROW, "quantity * unit_cost", "<cell stock.quantity> * <cell stock.unit_cost>"),
        (ROW, "quantity/SUM(stock.quantity)", "<cell stock.quantity>/SUM(stock.quantity)"),
        (ROW, 'IF(item="quantity",quantity,0)', 'IF(<cell stock.item>="quantity",<cell stock.quantity>,0)'),
        (ROW, "survey_date-value", "survey_date-<cell stock.value>"),
        (MONTH, "PREV(debt)+amount - cost", "<prev sales.debt>+<cell sales.amount> - <cell sales.cost>"),
        (LINE, "base-opening_debt+check_base", "<cell check_base>-opening_debt+check_base"),
        (MONTH, "prev( debt )*2", "<prev sales.debt>*2"),
    ],
)
def test_text_is_unchanged_but_for_short_names(context: Context, text: str, excel: str) -> None:
    assert compile_formula(text, SCOPE, context).excel(placed) == excel


@pytest.mark.parametrize(
    ("context", "text", "wanted"),
    [
        (SCALAR, "1+2", []),
        (LINE, "base-check_base", [("check_base", "scalar")]),
        (
            SCALAR,
            "survey_date+survey_date*opening_debt",
            [("survey_date", "scalar"), ("opening_debt", "scalar")],
        ),
        (SCALAR, "SUM(stock.value)", [("stock.value", "range")]),
        (ROW, "quantity/SUM(stock.quantity)", [("stock.quantity", "cell"), ("stock.quantity", "range")]),
        (
            MONTH,
            "PREV(debt)+amount",
            [("sales.debt", "prev"), ("opening_debt", "scalar"), ("sales.amount", "cell")],
        ),
    ],
)
def test_needs_are_direct_precedents_in_order(context: Context, text: str, wanted: list[tuple[str, str]]) -> None:
    assert needs(compile_formula(text, SCOPE, context)) == wanted


def test_numbers_are_the_constants_of_the_text() -> None:
    assert compile_formula("-3*survey_date+5%*12-ROUND(0.5,0)", SCOPE).numbers == (3.0, 5.0, 12.0, 0.5, 0.0)


@pytest.mark.parametrize(
    ("context", "text", "index", "value"),
    [
        (SCALAR, "SUMPRODUCT(stock.quantity,stock.unit_cost)", 0, 37.0),
        (SCALAR, "SUM(stock.value)-stock.value_total", 0, 0.0),
        (ROW, "quantity*unit_cost", 1, 10.0),
        (ROW, "quantity*unit_cost", 2, 27.0),
        (ROW, "quantity*unit_cost", 3, 0.0),
        (ROW, "SUM(quantity,unit_cost)", 1, 7.0),
        (ROW, "COUNTBLANK(item)", 0, 1.0),
        (ROW, "ISBLANK(item)", 1, False),
        (MONTH, "PREV(debt)+amount-cost", 0, 540.0),
        (MONTH, "PREV(debt)+amount-cost", 1, 590.0),
        (MONTH, "PREV(debt)+amount-cost", 2, 680.0),
        (MONTH, "COUNT(PREV(debt))", 0, 1.0),
        (MONTH, "amount/SUM(sales.amount)", 2, 0.5),
        (MONTH, "INDEX(sales.amount,2)", 0, 200.0),
        (LINE, "base-opening_debt", 0, -100.0),
        (SCALAR, "VLOOKUP(12,band,2,TRUE)", 0, 0.2),
    ],
)
def test_python_face(context: Context, text: str, index: int, value: object) -> None:
    values: Any = frame()
    values[12] = Matrix([0.0, 0.1, 10.0, 0.2], 2)
    assert compile_formula(text, SCOPE, context).run(values, index) == value


def test_an_error_in_a_cell_is_the_singleton_after_pickling() -> None:
    assert pickle.loads(pickle.dumps(DIV0)) is DIV0
    copied = pickle.loads(pickle.dumps(Matrix([1.0, None, DIV0, "x"], 2)))
    assert (copied, copied.width) == ([1.0, None, DIV0, "x"], 2)


def test_two_symbols_of_one_name_are_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="survey_date"):
        Scope([*SYMBOLS, SYMBOLS[0]])


@pytest.mark.parametrize("name", ["cat2", "tax2023", "x.q1", "R1C1", "r", "C", "rc", "rc2", "A1", "XFD1048576", "r5"])
def test_address_like(name: str) -> None:
    assert address_like(name)
    assert not valid_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "survey_date",
        "stock.quantity",
        "存货.数量",
        "XFE1",
        "ABCD1",
        "a0",
        "cat_2",
        "FM02_base",
        "_x",
        "x.y.z",
        "rcx",
    ],
)
def test_valid_name(name: str) -> None:
    assert valid_name(name)
