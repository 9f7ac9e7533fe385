"""Inheritance: base -> family -> industry, by adding, overriding (`override: true`) and removing by name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from workbench.findings import Finding
from workbench.yaml_source import YamlList, YamlMap


@dataclass(frozen=True, slots=True)
class Keyed:
    """A list whose entries are told apart by one key; `parts` are the lists inside an entry that merge too."""

    key: str
    prefix: bool = False
    parts: dict[str, Keyed] = field(default_factory=dict)
    open: bool = False


COLUMNS = Keyed("name")
SECTION_PARTS = {
    "fields": Keyed("name"),
    "tables": Keyed("name", prefix=True, parts={"columns": COLUMNS}),
    "series": Keyed("name", prefix=True, parts={"lines": Keyed("name")}),
}
KEYED_LISTS: dict[str, Keyed] = {
    "parameters": Keyed("name"),
    "bands": Keyed("name"),
    "sections": Keyed("id", parts=SECTION_PARTS, open=True),
    "calculations": Keyed("name"),
    "statements": Keyed("name", prefix=True, parts={"lines": Keyed("line")}, open=True),
    "adjustments": Keyed("id"),
    "identities": Keyed("name"),
    "checks": Keyed("id"),
    "indicators": Keyed("name"),
    "checklist": Keyed("id"),
    "conservative": Keyed("name"),
    "alerts": Keyed("name"),
    "minimum": Keyed("name"),
    "stress_rules": Keyed("name"),
}
MERGED_MAPS = ("lists", "headings", "claims")
HELPER_KEYS = frozenset({"override", "after"})


def merge_templates(parent: YamlMap, child: YamlMap, problems: list[Finding]) -> YamlMap:
    """Lay a child's definition over its parent's; neither is changed.

    Mistakes (TPL11 already there, TPL12 nothing to override, TPL13 nothing to remove, TPL19 unknown neighbour)
    are appended to `problems`.
    """
    removed = _without(parent, _removals(child), problems)
    merged = _copy(child)
    merged.pop("remove", None)
    for name, keyed in KEYED_LISTS.items():
        if name in removed or name in child:
            merged[name] = _merge_list(removed.get(name), child.get(name), keyed, problems)
            merged.lines.setdefault(name, removed.place(name))
    for name in MERGED_MAPS:
        if name in removed or name in child:
            merged[name] = _merge_map(removed.get(name), child.get(name))
    for name in ("card", "policy", "industry"):
        if name not in merged and name in removed:
            merged[name] = removed[name]
            merged.lines[name] = removed.place(name)
    return merged


def _merge_list(parent: Any, child: Any, keyed: Keyed, problems: list[Finding]) -> YamlList:
    result = YamlList(getattr(child, "file", ""), getattr(child, "line", 0))
    result.extend(_maps(parent))
    for entry in _maps(child):
        _merge_entry(result, entry, keyed, problems)
    return result


def _merge_entry(result: YamlList, entry: YamlMap, keyed: Keyed, problems: list[Finding]) -> None:
    key = entry.get(keyed.key)
    at = next((i for i, other in enumerate(result) if other.get(keyed.key) == key), None)
    wants_override = entry.get("override") == "true"
    if at is None:
        if wants_override:
            problems.append(Finding("TPL12", entry.place(), {"name": str(key)}))
        _insert(result, entry, keyed, problems)
        return
    changed = [k for k in entry if k not in keyed.parts and k not in HELPER_KEYS and k != keyed.key]
    if changed and not wants_override:
        problems.append(Finding("TPL11", entry.place(), {"name": str(key), "other": result[at].place()}))
        return
    result[at] = _overlay(result[at], entry, keyed, problems)
    if "after" in entry:
        _insert(result, result.pop(at), keyed, problems, entry["after"])


def _insert(result: YamlList, entry: YamlMap, keyed: Keyed, problems: list[Finding], after: Any = None) -> None:
    after = after or entry.get("after")
    if after is None:
        result.append(entry)
        return
    at = next((i for i, other in enumerate(result) if other.get(keyed.key) == after), None)
    if at is None:
        problems.append(Finding("TPL19", entry.place("after"), {"name": str(after)}))
        result.append(entry)
    else:
        result.insert(at + 1, entry)


def _overlay(parent: YamlMap, child: YamlMap, keyed: Keyed, problems: list[Finding]) -> YamlMap:
    merged = _copy(parent)
    for key, value in child.items():
        if key in keyed.parts:
            merged[key] = _merge_list(parent.get(key), value, keyed.parts[key], problems)
        elif key not in HELPER_KEYS:
            merged[key] = value
            merged.lines[key] = child.place(key)
    return merged


def _merge_map(parent: Any, child: Any) -> YamlMap:
    source = child if isinstance(child, YamlMap) else parent
    merged = YamlMap(source.file, source.line)
    for part in (parent, child):
        if isinstance(part, YamlMap):
            for key, value in part.items():
                old = merged.get(key)
                both = isinstance(old, YamlMap) and isinstance(value, YamlMap) and "zh" not in value
                merged[key] = _merge_map(old, value) if both else value
                merged.lines[key] = part.place(key)
    return merged


def _removals(child: YamlMap) -> list[tuple[str, str]]:
    listed = child.get("remove")
    if not isinstance(listed, YamlList):
        return []
    return [(str(name), f"{child.file}:{getattr(name, 'line', listed.line)}") for name in listed]


def _without(parent: YamlMap, removals: list[tuple[str, str]], problems: list[Finding]) -> YamlMap:
    names = {name for name, _ in removals}
    found: set[str] = set()
    result = _copy(parent)
    for list_name, keyed in KEYED_LISTS.items():
        if list_name in result:
            result[list_name] = _drop(result[list_name], keyed, "", names, found)
    for name, place in removals:
        if name not in found:
            problems.append(Finding("TPL13", place, {"name": name}))
    return result


def _drop(entries: Any, keyed: Keyed, prefix: str, names: set[str], found: set[str]) -> YamlList:
    kept = YamlList(getattr(entries, "file", ""), getattr(entries, "line", 0))
    for entry in _maps(entries):
        full = prefix + str(entry.get(keyed.key))
        if full in names:
            found.add(full)
            continue
        copy = _copy(entry)
        for part, inner in keyed.parts.items():
            if part in copy:
                inner_prefix = full + "." if keyed.prefix else ""
                copy[part] = _drop(copy[part], inner, inner_prefix, names, found)
        kept.append(copy)
    return kept


def _copy(source: YamlMap) -> YamlMap:
    copy = YamlMap(source.file, source.line)
    copy.update(source)
    copy.lines = dict(source.lines)
    return copy


def _maps(value: Any) -> list[YamlMap]:
    return [entry for entry in value if isinstance(entry, YamlMap)] if isinstance(value, list) else []
