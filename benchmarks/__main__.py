"""Print the table: `python -m benchmarks` (or `make bench`). `--quick` leaves out the slow engines."""

from __future__ import annotations

import contextlib
import io
import shutil
import sys
import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import workbench
from benchmarks.measure import cold_seconds, median_seconds
from workbench.evaluation.values import evaluate
from workbench.pipeline.assess import Settings, assess
from workbench.pipeline.build import fill_from_file
from workbench.pipeline.case import read_case
from workbench.report.html import render_html
from workbench.report.result_json import dump_json

ROOT = Path(workbench.__file__).parent.parent
WARM_RUNS, COLD_RUNS, SLOW_RUNS, BATCH = 15, 5, 1, 20
AIMS = {"read": 2.5, "evaluate": 7.0, "assess": 20.0, "cold assess": 1.2, "cold build": 0.7}


def main() -> None:
    """Measure on the FMCG worked case and print milliseconds and ratios to python-calamine."""
    quick = "--quick" in sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder) / "fmcg_worked.xlsx"
        fill_from_file("fmcg_wholesale", ROOT / "samples" / "fmcg_worked.yaml", case, "zh")
        base = median_seconds(lambda: calamine_values(case), WARM_RUNS)
        print(f"{'step':58}{'ms':>10}{'x calamine':>12}{'aim':>8}")
        _row("python-calamine, values only", base, base)
        for label, seconds, aim in ours(case):
            _row(label, seconds, base, aim)
        for label, seconds in others(case, Path(folder), quick):
            _row(label, seconds, base)
        for label, seconds, aim in cold(case, Path(folder)):
            print(f"{label:58}{seconds * 1000:>10.0f}{'':>12}{aim:>7.1f}s")


def ours(case: Path) -> list[tuple[str, float, float]]:
    """Our steps, warm."""

    def whole() -> None:
        result = assess(read_case(case), Settings()).result
        dump_json(result)
        render_html(result)

    def read_and_evaluate() -> None:
        read = read_case(case)
        evaluate(read.compiled, read.answers)

    return [
        ("read: values, formulas, names, integrity", median_seconds(lambda: read_case(case), WARM_RUNS), AIMS["read"]),
        ("read and evaluate everything", median_seconds(read_and_evaluate, WARM_RUNS), AIMS["evaluate"]),
        ("whole assessment to JSON and HTML", median_seconds(whole, WARM_RUNS), AIMS["assess"]),
    ]


def others(case: Path, folder: Path, quick: bool) -> list[tuple[str, float]]:
    """What else one might use for the first two steps."""
    rows = [
        ("openpyxl, values", median_seconds(lambda: openpyxl_cells(case, True), 3)),
        ("openpyxl, formulas", median_seconds(lambda: openpyxl_cells(case, False), 3)),
    ]
    if quick:
        return rows
    copies = [Path(shutil.copy(case, folder / f"copy_{number}.xlsx")) for number in range(BATCH)]
    single = median_seconds(lambda: libreoffice(copies[:1], folder / "one"), SLOW_RUNS)
    batch = median_seconds(lambda: libreoffice(copies, folder / "many"), SLOW_RUNS) / BATCH
    rows += [
        ("LibreOffice headless, recalculated, one file a call", single),
        (f"LibreOffice headless, recalculated, {BATCH} files a call", batch),
    ]
    engine = formulas_library(case)
    rows.append(
        ("formulas library, load and calculate", engine) if engine else ("formulas library: gave up", float("nan"))
    )
    return rows


def cold(case: Path, folder: Path) -> list[tuple[str, float, float]]:
    """Whole processes from the command line."""
    command = [sys.executable, str(ROOT / "cli.py")]
    assess_command = [*command, "assess", str(case), "--out", str(folder / "out")]
    build_command = [*command, "build", "fmcg_wholesale", "--out", str(folder / "surveys")]
    return [
        ("workbench assess, cold", cold_seconds(assess_command, COLD_RUNS), AIMS["cold assess"]),
        ("workbench build, cold", cold_seconds(build_command, COLD_RUNS), AIMS["cold build"]),
    ]


def calamine_values(case: Path) -> None:
    """Every value of every sheet by python-calamine."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(str(case))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


def openpyxl_cells(case: Path, values: bool) -> None:
    """Every cell of every sheet by openpyxl in its read-only mode."""
    from openpyxl import load_workbook

    book = load_workbook(case, read_only=True, data_only=values)
    for sheet in book:
        for _ in sheet.iter_rows(values_only=True):
            pass
    book.close()


def libreoffice(cases: list[Path], out: Path) -> None:
    """Forced recalculation by LibreOffice."""
    from tests.oracles.libreoffice import recalculate

    recalculate(cases, out)


def formulas_library(case: Path) -> float | None:
    """The `formulas` library; None when it cannot take the workbook."""

    def calculate() -> None:
        import formulas

        formulas.ExcelModel().loads(str(case)).finish().calculate()

    return _quietly(calculate)


def _quietly(call: Callable[[], Any]) -> float | None:
    from benchmarks.measure import once

    with (
        warnings.catch_warnings(),
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()),
    ):
        warnings.simplefilter("ignore")
        try:
            return once(call)
        except Exception:  # a foreign engine may fail in any way; the table then shows no figure
            return None


def _row(label: str, seconds: float, base: float, aim: float | None = None) -> None:
    shown = f"{aim:>7.1f}x" if aim else ""
    print(f"{label:58}{seconds * 1000:>10.1f}{seconds / base:>12.2f}{shown}")


if __name__ == "__main__":
    main()
