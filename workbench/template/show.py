"""Showing a template: every field, column, series, calculation and check, with type, bounds, choices and origin."""

from __future__ import annotations

from typing import Any

from workbench.labels import Language
from workbench.template.compiled import Compiled
from workbench.template.model import Check, Entry, Template


def template_as_json(compiled: Compiled, language: Language) -> dict[str, Any]:
    """Give the whole template as JSON: what a script needs to fill a survey or to study the rules."""
    template = compiled.template
    return {
        "template": template.id,
        "version": template.version,
        "hash": template.hash,
        "name": template.name.text(language),
        "lineage": list(template.lineage),
        "card": template.card,
        "policy": template.policy,
        "choices": {
            choices.name: [{"code": o.code, "label": o.label.text(language)} for o in choices.options]
            for choices in template.lists
        },
        "parameters": [
            {"name": p.name, "label": p.label.text(language), "type": p.type, "value": p.value, "source": p.source,
             "from": p.place}
            for p in template.parameters
        ],
        "sections": _sections(template, language),
        "calculations": [
            {"name": c.name, "label": c.label.text(language), "type": c.type, "formula": c.formula,
             "source": c.source or None, "from": c.place, "inputs": list(compiled.precedents(c.name))}
            for c in template.calculations
        ],
        "checks": [_check(check, language) for check in template.checks],
        "indicators": [
            {"name": i.name, "label": i.label.text(language), "type": i.type, "formula": i.formula, "low": i.low,
             "median": i.median, "high": i.high, "review_low": i.review_low, "review_high": i.review_high,
             "source": i.source, "from": i.place}
            for i in template.indicators
        ],
    }  # fmt: skip


def _sections(template: Template, language: Language) -> list[dict[str, Any]]:
    return [
        {
            "id": section.id,
            "sheet": section.sheet.text(language),
            "fields": [_entry(field, field.name, language) for field in section.fields],
            "tables": [
                {
                    "name": table.name,
                    "label": table.label.text(language),
                    "rows": table.rows,
                    "required": table.required,
                    "from": table.place,
                    "columns": [_entry(c, f"{table.name}.{c.name}", language) for c in table.columns],
                }
                for table in section.tables
            ],
            "series": [
                _entry(line, f"{group.name}.{line.name}", language) for group in section.series for line in group.lines
            ],
        }
        for section in template.sections
    ]


def _entry(entry: Entry, name: str, language: Language) -> dict[str, Any]:
    return {
        "name": name,
        "label": entry.label.text(language),
        "code": entry.code or None,
        "type": entry.type,
        "unit": entry.unit.text(language) or None,
        "required": entry.required,
        "if_blank": 0 if entry.blank_is_zero else None,
        "min": entry.minimum,
        "max": entry.maximum,
        "choices": entry.choices or None,
        "formula": entry.formula or None,
        "from": entry.place,
    }


def _check(check: Check, language: Language) -> dict[str, Any]:
    return {
        "id": check.id,
        "label": check.label.text(language),
        "kind": check.kind,
        "method": check.method,
        "hard": check.hard,
        "required": check.required,
        "base": check.base or None,
        "evidence": check.evidence,
        "tolerance_pass": check.tolerance_pass or None,
        "tolerance_fail": check.tolerance_fail or None,
        "low": check.low or None,
        "high": check.high or None,
        "source": check.source,
        "from": check.place,
    }


def template_as_lines(compiled: Compiled, language: Language) -> list[str]:
    """Give the template as lines to read: name, label, type or formula, and the file and line it comes from."""
    shown = template_as_json(compiled, language)
    lines = [f"{shown['template']} {shown['version']}  {shown['name']}  ({' <- '.join(shown['lineage'])})"]
    for section in shown["sections"]:
        lines.append(f"\n[{section['sheet']}]")
        entries = section["fields"] + [c for table in section["tables"] for c in table["columns"]] + section["series"]
        for entry in entries:
            what = f"= {entry['formula']}" if entry["formula"] else entry["type"] + (" *" if entry["required"] else "")
            lines.append(f"  {entry['name']}  {entry['label']}  {what}  [{entry['from']}]")
    lines.append("")
    lines += [f"  {c['name']}  {c['label']}  = {c['formula']}  [{c['from']}]" for c in shown["calculations"]]
    lines.append("")
    for item in shown["checks"]:
        base = f"{item['base']}  ~  " if item["base"] else ""
        lines.append(f"  {item['id']}  {item['label']}  {base}{item['evidence']}  [{item['from']}]")
    return lines
