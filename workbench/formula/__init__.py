"""A closed subset of Excel's formula language over named values: one text, an Excel and a Python face."""

from __future__ import annotations

from workbench.formula.formula import Formula, compile_formula, refusals_of
from workbench.formula.functions import FUNCTIONS
from workbench.formula.names import address_like, refusals_of_names, valid_name
from workbench.formula.ordering import Cycle, order_names
from workbench.formula.refusal import Refusal
from workbench.formula.symbols import SCALAR, Context, Need, Scope, Symbol
from workbench.formula.values import DIV0, NA, NAME, NULL_, NUM, REF, VALUE, ExcelError, Matrix, Value

__all__ = [
    "DIV0", "FUNCTIONS", "NA", "NAME", "NULL_", "NUM", "REF", "SCALAR", "VALUE", "Context", "Cycle",
    "ExcelError", "Formula", "Matrix", "Need", "Refusal", "Scope", "Symbol", "Value", "address_like",
    "compile_formula", "order_names", "refusals_of", "refusals_of_names", "valid_name",
]  # fmt: skip
