"""The check register of a case (METHOD 2): base, evidence, deviation, verdict, and what to do about it."""

from __future__ import annotations

from workbench.crosscheck.findings import check_findings
from workbench.crosscheck.register import check_register, coverage

__all__ = ["check_findings", "check_register", "coverage"]
