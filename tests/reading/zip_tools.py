"""Takes workbooks apart and puts altered ones together, for the tests of the reader."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SHEET = "xl/worksheets/sheet1.xml"


def parts_of(data: bytes) -> dict[str, bytes]:
    """Every part of a zip file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zip_of(parts: Mapping[str, bytes | str], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def workbook_of(
    sheet: str | bytes, *, strings: str = "", workbook: str = "", more: Mapping[str, str] | None = None
) -> bytes:
    """The smallest workbook around a worksheet part; `workbook` follows its sheets, `strings` fill <sst>."""
    relation = f'<Relationship Id="{{}}" Type="{OFFICE}/{{}}" Target="{{}}"/>'
    links = relation.format("r1", "worksheet", "worksheets/sheet1.xml")
    if strings:
        links += relation.format("r2", "sharedStrings", "sharedStrings.xml")
    rels = f'{DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>'
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": rels % relation.format("r1", "officeDocument", "xl/workbook.xml"),
        "xl/_rels/workbook.xml.rels": rels % links,
        "xl/workbook.xml": f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        f'<sheet name="S" sheetId="1" r:id="r1"/></sheets>{workbook}</workbook>',
        SHEET: sheet,
    }
    if strings:
        parts["xl/sharedStrings.xml"] = f'{DECLARATION}<sst xmlns="{MAIN}">{strings}</sst>'
    return zip_of(parts | dict(more or {}))


def sheet_of(rows: str, *, before: str = "", after: str = "", root: str = "") -> str:
    """A worksheet part with these rows."""
    data = f"<sheetData>{rows}</sheetData>"
    return f'{DECLARATION}<worksheet xmlns="{MAIN}"{root}>{before}{data}{after}</worksheet>'


def cells(content: str) -> bytes:
    """A workbook of one row with these cells."""
    return workbook_of(sheet_of(f'<row r="1">{content}</row>'))
