"""The named things of the cross-checks: the cells of each, and the ranges over all of them."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.formula import Context
from workbench.labels import EMPTY
from workbench.template.check_cells import INPUT_CELLS, boundary_cells, inner_cells, limit_cells
from workbench.template.definitions import BLOCK_CELLS, CHECK_BLOCK, Definition
from workbench.template.model import Check, Template, ValueType


def check_definitions(template: Template) -> Iterator[Definition]:
    """Give the cells of every check, then the ranges over them."""
    for check in template.checks:
        yield from _check(check)
    yield from _check_blocks(template)


def _check(check: Check) -> Iterator[Definition]:
    prefix = f"{check.id}_"
    context = Context("line", prefix)

    def cell(name: str, formula: str, **more: object) -> Definition:
        kind: ValueType = check.type if name in ("base", "evidence") else "number"
        return Definition(
            prefix + name,
            "check",
            kind,
            check.label,
            check.place,
            formula=formula,
            context=context,
            **more,  # type: ignore[arg-type]
        )

    boundary = boundary_cells(check)
    boundary.setdefault("base", '""')
    boundary.setdefault("applies", "1")
    for name, formula in boundary.items():
        needs = check.needs if name == "evidence" else ()
        yield cell(name, formula, boundary=True, extra_needs=needs)
    for name, formula in limit_cells(check).items():
        yield cell(name, formula, need="number")
    for name, formula in inner_cells(check).items():
        yield cell(name, formula, guarded=False)
    for name in INPUT_CELLS:
        yield Definition(prefix + name, "check_input", "text", check.label, check.place, need="nothing")


def _check_blocks(template: Template) -> Iterator[Definition]:
    for cell in BLOCK_CELLS:
        members = tuple(f"{check.id}_{cell}" for check in template.checks)
        yield Definition(
            f"{CHECK_BLOCK}.{cell}", "block", "number", EMPTY, "", "range", CHECK_BLOCK, need="nothing",
            members=members,
        )  # fmt: skip
