"""A child adds, overrides by name, or removes by name; every other way is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from workbench.template.loader import Loaded

Load = Callable[..., Loaded]


def test_a_child_adds_fields_and_columns_to_its_parents_sections(load: Load) -> None:
    child = (
        "sections:\n  - id: one\n    fields:\n      - {name: extra, label: {zh: 加, en: Extra}, after: price}\n"
        "    tables:\n      - name: goods\n        columns:\n"
        "          - {name: unit, label: {zh: 位, en: Unit}, type: text, after: item}\n"
    )
    loaded = load(child=child)
    assert loaded.findings == ()
    assert loaded.template is not None
    section = loaded.template.sections[0]
    assert [field.name for field in section.fields] == ["price", "extra", "bonus"]
    assert [column.name for column in section.tables[0].columns] == ["item", "unit", "count", "worth"]
    assert section.fields[1].place == "child.yaml:8"


def test_a_child_overrides_by_name_and_keeps_what_it_does_not_say(load: Load) -> None:
    loaded = load(child="parameters:\n  - {name: rate, value: 7%, override: true}\n")
    assert loaded.findings == ()
    assert loaded.template is not None
    rate = next(item for item in loaded.template.parameters if item.name == "rate")
    assert (rate.value, rate.label.en) == (0.07, "Rate")


def test_a_child_removes_by_full_name(load: Load) -> None:
    loaded = load(child="remove: [goods.worth, total, goods_worth, year]\n")
    assert loaded.findings == ()
    assert loaded.template is not None
    assert [column.name for column in loaded.template.sections[0].tables[0].columns] == ["item", "count"]
    assert loaded.template.calculations == ()
    assert loaded.template.sections[0].series == ()


@pytest.mark.parametrize(
    ("code", "child"),
    [
        ("TPL11", "parameters:\n  - {name: rate, value: 7%}\n"),
        ("TPL12", "parameters:\n  - {name: rat, label: x, value: 7%, source: y, override: true}\n"),
        ("TPL13", "remove: [goods.wort]\n"),
        ("TPL19", "calculations:\n  - {name: new, label: x, formula: price, after: nothing}\n"),
    ],
)
def test_a_careless_child_is_told(load: Load, code: str, child: str) -> None:
    findings = load(child=child).findings
    assert [finding.code for finding in findings] == [code]
    assert findings[0].place.startswith("child.yaml:")


def test_a_missing_parent_and_a_circle_of_parents_are_refused(load: Load) -> None:
    assert [f.code for f in load(("version: 1.0.0", "extends: smal\nversion: 1.0.0")).findings] == ["TPL09"]
    assert [f.code for f in load(("version: 1.0.0", "extends: small\nversion: 1.0.0")).findings] == ["TPL10"]


def test_the_hash_follows_the_content_not_the_place(load: Load) -> None:
    plain, spaced, other = load(), load(("price", "price")), load(("value: 5%", "value: 6%"))
    assert plain.template is not None
    assert spaced.template is not None
    assert other.template is not None
    assert plain.template.hash == spaced.template.hash != other.template.hash
