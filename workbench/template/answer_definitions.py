"""The named things that are given: constants, choices, and everything that people answer."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.formula import SCALAR, Context
from workbench.template.definitions import Definition, Need, Role
from workbench.template.model import Entry, SeriesGroup, Table, Template


def constant_definitions(template: Template) -> Iterator[Definition]:
    """Give parameters, options and the columns of parameter tables."""
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


def answer_definitions(template: Template) -> Iterator[Definition]:
    """Give fields, tables, series and the checklist, with the formulas that stand among them."""
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
