"""What page one shows: `page.yaml`, loaded once."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from workbench.yaml_source import load_plain

PAGE = Path(__file__).parent / "page.yaml"


@cache
def page() -> dict[str, Any]:
    """The lists of names, by section."""
    data: dict[str, Any] = load_plain(PAGE)
    return data
