"""The restated statements of a case (METHOD 1): lines by column, adjustments row by row, identities."""

from __future__ import annotations

from workbench.statements.adjustments import adjustment_rows
from workbench.statements.identities import identity_findings, identity_results
from workbench.statements.lines import statement_lines

__all__ = ["adjustment_rows", "identity_findings", "identity_results", "statement_lines"]
