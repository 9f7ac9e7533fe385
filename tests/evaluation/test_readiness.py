"""Missing is not zero: what computes, what waits, and what is an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.template.conftest import SMALL
from workbench.evaluation.answers import Answers
from workbench.evaluation.values import Values, evaluate
from workbench.formula import DIV0, Value
from workbench.template.compiled import Compiled
from workbench.template.loader import load_template
from workbench.template.verify import verify_template

GOODS: dict[str, list[Value]] = {"goods.item": ["a", "b"], "goods.count": [2.0, 3.0]}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Compiled:
    folder = tmp_path_factory.mktemp("templates")
    text = SMALL + "  - {name: ratio, label: {zh: 比, en: Ratio}, formula: bonus/total}\n"
    text += "  - {name: twice, label: {zh: 倍, en: Twice}, formula: ratio+ratio}\n"
    (folder / "small.yaml").write_text(text, "utf-8")
    compiled, findings = verify_template(load_template("small", folder))
    assert findings == []
    assert compiled is not None
    return compiled


def values_of(
    small: Compiled, fields: dict[str, Value] | None = None, columns: dict[str, list[Value]] | None = None
) -> Values:
    answers = Answers("small", "1.0.0", fields=fields or {}, columns=columns or {})
    answers.series["year.paid"] = [1.0] * 12
    return evaluate(small, answers)


def test_a_blank_survey_computes_nothing(small: Compiled) -> None:
    values = values_of(small)
    assert values["goods_worth"] is None
    assert values["total"] is None
    assert values.missing("goods_worth") == ["goods.ok"]


def test_a_complete_table_computes(small: Compiled) -> None:
    values = values_of(small, {"price": 10.0}, GOODS)
    assert values.range("goods.worth")[:2] == [20.0, 30.0]
    assert (values["goods_worth"], values["total"]) == (50.0, 50.0)


def test_a_row_waits_for_the_scalars_that_its_formulas_use(small: Compiled) -> None:
    values = values_of(small, {}, GOODS)
    assert values.statuses("goods")[:2] == [-1, -1]
    assert values["goods_worth"] is None


def test_one_incomplete_row_keeps_the_whole_table_from_computing(small: Compiled) -> None:
    values = values_of(small, {"price": 10.0}, {"goods.item": ["a", "b"], "goods.count": [2.0, None]})
    assert values.statuses("goods")[:2] == [1, -1]
    assert values["goods_worth"] is None


@pytest.mark.parametrize("dirty", ["12", "", True, "１２"])
def test_text_in_a_number_cell_is_no_number(small: Compiled, dirty: Value) -> None:
    values = values_of(small, {"price": 10.0}, {"goods.item": ["a"], "goods.count": [dirty]})
    assert values["goods_worth"] is None


def test_none_declared_counts_as_answered_and_as_nothing(small: Compiled) -> None:
    values = values_of(small, {"price": 10.0, "goods.none": "是"})
    assert values["goods_worth"] == 0.0
    both = values_of(small, {"price": 10.0, "goods.none": "是"}, GOODS)
    assert both["goods_worth"] is None


def test_an_optional_number_may_be_blank_but_not_text(small: Compiled) -> None:
    assert values_of(small, {"price": 10.0, "bonus": 5.0}, GOODS)["total"] == 55.0
    assert values_of(small, {"price": 10.0, "bonus": "five"}, GOODS)["total"] is None


def test_an_error_shows_where_it_arises_and_nowhere_else(small: Compiled) -> None:
    values = values_of(small, {"price": 0.0, "bonus": 0.0}, GOODS)
    assert values["ratio"] is DIV0
    assert values["twice"] is None


def test_months_run_on_from_their_opening(small: Compiled) -> None:
    assert values_of(small).range("year.sum") == [float(month) for month in range(1, 13)]


def test_evaluating_twice_gives_the_same(small: Compiled) -> None:
    first = values_of(small, {"price": 10.0}, GOODS).frame
    assert first == values_of(small, {"price": 10.0}, GOODS).frame


def test_a_template_path_is_taken_as_well_as_an_id(small: Compiled, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(SMALL, "utf-8")
    assert load_template(str(tmp_path / "mine.yaml")).template is not None
