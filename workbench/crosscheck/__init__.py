"""The check register of a case (METHOD 2): base, evidence, deviation, verdict, and what to do about it."""

from __future__ import annotations

from workbench.crosscheck.claims import claims
from workbench.crosscheck.conservative import conservative_rows, conservative_values
from workbench.crosscheck.findings import check_findings
from workbench.crosscheck.register import check_register, coverage
from workbench.crosscheck.safeguards import alerts, minimum

__all__ = [
    "alerts",
    "check_findings",
    "check_register",
    "claims",
    "conservative_rows",
    "conservative_values",
    "coverage",
    "minimum",
]
