"""A policy over one case: evaluated again only when what it takes from outside has changed."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.evaluation.extension import evaluate_extension
from workbench.evaluation.values import Values
from workbench.formula import Value
from workbench.template.compiled import Compiled


class Ledger:
    """What the engine has told the policy so far, and the values that follow."""

    def __init__(self, names: Compiled, values: Values, outside: Mapping[str, Value]) -> None:
        self._names, self._case, self._outside = names, values, dict(outside)
        self._values: Values | None = None

    def give(self, outside: Mapping[str, Value]) -> None:
        """Tell the policy more, or something else than before."""
        if any(name not in self._outside or self._outside[name] != value for name, value in outside.items()):
            self._outside.update(outside)
            self._values = None

    @property
    def values(self) -> Values:
        """Everything that the policy computes from what it was told."""
        if self._values is None:
            self._values = evaluate_extension(self._names, self._case, self._outside)
        return self._values
