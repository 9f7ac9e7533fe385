"""The result workbook: numbers are numbers, text is text, the same result gives the same file."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.oracles.libreoffice import recalculate, values
from tests.report import cases
from workbench.report.words import words_in
from workbench.report.xlsx import OF_A_BUSINESS, SHEETS, result_xlsx, write_result_xlsx
from workbench.report.xlsx_cells import DANGEROUS


def opened(result: dict[str, Any], folder: Path) -> Any:
    path = folder / "case.result.xlsx"
    write_result_xlsx(result, path)
    return openpyxl.load_workbook(path)


def cells(book: Any) -> list[Any]:
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]


@pytest.mark.parametrize("language", cases.LANGUAGES)
@pytest.mark.parametrize("make", [cases.fmcg, cases.failed, cases.empty, cases.wage_earner])
def test_every_sheet_is_there_and_prints_on_a4(make: Any, language: str, tmp_path: Path) -> None:
    book = opened(make(language), tmp_path)
    words = words_in(language)
    statements = make(language)["statements"]
    shown = [name for name in SHEETS if name not in OF_A_BUSINESS or name in statements]
    assert book.sheetnames == [words(f"sheet.{name}") for name in ("decision", *shown)]
    for sheet in book:
        assert sheet.page_setup.paperSize == sheet.PAPERSIZE_A4 or str(sheet.page_setup.paperSize) == "9"
        assert sheet.page_setup.fitToWidth in (1, None)
        assert words(f"stamp.{make(language)['status']}") in str(sheet.oddHeader.right.text)
    assert [sheet.title for sheet in book if sheet.freeze_panes is None] == [words("sheet.decision")]


def test_amounts_are_yuan_that_add_up(tmp_path: Path) -> None:
    result = cases.fmcg()
    sheet = opened(result, tmp_path)[words_in("zh")("sheet.balance_sheet")]
    shown = {row[0].value: row[4].value for row in sheet.iter_rows() if isinstance(row[4].value, int | float)}
    told = {row["label"]: row["restated"] for row in result["statements"]["balance_sheet"]}
    assert shown == pytest.approx(told)
    assert shown["资产总计"] == pytest.approx(shown["负债合计"] + shown["权益"])


@pytest.mark.parametrize("payload", cases.HOSTILE, ids=range(len(cases.HOSTILE)))
def test_hostile_text_never_becomes_a_formula(payload: str, tmp_path: Path) -> None:
    book = opened(cases.hostile(payload), tmp_path)
    for cell in cells(book):
        assert cell.data_type in ("s", "n", "inlineStr")
        assert cell.hyperlink is None
        if isinstance(cell.value, str) and cell.value.lstrip(" ").startswith(DANGEROUS):
            assert cell.quotePrefix
        assert not isinstance(cell.value, str) or len(cell.value.encode("utf-16-le")) <= 2 * 32_767


def test_equal_results_give_equal_bytes() -> None:
    assert result_xlsx(cases.fmcg()) == result_xlsx(cases.fmcg())


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "case.result.xlsx"
    path.write_bytes(b"before")
    broken = cases.fmcg()
    del broken["checks"]
    with pytest.raises(KeyError):
        write_result_xlsx(broken, path)
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_libreoffice_reads_it(tmp_path: Path, soffice: Path) -> None:
    path = tmp_path / "case.xlsx"
    write_result_xlsx(cases.fmcg(), path)
    [read] = recalculate([path], tmp_path / "out").values()
    told = values(read)[words_in("zh")("sheet.income_statement")]
    assert 6_000_000.0 in [pytest.approx(value) for value in told.values() if isinstance(value, float)]
