"""Order of computation and circles."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.formula import Cycle, order_names


def test_precedents_come_first_and_the_rest_stays_as_given() -> None:
    assert order_names({"a": ["c", "input"], "b": [], "c": ["b"], "d": []}) == ["b", "c", "a", "d"]


def test_inputs_are_left_out() -> None:
    assert order_names({"a": ["x", "y"]}) == ["a"]


@pytest.mark.parametrize(
    ("definitions", "path"),
    [
        ({"a": ["a"]}, ["a", "a"]),
        ({"a": ["b"], "b": ["c"], "c": ["a"]}, ["a", "b", "c", "a"]),
        ({"x": ["a"], "a": ["b"], "b": ["a"]}, ["a", "b", "a"]),
    ],
)
def test_a_circle_is_shown(definitions: dict[str, list[str]], path: list[str]) -> None:
    with pytest.raises(Cycle) as caught:
        order_names(definitions)
    assert caught.value.path == path


def test_a_long_chain_needs_no_recursion() -> None:
    length = 50_000
    chain = {f"n{place}": [f"n{place + 1}"] for place in range(length)}
    assert order_names(chain)[0] == f"n{length - 1}"
    with pytest.raises(Cycle):
        order_names(chain | {f"n{length}": ["n0"]})


@given(st.dictionaries(st.integers(0, 12).map(str), st.lists(st.integers(0, 12).map(str), max_size=4)))
def test_order_or_circle(definitions: dict[str, list[str]]) -> None:
    path: list[str] = []
    ordered: list[str] = []
    try:
        ordered = order_names(definitions)
    except Cycle as cycle:
        path = cycle.path
    if path:
        assert path[0] == path[-1]
        assert all(after in definitions[before] for before, after in pairwise(path))
        return
    assert sorted(ordered) == sorted(definitions)
    places = {name: place for place, name in enumerate(ordered)}
    for name, precedents in definitions.items():
        assert all(places[precedent] < places[name] for precedent in precedents if precedent in places)
