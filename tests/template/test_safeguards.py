"""Claims, conservative values, alerts, the minimum set and stress rules: read, inherited, refused with their line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.guarded import changed, guarded
from workbench.template.loader import load_template
from workbench.template.show import template_as_json, template_as_lines
from workbench.template.verify import verify_template

CLAIM, CONSERVATIVE, GIFTS, ALERT, STRESS, RULE = (f"guarded.yaml:{number}" for number in (46, 49, 50, 52, 58, 87))


def test_a_check_s_careful_side_is_the_smaller_or_the_larger_figure(tmp_path: Path) -> None:
    assert guarded().template.conservative[0].to == "MIN(TS04_base,TS04_evidence)"
    other = changed(tmp_path, ("check: TS04, side: lower", "check: TS04, side: higher"))
    assert other.template is not None
    assert other.template.conservative[0].to == "MAX(TS04_base,TS04_evidence)"


def test_conditions_are_one_or_nought_whatever_is_written() -> None:
    definitions = guarded().definitions
    assert definitions["alert.large_bonus"].formula == "IF(bonus>price,1,0)"
    assert definitions["minimum.sales_checked"].formula == "IF(COUNTIFS(check.sales,1,check.performed,1)>0,1,0)"
    assert definitions["conservative.turnover.to"].type == "money"
    assert {name for name in definitions if name.startswith("stress_rule.")} == {
        f"stress_rule.cover.{part}" for part in ("least", "share", "unless")
    }


def test_a_child_changes_and_removes_them_by_name(tmp_path: Path) -> None:
    changed(tmp_path)
    child = (
        "template: child\nextends: guarded\nversion: 1.0.0\nname: {zh: 子, en: Child}\n"
        "remove: [large_bonus, sales_checked, worth_known, cover]\nclaims: {stock: {zh: 货, en: Goods}}\n"
        "conservative:\n  - {name: turnover, override: true, side: higher}\n"
    )
    (tmp_path / "child.yaml").write_text(child, "utf-8")
    loaded = load_template("child", tmp_path)
    assert loaded.findings == ()
    template = loaded.template
    assert template is not None
    assert [alert.name for alert in template.alerts] == ["no_sale"]
    assert (template.minimum, template.stress_rules) == ((), ())
    assert [item.side for item in template.conservative] == ["higher", "lower"]
    assert {name: label.en for name, label in template.claims.items()} == {"sales": "Sales", "stock": "Goods"}


@pytest.mark.parametrize(
    ("code", "place", "old", "new"),
    [
        ("TPL25", CLAIM, "hard: true, claim: sales", "hard: true, claim: margin"),
        ("TPL25", CONSERVATIVE, "check: TS04, side", "check: TS09, side"),
        ("TPL25", CONSERVATIVE, "sets: turnover, check", "sets: turn, check"),
        ("TPL28", CONSERVATIVE, "sets: turnover, check", "sets: told, check"),
        ("TPL28", CONSERVATIVE, "sets: turnover, check", "sets: TS04_base, check"),
        ("TPL28", CONSERVATIVE, "sets: turnover, check", "sets: cash_calendar.costs, check"),
        ("TPL28", CONSERVATIVE, "sets: turnover, check", "sets: alert.no_sale, check"),
        ("TPL29", GIFTS, "side: lower, when", "side: higher, when"),
        ("TPL29", GIFTS, "side: lower, when", "when"),
        ("TPL05", CONSERVATIVE, "check: TS04, side: lower", "check: TS04"),
        ("TPL05", CONSERVATIVE, "check: TS04, side: lower", "check: TS04, to: zero"),
        ("TPL05", GIFTS, "when: bonus>price, to", "to"),
        ("TPL05", GIFTS, ", to: turnover-bonus", ""),
        ("TPL05", CONSERVATIVE, "check: TS04, side", "check: TS02, side"),
        ("TPL25", STRESS, "{name: interest_extra,", "{name: extra_interest,"),
        ("TPL25", STRESS, "{line: base,", "{line: basis,"),
        ("TPL06", GIFTS, "when: bonus>price, to", "when: bonus>price, check: TS04, to"),
        ("TPL06", CONSERVATIVE, "check: TS04, side", "check: TS04, claim: sales, side"),
        ("TPL25", GIFTS, "when: bonus>price, to", "when: bonus>price, claim: margin, to"),
        ("TPL25", STRESS, "{name: rate,", "{name: dearer,"),
        ("TPL06", ALERT, "severity: warning", "severity: grave"),
        ("TPL06", RULE, "measure: interest_cover", "measure: cover"),
        ("TPL06", RULE, "effect: line", "effect: none"),
        ("TPL05", RULE, "share: cut_share, ", ""),
        ("TPL25", RULE, "scenario: sales_down, measure", "scenario: flood, measure"),
    ],
)
def test_a_mistake_is_reported_with_its_code_and_line(
    tmp_path: Path, code: str, place: str, old: str, new: str
) -> None:
    _, findings = verify_template(changed(tmp_path, (old, new)))
    assert (code, place) in [(finding.code, finding.place) for finding in findings]
    for finding in findings:
        assert all(finding.message(lang) and finding.remedy(lang) for lang in ("zh", "en"))


def test_the_template_shows_them() -> None:
    shown = template_as_json(guarded(), "en")
    assert shown["claims"] == {"sales": "Sales", "stock": "Stock"}
    assert [item["name"] for item in shown["conservative"]] == ["turnover", "gifts"]
    assert shown["alerts"][0]["ask"] == "Where does the bonus come from?"
    assert shown["stress_rules"][0]["measure"] == "interest_cover"
    assert next(check for check in shown["checks"] if check["id"] == "TS04")["claim"] == "sales"
    lines = "\n".join(template_as_lines(guarded(), "en"))
    assert "cover  Interest cover  sales_down: interest_cover >= least_cover  else line" in lines
