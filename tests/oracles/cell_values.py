"""Read the values that an .xlsx file stores, fast and completely; for files that tests made."""

import posixpath
import zipfile
from pathlib import Path
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class CellError(str):
    """An error value such as #DIV/0!, which equals its text and yet is told from a text cell."""

    __slots__ = ()


Value = float | bool | str | CellError


def values(path: Path) -> dict[str, dict[str, Value]]:
    """The stored value of every cell that has one: by sheet name and address. A date is its serial number."""
    with zipfile.ZipFile(path) as archive:
        texts = _shared_texts(archive)
        return {name: _sheet_values(archive.read(part), texts) for name, part in _sheet_parts(archive)}


def _sheet_parts(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.attrib["Id"]: relation.attrib["Target"] for relation in relations}
    sheets = ElementTree.fromstring(archive.read("xl/workbook.xml")).iter(f"{MAIN}sheet")
    return [
        (sheet.attrib["name"], posixpath.join("/xl", targets[sheet.attrib[RELATION_ID]]).lstrip("/"))
        for sheet in sheets
    ]


def _shared_texts(archive: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    return [_text(item) for item in ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))]


def _text(item: ElementTree.Element) -> str:
    """The text of a plain or rich string, without the reading aids that East Asian text may carry."""
    runs = [item, *item.iterfind(f"{MAIN}r")]
    return "".join(part.text or "" for run in runs for part in run.iterfind(f"{MAIN}t"))


def _sheet_values(xml: bytes, texts: list[str]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for cell in ElementTree.fromstring(xml).iter(f"{MAIN}c"):
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            found[cell.attrib["r"]] = "".join(_text(item) for item in cell.iterfind(f"{MAIN}is"))
            continue
        stored = cell.find(f"{MAIN}v")
        if stored is not None:
            found[cell.attrib["r"]] = _value(kind, stored.text or "", texts)
    return found


def _value(kind: str, stored: str, texts: list[str]) -> Value:
    if kind == "s":
        return texts[int(stored)]
    if kind == "str":
        return stored
    if kind == "b":
        return stored == "1"
    if kind == "e":
        return CellError(stored)
    return float(stored)
