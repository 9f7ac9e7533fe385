"""MATCH, LOOKUP, VLOOKUP, INDEX, ROWS. Approximate search is the binary search Excel makes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from workbench.formula.comparison import order, rank
from workbench.formula.functions.criteria import text_matcher
from workbench.formula.functions.registry import function
from workbench.formula.nodes import Call, literal_number, literal_text
from workbench.formula.refusal import Refusal
from workbench.formula.shapes import Shape
from workbench.formula.values import NA, REF, VALUE, ExcelError, Matrix, Value

Report = Callable[[Refusal], None]


def _exact(needle: Value, cells: Sequence[Value]) -> int | None:
    """The first place of a value of the same kind; text may hold wildcards."""
    if isinstance(needle, str):
        matches = text_matcher(needle)
        found = (place for place, cell in enumerate(cells) if isinstance(cell, str) and matches(cell))
        return next(found, None)
    kind = rank(needle)
    return next((place for place, cell in enumerate(cells) if rank(cell) == kind and cell == needle), None)


def _ordered(x: Value, y: Value) -> int:
    """Order of two values of one rank, numbers by their full precision."""
    if isinstance(x, float) and isinstance(y, float):
        return (x > y) - (x < y)
    return order(x, y)


def _approximate(needle: Value, cells: Sequence[Value]) -> int | None:
    """The last place in ascending cells that is not above the needle; other kinds are passed over."""
    kind = rank(needle)
    places = [place for place, cell in enumerate(cells) if rank(cell) == kind]
    low, high = 0, len(places) - 1
    while low <= high:
        middle = (low + high) // 2
        compared = _ordered(cells[places[middle]], needle)
        if compared == 0:
            while middle < high and _ordered(cells[places[middle + 1]], needle) == 0:
                middle += 1
            return places[middle]
        if compared < 0:
            low = middle + 1
        else:
            high = middle - 1
    return places[high] if high >= 0 else None


def _descending(needle: Value, cells: Sequence[Value]) -> int | None:
    """The last place in descending cells that is not below the needle."""
    kind, found = rank(needle), None
    for place, cell in enumerate(cells):
        if rank(cell) != kind:
            continue
        compared = _ordered(cell, needle)
        if compared < 0:
            break
        found = place
        if compared == 0:
            break
    return found


def _match(needle: Value, cells: list[Value], how: float) -> Value:
    if isinstance(needle, ExcelError):
        return needle
    search = _exact if how == 0.0 else (_approximate if how > 0 else _descending)
    place = None if needle is None else search(needle, cells)
    return NA if place is None else place + 1.0


def _lookup(needle: Value, cells: list[Value], results: list[Value] | None = None) -> Value:
    if isinstance(needle, ExcelError):
        return needle
    place = None if needle is None else _approximate(needle, cells)
    return NA if place is None else (cells if results is None else results)[place]


def _vlookup(needle: Value, table: list[Value], column: float, how: bool) -> Value:
    if isinstance(needle, ExcelError):
        return needle
    width = table.width if isinstance(table, Matrix) else 1
    if column < 1.0:
        return VALUE
    if column >= width + 1.0:
        return REF
    search = _approximate if how else _exact
    place = None if needle is None else search(needle, table[::width])
    return NA if place is None else table[place * width + int(column) - 1]


def _index(cells: list[Value], row: float, column: float = 1.0) -> Value:
    width = cells.width if isinstance(cells, Matrix) else 1
    if row < 1.0 or column < 1.0:
        return VALUE
    if row >= len(cells) // width + 1.0 or column >= width + 1.0:
        return REF
    return cells[(int(row) - 1) * width + int(column) - 1]


def _rows(cells: list[Value]) -> Value:
    return float(len(cells) // (cells.width if isinstance(cells, Matrix) else 1))


def _check_vector(call: Call, shapes: list[Shape], report: Report, index: int = 1) -> None:
    if shapes[index].width > 1:
        report(Refusal("FML63", call.arguments[index].position, function=call.name, name=shapes[index].name))


def _check_needle(call: Call, report: Report) -> None:
    text = literal_text(call.arguments[0])
    if text is not None:
        report(Refusal("FML62", call.arguments[0].position, text=text, function=call.name))


def _check_match(call: Call, shapes: list[Shape], report: Report) -> None:
    _check_vector(call, shapes, report)
    how = literal_number(call.arguments[2])
    if how not in (-1.0, 0.0, 1.0):
        report(Refusal("FML61", call.arguments[2].position, function=call.name, choices="0, 1, -1"))
    elif how:
        _check_needle(call, report)


def _check_lookup(call: Call, shapes: list[Shape], report: Report) -> None:
    for index in range(1, len(call.arguments)):
        _check_vector(call, shapes, report, index)
    _check_needle(call, report)


def _check_vlookup(call: Call, shapes: list[Shape], report: Report) -> None:
    how = literal_number(call.arguments[3])
    if shapes[1].across:
        report(Refusal("FML65", call.arguments[1].position, function=call.name, name=shapes[1].name))
    if how not in (0.0, 1.0):
        report(Refusal("FML61", call.arguments[3].position, function=call.name, choices="FALSE, TRUE"))
    elif how:
        _check_needle(call, report)


def _check_index(call: Call, shapes: list[Shape], report: Report) -> None:
    wanted = 3 if shapes[0].width > 1 else 2
    if shapes[0].kind == "range" and len(call.arguments) != wanted:
        report(Refusal("FML66", call.position, name=shapes[0].name, wanted=wanted - 1))
    for argument in call.arguments[1:]:
        place = literal_number(argument)
        if place is not None and place < 1.0:
            report(Refusal("FML64", argument.position))


def _check_rows(call: Call, shapes: list[Shape], report: Report) -> None:
    if shapes[0].across:
        report(Refusal("FML65", call.arguments[0].position, function=call.name, name=shapes[0].name))


FUNCTIONS = (
    function("MATCH", "value range number", _match, check=_check_match),
    function("LOOKUP", "value range range?", _lookup, same_size=True, check=_check_lookup),
    function("VLOOKUP", "value range number logical", _vlookup, check=_check_vlookup),
    function("INDEX", "range number number?", _index, barred=True, gives_cell=True, check=_check_index),
    function("ROWS", "range", _rows, check=_check_rows),
)
