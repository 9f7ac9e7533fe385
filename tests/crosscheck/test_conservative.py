"""The second pass: where a check is in doubt the statements take the careful value, and verdicts stay (R12)."""

from __future__ import annotations

import pytest

from tests.guarded import filling, guarded, rechecked, values_of
from workbench.crosscheck import check_register, conservative_rows, conservative_values
from workbench.evaluation.values import Values


def second(told: float, bonus: float = 5.0) -> Values:
    return conservative_values(values_of(filling(told=told, bonus=bonus)))


def test_a_check_that_passes_changes_nothing() -> None:
    values = values_of(filling(told=37.0))
    assert values["TS04_verdict"] == 1.0
    assert conservative_values(values) is values
    assert values.survey is values


@pytest.mark.parametrize(("told", "verdict"), [(40.0, 2.0), (42.0, 3.0)])
def test_a_note_and_an_explain_take_the_careful_side(told: float, verdict: float) -> None:
    values = second(told)
    assert (values["TS04_verdict"], values["turnover"]) == (verdict, 36.0)
    assert values.number("profit") == pytest.approx(7.2)
    assert values.surveyed is not None
    assert values.surveyed["turnover"] == told
    assert conservative_values(values) is values


def test_verdicts_and_the_ranges_over_them_are_not_judged_again() -> None:
    """With 36 told the check would pass, and 40 would not be its base any more."""
    values = second(40.0)
    assert values.surveyed is not None
    for name, definition in guarded().definitions.items():
        if definition.role == "check" or definition.owner == "check":
            assert values.at(name) == values.surveyed.at(name), name
    assert (values["TS04_base"], values["TS04_verdict"], values.range("check.verdict")[3]) == (40.0, 2.0, 2.0)


@pytest.mark.parametrize(
    ("resolution", "taken"), [("二次走访", 36.0), ("以保守值重算", 36.0), ("数据改正", 50.0), ("拒绝", 50.0)]
)
def test_a_failure_takes_it_only_once_a_re_check_settled_it(resolution: str, taken: float) -> None:
    answers = rechecked(filling(told=50.0), "TS04", resolution)
    values = conservative_values(values_of(answers))
    assert values["TS04_verdict"] == 4.0
    assert values["turnover"] == taken


def test_a_failure_without_a_re_check_keeps_what_was_told() -> None:
    assert second(50.0)["turnover"] == 50.0
    other = conservative_values(values_of(rechecked(filling(told=50.0), "TS01", "二次走访")))
    assert other["turnover"] == 50.0


def test_of_two_values_for_one_name_the_careful_one_is_taken() -> None:
    """The bonus above the price takes 40 - 15 = 25 off the list; the check alone would take 36."""
    values = second(40.0, bonus=15.0)
    assert values["turnover"] == 25.0
    rows = conservative_rows(values)
    assert [(row["used"], row["surveyed"], row["taken"]) for row in rows] == [(True, 40.0, 25.0)] * 2


def test_a_condition_of_its_own_needs_no_check_and_waits_for_its_answers() -> None:
    values = second(37.0, bonus=15.0)
    assert (values["TS04_verdict"], values["turnover"]) == (1.0, 22.0)
    answers = filling()
    answers.fields["price"] = None
    rows = {row["name"]: row["used"] for row in conservative_rows(values_of(answers))}
    assert rows == {"turnover": True, "gifts": None}


def test_the_rows_say_what_would_be_taken_on_either_pass() -> None:
    first = values_of(filling())
    rows = conservative_rows(first)
    assert rows == conservative_rows(conservative_values(first))
    assert rows[0] == {
        "name": "turnover", "label": "销售取低", "check": "TS04", "sets": "turnover", "surveyed": 40.0, "taken": 36.0,
        "used": True,
    }  # fmt: skip


def test_a_value_that_is_not_there_cannot_be_taken() -> None:
    answers = filling()
    answers.series = {}
    values = values_of(answers)
    assert values["conservative.turnover.used"] == 0.0
    assert conservative_values(values) is values


def test_the_register_says_what_the_statements_take() -> None:
    rows = {row["id"]: row for row in check_register(second(40.0))}
    assert (rows["TS04"]["base"], rows["TS04"]["evidence"], rows["TS04"]["taken"]) == (40.0, 36.0, 36.0)
    assert (rows["TS05"]["verdict"], rows["TS05"]["base"], rows["TS05"]["taken"]) == ("pass", 40.0, 36.0)  # its base
    settled = conservative_values(values_of(rechecked(filling(told=50.0), "TS04", "二次走访")))
    assert {row["id"]: row["taken"] for row in check_register(settled)}["TS04"] == 36.0
    failed = {row["id"]: row["taken"] for row in check_register(second(50.0))}
    assert failed["TS04"] == 50.0  # nothing settled it, so the statements still say 50
    assert (rows["TS01"]["taken"], rows["TS03"]["taken"]) == (rows["TS01"]["base"], None)
