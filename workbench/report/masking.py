"""Personal data is masked in one place, before it enters a result: names, id numbers, phones, accounts.

Ids, phones and transactions are class C2 data (JR/T 0171-2020). A mask keeps what tells two people apart when
both stand in front of you, and nothing that finds one of them. Masking twice changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable

STAR = "*"
_ID = re.compile(r"(?<![0-9A-Za-z])[0-9]{17}[0-9Xx](?![0-9A-Za-z])")
_PHONE = re.compile(r"(?<![0-9])(?:\+?86[ -]?)?1[3-9][0-9]([ -]?)[0-9]{4}\1[0-9]{4}(?![0-9])")
_ACCOUNT = re.compile(
    r"(?<![0-9A-Za-z])(?:[0-9]{12,19}|[0-9]{4}(?:[ -][0-9]{4}){2,3}(?:[ -][0-9]{1,4})?)(?![0-9A-Za-z])"
)
_WORD = re.compile(r"[^\s·.,，、/&()（）-]+")


def mask_name(text: str) -> str:
    """Keep the first character of a Chinese name, of each word of another: 张*, J*** S****."""
    return _WORD.sub(lambda word: word[0][0] + STAR * (len(word[0]) - 1), text.strip())


def mask_id(text: str) -> str:
    """Keep the first three and the last four signs of an id number: the region's start, not the birthday."""
    return _keep("".join(text.split()), 3, 4)


def mask_phone(text: str) -> str:
    """Keep the first three and the last four digits; a country code goes."""
    signs = re.sub(r"[\s()+-]", "", text)
    return _keep(signs[2:] if len(signs) == 13 and signs.startswith("86") else signs, 3, 4)


def mask_account(text: str) -> str:
    """Keep the last four signs of an account number."""
    signs = re.sub(r"[\s-]", "", text)
    return STAR * 4 + signs[-4:] if len(signs) > 4 else STAR * len(signs)


def mask_free_text(text: str) -> str:
    """Mask the id numbers, phones and account numbers that stand inside a sentence."""
    for pattern, mask in ((_ID, mask_id), (_PHONE, mask_phone), (_ACCOUNT, mask_account)):
        text = pattern.sub(lambda found, mask=mask: mask(found[0]), text)  # type: ignore[misc]
    return text


def mask_value(value: object, value_type: str, private: bool) -> object:
    """Mask what a field or column holds, by its type; private text is a name or an account.

    A phone typed as a number is a number with a phone in it. Lists are masked item by item.
    """
    if isinstance(value, list):
        return [mask_value(item, value_type, private) for item in value]
    mask = _mask_of(value_type, private)
    if mask is None or value is None or isinstance(value, bool | dict):
        return value
    if isinstance(value, int | float):
        return mask(f"{value:.0f}") if private or value_type in ("id_number", "phone") else value
    return mask(str(value))


def _mask_of(value_type: str, private: bool) -> Callable[[str], str] | None:
    if value_type in ("id_number", "phone"):
        return mask_id if value_type == "id_number" else mask_phone
    if private:
        return _mask_private
    return mask_free_text if value_type in ("text", "long_text", "file") else None


def _mask_private(text: str) -> str:
    digits = sum(sign.isdecimal() for sign in text)
    return mask_account(text) if digits >= 6 or STAR * 4 in text else mask_name(text)


def _keep(text: str, first: int, last: int) -> str:
    hidden = len(text) - first - last
    return text[:first] + STAR * hidden + text[-last:] if hidden >= first + last - 3 else STAR * len(text)
