"""docs/formula-language.md says what the registry and the catalogue of refusals say."""

from __future__ import annotations

import re
from pathlib import Path

from workbench.formula import FUNCTIONS
from workbench.formula.functions.text import FORMATS
from workbench.formula.refusal import catalogue

DOC = (Path(__file__).parents[2] / "docs" / "formula-language.md").read_text(encoding="utf-8")


def test_every_function_is_listed_with_its_arguments() -> None:
    rows = re.findall(r"^\| `([A-Z]+)` \| (.*?) \|", DOC, re.MULTILINE)
    assert {name for name, _ in rows} == set(FUNCTIONS)
    for name, arguments in rows:
        declared = FUNCTIONS[name]
        listed = [argument for argument in arguments.split(", ") if argument != "..."]
        assert len(listed) == len(declared.kinds), name
        assert sum(not argument.startswith("[") for argument in listed) == declared.minimum, name
        assert arguments.endswith("...") == bool(declared.repeat), name


def test_every_code_is_listed_with_its_titles() -> None:
    rows = re.findall(r"^\| (FML\d\d) \| (.*?) \| (.*?) \|$", DOC, re.MULTILINE)
    titles = {code: entry["title"] for code, entry in catalogue()["codes"].items()}
    assert {code: {"en": en, "zh": zh} for code, en, zh in rows} == titles


def test_every_format_of_text_is_listed() -> None:
    assert all(f'`"{known}"`' in DOC for known in FORMATS)
