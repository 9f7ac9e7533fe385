"""The safeguards in the workbook: live, seen, counted on the cover, and the same in both faces."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faces.fillings import Filler
from tests.faces.test_faces_agree import MONEY_TYPES, differences
from tests.guarded import filling, guarded, values_of
from tests.oracles.libreoffice import recalculate, values
from workbench.evaluation.answers import Answers
from workbench.evaluation.export import iso_date
from workbench.evaluation.values import evaluate
from workbench.labels import LANGUAGES, Language
from workbench.survey.layout import plan_survey
from workbench.survey.lint import lint_workbook
from workbench.survey.plan import CellPlan, SheetPlan, WorkbookPlan
from workbench.survey.writer import write_survey
from workbench.template.guards import MONTHS

FILLINGS = 8


def plan_of(answers: Answers) -> WorkbookPlan:
    return plan_survey(guarded(), answers.language, values_of(answers))


def cell(plan: WorkbookPlan, name: str) -> CellPlan:
    return next(cell for sheet in plan.sheets for cell in sheet.cells if cell.name == name)


def beside(plan: WorkbookPlan, sheet: str, text: str) -> list[object]:
    """Give what stands to the right of a text."""
    cells = plan.by_name[sheet].cells
    at = next(cell for cell in cells if cell.value == text)
    return [cell.value for cell in cells if cell.row == at.row and cell.column > at.column and cell.value is not None]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_is_placed_and_the_file_is_clean(language: Language, tmp_path: Path) -> None:
    plan = plan_survey(guarded(), language)
    assert plan.findings == ()
    names = [d.name for d in guarded().definitions.values() if d.role == "calculation"]
    assert [name for name in names if name not in plan.name_areas] == []
    write_survey(plan, tmp_path / "survey.xlsx")
    assert {finding.code for finding in lint_workbook(tmp_path / "survey.xlsx")} <= {"SUR10"}


def test_the_blocks_stand_under_the_checks_and_are_live() -> None:
    plan = plan_of(filling(bonus=15.0))
    last_check = cell(plan, "TS05_verdict").row
    for name, value in {
        "minimum.sales_checked": 1.0, "conservative.turnover.to": 36.0, "conservative.turnover.used": 1.0,
        "conservative.gifts.used": 1.0, "alert.large_bonus": 1.0, "alert.no_sale": 0.0,
    }.items():  # fmt: skip
        put = cell(plan, name)
        assert (put.kind, put.value, put.row > last_check) == ("formula", value, True), name
        assert plan.place(name).startswith("'交叉'!")
    assert beside(plan, "交叉", "奖大于价") == ["要查清", 1.0, "奖从哪里来？"]


def test_an_unmet_minimum_and_a_raised_alert_are_coloured_and_counted() -> None:
    plan = plan_of(filling(bonus=15.0))
    checks = plan.by_name["交叉"]
    assert lights(checks, cell(plan, "minimum.sales_checked")) == {"verdict_fail", "verdict_pass", "missing"}
    assert lights(checks, cell(plan, "alert.large_bonus")) == {"verdict_fail", "verdict_not_performed"}
    assert lights(checks, cell(plan, "alert.no_sale")) == {"verdict_explain", "verdict_not_performed"}
    assert beside(plan, "封面", "提醒触发") == [1.0]
    assert beside(plan, "封面", "提交条件未满足") == [0.0]
    unmet = filling()
    unmet.series = {}
    assert beside(plan_of(unmet), "封面", "提交条件未满足") == [1.0]


def lights(sheet: SheetPlan, put: CellPlan) -> set[str]:
    return {condition.style for condition in sheet.conditions if put.ref in condition.areas}


def months(plan: WorkbookPlan, sheet: str) -> list[str]:
    """Give the month headings of a sheet as people read them."""
    heads = [cell.value for cell in plan.by_name[sheet].cells if cell.style == "header:month"]
    return [(iso_date(head) or "")[:7] for head in heads]


def test_a_calendar_shows_the_months_after_the_survey() -> None:
    plan = plan_of(filling())
    assert months(plan, "月")[:: MONTHS - 1] == ["2025-07", "2026-06"]
    assert months(plan, "现金日历")[:: MONTHS - 1] == ["2026-07", "2027-06"]
    assert len(set(months(plan, "现金日历"))) == MONTHS
    blank = plan_survey(guarded(), "zh").by_name["现金日历"]
    assert {c.value for c in blank.cells if c.style == "header:month"} == {""}


def test_percent_columns_show_percent_and_the_opening_stands_before_the_first_month() -> None:
    plan = plan_of(filling())
    assert cell(plan, "stress.sales_down.volume").style == "line2:percent"
    assert cell(plan, "stress.sales_down.net_profit").style == "line2:yuan"
    assert cell(plan, "cash_calendar.share").style == "line2:percent"
    first = cell(plan, "cash_calendar.closing_before_loan")
    opening = next(c for c in plan.by_name["现金日历"].cells if (c.row, c.column) == (first.row, first.column - 1))
    assert (opening.formula, opening.value) == ('IF(COUNT(calendar_cash)=1,calendar_cash,"")', 5.0)


def test_the_workbook_computes_what_python_computes(soffice: Path, tmp_path: Path) -> None:
    """Random fillings and one whole one, recalculated by LibreOffice."""
    compiled = guarded()
    money = {name for name, definition in compiled.definitions.items() if definition.type in MONEY_TYPES}
    cases = [filling(bonus=15.0), *(Filler(compiled, seed).answers() for seed in range(1, FILLINGS))]
    plans = {}
    for number, answers in enumerate(cases):
        plans[tmp_path / f"{number}.xlsx"] = plan = plan_survey(compiled, "zh", evaluate(compiled, answers))
        write_survey(plan, tmp_path / f"{number}.xlsx")
    recalculated = recalculate(list(plans), tmp_path / "recalculated")
    wrong = [text for path, plan in plans.items() for text in differences(plan, values(recalculated[path]), money)]
    assert wrong == []
