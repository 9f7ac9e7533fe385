"""Stress at the line first computed (METHOD 3A.5, 3B.5, Appendix E; ruling R15): scenarios, rules and what they do.

The template has the shocks and what they do to profit and cash; the policy adds what the loan makes of it. Nothing
here raises a grade or a line: a rule that fails caps the grade, cuts the line, or is a condition of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import inf

from scoring.cash_calendar import calendars, cash_calendar, lowest_cash
from scoring.deduction import contract_of
from scoring.outlook import CalendarMonth, RuleStatus, Scenario, StressRuleResult
from scoring.policy import Policy
from scoring.request import Request
from scoring.results import ConditionResult, ConditionStatus, StressAt
from scoring.stress_names import LOWEST_CASH, scenarios, shock_columns, stress_name, stress_statement
from scoring.wording import joined, reason, shown
from workbench.evaluation.values import Values
from workbench.formula import Value
from workbench.labels import Label
from workbench.template.model import StatementLine
from workbench.template.safeguard_model import StressRule

DIGITS = 9  # as a sum of binary fractions may miss a round limit by less
CONDITION_STATUS: Mapping[RuleStatus, ConditionStatus] = {
    "holds": "met", "covered": "met", "fails": "unmet", "not_evaluated": "not_evaluated",
}  # fmt: skip
Calendars = Mapping[str, tuple[CalendarMonth, ...]]


@dataclass(frozen=True, slots=True)
class Tested:
    """What is put under stress: our exposure `line` with the loan, what that is, and the calendars with the loan."""

    line: float | None
    at: StressAt
    calendars: Calendars
    outside: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class StressResult:
    """The scenarios, and what they do to the case.

    `failed`: grade rules that fail, None while one cannot be evaluated and none fails; `told` says which. `share`:
    what is left of the line.
    """

    scenarios: tuple[Scenario, ...]
    failed: float | None
    told: Label
    share: float | None
    conditions: tuple[ConditionResult, ...]

    @property
    def rules(self) -> tuple[StressRuleResult, ...]:
        """All rules, by scenario."""
        return tuple(rule for scenario in self.scenarios for rule in scenario.rules)


def tested_loan(values: Values, request: Request, sized: float, rate: float | None) -> Tested:
    """Give what the figures under stress take from the loan tested: its first year, and the calendar of each scenario.

    Tested is the line first computed, also where something refuses it whatever the amounts; without such an amount
    what is asked for (R15). The figures take the product's reference
    rate (R14), the calendars the rate of the case; that too is the reference rate while the case has no price.
    """
    at: StressAt = "line" if sized > 0 else "request"
    kept = values.number("ours_kept") or 0.0
    asked = None if request.amount is None else request.amount + kept
    line, principal = (sized, contract_of(sized, values)) if at == "line" else (asked, request.amount)
    year, loan = request.first_year(principal), request.loan(principal, rate or request.reference_rate)
    months: dict[str, tuple[CalendarMonth, ...]] = {}
    if loan is not None:
        found = calendars(values.compiled.template)
        months = {scenario: cash_calendar(values, statement, loan) for scenario, statement in found.items()}
    outside: dict[str, Value] = {"line_tested": principal, "forever": inf}
    if year is not None:
        outside |= {f"{part}_tested": amount for part, amount in year._asdict().items()}
    for line_of in scenarios(values.compiled.template):
        outside[stress_name(line_of.name, LOWEST_CASH)] = lowest_cash(months.get(line_of.name, ()))
    return Tested(line, at, months, outside)


def evaluate_stress(policy: Policy, values: Values, tested: Tested) -> StressResult:
    """Judge the scenarios of a case whose figures under stress are among the values."""
    found = tuple(_scenario(policy, values, tested, line) for line in scenarios(values.compiled.template))
    rules = [rule for scenario in found for rule in scenario.rules]
    by_effect = {effect: [rule for rule in rules if rule.effect == effect] for effect in ("grade", "line", "condition")}
    cuts = [rule.share for rule in by_effect["line"] if rule.status == "fails" and rule.share is not None]
    return StressResult(
        scenarios=found,
        failed=_failed(by_effect["grade"]),
        told=_told(by_effect["grade"], values),
        share=min(cuts, default=None),
        conditions=tuple(_condition(rule) for rule in by_effect["condition"]),
    )


def _failed(rules: Iterable[StressRuleResult]) -> float | None:
    """Count the rules that fail; not known while none does and one is not evaluated."""
    statuses = [rule.status for rule in rules]
    return None if "not_evaluated" in statuses and "fails" not in statuses else float(statuses.count("fails"))


def _told(rules: list[StressRuleResult], values: Values) -> Label:
    """Say what stands behind the cap: the rules that fail, those not evaluated, or that there is none."""
    if not rules:
        return reason("no_stress_rule")
    grave = [rule for status in ("fails", "not_evaluated") for rule in rules if rule.status == status]
    return joined(rule_told(rule, values) for rule in grave or rules)


def rule_told(rule: StressRuleResult, values: Values) -> Label:
    """Say what a rule asks and what came of it."""
    if rule.value is None or rule.least is None:
        return reason("rule_unknown", label=rule.label)
    kind = values.compiled.definitions[stress_name(_scenario_of(rule, values), rule.measure)].type
    return reason("rule_told", label=rule.label, value=shown(rule.value, kind), least=shown(rule.least, kind))


def _scenario_of(rule: StressRuleResult, values: Values) -> str:
    return next(item.scenario for item in values.compiled.template.stress_rules if item.name == rule.name)


def _scenario(policy: Policy, values: Values, tested: Tested, line: StatementLine) -> Scenario:
    statement = stress_statement(values.compiled.template)
    shocks = {column.name for column in shock_columns(values.compiled.template)}
    columns = [column.name for column in statement.columns] if statement else []
    figures = [name for name in columns if name not in shocks and name in line.formulas]
    figures += [*(figure.name for figure in policy.stress), LOWEST_CASH]
    rules = (rule for rule in values.compiled.template.stress_rules if rule.scenario == line.name)
    return Scenario(
        id=line.name,
        label=line.label,
        shocks={
            name: values[stress_name(line.name, name)] for name in columns if name in shocks and name in line.formulas
        },
        measures={name: values.number(stress_name(line.name, name)) for name in figures},
        rules=tuple(_rule(rule, values) for rule in rules),
        calendar=tested.calendars.get(line.name, ()),
    )


def _rule(rule: StressRule, values: Values) -> StressRuleResult:
    measure = stress_name(rule.scenario, rule.measure)
    value = values.number(measure) if measure in values.compiled.symbols else None
    least, share = _part(rule, "least", values), _part(rule, "share", values)
    status: RuleStatus = "not_evaluated"
    if value is not None and least is not None:
        holds = value >= least or round(value - least, DIGITS) >= 0
        status = "holds" if holds else "covered" if _covered(rule, values) else "fails"
    return StressRuleResult(rule.name, rule.label, rule.measure, value, least, status, rule.effect, share)


def _part(rule: StressRule, part: str, values: Values) -> float | None:
    name = f"stress_rule.{rule.name}.{part}"
    return values.number(name) if name in values.compiled.symbols else None


def _covered(rule: StressRule, values: Values) -> bool:
    """Say whether something else covers the failure; what is not known covers nothing."""
    name = f"stress_rule.{rule.name}.unless"
    return name in values.compiled.symbols and values[name] in (True, 1.0)


def _condition(rule: StressRuleResult) -> ConditionResult:
    inputs = {rule.measure: rule.value, "least": rule.least}
    return ConditionResult(f"stress.{rule.name}", rule.label, CONDITION_STATUS[rule.status], False, inputs)


def stress_inputs(values: Values) -> Iterator[str]:
    """Give the names of everything that the rules of a template look at."""
    for rule in values.compiled.template.stress_rules:
        for name in (stress_name(rule.scenario, rule.measure), f"stress_rule.{rule.name}.least"):
            if name in values.compiled.symbols:
                yield name
