"""The result as text: the same result gives the same bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def dump_json(result: Mapping[str, object]) -> str:
    """Write a result in the order of its keys, one row or named value a line, so that two results can be compared.

    A number that is no number (NaN, infinity) raises ValueError. Chinese stays readable; half of a surrogate pair,
    which UTF-8 cannot hold, is written as its escape.
    """
    parts = (f"{_encode(key)}: {_block(value)}" for key, value in result.items())
    text = "{\n" + ",\n".join(parts) + "\n}\n"
    return _LONE_SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _block(value: object) -> str:
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(map(_encode, value)) + "\n]"
    if isinstance(value, dict) and any(isinstance(child, dict | list) for child in value.values()):
        return "{\n" + ",\n".join(f"{_encode(key)}: {_encode(child)}" for key, child in value.items()) + "\n}"
    return _encode(value)
