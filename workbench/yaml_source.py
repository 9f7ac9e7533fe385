"""YAML as its author wrote it: every value keeps its file and line, scalars stay text.

Templates, cards, policies and answers are edited by people, so a mistake must name its line. The safe C loader
composes the nodes; we convert them, which keeps `no`, `007` and `1.10` what the author typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlText(str):
    """A scalar with its line; `quoted` tells "5" from 5."""

    line: int
    file: str
    quoted: bool


class YamlMap(dict[str, Any]):
    """A mapping; `lines` gives the line of each key, `files` the file."""

    line: int
    file: str

    def __init__(self, file: str, line: int) -> None:
        super().__init__()
        self.file, self.line = file, line
        self.lines: dict[str, str] = {}

    def place(self, key: str | None = None) -> str:
        """Give `file:line` of a key, or of the mapping itself."""
        if key is not None and key in self.lines:
            return self.lines[key]
        return f"{self.file}:{self.line}"


class YamlList(list[Any]):
    """A sequence with its line."""

    line: int
    file: str

    def __init__(self, file: str, line: int) -> None:
        super().__init__()
        self.file, self.line = file, line


@dataclass(frozen=True, slots=True)
class YamlProblem(Exception):
    """The file is no usable YAML: `reason` is one of syntax, duplicate, alias, tag, key."""

    reason: str
    place: str
    detail: str


def load_source(text: str, file: str) -> Any:
    """Read one YAML document into YamlMap, YamlList and YamlText; null is None.

    Raises YamlProblem for bad syntax, duplicate keys, anchors, tags and keys that are not text.
    """
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise YamlProblem("syntax", f"{file}:{line}", str(getattr(error, "problem", error))) from None
    return _convert(node, file, set()) if node is not None else None


def load_plain(path: Path) -> Any:
    """Read YAML data of our own (catalogues, labels) as plain Python values."""
    return yaml.load(path.read_text("utf-8"), Loader=_Loader)


def _convert(node: Any, file: str, open_nodes: set[int]) -> Any:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node, file, line)
    if id(node) in open_nodes:
        raise YamlProblem("alias", f"{file}:{line}", "")
    open_nodes.add(id(node))  # a node met twice is an alias, also outside itself: we refuse all of them
    if isinstance(node, yaml.SequenceNode):
        items = YamlList(file, line)
        items.extend(_convert(child, file, open_nodes) for child in node.value)
        return items
    return _mapping(node, file, line, open_nodes)


def _mapping(node: Any, file: str, line: int, open_nodes: set[int]) -> YamlMap:
    result = YamlMap(file, line)
    for key_node, value_node in node.value:
        key_line = key_node.start_mark.line + 1
        place = f"{file}:{key_line}"
        if not isinstance(key_node, yaml.ScalarNode):
            raise YamlProblem("key", place, "")
        key = str(key_node.value)
        if key in result:
            raise YamlProblem("duplicate", place, key)
        result[key] = _convert(value_node, file, open_nodes)
        result.lines[key] = place
    return result


def _scalar(node: Any, file: str, line: int) -> YamlText | None:
    quoted = bool(node.style)  # the C loader gives '' for plain scalars, the Python one None
    if node.tag.endswith(":null") and not quoted:
        return None
    if not node.tag.startswith("tag:yaml.org,2002:"):
        raise YamlProblem("tag", f"{file}:{line}", node.tag)
    text = YamlText(node.value)
    text.line, text.file, text.quoted = line, file, quoted
    return text
