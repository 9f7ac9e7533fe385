"""Cases with one thing changed in them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

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
