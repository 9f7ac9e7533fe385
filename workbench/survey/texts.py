"""The workbook's own texts, by key and language."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from workbench.labels import Language
from workbench.yaml_source import load_plain

LABELS = Path(__file__).with_name("labels.yaml")


@cache
def texts() -> dict[str, dict[Language, str]]:
    """Give every text, read once."""
    found: dict[str, dict[Language, str]] = load_plain(LABELS)
    return found
