"""Dates as answers hold them."""

from __future__ import annotations

from datetime import date

BEFORE_EXCEL = date(1899, 12, 30).toordinal()


def day(text: str) -> float:
    """Give an ISO date as Excel's serial number."""
    return float(date.fromisoformat(text).toordinal() - BEFORE_EXCEL)
