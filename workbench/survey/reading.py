"""Reads an .xlsx or .xlsm file in one bounded pass: values, formulas, names, what integrity checks need."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from workbench.survey.meter import Meter
from workbench.survey.package import Package, file_bytes
from workbench.survey.raw import Bounds, PackageRefused, RawSheet, RawWorkbook
from workbench.survey.shared_strings import read_shared_strings
from workbench.survey.sheet_cells import read_sheet_fast
from workbench.survey.sheet_xml import read_sheet_slowly
from workbench.survey.workbook_xml import (
    Relation,
    SheetEntry,
    WorkbookPart,
    read_relations,
    read_workbook_part,
)

APPLICATION = re.compile(rb"<(?:\w+:)?Application>([^<]{1,200})</")
PROPERTIES = "docProps/app.xml"
MACRO_KINDS = frozenset({"vbaProject", "xlMacrosheet", "xlIntlMacrosheet"})
MACRO_PART = "xl/vbaproject.bin"


def read_package(source: str | Path | bytes, bounds: Bounds | None = None) -> RawWorkbook:
    """Read a workbook from a path or from its bytes.

    Raises PackageRefused, and nothing else, for whatever cannot be read safely.
    """
    limits = Bounds() if bounds is None else bounds
    data = source if isinstance(source, bytes) else file_bytes(Path(source), limits)
    package = Package(data, limits)
    workbook_part = _workbook_part(package, limits)
    workbook = read_workbook_part(workbook_part, package.read(workbook_part), limits)
    relations = _relations(package, workbook_part, limits)
    kinds = [relation.kind for relation in relations.values()]
    return RawWorkbook(
        sheets=_sheets(package, workbook, relations, limits),
        names=workbook.names,
        local_names=workbook.local_names,
        structure_locked=workbook.structure_locked,
        manual_calculation=workbook.manual_calculation,
        application=_application(package),
        has_macros=not MACRO_KINDS.isdisjoint(kinds) or package.has(MACRO_PART),
        external_links=kinds.count("externalLink"),
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
    )


def _workbook_part(package: Package, bounds: Bounds) -> str:
    relations = _relations(package, "", bounds).values()
    return next((found.target for found in relations if found.kind == "officeDocument"), "xl/workbook.xml")


def _relations(package: Package, part: str, bounds: Bounds) -> dict[str, Relation]:
    folder, slash, name = part.rpartition("/")
    rels = f"{folder}{slash}_rels/{name}.rels"
    return read_relations(rels, package.read(rels), bounds)


def _sheets(
    package: Package, workbook: WorkbookPart, relations: Mapping[str, Relation], bounds: Bounds
) -> dict[str, RawSheet]:
    strings: dict[str, str] = {}
    for relation in relations.values():
        if relation.kind == "sharedStrings":
            strings = read_shared_strings(relation.target, package.read(relation.target), bounds)
    meter = Meter(bounds)
    sheets: dict[str, RawSheet] = {}
    parts: set[str] = set()
    for index, entry in enumerate(workbook.sheets):
        sheet = sheets[entry.name] = RawSheet(entry.name, index, entry.state)
        part = _part_of(entry, relations, parts)
        if relations[entry.relation].kind == "worksheet":
            xml = package.read(part)
            if not read_sheet_fast(part, xml, sheet, strings, meter):
                read_sheet_slowly(part, xml, sheet, strings, meter)
    return sheets


def _part_of(entry: SheetEntry, relations: Mapping[str, Relation], taken: set[str]) -> str:
    """Give the part of a sheet; two sheets on one part would let a small file ask for endless work."""
    relation = relations.get(entry.relation)
    if relation is None or relation.external or relation.target.lower() in taken:
        raise PackageRefused("FILE27", part=entry.name)
    taken.add(relation.target.lower())
    return relation.target


def _application(package: Package) -> str | None:
    if not package.has(PROPERTIES):
        return None
    found = APPLICATION.search(package.read(PROPERTIES))
    return found[1].decode("utf-8", errors="replace") if found else None
