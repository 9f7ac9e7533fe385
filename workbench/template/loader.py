"""Loading an industry template: its chain of files, inherited, as one `Template`."""

from __future__ import annotations

import difflib
import hashlib
import json
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from workbench.findings import Finding
from workbench.labels import EMPTY, Label
from workbench.template import entries, rules, safeguards
from workbench.template.inherit import KEYED_LISTS, MERGED_MAPS, merge_templates
from workbench.template.model import Template
from workbench.template.records import Reader
from workbench.template.statements import read_statements
from workbench.yaml_source import YamlMap, YamlProblem, load_source

TEMPLATE_FOLDER = Path(__file__).resolve().parents[2] / "industry_templates"
IDENTITY_KEYS = {"extends", "version", "name", "industry", "owner", "changes", "card", "policy", "remove", "abstract"}
SYNTAX_CODES = {"syntax": "TPL01", "duplicate": "TPL02", "alias": "TPL03", "tag": "TPL03", "key": "TPL03"}


@dataclass(frozen=True, slots=True)
class Loaded:
    """A template, or None when it cannot be read, with everything wrong with it."""

    template: Template | None
    findings: tuple[Finding, ...]


def list_templates(folder: Path = TEMPLATE_FOLDER) -> list[str]:
    """Give the ids of the industry templates of a folder, those that only serve as parents left out."""
    found = []
    for path in sorted(folder.glob("*.yaml")):
        text = path.read_text("utf-8")
        if "\nabstract: true" not in text:
            found.append(path.stem)
    return found


def load_template(template: str, folder: Path = TEMPLATE_FOLDER) -> Loaded:
    """Load a template by id from a folder, or by the path of its file.

    Every mistake of the file and of its parents is reported at once, each with file and line.
    """
    path = Path(template) if template.endswith((".yaml", ".yml")) else folder / f"{template}.yaml"
    reader = Reader()
    chain = _chain(path, folder, reader)
    if not chain:
        return Loaded(None, tuple(reader.problems))
    merged = chain[0]
    for child in chain[1:]:
        merged = merge_templates(merged, child, reader.problems)
    return Loaded(_template(reader, merged, chain), tuple(reader.problems))


def _chain(path: Path, folder: Path, reader: Reader) -> list[YamlMap]:
    """Give the definitions from the base down to the template itself; empty when one cannot be read."""
    chain: list[YamlMap] = []
    seen: list[str] = []
    place = ""
    while True:
        source = _read_file(path, folder, reader, place)
        if source is None:
            return []
        chain.insert(0, source)
        seen.append(path.stem)
        parent = reader.text(source, "extends")
        if not parent:
            return chain
        if parent in seen:
            reader.report("TPL10", source.place("extends"), path=" -> ".join([*seen, parent]))
            return []
        place = source.place("extends")
        sibling = path.parent / f"{parent}.yaml"
        path = sibling if sibling.exists() else folder / f"{parent}.yaml"


def _read_file(path: Path, folder: Path, reader: Reader, place: str) -> YamlMap | None:
    if not path.exists():
        known = sorted(p.stem for p in folder.glob("*.yaml"))
        near = difflib.get_close_matches(path.stem, known, 1)
        hint = Label(f"是不是 {near[0]}？", f"Did you mean {near[0]}?") if near else EMPTY
        reader.report("TPL09", place or path.name, name=path.stem, hint=hint)
        return None
    try:
        source = load_source(path.read_text("utf-8-sig"), path.name)
    except YamlProblem as problem:
        reader.report(SYNTAX_CODES[problem.reason], problem.place, detail=problem.detail)
        return None
    except UnicodeDecodeError:
        reader.report("TPL01", path.name, detail="not UTF-8")
        return None
    if not isinstance(source, YamlMap):
        reader.report("TPL01", path.name, detail="no mapping at the top")
        return None
    reader.keys(source, {"template", "version", "name"}, IDENTITY_KEYS | set(KEYED_LISTS) | set(MERGED_MAPS))
    return source


def _template(reader: Reader, source: YamlMap, chain: list[YamlMap]) -> Template:
    sections = reader.each(source, "sections", partial(entries.read_section, reader))
    return Template(
        id=reader.text(source, "template"),
        version=reader.text(source, "version"),
        name=reader.label(source, "name"),
        industry=reader.text(source, "industry"),
        owner=reader.text(source, "owner"),
        changes=reader.text(source, "changes"),
        card=reader.text(source, "card"),
        policy=reader.text(source, "policy"),
        lineage=tuple(f"{part['template']} {part['version']}" for part in chain),
        hash=_hash(source),
        lists=entries.read_lists(reader, source),
        parameters=reader.each(source, "parameters", partial(entries.read_parameter, reader)),
        bands=reader.each(source, "bands", partial(entries.read_band, reader)),
        sections=tuple(sorted(sections, key=lambda section: section.order)),
        calculations=reader.each(source, "calculations", partial(rules.read_calculation, reader)),
        statements=read_statements(reader, source),
        adjustments=reader.each(source, "adjustments", partial(rules.read_adjustment, reader)),
        identities=reader.each(source, "identities", partial(rules.read_identity, reader)),
        checks=reader.each(source, "checks", partial(rules.read_check, reader)),
        indicators=reader.each(source, "indicators", partial(rules.read_indicator, reader)),
        checklist=reader.each(source, "checklist", partial(rules.read_checklist_item, reader)),
        headings=_labels(reader, source, "headings"),
        claims=_labels(reader, source, "claims"),
        conservative=reader.each(source, "conservative", partial(safeguards.read_conservative, reader)),
        alerts=reader.each(source, "alerts", partial(safeguards.read_alert, reader)),
        minimum=reader.each(source, "minimum", partial(safeguards.read_minimum, reader)),
        stress_rules=reader.each(source, "stress_rules", partial(safeguards.read_stress_rule, reader)),
        abstract=reader.flag(chain[-1], "abstract"),
    )


def _labels(reader: Reader, source: YamlMap, key: str) -> dict[str, Label]:
    """Read a map of labels by name."""
    labels = source.get(key)
    if not isinstance(labels, YamlMap):
        return {}
    return {name: reader.as_label(value, labels.place(name), name) for name, value in labels.items()}


def _hash(source: Any) -> str:
    """Give the SHA-256 of what the template says: equal content gives an equal hash, wherever it stands."""
    canonical = json.dumps(source, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
