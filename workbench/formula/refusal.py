"""Why a formula is refused: a code, a place in the text, and a catalogue that says what to write instead."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

Language = Literal["zh", "en"]
_CATALOGUE = Path(__file__).with_name("refusals.yaml")


@cache
def catalogue() -> dict[str, Any]:
    """refusals.yaml: `codes`, `functions` (remedies for well-known refused functions) and `hint`."""
    import yaml  # the way to a first refusal is the only one that needs it

    with _CATALOGUE.open(encoding="utf-8") as stream:
        return cast("dict[str, Any]", yaml.load(stream, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))


class Refusal(Exception):
    """A formula outside the language. `position` is an offset in its text, `args` what the message names."""

    def __init__(self, code: str, position: int, **details: object) -> None:
        super().__init__(code, position)
        self.code = code
        self.position = position
        self.details = details

    @property
    def args(self) -> dict[str, object]:  # type: ignore[override]  # a coded finding's args are named
        return self.details

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuilt, (self.code, self.position, self.details)

    def __str__(self) -> str:
        return f"{self.code} at {self.position}: {self.message('en')}"

    def title(self, lang: Language = "zh") -> str:
        """What kind of mistake it is, in a few words."""
        return cast("str", catalogue()["codes"][self.code]["title"][lang])

    def message(self, lang: Language = "zh") -> str:
        """What is wrong and what to write instead. KeyError when a token of the text is missing."""
        entry = catalogue()["codes"][self.code]
        tokens = {"hint": self._hint(lang), "instead": self._instead(lang), **self.details}
        tokens["column"] = self.position + 1
        gap = "" if lang == "zh" else " "
        parts = (entry[key][lang].format_map(tokens).strip() for key in ("message", "remedy"))
        return gap.join(part for part in parts if part)

    def _hint(self, lang: Language) -> str:
        suggestion = self.details.get("suggestion")
        return cast("str", catalogue()["hint"][lang]).format(suggestion=suggestion) if suggestion else ""

    def _instead(self, lang: Language) -> str:
        functions = catalogue()["functions"]
        return cast("str", functions.get(self.details.get("function"), functions["OTHER"])[lang])


def _rebuilt(code: str, position: int, details: dict[str, object]) -> Refusal:
    return Refusal(code, position, **details)
