"""The plan: names and addresses, structure, and what it says about a template that cannot be laid out."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from tests.survey.conftest import INDUSTRIES
from tests.survey.workbook_text import workbook_text
from workbench.cell_reference import position
from workbench.evaluation.answers import Answers
from workbench.evaluation.values import evaluate
from workbench.labels import LANGUAGES, Language
from workbench.pipeline.library import compiled_template
from workbench.survey.layout import plan_survey
from workbench.survey.plan import WorkbookPlan
from workbench.survey.texts import texts
from workbench.template.compiled import Compiled, compile_template

SNAPSHOTS = Path(__file__).with_name("snapshots")


def shape(plan: WorkbookPlan) -> list[tuple[object, ...]]:
    return [
        (sheet.name, cell.ref, cell.kind, cell.style, cell.formula, cell.name)
        for sheet in plan.sheets
        for cell in sheet.cells
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_reads_as_reviewed(tiny: Compiled, language: Language) -> None:
    """UPDATE_SNAPSHOTS=1 rewrites the text; its diff is then what changes for surveyors."""
    text = workbook_text(plan_survey(tiny, language))
    path = SNAPSHOTS / f"tiny.{language}.txt"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


@pytest.mark.parametrize("template", INDUSTRIES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_industries_can_be_laid_out(template: str, language: Language) -> None:
    assert plan_survey(compiled_template(template), language).findings == ()


@pytest.mark.parametrize("template", INDUSTRIES)
def test_every_name_leads_to_its_cell_and_back(template: str) -> None:
    compiled = compiled_template(template)
    plan = plan_survey(compiled, "zh")
    lost = [d.name for d in compiled.definitions.values() if plan.address_of(d.name) is None]
    assert lost == []
    for name, area in plan.places.items():
        sheet, ref = plan.address_of(name) or ("", "")
        first = ref.partition(":")[0]
        assert plan.place(name) == f"'{sheet}'!{ref}"
        assert position(first) == (area.first_row, area.first_column)
        if first == ref:
            assert plan.name_at(sheet, ref) == name


@pytest.mark.parametrize("template", INDUSTRIES)
def test_every_input_cell_belongs_to_one_definition(template: str) -> None:
    compiled = compiled_template(template)
    plan = plan_survey(compiled, "zh")
    for sheet in plan.sheets:
        for ref, name in sheet.inputs.items():
            definition = compiled.definitions[name]
            assert not definition.formula
            area = plan.places[name]
            assert (area.sheet, ref in set(area.refs())) == (sheet.name, True)
            assert ref in sheet.validation_of


def test_structure_does_not_depend_on_the_answers(tiny: Compiled, tiny_answers: Answers) -> None:
    assert shape(plan_survey(tiny, "zh")) == shape(plan_survey(tiny, "zh", evaluate(tiny, tiny_answers)))


def test_a_table_grows_with_its_answers(tiny: Compiled, tiny_answers: Answers) -> None:
    for name, values in tiny_answers.columns.items():
        tiny_answers.columns[name] = values * 4
    plan = plan_survey(tiny, "zh", evaluate(tiny, tiny_answers))
    table = plan.tables["goods"]
    assert table.last_row - table.first_row + 1 == 12
    assert plan.address_of("goods.item") == ("一", f"C{table.first_row - 1}:C{table.last_row + 1}")


def test_inputs_stand_required_first_and_text_at_both_ends(tiny: Compiled) -> None:
    """So that each condition of a row's status takes one range."""
    table = plan_survey(tiny, "zh").tables["goods"]
    assert table.inputs == ("item", "quantity", "sold", "note", "size")
    assert list(table.columns.values()) == ["C", "D", "E", "F", "G", "H", "I"]


def test_sentinel_rows_are_blank_and_inside_the_names(tiny: Compiled) -> None:
    plan = plan_survey(tiny, "zh")
    table, sheet = plan.tables["goods"], plan.by_name["一"]
    area = plan.places["goods.worth"]
    assert (area.first_row, area.last_row) == (table.first_row - 1, table.last_row + 1)
    for row in (area.first_row, area.last_row):
        assert f"H{row}" not in {**sheet.formulas, **sheet.inputs, **sheet.constants}


def test_a_filled_plan_says_what_is_missing_first(tiny: Compiled, tiny_answers: Answers) -> None:
    def missing() -> object:
        plan = plan_survey(tiny, "zh", evaluate(tiny, tiny_answers))
        return next(c.value for c in plan.by_name["交叉"].cells if c.formula.endswith("survey.need_code,0))))"))

    assert missing() == ""
    tiny_answers.series = {}
    assert missing() == "一 · 年"
    tiny_answers.fields["price"] = None
    assert missing() == "一 · 价"


def test_a_block_with_a_stranger_inside_is_a_finding(tiny: Compiled) -> None:
    """SUR01: `assets.book` could not be one range."""
    statement = tiny.template.statements[0]
    lines = (statement.lines[0], statement.lines[2], statement.lines[1])
    changed = replace(tiny.template, statements=(replace(statement, lines=lines), *tiny.template.statements[1:]))
    compiled, problems = compile_template(changed)
    assert compiled is not None, problems
    assert {f.code for f in plan_survey(compiled, "zh").findings} == {"SUR01"}


def test_every_text_is_there_in_both_languages() -> None:
    for key, text in texts().items():
        assert set(text) == {"zh", "en"}, key
        assert all(text.values()), key


@pytest.mark.parametrize("template", INDUSTRIES)
def test_an_english_survey_is_english(template: str) -> None:
    plan = plan_survey(compiled_template(template), "en")
    shown = [cell.value for sheet in plan.sheets for cell in sheet.cells if isinstance(cell.value, str)]
    assert [text for text in shown if any("\u4e00" <= sign <= "\u9fff" for sign in text)] == []
