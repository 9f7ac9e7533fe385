"""The plan of a survey workbook: from a template and, where there are answers, their values."""

from __future__ import annotations

from workbench.evaluation.answers import Answers
from workbench.evaluation.values import Values, evaluate
from workbench.findings import Finding
from workbench.formula import refusals_of_names
from workbench.labels import Language
from workbench.survey.layout_checklist import lay_checklist
from workbench.survey.layout_checks import lay_checks
from workbench.survey.layout_cover import lay_cover
from workbench.survey.layout_indicators import lay_indicators
from workbench.survey.layout_lists import lay_lists
from workbench.survey.layout_needs import Needs
from workbench.survey.layout_parameters import lay_parameters
from workbench.survey.layout_section import lay_section
from workbench.survey.layout_sheet import Sheet
from workbench.survey.layout_statement import lay_statement
from workbench.survey.layout_survey import Survey
from workbench.survey.layout_workings import lay_workings
from workbench.survey.plan import Area, WorkbookPlan
from workbench.template.compiled import Compiled

OWN_PREFIX = "survey."


def plan_survey(compiled: Compiled, language: Language, values: Values | None = None) -> WorkbookPlan:
    """Plan the workbook of a template; blank without values.

    The structure depends on the template and the language alone, but for tables with more rows than the
    template foresees. Template mistakes that only the plan can see (SUR01-SUR03) are its findings.
    """
    if values is None:
        template = compiled.template
        values = evaluate(compiled, Answers(template.id, template.version, language, template.hash))
    survey = Survey(compiled, language, values)
    sheets = _sheets(survey)
    names, problems = _names(survey)
    return WorkbookPlan(
        template=survey.template.id,
        version=survey.template.version,
        hash=survey.template.hash,
        title=survey.text("title", name=survey.say(survey.template.name)),
        language=language,
        sheets=tuple(sheet.plan() for sheet in sheets),
        names=names,
        places=survey.places,
        tables=survey.tables,
        series=survey.series,
        findings=(*survey.findings, *problems),
    )


def _sheets(survey: Survey) -> list[Sheet]:
    """Give all sheets in order: cover, what people fill, what comes of it, how it was computed."""
    template = survey.template
    needs = Needs(survey)
    shown = [lay_section(survey, section) for section in template.sections]
    if template.checklist:
        shown.append(lay_checklist(survey))
    if template.checks:
        shown.append(lay_checks(survey, needs))
    shown += [lay_statement(survey, statement) for statement in template.statements]
    if template.indicators or template.identities:
        shown.append(lay_indicators(survey))
    shown += [lay_workings(survey), lay_parameters(survey)]
    return [lay_cover(survey, shown), *shown, lay_lists(survey), needs.lay()]


def _names(survey: Survey) -> tuple[tuple[Area, ...], list[Finding]]:
    """Give the names that the workbook defines, sorted, and what is wrong with them."""
    wanted = [d.name for d in survey.compiled.definitions.values() if survey.is_named(d)]
    own = [name for name in survey.places if name.startswith(OWN_PREFIX)]
    problems = [Finding("SUR03", "", {"name": name}) for name in wanted if name not in survey.places]
    names = sorted({name for name in (*wanted, *own) if name in survey.places})
    problems += [Finding("SUR02", "", dict(refusal.args)) for refusal in refusals_of_names(names)]
    return tuple(survey.places[name] for name in names), problems
