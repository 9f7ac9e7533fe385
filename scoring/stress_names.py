"""The names of the stress figures: what a policy computes for every scenario of a template (METHOD Appendix E).

The template's statement `stress` has a line for each scenario and a column for each shock and figure. A policy adds
figures that need the loan; `stress.<scenario>.<figure>` is computed with the scenario's own cells as short names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from scoring.names import Figure
from scoring.wording import reason
from workbench.evaluation.extension import given, rule
from workbench.formula import Context
from workbench.template.definitions import Definition
from workbench.template.model import BandColumn, Statement, StatementLine, Template

STRESS = "stress"
BASE = "base"
LOWEST_CASH = "lowest_cash"


def stress_statement(template: Template) -> Statement | None:
    """Give the statement of the scenarios, if the template has one."""
    return next((statement for statement in template.statements if statement.name == STRESS), None)


def scenarios(template: Template) -> tuple[StatementLine, ...]:
    """Give the scenarios, the one without a shock first."""
    statement = stress_statement(template)
    return tuple(line for line in statement.lines if line.formulas) if statement else ()


def shock_columns(template: Template) -> tuple[BandColumn, ...]:
    """Give the columns of the shocks: those before the first amount of money."""
    statement = stress_statement(template)
    columns = statement.columns if statement else ()
    first = next((place for place, column in enumerate(columns) if column.type == "money"), len(columns))
    return columns[:first]


def stress_name(scenario: str, figure: str) -> str:
    """Name a figure under a scenario."""
    return f"{STRESS}.{scenario}.{figure}"


def stress_definitions(figures: Iterable[Figure], template: Template) -> Iterator[Definition]:
    """Declare the figures of a policy for every scenario, and the low point of its calendar, which is given."""
    for line in scenarios(template):
        context = Context("line", stress_name(line.name, ""))
        for figure in figures:
            name = stress_name(line.name, figure.name)
            made = rule(name, figure.formula, figure.place, figure.label, figure.type, context)
            yield replace(made, guarded=not figure.always, unit=figure.unit)
        yield given(stress_name(line.name, LOWEST_CASH), reason(LOWEST_CASH), line.place, "money")
