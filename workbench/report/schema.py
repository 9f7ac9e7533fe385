"""The JSON Schema that holds the result."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

SCHEMA_FILE = Path(__file__).parent / "result_schema.json"
SCHEMA_VERSION = 1


@cache
def result_schema() -> dict[str, Any]:
    """The schema as JSON data (draft 2020-12)."""
    schema: dict[str, Any] = json.loads(SCHEMA_FILE.read_text("utf-8"))
    return schema
