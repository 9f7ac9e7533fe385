"""Other cards on the same case (METHOD 5.3): two grades apart from the card that counts means a review.

Grades are compared by points, before caps: a cap that holds both down would hide that the cards disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from scoring.card import POLICY_GRADES, Card, compile_card
from scoring.results import ParallelScore, ParallelStatus, Score
from scoring.score import score_points
from scoring.wording import joined, reason
from workbench.evaluation.values import Values
from workbench.formula import Value
from workbench.labels import EMPTY, Label


class Beside(NamedTuple):
    """A card beside the one that counts: what it says of the case, and the values behind that."""

    card: Card
    values: Values
    found: ParallelScore


def parallel_scores(
    values: Values,
    cards: Iterable[Card],
    counts_as: str | None,
    taken: Mapping[str, Value],
    known: Mapping[str, Value],
    review_from: float,
) -> Iterator[Beside]:
    """Score a case with every other card that fits its template, and compare with the card that counts.

    `counts_as`: what the latter's grade by points is worth to a policy. `taken` and `known` are given to the other
    cards, `known` to their caps only; `review_from`: grades apart that mean a review. A card that does not fit is not
    for this case and is left out.
    """
    for card in cards:
        names, _ = compile_card(card, values.compiled)
        if names is not None:
            other, own = score_points(card, names, values, taken).grade((), known)
            yield Beside(card, own, _compared(card, other, counts_as, review_from))


def _compared(card: Card, other: Score, counts_as: str | None, review_from: float) -> ParallelScore:
    """Compare another card's grade by points with that of the card that counts."""
    worth = card.counts_as(other.grade_by_points)
    apart = _apart(counts_as, worth)
    if other.grade is None:
        why = reason("parallel_missing", names=joined(_missing(other)))
    elif apart is None:
        why = reason("parallel_nothing")
    else:
        why = reason("parallel_apart", apart=apart) if apart >= review_from else EMPTY
    status: ParallelStatus = "not_evaluated" if apart is None else "review" if apart >= review_from else "agrees"
    return ParallelScore(card.id, card.version, card.name, other, worth, apart, status, why)


def _missing(score: Score) -> list[Label]:
    return [item.label for dimension in score.dimensions for item in dimension.indicators if item.missing]


def _apart(first: str | None, second: str | None) -> int | None:
    """Give how many grades lie between two, of those that cards count as; None while one is not known."""
    if first is None or second is None:
        return None
    return abs(POLICY_GRADES.index(first) - POLICY_GRADES.index(second))
