"""Reading one YAML mapping as a record: closed keys, right kinds, every mistake with its line."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from workbench.findings import Finding
from workbench.labels import EMPTY, Label
from workbench.yaml_source import YamlList, YamlMap, YamlText

T = TypeVar("T")
EXCEL_EPOCH = date(1899, 12, 30)


class Reader:
    """Collects the mistakes of a file while its records are read."""

    def __init__(self) -> None:
        self.problems: list[Finding] = []

    def report(self, code: str, place: str, **args: object) -> None:
        """Note a mistake."""
        self.problems.append(Finding(code, place, args))

    def keys(self, entry: YamlMap, required: set[str], optional: set[str]) -> bool:
        """Check the keys of a mapping against the closed set; true when all required ones are there."""
        allowed = required | optional | {"override", "after"}
        for key in entry:
            if key not in allowed:
                near = difflib.get_close_matches(key, sorted(allowed), 1)
                hint = Label(f"，是不是 {near[0]}？", f"; did you mean {near[0]}?") if near else EMPTY
                known = ", ".join(sorted(allowed))
                self.report("TPL04", entry.place(key), key=key, hint=hint, allowed=known)
        missing = sorted(key for key in required if entry.get(key) is None)
        for key in missing:
            self.report("TPL05", entry.place(), key=key)
        return not missing

    def text(self, entry: YamlMap, key: str, default: str = "") -> str:
        """Give a scalar as text."""
        value = entry.get(key)
        if value is None:
            return default
        if not isinstance(value, YamlText):
            self.report("TPL06", entry.place(key), key=key, wanted=Label("一个值", "a single value"))
            return default
        return str(value)

    def flag(self, entry: YamlMap, key: str, default: bool = False) -> bool:
        """Give true or false."""
        value = self.text(entry, key)
        if value not in ("", "true", "false"):
            self.report("TPL06", entry.place(key), key=key, wanted=Label("true 或 false", "true or false"))
        return value == "true" if value else default

    def number(self, entry: YamlMap, key: str) -> float | None:
        """Give a number; `5%` is 0.05, an ISO date its serial number; None when the key is absent."""
        value = self.text(entry, key)
        if not value:
            return None
        parsed = parse_number(value)
        if parsed is None:
            self.report("TPL06", entry.place(key), key=key, wanted=Label("数字", "a number"))
        return parsed

    def choice(self, entry: YamlMap, key: str, allowed: tuple[str, ...], default: str) -> str:
        """Give one of the allowed words."""
        value = self.text(entry, key, default)
        if value not in allowed:
            self.report("TPL06", entry.place(key), key=key, wanted=" / ".join(allowed))
            return default
        return value

    def label(self, entry: YamlMap, key: str, default: Label = EMPTY) -> Label:
        """Give a text in both languages; a plain text serves both."""
        return self.as_label(entry.get(key), entry.place(key), key, default)

    def as_label(self, value: Any, place: str, key: str, default: Label = EMPTY) -> Label:
        """Read a value as a label."""
        if value is None:
            return default
        if isinstance(value, YamlText):
            return Label(str(value), str(value))
        if isinstance(value, YamlMap) and set(value) == {"zh", "en"} and all(value.values()):
            return Label(str(value["zh"]), str(value["en"]))
        self.report("TPL21", place, key=key)
        return default

    def maps(self, entry: Mapping[str, Any], key: str) -> list[YamlMap]:
        """Give the entries of a list of mappings."""
        value = entry.get(key)
        if value is None:
            return []
        place = entry.place(key) if isinstance(entry, YamlMap) else ""
        if not isinstance(value, YamlList) or not all(isinstance(item, YamlMap) for item in value):
            self.report("TPL06", place, key=key, wanted=Label("一个列表", "a list of entries"))
            return []
        return list(value)

    def words(self, entry: YamlMap, key: str) -> tuple[str, ...]:
        """Give a list of plain words."""
        value = entry.get(key)
        if value is None:
            return ()
        if not isinstance(value, YamlList) or not all(isinstance(item, YamlText) for item in value):
            self.report("TPL06", entry.place(key), key=key, wanted=Label("一个列表", "a list"))
            return ()
        return tuple(str(item) for item in value)

    def each(self, entry: Mapping[str, Any], key: str, read: Callable[[YamlMap], T | None]) -> tuple[T, ...]:
        """Read every entry of a list, leaving out those that cannot be read."""
        records = (read(item) for item in self.maps(entry, key))
        return tuple(record for record in records if record is not None)


def parse_number(text: str) -> float | None:
    """Read `12`, `1_200`, `5%`, `-1E9` or an ISO date (its Excel serial number)."""
    cleaned = text.strip().replace("_", "")
    try:
        if cleaned.endswith("%"):
            return float(cleaned[:-1]) / 100
        return float(cleaned)
    except ValueError:
        return parse_date(cleaned)


def parse_date(text: str) -> float | None:
    """Give the Excel serial number of an ISO date."""
    try:
        return float((date.fromisoformat(text) - EXCEL_EPOCH).days)
    except ValueError:
        return None
