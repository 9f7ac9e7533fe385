"""The oracles themselves: they recalculate, they end, and they fail loudly."""

import struct
import subprocess
import time
from pathlib import Path

import pytest
import xlsxwriter

from tests.oracles import chromium as browser
from tests.oracles.libreoffice import CellError, recalculate, values
from tests.oracles.processes import OracleError, find_program, run_group

WRONG = 999


def write_workbook(path: Path, first: float = 3) -> Path:
    """A workbook in which every formula carries a wrong stored value."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("点货")
    sheet.write_row("A1", [first, 4, "甲", True])
    book.define_name("stock.value", "='点货'!$A$1:$B$1")
    other = book.add_worksheet("Results")
    formulas = ["=SUM(stock.value)", "=1/0", '=IF(1>2,1,"")', '="合"&"计"', "=1=1", "=DATE(2026,3,5)"]
    for row, formula in enumerate(formulas):
        other.write_formula(row, 0, formula, None, WRONG)
    other.write_formula("B1", '=TEXT(46000,"mmmm")', None, "wrong")
    book.close()
    return path


def test_wrong_stored_values_are_recalculated(tmp_path: Path, soffice: Path) -> None:
    source = write_workbook(tmp_path / "工作簿 1.xlsx")
    assert values(source)["Results"]["A1"] == WRONG
    [result] = recalculate([source], tmp_path / "out").values()
    assert result.name == source.name
    sheets = values(result)
    assert list(sheets) == ["点货", "Results"]
    assert sheets["点货"] == {"A1": 3.0, "B1": 4.0, "C1": "甲", "D1": True}
    assert sheets["Results"] == {
        **{"A1": 7.0, "A2": "#DIV/0!", "A3": "", "A4": "合计", "A5": True, "A6": 46086.0},
        "B1": "December",
    }
    assert isinstance(sheets["Results"]["A2"], CellError)
    assert sheets["Results"]["A5"] is True


def test_several_workbooks_in_one_call_keep_apart(tmp_path: Path, soffice: Path) -> None:
    sources = [write_workbook(tmp_path / f"{number}.xlsx", number) for number in range(5)]
    results = recalculate(sources, tmp_path / "out")
    assert [values(results[source])["Results"]["A1"] for source in sources] == [4, 5, 6, 7, 8]


def test_the_locale_can_be_chosen(tmp_path: Path, soffice: Path) -> None:
    source = write_workbook(tmp_path / "case.xlsx")
    results = recalculate([source], tmp_path / "out", locale="zh-CN")
    assert values(results[source])["Results"]["B1"] == "十二月"


def test_an_unreadable_workbook_is_an_error_that_names_it(tmp_path: Path, soffice: Path) -> None:
    good, bad = write_workbook(tmp_path / "good.xlsx"), tmp_path / "bad.xlsx"
    bad.write_bytes(good.read_bytes()[:300])
    with pytest.raises(OracleError, match=r"no result for bad\.xlsx"):
        recalculate([good, bad], tmp_path / "out")


def test_two_workbooks_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="one name"):
        recalculate([tmp_path / "a" / "x.xlsx", tmp_path / "b" / "x.xlsx"], tmp_path)


def test_a_command_over_its_time_is_killed_with_its_children(tmp_path: Path) -> None:
    mark = tmp_path / "alive"
    start = time.monotonic()
    assert run_group(["bash", "-c", f"(sleep 1; touch {mark}) & sleep 60"], 0.3) is None
    assert time.monotonic() - start < 10
    time.sleep(1.2)
    assert not mark.exists()


def test_a_missing_program_is_an_error_with_a_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOFFICE", "/nowhere/soffice")
    with pytest.raises(OracleError, match=r"no /nowhere/soffice\. Install it, or set SOFFICE"):
        find_program("SOFFICE", ["sh"], "Install it")


def write_page(folder: Path) -> Path:
    page = folder / "报告.html"
    text = "<!doctype html><html lang=zh-CN><meta charset=utf-8><h1>综合信用报告</h1>"
    page.write_text(text, encoding="utf-8")
    return page


def test_screenshot_has_the_size_asked_for(tmp_path: Path, chromium: Path) -> None:
    png = browser.screenshot(write_page(tmp_path), tmp_path / "page.png", 640, 480).read_bytes()
    assert struct.unpack(">II", png[16:24]) == (640, 480)


def test_printed_page_holds_its_text(tmp_path: Path, chromium: Path) -> None:
    pdf = browser.print_pdf(write_page(tmp_path), tmp_path / "page.pdf")
    text = subprocess.run(["pdftotext", pdf, "-"], check=True, capture_output=True).stdout.decode()
    assert "综合信用报告" in text


def test_a_missing_page_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        browser.screenshot(tmp_path / "none.html", tmp_path / "page.png")
