"""What a named thing of a template is: what it holds, what computes it, and what it requires of others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from workbench.formula import SCALAR, Context
from workbench.labels import EMPTY, Label
from workbench.template.model import ValueType

Role = Literal[
    "field", "parameter", "option", "band", "column", "series", "table_ok", "series_ok",
    "calculation", "statement", "statement_months", "check", "check_input", "block", "indicator", "identity",
]  # fmt: skip
Need = Literal["number", "optional", "text", "nothing", "table", "series", "months", "block"]
CHECK_BLOCK = "check"
BLOCK_CELLS = ("verdict", "hard", "required", "weight", "performed", "points", "sales", "implied")


@dataclass(frozen=True, slots=True)
class Definition:
    """One named thing.

    `need` is what a formula that names it directly requires of it before it computes (DESIGN 6, readiness).
    `guarded`: whether the definition itself waits for its precedents; `boundary`: whether an error becomes empty.
    """

    name: str
    role: Role
    type: ValueType
    label: Label
    place: str
    shape: Literal["scalar", "range"] = "scalar"
    owner: str = ""
    need: Need = "number"
    formula: str = ""
    context: Context = SCALAR
    guarded: bool = True
    boundary: bool = False
    members: tuple[str, ...] = ()
    extra_needs: tuple[str, ...] = ()
    opening: str = ""
    unit: Label = EMPTY
    choices: str = ""
    required: bool = False
    constant: float | str | None = None
    private: bool = False
