"""The stamp by which a case is recognised: template, version, hash and language, on the very hidden sheet."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.labels import LANGUAGES, Language
from workbench.survey.name_areas import area_of
from workbench.survey.raw import RawWorkbook


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a survey says of itself."""

    template: str
    version: str
    hash: str
    language: Language


def read_stamp(raw: RawWorkbook) -> Stamp | None:
    """Read the stamp of a case; None when the workbook is no survey of ours."""
    marks = {}
    for mark in ("template", "version", "hash", "language"):
        name = raw.names.get(f"survey.{mark}")
        area = area_of(name.name, name.refers_to) if name else None
        sheet = raw.sheets.get(area.sheet) if area else None
        value = sheet.values.get(area.ref) if area and sheet else None
        if not isinstance(value, str) or not value:
            return None
        marks[mark] = value
    if marks["language"] not in LANGUAGES:
        return None
    return Stamp(marks["template"], marks["version"], marks["hash"], marks["language"])
