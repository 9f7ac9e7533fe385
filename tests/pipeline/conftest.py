"""Filled cases for the pipeline's tests, made once a session."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import workbench
from workbench.pipeline.build import fill_from_file

SAMPLES = Path(workbench.__file__).parent.parent / "samples"


@pytest.fixture(scope="session")
def fmcg_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The FMCG worked example as a filled survey."""
    path = tmp_path_factory.mktemp("cases") / "fmcg_worked.xlsx"
    fill_from_file("fmcg_wholesale", SAMPLES / "fmcg_worked.yaml", path, "zh")
    return path


@pytest.fixture(scope="session")
def pig_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pig worked example as a filled survey."""
    path = tmp_path_factory.mktemp("cases") / "pig_worked.xlsx"
    fill_from_file("pig_farming", SAMPLES / "pig_worked.yaml", path, "zh")
    return path


Edit = Callable[[str, bytes], bytes]


@pytest.fixture
def edited(fmcg_case: Path, tmp_path: Path) -> Callable[[Edit], Path]:
    """Give a function that copies the FMCG case, changing its parts by `edit(part, data)`."""

    def edit_case(edit: Edit) -> Path:
        target = tmp_path / "edited.xlsx"
        with zipfile.ZipFile(fmcg_case) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
            for info in source.infolist():
                copy.writestr(info.filename, edit(info.filename, source.read(info.filename)))
        return target

    return edit_case


def sheet_part(case: Path, sheet: str) -> str:
    """Give the part that holds a sheet."""
    with zipfile.ZipFile(case) as package:
        workbook = package.read("xl/workbook.xml").decode()
    names = re.findall(r'<sheet name="([^"]+)"', workbook)
    return f"xl/worksheets/sheet{names.index(sheet) + 1}.xml"
