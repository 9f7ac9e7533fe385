"""A claim is strong when two methods confirm it, one of which looks outside (METHOD 2.1); alerts and the minimum."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.guarded import changed, filling, values_of
from workbench.crosscheck import alerts, claims, conservative_values, minimum
from workbench.evaluation.answers import Answers
from workbench.evaluation.values import evaluate
from workbench.template.verify import verify_template


def claim(answers: Answers, name: str = "sales") -> dict[str, Any]:
    return next(item for item in claims(values_of(answers)) if item["claim"] == name)


def test_two_methods_with_one_outside_make_a_claim_strong() -> None:
    sales = claim(filling())
    assert sales == {
        "claim": "sales", "label": "销售额", "checks": ["TS04", "TS05"],
        "confirmed_by": [{"id": "TS04", "method": "X5"}, {"id": "TS05", "method": "X1"}],
        "methods": ["X1", "X5"], "strong": True,
    }  # fmt: skip


def test_one_method_is_not_enough() -> None:
    assert (claim(filling(), "stock")["methods"], claim(filling(), "stock")["strong"]) == (["X2"], False)


def test_a_doubt_performs_but_does_not_confirm() -> None:
    sales = claim(filling(told=42.0))
    assert (sales["checks"], sales["methods"], sales["strong"]) == (["TS04", "TS05"], ["X1"], False)


def test_what_was_not_performed_is_not_counted() -> None:
    answers = filling()
    answers.series = {}
    assert claim(answers)["checks"] == []


@pytest.mark.parametrize(("method", "strong"), [("X6", False), ("X5", True)])
def test_the_client_s_own_word_twice_is_not_strong(tmp_path: Path, method: str, strong: bool) -> None:
    loaded = changed(tmp_path, ("kind: deviation, method: X5", f"kind: deviation, method: {method}"))
    compiled, _ = verify_template(loaded)
    assert compiled is not None
    sales = next(item for item in claims(evaluate(compiled, filling())) if item["claim"] == "sales")
    assert (len(sales["methods"]), sales["strong"]) == (2, strong)


def test_alerts_and_minimum_speak_of_the_survey_on_either_pass() -> None:
    values = values_of(filling(bonus=15.0))
    again = conservative_values(values)
    assert again is not values
    assert alerts(values)[0] == {
        "name": "large_bonus", "label": "奖大于价", "raised": True, "severity": "warning", "ask": "奖从哪里来？",
    }  # fmt: skip
    assert alerts(values)[1]["raised"] is False
    assert alerts(again) == alerts(values)
    assert minimum(again) == minimum(values)
    assert minimum(values)[0] == {"name": "sales_checked", "label": "销售至少一项检验", "holds": True}


def test_an_alert_that_waits_for_answers_is_neither_raised_nor_clear() -> None:
    answers = filling()
    answers.fields["price"] = None
    assert alerts(values_of(answers))[0]["raised"] is None


def test_a_claim_that_no_check_looks_at_is_left_out(tmp_path: Path) -> None:
    loaded = changed(tmp_path, ("claims:\n", "claims:\n  weather: {zh: 天气, en: Weather}\n"))
    compiled, _ = verify_template(loaded)
    assert compiled is not None
    assert "weather" in compiled.template.claims
    assert "weather" not in [item["claim"] for item in claims(evaluate(compiled, filling()))]
