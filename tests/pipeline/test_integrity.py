"""What was changed in a survey besides its answers is found, and harmless editing is no false alarm."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.oracles.libreoffice import recalculate
from tests.pipeline.conftest import Edit, sheet_part
from workbench.findings import Finding
from workbench.pipeline.case import read_case

Edited = Callable[[Edit], Path]
LOUD = {"INT01", "INT02", "INT06", "INT08", "INT09", "INT12", "INT13", "INT18", "INT20"}


def found_in(path: Path) -> list[Finding]:
    return read_case(path, "zh").answers.findings


def codes(path: Path) -> set[str]:
    return {finding.code for finding in found_in(path)}


def in_sheet(case: Path, sheet: str, pattern: str, replacement: str, count: int = 1) -> Edit:
    part = sheet_part(case, sheet)

    def edit(name: str, data: bytes) -> bytes:
        if name != part:
            return data
        changed, done = re.subn(pattern, replacement, data.decode(), count=count, flags=re.DOTALL)
        assert done, pattern
        return changed.encode()

    return edit


def in_workbook(pattern: str, replacement: str) -> Edit:
    def edit(name: str, data: bytes) -> bytes:
        if name != "xl/workbook.xml":
            return data
        changed, done = re.subn(pattern, replacement, data.decode(), count=1)
        assert done, pattern
        return changed.encode()

    return edit


FORMULA = r'(<c r="(\w+)"[^>]*>)<f>([^<]*)</f>(<v>[^<]*</v>)'


@pytest.mark.parametrize("case", ["fmcg_case", "pig_case"])
def test_an_untouched_case_is_clean(case: str, request: pytest.FixtureRequest) -> None:
    assert found_in(request.getfixturevalue(case)) == []


@pytest.mark.parametrize("case", ["fmcg_case", "pig_case"])
def test_reporting_in_the_other_language_is_no_false_alarm(case: str, request: pytest.FixtureRequest) -> None:
    from workbench.pipeline.assess import check_case

    assert [finding.code for finding in check_case(request.getfixturevalue(case), "en").findings] == []


def test_a_pasted_value_over_a_formula_is_found_even_when_equal(edited: Edited, fmcg_case: Path) -> None:
    path = edited(in_sheet(fmcg_case, "资负", FORMULA, r"\1\4"))
    assert "INT06" in codes(path)
    assert found_in(path)[0].place.startswith("'资负'!")


def test_a_deleted_formula_is_found(edited: Edited, fmcg_case: Path) -> None:
    assert "INT08" in codes(
        edited(in_sheet(fmcg_case, "损益", r'<c r="(\w+)"( s="\d+")[^>]*><f>.*?</c>', r'<c r="\1"\2/>'))
    )


def test_an_altered_formula_is_found_with_both_texts(edited: Edited, fmcg_case: Path) -> None:
    path = edited(in_sheet(fmcg_case, "计算", FORMULA, r"\1<f>\3+0</f>\4"))
    altered = [finding for finding in found_in(path) if finding.code == "INT09"]
    assert len(altered) == 1
    assert str(altered[0].args["now"]).endswith("+0")


def test_a_loosened_validation_is_found(edited: Edited, fmcg_case: Path) -> None:
    path = edited(in_sheet(fmcg_case, "02申请", r"<dataValidations.*?</dataValidations>", ""))
    assert codes(path) == {"INT20"}
    warned = edited(in_sheet(fmcg_case, "02申请", r'showErrorMessage="1"', ""))
    assert codes(warned) == {"INT20"}


def test_hidden_rows_columns_and_sheets_are_found(edited: Edited, fmcg_case: Path) -> None:
    assert "INT04" in codes(edited(in_sheet(fmcg_case, "12负债", r'<row r="8"', '<row r="8" hidden="1"')))
    assert "INT05" in codes(edited(in_sheet(fmcg_case, "12负债", r"<col ", '<col hidden="1" ')))
    assert "INT03" in codes(edited(in_workbook(r'<sheet name="12负债"', '<sheet name="12负债" state="hidden"')))


def test_a_moved_and_a_deleted_name_are_found(edited: Edited) -> None:
    moved = edited(in_workbook(r"(<definedName name=\"request_amount\">[^<]*\$)(\d+)<", r"\g<1>99<"))
    assert "INT13" in codes(moved)
    gone = edited(in_workbook(r"<definedName name=\"request_amount\">[^<]*</definedName>", ""))
    assert "INT01" in codes(gone)


def test_a_changed_parameter_is_found(edited: Edited, fmcg_case: Path) -> None:
    path = edited(in_sheet(fmcg_case, "参数", r"(<c r=\"\w+\"[^>]*><v>)0\.05(</v>)", r"\g<1>0.5\2"))
    assert "INT12" in codes(path)


def test_a_changed_label_is_found(edited: Edited) -> None:
    def edit(name: str, data: bytes) -> bytes:
        return data.replace("借款人姓名".encode(), "担保人姓名".encode()) if name == "xl/sharedStrings.xml" else data

    assert "INT18" in codes(edited(edit))


def test_a_stored_value_that_is_not_the_formulas_is_found(edited: Edited, fmcg_case: Path) -> None:
    from workbench.pipeline.assess import check_case

    path = edited(in_sheet(fmcg_case, "资负", r"(<f>[^<]*</f><v>)76800(</v>)", r"\g<1>176800\2"))
    stale = [finding for finding in check_case(path, "zh").findings if finding.code == "INT07"]
    assert len(stale) == 1
    assert stale[0].args["shown"] == "176,800"


def test_unprotecting_is_told_quietly(edited: Edited, fmcg_case: Path) -> None:
    path = edited(in_sheet(fmcg_case, "12负债", r"<sheetProtection[^>]*/>", ""))
    assert codes(path) == {"INT14"}


def test_shared_formulas_are_no_false_alarm(edited: Edited, fmcg_case: Path) -> None:
    """Excel writes a run of like formulas once: the first cell holds the text, the others point to it."""
    part = sheet_part(fmcg_case, "损益")
    row = re.compile(r'<c r="([D-O])(\d+)"([^>]*)><f>([^<]*)</f>')

    def edit(name: str, data: bytes) -> bytes:
        if name != part:
            return data
        text = data.decode()
        first = next(match for match in row.finditer(text) if match[2] == "6")
        number = first[2]
        run = [match for match in row.finditer(text) if match[2] == number]
        for index, match in enumerate(run):
            area = f' ref="{run[0][1]}{number}:{run[-1][1]}{number}"' if index == 0 else ""
            body = f">{match[4]}</f>" if index == 0 else "/>"
            text = text.replace(match[0], f'<c r="{match[1]}{number}"{match[3]}><f t="shared"{area} si="0"{body}', 1)
        return text.encode()

    assert codes(edited(edit)) == set()


@pytest.mark.parametrize("case", ["fmcg_case", "pig_case"])
def test_saving_in_libreoffice_is_no_false_alarm(
    case: str, request: pytest.FixtureRequest, soffice: Path, tmp_path: Path
) -> None:
    original = request.getfixturevalue(case)
    saved = recalculate([original], tmp_path / "saved")[original]
    assert not codes(saved) & LOUD, [f.message("en") for f in found_in(saved)][:5]


def test_a_table_with_inserted_rows_is_no_false_alarm(tmp_path: Path) -> None:
    """A table that outgrew its rows pushes everything below it down; names and formulas follow."""
    from tests.conftest import SAMPLES
    from workbench.evaluation.answers_file import read_answers_file
    from workbench.pipeline.library import compiled_template
    from workbench.survey.build import fill_survey

    compiled = compiled_template("fmcg_wholesale")
    answers = read_answers_file(SAMPLES / "fmcg_worked.yaml", compiled)
    for name, cells in answers.columns.items():
        if name.startswith(("members.", "debts.")):
            answers.columns[name] = (cells * 20)[:20]
    fill_survey(compiled, answers, tmp_path / "grown.xlsx")
    case = read_case(tmp_path / "grown.xlsx", "zh")
    assert case.answers.findings == []
    assert case.answers.rows("debts") == 20


def test_what_is_written_below_a_table_is_said(edited: Edited, fmcg_case: Path) -> None:
    from workbench.pipeline.library import compiled_template
    from workbench.survey.layout import plan_survey

    table = plan_survey(compiled_template("fmcg_wholesale"), "zh").tables["debts"]
    ref = f"{table.columns['lender']}{table.last_row + 1}"
    cell = rf'<c r="{ref}"( s="\d+")/>'
    path = edited(in_sheet(fmcg_case, "12负债", cell, rf'<c r="{ref}"\1 t="inlineStr"><is><t>张三</t></is></c>'))
    strays = [finding for finding in found_in(path) if finding.code == "INT25"]
    assert [finding.place for finding in strays] == [f"'12负债'!{ref}"]
