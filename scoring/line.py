"""The line: the least of all methods, the grade's factor, floored; conditions and deductions (METHOD 4.2-4.4)."""

from __future__ import annotations

from dataclasses import replace

from scoring.deduction import contract_of, deduction_cases
from scoring.policy import Policy
from scoring.policy_entries import Condition, Method, Rounding
from scoring.product import Product
from scoring.request import Request
from scoring.results import ConditionResult, ConditionStatus, Line, MethodResult, Score
from scoring.stress import StressResult
from scoring.wording import inputs_of, joined, reason, why_not
from workbench.evaluation.values import Values
from workbench.labels import EMPTY, Label


def evaluate_line(
    policy: Policy, values: Values, score: Score, request: Request, unit: str, stress: StressResult | None = None
) -> Line:
    """Size the line of a case whose grade and product are among the values (rulings R15 to R17).

    A knock-out, a refusal or a method that must be computed and is not make the line 0 whatever the amounts: then
    no method binds, and there is neither minimum nor net new. `stress`, once known, cuts it and adds its conditions.
    `unit`: what the card's line table gives, '' without one.
    """
    product = request.product
    methods = tuple(_method(method, values, product, unit) for method in policy.methods)
    conditions = tuple(
        _condition(condition, values)
        for condition in policy.conditions
        if _concerns(condition, values, score.counts_as, product)
    )
    terms = policy.terms(score.counts_as)
    factor, share = terms.line_factor if terms else None, stress.share if stress else None
    lacking = _not_computable(policy, methods, product)
    least = min((m.value for m in methods if m.applicable and m.value is not None), default=0.0)
    left = least * (factor or 0.0) * (1.0 if share is None else share)
    sized = 0.0 if lacking else floor_to(left, policy.rounding)
    why = _why_nothing(policy, conditions, score, product, lacking)
    refused = why != EMPTY
    total = 0.0 if refused else sized
    if not refused:
        methods = tuple(replace(method, binding=_binds(method, least)) for method in methods)
        why = EMPTY if total > 0 else _why_zero(methods, least, policy.rounding)
    existing = values.number("debt_ours")
    return Line(
        methods=methods,
        minimum=None if refused else least,
        factor=factor,
        total=total,
        existing=existing,
        replaced=values.number("debt_replaced"),
        net_new=None if existing is None or refused else total - existing,
        contract=contract_of(total, values),
        reason=why,
        conditions=(*conditions, *(stress.conditions if stress else ())),
        computed=total,
        cases=deduction_cases(values),
        stress_share=share,
        sized=sized,
    )


def floor_to(amount: float, rounding: Rounding) -> float:
    """Round a line down to its step; noise below a fen does not count."""
    cents = round(amount, 2)
    step = rounding.small_step if cents < rounding.below else rounding.step
    return max(0.0, cents // step * step)


def _method(method: Method, values: Values, product: Product | None, unit: str) -> MethodResult:
    """Give what a method gives, or why it gives nothing; `missing` when it should and something is not answered."""
    name = f"{method.id}_value"

    def without(why: Label, value: float | None = None, *, missing: bool = False) -> MethodResult:
        return MethodResult(method.id, method.label, value, False, why, False, inputs, missing)

    inputs = inputs_of(values, [name]) if method.formula else {}
    foreign = _foreign(method, product, unit)
    if foreign != EMPTY:
        return without(foreign)
    applies = values[f"{method.id}_applies"] if method.applies else True
    if applies is not True:
        known = applies is False
        return without(method.otherwise if known else why_not(values, [f"{method.id}_applies"]), missing=not known)
    value = values.number(name)
    if value is None:
        return without(why_not(values, [name]), missing=True)
    counts = values[f"{method.id}_counts"] if method.counts else True
    if counts is not True:
        why = method.not_counted if counts is False else why_not(values, [f"{method.id}_counts"])
        return without(why, value, missing=counts is not False)
    noted = bool(method.note_when) and values[f"{method.id}_note"] is True
    why = method.note if noted else reason("negative") if value <= 0 else EMPTY
    return MethodResult(method.id, method.label, value, True, why, False, inputs)


def _foreign(method: Method, product: Product | None, unit: str) -> Label:
    """Say why a method is none of the policy, of the card or of the product; '' when it may be computed."""
    if not method.formula:
        return method.never
    if method.table and method.table != unit:
        return reason("no_line_table")
    if product is not None and method.id in product.without:
        return reason("not_for_product", product=product.label)
    return EMPTY


def _binds(method: MethodResult, least: float) -> bool:
    """Say whether a method gives the least amount, to the fen."""
    return method.applicable and method.value is not None and round(method.value, 2) == round(least, 2)


def _concerns(condition: Condition, values: Values, grade: str | None, product: Product | None) -> bool:
    """Say whether a condition is one of this case's; while that is not known it is."""
    if condition.applies and values[f"condition.{condition.id}.applies"] is False:
        return False
    by_grade = not condition.grades or grade in condition.grades
    return by_grade and (not condition.products or (product is not None and product.id in condition.products))


def _condition(condition: Condition, values: Values) -> ConditionResult:
    """Judge a condition; one that is carried out at pay-out is unmet until then."""
    name = f"condition.{condition.id}"
    holds = values[name] if condition.holds else False
    status: ConditionStatus = "met" if holds is True else "unmet" if holds is False else "not_evaluated"
    inputs = inputs_of(values, [name]) if condition.holds else {}
    return ConditionResult(condition.id, condition.label, status, condition.refuses, inputs)


def _why_nothing(
    policy: Policy,
    conditions: tuple[ConditionResult, ...],
    score: Score,
    product: Product | None,
    lacking: tuple[MethodResult, ...],
) -> Label:
    """Say what keeps a line from being given whatever the amounts; '' when nothing does."""
    grade, terms = score.grade, policy.terms(score.counts_as)
    if score.knocked_out:
        named = (Label(f"{k.id} {k.label.zh}", f"{k.id} {k.label.en}") for k in score.knocked_out)
        return reason("knocked_out", knockouts=joined(named))
    if grade is None or terms is None:
        return reason("no_grade")
    if terms.reject:
        return reason("rejected", grade=grade)
    if product is None:
        return reason("no_product")
    if lacking:
        return reason("not_computable", methods=joined(m.label for m in lacking))
    refused = [condition.label for condition in conditions if condition.refuses and condition.status != "met"]
    return reason("refused", conditions=joined(refused)) if refused else EMPTY


def _not_computable(
    policy: Policy, methods: tuple[MethodResult, ...], product: Product | None
) -> tuple[MethodResult, ...]:
    """Give the methods of every group of which none is computed; all when none is at all."""
    computed = {method.id for method in methods if method.applicable}
    groups = [set(group) - set(product.without if product else ()) for group in policy.computable]
    lacking = tuple(m for group in groups if not computed & group for m in methods if m.id in group)
    return lacking if computed else methods


def _why_zero(methods: tuple[MethodResult, ...], least: float, rounding: Rounding) -> Label:
    """Say why the least amount leaves nothing."""
    named = joined(method.label for method in methods if method.binding)
    return reason("no_room" if least <= 0 else "below_step", methods=named, step=f"{rounding.small_step:,.0f}")
