"""Values as JSON: absent is null, an error is `{"error": code}`, a date is ISO text (DESIGN 9)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from workbench.formula import ExcelError, Value
from workbench.template.model import ValueType
from workbench.template.records import EXCEL_EPOCH


def to_json(value: Value, kind: ValueType = "number") -> Any:
    """Give one value as JSON."""
    if value is None or value == "":
        return None
    if isinstance(value, ExcelError):
        return {"error": str(value)}
    if isinstance(value, float) and kind == "date":
        return iso_date(value)
    return value


def iso_date(serial: float) -> str | float:
    """Give an Excel serial number as an ISO date; a number that is no date stays as it is."""
    try:
        return (EXCEL_EPOCH + timedelta(days=int(serial))).isoformat()
    except OverflowError:
        return serial
