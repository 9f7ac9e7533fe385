"""Every number of card and policy leads down to the template's names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scoring.assess import score_case
from scoring.card import load_card
from scoring.pricing import PricePart
from scoring.results import Scoring
from tests.scoring.cases import card_giving, case, codes, default_card, policy, scored
from workbench.labels import EMPTY


@pytest.mark.parametrize(
    ("name", "formula", "inputs"),
    [
        ("I04", "years_in_trade", ("years_in_trade",)),
        ("I19", "dscr_requested", ("dscr_requested",)),
        ("dscr_requested", None, ("cash_for_service", "service_requested", "service_kept")),
        ("M3", "equity_coefficient*balance_sheet.equity.restated+home_counted-others_kept", None),
        ("equity_coefficient", None, ("grade",)),
        (
            "K08",
            None,
            ("debt_undeclared", "bureau_gap", "undisclosed_limit", "balance_sheet.total_liabilities.restated"),
        ),
        ("service_line", None, None),
        ("price_rate", None, ("price.funds", "price.operating", "price.expected_loss", "price.margin")),
    ],
)
def test_an_id_or_name_has_value_formula_and_inputs(
    name: str, formula: str | None, inputs: tuple[str, ...] | None
) -> None:
    traced = scored(case("fmcg_worked")).lineage[name]
    assert traced.value is not None
    assert formula is None or traced.formula == formula
    assert inputs is None or traced.inputs == inputs


@pytest.mark.parametrize("name", ["fmcg_worked", "pig_worked"])
def test_every_trace_ends_at_answers_or_constants(name: str) -> None:
    values = case(name)
    scoring = scored(values)
    for traced in scoring.lineage.values():
        for used in traced.inputs:
            assert used in scoring.lineage or used in values.compiled.definitions
    for method in scoring.line.methods:
        # M8 is the bank's own limits, constants of the policy
        assert not method.applicable or method.id == "M8" or leaves(scoring, method.id)
        assert all(used in scoring.lineage[method.id].inputs for used in method.inputs)


def leaves(scoring: Scoring, name: str) -> set[str]:
    """Give where the traces of a name end."""
    found: set[str] = set()
    open_names, seen = [name], set()
    while open_names:
        current = open_names.pop()
        if current in seen:
            continue
        seen.add(current)
        traced = scoring.lineage.get(current)
        if traced is None:
            found.add(current)
        else:
            open_names += traced.inputs
    return found


def test_a_knockout_is_undecided_while_a_fact_is_missing() -> None:
    assert scored(case("fmcg_worked", fact_executed=None)).lineage["K03"].value is None
    assert scored(case("fmcg_worked", fact_executed="yes_no.yes")).lineage["K03"].value is True
    assert scored(case("fmcg_worked")).lineage["K03"].value is False


def test_a_card_that_does_not_fit_gives_findings_and_no_numbers() -> None:
    card = default_card()
    broken = replace(card, caps=(replace(card.caps[0], when="hard_failures>0"),))
    scoring = score_case(case("fmcg_worked"), broken, policy("trade"))
    assert [finding.code for finding in scoring.findings] == ["FML21"]
    assert (scoring.score.grade, scoring.line.total, scoring.schedule, scoring.lineage) == (None, 0, (), {})
    assert scoring.line.reason.zh == "评分卡或政策与模板不符"


def test_a_policy_of_another_family_is_refused_with_its_place() -> None:
    scoring = score_case(case("fmcg_worked"), default_card(), policy("livestock"))
    assert {finding.code for finding in scoring.findings} == {"FML21"}
    places = {finding.place.partition(":")[0] for finding in scoring.findings}
    assert places == {"policies/livestock.yaml", "policies/farming.yaml"}


@pytest.mark.parametrize(("total", "rate"), [(90, 0.067), (80, 0.072), (70, 0.077), (60, 0.087), (50, 0.107)])
def test_price_follows_the_grade_s_default_rate(total: float, rate: float) -> None:
    assert score_case(case("fmcg_worked"), card_giving(total), policy("trade")).price.rate == pytest.approx(rate)


@pytest.mark.parametrize(
    ("points", "when", "rate", "bound"),
    [
        ("-0.3%", "debt_ours>0", 0.069, ""),
        ("-0.3%", "debt_ours=0", 0.072, ""),
        ("-10%", "debt_ours>0", 0.045, "floor"),
        ("50%", "debt_ours>0", 0.12, "ceiling"),
    ],
)
def test_adjustments_hold_only_when_listed_and_met_within_floor_and_ceiling(
    points: str, when: str, rate: float, bound: str
) -> None:
    trade = policy("trade")
    part = PricePart("repeat", EMPTY, points, "trade.yaml:1", when)
    listed = replace(trade, pricing=replace(trade.pricing, adjustments=(part,)))
    scoring = score_case(case("fmcg_worked"), default_card(), listed)
    assert scoring.price.rate == pytest.approx(rate)
    assert scoring.price.bound == bound
    assert ("LIN08" in codes(scoring)) == bool(bound)


def test_raroc_is_the_margin_on_capital() -> None:
    assert scored(case("fmcg_worked")).price.raroc == pytest.approx(0.02 / 0.08)


def test_a_method_that_does_not_apply_is_traced_with_its_reason() -> None:
    lineage = scored(case("fmcg_worked")).lineage
    assert (lineage["M1b"].value, lineage["M1b"].formula, lineage["M1b"].why.zh) == (None, None, "不适用：行业")
    assert lineage["M9"].why.zh == "不适用：评分卡没有这样的额度表"
    assert lineage["M6"].why == EMPTY


def test_what_a_report_says_in_one_figure_is_traced() -> None:
    scoring = scored(case("fmcg_worked"))
    lineage = scoring.lineage
    assert lineage["line"].value == scoring.line.total == 440_000
    assert lineage["score"].value == scoring.score.total
    assert lineage["price"].value == scoring.price.rate
    assert lineage["schedule[4]"].value == scoring.schedule[3].payment
    rules = {rule.name: (place.id, rule) for place in scoring.stress for rule in place.rules}
    assert rules
    for name, (place, rule) in rules.items():
        traced = lineage[f"stress_rule.{name}"]
        assert traced.inputs[:2] == (f"stress.{place}.{rule.measure}", f"stress_rule.{name}.least")
        assert traced.why.zh
    assert scored(case("fmcg_worked", fact_executed="yes_no.yes")).lineage["line"].why.zh.startswith("触及准入红线")


def test_a_card_beside_is_traced_and_changes_no_trace_of_the_card_that_counts() -> None:
    values = case("fmcg_worked")
    others = [card for name in ("four_dimension", "small_business") if (card := load_card(name)[0]) is not None]
    alone, beside = scored(values), score_case(values, default_card(), policy("trade"), others)
    assert alone.lineage.items() <= beside.lineage.items()
    for found in beside.parallel:
        for item in (item for dimension in found.score.dimensions for item in dimension.indicators):
            name = item.id if item.id not in alone.lineage else f"{found.card}.{item.id}"
            assert item.missing or beside.lineage[name].value == item.value
            assert beside.lineage[name].formula
    twin = score_case(values, default_card(), policy("trade"), [replace(default_card(), id="twin")]).lineage
    assert twin["twin.I19"].inputs == ("dscr_requested",)
    assert set(twin["twin.I10_value"].inputs) >= {"twin.private_share"}
    for traced in beside.lineage.values():
        assert all(used in beside.lineage or used in values.compiled.definitions for used in traced.inputs)
