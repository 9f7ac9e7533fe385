"""Reading a case file: which template it belongs to, its answers, and what was changed in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from workbench.evaluation.answers import Answers
from workbench.evaluation.translation import translate
from workbench.findings import Finding
from workbench.labels import Language
from workbench.pipeline.library import Unusable, compiled_template, industry_templates
from workbench.survey.binding import bind
from workbench.survey.integrity import integrity_findings
from workbench.survey.layout import plan_survey
from workbench.survey.name_areas import name_areas
from workbench.survey.plan import Area, WorkbookPlan
from workbench.survey.raw import PackageRefused, RawWorkbook
from workbench.survey.reading import read_package
from workbench.survey.stamp import read_stamp
from workbench.template.compiled import Compiled


@dataclass(frozen=True, slots=True)
class Case:
    """A case that was read: its answers under its template. `raw`, `plan` and `areas` only when it is a workbook.

    `as_typed`: the answers in the language of the survey, when the report speaks the other one.
    """

    answers: Answers
    compiled: Compiled
    kind: str = "workbook"
    raw: RawWorkbook | None = None
    plan: WorkbookPlan | None = None
    areas: Mapping[str, Area] = field(default_factory=dict)
    as_typed: Answers | None = None


def read_case(path: Path, language: Language | None = None) -> Case:
    """Read a case file. `language`: of the report; labels of choices are read in the language of the survey.

    Raises Unusable for a file that cannot be read (FILE codes), is no survey of ours (INT21), or belongs to a
    template that is not here (INT22) or to another version of it (INT23).
    """
    try:
        raw = read_package(path)
    except PackageRefused as refused:
        raise Unusable((Finding(refused.code, path.name, refused.args_of_message),)) from None
    stamp = read_stamp(raw)
    if stamp is None:
        raise Unusable((Finding("INT21", path.name),))
    if stamp.template not in industry_templates():
        raise Unusable((Finding("INT22", path.name, {"template": f"{stamp.template} {stamp.version}"}),))
    compiled = compiled_template(stamp.template)
    template = compiled.template
    if stamp.version != template.version:
        args = {"template": template.id, "old": stamp.version, "new": template.version}
        raise Unusable((Finding("INT23", path.name, args),))
    plan = _plan(compiled, stamp.language)
    areas = name_areas(raw, plan)
    answers = bind(raw, areas, plan, compiled, path.name)
    changed = integrity_findings(raw, plan, areas)
    lost = {str(finding.args["sheet"]) for finding in changed if finding.code == "INT02"}
    answers.findings = [f for f in answers.findings if not _on_a_lost_sheet(f, plan, lost)] + changed
    if stamp.hash != template.hash:
        answers.findings.append(Finding("INT24", path.name, {"template": template.id, "version": template.version}))
    told = translate(answers, compiled, language or stamp.language)
    as_typed = answers if told is not answers else None
    return Case(told, compiled, "workbook", raw, plan, areas, as_typed)


def _on_a_lost_sheet(finding: Finding, plan: WorkbookPlan, lost: set[str]) -> bool:
    """Whether a lost name is said already by the loss of its whole sheet."""
    area = plan.places.get(str(finding.args.get("name", "")))
    return finding.code == "INT01" and area is not None and area.sheet in lost


@lru_cache(maxsize=16)
def _plan(compiled: Compiled, language: Language) -> WorkbookPlan:
    return plan_survey(compiled, language)
