"""In which order names can be computed, and where they run in a circle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping


class Cycle(Exception):
    """Names that need each other. `path` begins and ends with the same name."""

    def __init__(self, path: list[str]) -> None:
        super().__init__(" -> ".join(path))
        self.path = path


def order_names(definitions: Mapping[str, Iterable[str]]) -> list[str]:
    """The defined names, each behind its precedents, otherwise as given. Raises Cycle.

    Precedents without a definition of their own are inputs and are left out. Linear time, no recursion.
    """
    done: set[str] = set()
    ordered: list[str] = []
    for start in definitions:
        if start not in done:
            _visit(start, definitions, done, ordered)
    return ordered


def _visit(start: str, definitions: Mapping[str, Iterable[str]], done: set[str], ordered: list[str]) -> None:
    path: dict[str, Iterator[str]] = {start: iter(definitions[start])}  # a dict keeps the order of descent
    while path:
        name = next(reversed(path))
        for precedent in path[name]:
            if precedent in path:
                names = list(path)
                raise Cycle([*names[names.index(precedent) :], precedent])
            if precedent not in done and precedent in definitions:
                path[precedent] = iter(definitions[precedent])
                break
        else:
            del path[name]
            done.add(name)
            ordered.append(name)
