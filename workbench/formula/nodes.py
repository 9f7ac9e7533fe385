"""The parsed formula. Names and calls are bound to symbols and functions by the checker."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from workbench.formula.functions.registry import Function
    from workbench.formula.symbols import Access, Symbol


@dataclass(slots=True)
class Literal:
    """A number, text or logical written out."""

    position: int
    value: float | str | bool


@dataclass(slots=True)
class Name:
    """A written name; the checker binds its symbol."""

    position: int
    text: str
    symbol: Symbol | None = None
    access: Access = "scalar"


@dataclass(slots=True)
class Group:
    """Something in parentheses."""

    position: int
    inner: Node


@dataclass(slots=True)
class Prefix:
    """A sign and its operand."""

    position: int
    operator: str
    operand: Node


@dataclass(slots=True)
class Percent:
    """A percent sign behind its operand."""

    position: int
    operand: Node


@dataclass(slots=True)
class Operation:
    """A binary operator between two operands."""

    position: int  # of the operator
    operator: str
    left: Node
    right: Node


@dataclass(slots=True)
class Call:
    """A function and its arguments."""

    position: int
    name: str  # upper case
    end: int  # just behind the closing parenthesis
    arguments: list[Node] = field(default_factory=list)
    function: Function | None = None
    opening: Symbol | None = None  # of PREV


Node: TypeAlias = "Literal | Name | Group | Prefix | Percent | Operation | Call"


def bare(node: Node) -> Node:
    """The node without parentheses around it."""
    while isinstance(node, Group):
        node = node.inner
    return node


def literal_number(node: Node) -> float | None:
    """The number a node spells out (TRUE is 1, a minus sign allowed), or None when it is anything else."""
    node = bare(node)
    if isinstance(node, Prefix):
        inner = literal_number(node.operand)
        return None if inner is None else (-inner if node.operator == "-" else inner)
    if isinstance(node, Literal) and not isinstance(node.value, str):
        return float(node.value)
    return None


def literal_text(node: Node) -> str | None:
    """The text a node spells out, or None when it is anything else."""
    node = bare(node)
    return node.value if isinstance(node, Literal) and isinstance(node.value, str) else None
