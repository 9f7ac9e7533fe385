"""Reads the table of shared strings."""

from __future__ import annotations

import re

from workbench.survey.cell_values import unescaped
from workbench.survey.plain_xml import LONGEST_TEXT, TEXT, UnusualError, plain, quick_pattern, split_part
from workbench.survey.raw import Bounds, PackageRefused
from workbench.survey.xml_part import Attributes, XmlPart, qualified

ROOT = qualified({"sst": None})
CLOSE = b"</sst>"
OPEN_TAG = re.compile(rb"<sst [^<>]*>")
OPEN_T = '<t(?: xml:space="preserve")?+>'
PIECE = quick_pattern(f"{OPEN_T}({TEXT})</t>")
FONT = (
    "<(?:sz|color|rFont|family|charset|scheme|b|i|u|strike|vertAlign|outline|shadow)"
    r'(?: (?:val|rgb|theme|indexed)="[\w .-]*+")?+/>'
)
# LibreOffice cuts a text where Chinese meets Latin; Chinese Excel adds PHONETIC to nearly every text.
RUNS = rf"(?:<r>(?:<rPr>(?:{FONT})*+</rPr>)?+{OPEN_T}{TEXT}</t></r>)++"
PHONETIC = '(?:<phoneticPr fontId="[0-9]++"(?: type="[A-Za-z]++")?+(?: alignment="[A-Za-z]++")?+/>)?+'
STRING = quick_pattern(rf"<si>(?:{OPEN_T}({TEXT})</t>|({RUNS})){PHONETIC}</si>|(.+)")


def read_shared_strings(part: str, xml: bytes, bounds: Bounds) -> dict[str, str]:
    """Give each string by its index written in decimal, as cells name it; phonetic guides are left out."""
    try:
        texts = _plain_strings(part, xml, bounds)
    except (UnusualError, PackageRefused):
        return _any_strings(part, xml, bounds)
    if len(texts) > bounds.strings:
        raise PackageRefused("FILE33", limit=bounds.strings)
    return dict(zip(map(str, range(len(texts))), texts, strict=True))


def _plain_strings(part: str, xml: bytes, bounds: Bounds) -> list[str]:
    """The fast path, for plain texts and simple runs."""
    opening = OPEN_TAG.search(xml)
    if opening is None or bounds.text_length < LONGEST_TEXT:
        raise UnusualError
    head, body, tail = split_part(xml, opening[0], CLOSE)
    document = XmlPart(part, bounds, {}, {})
    document.parse(head + tail)
    if document.root not in ROOT:
        raise UnusualError
    found = STRING.findall(body)
    if found and found[-1][2]:
        raise UnusualError
    texts = [unescaped(plain("".join(PIECE.findall(runs)) if runs else text)) for text, runs, _ in found]
    if any(len(text) > bounds.text_length for text in texts):
        raise UnusualError
    return texts


def _any_strings(part: str, xml: bytes, bounds: Bounds) -> dict[str, str]:
    table = _Table(part, bounds)
    starts = {"si": table.start, "rPh": table.start_phonetic}
    ends = {"t": table.add_piece, "rPh": table.end_phonetic, "si": table.end}
    XmlPart(part, bounds, qualified(starts), qualified(ends)).parse(xml)
    return table.strings


class _Table:
    def __init__(self, part: str, bounds: Bounds) -> None:
        self._part = part
        self._bounds = bounds
        self._pieces: list[str] = []
        self._phonetic = False
        self.strings: dict[str, str] = {}

    def start(self, _attributes: Attributes) -> None:
        self._pieces.clear()

    def start_phonetic(self, _attributes: Attributes) -> None:
        self._phonetic = True

    def end_phonetic(self, _text: str) -> None:
        self._phonetic = False

    def add_piece(self, text: str) -> None:
        if not self._phonetic:
            self._pieces.append(text)

    def end(self, _text: str) -> None:
        text = unescaped("".join(self._pieces))
        if len(text) > self._bounds.text_length:
            raise PackageRefused("FILE34", part=self._part, limit=self._bounds.text_length)
        if len(self.strings) >= self._bounds.strings:
            raise PackageRefused("FILE33", limit=self._bounds.strings)
        self.strings[str(len(self.strings))] = text
