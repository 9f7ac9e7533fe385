"""Reading statements: lines by columns or by months, and the copies of one under a stress scenario."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import cast

from workbench.template.model import NUMERIC_TYPES, BandColumn, Statement, StatementLine, ValueType
from workbench.template.records import Reader
from workbench.yaml_source import YamlMap

STRESS, BASE_LINE = "stress", "base"  # the statement of scenarios and its line without a shock
NO_OPENING = "zero"  # what PREV means in the first month of a line that does not say
LINE_KEYS = {"each", "block", "level", "part", "source", "heading"}
MONTH_KEYS = {"opening", "type"}
NUMBERS = tuple(sorted(NUMERIC_TYPES))


def read_statements(reader: Reader, source: YamlMap) -> tuple[Statement, ...]:
    """Read all statements, then give the copies their lines; TPL25 for a copy of what is not there."""
    read = reader.each(source, "statements", lambda entry: _statement(reader, entry))
    written = {statement.name: statement for statement in read if not statement.copies}
    result = []
    for statement in read:
        if statement.copies in written:
            result.append(_copied(statement, written[statement.copies]))
        elif statement.copies:
            reader.report("TPL25", statement.place, owner=statement.name, name=statement.copies)
        else:
            result.append(statement)
    return tuple(result)


def _statement(reader: Reader, entry: YamlMap) -> Statement | None:
    """Read a statement; a column's `pattern` is the formula of every line that has none of its own."""
    if "copies" in entry:
        return _copy(reader, entry)
    if not reader.keys(entry, {"name", "sheet", "columns", "lines"}, {"monthly", "ahead"}):
        return None
    columns = reader.each(entry, "columns", lambda column: _column(reader, column))
    patterns = {reader.text(c, "name"): reader.text(c, "pattern") for c in reader.maps(entry, "columns")}
    monthly = reader.flag(entry, "monthly")
    return Statement(
        name=reader.text(entry, "name"),
        sheet=reader.label(entry, "sheet"),
        columns=columns,
        lines=reader.each(entry, "lines", lambda line: _line(reader, line, columns, patterns, monthly)),
        place=entry.place(),
        monthly=monthly,
        ahead=reader.flag(entry, "ahead"),
    )


def _copy(reader: Reader, entry: YamlMap) -> Statement | None:
    """Read a copy: a name, a sheet and a scenario; everything else comes from what it copies."""
    if not reader.keys(entry, {"name", "sheet", "copies", "scenario"}, set()):
        return None
    return Statement(
        name=reader.text(entry, "name"),
        sheet=reader.label(entry, "sheet"),
        columns=(),
        lines=(),
        place=entry.place(),
        scenario=reader.text(entry, "scenario"),
        copies=reader.text(entry, "copies"),
    )


def _copied(copy: Statement, source: Statement) -> Statement:
    """Give a copy the lines of its source, each rule over the copy's scenario and over the copy's own lines."""
    rewrite = _rewriter({f"{STRESS}.{BASE_LINE}": f"{STRESS}.{copy.scenario}", source.name: copy.name})
    lines = tuple(
        replace(
            line,
            formulas={column: rewrite(formula) for column, formula in line.formulas.items()},
            opening=rewrite(line.opening),
        )
        for line in source.lines
    )
    return replace(copy, columns=source.columns, lines=lines, monthly=source.monthly, ahead=source.ahead)


def _rewriter(prefixes: dict[str, str]) -> Callable[[str], str]:
    """Give what puts one prefix of dotted names for another; `my_stress.base.x` is not `stress.base.x`."""
    pattern = re.compile(r"(?<![\w.])(" + "|".join(map(re.escape, prefixes)) + r")\.")
    return lambda text: pattern.sub(lambda found: f"{prefixes[found[1]]}.", text)


def _column(reader: Reader, entry: YamlMap) -> BandColumn | None:
    if not reader.keys(entry, {"name", "label"}, {"type", "pattern"}):
        return None
    return BandColumn(reader.text(entry, "name"), reader.label(entry, "label"), _number_type(reader, entry))


def _number_type(reader: Reader, entry: YamlMap) -> ValueType:
    return cast(ValueType, reader.choice(entry, "type", NUMBERS, "money"))


def _line(
    reader: Reader, entry: YamlMap, columns: tuple[BandColumn, ...], patterns: dict[str, str], monthly: bool
) -> StatementLine | None:
    """Read a line. `each` is one formula for all columns without a pattern, `{column}` standing for the column."""
    names = {column.name for column in columns}
    if not reader.keys(entry, {"line", "label"}, names | LINE_KEYS | (MONTH_KEYS if monthly else set())):
        return None
    each, heading = reader.text(entry, "each"), reader.flag(entry, "heading")
    formulas = {}
    for column in columns:
        formula = reader.text(entry, column.name)
        if not formula and each:
            formula = "" if patterns[column.name] and "{column}" not in each else each
        formula = (formula or patterns[column.name]).replace("{column}", column.name)
        if formula not in ("", "none") and not heading:
            formulas[column.name] = formula
    return StatementLine(
        name=reader.text(entry, "line"),
        label=reader.label(entry, "label"),
        formulas=formulas,
        place=entry.place(),
        block=reader.text(entry, "block"),
        level=int(reader.choice(entry, "level", ("0", "1", "2"), "2")),
        part=reader.text(entry, "part"),
        source=reader.text(entry, "source"),
        opening=reader.text(entry, "opening", NO_OPENING) if monthly else NO_OPENING,
        type=_number_type(reader, entry) if monthly else "money",
    )
