"""Scoring a case with a card: points by bins, total, grade and caps (METHOD 5.1, 5.2; rulings R15, R19)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from scoring.bins import Bin
from scoring.card import Card
from scoring.card_entries import Cap, Dimension, Indicator
from scoring.results import CapResult, CapStatus, DimensionScore, IndicatorScore, KnockoutResult, Score
from scoring.wording import facts, failed, inputs_of, why_not
from workbench.evaluation.extension import evaluate_extension
from workbench.evaluation.values import Values
from workbench.formula import ExcelError, Value
from workbench.labels import EMPTY, Label
from workbench.template.compiled import Compiled

NOTHING: Mapping[str, Value] = MappingProxyType({})
UNTOLD: Mapping[str, Label] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Points:
    """The points of a case by one card. A grade follows from them and from what is known besides."""

    card: Card
    names: Compiled
    values: Values
    taken: Mapping[str, Value]
    dimensions: tuple[DimensionScore, ...]

    def grade(
        self,
        knockouts: tuple[KnockoutResult, ...] = (),
        known: Mapping[str, Value] = NOTHING,
        told: Mapping[str, Label] = UNTOLD,
    ) -> tuple[Score, Values]:
        """Give total, grade by points, grade under the caps, and the card's values; no grade when too much is missing.

        `known` are given values that only caps use; `told` says what stands behind one, for the reason of its cap.
        """
        card, dimensions = self.card, self.dimensions
        values = evaluate_extension(self.names, self.values, {**self.taken, **self._by_name(), **known})
        total = sum(dimension.points for dimension in dimensions)
        missing = tuple(item.id for dimension in dimensions for item in dimension.indicators if item.missing)
        caps = tuple(_cap(cap, values, told) for cap in card.caps)
        by_points = None if len(missing) > card.missing_limit else _grade(card, total)
        grade = _capped(card, by_points, caps)
        worth = card.counts_as(grade)
        score = Score(card.id, card.version, total, grade, by_points, dimensions, missing, caps, knockouts, worth)
        return score, values

    def _by_name(self) -> dict[str, Value]:
        """Give the points by the names that caps use, of the indicators that are not missing."""
        indicators = (item for dimension in self.dimensions for item in dimension.indicators)
        return {f"{item.id}_points": item.points for item in indicators if not item.missing}


def score_points(card: Card, names: Compiled, values: Values, taken: Mapping[str, Value]) -> Points:
    """Give the points of every indicator; `taken` is what the card takes from the policy."""
    found = evaluate_extension(names, values, taken)
    return Points(card, names, values, taken, tuple(_dimension(dimension, found) for dimension in card.dimensions))


def _dimension(dimension: Dimension, values: Values) -> DimensionScore:
    indicators = tuple(_indicator(item, values) for item in dimension.indicators)
    points, most = sum(item.points for item in indicators), sum(item.max for item in indicators)
    if dimension.floor is not None:
        points = max(points, dimension.floor)
    return DimensionScore(dimension.id, dimension.label, points, most, indicators)


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


def _cap(cap: Cap, values: Values, told: Mapping[str, Label]) -> CapResult:
    when, complete = f"cap.{cap.id}.when", f"cap.{cap.id}.complete"
    holds, inputs = values[when], inputs_of(values, [when])
    status: CapStatus = "not_evaluated"
    if holds is True:
        status = "applied"
    elif holds is False and (not cap.complete or values[complete] is True):
        status = "clear"
    elif holds is False:
        return CapResult(cap.id, cap.label, cap.at_most, status, facts(values, [complete]), inputs)
    known = next((told[name] for name in values.compiled.precedents(when) if name in told), None)
    reason = known or (why_not(values, [when]) if status == "not_evaluated" else facts(values, [when]))
    return CapResult(cap.id, cap.label, cap.at_most, status, reason, inputs)


def _capped(card: Card, grade: str | None, caps: tuple[CapResult, ...]) -> str | None:
    """Give the worse of the grade and every cap that applies."""
    if grade is None:
        return None
    order = [floor.grade for floor in card.grades]
    limits = [cap.at_most for cap in caps if cap.status == "applied"]
    return max([grade, *limits], key=order.index)
