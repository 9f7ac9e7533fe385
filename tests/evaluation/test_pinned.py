"""Pinned names keep what they are given; everything behind them is computed from it."""

from __future__ import annotations

from tests.guarded import filling, guarded, values_of
from workbench.evaluation.values import evaluate


def test_a_pinned_scalar_is_not_computed_and_what_needs_it_is() -> None:
    values = evaluate(guarded(), filling(), {"turnover": 30.0})
    assert (values["turnover"], values["profit"], values["told"]) == (30.0, 6.0, 40.0)
    assert values["stress.base.net_profit"] == 6.0


def test_a_pinned_range_stands_as_given() -> None:
    months = [float(month) for month in range(12)]
    values = evaluate(guarded(), filling(), {"cash_calendar.costs": months, "goods.worth": [1.0, 2.0, None]})
    assert values.range("cash_calendar.costs") == months
    assert values["cash_calendar.costs.total"] == 66.0
    assert (values.range("goods.worth"), values["goods_worth"]) == ([1.0, 2.0, None], 3.0)


def test_an_unready_pin_is_unready() -> None:
    values = evaluate(guarded(), filling(), {"turnover": None})
    assert values["profit"] is None
    assert values.missing("profit") == ["turnover"]


def test_without_pins_nothing_changes() -> None:
    assert evaluate(guarded(), filling()).frame == values_of(filling()).frame
