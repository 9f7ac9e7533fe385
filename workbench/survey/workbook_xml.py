"""Reads workbook.xml and the relationships of a part: sheets, defined names, protection, calculation."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field

from workbench.survey.plain_xml import TEXT, UnusualError, plain, quick_pattern, split_part
from workbench.survey.raw import Bounds, PackageRefused, RawName, SheetState
from workbench.survey.xml_part import (
    RELATIONS,
    Attributes,
    End,
    Start,
    XmlPart,
    attribute,
    is_true,
    qualified,
)

OPEN, CLOSE = b"<definedNames>", b"</definedNames>"
NAME = quick_pattern(
    r'<definedName name="([^"<>\x00-\x1f\ufffe\uffff]*+)"(?: localSheetId="([0-9]{1,5}+)")?+( hidden="1")?+>'
    rf"({TEXT})</definedName>|(.)"
)
NAMES = qualified({"definedNames": None}).keys()
PACKAGE_RELATIONS = ("http://schemas.openxmlformats.org/package/2006/relationships",)
STATES: dict[str, SheetState] = {"hidden": "hidden", "veryHidden": "veryHidden"}


@dataclass(slots=True)
class Relation:
    """One relationship: `kind` is the last word of its type, `target` the full name of a part."""

    kind: str
    target: str
    external: bool


@dataclass(slots=True)
class SheetEntry:
    """One sheet as the workbook lists it."""

    name: str
    state: SheetState
    relation: str


@dataclass(slots=True)
class WorkbookPart:
    """What workbook.xml says."""

    sheets: list[SheetEntry] = field(default_factory=list)
    names: dict[str, RawName] = field(default_factory=dict)
    local_names: list[RawName] = field(default_factory=list)
    structure_locked: bool = False
    manual_calculation: bool = False


def read_relations(part: str, xml: bytes, bounds: Bounds) -> dict[str, Relation]:
    """Give the relationships held in a `.rels` part by id."""
    folder = posixpath.dirname(posixpath.dirname(part))
    relations: dict[str, Relation] = {}

    def add(attributes: Attributes) -> None:
        target = attributes.get("Target", "")
        relations[attributes.get("Id", "")] = Relation(
            kind=attributes.get("Type", "").rpartition("/")[2],
            target=posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"),
            external=attributes.get("TargetMode") == "External",
        )

    XmlPart(part, bounds, qualified({"Relationship": add}, PACKAGE_RELATIONS), {}).parse(xml)
    return relations


def read_workbook_part(part: str, xml: bytes, bounds: Bounds) -> WorkbookPart:
    """Read workbook.xml; raises PackageRefused for the 1904 date system, for doubled or too many names."""
    try:
        head, body, tail = split_part(xml, OPEN, CLOSE)
        names = _plain_names(body)
        return _read_all(part, head + tail, bounds, names, once=xml.count(b"definedNames") == 2)
    except (UnusualError, PackageRefused):  # the slow path alone words refusals
        return _read_all(part, xml, bounds, [])


def _plain_names(body: str) -> list[RawName]:
    """The fast path for defined names, of which a survey has over a thousand."""
    found = NAME.findall(body)
    if "&" in body:
        found = [(plain(name), sheet, hidden, plain(text), odd) for name, sheet, hidden, text, odd in found]
    names = []
    for name, sheet, hidden, text, odd in found:
        if odd:
            raise UnusualError
        names.append(RawName(name, text, _index(sheet) if sheet else None, bool(hidden)))
    return names


def _read_all(part: str, xml: bytes, bounds: Bounds, names: list[RawName], once: bool = True) -> WorkbookPart:
    reader = _WorkbookReader(bounds)
    for name in names:
        reader.add_name(name)
    document = XmlPart(part, bounds, reader.starts(), reader.ends())
    document.parse(xml)
    # One `definedNames`, and that directly inside the workbook: so it is the one that was cut.
    if names and not (once and NAMES & set(document.children)):
        raise UnusualError
    if document.root not in qualified({"workbook": None}) or not reader.found.sheets:
        raise PackageRefused("FILE27", part=part)
    return reader.found


class _WorkbookReader:
    """Handlers for `XmlPart`."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._name: Attributes = {}
        self._sheets: set[str] = set()
        self._names: set[str] = set()
        self.found = WorkbookPart()

    def starts(self) -> dict[str, Start]:
        handlers: dict[str, Start] = {
            "workbookPr": self._properties,
            "workbookProtection": self._protection,
            "calcPr": self._calculation,
            "sheet": self._sheet,
            "definedName": self._start_name,
        }
        return qualified(handlers)

    def ends(self) -> dict[str, End]:
        handlers: dict[str, End] = {"definedName": self._end_name}
        return qualified(handlers)

    def _properties(self, attributes: Attributes) -> None:
        if is_true(attributes.get("date1904")):
            raise PackageRefused("FILE38")

    def _protection(self, attributes: Attributes) -> None:
        self.found.structure_locked = is_true(attributes.get("lockStructure"))

    def _calculation(self, attributes: Attributes) -> None:
        self.found.manual_calculation = attributes.get("calcMode") == "manual"

    def _sheet(self, attributes: Attributes) -> None:
        name = attributes.get("name", "")
        _once(name, self._sheets)
        state = STATES.get(attributes.get("state", ""), "visible")
        self.found.sheets.append(SheetEntry(name, state, attribute(attributes, "id", RELATIONS)))
        if len(self.found.sheets) > self._bounds.sheets:
            raise PackageRefused("FILE42", limit=self._bounds.sheets)

    def _start_name(self, attributes: Attributes) -> None:
        self._name = attributes

    def _end_name(self, text: str) -> None:
        name, sheet = self._name.get("name", ""), self._name.get("localSheetId")
        self.add_name(RawName(name, text, _index(sheet), is_true(self._name.get("hidden"))))

    def add_name(self, entry: RawName) -> None:
        """Keep a defined name; raises PackageRefused for a doubled one or one too many."""
        if entry.sheet is None:
            _once(entry.name, self._names)
            self.found.names[entry.name] = entry
        else:
            self.found.local_names.append(entry)
        if len(self.found.names) + len(self.found.local_names) > self._bounds.names:
            raise PackageRefused("FILE31", limit=self._bounds.names)


def _once(name: str, seen: set[str]) -> None:
    folded = name.upper()
    if folded in seen:
        raise PackageRefused("FILE41", name=name[:80])
    seen.add(folded)


def _index(text: str | None) -> int | None:
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 6 else None
