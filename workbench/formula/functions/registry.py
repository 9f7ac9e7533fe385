"""How a function is declared: its parameters, its implementation, and what is checked before it may run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, TypeAlias

from workbench.formula.coercion import to_logical, to_number, to_text
from workbench.formula.nodes import Call
from workbench.formula.refusal import Refusal
from workbench.formula.shapes import Shape
from workbench.formula.values import VALUE, ExcelError, Value

Kind: TypeAlias = Literal[
    "number",  # converted to float; its errors are the result
    "plain",  # the same, but a logical is #VALUE! (EDATE, EOMONTH)
    "text",  # converted to str
    "logical",  # converted to bool
    "value",  # as it is, errors and blanks included
    "reference",  # the value of one cell, as it is
    "many",  # a list for a range or a reference, a single value for anything else
    "cells",  # a range or a name of one cell, as a list
    "range",  # a range, as a list
    "array",  # a range or an expression over ranges (SUMPRODUCT)
]
Check: TypeAlias = Callable[[Call, list[Shape], Callable[[Refusal], None]], None]
Implementation: TypeAlias = Callable[..., Value]


@dataclass(frozen=True, slots=True)
class Function:
    """One function of the language. The last `repeat` kinds may be repeated."""

    name: str
    kinds: tuple[Kind, ...]
    implementation: Implementation
    minimum: int
    repeat: int = 0
    lifted: bool = False  # may run along input columns inside SUMPRODUCT
    barred: bool = False  # may not stand inside SUMPRODUCT at all
    same_size: bool = False  # all its ranges must run along one table or series group
    gives_cell: bool = False  # its result is a reference (INDEX)
    check: Check | None = None

    @property
    def maximum(self) -> int | None:
        """The largest number of arguments, None when it is open."""
        return None if self.repeat else len(self.kinds)

    def accepts(self, count: int) -> bool:
        """Whether so many arguments make a call."""
        if count < self.minimum or (self.maximum is not None and count > self.maximum):
            return False
        return not self.repeat or count <= len(self.kinds) or (count - len(self.kinds)) % self.repeat == 0

    def kind(self, index: int) -> Kind:
        """What the argument at this index must be."""
        if index < len(self.kinds):
            return self.kinds[index]
        return self.kinds[len(self.kinds) - self.repeat + (index - len(self.kinds)) % self.repeat]


def function(name: str, signature: str, implementation: Implementation, **flags: Any) -> Function:
    """Declare a function. In the signature 'number?' is optional and 'many+' or 'cells value+2' repeats."""
    kinds: list[Kind] = []
    minimum = repeat = 0
    for word in signature.split():
        kind, plus, count = word.partition("+")
        repeat = int(count or 1) if plus else repeat
        minimum += not kind.endswith("?")
        kinds.append(kind.rstrip("?"))  # type: ignore[arg-type]  # a wrong word fails in the first test
    return Function(name, tuple(kinds), implementation, minimum, repeat, **flags)


def _plain_number(value: Value) -> float | ExcelError:
    return VALUE if isinstance(value, bool) else to_number(value)


_CONVERTERS: dict[str, Callable[[Value], Any]] = {
    "number": to_number,
    "plain": _plain_number,
    "text": to_text,
    "logical": to_logical,
}


@cache
def applied(declared: Function, count: int) -> Implementation:
    """The implementation for `count` arguments behind its conversions: errors first, then left to right."""
    run = declared.implementation
    converters = [_CONVERTERS.get(declared.kind(index)) for index in range(count)]
    if not any(converters):
        return run
    if count == 1 and converters[0] is to_number:
        return _of_one_number(run)
    steps = [(index, convert) for index, convert in enumerate(converters) if convert is not None]

    def converted(*arguments: Value) -> Value:
        for index, _ in steps:
            argument = arguments[index]
            if isinstance(argument, ExcelError):
                return argument
        ready: list[Any] = list(arguments)
        for index, convert in steps:
            ready[index] = result = convert(ready[index])
            if isinstance(result, ExcelError):
                return result
        return run(*ready)

    return converted


def _of_one_number(run: Implementation) -> Implementation:
    def converted(argument: Value) -> Value:
        if type(argument) is float:
            return run(argument)
        number = to_number(argument)
        return number if isinstance(number, ExcelError) else run(number)

    return converted
