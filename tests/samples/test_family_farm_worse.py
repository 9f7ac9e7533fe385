"""Worse answers never give a farm a better grade or a higher line (METHOD 1.8, 2.2, 4.2); both worked farms."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from scoring.assess import score_case
from scoring.card import load_card
from scoring.results import Scoring
from tests.scoring.cases import Rows, case, policy, table

SMALL, LARGE = "smallholder_worked", "family_farm_worked"
CARDS = {SMALL: ("farmer", "farmer"), LARGE: ("default", "crops")}
GRADES = ["C", "BB", "BBB", "A", "AA", "AAA"]
ENDED = 46_000.0  # 2025-12-09, before the survey
Change = Callable[[str], Rows]


def scored(sample: str, rows: Rows | None = None, **fields: Any) -> Scoring:
    """Score a worked farm with answers changed."""
    name, family = CARDS[sample]
    card, problems = load_card(name)
    assert card is not None, problems
    return score_case(case(sample, rows, **fields), card, policy(family))


@cache
def as_it_is(sample: str) -> Scoring:
    return scored(sample)


def times(name: str, column: str, factor: float) -> Change:
    """Give what multiplies a column."""
    return lambda sample: {name: [row | {column: (row[column] or 0) * factor} for row in table(sample, name)]}


def puts(name: str, column: str, value: Any, row: int | None = None) -> Change:
    """Give what writes a value into one row of a column, or into all."""
    return lambda sample: {
        name: [line | {column: value} if row in (None, at) else line for at, line in enumerate(table(sample, name))]
    }


def adds(name: str, **cells: Any) -> Change:
    """Give what adds a row made of the first one."""
    return lambda sample: {name: [*table(sample, name), table(sample, name)[0] | cells]}


def capacity(scoring: Scoring) -> float:
    """Give the line by repayment capacity, not rounded; 0 where it cannot be said."""
    return next(method.value for method in scoring.line.methods if method.id == "M2") or 0


WORSE: dict[str, Change] = {
    **{f"yields x {factor}": times("crop_plan", "yield_actual", factor) for factor in (0.98, 0.95, 0.9, 0.7, 0)},
    "yields of the county": times("crop_plan", "yield_typical", 0.9),
    "yields told": times("crop_plan", "yield_told", 0.8),
    "price sold": times("crops", "sold_price", 0.9),
    "price now": times("crop_plan", "price_now", 0.9),
    "less sold": times("crops", "sold_kg", 0.9),
    "more lost": times("crops", "lost_kg", 10),
    "price of animals": times("next_animals", "price_now", 0.9),
    "dearer fertiliser": times("crop_costs", "fertiliser", 1.2),
    "dearer feed": times("animal_costs", "feed", 1.1),
    "a month that is none": puts("crop_costs", "month", 10.5, 0),
    "no month at all": puts("crop_costs", "month", 0.0, 0),
    "a month of the animals that is none": puts("animal_costs", "month", 13.0, 0),
    "a rent month that is none": puts("land", "rent_month", 10.5),
    "costs of a crop nobody grows": adds("crop_costs", crop="花生", seed=800.0, spent=None),
    "costs under the wrong crop": puts("crop_costs", "crop", "花生", 0),
    "costs of animals nobody has": adds("animal_costs", kind="羊", feed=20_000.0),
    "grain of a crop nobody grows": adds("grain", crop="花生"),
    "sales of a crop nobody grows": puts("crops", "crop", "花生", 0),
    "land whose lease ended": puts("land", "term_end", ENDED),
    "animals of a company": puts("herds", "owner", "代销或他人"),
    "half the land next year": times("crop_plan", "next_mu", 0.5),
    "all the harvest kept": times("crop_plan", "keep_kg", 100),
    "half the animals next year": times("next_animals", "next_heads", 0.5),
    "no receipts of the grain": puts("crops", "receipts_seen", 0.0),
}


@pytest.mark.parametrize("sample", [SMALL, LARGE])
@pytest.mark.parametrize("name", WORSE)
def test_nothing_worse_gives_more(name: str, sample: str) -> None:
    before, after = as_it_is(sample), scored(sample, WORSE[name](sample))
    assert (after.line.total or 0) <= (before.line.total or 0)
    assert capacity(after) <= capacity(before) + 0.01  # the same before rounding
    assert GRADES.index(after.score.grade or "C") <= GRADES.index(before.score.grade or "C")
