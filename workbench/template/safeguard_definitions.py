"""The named things that guard a decision: conservative values, alerts, the minimum set, and stress rules."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.formula import Context
from workbench.template.definitions import Definition
from workbench.template.model import Template, ValueType
from workbench.template.safeguard_model import Alert, Conservative, Minimum, StressRule
from workbench.template.statement_definitions import statement_definitions

RECHECKS = "rechecks"
CHECK_COLUMN, SETTLED_COLUMN = "rechecks.check_id", "rechecks.settled"


def safeguard_definitions(template: Template) -> Iterator[Definition]:
    """Give `conservative.NAME.to|settled|used`, `alert.NAME`, `minimum.NAME`, `stress_rule.NAME.least|share|unless`."""
    rechecked = settles(template)
    types = _types(template)
    for item in template.conservative:
        yield from _conservative(item, types.get(item.sets, "number"), rechecked)
    for alert in template.alerts:
        yield _alert(alert)
    for minimum in template.minimum:
        yield _minimum(minimum)
    for rule in template.stress_rules:
        yield from _stress_rule(rule)


def settles(template: Template) -> bool:
    """Whether the template's re-checks say when a failure is settled; without that none ever is."""
    return any(
        column.name == "settled"
        for section in template.sections
        for table in section.tables
        if table.name == RECHECKS
        for column in table.columns
    )


def _flag(condition: str) -> str:
    """Give a condition as 1 or 0: TRUE is no number to COUNT, nor to the lights on the sheet."""
    return f"IF({condition},1,0)"


def _types(template: Template) -> dict[str, ValueType]:
    """Give the type of everything that a conservative value may set."""
    types = {item.name: item.type for item in template.calculations}
    types |= {field.name: field.type for section in template.sections for field in section.fields}
    return types | {cell.name: cell.type for one in template.statements for cell in statement_definitions(one)}


def _conservative(item: Conservative, kind: ValueType, rechecked: bool) -> Iterator[Definition]:
    prefix = f"conservative.{item.name}."

    def cell(part: str, formula: str, kind: ValueType = "integer", guarded: bool = True) -> Definition:
        context = Context("line", prefix)
        return Definition(
            prefix + part, "calculation", kind, item.label, item.place, formula=formula, context=context,
            guarded=guarded,
        )  # fmt: skip

    yield cell("to", item.to, kind)
    if item.check:
        found = f'IF(COUNTIFS({CHECK_COLUMN},"{item.check}",{SETTLED_COLUMN},1)>0,1,0)' if rechecked else "0"
        yield cell("settled", found, guarded=False)
        yield cell("used", item.used, guarded=False)
    else:
        yield cell("used", _flag(item.used))


def _alert(alert: Alert) -> Definition:
    return Definition(
        f"alert.{alert.name}", "calculation", "integer", alert.label, alert.place, formula=_flag(alert.when)
    )


def _minimum(minimum: Minimum) -> Definition:
    """What waits for answers is not met yet: it stays empty, so nothing holds because a figure is not there."""
    return Definition(
        f"minimum.{minimum.name}", "calculation", "integer", minimum.label, minimum.place, formula=_flag(minimum.holds)
    )


def _stress_rule(rule: StressRule) -> Iterator[Definition]:
    covered = _flag(rule.unless) if rule.unless else ""
    parts: tuple[tuple[str, str, ValueType], ...] = (
        ("least", rule.least, "number"), ("share", rule.share, "percent"), ("unless", covered, "integer"),
    )  # fmt: skip
    for part, formula, kind in parts:
        if formula:
            name = f"stress_rule.{rule.name}.{part}"
            yield Definition(name, "calculation", kind, rule.label, rule.place, formula=formula)
