"""Verifying what claims, copies, conservative values and stress rules name: it must be there, and of the right kind."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.findings import Finding
from workbench.template.definitions import Definition
from workbench.template.model import Statement, Template
from workbench.template.naming import definitions
from workbench.template.safeguard_model import Conservative
from workbench.template.statements import BASE_LINE, NO_OPENING, STRESS

SETTABLE_ROLES = frozenset({"calculation", "statement", "field"})
STRESS_COLUMNS = (  # what policies use; `rate` is the shock on the loan that is tested
    *("net_profit", "cash_before_service", "extra_working_capital", "interest_extra"),
    "rate",
)
OWN_NAMES = ("conservative.", "alert.", "minimum.", "stress_rule.")


def verify_safeguards(template: Template) -> Iterator[Finding]:
    """Names that are not there (TPL25), values that cannot be set (TPL28), sides that disagree (TPL29)."""
    found = {definition.name: definition for definition in definitions(template)}
    for place, owner, name in _missing(template, found):
        yield Finding("TPL25", place, {"owner": owner, "name": name})
    for item in template.conservative:
        if item.sets in found and not _settable(found[item.sets]):
            yield Finding("TPL28", item.place, {"name": item.name, "sets": item.sets})
    yield from _sides(template)
    yield from _baseless(template)


def _missing(template: Template, found: dict[str, Definition]) -> Iterator[tuple[str, str, str]]:
    """Give place, owner and name of everything that is named but not there."""
    checks = {check.id for check in template.checks}
    for check in template.checks:
        if check.claim and check.claim not in template.claims:
            yield check.place, check.id, f"claims.{check.claim}"
    for item in template.conservative:
        if item.sets not in found:
            yield item.place, item.name, item.sets
        if item.check and item.check not in checks:
            yield item.place, item.name, item.check
        if item.claim and item.claim not in template.claims:
            yield item.place, item.name, f"claims.{item.claim}"
    yield from _scenarios(template)
    for statement in template.statements:
        yield from _openings(statement, found)


def _scenarios(template: Template) -> Iterator[tuple[str, str, str]]:
    """Give the scenarios that are named but no line of the stress statement, and what that statement lacks."""
    known = {f"{s.name}.{line.name}" for s in template.statements if s.name == STRESS for line in s.lines}
    named = [(s.place, s.name, s.scenario) for s in template.statements if s.copies]
    named += [(rule.place, rule.name, rule.scenario) for rule in template.stress_rules]
    for statement in template.statements:
        if statement.name == STRESS:
            known |= {f"{STRESS}.{column.name}" for column in statement.columns}
            named += [(statement.place, STRESS, name) for name in (BASE_LINE, *STRESS_COLUMNS)]
    for place, owner, scenario in named:
        if f"{STRESS}.{scenario}" not in known:
            yield place, owner, f"{STRESS}.{scenario}"


def _openings(statement: Statement, found: dict[str, Definition]) -> Iterator[tuple[str, str, str]]:
    """Give the openings of monthly lines that are no single value."""
    for line in statement.lines:
        opening = found.get(line.opening)
        declared = "months" in line.formulas and line.opening != NO_OPENING
        if declared and (opening is None or opening.shape != "scalar"):
            yield line.place, f"{statement.name}.{line.name}", line.opening


def _settable(definition: Definition) -> bool:
    computed = definition.shape == "scalar" and bool(definition.formula)
    return computed and definition.role in SETTABLE_ROLES and not definition.name.startswith(OWN_NAMES)


def _sides(template: Template) -> Iterator[Finding]:
    """Of several values for one name the careful one is taken, so all must say the same side."""
    first: dict[str, Conservative] = {}
    for item in template.conservative:
        other = first.setdefault(item.sets, item)
        if other is not item and (item.side == "" or item.side != other.side):
            args = {"name": item.name, "other": other.place, "sets": item.sets}
            yield Finding("TPL29", item.place, args)


def _baseless(template: Template) -> Iterator[Finding]:
    """Base and evidence of a check can be told apart only where it has both: a band's careful value is written out."""
    without = {check.id for check in template.checks if not check.base}
    for item in template.conservative:
        if item.check in without and f"{item.check}_base" in item.to:
            yield Finding("TPL05", item.place, {"key": "to"})
