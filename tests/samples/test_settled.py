"""Re-checks (METHOD 2.7): which row settles a failed check, and how it names the check."""

from __future__ import annotations

from typing import Any

import pytest

from tests.samples.days import day
from tests.scoring.cases import case

ROW = {
    "check": "FM01", "first_verdict": "first_verdict.fail", "date": day("2026-07-01"), "first_deviation": -0.2,
    "new_evidence": "补看流水",
}  # fmt: skip
VISIT = ROW | {"resolution": "resolution.second_visit"}


@pytest.mark.parametrize(
    ("row", "settled"),
    [
        (ROW | {"resolution": "resolution.conservative"}, 1),
        (VISIT | {"visit_date": day("2026-07-03"), "by": "甲"}, 1),
        (VISIT | {"visit_date": day("2026-07-03")}, 0),
        (VISIT | {"visit_date": day("2026-07-03"), "by": "  "}, 0),
        (VISIT | {"by": "甲"}, 0),
        (ROW | {"resolution": "resolution.corrected"}, 0),
        (ROW | {"resolution": "resolution.refused", "visit_date": day("2026-07-03"), "by": "甲"}, 0),
    ],
)
def test_a_second_visit_has_a_day_and_a_person(row: dict[str, Any], settled: int) -> None:
    values = case("fmcg_worked", {"rechecks": [row]})
    assert values.range("rechecks.settled")[0] == settled


def test_blanks_about_a_check_s_number_do_not_matter() -> None:
    values = case("fmcg_worked", {"rechecks": [ROW | {"check": " FM01 ", "resolution": "resolution.conservative"}]})
    assert values.range("rechecks.check_id")[0] == "FM01"
