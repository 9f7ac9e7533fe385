"""How a policy changes its parent: removing entries, rules that cannot occur, figures under stress."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from scoring.assess import score_case
from scoring.policy import POLICY_FOLDER, Policy, compile_policy, load_policy
from tests.scoring.cases import case, compiled, default_card
from workbench.findings import Finding


def child(folder: Path, text: str) -> tuple[Policy | None, tuple[Finding, ...]]:
    """Load a policy that extends the trade policy."""
    for name in ("base", "trade"):
        shutil.copy(POLICY_FOLDER / f"{name}.yaml", folder)
    head = "policy: made\nextends: trade\nversion: 1.0.0\nname: {zh: 试, en: Made}\n"
    (folder / "made.yaml").write_text(head + text, "utf-8")
    return load_policy("made", folder)


def sound(folder: Path, text: str) -> Policy:
    made, problems = child(folder, text)
    assert made is not None, problems
    assert compile_policy(made, compiled("fmcg_wholesale"))[1] == ()
    return made


def test_what_a_child_removes_is_gone_from_every_list(tmp_path: Path) -> None:
    made = sound(tmp_path, "remove: [M4, K05, P2, guaranteed, growth_by_industry, growth]\n" + GROWTH)
    assert "M4" not in {method.id for method in made.methods}
    assert "K05" not in {knockout.id for knockout in made.knockouts}
    assert "P2" not in {product.id for product in made.products}
    line = score_case(case("fmcg_worked"), default_card(), made).line
    assert "M4" not in {method.id for method in line.methods}
    assert line.total == 440_000


GROWTH = "calculations:\n  - {name: growth, always: true, type: percent, label: 增长, formula: growth_cap}\n"


def test_removing_what_no_parent_has_is_a_mistake(tmp_path: Path) -> None:
    made, problems = child(tmp_path, "remove: [M4, M99]\n")
    assert made is None
    assert [(p.code, p.args["name"]) for p in problems] == [("SCR16", "M99")]


@pytest.mark.parametrize("name", ["override_share", "review_apart"])
def test_what_the_engine_itself_reads_cannot_be_removed(tmp_path: Path, name: str) -> None:
    made, problems = child(tmp_path, f"remove: [{name}]\n")
    assert made is None
    assert [(p.code, p.args["key"]) for p in problems] == [("TPL05", name)]


def test_a_rule_that_cannot_occur_takes_the_place_of_the_parent_s(tmp_path: Path) -> None:
    text = (
        "knockouts:\n  - {id: K12, override: true, never: {zh: 不看, en: Not asked}}\n"
        "methods:\n  - {id: M1, override: true, never: {zh: 不用, en: Not used}}\n"
        "  - {id: M1b, override: true, formula: request_amount}\n"
    )
    made = sound(tmp_path, text)
    knockout = next(k for k in made.knockouts if k.id == "K12")
    assert (knockout.any, knockout.cure, knockout.never.zh) == ((), "", "不看")
    methods = {method.id: method for method in made.methods}
    assert (methods["M1"].formula, methods["M1"].note_when, methods["M1"].never.zh) == ("", "", "不用")
    assert (methods["M1b"].formula, methods["M1b"].never.zh) == ("request_amount", "")


@pytest.mark.parametrize(
    "text",
    [
        "knockouts:\n  - {id: K12, override: true, never: {zh: 不看, en: No}, any: [age<18]}\n",
        "conditions:\n  - {id: made, label: x, source: x}\n",
        "conditions:\n  - {id: made, label: x, source: x, holds: age>18, at_payout: true}\n",
    ],
)
def test_a_rule_needs_exactly_one_form(tmp_path: Path, text: str) -> None:
    made, problems = child(tmp_path, text)
    assert made is None
    assert "SCR09" in {problem.code for problem in problems}


def test_a_method_that_takes_the_cards_table_says_in_which_unit(tmp_path: Path) -> None:
    text = "methods:\n  - {id: MX, label: x, formula: card_line, source: x%s}\n"
    made, problems = child(tmp_path, text % "")
    assert (made, [(p.code, p.args["key"]) for p in problems]) == (None, [("TPL05", "table")])
    made, problems = child(tmp_path, text % ", table: pigs")
    assert (made, [(p.code, p.args["key"]) for p in problems]) == (None, [("TPL06", "table")])
    assert next(m.table for m in sound(tmp_path, text % ", table: yuan").methods if m.id == "MX") == "yuan"


def test_a_policy_may_have_figures_under_stress_of_its_own(tmp_path: Path) -> None:
    made = sound(
        tmp_path,
        "stress:\n  figures:\n    - {name: after_loan, type: money, label: 后, formula: net_profit-line_tested}\n",
    )
    scoring = score_case(case("fmcg_worked"), default_card(), made)
    assert scoring.stress[0].measures["after_loan"] == pytest.approx(264_000.25 - 440_000)
    assert scoring.lineage["stress.base.after_loan"].inputs == ("stress.base.net_profit", "line_tested")


def test_home_value_counts_only_where_the_bank_says_so(tmp_path: Path) -> None:
    made = sound(tmp_path, "parameters:\n  - {name: home_value_share, override: true, value: 30%}\n")
    values = case("fmcg_worked")
    home = values.number("home_unencumbered")
    assert home
    counted, plain = (score_case(values, default_card(), p).line for p in (made, sound(tmp_path, "")))
    worth = [next(m.value or 0 for m in line.methods if m.id == "M3") for line in (counted, plain)]
    assert worth[0] - worth[1] == pytest.approx(0.3 * home)
