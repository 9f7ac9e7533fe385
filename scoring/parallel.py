"""Other cards on the same case (METHOD 5.3): two grades apart from the card that counts means a review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from scoring.card import POLICY_GRADES, Card, compile_card
from scoring.results import ParallelScore, ParallelStatus, Score
from scoring.score import score_points
from scoring.wording import joined, reason
from workbench.evaluation.values import Values
from workbench.formula import Value
from workbench.labels import EMPTY, Label


def parallel_scores(
    values: Values,
    cards: Iterable[Card],
    score: Score,
    taken: Mapping[str, Value],
    known: Mapping[str, Value],
    review_from: float,
) -> Iterator[ParallelScore]:
    """Score a case with every other card that fits its template, and compare with the score that counts.

    `taken` and `known` are given to the cards, the latter to their caps; `review_from`: grades apart that mean a
    review. A card that does not fit is not for this case and is left out.
    """
    for card in cards:
        names, _ = compile_card(card, values.compiled)
        if names is not None and card.id != score.card:
            other, _ = score_points(card, names, values, taken).grade((), known)
            yield _compared(card, other, score, review_from)


def _compared(card: Card, other: Score, score: Score, review_from: float) -> ParallelScore:
    apart = _apart(score.counts_as, other.counts_as)
    if other.grade is None:
        why = reason("parallel_missing", names=joined(_missing(other)))
    elif apart is None:
        why = reason("parallel_nothing")
    else:
        why = reason("parallel_apart", apart=apart) if apart >= review_from else EMPTY
    status: ParallelStatus = "not_evaluated" if apart is None else "review" if apart >= review_from else "agrees"
    return ParallelScore(card.id, card.version, card.name, other, other.counts_as, apart, status, why)


def _missing(score: Score) -> list[Label]:
    return [item.label for dimension in score.dimensions for item in dimension.indicators if item.missing]


def _apart(first: str | None, second: str | None) -> int | None:
    """Give how many grades lie between two, of those that cards count as; None while one is not known."""
    if first is None or second is None:
        return None
    return abs(POLICY_GRADES.index(first) - POLICY_GRADES.index(second))
