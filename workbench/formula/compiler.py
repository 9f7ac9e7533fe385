"""From a checked tree to a Python closure over (frame, index). Nothing is looked up when it runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from workbench.formula.coercion import to_logical
from workbench.formula.functions.registry import Implementation, applied
from workbench.formula.nodes import Call, Group, Literal, Name, Node, Operation, Percent, Prefix
from workbench.formula.operators import BINARY, LAST, keep, negate, percent
from workbench.formula.values import ExcelError, Value

Frame: TypeAlias = "list[Value | list[Value]]"
Run: TypeAlias = Callable[[Frame, int], Value]
ListRun: TypeAlias = Callable[[Frame, int], "Value | list[Value]"]


def compile_root(node: Node) -> Run:
    """The closure of a whole formula: a blank result is 0, a cancelled last sum is 0."""
    if isinstance(node, Operation) and node.operator in LAST:
        return _binary(LAST[node.operator], _value(node.left), _value(node.right))
    run = _value(node)
    if isinstance(node, (Literal, Operation, Percent)):
        return run

    def filled(frame: Frame, index: int) -> Value:
        value = run(frame, index)
        return 0.0 if value is None else value

    return filled


def _value(node: Node) -> Run:
    """The closure for one value."""
    if isinstance(node, Name):
        return _name(node)
    if isinstance(node, Operation):
        return _binary(BINARY[node.operator], _value(node.left), _value(node.right))
    if isinstance(node, Literal):
        constant = node.value
        return lambda frame, index: constant
    if isinstance(node, Group):
        return _value(node.inner)
    if isinstance(node, Call):
        return _call(node)
    operator, operand = _unary_operator(node), _value(node.operand)
    return lambda frame, index: operator(operand(frame, index))


def _unary_operator(node: Prefix | Percent) -> Callable[[Value], Value]:
    if isinstance(node, Percent):
        return percent
    return negate if node.operator == "-" else keep


def _binary(operator: Callable[[Value, Value], Value], left: Run, right: Run) -> Run:
    return lambda frame, index: operator(left(frame, index), right(frame, index))


def _name(node: Name) -> Run:
    slot = _slot(node)
    if node.access == "cell" and node.symbol is not None and node.symbol.shape == "range":
        return lambda frame, index: frame[slot][index]  # type: ignore[index]  # the checker saw a range here
    return lambda frame, index: frame[slot]  # type: ignore[return-value]  # the checker saw a scalar here


def _slot(node: Name) -> int:
    if node.symbol is None:
        raise AssertionError("an unchecked formula was compiled")
    return node.symbol.slot


# Calls


def _call(node: Call) -> Run:
    if node.name == "PREV":
        return _previous(node)
    if node.name == "IF":
        return _if(node, _value)  # type: ignore[return-value]  # both branches are values
    if node.function is None:
        raise AssertionError("an unchecked formula was compiled")
    function, count = node.function, len(node.arguments)
    run = applied(function, count)
    makers = {"many": _operand, "cells": _cells, "range": _cells, "array": _lifted}
    getters = [makers.get(function.kind(place), _value)(argument) for place, argument in enumerate(node.arguments)]
    return _called(run, getters)


def _called(run: Implementation, getters: list[ListRun]) -> Run:
    if len(getters) == 1:
        first = getters[0]
        return lambda frame, index: run(first(frame, index))
    if len(getters) == 2:
        first, second = getters
        return lambda frame, index: run(first(frame, index), second(frame, index))
    return lambda frame, index: run(*[get(frame, index) for get in getters])


def _previous(node: Call) -> Run:
    argument, opening = node.arguments[0], node.opening
    if not isinstance(argument, Name) or opening is None:
        raise AssertionError("an unchecked formula was compiled")
    slot, first = _slot(argument), opening.slot

    def run(frame: Frame, index: int) -> Value:
        return frame[slot][index - 1] if index else frame[first]  # type: ignore[index,return-value]

    return run


def _if(node: Call, branch: Callable[[Node], ListRun]) -> ListRun:
    """Only the chosen branch runs. As an operand of an aggregate a chosen reference stays a reference."""
    condition, then = _value(node.arguments[0]), branch(node.arguments[1])
    otherwise: ListRun = branch(node.arguments[2]) if len(node.arguments) == 3 else lambda frame, index: False

    def run(frame: Frame, index: int) -> Value | list[Value]:
        holds = condition(frame, index)
        if type(holds) is not bool:
            holds = to_logical(holds)
            if isinstance(holds, ExcelError):
                return holds
        return then(frame, index) if holds else otherwise(frame, index)

    return run


# Operands of aggregates: a list where Excel sees a reference


def _operand(node: Node) -> ListRun:
    if isinstance(node, Group):
        return _operand(node.inner)
    if isinstance(node, Name):
        return _cells(node)
    if isinstance(node, Call):
        if node.name == "IF":
            return _if(node, _operand)
        if node.name == "PREV":
            return _listed(_previous(node))
        if node.function is not None and node.function.gives_cell:
            return _listed(_call(node))
    return _value(node)


def _cells(node: Node) -> ListRun:
    if isinstance(node, Group):
        return _cells(node.inner)
    if isinstance(node, Name) and node.access == "range":
        slot = _slot(node)
        return lambda frame, index: frame[slot]
    return _listed(_value(node))


def _listed(run: Run) -> ListRun:
    return lambda frame, index: [run(frame, index)]


# Arguments of SUMPRODUCT: operators and functions run along the rows


def _lifted(node: Node) -> ListRun:
    if isinstance(node, Group):
        return _lifted(node.inner)
    if isinstance(node, Name):
        return _cells(node) if node.access == "range" else _value(node)
    if isinstance(node, Operation):
        return _along(BINARY[node.operator], [_lifted(node.left), _lifted(node.right)])
    if isinstance(node, (Prefix, Percent)):
        return _along(_unary_operator(node), [_lifted(node.operand)])
    if isinstance(node, Call) and node.function is not None and node.function.lifted:
        return _along(applied(node.function, len(node.arguments)), [_lifted(each) for each in node.arguments])
    return _value(node)


def _along(operator: Callable[..., Value], getters: list[ListRun]) -> ListRun:
    """The operator on each row; a single value goes with every row."""

    def run(frame: Frame, index: int) -> Value | list[Value]:
        values = [get(frame, index) for get in getters]
        length = next((len(value) for value in values if isinstance(value, list)), None)
        if length is None:
            return operator(*values)
        columns = [value if isinstance(value, list) else [value] * length for value in values]
        return [operator(*row) for row in zip(*columns, strict=True)]

    return run
