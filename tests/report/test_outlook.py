"""What lies ahead and what guards a decision, as the report tells it: red where cash runs out."""

from __future__ import annotations

from typing import Any

import pytest

from tests.report import cases
from workbench.report import (
    calendar_tables,
    family_tables,
    line_tables,
    safeguard_tables,
    score_tables,
    statement_tables,
    stress_tables,
)
from workbench.report.html import all_tables, render_html
from workbench.report.page import page
from workbench.report.table import Table
from workbench.report.words import words_in

ZH = words_in("zh")


def row(table: Table, label: str) -> tuple[Any, ...]:
    return next(row.cells for row in table.rows if row.cells[0].value == label)


def test_the_calendar_adds_up_line_by_line_and_its_short_months_are_red() -> None:
    result = cases.failed()
    table = calendar_tables.cash_calendar(result, ZH)
    months = result["cash_calendar"]
    assert [column.head for column in table.columns[1:-1]] == [month["date"] for month in months]
    inflows = row(table, ZH("calendar.inflows"))
    assert [cell.value for cell in inflows[1:-1]] == [sum(f["amount"] for f in month["inflows"]) for month in months]
    closing = row(table, ZH("calendar.closing"))
    assert [cell.tone == "bad" for cell in closing[1:-1]] == [month["below_zero"] for month in months]
    causes = [cells.cells[-1].value for cells in calendar_tables.shortfalls(result, ZH).rows]
    assert causes == ["…"] * 6


def test_page_one_tells_the_low_point_its_month_and_the_rules_that_fail() -> None:
    fine, short = cases.fmcg(), cases.failed()
    low = min(fine["cash_calendar"], key=lambda month: month["closing"])
    told = cases.decision_page(render_html(fine)).text
    assert f"{low['closing'] / 10000:,.2f} 万元（{low['date']}）" in told
    told = cases.decision_page(render_html(short)).text
    assert ZH("repayment.failed_rules", listed="").rstrip() in told
    assert all(rule["label"] in told for scenario in short["stress"] for rule in scenario["rules"])
    empty = cases.decision_page(render_html(cases.empty())).text
    assert f"{ZH('repayment.cash_calendar')} {ZH('not_evaluated')}" in empty
    assert f"{ZH('repayment.stress')} {ZH('not_evaluated')}" in empty


def test_scenarios_stand_side_by_side_and_an_unmoved_shock_is_blank() -> None:
    result = cases.fmcg()
    table = stress_tables.scenarios(result, ZH)
    assert [column.head for column in table.columns[1:]] == [scenario["label"] for scenario in result["stress"]]
    base = result["stress"][0]
    moved = {
        shock["label"]
        for scenario in result["stress"]
        for shock, usual in zip(scenario["shocks"], base["shocks"], strict=True)
        if shock["value"] != usual["value"]
    }
    shown = [
        cells.cells[0].value
        for cells in table.rows
        if str(cells.cells[0].value).startswith(ZH("stress.shock", label=""))
    ]
    assert shown == [ZH("stress.shock", label=label) for label in shown_labels(base) if label in moved]
    survival = row(table, base["figures"]["survival_months"]["label"])
    words = [cell.value for cell, scenario in zip(survival[1:], result["stress"], strict=True) if scenario["survives"]]
    assert words
    assert set(words) == {ZH("survives")}


def test_what_was_put_under_stress_is_said() -> None:
    result = cases.fmcg()
    assert result["stress"][0]["at"] == "line"
    assert stress_tables.scenarios(result, ZH).note.startswith("按测算额度")
    asked = {**result, "stress": [{**scenario, "at": "request"} for scenario in result["stress"]]}
    assert "按申请额" in stress_tables.scenarios(asked, ZH).note


def shown_labels(scenario: dict[str, Any]) -> list[str]:
    return [shock["label"] for shock in scenario["shocks"]]


def test_a_card_that_disagrees_a_refused_override_and_conservative_values_are_on_page_one() -> None:
    result = cases.failed()
    told = cases.decision_page(render_html(result)).text
    other = result["parallel"][0]
    assert ZH("score.parallel_review", name=other["name"], grade="BB", apart=3) in told
    assert "贷审会改定 48.00 万元，不予采用" in told
    assert result["conservative"][0]["label"] in told
    assert all(alert["label"] in told for alert in result["alerts"] if alert["raised"])
    main = [claim for claim in result["claims"] if claim["claim"] in page()["claims"]]
    weak = [claim["label"] for claim in main if not claim["strong"]]
    assert "、".join(weak) in told
    clean = cases.decision_page(render_html(cases.fmcg())).text
    assert "贷审会改定" not in clean
    assert ZH("truth.conservative", listed="") not in clean


def test_only_alerts_that_say_something_are_listed_and_the_others_counted() -> None:
    result = cases.failed()
    table = safeguard_tables.alerts(result, ZH)
    raised = [alert for alert in result["alerts"] if alert["raised"]]
    assert [cells.cells[0].value for cells in table.rows[: len(raised)]] == [alert["label"] for alert in raised]
    assert all(cells.cells[-1].value for cells in table.rows[: len(raised)])
    assert str(len(result["alerts"]) - len(table.rows)) in table.note


def test_the_season_index_is_no_money() -> None:
    result = cases.fmcg()
    line = next(line for line in result["statements"]["income_statement"] if "type" in line)
    cells = row(statement_tables.income_statement(result, ZH), line["label"])
    assert cells[1].kind != "money"


def test_family_and_business_are_told_together() -> None:
    result = cases.fmcg()
    amounts: list[Any] = [cells.cells[1].value for cells in family_tables.net_worth(result, ZH).rows]
    assert amounts[0] + amounts[1] == pytest.approx(amounts[2])
    alone = family_tables.net_worth(cases.wage_earner(), ZH)
    assert ZH("net_worth.business") not in [cells.cells[0].value for cells in alone.rows]


@pytest.mark.parametrize("make", [cases.fmcg, cases.failed, cases.empty, cases.wage_earner])
def test_every_table_is_as_wide_as_its_heads(make: Any) -> None:
    for table in [*all_tables(make(), ZH), *statement_tables.others(make(), ZH)]:
        assert {len(cells.cells) for cells in table.rows} <= {len(table.columns)}, table.id


def test_a_statement_that_only_a_template_has_is_printed_by_its_layout() -> None:
    result = cases.fmcg()
    result["statements"]["by_crop"] = [
        {"line": "wheat", "label": "小麦", "level": 2, "area": 320.0, "sales": 370_600.0},
        {"line": "rice", "label": "水稻", "level": 2, "area": 0.0, "sales": 0.0},
        {"line": "all", "label": "合计", "level": 0, "sales": 370_600.0},
    ]
    columns = [{"name": "area", "label": "亩", "type": "number"}, {"name": "sales", "label": "销售额", "type": "money"}]
    result["layouts"]["by_crop"] = {"label": "分品种损益", "columns": columns}
    [table] = statement_tables.others(result, ZH)
    assert [cells.cells[0].value for cells in table.rows] == ["小麦", "合计"]
    assert [(cell.value, cell.kind) for cell in table.rows[0].cells[1:]] == [(320.0, "number"), (370_600.0, "money")]
    html = cases.Page(render_html(result)).text
    assert "分品种损益" in html
    assert "37.06" in html


def test_the_soft_matrix_and_the_override_have_tables() -> None:
    result = cases.failed()
    assert len(score_tables.soft_matrix(result, ZH).rows) == len(result["soft_matrix"]["columns"]) + 1
    assert not line_tables.override(cases.fmcg(), ZH).rows
    assert row(line_tables.override(result, ZH), ZH("override.by"))[1].value == "王*"
