"""Blank and filled survey workbooks in one call each."""

from __future__ import annotations

from pathlib import Path

from workbench.evaluation.answers import Answers
from workbench.evaluation.values import evaluate
from workbench.labels import Language
from workbench.survey.layout import plan_survey
from workbench.survey.plan import WorkbookPlan
from workbench.survey.writer import write_survey
from workbench.template.compiled import Compiled


def build_survey(compiled: Compiled, language: Language, path: Path | str) -> WorkbookPlan:
    """Write the blank survey of a template; nothing is written when the plan has findings."""
    plan = plan_survey(compiled, language)
    if not plan.findings:
        write_survey(plan, path)
    return plan


def fill_survey(compiled: Compiled, answers: Answers, path: Path | str) -> WorkbookPlan:
    """Write a survey filled with answers, every formula with its value, in the answers' language."""
    plan = plan_survey(compiled, answers.language, evaluate(compiled, answers))
    write_survey(plan, path)
    return plan
