"""A small template of its own, so that template tests do not move when the industries do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.template.loader import Loaded, load_template

SMALL = """\
template: small
version: 1.0.0
name: {zh: 小, en: Small}
lists:
  yes_no: {'yes': {zh: 是, en: 'Yes'}, 'no': {zh: 否, en: 'No'}}
parameters:
  - {name: zero, label: {zh: 零, en: Zero}, value: 0, source: test}
  - {name: rate, label: {zh: 率, en: Rate}, value: 5%, type: percent, source: test}
bands:
  - name: step
    label: {zh: 阶, en: Step}
    source: test
    columns: [{name: from, label: {zh: 起, en: From}}, {name: share, label: {zh: 率, en: Share}}]
    rows: [[0, 0], [10, 0.5]]
sections:
  - id: one
    order: 1
    sheet: {zh: 一, en: One}
    fields:
      - {name: price, label: {zh: 价, en: Price}, type: money, required: true, min: 0, max: 100}
      - {name: bonus, label: {zh: 奖, en: Bonus}, type: money, if_blank: 0}
    tables:
      - name: goods
        label: {zh: 货, en: Goods}
        rows: 3
        columns:
          - {name: item, label: {zh: 名, en: Item}, type: text, required: true}
          - {name: count, label: {zh: 数, en: Count}, required: true}
          - {name: worth, label: {zh: 值, en: Worth}, type: money, formula: count*price}
    series:
      - name: year
        label: {zh: 年, en: Year}
        lines:
          - {name: paid, label: {zh: 付, en: Paid}, type: money, required: true}
          - {name: sum, label: {zh: 累, en: Sum}, type: money, opening: zero, formula: PREV(sum)+paid}
calculations:
  - {name: goods_worth, label: {zh: 总值, en: Worth}, type: money, formula: SUM(goods.worth)}
  - {name: total, label: {zh: 合计, en: Total}, type: money, formula: goods_worth+bonus}
"""


@pytest.fixture
def load(tmp_path: Path) -> Callable[..., Loaded]:
    """Give a function that loads the small template, changed by replacing text, with children laid over it."""

    def loader(*replacements: tuple[str, str], child: str = "") -> Loaded:
        text = SMALL
        for old, new in replacements:
            assert old in text, old
            text = text.replace(old, new, 1)
        (tmp_path / "small.yaml").write_text(text, "utf-8")
        if child:
            head = "template: child\nextends: small\nversion: 1.0.0\nname: {zh: 子, en: Child}\n"
            (tmp_path / "child.yaml").write_text(head + child, "utf-8")
        return load_template("child" if child else "small", tmp_path)

    return loader
