"""The catalogue of findings: every code has its words in both languages, is raised somewhere, and nothing else is."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

import workbench
from workbench.findings import Finding, codes, worst
from workbench.labels import Label

ROOT = Path(workbench.__file__).parent.parent
SOURCES = "\n".join(
    path.read_text("utf-8") for folder in ("workbench", "scoring") for path in (ROOT / folder).rglob("*.py")
)
CODE = re.compile(r'"((?:TPL|ANS|INT|CHK|STM|FILE|SUR|SCR|KO|LIN)\d{2})"')


def tokens(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("code", sorted(codes()))
def test_both_languages_say_the_same(code: str) -> None:
    entry = codes()[code]
    assert entry["severity"] in ("error", "warning", "info")
    for part in ("message", "remedy"):
        assert entry["zh"][part].strip()
        assert entry["en"][part].strip()
    said = {language: tokens(entry[language]["message"] + entry[language]["remedy"]) for language in ("zh", "en")}
    assert said["zh"] == said["en"]


def test_every_code_is_raised_and_every_raised_code_is_in_the_catalogue() -> None:
    raised = set(CODE.findall(SOURCES))
    assert raised - set(codes()) == set()
    assert set(codes()) - raised - {"FML"} == set()


def test_a_missing_token_is_a_bug_not_a_blank() -> None:
    with pytest.raises(KeyError):
        Finding("ANS01").message("zh")


def test_labels_among_the_tokens_speak_the_language() -> None:
    finding = Finding("ANS01", "'01基本'!C5", {"label": Label("姓名", "Name")})
    assert "姓名" in finding.message("zh")
    assert "Name" in finding.message("en")
    assert worst([finding]) == "error"
    assert worst([]) is None
