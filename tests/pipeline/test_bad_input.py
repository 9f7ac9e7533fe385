"""Bad input ends in a coded finding, and nothing is written half."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from tests.conftest import SAMPLES
from tests.pipeline.conftest import Edit, sheet_part
from workbench.findings import Finding
from workbench.pipeline.assess import Outcome, Settings, assess_case, check_case

Edited = Callable[[Edit], Path]


def codes(findings: list[Finding]) -> set[str]:
    return {finding.code for finding in findings}


def assessed(path: Path, out: Path) -> Outcome:
    return assess_case(path, out, Settings())


def replaced(part: str, old: str, new: str, count: int = 1) -> Edit:
    def edit(name: str, data: bytes) -> bytes:
        if name != part:
            return data
        assert old.encode() in data, f"{old} is not in {part}"
        return data.replace(old.encode(), new.encode(), count)

    return edit


def foreign(path: Path) -> Path:
    with Workbook(str(path)) as book:
        book.add_worksheet("Sheet1").write(0, 0, "hello")
    return path


def test_no_workbook_at_all(tmp_path: Path) -> None:
    path = tmp_path / "note.xlsx"
    path.write_text("just text", "utf-8")
    outcome = assessed(path, tmp_path / "out")
    assert outcome.unusable
    assert all(code.startswith("FILE") for code in codes(outcome.findings))
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("keep", [0, 100, 0.5, 0.99])
def test_an_empty_or_truncated_zip(fmcg_case: Path, tmp_path: Path, keep: float) -> None:
    data = fmcg_case.read_bytes()
    path = tmp_path / "cut.xlsx"
    path.write_bytes(data[: int(keep if keep >= 1 else len(data) * keep)])
    outcome = assessed(path, tmp_path / "out")
    assert outcome.unusable
    assert all(code.startswith("FILE") for code in codes(outcome.findings))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert assessed(tmp_path / "nothing.xlsx", tmp_path / "out").unusable


def test_a_protected_file(tmp_path: Path) -> None:
    path = tmp_path / "locked.xlsx"
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    path.write_bytes(header + "EncryptedPackage".encode("utf-16-le") + bytes(2048))
    outcome = assessed(path, tmp_path / "out")
    assert outcome.unusable
    assert "密码" in outcome.findings[0].message("zh")


def test_a_foreign_workbook(tmp_path: Path) -> None:
    outcome = assessed(foreign(tmp_path / "foreign.xlsx"), tmp_path / "out")
    assert (outcome.unusable, codes(outcome.findings)) == (True, {"INT21"})


def test_a_case_of_a_template_that_is_not_here(edited: Edited, tmp_path: Path) -> None:
    path = edited(replaced("xl/sharedStrings.xml", "fmcg_wholesale</t>", "sheep_farming</t>"))
    outcome = assessed(path, tmp_path / "out")
    assert (outcome.unusable, codes(outcome.findings)) == (True, {"INT22"})


def test_an_older_version_names_both_versions(edited: Edited, tmp_path: Path) -> None:
    path = edited(replaced("xl/sharedStrings.xml", "<si><t>1.1.0</t></si>", "<si><t>0.9.0</t></si>"))
    outcome = assessed(path, tmp_path / "out")
    assert (outcome.unusable, codes(outcome.findings)) == (True, {"INT23"})
    assert "0.9.0" in outcome.findings[0].message("en")
    assert "1.1.0" in outcome.findings[0].message("en")


def test_a_missing_sheet_is_said_and_the_case_is_incomplete(fmcg_case: Path, tmp_path: Path) -> None:
    path = tmp_path / "no_stock.xlsx"
    with zipfile.ZipFile(fmcg_case) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as copy:
        for info in source.infolist():
            data = source.read(info.filename)
            if info.filename == "xl/workbook.xml":
                text = data.decode()
                text = re.sub(r'<sheet name="06点货"[^>]*/>', "", text)
                text = re.sub(r"(<definedName [^>]*>)'06点货'![^<]*", r"\1#REF!", text)
                data = text.encode()
            copy.writestr(info.filename, data)
    outcome = assessed(path, tmp_path / "out")
    assert "INT02" in codes(outcome.findings)
    assert "INT01" not in codes(outcome.findings)  # one finding for the sheet, not one for each of its names
    assert outcome.document["status"] == "incomplete"


def answer(edited: Edited, sheet: str, cell: str, xml: str) -> Path:
    """Give the case with another content in one cell."""
    found: list[str] = []

    def edit(name: str, data: bytes) -> bytes:
        if name != found[0]:
            return data
        pattern = rf'<c r="{cell}"( s="\d+")?( t="\w+")?(/>|>.*?</c>)'
        changed, count = re.subn(pattern, rf'<c r="{cell}"\1{xml}', data.decode(), count=1)
        assert count == 1
        return changed.encode()

    found.append(sheet_part(edited(lambda name, data: data), sheet))
    return edited(edit)


def place_of(path: Path, name: str) -> tuple[str, str]:
    with zipfile.ZipFile(path) as package:
        workbook = package.read("xl/workbook.xml").decode()
    match = re.search(rf'<definedName name="{re.escape(name)}">\'?([^\'!]+)\'?!\$([A-Z]+)\$(\d+)', workbook)
    assert match
    return match[1], f"{match[2]}{match[3]}"


@pytest.mark.parametrize(
    ("name", "xml", "code"),
    [
        ("request_amount", ' t="inlineStr"><is><t>五十万</t></is></c>', "ANS03"),
        ("survey_date", ' t="inlineStr"><is><t>2026年6月30日</t></is></c>', "ANS04"),
        ("request_term", "><v>900</v></c>", "ANS05"),
        ("marriage", ' t="inlineStr"><is><t>complicated</t></is></c>', "ANS06"),
        ("request_amount", "/>", "ANS01"),
        ("request_amount", ' t="e"><v>#N/A</v></c>', "ANS16"),
        ("co_surveyor", ' t="inlineStr"><is><t>SAME</t></is></c>', None),
    ],
)
def test_a_wrong_answer_is_found_with_its_cell(
    edited: Edited, fmcg_case: Path, tmp_path: Path, name: str, xml: str, code: str | None
) -> None:
    sheet, cell = place_of(fmcg_case, name)
    outcome = check_case(answer(edited, sheet, cell, xml), "zh")
    found = {(finding.code, finding.place) for finding in outcome.findings}
    if code is None:
        assert not any(one.startswith("ANS") for one, _ in found)
    else:
        assert (code, f"'{sheet}'!{cell}") in found


def test_a_full_table_is_said(tmp_path: Path) -> None:
    from workbench.evaluation.answers_file import read_answers_file
    from workbench.pipeline.library import compiled_template
    from workbench.survey.build import fill_survey

    compiled = compiled_template("fmcg_wholesale")
    answers = read_answers_file(SAMPLES / "fmcg_worked.yaml", compiled)
    for column in ("name", "relation", "birth_year", "works"):
        cells = answers.columns[f"members.{column}"]
        answers.columns[f"members.{column}"] = (cells * 8)[:8]
    fill_survey(compiled, answers, tmp_path / "full.xlsx")
    assert "ANS09" in codes(check_case(tmp_path / "full.xlsx", "zh").findings)


def test_no_output_is_left_half_written(fmcg_case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("workbench.pipeline.outputs.write_result_xlsx", broken)
    with pytest.raises(OSError, match="disk full"):
        assessed(fmcg_case, tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_the_case_file_is_never_written_to(fmcg_case: Path, tmp_path: Path) -> None:
    before = (fmcg_case.read_bytes(), fmcg_case.stat().st_mtime_ns)
    assessed(fmcg_case, tmp_path / "out")
    assert (fmcg_case.read_bytes(), fmcg_case.stat().st_mtime_ns) == before


def test_what_a_check_waits_for_is_named_down_to_the_answer() -> None:
    from workbench.crosscheck import check_register
    from workbench.evaluation.answers_file import read_answers_file
    from workbench.evaluation.values import evaluate
    from workbench.pipeline.library import compiled_template

    compiled = compiled_template("fmcg_wholesale")
    for name, label in (("survey_date", "调查时点"), ("cash_counted", "现金盘点")):
        answers = read_answers_file(SAMPLES / "fmcg_worked.yaml", compiled)
        answers.fields[name] = None
        reasons = {check["id"]: check["reason"] for check in check_register(evaluate(compiled, answers))}
        waiting = {check: reason for check, reason in reasons.items() if reason is not None}
        assert waiting
        assert all(label in reason for reason in waiting.values()), waiting


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("request_term", 0.0, "ANS05"),
        ("spouse_role", "zzz", "ANS06"),
        ("opening_date", 46300.0, "ANS20"),
        ("bureau_enquiries", None, "ANS01"),
    ],
)
def test_a_case_with_an_unusable_answer_is_never_complete(name: str, value: object, code: str) -> None:
    from workbench.evaluation.answers_file import read_answers_file
    from workbench.pipeline.assess import assess
    from workbench.pipeline.case import Case
    from workbench.pipeline.library import compiled_template

    compiled = compiled_template("fmcg_wholesale")
    answers = read_answers_file(SAMPLES / "fmcg_worked.yaml", compiled)
    answers.fields[name] = value  # type: ignore[assignment]  # what people type
    assessment = assess(Case(answers, compiled, "answers"), Settings())
    assert code in codes(list(assessment.findings))
    assert assessment.result["status"] == "incomplete"
    assert assessment.result["decision"]["suggestion"] == "return"
