"""The line: the least of all methods, the grade's factor, floored; conditions and deductions (METHOD 4.2-4.4)."""

from __future__ import annotations

from scoring.policy import Policy
from scoring.policy_entries import Condition, Method, Product, Rounding
from scoring.results import ConditionResult, ConditionStatus, Line, MethodResult
from scoring.wording import inputs_of, joined, reason, why_not
from workbench.evaluation.values import Values
from workbench.labels import EMPTY, Label


def evaluate_line(policy: Policy, values: Values, grade: str | None, product: Product | None) -> Line:
    """Size the line of a case whose grade and product are among the values (rulings R15 to R17)."""
    methods = _bound([_method(method, values) for method in policy.methods])
    conditions = tuple(
        _condition(condition, values) for condition in policy.conditions if _concerns(condition, grade, product)
    )
    amounts = [method.value for method in methods if method.applicable and method.value is not None]
    minimum = min(amounts) if amounts else None
    terms = policy.terms(grade)
    factor = terms.line_factor if terms else None
    why = _why_zero(policy, methods, conditions, grade, product)
    total = 0.0
    if why == EMPTY and minimum is not None and factor is not None:
        total = floor_to(minimum * factor, policy.rounding)
        why = EMPTY if total > 0 else reason("no_room", methods=joined(m.label for m in methods if m.binding))
    existing, stays = values.number("debt_ours"), values.number("ours_kept")
    return Line(
        methods=methods,
        minimum=minimum,
        factor=factor,
        total=total,
        existing=existing,
        replaced=values.number("debt_replaced"),
        net_new=None if existing is None else total - existing,
        contract=max(0.0, total - (stays or 0.0)),
        reason=why,
        conditions=conditions,
    )


def floor_to(amount: float, rounding: Rounding) -> float:
    """Round a line down to its step; noise below a fen does not count."""
    cents = round(amount, 2)
    step = rounding.small_step if cents < rounding.below else rounding.step
    return max(0.0, cents // step * step)


def _method(method: Method, values: Values) -> MethodResult:
    name = f"{method.id}_value"
    if not method.formula:
        return MethodResult(method.id, method.label, None, False, method.never, False, {})
    inputs = inputs_of(values, [name])
    if method.applies:
        applies = values[f"{method.id}_applies"]
        if applies is not True:
            why = method.otherwise if applies is False else why_not(values, [f"{method.id}_applies"])
            return MethodResult(method.id, method.label, None, False, why, False, inputs)
    value = values.number(name)
    if value is None:
        return MethodResult(method.id, method.label, None, False, why_not(values, [name]), False, inputs)
    noted = bool(method.note_when) and values[f"{method.id}_note"] is True
    why = method.note if noted else reason("negative") if value <= 0 else EMPTY
    return MethodResult(method.id, method.label, value, True, why, False, inputs)


def _bound(methods: list[MethodResult]) -> tuple[MethodResult, ...]:
    """Mark every method that gives the least amount."""
    amounts = [round(m.value, 2) for m in methods if m.applicable and m.value is not None]
    least = min(amounts, default=None)
    return tuple(
        MethodResult(
            m.id, m.label, m.value, m.applicable, m.reason,
            m.applicable and m.value is not None and round(m.value, 2) == least, m.inputs,
        )
        for m in methods
    )  # fmt: skip


def _concerns(condition: Condition, grade: str | None, product: Product | None) -> bool:
    by_grade = not condition.grades or grade in condition.grades
    return by_grade and (not condition.products or (product is not None and product.id in condition.products))


def _condition(condition: Condition, values: Values) -> ConditionResult:
    name = f"condition.{condition.id}"
    holds = values[name]
    status: ConditionStatus = "met" if holds is True else "unmet" if holds is False else "not_evaluated"
    return ConditionResult(
        condition.id,
        condition.label,
        status,
        condition.refuses,
        inputs_of(values, [name]),
    )


def _why_zero(
    policy: Policy,
    methods: tuple[MethodResult, ...],
    conditions: tuple[ConditionResult, ...],
    grade: str | None,
    product: Product | None,
) -> Label:
    """Say what keeps a line from being given at all; '' when nothing does."""
    terms = policy.terms(grade)
    if grade is None or terms is None:
        return reason("no_grade")
    if terms.reject:
        return reason("rejected", grade=grade)
    if product is None:
        return reason("no_product")
    computed = {method.id for method in methods if method.applicable}
    lacking = [m for group in policy.computable if not computed & set(group) for m in methods if m.id in group]
    if lacking:
        return reason("not_computable", methods=joined(m.label for m in lacking))
    refused = [condition.label for condition in conditions if condition.refuses and condition.status != "met"]
    return reason("refused", conditions=joined(refused)) if refused else EMPTY
