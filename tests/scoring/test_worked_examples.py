"""The two worked examples of METHOD 9, from the answers alone to line, price and schedule."""

from __future__ import annotations

from typing import Any

import pytest

from scoring.results import Scoring
from tests.scoring.cases import case, codes, scored

# METHOD 9A and 9B; the printed figures at full precision, in 万元.
EXPECTED: dict[str, dict[str, Any]] = {
    "fmcg_worked": {
        "points": [3, 3, 2, 4, 3, 2, 6, 3, 4, 2, 2, 4, 4, 3, 2, 2, 3, 3, 1, 3, 3, 1, 3, 5, 4, 2],
        "dimensions": [17, 17, 18, 14, 11],
        "total": 77,
        "methods": {"M1": 45.44446392694064, "M2": 50.48120398503885, "M3": 44.6, "M4": 65.0, "M5": 50.0, "M6": 50.0},
        "binding": ["M3"],
        "never": ["M1b", "M7", "M9"],
        "line": (44, 40, 4),
        "dscr": (1.23, 1.38),
        "rate": 0.072,
        "parts": [0.02, 0.022, 0.01, 0.02],
        "findings": ["LIN04", "LIN13"],  # S4 is a condition (R15); the loan falls due within the year
    },
    "pig_worked": {
        "points": [3, 3, 3, 4, 3, 2, 4, 3, 4, 2, 4, 4, 4, 1, 2, 1, 3, 4, 3, 3, 3, 3, 4, 5, 4, 2],
        "dimensions": [18, 17, 15, 20, 11],
        "total": 81,
        "methods": {
            "M1b": 45.41119999999998, "M2": 50.6836440638159, "M3": 73.7728, "M4": 54.08, "M5": 60.0, "M6": 60.0,
        },
        "binding": ["M1b"],
        "never": ["M1", "M7", "M9"],
        "line": (45, 30, 15),
        "dscr": (1.44, 1.78),
        "rate": 0.066,
        "parts": [0.02, 0.02, 0.008, 0.018],
        "findings": ["LIN13"],
    },
}  # fmt: skip


@pytest.fixture(scope="module", params=list(EXPECTED))
def worked(request: pytest.FixtureRequest) -> tuple[Scoring, dict[str, Any]]:
    return scored(case(request.param)), EXPECTED[request.param]


def test_every_indicator_scores_as_printed(worked: tuple[Scoring, dict[str, Any]]) -> None:
    score, expected = worked[0].score, worked[1]
    indicators = [item for dimension in score.dimensions for item in dimension.indicators]
    assert [item.points for item in indicators] == expected["points"]
    assert [dimension.points for dimension in score.dimensions] == expected["dimensions"]
    assert (score.total, score.grade, score.missing) == (expected["total"], "AA", ())


def test_every_method_gives_the_printed_amount(worked: tuple[Scoring, dict[str, Any]]) -> None:
    line, expected = worked[0].line, worked[1]
    values = {method.id: method.value for method in line.methods if method.applicable}
    assert {name: values[name] for name in expected["methods"]} == pytest.approx(
        {name: amount * 10_000 for name, amount in expected["methods"].items()}, abs=100
    )
    assert [method.id for method in line.methods if method.binding] == expected["binding"]
    assert [method.id for method in line.methods if not method.applicable] == expected["never"]
    assert values["M8"] == 5_000_000


def test_line_and_net_new_are_as_printed(worked: tuple[Scoring, dict[str, Any]]) -> None:
    line, (total, existing, net_new) = worked[0].line, worked[1]["line"]
    assert (line.total, line.existing, line.net_new) == (total * 1e4, existing * 1e4, net_new * 1e4)
    assert (line.replaced, line.contract) == (existing * 1e4, total * 1e4)


def test_debt_service_cover_is_as_printed(worked: tuple[Scoring, dict[str, Any]]) -> None:
    ratios, (requested, line) = worked[0].ratios, worked[1]["dscr"]
    assert ratios["dscr_requested"] == pytest.approx(requested, abs=0.005)
    assert ratios["dscr_line"] == pytest.approx(line, abs=0.005)


def test_price_is_built_up_as_printed(worked: tuple[Scoring, dict[str, Any]]) -> None:
    price, expected = worked[0].price, worked[1]
    assert price.rate == expected["rate"]
    assert [part.value for part in price.parts] == pytest.approx(expected["parts"])


def test_schedule_pays_off_the_line(worked: tuple[Scoring, dict[str, Any]]) -> None:
    scoring = worked[0]
    assert sum(month.principal for month in scoring.schedule) == scoring.line.contract
    assert scoring.schedule[-1].balance == 0
    assert scoring.schedule_gap == 0


def test_clean_samples_have_no_findings_but_what_is_to_be_settled(worked: tuple[Scoring, dict[str, Any]]) -> None:
    scoring = worked[0]
    assert codes(scoring) == worked[1]["findings"]
    assert not scoring.rejected
    assert not scoring.invalid
    assert {cap.status for cap in scoring.score.caps} == {"clear"}
    assert {knockout.status for knockout in scoring.score.knockouts} == {"clear"}
    assert [knockout.id for knockout in scoring.score.knockouts] == [f"K{n:02}" for n in range(1, 16)]
