"""Whether a card is for a template at all: quick, where compiling it would look for what might have been meant."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from scoring.card import Card
from workbench.formula import Refusal
from workbench.formula.lexer import tokens_of
from workbench.template.compiled import Compiled

CONSTANTS = frozenset({"TRUE", "FALSE"})


def fits(card: Card, compiled: Compiled) -> bool:
    """Say whether a template has every name that a card speaks of, not whether each stands where it may."""
    definitions = tuple(card.definitions())
    own = {definition.name for definition in definitions}
    try:
        return all(
            name in compiled.symbols or name in own or definition.context.prefix + name in own
            for definition in definitions
            for name in _names(definition.formula)
        )
    except Refusal:
        return False


def _names(formula: str) -> Iterator[str]:
    """Give the names in a formula, functions and constants left out. Raises Refusal for what is no formula."""
    if not formula:
        return
    for token, following in pairwise(tokens_of(formula)):
        if token.kind == "name" and following.text != "(" and token.text.upper() not in CONSTANTS:
            yield token.text
