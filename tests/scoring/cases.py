"""Cases for the tests of scoring: a sample with some answers changed."""

from __future__ import annotations

import copy
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from scoring.assess import score_case
from scoring.card import Card, load_card
from scoring.card_entries import Dimension, Indicator
from scoring.policy import Policy, load_policy
from scoring.results import Scoring
from workbench.evaluation.answers import Answers
from workbench.evaluation.answers_file import read_answers_file, template_named_in
from workbench.evaluation.values import Values, evaluate
from workbench.labels import Label
from workbench.template.compiled import Compiled, compile_template
from workbench.template.loader import load_template
from workbench.template.safeguard_model import StressEffect, StressRule

Rows = dict[str, list[dict[str, Any]]]
SAMPLES = Path(__file__).resolve().parents[2] / "samples"


@cache
def compiled(template: str) -> Compiled:
    """Compile an industry template; it has no mistakes."""
    loaded = load_template(template)
    assert loaded.template is not None
    made, problems = compile_template(loaded.template)
    assert made is not None, problems
    return made


@cache
def sample(name: str) -> Answers:
    """Read the answers of a sample."""
    path = SAMPLES / f"{name}.yaml"
    return read_answers_file(path, compiled(template_named_in(path)))


def case(name: str, rows: Rows | None = None, **fields: Any) -> Values:
    """Evaluate a sample with fields changed and tables replaced; options are written `list.code`."""
    answers = copy.deepcopy(sample(name))
    made = compiled(answers.template)
    for field, value in fields.items():
        assert field in made.definitions, field
        answers.fields[field] = _typed(made, value)
    for table, given in (rows or {}).items():
        answers.fields[f"{table}.none"] = _typed(made, "yes_no.no" if given else "yes_no.yes")
        columns = [column for column in made.definitions if column.startswith(f"{table}.")]
        for column in columns:
            if made.definitions[column].role == "column" and not made.definitions[column].formula:
                short = column.rpartition(".")[2]
                answers.columns[column] = [_typed(made, row.get(short)) for row in given]
    return evaluate(made, answers)


def pinned(values: Values, **names: float | str) -> Values:
    """Evaluate a case again with some values as given, as the second pass does with conservative ones."""
    return evaluate(values.compiled, values.answers, names)


@cache
def ruled(template: str, rules: tuple[StressRule, ...]) -> Compiled:
    """Compile a template with other stress rules."""
    made, problems = compile_template(replace(compiled(template).template, stress_rules=rules))
    assert made is not None, problems
    return made


def stress_rule(scenario: str, measure: str, least: str, effect: StressEffect, **more: str) -> StressRule:
    """Make a stress rule."""
    return StressRule("made", Label("规则", "Rule"), scenario, measure, least, effect, "made.yaml:1", **more)


def under(name: str, *rules: StressRule, **fields: Any) -> Values:
    """Evaluate a sample whose template has other stress rules."""
    answers = case(name, **fields).answers
    return evaluate(ruled(answers.template, rules), answers)


def _typed(made: Compiled, value: Any) -> Any:
    definition = made.definitions.get(value) if isinstance(value, str) else None
    if definition is not None and definition.role == "option":
        return definition.label.zh
    return float(value) if isinstance(value, int) else value


def table(name: str, table: str) -> list[dict[str, Any]]:
    """Give the rows of a sample's table."""
    answers = sample(name)
    columns = {c.rpartition(".")[2]: v for c, v in answers.columns.items() if c.startswith(f"{table}.")}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def debts(name: str, **changes: dict[str, Any]) -> list[dict[str, Any]]:
    """Give the debt rows of a sample; `changes` go to every row of that kind, by its code."""
    made = compiled(sample(name).template)
    kinds = {made.definitions[f"debt_kind.{code}"].label.zh: code for code in ("ours", "bank", "private", "card")}
    return [row | changes.get(kinds.get(row["kind"], ""), {}) for row in table(name, "debts")]


@cache
def default_card() -> Card:
    """Load the default card; it has no mistakes."""
    card, problems = load_card("default")
    assert card is not None, problems
    return card


@cache
def card_giving(total: float) -> Card:
    """Give the default card with so many points for everybody, whatever they answer."""

    def fixed(item: Indicator, points: float) -> Indicator:
        return replace(item, value="zero", type="number", bins=(replace(item.bins[-1], points=points),))

    first, *rest = (item for item in default_card().indicators if item.id != "I07")
    overdue = next(item for item in default_card().indicators if item.id == "I07")
    indicators = (fixed(overdue, 6), fixed(first, total - 6), *(fixed(item, 0) for item in rest))
    dimension = Dimension("D1", default_card().dimensions[0].label, indicators)
    return replace(default_card(), dimensions=(dimension,))


def graded(card: Card, grade: str) -> Card:
    """Give a card that gives everybody one of its grades."""
    floor = next(floor for floor in card.grades if floor.grade == grade)
    return replace(card, grades=(replace(floor, at_least=None),), caps=())


@cache
def policy(name: str) -> Policy:
    """Load a policy; it has no mistakes."""
    read, problems = load_policy(name)
    assert read is not None, problems
    return read


def scored(values: Values) -> Scoring:
    """Score a case with its template's card and policy."""
    return score_case(values, default_card(), policy(values.compiled.template.policy))


def ratio(scoring: Scoring, name: str) -> float:
    """Give a ratio that must be there."""
    found = scoring.ratios[name]
    assert isinstance(found, float), name
    return found


def codes(scoring: Scoring) -> list[str]:
    """Give the codes of a scoring's findings, each with both messages readable."""
    for finding in scoring.findings:
        assert all(finding.message(language) and finding.remedy(language) for language in ("zh", "en"))
    return [finding.code for finding in scoring.findings]
