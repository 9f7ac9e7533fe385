"""Reading the parts that people fill: choice lists, parameters, fields, tables, series and sections."""

from __future__ import annotations

from typing import Any, cast, get_args

from workbench.labels import EMPTY, Label
from workbench.template.model import (
    NUMERIC_TYPES,
    Band,
    BandColumn,
    ChoiceList,
    Entry,
    Option,
    Parameter,
    Section,
    SeriesGroup,
    Table,
    ValueType,
)
from workbench.template.records import Reader, parse_number
from workbench.yaml_source import YamlList, YamlMap, YamlText

TYPES: tuple[str, ...] = get_args(ValueType)
ENTRY_KEYS = {
    "unit", "prompt", "code", "required", "if_blank", "min", "max", "choices", "formula", "opening", "private",
}  # fmt: skip


def read_lists(reader: Reader, source: YamlMap) -> tuple[ChoiceList, ...]:
    """Read the choice lists: `name: {code: {zh, en}}`."""
    lists = source.get("lists")
    if not isinstance(lists, YamlMap):
        return ()
    result = []
    for name, options in lists.items():
        if not isinstance(options, YamlMap):
            reader.report("TPL06", lists.place(name), key=name, wanted=Label("选项", "options"))
            continue
        read = [Option(code, reader.as_label(label, options.place(code), code)) for code, label in options.items()]
        result.append(ChoiceList(name, tuple(read), lists.place(name)))
    return tuple(result)


def read_type(reader: Reader, entry: YamlMap, default: str = "number") -> ValueType:
    """Read the type of a value."""
    return cast(ValueType, reader.choice(entry, "type", TYPES, default))


def read_parameter(reader: Reader, entry: YamlMap) -> Parameter | None:
    """Read a named constant; its source is not optional."""
    if not reader.keys(entry, {"name", "label", "value", "source"}, {"type", "unit"}):
        return None
    kind = read_type(reader, entry)
    raw = reader.text(entry, "value")
    value = parse_number(raw) if kind in NUMERIC_TYPES else raw
    if value is None:
        reader.report("TPL06", entry.place("value"), key="value", wanted=Label("数字", "a number"))
        value = 0.0
    name, label = reader.text(entry, "name"), reader.label(entry, "label")
    source, unit = reader.text(entry, "source"), reader.label(entry, "unit")
    return Parameter(name, label, kind, value, source, entry.place(), unit)


def read_band(reader: Reader, entry: YamlMap) -> Band | None:
    """Read a parameter table."""
    if not reader.keys(entry, {"name", "label", "columns", "rows", "source"}, set()):
        return None
    columns = reader.each(entry, "columns", lambda column: _band_column(reader, column))
    rows = tuple(_band_row(reader, entry, row, len(columns)) for row in entry["rows"])
    return Band(
        reader.text(entry, "name"),
        reader.label(entry, "label"),
        columns,
        rows,
        reader.text(entry, "source"),
        entry.place(),
    )


def _band_column(reader: Reader, entry: YamlMap) -> BandColumn | None:
    if not reader.keys(entry, {"name", "label"}, {"type"}):
        return None
    return BandColumn(reader.text(entry, "name"), reader.label(entry, "label"), read_type(reader, entry))


def _band_row(reader: Reader, entry: YamlMap, row: Any, width: int) -> tuple[float | str, ...]:
    if not isinstance(row, YamlList) or len(row) != width:
        wanted = Label(f"{width} 个值", f"{width} values")
        reader.report("TPL06", entry.place("rows"), key="rows", wanted=wanted)
        return (0.0,) * width
    return tuple(_band_cell(cell) for cell in row)


def _band_cell(cell: Any) -> float | str:
    number = parse_number(str(cell)) if isinstance(cell, YamlText) and not cell.quoted else None
    return str(cell) if number is None else number


def read_entry(reader: Reader, entry: YamlMap) -> Entry | None:
    """Read a field, a column or a series line."""
    if not reader.keys(entry, {"name", "label"}, ENTRY_KEYS | {"type"}):
        return None
    kind = read_type(reader, entry)
    choices = reader.text(entry, "choices", "yes_no" if kind == "yes_no" else "")
    return Entry(
        name=reader.text(entry, "name"),
        label=reader.label(entry, "label"),
        type=kind,
        place=entry.place(),
        unit=reader.label(entry, "unit"),
        prompt=reader.label(entry, "prompt"),
        code=reader.text(entry, "code"),
        required=reader.flag(entry, "required"),
        blank_is_zero=reader.choice(entry, "if_blank", ("0", "missing"), "missing") == "0",
        minimum=reader.number(entry, "min"),
        maximum=reader.number(entry, "max"),
        choices=choices,
        formula=reader.text(entry, "formula"),
        opening=reader.text(entry, "opening"),
        private=reader.flag(entry, "private") or kind in ("id_number", "phone"),
    )


def read_table(reader: Reader, entry: YamlMap) -> Table | None:
    """Read a table; its columns carry short names."""
    if not reader.keys(entry, {"name", "label", "columns"}, {"rows", "required", "prompt", "code"}):
        return None
    return Table(
        name=reader.text(entry, "name"),
        label=reader.label(entry, "label"),
        columns=reader.each(entry, "columns", lambda column: read_entry(reader, column)),
        rows=int(reader.number(entry, "rows") or 10),
        required=reader.flag(entry, "required", default=True),
        place=entry.place(),
        prompt=reader.label(entry, "prompt"),
        code=reader.text(entry, "code"),
    )


def read_series(reader: Reader, entry: YamlMap) -> SeriesGroup | None:
    """Read a group of monthly lines."""
    if not reader.keys(entry, {"name", "label", "lines"}, {"prompt", "code"}):
        return None
    return SeriesGroup(
        name=reader.text(entry, "name"),
        label=reader.label(entry, "label"),
        lines=reader.each(entry, "lines", lambda line: read_entry(reader, line)),
        place=entry.place(),
        prompt=reader.label(entry, "prompt"),
        code=reader.text(entry, "code"),
    )


def read_section(reader: Reader, entry: YamlMap) -> Section | None:
    """Read one survey sheet."""
    if not reader.keys(entry, {"id", "sheet", "order"}, {"intro", "fields", "tables", "series"}):
        return None
    return Section(
        id=reader.text(entry, "id"),
        sheet=reader.label(entry, "sheet"),
        order=reader.number(entry, "order") or 0.0,
        place=entry.place(),
        intro=reader.label(entry, "intro", EMPTY),
        fields=reader.each(entry, "fields", lambda item: read_entry(reader, item)),
        tables=reader.each(entry, "tables", lambda item: read_table(reader, item)),
        series=reader.each(entry, "series", lambda item: read_series(reader, item)),
    )
