"""Cards and policies as files: what ships is sound, every mistake of an editor has a code, a file and a line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from scoring.card import CARD_FOLDER, compile_card, load_card
from scoring.policy import POLICY_FOLDER, compile_policy, load_policy
from tests.scoring.cases import compiled, default_card, policy
from workbench.findings import Finding
from workbench.yaml_source import load_plain


@pytest.mark.parametrize("template", ["fmcg_wholesale", "pig_farming"])
def test_what_ships_fits_every_template(template: str) -> None:
    made = compiled(template)
    assert compile_card(default_card(), made)[1] == ()
    assert compile_policy(policy(made.template.policy), made)[1] == ()


def test_the_default_card_has_26_indicators_in_five_dimensions_and_100_points() -> None:
    card = default_card()
    assert [item.id for item in card.indicators] == [f"I{n:02}" for n in range(1, 27)]
    assert [sum(i.maximum for i in d.indicators) for d in card.dimensions] == [20, 22, 20, 25, 13]
    assert card.total == 100
    assert "300" in card.note.en
    assert "专家评分卡" in card.note.zh


def test_every_threshold_has_its_source() -> None:
    assert all(item.source for item in default_card().indicators)
    for name in ("trade", "livestock"):
        read = policy(name)
        assert all(product.source for product in read.products)
        assert all(knockout.source for knockout in read.knockouts)
        assert all(method.source for method in read.methods)
        assert all(condition.source for condition in read.conditions)
        assert all(parameter.source for parameter in read.names.parameters)


def test_policies_have_the_caps_of_ruling_r16() -> None:
    caps = {product.id: dict(product.caps) for product in policy("livestock").products}
    assert caps["P1"] == {"AAA": 5e5, "AA": 5e5, "A": 3e5, "BBB": 2e5, "BB": 0, "C": 0}
    assert caps["P4"]["AA"] == 6e5
    assert [product.id for product in policy("trade").products] == ["P1", "P2", "P3", "P5", "P6", "P8", "P7"]
    assert policy("trade").lineage == ("base 1.1.0", "trade 1.1.0")


def test_equal_content_has_an_equal_hash(tmp_path: Path) -> None:
    shutil.copy(CARD_FOLDER / "default.yaml", tmp_path / "copy.yaml")
    copied, _ = load_card(str(tmp_path / "copy.yaml"))
    assert copied is not None
    assert copied.hash == default_card().hash
    assert policy("trade").hash != policy("livestock").hash


def edited_card(folder: Path, old: str, new: str) -> list[tuple[str, int]]:
    """Load the default card with one text replaced, compile it, give (code, line) of every finding."""
    text = (CARD_FOLDER / "default.yaml").read_text("utf-8")
    assert old in text
    (folder / "default.yaml").write_text(text.replace(old, new, 1), "utf-8")
    card, problems = load_card("default", folder)
    if card is not None:
        problems = compile_card(card, compiled("fmcg_wholesale"))[1]
    return placed(problems)


def placed(problems: tuple[Finding, ...]) -> list[tuple[str, int]]:
    for problem in problems:
        assert problem.message("zh")
        assert problem.remedy("en")
    return [(problem.code, int(problem.place.rpartition(":")[2] or 0)) for problem in problems]


def line_of(folder: Path, text: str, name: str = "default") -> int:
    """Give the line of the edited card or policy on which a text stands."""
    lines = (folder / f"{name}.yaml").read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


@pytest.mark.parametrize(
    ("old", "new", "code", "at"),
    [
        ("- {at_least: 8, points: 4}", "- {at_leest: 8, points: 4}", "TPL04", "at_leest"),
        ("- {at_least: 8, points: 4}", "- {points: 4}", "SCR03", "- {points: 4}"),
        ("- {at_least: 8, points: 4}", "- {at_least: 8}", "TPL05", "- {at_least: 8}"),
        ("- {at_least: 8, points: 4}", "- {at_least: 8, points: 5}", "SCR05", "value: years_in_trade"),
        ("- {between: [30, 50], points: 3}", "- {between: [30], points: 3}", "TPL06", "[30]"),
        ("value: years_in_trade", "value: years_in_trad", "FML21", "years_in_trad"),
        ("{at_most: stock_measure_median, ", "{at_most: stock_measure_mean, ", "FML21", "stock_measure_mean"),
        ("- {is: supply_stability.long, points: 3}", "- {is: supply_stability.ever, points: 3}", "FML21", ".ever"),
        ("at_most: BBB, when: hard_fails>0", "at_most: BBC, when: hard_fails>0", "SCR08", "BBC"),
        ("{grade: AA, at_least: 75}", "{grade: AA, at_least: 85}", "SCR07", "grades:"),
        ("- {name: dscr_requested,", "- {name: dscr_request,", "SCR02", "dscr_request,"),
        ("total: 100", "total: 101", "SCR04", "dimensions:"),
        ("missing_limit: 4", "missing_limits: 4", "TPL04", "missing_limits"),
        ("{grade: AA, at_least: 75}", "{grade: AA, at_least: 75, counts_as: AB}", "SCR13", "counts_as: AB"),
        ("{grade: A, at_least: 65}", "{grade: A, at_least: 65, counts_as: AAA}", "SCR13", "counts_as: AAA"),
        ("\ncaps: ", "\nline_table: {label: x, unit: share, source: x, grades: {AAAA: 1}}\ncaps: ", "SCR08", "AAAA"),
        (
            "\ncaps: ",
            "\nline_table: {label: x, unit: share, source: x, grades: {A: 1}, secured_only: [AB]}\ncaps: ",
            "SCR08",
            "AB",
        ),
        ("\ncaps: ", "\nline_table: {label: x, unit: share, source: x, grades: {AAA: lots}}\ncaps: ", "TPL06", "lots"),
        ("\ncaps: ", "\nline_table: 20%\ncaps: ", "TPL06", "line_table"),
        ("\ncaps: ", "\nline_table: {label: x, unit: mu, source: x, grades: {AAA: 1}}\ncaps: ", "TPL06", "unit: mu"),
        ("\ncaps: ", "\nline_table: {label: x, source: x, grades: {AAA: 1}}\ncaps: ", "TPL05", "line_table"),
        ("name: married,", "name: marriage,", "TPL08", "name: marriage,"),
        ("name: married,", "name: tax2023,", "FML81", "name: tax2023,"),
        ("formula: margin_for_card/margin_median", "formula: margin_ratio/margin_median", "TPL16", "margin_ratio/"),
    ],
)
def test_mistake_in_a_card_has_its_code_and_line(tmp_path: Path, old: str, new: str, code: str, at: str) -> None:
    found = edited_card(tmp_path, old, new)
    assert (code, line_of(tmp_path, at)) in found


def test_bins_without_an_end_are_a_mistake(tmp_path: Path) -> None:
    tail = "          - {at_least: 1, points: 1}\n          - {otherwise: 0}\n  - id: D2"
    old = tail.replace("  - id: D2", "")
    assert ("SCR06", line_of_default("value: years_in_trade")) in edited_card(
        tmp_path, old, "          - {at_least: 1, points: 1}\n"
    )


def line_of_default(text: str) -> int:
    return line_of(CARD_FOLDER, text)


@pytest.mark.parametrize(
    ("old", "new", "code", "at"),
    [
        ("extends: base", "extends: bass", "SCR01", "extends: bass"),
        ("extends: base", "extends: trade", "TPL10", "extends: trade"),
        ("id: M1\n", "id: M2\n", "TPL11", "- id: M2"),
        ("- id: M1\n", "- id: M1\n    override: true\n", "TPL12", "- id: M1"),
        ("    formula: working_capital-own_funds-working_debt\n", "", "SCR09", "- id: M1"),
        ("net_days<=0", "net_day<=0", "FML21", "net_day<=0"),
        ("growth_cap, type: percent, value: 15%", "growth_cap, type: percent, value: lots", "TPL06", "lots"),
        ("always: true", "allways: true", "TPL04", "allways"),
        ("policy: trade", "policy: [trade", "TPL01", "extends"),
        ("extends: base", "extends: base\nremove: [K99]", "SCR16", "remove: [K99]"),
        ("extends: base", "extends: base\nstress: 5", "TPL06", "stress: 5"),
        ("option: product.tobacco", "option: product.tobacco\n    cards: four", "TPL04", "cards: four"),
        ("version: 1.1.0", "version: 1.1.0\nversion: 1.1.1", "TPL02", "1.1.1"),
    ],
)
def test_mistake_in_a_policy_has_its_code_and_line(tmp_path: Path, old: str, new: str, code: str, at: str) -> None:
    for name in ("base", "trade"):
        shutil.copy(POLICY_FOLDER / f"{name}.yaml", tmp_path)
    path = tmp_path / "trade.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    read, problems = load_policy("trade", tmp_path)
    if read is not None:
        problems = compile_policy(read, compiled("fmcg_wholesale"))[1]
    found = [(problem.code, problem.place) for problem in problems]
    placed(problems)
    if code == "TPL01":
        assert code in dict(found)
    else:
        line = line_of(tmp_path, at, "trade")
        assert (code, f"{tmp_path.name}/trade.yaml:{line}") in found


@pytest.mark.parametrize("name", ["base", "farming"])
def test_a_policy_that_is_only_a_parent_is_refused_by_id_and_by_file(name: str) -> None:
    for written in (name, str(POLICY_FOLDER / f"{name}.yaml")):
        read, problems = load_policy(written)
        assert read is None
        assert "SCR17" in {problem.code for problem in problems}
        assert next(p.place for p in problems if p.code == "SCR17").startswith(f"policies/{name}.yaml:")


def test_file_that_is_not_there_or_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "latin.yaml").write_bytes("card: é".encode("latin-1"))
    (tmp_path / "list.yaml").write_text("- card", "utf-8")
    assert [load_card(name, tmp_path)[1][0].code for name in ("none", "latin", "list")] == ["SCR01", "TPL01", "TPL01"]


def test_policy_that_misses_a_part_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bare.yaml").write_text("policy: bare\nversion: 1.0.0\nname: {zh: 空, en: Bare}\n", "utf-8")
    missing = {finding.args["key"] for finding in load_policy("bare", tmp_path)[1]}
    assert missing >= {"methods", "products", "price", "rounding"}


@pytest.mark.parametrize("text", ["rounding: 5", "computable: [M1, M2]", "price: 7%", "products: [{id: P1, label: x}]"])
def test_part_of_a_policy_in_the_wrong_form_is_refused(tmp_path: Path, text: str) -> None:
    for name in ("base", "trade"):
        shutil.copy(POLICY_FOLDER / f"{name}.yaml", tmp_path)
    with (tmp_path / "trade.yaml").open("a", encoding="utf-8") as file:
        file.write(f"\n{text}\n")
    read, problems = load_policy("trade", tmp_path)
    assert read is None
    assert problems


def test_every_code_of_the_catalogue_is_raised_somewhere() -> None:
    code_text = "".join(path.read_text("utf-8") for path in Path("scoring").glob("*.py"))
    for code in load_plain(Path("scoring/messages.yaml")):
        assert f'"{code}"' in code_text, code


def test_every_reason_is_used_somewhere() -> None:
    code_text = "".join(path.read_text("utf-8") for path in Path("scoring").glob("*.py"))
    for key in load_plain(Path("scoring/reasons.yaml")):
        assert f'"{key}"' in code_text, key
