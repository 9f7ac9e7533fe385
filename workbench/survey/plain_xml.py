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
