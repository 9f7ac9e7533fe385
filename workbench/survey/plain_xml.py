"""What the fast paths share: XML so plain that a regular expression reads it exactly as expat does.

A part is cut into head, body and tail; head and tail go to expat, the body to a regular expression that
covers it without a gap. Anything else is unusual and left to the slow path.
"""

from __future__ import annotations

import re

LONGEST_TEXT = 32_767
# No control characters, nor the two others that XML forbids; a bare '>' could end a CDATA section.
TEXT = rf"[^<>\x00-\x08\x0b-\x1f\ufffe\uffff]{{0,{LONGEST_TEXT}}}+"
DECLARATION = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml [^>]*?\?>")
UNKNOWN_ENTITY = re.compile("&(?!lt;|gt;|quot;|apos;|amp;)")


# The first Pythons with possessive groups lose their place where one fails half-way. There we go without them:
# right, but slower.
POSSESSIVE_GROUPS = re.match("(?:ab++c)*+ab", "ab") is not None
GROUP_QUANTIFIER = re.compile(r"\)([*+?])\+")


def quick_pattern(pattern: str, possessive: bool = POSSESSIVE_GROUPS) -> re.Pattern[str]:
    """Compile a pattern whose groups may be possessive; a dot matches line ends too."""
    return re.compile(pattern if possessive else GROUP_QUANTIFIER.sub(r")\1", pattern), re.DOTALL)


def quick_bytes(pattern: str, possessive: bool = POSSESSIVE_GROUPS) -> re.Pattern[bytes]:
    """The same over bytes; the pattern is ASCII."""
    return re.compile(quick_pattern(pattern, possessive).pattern.encode("ascii"), re.DOTALL)


class UnusualError(Exception):
    """The part has something that only the slow path reads."""


def split_part(xml: bytes, opening: bytes, closing: bytes) -> tuple[bytes, str, bytes]:
    """Cut after the first opening tag and before the last closing tag; raises UnusualError."""
    start, end = xml.find(opening), xml.rfind(closing)
    declaration = DECLARATION.match(xml)
    if declaration is None or b"utf-8" not in declaration[0].lower() or not 0 <= start < end:
        raise UnusualError
    start += len(opening)
    head, tail = xml[:start], xml[end:]
    # In a comment, a CDATA section or a processing instruction the markers would mean nothing.
    if b"<!" in head or b"<!" in tail or b"<?" in tail or head.count(b"<?") > 1:
        raise UnusualError
    try:
        return head, xml[start:end].decode("utf-8"), tail
    except UnicodeDecodeError:
        raise UnusualError from None


def plain(text: str) -> str:
    """Resolve the five entities of XML; raises UnusualError for any other."""
    if "&" not in text:
        return text
    if text.count("&") == text.count("&amp;"):
        return text.replace("&amp;", "&")
    if UNKNOWN_ENTITY.search(text):
        raise UnusualError
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&apos;", "'")
    return text.replace("&amp;", "&")
