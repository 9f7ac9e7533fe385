"""Values as JSON: absent is null, an error is `{"error": code}`, a date its Excel serial number (DESIGN 9)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from workbench.formula import ExcelError, Value
from workbench.template.records import EXCEL_EPOCH


def to_json(value: Value) -> Any:
    """Give one value as JSON."""
    if value is None or value == "":
        return None
    if isinstance(value, ExcelError):
        return {"error": str(value)}
    return value


def amount(value: Value) -> float | None:
    """Give a number; None for what is missing, no number or an error."""
    return value if isinstance(value, float) else None


def words(value: Value) -> str | None:
    """Give what was typed as text; None for nothing and for an error."""
    if value is None or value == "" or isinstance(value, ExcelError):
        return None
    return f"{value:g}" if isinstance(value, float) else str(value)


def iso_date(serial: Value) -> str | None:
    """Give an Excel serial number as an ISO date; None for what is no date."""
    if not isinstance(serial, float):
        return None
    try:
        return (EXCEL_EPOCH + timedelta(days=int(serial))).isoformat()
    except OverflowError:
        return None
