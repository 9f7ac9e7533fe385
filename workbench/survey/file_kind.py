"""Tells what a file is when it is no .xlsx, so that the refusal names the cause."""

from __future__ import annotations

from workbench.labels import Label
from workbench.survey.raw import PackageRefused

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLD_EXCEL_STREAMS = (b"\x09\x08", b"\x09\x04", b"\x09\x02")
PROBE = 65_536
UNKNOWN = Label("未知格式的文件", "a file of unknown format")
OTHER_KINDS = {
    b"%PDF": Label("PDF 文件", "a PDF"),
    b"\x89PNG": Label("图片", "a picture"),
    b"\xff\xd8\xff": Label("照片", "a photo"),
    b"GIF8": Label("图片", "a picture"),
    b"Rar!": Label("RAR 压缩包", "a RAR archive"),
    b"7z\xbc\xaf": Label("7z 压缩包", "a 7z archive"),
    b"{\\rtf": Label("RTF 文档", "an RTF document"),
}
OTHER_PARTS = {
    "word/document.xml": Label("Word 文档", "a Word document"),
    "ppt/presentation.xml": Label("PowerPoint 演示文稿", "a PowerPoint presentation"),
    "index/document.iwa": Label("Numbers 表格", "a Numbers spreadsheet"),
}
OLD_OFFICE = Label("旧版 Office 文件", "an old Office file")


def refuse_unless_zip(data: bytes) -> None:
    """Return for a zip archive; raise PackageRefused with the likely cause for everything else."""
    if data.startswith(ZIP):
        return
    if not data:
        raise PackageRefused("FILE05")
    if data.startswith(OLE):
        raise _compound_file(data)
    if data.startswith(OLD_EXCEL_STREAMS):
        raise PackageRefused("FILE08")
    for magic, kind in OTHER_KINDS.items():
        if data.startswith(magic):
            raise PackageRefused("FILE14", kind=kind)
    raise _text_file(data[:PROBE])


def refuse_other_office_file(names: set[str]) -> None:
    """Raise PackageRefused for a zip whose parts (lower case) show another kind of document."""
    if "xl/workbook.bin" in names:
        raise PackageRefused("FILE09")
    if "content.xml" in names:
        raise PackageRefused("FILE10")
    for part, kind in OTHER_PARTS.items():
        if part in names:
            raise PackageRefused("FILE14", kind=kind)
    if "xl/workbook.xml" not in names and "[content_types].xml" not in names:
        raise PackageRefused("FILE14", kind=Label("普通压缩包", "a plain zip archive"))


def _compound_file(data: bytes) -> PackageRefused:
    if _entry("EncryptedPackage") in data:
        return PackageRefused("FILE07")
    if _entry("Workbook\0") in data or _entry("Book\0") in data:
        return PackageRefused("FILE08")
    return PackageRefused("FILE14", kind=OLD_OFFICE)


def _entry(name: str) -> bytes:
    return name.encode("utf-16-le")


def _text_file(start: bytes) -> PackageRefused:
    text = _decoded(start)
    if text is None:
        return PackageRefused("FILE14", kind=UNKNOWN)
    lower = text.lstrip("\ufeff \t\r\n").lower()
    if "urn:schemas-microsoft-com:office:spreadsheet" in lower[:4_096] and lower.startswith("<?xml"):
        return PackageRefused("FILE13")
    if lower.startswith(("<!doctype html", "<html", "<table", "mime-version:")) or "<html" in lower[:4_096]:
        return PackageRefused("FILE11")
    return PackageRefused("FILE12")


def _decoded(start: bytes) -> str | None:
    encodings = ("utf-16",) if start.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8", "gb18030")
    for encoding in encodings:
        text = start.decode(encoding, errors="ignore")
        odd = sum(1 for character in text[:4_096] if character < " " and character not in "\t\r\n\f")
        lost = len(start) - len(text.encode(encoding, errors="ignore"))
        if not odd and lost <= 4:
            return text
    return None
