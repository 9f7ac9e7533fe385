"""COUNTIF, SUMIF, AVERAGEIF and their many-condition forms."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TypeAlias

from workbench.formula.coercion import number_from_text
from workbench.formula.comparison import order, text_key
from workbench.formula.functions.aggregate import total
from workbench.formula.functions.registry import function
from workbench.formula.nodes import Call, literal_text
from workbench.formula.operators import finite
from workbench.formula.refusal import Refusal
from workbench.formula.shapes import Shape
from workbench.formula.values import DIV0, ERRORS, VALUE, ExcelError, Value

Test: TypeAlias = Callable[[Value], bool]
MAX_CRITERION = 255
_PARTS = re.compile(r"(<>|<=|>=|=|<|>)?(.*)", re.DOTALL)
_LONE_TILDE = re.compile(r"(?:[^~]|~[~*?])*")


def _ordered(operator: str, x: float, y: float) -> bool:
    if operator == "<":
        return x < y
    if operator == ">":
        return x > y
    return x <= y if operator == "<=" else x >= y


def _negated(test: Test) -> Test:
    return lambda value: not test(value)


def _same(wanted: Value) -> Test:
    return lambda value: value is wanted


def _segments(pattern: str) -> list[tuple[re.Pattern[str], int]]:
    """The pieces between the stars of a pattern, each with its length."""
    pieces: list[list[str]] = [[]]
    characters = iter(text_key(pattern))
    for character in characters:
        if character == "*":
            pieces.append([])
        elif character == "?":
            pieces[-1].append(".")
        else:
            pieces[-1].append(re.escape(next(characters, "~") if character == "~" else character))
    return [(re.compile("".join(piece), re.DOTALL), len(piece)) for piece in pieces]


def _wildcard(pattern: str) -> Callable[[str], bool]:
    """Whether a text_key fits a pattern with * ? and ~ as escape.

    Piece by piece and not by one regular expression: a pattern of many stars could make it backtrack forever.
    """
    (head, head_length), *rest = _segments(pattern)
    if not rest:
        return lambda key: head.fullmatch(key) is not None
    *middle, (tail, tail_length) = rest

    def fits(key: str) -> bool:
        if head.match(key) is None:
            return False
        position = head_length
        for piece, _ in middle:
            found = piece.search(key, position)
            if found is None:
                return False
            position = found.end()
        start = len(key) - tail_length
        return start >= position and tail.fullmatch(key, start) is not None

    return fits


@lru_cache(maxsize=512)
def text_matcher(pattern: str) -> Callable[[str], bool]:
    """Whether a text equals the pattern, wildcards included, without regard to case."""
    if not any(character in pattern for character in "*?~"):
        key = text_key(pattern)
        return lambda text: text_key(text) == key
    fits = _wildcard(pattern)
    return lambda text: fits(text_key(text))


def _number_test(operator: str, target: float) -> Test:
    if operator == "<>":
        return lambda value: not (type(value) is float and value == target)
    if operator in ("", "="):

        def equals(value: Value) -> bool:
            if isinstance(value, str):
                return number_from_text(value) == target
            return type(value) is float and value == target

        return equals
    return lambda value: type(value) is float and _ordered(operator, value, target)


def _text_test(operator: str, text: str) -> Test:
    if operator in ("", "=", "<>"):
        matches = text_matcher(text)

        def equals(value: Value) -> bool:
            return isinstance(value, str) and matches(value)

        return _negated(equals) if operator == "<>" else equals
    return lambda value: isinstance(value, str) and _ordered(operator, order(value, text), 0)


def _empty_test(operator: str) -> Test:
    if operator == "":
        return lambda value: value is None or value == ""
    if operator == "=":
        return lambda value: value is None
    if operator == "<>":
        return lambda value: value is not None
    return lambda value: False


def _constant_test(operator: str, wanted: bool | ExcelError) -> Test:
    if operator in ("", "="):
        return _same(wanted)
    if operator == "<>":
        return _negated(_same(wanted))
    if isinstance(wanted, ExcelError):
        return lambda value: False
    return lambda value: isinstance(value, bool) and _ordered(operator, float(value), float(wanted))


def _parsed(criterion: str) -> tuple[str, str]:
    match = _PARTS.fullmatch(criterion)
    return (match[1] or "", match[2]) if match else ("", criterion)


@lru_cache(maxsize=512)
def _written_test(criterion: str) -> Test:
    operator, rest = _parsed(criterion)
    if not rest:
        return _empty_test(operator)
    number = number_from_text(rest)
    if number is not None:
        return _number_test(operator, number)
    if rest.upper() in ("TRUE", "FALSE"):
        return _constant_test(operator, rest.upper() == "TRUE")
    if rest.upper() in ERRORS:
        return _constant_test(operator, ERRORS[rest.upper()])
    return _text_test(operator, rest)


def criterion_test(criterion: Value) -> Test | None:
    """The test that a criterion stands for; None when it is a text too long for Excel."""
    if isinstance(criterion, str):
        return _written_test(criterion) if len(criterion) <= MAX_CRITERION else None
    if isinstance(criterion, (bool, ExcelError)):
        return _constant_test("", criterion)
    return _number_test("", criterion or 0.0)


def _chosen(values: list[Value], pairs: tuple[Value | list[Value], ...]) -> list[Value] | ExcelError:
    """The values at the places where every (cells, criterion) pair holds."""
    chosen: list[int] | range = range(len(values))
    for cells, criterion in zip(pairs[::2], pairs[1::2], strict=True):
        test = criterion_test(criterion)  # type: ignore[arg-type]  # the signature alternates
        if test is None:
            return VALUE
        chosen = [place for place in chosen if test(cells[place])]  # type: ignore[index]
    return [values[place] for place in chosen]


def _numbers_of(chosen: list[Value] | ExcelError) -> list[float] | ExcelError:
    if isinstance(chosen, ExcelError):
        return chosen
    found: list[float] = []
    for value in chosen:
        if isinstance(value, ExcelError):
            return value
        if type(value) is float:
            found.append(value)
    return found


def _sum(values: list[float] | ExcelError) -> Value:
    return values if isinstance(values, ExcelError) else finite(total(values))


def _average(values: list[float] | ExcelError) -> Value:
    if isinstance(values, ExcelError):
        return values
    return finite(total(values) / len(values)) if values else DIV0


def _countifs(*pairs: Value | list[Value]) -> Value:
    first = pairs[0]
    chosen = _chosen(first if isinstance(first, list) else [first], pairs)
    return chosen if isinstance(chosen, ExcelError) else float(len(chosen))


def _sumif(cells: list[Value], criterion: Value, values: list[Value] | None = None) -> Value:
    return _sum(_numbers_of(_chosen(cells if values is None else values, (cells, criterion))))


def _averageif(cells: list[Value], criterion: Value, values: list[Value] | None = None) -> Value:
    return _average(_numbers_of(_chosen(cells if values is None else values, (cells, criterion))))


def _sumifs(values: list[Value], *pairs: Value | list[Value]) -> Value:
    return _sum(_numbers_of(_chosen(values, pairs)))


def _averageifs(values: list[Value], *pairs: Value | list[Value]) -> Value:
    return _average(_numbers_of(_chosen(values, pairs)))


def _check_criteria(call: Call, shapes: list[Shape], report: Callable[[Refusal], None]) -> None:
    """Criteria that engines read differently: text in an ordering, a ~ that escapes nothing."""
    function = call.function
    for index, argument in enumerate(call.arguments):
        text = literal_text(argument)
        if text is None or function is None or function.kind(index) != "value":
            continue
        operator, rest = _parsed(text)
        if operator in ("<", ">", "<=", ">=") and rest and number_from_text(rest) is None:
            report(Refusal("FML72", argument.position, text=text))
        elif _LONE_TILDE.fullmatch(rest) is None or len(text) > MAX_CRITERION:
            report(Refusal("FML73", argument.position, text=text, limit=MAX_CRITERION))


FUNCTIONS = (
    function("COUNTIF", "cells value", _countifs, check=_check_criteria),
    function("COUNTIFS", "cells value+2", _countifs, same_size=True, check=_check_criteria),
    function("SUMIF", "cells value cells?", _sumif, same_size=True, check=_check_criteria),
    function("SUMIFS", "cells cells value+2", _sumifs, same_size=True, check=_check_criteria),
    function("AVERAGEIF", "cells value cells?", _averageif, same_size=True, check=_check_criteria),
    function("AVERAGEIFS", "cells cells value+2", _averageifs, same_size=True, check=_check_criteria),
)
