"""Tells whether two formula texts are one formula, whatever program saved them."""

from __future__ import annotations

import re

STRING = r'"(?:[^"]|"")*+"'
QUOTED = r"'(?:[^']|'')*+'"
ERROR = r"#[A-Za-z0-9/_]+[!?]?"
NUMBER = r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?(?![\w.])"
WORD = r"[\w.\\?$]++"
LOGICAL = r"(?i:TRUE|FALSE)\([ \t\r\n]*\)"

TOKENS = re.compile(
    rf"(?P<string>{STRING})|(?P<quoted>{QUOTED})|(?P<number>{NUMBER})|(?P<logical>{LOGICAL})"
    rf"|(?P<word>{WORD}|{ERROR})|(?P<space>[ \t\r\n]+)|(?P<sign>.)",
    re.DOTALL,
)
FUTURE_PREFIX = re.compile(r"\A(?:_xlfn\.|_xlws\.|_xludf\.)+", re.IGNORECASE)
OPERAND_ENDS = frozenset({"string", "quoted", "number", "logical", "word", ")", "]", "}", "%"})
OPERAND_STARTS = frozenset({"string", "quoted", "number", "logical", "word", "(", "[", "{"})


def same_formula(one: str, other: str) -> bool:
    """Tell whether two texts are one formula; addresses must agree to the last `$`."""
    return one == other or normalised(one) == normalised(other)


def normalised(text: str) -> str:
    """Give the text without what Excel, WPS and LibreOffice write differently for one formula."""
    words: list[str] = []
    previous, after_space = "", False
    for token in TOKENS.finditer(text):
        word = token[0]
        kind = word if token.lastgroup == "sign" else str(token.lastgroup)
        if kind == "space":
            after_space = True
            continue
        if kind == "@" or (not words and kind in ("=", "+")):
            continue
        # A space between two operands is the intersection operator; everywhere else it says nothing.
        if after_space and previous in OPERAND_ENDS and kind in OPERAND_STARTS:
            words.append(" ")
        words.append(_plain(kind, word, text.startswith("!", token.end())))
        previous, after_space = kind, False
    return "".join(words)


def _plain(kind: str, word: str, names_sheet: bool) -> str:
    if kind == "number":
        return repr(float(word))
    if kind == "logical":
        return word.partition("(")[0].upper()
    if kind == "quoted":
        return word.upper()
    if kind == "word":
        folded = FUTURE_PREFIX.sub("", word).upper()
        return f"'{folded}'" if names_sheet and not word.startswith("#") else folded
    return word
