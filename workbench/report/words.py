"""The report's own words in the report's language, from `labels.yaml`; codes of the result become words here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from workbench.labels import Language
from workbench.yaml_source import load_plain

LABELS = Path(__file__).parent / "labels.yaml"


class Words:
    """Texts by dotted key: `words("verdict.pass")`. A key that is not in the file is a bug and raises KeyError."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._texts = _texts()[language]

    def __call__(self, key: str, **args: object) -> str:
        text = self._texts[key]
        return text.format(**args) if args else text

    def code(self, group: str, code: str) -> str:
        """Give the word of a code; a code that the file does not know, such as a new grade, stands for itself."""
        return self._texts.get(f"{group}.{code}", code)

    def wan_unit(self, unit: str | None) -> str | None:
        """Give the unit of money printed in ten thousands, None where an amount stays in yuan (a price, say)."""
        return self._texts["unit.money"] if not unit else self._texts.get(f"wan.{unit}")


@cache
def words_in(language: Language) -> Words:
    """The words of one language, loaded once."""
    return Words(language)


@cache
def _texts() -> dict[str, dict[str, str]]:
    flat = list(_flatten(load_plain(LABELS), ""))
    return {language: {key: texts[language] for key, texts in flat} for language in ("zh", "en")}


def _flatten(node: Mapping[str, object], prefix: str) -> Iterator[tuple[str, dict[str, str]]]:
    for key, child in node.items():
        if not isinstance(child, dict):
            raise TypeError(f"labels.yaml: {prefix}{key} has no zh and en")
        if set(child) == {"zh", "en"}:
            yield prefix + key, child
        else:
            yield from _flatten(child, f"{prefix}{key}.")
