"""One mistake, one code, one line: what the author of a template is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from workbench.template.loader import Loaded
from workbench.template.verify import verify_template

Load = Callable[..., Loaded]

MISTAKES = [
    ("TPL01", "small.yaml:4", [("name: {zh: 小, en: Small}", "name: {zh: 小, en: Small")]),
    ("TPL02", "small.yaml:3", [("version: 1.0.0\n", "version: 1.0.0\nversion: 1.0.0\n")]),
    ("TPL03", "small.yaml:3", [("name: {zh: 小, en: Small}", "name: &a {zh: 小, en: Small}\nowner: *a")]),
    ("TPL04", "small.yaml:20", [("required: true, min: 0", "requird: true, min: 0")]),
    ("TPL05", "small.yaml:8", [(", value: 5%", "")]),
    ("TPL06", "small.yaml:20", [("type: money, required", "type: cash, required")]),
    ("TPL06", "small.yaml:8", [("value: 5%", "value: five")]),
    ("TPL07", "small.yaml:38", [("name: total,", "name: tax2023,")]),
    ("TPL07", "small.yaml:38", [("name: total,", "name: total.q1,")]),
    ("TPL07", "small.yaml:38", [("name: total,", "name: to-tal,")]),
    ("TPL08", "small.yaml:38", [("name: total,", "name: Price,")]),
    ("TPL14", "small.yaml:21", [("type: money, if_blank: 0", "type: choice, choices: colours, if_blank: 0")]),
    ("TPL15", "small.yaml:5", [("zh: 否", "zh: '>否'")]),
    ("TPL16", "small.yaml:37", [("SUM(goods.worth)", "total-bonus")]),
    ("TPL17", "small.yaml:38", [("goods_worth+bonus", "goods_worth+bonus*1.5")]),
    ("TPL18", "small.yaml:38", [("goods_worth+bonus", "goods_worth" + "+goods_worth" * 12)]),
    ("TPL20", "small.yaml:20", [("required: true, min: 0", f"required: true, prompt: {'长' * 256}, min: 0")]),
    ("TPL21", "small.yaml:20", [("label: {zh: 价, en: Price}", "label: {zh: 价}")]),
    ("TPL22", "small.yaml:27", [("name: total,", "name: item,")]),
    ("TPL23", "small.yaml:20", [("max: 100", "max: -1")]),
    ("TPL24", "small.yaml:10", [("[[0, 0], [10, 0.5]]", "[[10, 0], [0, 0.5]]")]),
    ("TPL26", "small.yaml:16", [("sheet: {zh: 一, en: One}", "sheet: {zh: 一/二, en: One}")]),
    ("TPL27", "small.yaml:21", [("if_blank: 0", "if_blank: 0, required: true")]),
    ("FML21", "small.yaml:38", [("goods_worth+bonus", "goods_wort+bonus")]),
    ("FML13", "small.yaml:38", [("goods_worth+bonus", "A1+bonus")]),
]


@pytest.mark.parametrize(("code", "place", "replacements"), MISTAKES)
def test_a_mistake_is_reported_with_its_code_and_line(
    load: Load, code: str, place: str, replacements: list[tuple[str, str]]
) -> None:
    _, findings = verify_template(load(*replacements))
    assert (code, place) in [(finding.code, finding.place) for finding in findings]
    for finding in findings:
        assert all(finding.message(lang) and finding.remedy(lang) for lang in ("zh", "en"))


def test_all_mistakes_of_a_file_come_in_one_run(load: Load) -> None:
    loaded = load(
        ("required: true, min: 0", "requird: true, min: 0"),
        ("goods_worth+bonus", "goods_wort+bonus"),
        ("SUM(goods.worth)", "SUM(goods.worth)*1.5"),
        ("name: {zh: 小, en: Small}", "name: {zh: 小, en: Small}\ncolour: red"),
    )
    _, findings = verify_template(loaded)
    assert {"TPL04", "FML21", "TPL17"} <= {finding.code for finding in findings}
    assert len([finding for finding in findings if finding.code == "TPL04"]) == 2


def test_a_circle_does_not_hide_behind_other_mistakes(load: Load) -> None:
    _, findings = verify_template(load(("SUM(goods.worth)", "total-bonus"), ("count*price", "count*prices")))
    assert {"TPL16", "FML21"} <= {finding.code for finding in findings}


def test_an_unknown_key_is_answered_with_the_nearest_one(load: Load) -> None:
    _, findings = verify_template(load(("required: true, min: 0", "requird: true, min: 0")))
    assert "required" in findings[0].message("en")


def test_a_circle_is_refused_with_its_path(load: Load) -> None:
    _, findings = verify_template(load(("SUM(goods.worth)", "total-bonus")))
    circle = next(finding for finding in findings if finding.code == "TPL16")
    assert circle.args["path"] in ("total -> goods_worth -> total", "goods_worth -> total -> goods_worth")


def test_the_small_template_is_clean(load: Load) -> None:
    compiled, findings = verify_template(load())
    assert findings == []
    assert compiled is not None
