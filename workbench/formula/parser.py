"""From tokens to a tree, with Excel's precedence: comparison < & < + - < * / < ^ < % < unary minus."""

from __future__ import annotations

from workbench.formula.lexer import Token, tokens_of
from workbench.formula.names import address_like
from workbench.formula.nodes import Call, Group, Literal, Name, Node, Operation, Percent, Prefix
from workbench.formula.refusal import Refusal

MAX_NESTING = 64
MAX_OPERATORS = 250  # keeps the tree, and the closures made of it, far from Python's recursion limit
_POWER = {
    "=": 1, "<>": 1, "<": 1, ">": 1, "<=": 1, ">=": 1, "&": 2, "+": 3, "-": 3, "*": 4, "/": 4, "^": 5, "%": 6,
}  # fmt: skip
_PERCENT = 6


def parse(text: str) -> Node:
    """The tree of a formula without '='. Raises Refusal."""
    parser = _Parser(text)
    node = parser.expression(0)
    parser.expect_end()
    return node


class _Parser:
    def __init__(self, text: str) -> None:
        self.tokens = tokens_of(text)
        self.index = 0
        self.depth = 0
        self.operators = 0

    def expression(self, power: int) -> Node:
        left = self.operand()
        while True:
            token = self.tokens[self.index]
            binding = _POWER.get(token.text, 0) if token.kind == "operator" else 0
            if binding <= power:
                return left
            self.index += 1
            self.count(token)
            if binding == _PERCENT:
                left = Percent(token.position, left)
            else:
                left = Operation(token.position, token.text, left, self.expression(binding))

    def operand(self) -> Node:
        token = self.tokens[self.index]
        self.index += 1
        if token.kind == "name":
            return self.named(token)
        if token.kind == "number":
            return Literal(token.position, float(token.text))
        if token.kind == "text":
            return Literal(token.position, token.text[1:-1].replace('""', '"'))
        if token.text == "(":
            return self.group(token)
        if token.kind == "operator" and token.text in "+-":
            return self.prefixed(token)
        raise self.unexpected(token)

    def prefixed(self, token: Token) -> Node:
        self.enter(token)
        operand = self.expression(_PERCENT)
        self.depth -= 1
        return Prefix(token.position, token.text, operand)

    def group(self, token: Token) -> Node:
        self.enter(token)
        inner = self.expression(0)
        closing = self.tokens[self.index]
        if closing.text == "," and closing.kind == "operator":
            raise Refusal("FML15", closing.position)
        self.close(token)
        return Group(token.position, inner)

    def named(self, token: Token) -> Node:
        following = self.tokens[self.index]
        if following.text == "(" and following.kind == "operator" and not following.spaced:
            return self.call(token)
        if token.text.upper() in ("TRUE", "FALSE"):
            return Literal(token.position, token.text.upper() == "TRUE")
        return Name(token.position, token.text)

    def call(self, token: Token) -> Node:
        opening = self.tokens[self.index]
        self.enter(token)
        self.index += 1
        arguments: list[Node] = []
        if self.tokens[self.index].text != ")":
            arguments.append(self.argument())
            while self.tokens[self.index].text == "," and self.tokens[self.index].kind == "operator":
                self.index += 1
                arguments.append(self.argument())
        end = self.close(opening)
        return Call(token.position, token.text.upper(), end, arguments)

    def argument(self) -> Node:
        token = self.tokens[self.index]
        if token.kind == "operator" and token.text in ",)":
            raise Refusal("FML20", token.position)
        return self.expression(0)

    def close(self, opening: Token) -> int:
        token = self.tokens[self.index]
        if token.kind == "end":
            raise Refusal("FML07", opening.position)
        if token.text != ")" or token.kind != "operator":
            raise self.unexpected(token)
        self.index += 1
        self.depth -= 1
        return token.position + 1

    def enter(self, token: Token) -> None:
        self.depth += 1
        self.count(token)
        if self.depth > MAX_NESTING:
            raise Refusal("FML09", token.position, depth=MAX_NESTING, operators=MAX_OPERATORS)

    def count(self, token: Token) -> None:
        self.operators += 1
        if self.operators > MAX_OPERATORS:
            raise Refusal("FML09", token.position, depth=MAX_NESTING, operators=MAX_OPERATORS)

    def expect_end(self) -> None:
        token = self.tokens[self.index]
        if token.kind == "end":
            return
        if token.text == "," and token.kind == "operator":
            raise Refusal("FML15", token.position)
        raise self.unexpected(token)

    def unexpected(self, token: Token) -> Refusal:
        """The refusal for a token that cannot stand where it stands."""
        if token.kind == "end":
            return Refusal("FML06", token.position, found="")
        before = self.tokens[self.index - 1] if token is self.tokens[self.index] else None
        adjoining = before is not None and (before.kind != "operator" or before.text in ")%")
        if adjoining and token.spaced and (token.kind != "operator" or token.text == "("):
            return Refusal("FML16", token.position, found=token.text)
        if token.kind == "name" and address_like(token.text):
            return Refusal("FML13", token.position, address=token.text)
        return Refusal("FML06", token.position, found=token.text)
