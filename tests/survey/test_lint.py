"""The linter: the shipped surveys are clean, and each mistake is found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Protection
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from tests.survey.conftest import INDUSTRIES
from workbench.labels import LANGUAGES, Language
from workbench.pipeline.library import compiled_template
from workbench.survey.build import build_survey
from workbench.survey.lint import lint_workbook, relative
from workbench.template.compiled import Compiled


@pytest.mark.parametrize("template", INDUSTRIES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_surveys_are_clean(template: str, language: Language, tmp_path: Path) -> None:
    """But for length (SUR10): verdicts, and the status of rows from 100 on in the widest tables."""
    path = tmp_path / "survey.xlsx"
    build_survey(compiled_template(template), language, path)
    findings = lint_workbook(path)
    assert [(f.code, f.place) for f in findings if f.severity == "error"] == []
    assert {f.code for f in findings} <= {"SUR10"}


def test_the_small_survey_is_clean(tiny: Compiled, tmp_path: Path) -> None:
    build_survey(tiny, "zh", tmp_path / "survey.xlsx")
    assert {f.code for f in lint_workbook(tmp_path / "survey.xlsx")} <= {"SUR10"}


def _name(sheet: Worksheet, name: str, target: str) -> None:
    book = sheet.parent
    assert book is not None
    book.defined_names[name] = DefinedName(name, attr_text=target)


def _unlock(sheet: Worksheet, ref: str) -> None:
    sheet[ref].protection = Protection(locked=False)


def _unlocked_formula(sheet: Worksheet) -> None:
    sheet["B2"] = "=A2"
    _unlock(sheet, "B2")


def _uneven(sheet: Worksheet) -> None:
    sheet["C3"], sheet["C4"] = "=A3+1", "=A4+0"
    _name(sheet, "goods.worth", "'S'!$C$2:$C$5")


def _long_prompt(sheet: Worksheet) -> None:
    rule = DataValidation(type="whole", formula1="1", promptTitle="t", prompt="x" * 256)
    rule.add("B2")
    sheet.add_data_validation(rule)


def _set(ref: str, text: str) -> Callable[[Worksheet], None]:
    return lambda sheet: sheet.__setitem__(ref, text)


MISTAKES: dict[str, Callable[[Worksheet], None]] = {
    "SUR10": _set("B2", "=SUM(" + ",".join(["price"] * 30) + ")"),
    "SUR11": _set("B2", "=price*0.7"),
    "SUR12": _set("B2", "=_xlfn.XLOOKUP(A2,a,b)"),
    "SUR13": _set("B2", "=Other!C9"),
    "SUR14": lambda sheet: _name(sheet, "tax2023", "'S'!$A$1"),
    "SUR15": _set("B2", "#DIV/0!"),
    "SUR16": _unlocked_formula,
    "SUR17": lambda sheet: _unlock(sheet, "B2"),
    "SUR18": _long_prompt,
    "SUR19": _uneven,
    "SUR20": lambda sheet: sheet.protection.disable(),
}


@pytest.mark.parametrize("code", MISTAKES)
def test_each_mistake_is_found(code: str, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "S"
    sheet.protection.enable()
    MISTAKES[code](sheet)
    book.save(tmp_path / "faulty.xlsx")
    assert code in {finding.code for finding in lint_workbook(tmp_path / "faulty.xlsx")}


def test_one_rule_along_a_column_reads_the_same_in_every_row() -> None:
    first, second = 'IF($B6=1,C6&" C6",stock.q*D$4)', 'IF($B7=1,C7&" C6",stock.q*D$4)'
    assert relative(first, 6, 8) == relative(second, 7, 8) == 'IF(R[0]C2=1,R[0]C[-5]&" C6",stock.q*R4C[-4])'
