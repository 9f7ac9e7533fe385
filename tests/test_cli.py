"""The command line as people and schedulers use it (DESIGN 8): outputs, exit codes, JSON, refusals."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import cli
import workbench
from tests.conftest import SAMPLES
from workbench.pipeline.library import industry_templates

ROOT = Path(workbench.__file__).parent.parent
Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    def runner(*arguments: object, stdin: str | None = None) -> Result:
        return CliRunner().invoke(cli.main, [str(argument) for argument in arguments], input=stdin)

    return runner


def test_the_demo_assesses_every_sample_and_says_where_to_look(run: Run, tmp_path: Path) -> None:
    samples = {path.stem for path in SAMPLES.glob("*.yaml")}
    result = run("demo", "--out", tmp_path)
    assert result.exit_code == 0, result.output
    assert {path.name.removesuffix(".report.html") for path in tmp_path.glob("*.report.html")} == samples
    assert {path.stem for path in (tmp_path / "cases").glob("*.xlsx")} == samples
    assert {path.stem for path in (tmp_path / "surveys").glob("*.xlsx")} == set(industry_templates())
    assert "fmcg_worked.xlsx：完整，得分 77，等级 AA，额度 44.00 万元" in result.output
    assert "pig_worked.xlsx：完整，得分 81，等级 AA，额度 45.00 万元" in result.output
    assert re.search(r"fmcg_worked\.xlsx：.*\n    现金低点 [\d.]+ 万元（2026-\d\d），压力规则 成立 \d", result.output)
    assert str(tmp_path / "surveys") in result.output


def test_build_without_a_template_builds_all(run: Run, tmp_path: Path) -> None:
    result = run("build", "--out", tmp_path, "--lang", "en")
    assert result.exit_code == 0
    assert {path.stem for path in tmp_path.iterdir()} == set(industry_templates())


def test_build_of_an_unknown_template_suggests_and_exits_2(run: Run, tmp_path: Path) -> None:
    result = run("build", "fmcg_wholesal", "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "fmcg_wholesale" in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_worked_sample_is_assessed_clean(run: Run, fmcg_case: Path, tmp_path: Path) -> None:
    result = run("assess", fmcg_case, "--out", tmp_path)
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "fmcg_worked.report.html",
        "fmcg_worked.result.json",
        "fmcg_worked.result.xlsx",
    ]


def test_json_is_one_document_a_line_and_a_line_a_case(
    run: Run,
    fmcg_case: Path,
    tmp_path: Path,
) -> None:
    other = shutil.copy(fmcg_case, tmp_path / "second.xlsx")
    result = run("assess", fmcg_case, other, "--out", tmp_path / "out", "--json")
    documents = [json.loads(line) for line in result.stdout.splitlines()]
    assert [document["score"]["total"] for document in documents] == [77, 77]
    result = run("check", fmcg_case, "--json")
    assert json.loads(result.stdout)["findings"] == []


def test_the_worst_exit_code_of_several_cases_counts(run: Run, fmcg_case: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"")
    result = run("assess", fmcg_case, broken, "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert (tmp_path / "out" / "fmcg_worked.report.html").exists()
    dressed = tmp_path / "dressed.xlsx"
    assert run("fill", "fmcg_wholesale", SAMPLES / "fmcg_dressed_up.yaml", "--out", dressed).exit_code in (0, 1)
    assert run("check", fmcg_case, dressed).exit_code == 1


def test_one_stem_twice_is_refused_before_work_starts(run: Run, fmcg_case: Path, tmp_path: Path) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    copy = shutil.copy(fmcg_case, folder / fmcg_case.name)
    result = run("assess", fmcg_case, copy, "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "fmcg_worked" in result.stderr
    assert not (tmp_path / "out").exists()


def test_assessing_twice_differs_only_in_the_time(run: Run, fmcg_case: Path, tmp_path: Path) -> None:
    for out in ("one", "two"):
        assert run("assess", fmcg_case, "--out", tmp_path / out).exit_code == 0
    one, two = (
        re.sub(r'"generated_at": ?"[^"]*"', "", (tmp_path / out / "fmcg_worked.result.json").read_text("utf-8"))
        for out in ("one", "two")
    )
    assert one == two


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("FM02", "FM02_evidence"),
        ("balance_sheet.inventory.restated", "850,000"),
        ("debts.average[3]", "'12负债'!"),
        ("M3", "446,000.4"),
        ("I19", "1.23"),
        ("sales_total", "categories.amount"),
        ("months.profile[2]", "'04销售'!"),
        ("cash_calendar.closing[2]", "cash_calendar.opening[2]"),
        ("stress.sales_down.dscr", "stress.sales_down.cash_before_service"),
        ("claim.sales", "FM01_verdict"),
    ],
)
def test_explain_goes_down_to_cells(run: Run, fmcg_case: Path, name: str, expected: str) -> None:
    result = run("explain", fmcg_case, name)
    assert result.exit_code == 0, result.output
    assert expected in result.output
    tree = json.loads(run("explain", fmcg_case, name, "--json").stdout)
    assert {"name", "value", "formula", "place", "inputs"} <= set(tree)


def test_explain_of_an_unknown_name_suggests(run: Run, fmcg_case: Path) -> None:
    result = run("explain", fmcg_case, "sales_totl")
    assert result.exit_code == 2
    assert "sales_total" in result.stderr


def test_formula_answers_a_line_each(run: Run, tmp_path: Path) -> None:
    names = tmp_path / "names.json"
    names.write_text('{"a": 2, "b": null, "list_c": [1, 2, "x"], "e": {"error": "#N/A"}}', "utf-8")
    lines = "a+b\n1/b\nSUM(list_c)\ne\nTODAY()\nA1\n"
    result = run("formula", "-", "--names", names, "--json", stdin=lines)
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert answers[:4] == [{"value": 2}, {"error": "#DIV/0!"}, {"value": 3}, {"error": "#N/A"}]
    assert all("refused" in answer and answer["message"] for answer in answers[4:])
    assert run("formula", "ROUND(1.005,2)").stdout.strip() == "1.01"


def test_template_commands(run: Run, tmp_path: Path) -> None:
    assert "fmcg_wholesale" in run("template", "list").stdout
    assert run("template", "lint").exit_code == 0
    shown = json.loads(run("template", "show", "pig_farming", "--json").stdout)
    assert {check["id"] for check in shown["checks"]} >= {f"PG{number:02}" for number in range(1, 21)}
    bad = tmp_path / "bad.yaml"
    bad.write_text("template: bad\nversion: 1.0.0\nname: {zh: 坏, en: Bad}\ncolour: red\n", "utf-8")
    result = run("template", "lint", bad)
    assert result.exit_code == 1
    assert "bad.yaml:4" in result.stderr


def test_a_progress_bar_stays_out_of_a_pipe(run: Run, fmcg_case: Path) -> None:
    assert "\r" not in run("check", fmcg_case, fmcg_case).output


def test_every_command_is_in_the_docs_with_an_example() -> None:
    documented = (ROOT / "README.md").read_text("utf-8") + (ROOT / "README.zh-CN.md").read_text("utf-8")
    for name, command in cli.main.commands.items():
        assert command.help, name
        if name not in ("demo", "fill"):
            assert f"workbench {name}" in documented, name


def test_consoles_that_cannot_show_chinese_do_not_stop_a_command(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr("sys.stdout", stream)
    cli.main(["template", "list"], standalone_mode=False)
    stream.flush()
    assert "快消品批发".encode() in stream.buffer.getvalue()


def test_a_path_that_cannot_be_used_is_wrong_usage(run: Run, fmcg_case: Path, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("", "utf-8")
    answers = SAMPLES / "fmcg_worked.yaml"
    for arguments in (
        ("build", "fmcg_wholesale", "--out", file),
        ("assess", fmcg_case, "--out", file),
        ("demo", "--out", file),
        ("fill", "fmcg_wholesale", answers, "--out", tmp_path),
        ("fill", "fmcg_wholesale", tmp_path, "--out", tmp_path / "case.xlsx"),
        ("fill", "fmcg_wholesale", answers, "--out", tmp_path / "case.pdf"),
        ("assess", fmcg_case, "--out", tmp_path / "out", "--report-templates", tmp_path / "nowhere"),
        ("template", "lint", "nowhere"),
        ("template", "show", "nowhere"),
    ):
        assert run(*arguments).exit_code == 2, arguments
    assert sorted(tmp_path.iterdir()) == [file]


def test_a_full_disk_is_one_sentence(
    run: Run, fmcg_case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("workbench.pipeline.outputs.write_result_xlsx", broken)
    result = run("assess", fmcg_case, "--out", tmp_path)
    assert (result.exit_code, list(tmp_path.iterdir())) == (2, [])
    assert "No space left" in result.stderr


def test_answers_of_another_template_or_version_write_nothing(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "case.xlsx"
    assert run("fill", "pig_farming", SAMPLES / "fmcg_worked.yaml", "--out", out).exit_code == 2
    older = tmp_path / "older.yaml"
    text = (SAMPLES / "fmcg_worked.yaml").read_text("utf-8")
    older.write_text(re.sub(r"^version: .*$", "version: 0.9.0", text, flags=re.MULTILINE), "utf-8")
    result = run("fill", "fmcg_wholesale", older, "--out", out)
    assert result.exit_code == 2
    assert "0.9.0" in result.stderr
    assert not out.exists()


def test_a_number_out_of_range_is_not_explained(run: Run, fmcg_case: Path) -> None:
    for name in ("stock.value[999]", "months.profile[13]", "request_amount[1]", "debts.closing[0]"):
        assert run("explain", fmcg_case, name).exit_code == 2, name
