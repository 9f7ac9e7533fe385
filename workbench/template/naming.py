"""Everything in a template that has a name, as a flat list: what the formulas may speak of, and what computes it."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.template.answer_definitions import answer_definitions, constant_definitions
from workbench.template.check_definitions import check_definitions
from workbench.template.definitions import Definition
from workbench.template.model import NUMERIC_TYPES, Template
from workbench.template.safeguard_definitions import safeguard_definitions
from workbench.template.statement_definitions import statement_definitions


def definitions(template: Template) -> list[Definition]:
    """Give every named thing of a template, inputs before rules."""
    return [
        *constant_definitions(template),
        *answer_definitions(template),
        *_calculations(template),
        *(cell for statement in template.statements for cell in statement_definitions(statement)),
        *check_definitions(template),
        *safeguard_definitions(template),
        *_figures(template),
    ]


def _calculations(template: Template) -> Iterator[Definition]:
    for item in template.calculations:
        yield Definition(
            item.name, "calculation", item.type, item.label, item.place, formula=item.formula, unit=item.unit,
            need="number" if item.type in NUMERIC_TYPES else "text", guarded=not item.always,
        )  # fmt: skip
    for rule in template.adjustments:
        yield Definition(f"adjustment.{rule.id}", "calculation", "money", rule.label, rule.place, formula=rule.amount)


def _figures(template: Template) -> Iterator[Definition]:
    for item in template.indicators:
        yield Definition(
            f"indicator.{item.name}", "indicator", item.type, item.label, item.place, formula=item.formula,
            unit=item.unit,
        )  # fmt: skip
    for identity in template.identities:
        prefix = f"identity.{identity.name}."
        for part, formula in (("gap", identity.gap), ("tolerance", identity.tolerance)):
            yield Definition(
                prefix + part, "identity", identity.type, identity.label, identity.place, formula=formula,
                unit=identity.unit,
            )  # fmt: skip
