"""Everything in a template that has a name, as a flat list: what the formulas may speak of, and what computes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from workbench.formula import SCALAR, Context
from workbench.labels import EMPTY, Label
from workbench.template.check_cells import INPUT_CELLS, boundary_cells, inner_cells, limit_cells
from workbench.template.model import (
    NUMERIC_TYPES,
    Check,
    Entry,
    SeriesGroup,
    Statement,
    StatementLine,
    Table,
    Template,
    ValueType,
)

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


def definitions(template: Template) -> list[Definition]:
    """Give every named thing of a template, inputs before rules."""
    return [
        *_constants(template),
        *_answers(template),
        *_calculations(template),
        *(cell for statement in template.statements for cell in _statement(statement)),
        *(cell for check in template.checks for cell in _check(check)),
        *_check_blocks(template),
        *_figures(template),
    ]


def _constants(template: Template) -> Iterator[Definition]:
    for item in template.parameters:
        yield Definition(
            item.name, "parameter", item.type, item.label, item.place, need="nothing", unit=item.unit,
            constant=item.value,
        )  # fmt: skip
    for choices in template.lists:
        for option in choices.options:
            name = f"{choices.name}.{option.code}"
            yield Definition(name, "option", "text", option.label, choices.place, need="nothing", choices=choices.name)
    for band in template.bands:
        for column in band.columns:
            yield Definition(
                f"{band.name}.{column.name}", "band", column.type, column.label, band.place, "range", band.name,
                need="nothing",
            )  # fmt: skip


def _answers(template: Template) -> Iterator[Definition]:
    for section in template.sections:
        for field in section.fields:
            yield _entry(field, field.name, "field", _need_of(field))
        for table in section.tables:
            yield from _table(table)
        for group in section.series:
            yield from _series(group)
    for item in template.checklist:
        for part, kind in (("answer", "yes_no"), ("remark", "text")):
            yield Definition(
                f"checklist.{item.id}.{part}", "field", kind, item.label, item.place, need="text",  # type: ignore[arg-type]
                choices="yes_no" if kind == "yes_no" else "",
            )  # fmt: skip


def _need_of(entry: Entry) -> Need:
    if entry.computed:
        return "number" if entry.numeric else "text"
    if entry.blank_is_zero:
        return "optional" if entry.numeric else "nothing"
    return "number" if entry.numeric else "text"


def _entry(entry: Entry, name: str, role: Role, need: Need, owner: str = "", kind: str = "scalar") -> Definition:
    context = SCALAR if not owner else Context(kind, owner)  # type: ignore[arg-type]
    return Definition(
        name=name,
        role=role,
        type=entry.type,
        label=entry.label,
        place=entry.place,
        shape="range" if owner else "scalar",
        owner=owner,
        need=need,
        formula=entry.formula,
        context=context,
        opening=entry.opening,
        unit=entry.unit,
        choices=entry.choices,
        required=entry.required,
        private=entry.private,
    )


def _table(table: Table) -> Iterator[Definition]:
    label = table.label
    none = f"{table.name}.none"
    yield Definition(none, "field", "yes_no", label, table.place, need="nothing", choices="yes_no")
    for column in table.columns:
        yield _entry(column, f"{table.name}.{column.name}", "column", "table", table.name, "row")
    yield Definition(f"{table.name}.ok", "table_ok", "number", label, table.place, owner=table.name)


def _series(group: SeriesGroup) -> Iterator[Definition]:
    for line in group.lines:
        need: Need = "months" if line.computed else "series"
        yield _entry(line, f"{group.name}.{line.name}", "series", need, group.name, "month")
    yield Definition(f"{group.name}.ok", "series_ok", "number", group.label, group.place, owner=group.name)


def _calculations(template: Template) -> Iterator[Definition]:
    for item in template.calculations:
        yield Definition(
            item.name, "calculation", item.type, item.label, item.place, formula=item.formula, unit=item.unit,
            need="number" if item.type in NUMERIC_TYPES else "text", guarded=not item.always,
        )  # fmt: skip
    for rule in template.adjustments:
        yield Definition(f"adjustment.{rule.id}", "calculation", "money", rule.label, rule.place, formula=rule.amount)


def _statement(statement: Statement) -> Iterator[Definition]:
    blocks: dict[str, list[str]] = {}
    for line in statement.lines:
        if statement.monthly:
            yield from _monthly_line(statement, line)
            continue
        prefix = f"{statement.name}.{line.name}."
        for column, formula in line.formulas.items():
            yield Definition(
                prefix + column, "statement", "money", line.label, line.place, formula=formula,
                context=Context("line", prefix),
            )  # fmt: skip
            if line.block:
                blocks.setdefault(f"{line.block}.{column}", []).append(prefix + column)
    for name, members in blocks.items():
        owner = name.rpartition(".")[0]
        yield Definition(
            name, "block", "money", EMPTY, statement.place, "range", owner, need="block", members=tuple(members)
        )


def _monthly_line(statement: Statement, line: StatementLine) -> Iterator[Definition]:
    name = f"{statement.name}.{line.name}"
    if "months" in line.formulas:
        yield Definition(
            name, "statement_months", "money", line.label, line.place, "range", statement.name, "months",
            line.formulas["months"], Context("month", statement.name), opening="zero",
        )  # fmt: skip
    if "total" in line.formulas:
        formula = line.formulas["total"].replace("{line}", name)
        yield Definition(f"{name}.total", "statement", "money", line.label, line.place, formula=formula)


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


def _figures(template: Template) -> Iterator[Definition]:
    for item in template.indicators:
        yield Definition(
            f"indicator.{item.name}", "indicator", item.type, item.label, item.place, formula=item.formula,
            unit=item.unit,
        )  # fmt: skip
    for identity in template.identities:
        prefix = f"identity.{identity.name}."
        for part, formula in (("gap", identity.gap), ("tolerance", identity.tolerance)):
            yield Definition(prefix + part, "identity", "money", identity.label, identity.place, formula=formula)
