"""Try a formula on named values given as JSON: its value, or why it is refused."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

from workbench.formula.compiler import Frame
from workbench.formula.formula import compile_formula
from workbench.formula.names import refusals_of_names
from workbench.formula.refusal import Language, Refusal
from workbench.formula.symbols import Scope, Symbol
from workbench.formula.values import ERRORS, ExcelError, Matrix, Value

WORD = re.compile(r"[\w.]+")


def try_formula(text: str, names: Mapping[str, object], lang: Language = "zh") -> dict[str, Any]:
    """{"value": ...}, {"error": "#DIV/0!"} or {"refused": CODE, "message": ...}.

    A name's value is a number, a text, true, false, null (blank), {"error": code}, a list (a column) or a
    list of lists (a table). Columns of equal length count as columns of one table. A name that no workbook takes
    refuses the formulas that use it, and no others.
    """
    bad = {str(refusal.args["name"]): refusal for refusal in refusals_of_names(names)}
    try:
        for word in WORD.findall(text):
            if word in bad:
                raise bad[word]
        symbols: list[Symbol] = []
        frame: Frame = []
        for name, given in names.items():
            if name not in bad:
                symbol, value = _named(name, given, len(frame))
                symbols.append(symbol)
                frame.append(value)
        result = compile_formula(text, Scope(symbols)).run(frame, 0)
    except Refusal as refusal:
        return {"refused": refusal.code, "message": refusal.message(lang)}
    return {"error": str(result)} if isinstance(result, ExcelError) else {"value": _json(result)}


def _json(value: Value) -> Value | int:
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return value


def _named(name: str, given: object, slot: int) -> tuple[Symbol, Value | list[Value]]:
    if not isinstance(given, list):
        return Symbol(name, "scalar", slot), _single(name, given)
    if not given:
        raise Refusal("FML83", 0, name=name)
    if not any(isinstance(row, list) for row in given):
        cells = [_single(name, cell) for cell in given]
        return Symbol(name, "range", slot, owner=f"{len(cells)} rows"), cells
    width = _width(name, given)
    cells = [_single(name, cell) for row in given for cell in row]
    symbol = Symbol(name, "range", slot, owner=f"{len(given)} rows", width=width)
    return symbol, Matrix(cells, width) if width > 1 else cells


def _width(name: str, rows: Sequence[object]) -> int:
    widths = {len(row) if isinstance(row, list) else 0 for row in rows}
    if len(widths) > 1 or 0 in widths:
        raise Refusal("FML83", 0, name=name)
    return widths.pop()


def _single(name: str, given: object) -> Value:
    if given is None or isinstance(given, (bool, str)):
        return given
    if isinstance(given, (int, float)) and abs(given) < 1e308 and math.isfinite(given):
        return float(given) + 0.0
    if isinstance(given, dict) and list(given) == ["error"] and given["error"] in list(ERRORS):
        return ERRORS[given["error"]]
    raise Refusal("FML83", 0, name=name)
