"""Binds names and functions of a parsed formula and types every part of it: one value, one cell, a range.

All refusals of a formula are collected; what is refused once has an unknown shape and is not refused again.
"""

from __future__ import annotations

from workbench.formula.functions import FUNCTIONS
from workbench.formula.functions.registry import Function, Kind
from workbench.formula.names import address_like
from workbench.formula.nodes import (
    Call,
    Group,
    Literal,
    Name,
    Node,
    Operation,
    Percent,
    Prefix,
    bare,
    literal_text,
)
from workbench.formula.operators import COMPARISONS, ORDERINGS
from workbench.formula.refusal import Refusal, catalogue
from workbench.formula.shapes import ONE_CELL, ONE_VALUE, UNKNOWN, Shape, shape_of_range
from workbench.formula.symbols import Context, Need, Scope, nearest

_LIFTED_OPERATORS = COMPARISONS | set("+-*/^")


class Checker:
    """Walks one formula. `refusals`, `needs` and `numbers` are filled on the way."""

    def __init__(self, scope: Scope, context: Context) -> None:
        self.scope = scope
        self.context = context
        self.refusals: list[Refusal] = []
        self.needs: dict[Need, None] = {}
        self.numbers: list[float] = []
        self.references: list[tuple[int, int, Need]] = []
        self.product_depth = 0

    def check(self, root: Node) -> None:
        """The whole formula, whose result must be one value."""
        self.single(root, self.shape(root, False))

    def refuse(self, refusal: Refusal) -> None:
        self.refusals.append(refusal)

    def refused(self, code: str, position: int, **details: object) -> Shape:
        self.refuse(Refusal(code, position, **details))
        return UNKNOWN

    def shape(self, node: Node, lifting: bool) -> Shape:
        """The shape of a node. `lifting`: it stands in SUMPRODUCT, where ranges may be combined."""
        if isinstance(node, Name):
            return self.name(node)
        if isinstance(node, Literal):
            if type(node.value) is float:
                self.numbers.append(node.value)
            return ONE_VALUE
        if isinstance(node, Operation):
            return self.operation(node, lifting)
        if isinstance(node, Call):
            return self.call(node, lifting)
        if isinstance(node, Group):
            return self.shape(node.inner, lifting)
        return self.unary(node, lifting)

    # Names

    def name(self, node: Name) -> Shape:
        local = self.scope.local(node.text, self.context)
        full = self.scope.find(node.text)
        if local is not None and full is not None:
            return self.refused("FML23", node.position, name=node.text, full=local.name)
        symbol = local or full
        if symbol is None:
            return self.unknown_name(node)
        node.symbol = symbol
        node.access = "cell" if local is not None and local.shape == "range" else symbol.shape
        self.needs[Need(symbol, node.access)] = None
        if local is not None:
            self.references.append((node.position, node.position + len(node.text), Need(symbol, "cell")))
        return ONE_CELL if node.access != "range" else shape_of_range(symbol)

    def unknown_name(self, node: Name) -> Shape:
        spelling = self.scope.spelling(node.text, self.context)
        if spelling is not None:
            return self.refused("FML22", node.position, name=node.text, suggestion=spelling)
        if address_like(node.text):
            return self.refused("FML13", node.position, address=node.text)
        suggestion = self.scope.suggestion(node.text, self.context)
        return self.refused("FML21", node.position, name=node.text, suggestion=suggestion)

    # Operators

    def operation(self, node: Operation, lifting: bool) -> Shape:
        left = self.shape(node.left, lifting)
        right = self.shape(node.right, lifting)
        if node.operator in ORDERINGS:
            self.no_text_order(node.left)
            self.no_text_order(node.right)
        if UNKNOWN in (left, right):
            return UNKNOWN
        if not (left.many or right.many):
            return ONE_VALUE
        if node.operator == "/" and right.many and lifting:
            return self.refused("FML45", node.position, name=right.name)
        return self.combined(node.position, node.operator, [(node.left, left), (node.right, right)], lifting)

    def unary(self, node: Prefix | Percent, lifting: bool) -> Shape:
        shape = self.shape(node.operand, lifting)
        if not shape.many:
            return UNKNOWN if shape is UNKNOWN else ONE_VALUE
        operator = node.operator if isinstance(node, Prefix) else "%"
        if lifting and operator != "-":
            return self.refused("FML47", node.position, function=operator, name=shape.name)
        return self.combined(node.position, operator, [(node.operand, shape)], lifting)

    def combined(self, position: int, what: str, parts: list[tuple[Node, Shape]], lifting: bool) -> Shape:
        """The array an operator or lifted function makes of ranges, or the refusal."""
        many = [(node, shape) for node, shape in parts if shape.many]
        first = many[0][1]
        if not lifting:
            return self.range_refused(many[0][0], first, "FML41", operator=what)
        if what not in _LIFTED_OPERATORS and what not in FUNCTIONS:
            return self.refused("FML47", position, function=what, name=first.name)
        for node, shape in many:
            if shape.computed:
                return self.refused("FML44", node.position, name=shape.name, operator=what)
            if shape.size != first.size:
                return self.refused("FML42", node.position, name=shape.name, other=first.name)
        return first._replace(kind="array")

    def range_refused(self, node: Node, shape: Shape, code: str, **details: object) -> Shape:
        """A range in a place for one value: in its own row or month the short name was meant."""
        own = f"{self.context.owner}."
        if self.context.kind != "scalar" and shape.owner == self.context.owner and shape.name.startswith(own):
            return self.refused("FML49", node.position, name=shape.name, short=shape.name[len(own) :])
        return self.refused(code, node.position, name=shape.name, **details)

    def no_text_order(self, node: Node) -> None:
        text = literal_text(node)
        if text and not (text.isascii() and text.isalnum()):
            self.refuse(Refusal("FML72", node.position, text=text))

    def single(self, node: Node, shape: Shape) -> None:
        if shape.many:
            self.range_refused(node, shape, "FML40")

    # Calls

    def call(self, node: Call, lifting: bool) -> Shape:
        declared = FUNCTIONS.get(node.name)
        if declared is None:
            return self.unknown_function(node)
        if declared.name == "PREV":
            return self.previous(node)
        if self.product_depth and declared.barred:
            self.refuse(Refusal("FML46", node.position, function=node.name))
        node.function = declared
        shapes = self.arguments(node, declared, lifting)
        if shapes is None:
            return UNKNOWN
        if declared.lifted and any(shape.many for shape in shapes):
            return self.combined(node.position, node.name, list(zip(node.arguments, shapes, strict=True)), lifting)
        return ONE_CELL if declared.gives_cell else ONE_VALUE

    def arguments(self, node: Call, declared: Function, lifting: bool) -> list[Shape] | None:
        """The shapes of all arguments, or None when something about the call is refused."""
        before = len(self.refusals)
        counted = declared.accepts(len(node.arguments))
        if not counted:
            self.wrong_count(node, declared)
        in_product = declared.name == "SUMPRODUCT"
        self.product_depth += in_product
        shapes: list[Shape] = []
        for index, argument in enumerate(node.arguments):
            kind = declared.kind(index) if counted else "many"
            shape = self.shape(argument, in_product or (lifting and declared.lifted))
            self.fits(node, argument, shape, kind, lifting and declared.lifted)
            shapes.append(shape)
        self.product_depth -= in_product
        if len(self.refusals) == before:
            self.sizes(node, declared, shapes)
        if len(self.refusals) == before and declared.check is not None:
            declared.check(node, shapes, self.refuse)
        return shapes if len(self.refusals) == before else None

    def fits(self, call: Call, argument: Node, shape: Shape, kind: Kind, lifting: bool) -> None:
        """Whether an argument is of the kind its parameter wants."""
        if kind == "many" or shape.kind == "unknown":
            return
        if kind in ("range", "array"):
            if shape.kind != "range" and not (kind == "array" and shape.many):
                self.refuse(Refusal("FML43", argument.position, function=call.name))
        elif kind == "cells":
            if not (shape.kind == "range" or isinstance(bare(argument), Name) or is_previous(argument)):
                self.refuse(Refusal("FML48", argument.position, function=call.name))
        elif kind == "reference":
            if shape.kind != "cell":
                self.refuse_reference(call, argument, shape)
        elif shape.many and not lifting:
            self.range_refused(argument, shape, "FML47" if self.product_depth else "FML40", function=call.name)

    def refuse_reference(self, call: Call, argument: Node, shape: Shape) -> None:
        if shape.many:
            self.range_refused(argument, shape, "FML40")
        else:
            self.refuse(Refusal("FML48", argument.position, function=call.name))

    def sizes(self, node: Call, declared: Function, shapes: list[Shape]) -> None:
        if not declared.same_size:
            return
        sized = [
            (argument, shape)
            for index, (argument, shape) in enumerate(zip(node.arguments, shapes, strict=True))
            if declared.kind(index) in ("cells", "range", "array")
        ]
        first = sized[0][1]
        for argument, shape in sized[1:]:
            if shape.many and first.many and shape.size != first.size:
                self.refuse(Refusal("FML42", argument.position, name=shape.name, other=first.name))
            elif shape.many != first.many:
                single = sized[0][0] if shape.many else argument
                self.refuse(Refusal("FML43", single.position, function=node.name))

    def wrong_count(self, node: Call, declared: Function) -> None:
        stated = {"MATCH": 2, "VLOOKUP": 3}.get(node.name)
        if stated == len(node.arguments):
            self.refuse(Refusal("FML60", node.position, function=node.name, choice="0" if stated == 2 else "FALSE"))
            return
        highest = "∞" if declared.maximum is None else declared.maximum
        details = {
            "function": node.name,
            "given": len(node.arguments),
            "least": declared.minimum,
            "most": highest,
        }
        self.refuse(Refusal("FML32", node.position, **details))

    def unknown_function(self, node: Call) -> Shape:
        for argument in node.arguments:
            self.shape(argument, True)
        if node.name in catalogue()["functions"]:
            return self.refused("FML31", node.position, function=node.name)
        return self.refused("FML30", node.position, function=node.name, suggestion=nearest(node.name, FUNCTIONS))

    # PREV

    def previous(self, node: Call) -> Shape:
        if len(node.arguments) != 1:
            return self.refused("FML32", node.position, function="PREV", given=len(node.arguments), least=1, most=1)
        argument = node.arguments[0]
        if self.context.kind != "month":
            return self.refused("FML50", node.position)
        symbol = self.scope.local(argument.text, self.context) if isinstance(argument, Name) else None
        if symbol is None or self.scope.find(symbol.name[len(self.context.owner) + 1 :]) is not None:
            return self.refused("FML51", argument.position, group=self.context.owner)
        opening = self.scope.find(symbol.opening) if symbol.opening else None
        if opening is None or opening.shape != "scalar":
            return self.refused("FML52", argument.position, name=symbol.name)
        node.function, node.opening = FUNCTIONS["PREV"], opening
        need = Need(symbol, "prev")
        self.needs[need] = None
        self.needs[Need(opening, "scalar")] = None
        self.references.append((node.position, node.end, need))
        if isinstance(argument, Name):
            argument.symbol, argument.access = symbol, "prev"
        return ONE_CELL


def is_previous(node: Node) -> bool:
    """Whether a node is PREV(...)."""
    node = bare(node)
    return isinstance(node, Call) and node.name == "PREV"
