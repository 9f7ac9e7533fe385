"""What a reader sees on the screen and on paper."""

import struct
import subprocess
from pathlib import Path

import pytest

from tests.oracles.chromium import print_pdf, screenshot
from tests.report import cases
from workbench.report.html import render_html
from workbench.report.words import words_in


def written(result: dict, folder: Path) -> Path:
    path = folder / "case.report.html"
    path.write_text(render_html(result), "utf-8")
    return path


def pdf_text(pdf: Path, page: int) -> str:
    command = ["pdftotext", "-layout", "-f", str(page), "-l", str(page), str(pdf), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("language", cases.LANGUAGES)
@pytest.mark.parametrize("name", ["fmcg", "failed", "empty", "wage_earner"])
def test_page_one_is_one_sheet_of_paper(name: str, language: str, tmp_path: Path, chromium: Path) -> None:
    result = getattr(cases, name)(language)
    pdf = print_pdf(written(result, tmp_path), tmp_path / "report.pdf")
    words = words_in(language)
    first, second = pdf_text(pdf, 1), pdf_text(pdf, 2)
    for key in (
        "block.request",
        "block.decision",
        "decision.signature",
        f"suggestion.{result['decision']['suggestion']}",
    ):
        assert words(key) in first, key
    assert words("section.statements") in second
    assert words("decision.signature") not in second
    for page in (first, second):
        assert words(f"stamp.{result['status']}") in page


def test_paper_is_a4_and_its_fonts_are_simplified_chinese(tmp_path: Path, chromium: Path) -> None:
    pdf = print_pdf(written(cases.fmcg(), tmp_path), tmp_path / "report.pdf")
    info = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True, text=True).stdout
    assert "(A4)" in info
    fonts = subprocess.run(["pdffonts", str(pdf)], check=True, capture_output=True, text=True).stdout
    assert "CJK" not in fonts or "SC" in fonts
    assert not [line for line in fonts.splitlines() if "CJKjp" in line or "CJKJP" in line or "-JP" in line]


def test_hostile_texts_do_not_break_the_screen(tmp_path: Path, chromium: Path) -> None:
    shorter = cases.hostile("A" * 2000 + "<script>document.body.innerHTML=''</script>")
    png = screenshot(written(shorter, tmp_path), tmp_path / "hostile.png", width=1000, height=1400)
    assert struct.unpack(">II", png.read_bytes()[16:24]) == (1000, 1400)
    assert png.stat().st_size > 50_000
