"""A survey saved again by LibreOffice reads as it did before: same answers, same formulas, same names."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import xlsxwriter

from tests.oracles.libreoffice import recalculate
from tests.reading.make_workbook import survey_like
from workbench.formula.values import DIV0, NA
from workbench.survey.formula_text import same_formula
from workbench.survey.raw import CellValue, RawWorkbook
from workbench.survey.reading import read_package

# C1 is 12.5, C2 is 3, A1 is "白酒 & 调料", A2 is "b".
FORMULAS: list[tuple[str, CellValue]] = [
    ("IF(C1>1,TRUE,FALSE)", True),
    ("IFERROR(C1/0,.5)", 0.5),
    ("C1/0", DIV0),
    ("NA()", NA),
    ('A1&"元 & ""x"" <>"', '白酒 & 调料元 & "x" <>'),
    ("SUM('S 1'!$C$1:C2)*1E-3", 0.0155),
    ('IF(C1="","",C1)', 12.5),
    ("SUMPRODUCT((C1:C2>3)*C1:C2)", 12.5),
    ("SUMPRODUCT(--(C1:C2>3),C1:C2)", 12.5),
    ("-C2^2+10%", 9.1),
    ('COUNTIF(C1:C2,">3")', 1.0),
    ("ROUND(C1/C2,2)", 4.17),
    ("fields.price*fields.amount", 37.5),
    ("INDEX(C1:C2,MATCH(3,C1:C2,0))", 3.0),
    ("IF(AND(COUNT(C1,C2)=2,COUNTBLANK(C1:C3)=1),1,0)", 1.0),
    ("+C1+ +C2", 15.5),
    ('TEXT(C1,"0.00")', "12.50"),
    ("IF(C1>100,1,)", 0.0),
    ("LOOKUP(C2,{1,2,3},{10,20,30})", 30.0),
    ("SUM(C:C)-SUM(1:1)", 3.0),
    ("NOT(FALSE)", True),
]


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[RawWorkbook, RawWorkbook]]:
    """Both workbooks as generated and as saved by LibreOffice, which calculates everything anew."""
    folder = tmp_path_factory.mktemp("libreoffice")
    paths = {name: folder / f"{name}.xlsx" for name in ("formulas", "survey")}
    paths["formulas"].write_bytes(_with_formulas())
    paths["survey"].write_bytes(survey_like(sheets=4))
    saved = recalculate(list(paths.values()), folder / "out")
    return {name: (read_package(path), read_package(Path(saved[path]))) for name, path in paths.items()}


def _with_formulas() -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet("S 1")
    for cell, content in {"A1": "白酒 & 调料", "A2": "b", "C1": 12.5, "C2": 3}.items():
        sheet.write(cell, content)
    book.define_name("fields.price", "='S 1'!$C$1")
    book.define_name("fields.amount", "='S 1'!$C$2")
    for row, (text, value) in enumerate(FORMULAS):
        sheet = book.get_worksheet_by_name("S 1")
        sheet.write_formula(
            row + 3, 0, f"={text}", None, value if isinstance(value, (float, bool, str)) else value.code
        )
    book.close()
    return buffer.getvalue()


def test_every_formula_is_still_the_same(pairs: dict[str, tuple[RawWorkbook, RawWorkbook]]) -> None:
    for before, after in pairs.values():
        for name, sheet in before.sheets.items():
            again = after.sheets[name].formulas
            assert again.keys() == sheet.formulas.keys()
            differing = {c: (t, again[c]) for c, t in sheet.formulas.items() if not same_formula(t, again[c])}
            assert not differing


def test_every_value_is_still_the_same(pairs: dict[str, tuple[RawWorkbook, RawWorkbook]]) -> None:
    before, after = pairs["formulas"]
    for cell, value in before.sheets["S 1"].values.items():
        again = after.sheets["S 1"].values[cell]
        assert type(again) is type(value)
        assert again == (pytest.approx(value, rel=1e-12) if isinstance(value, float) else value)
    for name, sheet in pairs["survey"][0].sheets.items():
        saved = pairs["survey"][1].sheets[name]
        answers = {cell: value for cell, value in sheet.values.items() if cell not in sheet.formulas}
        assert answers == {cell: value for cell, value in saved.values.items() if cell not in sheet.formulas}


def test_names_rules_and_hidden_columns_are_still_there(
    pairs: dict[str, tuple[RawWorkbook, RawWorkbook]],
) -> None:
    before, after = pairs["survey"]
    assert {n: e.refers_to for n, e in after.names.items()} == {n: e.refers_to for n, e in before.names.items()}
    assert after.application is not None
    assert after.application.startswith("LibreOffice")
    for name, sheet in before.sheets.items():
        again = after.sheets[name]
        assert (again.protected, again.merged) == (sheet.protected, sheet.merged)
        assert again.hidden_columns == sheet.hidden_columns
        assert sum(len(rule.sqref) for rule in again.validations) == len(sheet.validations)
        assert {rule.type for rule in again.validations} == {"decimal"}
