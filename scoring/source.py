"""Finding and reading the YAML files of cards and policies; a policy may extend another."""

from __future__ import annotations

import difflib
import hashlib
import json
from pathlib import Path
from typing import Any

from workbench.labels import EMPTY, Label
from workbench.template.loader import SYNTAX_CODES
from workbench.template.records import Reader
from workbench.yaml_source import YamlList, YamlMap, YamlProblem, load_source

FOLDER = Path(__file__).resolve().parent
HELPERS = frozenset({"override", "after"})
NEVER = frozenset({"never"})
RULES = frozenset(
    {"any", "cure", "formula", "applies", "otherwise", "counts", "note", "table"}
)  # of a knock-out or a method


def read_source(name: str, folder: Path, reader: Reader, place: str = "") -> YamlMap | None:
    """Read a file by its id in a folder, or by path; what is wrong with it is noted in the reader."""
    path = Path(name) if name.endswith((".yaml", ".yml")) else folder / f"{name}.yaml"
    if not path.exists():
        near = difflib.get_close_matches(path.stem, sorted(p.stem for p in folder.glob("*.yaml")), 1)
        hint = Label(f"是不是 {near[0]}？", f"Did you mean {near[0]}?") if near else EMPTY
        reader.report("SCR01", place or path.name, name=path.stem, hint=hint)
        return None
    try:
        source = load_source(path.read_text("utf-8-sig"), _shown(path))
    except YamlProblem as problem:
        reader.report(SYNTAX_CODES[problem.reason], problem.place, detail=problem.detail)
        return None
    except UnicodeDecodeError:
        reader.report("TPL01", _shown(path), detail="UTF-8")
        return None
    if not isinstance(source, YamlMap):
        reader.report("TPL01", _shown(path), detail=path.stem)
        return None
    return source


def _shown(path: Path) -> str:
    """Name a file with its folder: templates and policies both have a base.yaml."""
    return f"{path.parent.name}/{path.name}" if path.parent.name else path.name


def content_hash(source: Any) -> str:
    """Give the SHA-256 of what a file says, its parents included."""
    canonical = json.dumps(source, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def lay_over(parent: YamlMap, child: YamlMap, lists: dict[str, str], reader: Reader) -> YamlMap:
    """Give a child's definition over its parent's.

    `lists` names the lists that merge, each with the key that tells its entries apart; any other value of the
    child replaces the parent's. What the child lists under `remove` goes first (SCR16 when no parent has it). An
    entry that is there already needs `override: true` (TPL11) and replaces what it writes; without one to override
    it is a mistake too (TPL12).
    """
    merged = _without(parent, child, lists, reader)
    for key, value in child.items():
        if key == "remove":
            continue
        both = key in lists and isinstance(value, YamlList) and isinstance(merged.get(key), YamlList)
        merged[key] = _merged(merged[key], value, lists[key], reader) if both else value
        merged.lines[key] = child.place(key)
    return merged


def _without(parent: YamlMap, child: YamlMap, lists: dict[str, str], reader: Reader) -> YamlMap:
    """Give a parent without the entries that its child removes by name or id."""
    merged, removed = _copy(parent), reader.words(child, "remove")
    found: set[str] = set()
    for key, identity in lists.items():
        listed = parent.get(key)
        if not isinstance(listed, YamlList):
            continue
        gone = {str(entry.get(identity)) for entry in listed if isinstance(entry, YamlMap)} & set(removed)
        found |= gone
        if gone:
            kept = YamlList(listed.file, listed.line)
            kept.extend(e for e in listed if not (isinstance(e, YamlMap) and str(e.get(identity)) in gone))
            merged[key] = kept
    for name in removed:
        if name not in found:
            reader.report("SCR16", child.place("remove"), name=name)
    return merged


def _merged(parent: YamlList, child: YamlList, key: str, reader: Reader) -> YamlList:
    result = YamlList(child.file, child.line)
    result.extend(parent)
    for entry in child:
        known = [isinstance(old, YamlMap) and old.get(key) == entry.get(key) for old in result]
        wanted = entry.get("override") == "true"
        at = known.index(True) if True in known else None
        if at is not None and not wanted:
            reader.report("TPL11", entry.place(), name=str(entry.get(key)), other=result[at].place())
        elif at is None and wanted:
            reader.report("TPL12", entry.place(), name=str(entry.get(key)))
        elif at is None:
            result.append(entry)
        else:
            result[at] = _overlaid(result[at], entry)
    return result


def _overlaid(parent: YamlMap, child: YamlMap) -> YamlMap:
    """Give an entry with what its child writes; a rule of the child takes the place of `never`, and the reverse."""
    merged = _copy(parent)
    for one, other in ((NEVER, RULES), (RULES, NEVER)):
        if one & set(child):
            for key in other & set(merged):
                del merged[key]
    for key, value in child.items():
        if key not in HELPERS:
            merged[key] = value
            merged.lines[key] = child.place(key)
    return merged


def _copy(source: YamlMap) -> YamlMap:
    copy = YamlMap(source.file, source.line)
    copy.update(source)
    copy.lines = dict(source.lines)
    return copy
