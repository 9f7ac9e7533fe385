"""Runs expat over one XML part: no document types, no entities, no unbounded depth or text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar
from xml.parsers import expat

from workbench.survey.raw import Bounds, PackageRefused

Attributes = dict[str, str]
Start = Callable[[Attributes], None]
End = Callable[[str], None]
Handler = TypeVar("Handler")

MAIN = ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main")
RELATIONS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
PACKAGE_RELATIONS = ("http://schemas.openxmlformats.org/package/2006/relationships",)
ENCODINGS = frozenset({"utf-8", "utf-16", "us-ascii"})


def qualified(names: Mapping[str, Handler], namespaces: tuple[str, ...] = MAIN) -> dict[str, Handler]:
    """Key handlers as expat names elements, in every given namespace (transitional and strict)."""
    return {f"{space} {name}": handler for space in namespaces for name, handler in names.items()}


def attribute(attributes: Mapping[str, str], name: str, namespaces: tuple[str, ...]) -> str:
    """Give a namespaced attribute, '' when absent."""
    return next((attributes[key] for space in namespaces if (key := f"{space} {name}") in attributes), "")


def is_true(text: str | None) -> bool:
    """Read an xsd:boolean; anything but 1 and true counts as false."""
    return text in ("1", "true")


class XmlPart:
    """One parse of one part; `starts` see attributes, `ends` see the text directly inside their element."""

    def __init__(
        self, part: str, bounds: Bounds, starts: Mapping[str, Start], ends: Mapping[str, End]
    ) -> None:
        self._part = part
        self._bounds = bounds
        self._starts = starts
        self._ends = ends
        self.depth = 0
        self._text: list[str] = []
        self._length = 0
        self.root = ""

    def parse(self, xml: bytes) -> None:
        """Parse one document; raises PackageRefused for anything not well-formed or out of bounds."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._doctype
        parser.XmlDeclHandler = self._declaration
        try:
            parser.Parse(xml, True)
        except expat.ExpatError as error:
            raise PackageRefused("FILE24", part=self._part, line=error.lineno) from None
        finally:
            # The handlers are methods of an object that the caller keeps: drop the cycle at once.
            parser.StartElementHandler = parser.EndElementHandler = parser.CharacterDataHandler = None

    def _start(self, name: str, attributes: Attributes) -> None:
        self.depth += 1
        if self.depth > self._bounds.depth:
            raise PackageRefused("FILE26", part=self._part, limit=self._bounds.depth)
        if not self.root:
            self.root = name
        if self._text:
            self._text.clear()
            self._length = 0
        handler = self._starts.get(name)
        if handler is not None:
            handler(attributes)

    def _end(self, name: str) -> None:
        self.depth -= 1
        handler = self._ends.get(name)
        if handler is not None:
            handler("".join(self._text))
        if self._text:
            self._text.clear()
            self._length = 0

    def _characters(self, text: str) -> None:
        self._length += len(text)
        if self._length > self._bounds.text_length:
            raise PackageRefused("FILE34", part=self._part, limit=self._bounds.text_length)
        self._text.append(text)

    def _doctype(self, *_: object) -> None:
        raise PackageRefused("FILE25", part=self._part)

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower() not in ENCODINGS:
            raise PackageRefused("FILE24", part=self._part, line=1)
