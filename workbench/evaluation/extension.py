"""Formulas of a card or a policy on top of a compiled template: its names plus their own, readiness as ever.

Some names are *given*: their values come from outside at run time (a grade, a coefficient). A given name without
a value is missing, so what needs it is not ready.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from workbench.evaluation.program import program_of
from workbench.evaluation.values import Values
from workbench.findings import Finding
from workbench.formula import (
    SCALAR,
    Context,
    Cycle,
    Scope,
    Symbol,
    Value,
    compile_formula,
    order_names,
    refusals_of,
    refusals_of_names,
)
from workbench.labels import EMPTY, Label
from workbench.template.compiled import Compiled, Step, refused
from workbench.template.definitions import Definition, Need
from workbench.template.guards import guard_of
from workbench.template.model import NUMERIC_TYPES, Parameter, ValueType


def rule(
    name: str,
    formula: str,
    place: str,
    label: Label = EMPTY,
    type: ValueType = "number",
    context: Context = SCALAR,
) -> Definition:
    """Declare a formula; it waits for its precedents as a calculation does."""
    return Definition(name, "calculation", type, label, place, need=_need(type), formula=formula, context=context)


def given(name: str, label: Label, place: str, type: ValueType = "number") -> Definition:
    """Declare a name whose value comes from outside at run time."""
    return Definition(name, "calculation", type, label, place, need=_need(type))


def constant(parameter: Parameter) -> Definition:
    """Declare a named constant."""
    return Definition(
        parameter.name, "parameter", parameter.type, parameter.label, parameter.place, need="nothing",
        unit=parameter.unit, constant=parameter.value,
    )  # fmt: skip


def extend(compiled: Compiled, extra: Iterable[Definition]) -> tuple[Compiled | None, list[Finding]]:
    """Compile formulas over the names of a template and their own; the template itself is not changed.

    The result computes only the added names (`order`), over a frame of the template. Refused formulas, names
    used twice (TPL08), invalid names and circles (TPL16) come back as findings with file and line.
    """
    added: dict[str, Definition] = {}
    problems: list[Finding] = []
    lowered = {name.lower(): known for name, known in compiled.definitions.items()}
    for definition in extra:
        other = lowered.setdefault(definition.name.lower(), definition)
        if other is not definition:
            problems.append(Finding("TPL08", definition.place, {"name": definition.name, "other": other.place}))
            continue
        refusals = refusals_of_names([definition.name])
        problems += [refused(definition, refusal) for refusal in refusals]
        added[definition.name] = definition
    definitions = {**compiled.definitions, **added}
    first = len(compiled.symbols)
    new = {name: Symbol(name, "scalar", first + place) for place, name in enumerate(added)}
    symbols = {**compiled.symbols, **new}
    scope = Scope(symbols.values())
    steps = _steps(added, scope, definitions, problems)
    if problems:
        return None, problems
    try:
        order = order_names({name: _before(step) for name, step in steps.items()})
    except Cycle as cycle:
        definition = added[cycle.path[0]]
        args = {"label": definition.label, "path": " -> ".join(cycle.path)}
        return None, [Finding("TPL16", definition.place, args)]
    extended = replace(
        compiled, definitions=definitions, symbols=symbols, scope=scope, steps={**compiled.steps, **steps},
        order=tuple(order),
    )  # fmt: skip
    return extended, []


def evaluate_extension(extended: Compiled, values: Values, outside: Mapping[str, Value]) -> Values:
    """Evaluate the added names of an extension over a case whose template values are known.

    The case's frame stays as it is. The added names stand between the template's names and its row statuses, so
    the result answers for both.
    """
    first = len(values.compiled.symbols)
    added = list(extended.symbols)[first:]
    fresh: list[object] = []
    for name in added:
        fixed = extended.definitions[name].constant
        fresh.append(outside.get(name) if fixed is None else fixed)
    frame = [*values.frame[:first], *fresh, *values.frame[first:]]
    program_of(extended).run(frame)
    return Values(extended, values.answers, frame, values.surveyed)


def _steps(
    added: Mapping[str, Definition],
    scope: Scope,
    definitions: Mapping[str, Definition],
    problems: list[Finding],
) -> dict[str, Step]:
    """Compile the added formulas, noting what is refused."""
    steps = {}
    for definition in added.values():
        if not definition.formula:
            continue
        refusals = refusals_of(definition.formula, scope, definition.context)
        problems += [refused(definition, refusal) for refusal in refusals]
        if not refusals:
            formula = compile_formula(definition.formula, scope, definition.context)
            needed = [(definitions[need.symbol.name], need.access) for need in formula.needs]
            steps[definition.name] = Step(definition, formula, guard_of(definition, needed))
    return steps


def _before(step: Step) -> list[str]:
    return [need.symbol.name for need in step.formula.needs]


def _need(type: ValueType) -> Need:
    return "number" if type in NUMERIC_TYPES else "text"
