"""Credit policies (METHOD 4, 5.2, 5.9, 8.2): products, grade terms, knock-outs, methods, conditions, price."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial, reduce
from pathlib import Path

from scoring.names import NAME_KEYS, Figure, Names, read_figures, read_names
from scoring.policy_entries import (
    Condition,
    GradeTerms,
    Knockout,
    Method,
    Rounding,
    read_computable,
    read_condition,
    read_grade_terms,
    read_knockout,
    read_method,
    read_rounding,
)
from scoring.pricing import Pricing, read_pricing
from scoring.product import Product, read_product
from scoring.source import FOLDER, content_hash, lay_over, read_source
from scoring.stress_names import stress_definitions
from workbench.evaluation.extension import extend, rule
from workbench.findings import Finding
from workbench.labels import Label
from workbench.template.compiled import Compiled
from workbench.template.definitions import Definition
from workbench.template.records import Reader
from workbench.yaml_source import YamlMap

POLICY_FOLDER = FOLDER / "policies"
SUPPLIED = frozenset({
    "product_cap", "reference_rate", "max_term", "operating_cost", "loss_given_default", "target_margin", "grade",
    "equity_coefficient", "repayment_share", "default_rate", "price_rate", "service_requested", "service_line",
    "notional_months", "sized_by_collateral", "card_line", "card_secured_only", "loan_paid_out", "line_tested",
    "service_tested", "interest_tested", "principal_tested", "forever",
})  # fmt: skip
MERGED = {
    "given": "name", "parameters": "name", "calculations": "name", "products": "id", "grades": "grade",
    "knockouts": "id", "methods": "id", "conditions": "id", "adjustments": "id",
}  # fmt: skip
REQUIRED = {
    "products", "grades", "rounding", "computable", "knockouts", "methods", "price", "notional_months",
}  # fmt: skip
SEASONAL = ("seasonal_months_most", "seasonal_least_share", "seasonal_step")
NEEDED = ("override_share", "review_apart", *SEASONAL)  # parameters that the engine itself reads
IDENTITY = {"policy", "version", "name"}
OPTIONAL = {"extends", "abstract", "owner", "changes", "conditions", "adjustments", "stress"} | NAME_KEYS


@dataclass(frozen=True, slots=True, eq=False)
class Policy:
    """A whole policy after inheritance. Knock-outs and methods are in the order of their ids."""

    id: str
    version: str
    name: Label
    hash: str
    lineage: tuple[str, ...]
    names: Names
    products: tuple[Product, ...]
    grades: tuple[GradeTerms, ...]
    rounding: Rounding
    computable: tuple[tuple[str, ...], ...]
    knockouts: tuple[Knockout, ...]
    methods: tuple[Method, ...]
    conditions: tuple[Condition, ...]
    pricing: Pricing
    notional_months: float
    stress: tuple[Figure, ...] = ()

    def terms(self, grade: str | None) -> GradeTerms | None:
        """Give the terms of a grade of this policy, which is what a card's grade counts as."""
        return next((terms for terms in self.grades if terms.grade == grade), None)

    def parameter(self, name: str) -> float:
        """Give a parameter that is a number."""
        return next(float(parameter.value) for parameter in self.names.parameters if parameter.name == name)

    def definitions(self) -> Iterator[Definition]:
        """Declare everything of the policy that has a value."""
        yield from self.names.definitions()
        entries: tuple[Product | Knockout | Method | Condition, ...]
        entries = (*self.products, *self.knockouts, *self.methods, *self.conditions)
        for name, formula, place, label, kind in (rule_of for entry in entries for rule_of in entry.rules()):
            if formula:
                yield rule(name, formula, place, label, kind)
        for priced in (*self.pricing.parts, *self.pricing.adjustments):
            yield rule(f"price.{priced.id}", priced.formula, priced.place, priced.label, "percent")
            if priced.when:
                yield rule(f"price.{priced.id}.when", priced.when, priced.place, priced.label)
        if self.pricing.raroc:
            yield rule("price.raroc", self.pricing.raroc, self.pricing.place, self.name, "percent")


def load_policy(policy: str, folder: Path = POLICY_FOLDER) -> tuple[Policy | None, tuple[Finding, ...]]:
    """Load a policy by id from a folder, or by the path of its file, with the policies that it extends."""
    reader = Reader()
    chain = _chain(policy, folder, reader)
    if chain and reader.flag(chain[-1], "abstract"):
        reader.report("SCR17", chain[-1].place("abstract"), name=chain[-1].get("policy"))
    source = reduce(lambda parent, child: lay_over(parent, child, MERGED, reader), chain) if chain else None
    if source is None or not reader.keys(source, IDENTITY | REQUIRED, OPTIONAL):
        return None, tuple(reader.problems)
    read = Policy(
        id=reader.text(source, "policy"),
        version=reader.text(source, "version"),
        name=reader.label(source, "name"),
        hash=content_hash(source),
        lineage=tuple(f"{part.get('policy')} {part.get('version')}" for part in chain),
        names=read_names(reader, source, SUPPLIED),
        products=reader.each(source, "products", partial(read_product, reader)),
        grades=reader.each(source, "grades", partial(read_grade_terms, reader)),
        rounding=read_rounding(reader, source),
        computable=read_computable(reader, source),
        knockouts=tuple(sorted(reader.each(source, "knockouts", partial(read_knockout, reader)), key=_id)),
        methods=tuple(sorted(reader.each(source, "methods", partial(read_method, reader)), key=_id)),
        conditions=reader.each(source, "conditions", partial(read_condition, reader)),
        pricing=read_pricing(reader, source),
        notional_months=reader.number(source, "notional_months") or 0.0,
        stress=_stress(reader, source),
    )
    for name in {*NEEDED} - {parameter.name for parameter in read.names.parameters}:
        reader.report("TPL05", source.place("parameters"), key=name)
    return (None if reader.problems else read), tuple(reader.problems)


@lru_cache(maxsize=64)
def compile_policy(policy: Policy, compiled: Compiled) -> tuple[Compiled | None, tuple[Finding, ...]]:
    """Compile a policy for a template, once; refused formulas come back with their place in the policy.

    The figures under stress are made for every scenario of the template.
    """
    stress = stress_definitions(policy.stress, compiled.template)
    extended, problems = extend(compiled, [*policy.definitions(), *stress])
    return extended, tuple(problems)


def _chain(policy: str, folder: Path, reader: Reader) -> list[YamlMap]:
    """Give the files from the first parent down to the policy itself; empty when one cannot be read."""
    chain: list[YamlMap] = []
    seen: list[str] = []
    name, place = policy, ""
    while name:
        source = read_source(name, folder, reader, place)
        if source is None:
            return []
        seen.append(Path(name).stem)
        chain.insert(0, source)
        name, place = reader.text(source, "extends"), source.place("extends")
        if name in seen:
            reader.report("TPL10", place, path=" -> ".join([*seen, name]))
            return []
    return chain


def _stress(reader: Reader, source: YamlMap) -> tuple[Figure, ...]:
    """Read the figures that every scenario of stress is given."""
    entry = source.get("stress")
    if entry is None:
        return ()
    if not isinstance(entry, YamlMap):
        reader.report("TPL06", source.place("stress"), key="stress", wanted="figures")
        return ()
    return read_figures(reader, entry, "figures") if reader.keys(entry, {"figures"}, set()) else ()


def _id(entry: Knockout | Method) -> str:
    return entry.id
