"""From text to tokens; everything that cannot begin a token gets its own refusal."""

from __future__ import annotations

import re
from typing import NamedTuple

from workbench.formula.names import address_like
from workbench.formula.refusal import Refusal

MAX_LENGTH = 8192
_TOKEN = re.compile(
    r"[ \t\r\n]*(?:"
    r"([0-9]+\.?[0-9]*(?:[eE][+-]?[0-9]+)?|\.[0-9]+(?:[eE][+-]?[0-9]+)?)"  # 1 number
    r"|([^\W\d]\w*(?:\.\w+)*)"  # 2 name
    r'|("(?:[^"]|"")*")'  # 3 text
    r"|(<>|<=|>=|[-+*/^&=<>%(),]))"  # 4 operator
)
_KINDS = ("", "number", "name", "text", "operator")
_SPACE = re.compile(r"[ \t\r\n]*")
_CODES = {
    "$": "FML13", "!": "FML13", "'": "FML13", ":": "FML14", "[": "FML11", "]": "FML11", "{": "FML10",
    "}": "FML10", "#": "FML12", "@": "FML18", ";": "FML17", '"': "FML05",
}  # fmt: skip
_WIDE = {
    "\u3000": " ", "\u00a0": " ", "“": '"', "”": '"', "‘": '"', "’": '"', "、": ",", "。": ".",
    "×": "*", "÷": "/", "≤": "<=", "≥": ">=", "≠": "<>", "－": "-", "—": "-", "–": "-", "−": "-",
    "【": "(", "】": ")",
}  # fmt: skip


class Token(NamedTuple):
    """A piece of a formula and its place."""

    kind: str  # 'number', 'name', 'text', 'operator' or 'end'
    text: str
    position: int
    spaced: bool  # white space stands before it


def tokens_of(text: str) -> list[Token]:
    """All tokens and a closing 'end'. Raises Refusal."""
    _check_whole(text)
    ascii_only = text.isascii()
    tokens: list[Token] = []
    position, match = 0, _TOKEN.match
    while found := match(text, position):
        index = found.lastindex or 0
        start = found.start(index)
        token = Token(_KINDS[index], found[index], start, start > position)
        if index == 1:
            _check_number(token)
        elif index == 2 and not ascii_only:
            _check_narrow(token)
        tokens.append(token)
        position = found.end()
    end = _SPACE.match(text, position).end()  # type: ignore[union-attr]  # an empty match is a match
    if end < len(text):
        raise _unexpected(text, end, tokens)
    tokens.append(Token("end", "", end, False))
    return tokens


def _check_whole(text: str) -> None:
    stripped = text.lstrip(" \t\r\n")
    if not stripped:
        raise Refusal("FML01", 0)
    if stripped[0] in "=＝":
        raise Refusal("FML02", len(text) - len(stripped), instead_text=stripped.lstrip("=＝ "))
    if len(text) > MAX_LENGTH:
        raise Refusal("FML08", MAX_LENGTH, length=len(text), limit=MAX_LENGTH)


def _check_number(token: Token) -> None:
    digits = token.text.lower().partition("e")[0].replace(".", "").lstrip("0")
    if len(digits.rstrip("0")) > 15 or not float(token.text) < 1e308:
        raise Refusal("FML19", token.position, number=token.text)


def _check_narrow(token: Token) -> None:
    for offset, character in enumerate(token.text):
        if "\uff01" <= character <= "\uff5e":
            raise _wide(character, token.position + offset)


def _wide(character: str, position: int) -> Refusal:
    narrow = _WIDE.get(character) or chr(ord(character) - 0xFEE0)
    return Refusal("FML03", position, character=character, narrow=narrow)


def _unexpected(text: str, position: int, tokens: list[Token]) -> Refusal:
    character = text[position]
    if character in _WIDE or "\uff01" <= character <= "\uff5e":
        return _wide(character, position)
    code = _CODES.get(character, "FML04")
    if code == "FML13" or (code == "FML11" and tokens and tokens[-1].text.upper() in ("R", "C")):
        return Refusal("FML13", _address_start(text, position, tokens), address=_address(text, position, tokens))
    if code == "FML14" and tokens and address_like(tokens[-1].text):
        return Refusal("FML14", position, character=character)
    return Refusal(code, position, character=character)


def _address_start(text: str, position: int, tokens: list[Token]) -> int:
    """An address begins with the name that touches its $, ! or [."""
    if tokens and tokens[-1].kind == "name" and tokens[-1].position + len(tokens[-1].text) == position:
        return tokens[-1].position
    return position


def _address(text: str, position: int, tokens: list[Token]) -> str:
    start = _address_start(text, position, tokens)
    found = re.compile(r"(?:'[^']*'|[^\s()+*/^&=<>%,;])+").match(text, start)
    return found[0] if found else text[start]
