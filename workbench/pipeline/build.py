"""Building survey workbooks, blank and filled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from workbench.evaluation.answer_checks import check_answers
from workbench.evaluation.answers_file import read_answers_file
from workbench.evaluation.values import evaluate
from workbench.findings import Finding
from workbench.labels import Language
from workbench.pipeline.library import Unusable, compiled_template
from workbench.survey.build import build_survey, fill_survey

UNREADABLE = frozenset({"ANS10", "ANS18", "ANS19"})


def build_surveys(templates: Iterable[str], out: Path, language: Language) -> Iterator[Path]:
    """Write the blank survey of each template into a folder. Raises Unusable before anything is written."""
    compiled = [compiled_template(template) for template in templates]
    out.mkdir(parents=True, exist_ok=True)
    for one in compiled:
        path = out / f"{one.template.id}.xlsx"
        plan = build_survey(one, language, path)
        if plan.findings:
            raise Unusable(plan.findings)
        yield path


def fill_from_file(template: str, answers_file: Path, out: Path, language: Language) -> list[Finding]:
    """Write a survey filled from an answers file; give what is wrong with the answers.

    Raises Unusable when the template or the answers file cannot be read.
    """
    compiled = compiled_template(template)
    if not answers_file.exists():
        raise Unusable((Finding("ANS17", str(answers_file)),))
    answers = read_answers_file(answers_file, compiled, language)
    if any(finding.code in UNREADABLE for finding in answers.findings):
        raise Unusable(tuple(answers.findings))
    out.parent.mkdir(parents=True, exist_ok=True)
    fill_survey(compiled, answers, out)
    return [*answers.findings, *check_answers(evaluate(compiled, answers))]
