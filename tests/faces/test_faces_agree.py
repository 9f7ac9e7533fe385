"""One rule, two faces: every formula cell equals LibreOffice's forced recalculation and our own value (DESIGN 11)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tests.faces.fillings import Filler
from tests.oracles.libreoffice import recalculate, values
from workbench.evaluation.values import evaluate
from workbench.formula import ExcelError
from workbench.pipeline.library import compiled_template, industry_templates
from workbench.survey.layout import plan_survey
from workbench.survey.plan import WorkbookPlan
from workbench.survey.writer import write_survey

TEMPLATES = industry_templates()
SLICE = 12
MONEY_TOLERANCE, RELATIVE, NOTHING = 0.01, 1e-9, 1e-12
MONEY_TYPES = {"money"}


def differences(plan: WorkbookPlan, found: dict[str, dict[str, Any]], money: set[str]) -> list[str]:
    """Give every formula cell that LibreOffice computes differently."""
    wrong = []
    for sheet in plan.sheets:
        cells = found.get(sheet.name, {})
        for cell in sheet.cells:
            if cell.kind == "formula":
                ours, theirs = cell.value, cells.get(cell.ref)
                if not agree(ours, theirs, cell.name in money):
                    wrong.append(f"'{sheet.name}'!{cell.ref} {cell.name}: {ours!r} / {theirs!r} ={cell.formula}")
    return wrong


def agree(ours: Any, theirs: Any, money: bool) -> bool:
    if ours in (None, "") and theirs in (None, ""):
        return True
    if isinstance(ours, ExcelError):
        return str(theirs) == str(ours)
    if isinstance(ours, bool) or isinstance(theirs, bool):
        return float(ours) == float(theirs)
    if isinstance(ours, float) and isinstance(theirs, int | float):
        gap = abs(ours - theirs)
        if gap <= NOTHING or gap <= RELATIVE * max(abs(ours), abs(theirs)):
            return True
        return money and gap <= MONEY_TOLERANCE
    return ours == theirs


def compare(template: str, seeds: range, folder: Path) -> None:
    compiled = compiled_template(template)
    money = {name for name, definition in compiled.definitions.items() if definition.type in MONEY_TYPES}
    plans = {}
    for seed in seeds:
        answers = Filler(compiled, seed).answers()
        path = folder / f"{template}_{seed}.xlsx"
        plans[path] = plan_survey(compiled, "zh", evaluate(compiled, answers))
        write_survey(plans[path], path)
    recalculated = recalculate(list(plans), folder / "recalculated")
    wrong = [
        f"seed {path.stem}: {difference}"
        for path, plan in plans.items()
        for difference in differences(plan, values(recalculated[path]), money)
    ]
    assert not wrong, f"{len(wrong)} cells differ:\n" + "\n".join(wrong[:20])


@pytest.mark.parametrize("template", TEMPLATES)
def test_faces_agree_on_a_slice(template: str, soffice: Path, tmp_path: Path) -> None:
    compare(template, range(1, 1 + SLICE), tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("template", TEMPLATES)
def test_faces_agree_on_the_whole_campaign(template: str, soffice: Path, tmp_path: Path) -> None:
    first = int(os.environ.get("FACES_SEED", "1"))
    compare(template, range(first, first + int(os.environ.get("FACES_FILLINGS", "200"))), tmp_path)


def test_a_difference_would_be_seen() -> None:
    assert not agree(1.0, 1.02, True)
    assert not agree(1.0, 1.00001, False)
    assert not agree("通过", "不通过", False)
    assert not agree(0.0, None, False)
    assert agree(1.0, 1.005, True)
