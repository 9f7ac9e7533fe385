"""Showing a template: every field, column, series, calculation and check, with type, bounds, choices and origin."""

from __future__ import annotations

from collections.abc import Callable
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
        **_safeguards(template, language),
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
        "claim": check.claim or None,
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


def _safeguards(template: Template, language: Language) -> dict[str, Any]:
    """Give what guards the decision: claims, conservative values, alerts, the minimum set, stress rules."""
    return {
        "claims": {name: label.text(language) for name, label in template.claims.items()},
        "conservative": [
            {"name": c.name, "label": c.label.text(language), "sets": c.sets, "to": c.to, "used": c.used,
             "side": c.side or None, "check": c.check or None, "claim": c.claim or None,
             "source": c.source, "from": c.place}
            for c in template.conservative
        ],
        "alerts": [
            {"name": a.name, "label": a.label.text(language), "when": a.when, "severity": a.severity,
             "ask": a.ask.text(language) or None, "source": a.source or None, "from": a.place}
            for a in template.alerts
        ],
        "minimum": [
            {"name": m.name, "label": m.label.text(language), "holds": m.holds, "source": m.source or None,
             "from": m.place}
            for m in template.minimum
        ],
        "stress_rules": [
            {"name": r.name, "label": r.label.text(language), "scenario": r.scenario, "measure": r.measure,
             "least": r.least, "effect": r.effect, "share": r.share or None, "unless": r.unless or None,
             "source": r.source or None, "from": r.place}
            for r in template.stress_rules
        ],
    }  # fmt: skip


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
    return [*lines, *_safeguard_lines(shown)]


def _safeguard_lines(shown: dict[str, Any]) -> list[str]:
    """Give the lines of what guards the decision, each part headed by its key."""
    said: dict[str, Callable[[dict[str, Any]], str]] = {
        "conservative": lambda c: f"{c['sets']} <- {c['to']}  if {c['used']}",
        "alerts": lambda a: f"if {a['when']}",
        "minimum": lambda m: m["holds"],
        "stress_rules": lambda r: f"{r['scenario']}: {r['measure']} >= {r['least']}  else {r['effect']}",
    }
    lines: list[str] = []
    for key, say in said.items():
        if shown[key]:
            lines.append(f"\n[{key}]")
        lines += [f"  {item['name']}  {item['label']}  {say(item)}  [{item['from']}]" for item in shown[key]]
    return lines
