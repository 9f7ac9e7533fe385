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

MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
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

    def __init__(self, part: str, bounds: Bounds, starts: Mapping[str, Start], ends: Mapping[str, End]) -> None:
        self._part = part
        self._bounds = bounds
        self._starts = starts
        self._ends = ends
        self.root = ""
        self.children: list[str] = []

    def parse(self, xml: bytes) -> None:
        """Parse one document; raises PackageRefused for anything not well-formed or out of bounds.

        Afterwards `root` is the name of the root element and `children` are those directly inside it.
        """
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.XmlDeclHandler = self._declaration
        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = self._handlers()
        try:
            parser.Parse(xml, True)
        except expat.ExpatError as error:
            raise PackageRefused("FILE24", part=self._part, line=error.lineno) from None

    def _handlers(self) -> tuple[Callable[[str, Attributes], None], End, End]:
        # Closures over local variables: they run once per tag, and methods took a fifth longer.
        find_start, find_end = self._starts.get, self._ends.get
        deepest, longest = self._bounds.depth, self._bounds.text_length
        children = self.children
        pieces: list[str] = []
        depth = length = 0

        def start(name: str, attributes: Attributes) -> None:
            nonlocal depth, length
            depth += 1
            if depth == 2:
                children.append(name)
            elif depth > deepest:
                raise PackageRefused("FILE26", part=self._part, limit=deepest)
            elif depth == 1:
                self.root = name
            if pieces:
                pieces.clear()
                length = 0
            handler = find_start(name)
            if handler is not None:
                handler(attributes)

        def end(name: str) -> None:
            nonlocal depth, length
            depth -= 1
            handler = find_end(name)
            if handler is not None:
                handler("".join(pieces))
            if pieces:
                pieces.clear()
                length = 0

        def characters(text: str) -> None:
            nonlocal length
            length += len(text)
            if length > longest:
                raise PackageRefused("FILE34", part=self._part, limit=longest)
            pieces.append(text)

        return start, end, characters

    def _doctype(self, *_: object) -> None:
        raise PackageRefused("FILE25", part=self._part)

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower() not in ENCODINGS:
            raise PackageRefused("FILE24", part=self._part, line=1)
