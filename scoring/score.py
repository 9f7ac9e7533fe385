"""Scoring a case with a card: points by bins, total, grade and caps (METHOD 5.1, 5.2; rulings R15, R19)."""

from __future__ import annotations

from scoring.bins import Bin
from scoring.card import Cap, Card, Indicator
from scoring.results import CapResult, CapStatus, DimensionScore, IndicatorScore, KnockoutResult, Score
from scoring.wording import facts, failed, inputs_of, why_not
from workbench.evaluation.extension import evaluate_extension
from workbench.evaluation.values import Values
from workbench.formula import ExcelError, Value
from workbench.labels import EMPTY, Label
from workbench.template.compiled import Compiled


def evaluate_score(
    card: Card, extended: Compiled, values: Values, outside: dict[str, Value]
) -> tuple[tuple[DimensionScore, ...], Values]:
    """Give the points of every indicator, and the card's values with the points among them."""
    found = evaluate_extension(extended, values, outside)
    dimensions = tuple(
        _dimension(dimension.id, dimension.label, [_indicator(item, found) for item in dimension.indicators])
        for dimension in card.dimensions
    )
    points: dict[str, Value] = {
        f"{item.id}_points": item.points
        for dimension in dimensions
        for item in dimension.indicators
        if not item.missing
    }
    return dimensions, evaluate_extension(extended, values, {**outside, **points})


def grade_score(
    card: Card, dimensions: tuple[DimensionScore, ...], values: Values, knockouts: tuple[KnockoutResult, ...]
) -> Score:
    """Give the total, the grade by points and the grade under the caps; no grade when too much is missing."""
    total = sum(dimension.points for dimension in dimensions)
    missing = tuple(item.id for dimension in dimensions for item in dimension.indicators if item.missing)
    caps = tuple(_cap(cap, values) for cap in card.caps)
    by_points = None if len(missing) > card.missing_limit else _grade(card, total)
    return Score(
        card=card.id,
        version=card.version,
        total=total,
        grade=_capped(card, by_points, caps),
        grade_by_points=by_points,
        dimensions=dimensions,
        missing=missing,
        caps=caps,
        knockouts=knockouts,
    )


def _dimension(identity: str, label: Label, indicators: list[IndicatorScore]) -> DimensionScore:
    points = sum(item.points for item in indicators)
    return DimensionScore(identity, label, points, sum(item.max for item in indicators), tuple(indicators))


def _indicator(item: Indicator, values: Values) -> IndicatorScore:
    """Give an indicator's points: those of the first bin that holds.

    Without a value the indicator is missing and scores 0, whatever its bins say; so it does when a bin before
    the one that holds cannot be decided. An error (nothing to divide by) is no gap: a bin may say what it means.
    """
    name = f"{item.id}_value"
    value = failed(values, name) if values[name] is None else values[name]
    if value is None:
        return _scored(item, value, why_not(values, [name]), 0.0, missing=True)
    for number, found in enumerate(item.bins, 1):
        rule = f"{item.id}_bin_{number}"
        holds = values[rule] if found.condition else not isinstance(value, ExcelError)
        if holds is True:
            return _scored(item, value, _band(found, values), found.points, missing=False)
        if holds is not False:
            return _scored(item, value, why_not(values, [rule]), 0.0, missing=True)
    return _scored(item, value, why_not(values, [name]), 0.0, missing=True)


def _scored(item: Indicator, value: Value, band: Label, points: float, *, missing: bool) -> IndicatorScore:
    kind, unit = item.type, item.unit
    return IndicatorScore(item.id, item.label, value, band, points, item.maximum, missing, kind, unit)


def _band(found: Bin, values: Values) -> Label:
    if found.label == EMPTY and found.option:
        return values.compiled.definitions[found.option].label
    return found.label


def _grade(card: Card, total: float) -> str:
    return next(floor.grade for floor in card.grades if floor.at_least is None or total >= floor.at_least)


def _cap(cap: Cap, values: Values) -> CapResult:
    when, complete = f"cap.{cap.id}.when", f"cap.{cap.id}.complete"
    holds, inputs = values[when], inputs_of(values, [when])
    status: CapStatus = "not_evaluated"
    if holds is True:
        status = "applied"
    elif holds is False and (not cap.complete or values[complete] is True):
        status = "clear"
    elif holds is False:
        return CapResult(cap.id, cap.label, cap.at_most, status, facts(values, [complete]), inputs)
    reason = why_not(values, [when]) if status == "not_evaluated" else facts(values, [when])
    return CapResult(cap.id, cap.label, cap.at_most, status, reason, inputs)


def _capped(card: Card, grade: str | None, caps: tuple[CapResult, ...]) -> str | None:
    """Give the worse of the grade and every cap that applies."""
    if grade is None:
        return None
    order = [floor.grade for floor in card.grades]
    limits = [cap.at_most for cap in caps if cap.status == "applied"]
    return max([grade, *limits], key=order.index)
