"""Statements: what PREV looks back at, types of columns and lines, and copies under a scenario."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.guarded import changed, filling, guarded, values_of
from workbench.evaluation.answers import Answers
from workbench.evaluation.values import evaluate
from workbench.template.loader import Loaded
from workbench.template.verify import verify_template

Load = Callable[..., Loaded]

MONTHS = """statements:
  - name: flow
    sheet: {zh: 流, en: Flow}
    monthly: true
    columns: [{name: months, label: {zh: 月, en: Month}}]
    lines:
"""


def line(name: str, formula: str, **more: str) -> str:
    extra = "".join(f", {key}: {value}" for key, value in more.items())
    return f"      - {{line: {name}, label: x, months: '{formula}'{extra}}}\n"


def test_prev_of_another_line_takes_that_line_s_opening_and_months(load: Load) -> None:
    """`start` stands before `closing`, looks back at it, and so waits for it and for its opening."""
    lines = line("start", "PREV(closing)") + line("closing", "PREV(closing)+1", opening="price")
    compiled, findings = verify_template(load(child=MONTHS + lines))
    assert findings == []
    assert compiled is not None
    assert compiled.order.index("flow.closing") < compiled.order.index("flow.start")
    values = evaluate(compiled, Answers("child", "1.0.0", fields={"price": 10.0}))
    assert values.range("flow.closing") == [float(10 + month) for month in range(1, 13)]
    assert values.range("flow.start") == [float(10 + month) for month in range(12)]
    assert values.missing("flow.start") == []
    blank = evaluate(compiled, Answers("child", "1.0.0"))
    assert blank.range("flow.start") == [None] * 12
    assert blank.missing("flow.start") == ["price"]


def test_prev_of_an_answered_line_waits_for_its_answers(load: Load) -> None:
    old = "formula: PREV(sum)+paid}"
    text = ("paid, label: {zh: 付, en: Paid}, type: money, required: true}", "paid, label: x, opening: zero}")
    compiled, findings = verify_template(load((old, "formula: PREV(paid)}"), text))
    assert findings == []
    assert compiled is not None
    assert evaluate(compiled, Answers("small", "1.0.0")).missing("year.sum") == []
    unread = Answers("small", "1.0.0", series={"year.paid": ["x", *[1.0] * 11]})
    assert evaluate(compiled, unread).range("year.sum") == [None] * 12


def test_lines_that_look_back_at_each_other_are_a_circle(load: Load) -> None:
    lines = line("one", "PREV(other)+1") + line("other", "PREV(one)+1")
    _, findings = verify_template(load(child=MONTHS + lines))
    assert [(finding.code, finding.args["path"]) for finding in findings] == [
        ("TPL16", "flow.one -> flow.other -> flow.one")
    ]


@pytest.mark.parametrize("opening", ["nothing", "year.paid"])
def test_an_opening_must_be_a_scalar_that_is_there(load: Load, opening: str) -> None:
    _, findings = verify_template(load(child=MONTHS + line("one", "PREV(one)+1", opening=opening)))
    assert ("TPL25", "child.yaml:11") in [(finding.code, finding.place) for finding in findings]


def test_columns_and_monthly_lines_have_the_type_they_say() -> None:
    definitions = guarded().definitions
    names = ("stress.base.volume", "stress.base.net_profit", "cash_calendar.share", "cash_calendar.costs")
    assert [definitions[name].type for name in names] == ["percent", "money", "percent", "money"]
    assert definitions["cash_calendar.costs.total"].type == "money"
    assert definitions["cash_calendar_sales_down.no"].type == "integer"


def test_a_text_cannot_be_the_type_of_a_statement(tmp_path: Path) -> None:
    _, findings = verify_template(changed(tmp_path, ("en: Volume}, type: percent", "en: Volume}, type: text")))
    assert ("TPL06", "guarded.yaml:61") in [(finding.code, finding.place) for finding in findings]


def test_a_copy_has_the_lines_of_its_source_over_its_scenario() -> None:
    source, copy = guarded().template.statements[-2:]
    assert (copy.copies, copy.scenario, copy.ahead, copy.monthly) == ("cash_calendar", "sales_down", True, True)
    assert [line.label for line in copy.lines] == [line.label for line in source.lines]
    assert copy.columns == source.columns
    receipts = next(line for line in copy.lines if line.name == "receipts")
    assert receipts.formulas["months"] == "turnover/12*(1+stress.sales_down.volume)"
    values = values_of(filling())
    assert values.range("cash_calendar.receipts")[0] == pytest.approx(40 / 12)
    assert values.range("cash_calendar_sales_down.receipts")[0] == pytest.approx(40 / 12 * 0.85)
    closing = values.range("cash_calendar_sales_down.closing_before_loan")
    assert closing[-1] == pytest.approx(5 + 40 * 0.85 - 36)


def test_a_copy_rewrites_whole_names_only(tmp_path: Path) -> None:
    """A statement's own cells become the copy's; a name that only ends alike does not."""
    longer = ("months: 'INDEX(year.paid,no)'", "months: 'SUM(cash_calendar.no)*INDEX(year.paid,no)'")
    compiled, findings = verify_template(changed(tmp_path, longer))
    assert findings == []
    assert compiled is not None
    costs = next(line for line in compiled.template.statements[-1].lines if line.name == "costs")
    assert costs.formulas["months"] == "SUM(cash_calendar_sales_down.no)*INDEX(year.paid,no)"


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("copies: cash_calendar,", "copies: calendar,", "calendar"),
        ("copies: cash_calendar, scenario: sales_down", "copies: cash_calendar, scenario: flood", "stress.flood"),
    ],
)
def test_a_copy_of_what_is_not_there_is_refused(tmp_path: Path, old: str, new: str, name: str) -> None:
    _, findings = verify_template(changed(tmp_path, (old, new)))
    found = {(finding.code, finding.place, str(finding.args.get("name"))) for finding in findings}
    assert ("TPL25", "guarded.yaml:85", name) in found
