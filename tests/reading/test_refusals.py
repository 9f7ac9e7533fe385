"""Every reason not to read a file, each from a file made here; and that nothing else ever comes out."""

from __future__ import annotations

import contextlib
import io
import os
import random
import struct
import time
import warnings
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.reading.make_workbook import survey_like
from tests.reading.zip_tools import SHEET, cells, parts_of, sheet_of, workbook_of, zip_of
from workbench.findings import Finding, codes
from workbench.labels import LANGUAGES
from workbench.survey.raw import Bounds, PackageRefused
from workbench.survey.reading import read_package

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
GOOD = cells('<c r="A1"><v>1</v></c>')


def _ole(entry: str) -> bytes:
    return OLE + entry.encode("utf-16-le") + bytes(64)


def _twice() -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        buffer = io.BytesIO(GOOD)
        with zipfile.ZipFile(buffer, "a") as archive:
            archive.writestr(SHEET, "x")
    return buffer.getvalue()


def _directory_patched(data: bytes, part: str, offset: int, value: bytes) -> bytes:
    """Overwrite bytes of a part's entry in the central directory."""
    at = data.rindex(part.encode()) - 46 + offset
    return data[:at] + value + data[at + len(value) :]


def _overlapping() -> bytes:
    first = zipfile.ZipFile(io.BytesIO(GOOD)).infolist()[0].header_offset
    return _directory_patched(GOOD, SHEET, 42, struct.pack("<I", first))


def _bomb() -> bytes:
    return zip_of(parts_of(GOOD) | {"xl/media/image1.png": bytes(3 * 2**20)})


def _damaged() -> bytes:
    data = zip_of(parts_of(GOOD), zipfile.ZIP_STORED)
    return data.replace(b"<v>1</v>", b"<v>2</v>")


def _deep(levels: int) -> bytes:
    return workbook_of(sheet_of("", after="<a>" * levels + "</a>" * levels))


def _names(count: int) -> str:
    return (
        "<definedNames>"
        + "".join(f'<definedName name="n_{i}">1</definedName>' for i in range(count))
        + "</definedNames>"
    )


def _with_workbook(inner: str) -> bytes:
    return workbook_of(sheet_of(""), workbook=inner)


LIMIT_SECONDS = 4  # the aim is one second; two workers share two cores
DOCTYPE = '<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
SMALL = Bounds(
    cells=3, merged=2, names=3, validations=2, strings=2, entries=20, formula_characters=50, tags=40, sheets=0
)
BIG_TEXT = "a" * 70_000
CASES: list[tuple[str, Callable[[], bytes], Bounds]] = [
    ("FILE05", lambda: b"", Bounds()),
    ("FILE06", lambda: GOOD, Bounds(file_bytes=100)),
    ("FILE07", lambda: _ole("EncryptedPackage"), Bounds()),
    ("FILE08", lambda: _ole("Workbook\0"), Bounds()),
    ("FILE08", lambda: b"\x09\x08\x10\x00" + bytes(20), Bounds()),
    ("FILE09", lambda: zip_of({"xl/workbook.bin": b""}), Bounds()),
    ("FILE10", lambda: zip_of({"mimetype": b"", "content.xml": b""}), Bounds()),
    ("FILE11", lambda: "<html><table><tr><td>现金</td></tr></table></html>".encode("gb18030"), Bounds()),
    ("FILE12", lambda: "品名,数量\r\n白酒,3\r\n".encode("gb18030"), Bounds()),
    ("FILE12", lambda: "品名\t数量".encode("utf-16"), Bounds()),
    (
        "FILE13",
        lambda: b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        Bounds(),
    ),
    ("FILE14", lambda: b"%PDF-1.7", Bounds()),
    ("FILE14", lambda: zip_of({"word/document.xml": b""}), Bounds()),
    ("FILE14", lambda: zip_of({"photo.jpg": b""}), Bounds()),
    ("FILE14", lambda: _ole("WordDocument"), Bounds()),
    ("FILE14", lambda: bytes(range(256)), Bounds()),
    ("FILE15", lambda: GOOD[: len(GOOD) // 2], Bounds()),
    ("FILE15", lambda: GOOD[:-40] + bytes(40), Bounds()),
    ("FILE16", _damaged, Bounds()),
    ("FILE16", lambda: _directory_patched(GOOD, SHEET, 42, b"\xff\xff\xff\x7f"), Bounds()),
    ("FILE17", lambda: zip_of(parts_of(GOOD) | {f"x{i}": b"" for i in range(20)}), SMALL),
    ("FILE18", lambda: GOOD, Bounds(part_bytes=100)),
    ("FILE19", lambda: GOOD, Bounds(total_bytes=500)),
    ("FILE20", _bomb, Bounds()),
    ("FILE21", _twice, Bounds()),
    ("FILE21", _overlapping, Bounds()),
    ("FILE22", lambda: zip_of(parts_of(GOOD) | {"../evil.xml": b""}), Bounds()),
    ("FILE22", lambda: zip_of(parts_of(GOOD) | {"C:evil.xml": b""}), Bounds()),
    ("FILE22", lambda: zip_of(parts_of(GOOD) | {"/evil.xml": b""}), Bounds()),
    ("FILE23", lambda: zip_of(parts_of(GOOD), zipfile.ZIP_LZMA), Bounds()),
    ("FILE23", lambda: _directory_patched(GOOD, SHEET, 8, b"\x01\x00"), Bounds()),
    ("FILE24", lambda: workbook_of(sheet_of("<row>")), Bounds()),
    ("FILE24", lambda: cells('<c r="A1" t="str"><v>&unknown;</v></c>'), Bounds()),
    ("FILE25", lambda: workbook_of(sheet_of("").replace("<worksheet", DOCTYPE + "<worksheet")), Bounds()),
    ("FILE26", lambda: _deep(70), Bounds()),
    ("FILE26", lambda: _deep(100_000), Bounds()),
    ("FILE27", lambda: zip_of({k: v for k, v in parts_of(GOOD).items() if k != SHEET}), Bounds()),
    ("FILE27", lambda: workbook_of("<html/>"), Bounds()),
    ("FILE28", lambda: cells('<c r="XFD1048576"><v>1</v></c>'), Bounds()),
    ("FILE28", lambda: cells('<c r="AMK1" t="str"><v>x</v></c>'), Bounds()),
    ("FILE28", lambda: cells('<c r="A20001"><f>1</f></c>'), Bounds()),
    ("FILE29", lambda: cells("".join(f'<c r="A{i}"><v>1</v></c>' for i in range(1, 5))), SMALL),
    (
        "FILE30",
        lambda: workbook_of(sheet_of("", after="<mergeCells>" + '<mergeCell ref="A1:B1"/>' * 3 + "</mergeCells>")),
        SMALL,
    ),
    ("FILE31", lambda: _with_workbook(_names(4)), SMALL),
    (
        "FILE32",
        lambda: workbook_of(
            sheet_of("", after='<x><dataValidation sqref="A1"/><dataValidation/><dataValidation/></x>')
        ),
        SMALL,
    ),
    ("FILE33", lambda: workbook_of(sheet_of(""), strings="<si><t>a</t></si>" * 3), SMALL),
    ("FILE34", lambda: cells(f'<c r="A1" t="str"><v>{BIG_TEXT}</v></c>'), Bounds()),
    ("FILE34", lambda: workbook_of(sheet_of(""), strings=f"<si><t>{BIG_TEXT}</t></si>"), Bounds()),
    ("FILE35", lambda: cells('<c r="A1"><v>１２</v></c>'), Bounds()),
    ("FILE35", lambda: cells('<c r="A1"><v>1E999</v></c>'), Bounds()),
    ("FILE35", lambda: cells('<c r="A1"><v>1_0</v></c>'), Bounds()),
    ("FILE35", lambda: cells('<c r="A1"><v>nan</v></c>'), Bounds()),
    ("FILE35", lambda: cells('<c r="A1" t="s"><v>0</v></c>'), Bounds()),
    ("FILE35", lambda: cells('<c r="A1" t="s"><v>-1</v></c>'), Bounds()),
    ("FILE35", lambda: cells('<c r="A1" t="e"><v>#OUCH!</v></c>'), Bounds()),
    ("FILE35", lambda: cells('<c r="A1" t="b"><v>2</v></c>'), Bounds()),
    ("FILE35", lambda: cells('<c r="A1" t="d"><v>yesterday</v></c>'), Bounds()),
    ("FILE35", lambda: cells('<c r="1A"><v>1</v></c>'), Bounds()),
    ("FILE36", lambda: cells('<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>'), Bounds()),
    ("FILE36", lambda: cells('<c r="A1"><f>B1</f></c><c r="A1"><v>2</v></c>'), Bounds()),
    ("FILE37", lambda: cells('<c r="A1"><f t="shared" si="4"/><v>2</v></c>'), Bounds()),
    ("FILE38", lambda: _with_workbook('<workbookPr date1904="1"/>'), Bounds()),
    (
        "FILE39",
        lambda: cells(
            '<c r="A1"><f t="shared" si="0">'
            + "B1+" * 10
            + '1</f></c><c r="A2"><f t="shared" si="0"/></c><c r="A3"><f t="shared" si="0"/></c>'
        ),
        SMALL,
    ),
    ("FILE40", lambda: workbook_of(sheet_of('<row r="1"/>' * 9_000)), SMALL),
    ("FILE41", lambda: _with_workbook(_names(1) + _names(1)), Bounds()),
    ("FILE41", lambda: _with_workbook('<sheets><sheet name="s"/></sheets>'), Bounds()),
    ("FILE42", lambda: GOOD, Bounds(sheets=0)),
]


@pytest.fixture(params=range(len(CASES)), ids=lambda i: f"{CASES[i][0]}-{i}")
def case(request: pytest.FixtureRequest) -> tuple[str, bytes, Bounds]:
    code, make, bounds = CASES[request.param]
    return code, make(), bounds if bounds is not SMALL else _without_sheet_limit(bounds)


def _without_sheet_limit(bounds: Bounds) -> Bounds:
    return Bounds(**{name: getattr(bounds, name) for name in bounds.__slots__ if name != "sheets"})


def test_each_fault_has_its_code_and_a_message_in_both_languages(case: tuple[str, bytes, Bounds]) -> None:
    code, data, bounds = case
    with pytest.raises(PackageRefused) as refused:
        read_package(data, bounds)
    assert refused.value.code == code
    finding = Finding(code, args=refused.value.args_of_message)
    for language in LANGUAGES:
        assert "{" not in finding.message(language) + finding.remedy(language)


PATHS = ["FILE01", "FILE02", "FILE03", "FILE04"]


@pytest.mark.parametrize("code", PATHS)
def test_a_path_that_gives_no_file_has_its_code(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / ("~$调查.xlsx" if code == "FILE04" else "调查.xlsx")
    if code == "FILE02":
        path.mkdir()
    if code in ("FILE03", "FILE04"):
        path.write_bytes(GOOD)
    if code == "FILE03":
        monkeypatch.setattr(Path, "open", _denied)  # root may read everything, so chmod proves nothing
    with pytest.raises(PackageRefused) as refused:
        read_package(path)
    assert refused.value.code == code
    assert "调查.xlsx" in Finding(code, args=refused.value.args_of_message).message("zh")


def _denied(*_: object, **__: object) -> None:
    raise PermissionError(13, "Permission denied")


def test_odd_paths_are_missing_files() -> None:
    for path in ("", "no/such/file.xlsx", "a\0b.xlsx", "x" * 5_000):
        with pytest.raises(PackageRefused) as refused:
            read_package(path)
        assert refused.value.code in ("FILE01", "FILE02", "FILE03")


def test_every_code_of_the_catalogue_is_tried() -> None:
    catalogue = {code for code in codes() if code.startswith("FILE")}
    assert catalogue == {code for code, _, _ in CASES} | set(PATHS)


def test_a_far_blank_cell_is_no_reason_to_refuse() -> None:
    read = read_package(cells('<c r="A1"><v>1</v></c><c r="XFD1048576" s="0"/>'))
    assert read.sheets["S"].values == {"A1": 1.0}


def _mutations(data: bytes, count: int, seed: int) -> Iterator[bytes]:
    chance = random.Random(seed)
    for _ in range(count):
        altered = bytearray(data)
        for _ in range(chance.choice((1, 1, 2, 8))):
            at = chance.randrange(len(altered))
            kind = chance.randrange(4)
            if kind == 0:
                altered[at] = chance.randrange(256)
            elif kind == 1:
                del altered[at : at + chance.randrange(1, 40)]
            elif kind == 2:
                altered[at:at] = altered[at : at + chance.randrange(1, 60)]
            else:
                altered[at] ^= 1 << chance.randrange(8)
        yield bytes(altered)


@pytest.mark.parametrize("seed", range(3))
def test_mutated_files_are_read_or_refused_and_nothing_else(seed: int) -> None:
    for data in _mutations(survey_like(sheets=2), 130, seed):
        try:
            assert read_package(data).sheets
        except PackageRefused as refused:
            Finding(refused.code, args=refused.args_of_message).message("en")


def test_a_mutated_directory_is_read_or_refused_and_nothing_else() -> None:
    start = GOOD.index(b"PK\x01\x02")
    for directory in _mutations(GOOD[start:], 2_000, 7):
        with contextlib.suppress(PackageRefused):
            read_package(GOOD[:start] + directory)


def _much(tag: str, size: int = 10 * 2**20) -> bytes:
    return workbook_of(sheet_of(tag * (size // len(tag))))


def _incompressible(seed: int) -> str:
    return random.Random(seed).randbytes(3 * 2**20).hex()


# What a file may do to the slow path within the bounds; `\n` keeps the fast path away.
HOSTILE: dict[str, Callable[[], bytes]] = {
    "blank cells": lambda: workbook_of(sheet_of('<row r="1">' + '<c r="A1" s="1"/>' * 500_000 + "</row>")),
    "elements": lambda: workbook_of(sheet_of("\n", after="<x/>" * 1_400_000)),
    "many cells": lambda: workbook_of(
        sheet_of("\n" + "".join(f'<row r="{i}">' + "<c><f>1</f><v>1</v></c>" * 40 + "</row>" for i in range(1, 5_000)))
    ),
    "merged ranges": lambda: workbook_of(sheet_of("", after='<mergeCell ref="A1:B2"/>' * 400_000)),
    "unclosed rows": lambda: _much('<row r="1">'),
    "amps": lambda: cells('<c r="A1" t="str"><v>' + "&amp;" * 2_000_000 + "</v></c>"),
    "attributes": lambda: workbook_of(sheet_of("<row " + " ".join(f'a{i}="1"' for i in range(300_000)) + "/>")),
    "one long text": lambda: cells(f'<c r="A1" t="str"><v>{_incompressible(1)}</v></c>'),
    "quotes": lambda: cells(
        '<c r="A1"><f t="shared" si="0">' + "'" * 32_001 + '</f></c><c r="A2"><f t="shared" si="0"/></c>'
    ),
    "words": lambda: cells(
        '<c r="A1"><f t="shared" si="0">' + "a:" * 16_000 + '</f></c><c r="A2"><f t="shared" si="0"/></c>'
    ),
    "nested": lambda: _deep(400_000),
    "central entries": lambda: GOOD + b"PK\x01\x02" * 2_000_000,
    "numbers": lambda: cells(f'<c r="A1"><v>{"9" * 8_000_000}</v></c>'),
    "names": lambda: _with_workbook(_names(150_000)),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_ends_soon(kind: str) -> None:
    data = HOSTILE[kind]()
    started = time.process_time()
    with contextlib.suppress(PackageRefused):
        read_package(data, Bounds(ratio=10**9))
    assert time.process_time() - started < LIMIT_SECONDS


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes exist on Unix only")
def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xlsx")
    with pytest.raises(PackageRefused) as refused:
        read_package(tmp_path / "pipe.xlsx")
    assert refused.value.code == "FILE02"
