"""LibreOffice as an oracle: what a second spreadsheet program computes from the same workbook."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.oracles.cell_values import CellError, Value, values
from tests.oracles.processes import OracleError, find_program, run_group

__all__ = ["CellError", "Value", "find_soffice", "recalculate", "values"]

FILES_PER_CALL = 40  # the start is spread over many files (several per call cost a third of single calls)
SECONDS_PER_CALL = 60.0
SECONDS_PER_FILE = 5.0
ATTEMPTS = 2  # LibreOffice now and then dies at its start on a loaded machine

# OOXMLRecalcMode 0 is "always": otherwise LibreOffice shows the values stored in the file and proves nothing.
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>{locale}</value></prop></item>
</oor:items>
"""


def find_soffice() -> Path:
    """The LibreOffice program, or an error that says what to install."""
    return find_program(
        "SOFFICE",
        ["soffice", "libreoffice"],
        "Install LibreOffice Calc (Debian, Ubuntu: apt-get install libreoffice-calc-nogui)",
    )


def recalculate(paths: Sequence[Path], out_dir: Path, locale: str = "en-US") -> dict[Path, Path]:
    """Recalculate every workbook from nothing; the copies in `out_dir` keep their names (always .xlsx)."""
    targets = {path: out_dir / f"{path.stem}.xlsx" for path in paths}
    if len(set(targets.values())) < len(paths):
        raise ValueError("Two workbooks of one name would overwrite each other in the output folder.")
    out_dir.mkdir(parents=True, exist_ok=True)
    for batch in _batches(list(targets.items())):
        _recalculate_batch(batch, locale)
    return targets


def _batches(pairs: list[tuple[Path, Path]]) -> Iterator[list[tuple[Path, Path]]]:
    for start in range(0, len(pairs), FILES_PER_CALL):
        yield pairs[start : start + FILES_PER_CALL]


def _recalculate_batch(pairs: list[tuple[Path, Path]], locale: str) -> None:
    missing, output = pairs, ""
    for _ in range(ATTEMPTS):
        missing, output = _attempt(missing, locale)
        if not missing:
            return
    names = ", ".join(path.name for path, _ in missing)
    said = output.strip()[-500:] or "nothing"
    raise OracleError(f"LibreOffice gave no result for {names}. It said: {said}")


def _attempt(pairs: list[tuple[Path, Path]], locale: str) -> tuple[list[tuple[Path, Path]], str]:
    """One call of soffice; the pairs that it left undone, and what it printed."""
    with tempfile.TemporaryDirectory(prefix="recalculate-", ignore_cleanup_errors=True) as folder:
        work = Path(folder)
        settings = work / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(SETTINGS.format(locale=locale), encoding="utf-8")
        (work / "in").mkdir()
        copies = []
        for number, (path, _) in enumerate(pairs):  # copies: no lock files beside the original, plain names
            copies.append(work / "in" / f"{number}{path.suffix}")
            shutil.copyfile(path, copies[-1])
        output = run_group(
            _command(work, copies),
            SECONDS_PER_CALL + SECONDS_PER_FILE * len(pairs),
            {"HOME": folder, "SAL_USE_VCLPLUGIN": "svp"},
        )
        if output is None:
            output = "The time limit was reached and it was stopped."
        undone = []
        for number, pair in enumerate(pairs):
            result = work / "out" / f"{number}.xlsx"
            if result.exists():
                shutil.move(result, pair[1])
            else:
                undone.append(pair)
        return undone, output


def _command(work: Path, copies: list[Path]) -> list[str | Path]:
    return [
        find_soffice(),
        f"-env:UserInstallation={(work / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nologo", "--nolockcheck", "--nofirststartwizard"),
        *("--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", work / "out"),
        *copies,
    ]
