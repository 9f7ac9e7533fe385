"""What a workbook file holds, before any template gives it a meaning; and how a file is refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from workbench.formula.values import ExcelError

CellValue = float | str | bool | ExcelError
SheetState = Literal["visible", "hidden", "veryHidden"]


class PackageRefused(Exception):
    """A file that is not read: `code` of a finding, `args` for its message."""

    def __init__(self, code: str, **args: object) -> None:
        super().__init__(code, args)
        self.code = code
        self.args_of_message = args


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much a workbook may hold; a survey stays far below, a hostile file is refused early."""

    file_bytes: int = 20 * 2**20
    entries: int = 2_000
    part_bytes: int = 64 * 2**20
    total_bytes: int = 128 * 2**20
    ratio: int = 200
    ratio_free_bytes: int = 2**20
    tags: int = 1_500_000
    depth: int = 64
    sheets: int = 200
    rows: int = 20_000
    columns: int = 1_024
    cells: int = 200_000
    merged: int = 2_000
    names: int = 5_000
    validations: int = 5_000
    strings: int = 200_000
    text_length: int = 32_767
    formula_characters: int = 16_000_000


@dataclass(slots=True)
class RawValidation:
    """One input rule of Excel. LibreOffice adds `formula2` '0' where Excel has none."""

    sqref: tuple[str, ...]
    type: str
    operator: str
    formula1: str
    formula2: str
    allow_blank: bool
    show_error: bool
    error_style: str


@dataclass(slots=True)
class RawSheet:
    """One sheet. A formula without an entry in `values` was never calculated.

    `formulas` are texts without '=', shared ones expanded; `arrays` gives the area of each array formula.
    Rows hidden on a `filtered` sheet are information, not tampering.
    """

    name: str
    index: int
    state: SheetState = "visible"
    protected: bool = False
    values: dict[str, CellValue] = field(default_factory=dict)
    formulas: dict[str, str] = field(default_factory=dict)
    arrays: dict[str, str] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    filtered: bool = False
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    validations: list[RawValidation] = field(default_factory=list)
    merged: int = 0


@dataclass(slots=True)
class RawName:
    """A defined name; `sheet` is the index of its sheet when it is local to one."""

    name: str
    refers_to: str
    sheet: int | None
    hidden: bool


@dataclass(slots=True)
class RawWorkbook:
    """All that one pass over a file gives. `application` is the writer's word: 'Microsoft Excel', ..."""

    sheets: dict[str, RawSheet]
    names: dict[str, RawName]
    local_names: list[RawName]
    structure_locked: bool
    manual_calculation: bool
    application: str | None
    has_macros: bool
    external_links: int
    sha256: str
    size: int
