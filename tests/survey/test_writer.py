"""The written file: the same bytes, locked, and read back as planned."""

from __future__ import annotations

import io
import re
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from tests.oracles.libreoffice import recalculate, values
from tests.survey.conftest import INDUSTRIES
from workbench.evaluation.answers import Answers
from workbench.evaluation.answers_file import read_answers_file, template_named_in
from workbench.evaluation.values import evaluate
from workbench.formula import ExcelError
from workbench.labels import LANGUAGES, Language
from workbench.pipeline.library import compiled_template
from workbench.survey.build import build_survey, fill_survey
from workbench.survey.layout import plan_survey
from workbench.survey.plan import ConditionPlan
from workbench.survey.reading import read_package
from workbench.survey.writer import survey_bytes, write_survey
from workbench.template.compiled import Compiled

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
SECONDS = 0.7


def part(data: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read(name).decode()


@pytest.mark.parametrize("template", INDUSTRIES)
def test_the_same_plan_gives_the_same_bytes(template: str) -> None:
    compiled = compiled_template(template)
    first = survey_bytes(plan_survey(compiled, "zh"))
    assert first == survey_bytes(plan_survey(compiled, "zh"))


@pytest.mark.parametrize("template", INDUSTRIES)
def test_a_survey_is_built_in_time(template: str) -> None:
    compiled = compiled_template(template)
    spent = []
    for _ in range(3):
        start = time.process_time()
        survey_bytes(plan_survey(compiled, "zh"))
        spent.append(time.process_time() - start)
    assert min(spent) < SECONDS


@pytest.mark.parametrize("template", INDUSTRIES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_our_reader_finds_what_was_planned(template: str, language: Language) -> None:
    plan = plan_survey(compiled_template(template), language)
    raw = read_package(survey_bytes(plan))
    assert raw.structure_locked
    assert {area.name: area.absolute for area in plan.names} == {
        name: _quoted(found.refers_to) for name, found in raw.names.items() if not name.startswith("_xlnm")
    }
    for sheet in plan.sheets:
        found = raw.sheets[sheet.name]
        assert (found.state, found.protected) == (sheet.state, True)
        assert found.formulas == dict(sheet.formulas)
        assert not found.arrays
        for ref, value in sheet.constants.items():
            assert found.values[ref] == value
        for ref, value in sheet.computed.items():
            assert found.values.get(ref, "") == (str(value) if isinstance(value, ExcelError) else value)


def _quoted(target: str) -> str:
    sheet, _, ref = target.rpartition("!")
    return f"{sheet}!{ref}" if sheet.startswith("'") else f"'{sheet}'!{ref}"


def test_no_error_stands_in_a_blank_survey() -> None:
    for template in INDUSTRIES:
        plan = plan_survey(compiled_template(template), "zh")
        errors = [
            f"'{sheet.name}'!{ref}"
            for sheet in plan.sheets
            for ref, value in sheet.computed.items()
            if isinstance(value, ExcelError)
        ]
        assert errors == []


def test_text_that_looks_like_a_formula_stays_text(tiny: Compiled, tiny_answers: Answers) -> None:
    data = survey_bytes(plan_survey(tiny, "zh", evaluate(tiny, tiny_answers)))
    raw = read_package(data)
    plan = plan_survey(tiny, "zh")
    sheet, ref = plan.address_of("client_name") or ("", "")
    assert raw.sheets[sheet].values[ref] == "=张三"
    assert ref not in raw.sheets[sheet].formulas
    assert 'quotePrefix="1"' in part(data, "xl/styles.xml")


def test_nobody_is_named_in_the_file(tiny: Compiled) -> None:
    core = part(survey_bytes(plan_survey(tiny, "zh")), "docProps/core.xml")
    assert re.findall(r"<(?:dc:creator|cp:lastModifiedBy)>([^<]+)<", core) == []


def test_a_file_appears_whole_or_not_at_all(tiny: Compiled, tmp_path: Path) -> None:
    plan = plan_survey(tiny, "zh")
    first = replace(plan.sheets[0], conditions=(ConditionPlan(("A1",), "1=1", "no such style"),))
    with pytest.raises(KeyError):
        write_survey(replace(plan, sheets=(first, *plan.sheets[1:])), tmp_path / "case.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_libreoffice_computes_what_the_file_holds(soffice: Path, tmp_path: Path) -> None:
    """Blank surveys and filled samples, in both languages: a forced recalculation changes nothing."""
    paths = []
    for template in INDUSTRIES:
        for language in LANGUAGES:
            paths.append(tmp_path / f"{template}_{language}.xlsx")
            build_survey(compiled_template(template), language, paths[-1])
    for sample in sorted(SAMPLES.glob("*.yaml")):
        compiled = compiled_template(template_named_in(sample))
        paths.append(tmp_path / f"{sample.stem}_en.xlsx")
        fill_survey(compiled, read_answers_file(sample, compiled, "en"), paths[-1])
    recalculated = recalculate(paths, tmp_path / "recalculated")
    for path in paths:
        assert _differences(values(path), values(recalculated[path])) == [], path.name


def _differences(held: dict, computed: dict) -> list[str]:
    return [
        f"'{sheet}'!{ref}: {value!r} / {computed[sheet].get(ref)!r}"
        for sheet, cells in held.items()
        for ref, value in cells.items()
        if not _same(value, computed[sheet].get(ref))
    ]


def _same(one: object, other: object) -> bool:
    if one == "" and other is None:
        return True
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) <= max(1e-9 * abs(one), 1e-6)  # gaps of identities are rounding noise
    return one == other
