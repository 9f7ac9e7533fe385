"""Findings: whatever a person must know, with code, place, numbers and remedy.

A mistake of a person is returned as a `Finding`; an exception is a bug of ours. Words live in catalogues
(YAML files of messages beside the package that raises them), never in code.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

from workbench.labels import Language
from workbench.yaml_source import load_plain

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
CATALOGUES: tuple[Path, ...] = tuple(
    Path(__file__).parent / part
    for part in (
        "template/messages.yaml",
        "survey/reading_messages.yaml",
        "evaluation/messages.yaml",
        "survey/messages.yaml",
        "survey/integrity_messages.yaml",
        "statements/messages.yaml",
        "crosscheck/messages.yaml",
        "pipeline/messages.yaml",
        "../scoring/messages.yaml",
    )
)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person must know.

    `place` is in the reader's terms: `'点货'!D8` for a cell, `file.yaml:18` for a definition, '' for the whole.
    `args` fill the tokens of the message; a missing token is a bug and raises KeyError.
    """

    code: str
    place: str = ""
    args: Mapping[str, object] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        """How bad it is, from the catalogue."""
        severity: Severity = _entry(self.code)["severity"]
        return severity

    def message(self, language: Language) -> str:
        """What is wrong, with both numbers where there are two."""
        return self._text(language, "message")

    def remedy(self, language: Language) -> str:
        """What to do about it."""
        return self._text(language, "remedy")

    def _text(self, language: Language, part: str) -> str:
        template: str = _entry(self.code)[language][part]
        args = {key: _in_language(value, language) for key, value in self.args.items()}
        return template.format_map(_Strict(args))


class _Strict(dict[str, object]):
    def __missing__(self, key: str) -> object:
        raise KeyError(f"message token {key!r} was not given")


def _in_language(value: object, language: Language) -> object:
    text = getattr(value, "text", None)
    return text(language) if callable(text) else value


def worst(findings: Iterable[Finding]) -> Severity | None:
    """Give the gravest severity among the findings, None when there are none."""
    present = {finding.severity for finding in findings}
    return next((severity for severity in SEVERITIES if severity in present), None)


def codes() -> dict[str, dict]:  # type: ignore[type-arg]  # a catalogue entry is plain YAML
    """Every code with its entry, for the gallery and the tests."""
    return dict(_catalogue())


def _entry(code: str) -> dict:  # type: ignore[type-arg]
    """Give a code's entry; refused formulas (FML01 and on) bring their own words and share the entry FML."""
    catalogue = _catalogue()
    return catalogue[code] if code in catalogue else catalogue[code.rstrip("0123456789")]


@cache
def _catalogue() -> dict[str, dict]:  # type: ignore[type-arg]
    entries: dict[str, dict] = {}  # type: ignore[type-arg]
    for path in CATALOGUES:
        if path.exists():
            entries.update(load_plain(path))
    return entries
