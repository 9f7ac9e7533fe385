"""An identity is in money unless it says its unit, on every face the same."""

from __future__ import annotations

from tests.guarded import filling, guarded, values_of
from workbench.statements import identity_findings, identity_results


def test_what_has_a_unit_of_its_own_is_no_money() -> None:
    definitions = guarded().definitions
    assert [definitions[f"identity.{name}.gap"].type for name in ("sum", "pieces")] == ["money", "number"]
    assert definitions["identity.pieces.tolerance"].unit.en == "pieces"


def test_results_and_findings_speak_in_the_unit() -> None:
    values = values_of(filling())
    results = identity_results(values)
    assert [(row["name"], row["unit"], row["holds"]) for row in results] == [
        ("sum", "元", True),
        ("pieces", "件", False),
    ]
    found = identity_findings(values, results)
    assert [(f.code, f.message("zh")) for f in found] == [("STM02", "调查数据不平：件数相等，差 2.00 件，容忍 0.00 件")]
    assert found[0].message("en") == "The survey does not tie: Pieces agree is off by 2.00 pieces, 0.00 allowed"
