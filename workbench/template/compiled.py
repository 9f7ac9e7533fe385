"""A template made ready to compute: every name has a slot, every formula a closure, a guard and a turn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from workbench.findings import Finding
from workbench.formula import Context, Cycle, Formula, Need, Refusal, Scope, Symbol, order_names, refusals_of
from workbench.formula import compile_formula as compile_text
from workbench.labels import Label
from workbench.template.definitions import Definition
from workbench.template.guards import Guard, guard_of
from workbench.template.model import Template
from workbench.template.naming import definitions


@dataclass(frozen=True, slots=True)
class Step:
    """One definition with its formula, waiting for its guard."""

    definition: Definition
    formula: Formula
    guard: Guard


@dataclass(frozen=True, slots=True, eq=False)
class Compiled:
    """A template ready to compute. `order` lists names so that each comes after all it needs."""

    template: Template
    definitions: Mapping[str, Definition]
    symbols: Mapping[str, Symbol]
    scope: Scope
    steps: Mapping[str, Step]
    order: tuple[str, ...]
    row_needs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def precedents(self, name: str) -> tuple[str, ...]:
        """The names that a definition's formula names directly."""
        step = self.steps.get(name)
        return tuple(dict.fromkeys(need.symbol.name for need in step.formula.needs)) if step else ()


def compile_template(template: Template) -> tuple[Compiled | None, list[Finding]]:
    """Compile every formula of a template.

    Refused formulas (their own code, place `file:line`), names used twice (TPL08) and circular rules (TPL16, with
    the path) come back as findings; then there is no compiled template.
    """
    by_name, symbols, scope, steps, problems = _parts(template)
    row_needs = _row_needs(template, steps)
    try:
        order = order_names(_edges(by_name, steps, row_needs))
    except Cycle as cycle:
        first = by_name[cycle.path[0]]
        problems.append(Finding("TPL16", first.place, {"label": first.label, "path": " -> ".join(cycle.path)}))
    if problems:
        return None, problems
    return Compiled(template, by_name, symbols, scope, steps, tuple(order), row_needs), []


def steps_of(template: Template) -> Mapping[str, Step]:
    """Give the formulas that compile, also of a template in which others are refused."""
    return _parts(template)[3]


def _parts(
    template: Template,
) -> tuple[dict[str, Definition], dict[str, Symbol], Scope, dict[str, Step], list[Finding]]:
    found = definitions(template)
    problems = _repeated(found)
    by_name = {definition.name: definition for definition in found}
    symbols = {d.name: _symbol(d, slot) for slot, d in enumerate(by_name.values())}
    scope = Scope(symbols.values())
    steps: dict[str, Step] = {}
    for definition in by_name.values():
        if definition.formula:
            step = _step(definition, scope, by_name, problems)
            if step is not None:
                steps[definition.name] = step
    return by_name, symbols, scope, steps, problems


def _symbol(definition: Definition, slot: int) -> Symbol:
    owner = definition.owner if definition.shape == "range" else ""
    computed = bool(definition.formula) or definition.role == "block"
    opening = definition.opening or None
    across = definition.role in ("series", "statement_months")
    return Symbol(definition.name, definition.shape, slot, owner, computed, opening, across=across)


def _step(
    definition: Definition, scope: Scope, by_name: Mapping[str, Definition], problems: list[Finding]
) -> Step | None:
    try:
        formula = compile_text(definition.formula, scope, definition.context)
    except Refusal:
        refusals = refusals_of(definition.formula, scope, definition.context)
        problems.extend(refused(definition, refusal) for refusal in refusals)
        return None
    unknown = [name for name in definition.extra_needs if name not in by_name]
    problems += [Finding("TPL25", definition.place, {"name": name, "owner": definition.name}) for name in unknown]
    guard = guard_of(definition, _needed(formula.needs, definition, by_name)) if not unknown else Guard()
    return Step(definition, formula, guard)


def _needed(
    needs: Iterable[Need], definition: Definition, by_name: Mapping[str, Definition]
) -> list[tuple[Definition, str]]:
    listed: list[tuple[Definition, str]] = [(by_name[need.symbol.name], need.access) for need in needs]
    return listed + [(by_name[name], "scalar") for name in definition.extra_needs]


def refused(definition: Definition, refusal: Refusal) -> Finding:
    """Keep the refusal's own code; its words already say what to write instead."""
    what = Label(refusal.message("zh"), refusal.message("en"))
    args = {"rule": definition.name, "formula": definition.formula, "what": what}
    return Finding(refusal.code, definition.place, args)


def _repeated(found: list[Definition]) -> list[Finding]:
    """Find names used twice; Excel does not tell `Sales` from `sales`."""
    first: dict[str, Definition] = {}
    return [
        Finding("TPL08", definition.place, {"name": definition.name, "other": other.place})
        for definition in found
        if (other := first.setdefault(definition.name.lower(), definition)) is not definition
    ]


def _row_needs(template: Template, steps: Mapping[str, Step]) -> dict[str, tuple[str, ...]]:
    """Give what a table's row formulas use from outside: a row is complete only when that is there too."""
    needs: dict[str, tuple[str, ...]] = {}
    for section in template.sections:
        for table in section.tables:
            names = [f"{table.name}.{column.name}" for column in table.columns if column.computed]
            computed = [steps[name] for name in names if name in steps]
            needs[table.name] = tuple(dict.fromkeys(name for step in computed for name in step.guard.numbers))
    return needs


def _edges(
    by_name: Mapping[str, Definition], steps: Mapping[str, Step], row_needs: Mapping[str, tuple[str, ...]]
) -> dict[str, list[str]]:
    """Give each name with what must be computed before it."""
    edges: dict[str, list[str]] = {}
    for name, definition in by_name.items():
        before: list[str] = list(definition.members)
        step = steps.get(name)
        if step is not None:
            # A line's own months follow each other; all months of another line that it looks back at come first.
            looked_at = (need.symbol.name for need in step.formula.needs if need.access == "prev")
            before += [other for other in looked_at if other != name]
            before += [need.symbol.name for need in step.formula.needs if need.access != "prev"]
            before += step.guard.names
        if definition.role == "column" and definition.formula:
            before.append(f"{definition.owner}.ok")
        if definition.role == "table_ok":
            before += row_needs[definition.owner]
        edges[name] = [other for other in dict.fromkeys(before) if other != name or step is not None]
    return edges


def label_of(compiled: Compiled, name: str) -> Label:
    """Give the label of a named thing."""
    return compiled.definitions[name].label


__all__ = ["Compiled", "Context", "Step", "compile_template", "label_of"]
