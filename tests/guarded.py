"""The small template with every safeguard (tests/survey/guarded.yaml): loaded, changed, and filled."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from workbench.evaluation.answers import Answers
from workbench.evaluation.values import Values, evaluate
from workbench.formula import Value
from workbench.pipeline.library import compiled_template
from workbench.template.compiled import Compiled
from workbench.template.loader import Loaded, load_template

FOLDER = Path(__file__).with_name("survey")
GUARDED = FOLDER / "guarded.yaml"


@cache
def guarded() -> Compiled:
    """The template as it stands."""
    return compiled_template(str(GUARDED))


def changed(folder: Path, *replacements: tuple[str, str]) -> Loaded:
    """Load the template from a folder with texts replaced; each must be there."""
    text = GUARDED.read_text("utf-8")
    for old, new in replacements:
        assert old in text, old
        text = text.replace(old, new, 1)
    (folder / "tiny.yaml").write_text((FOLDER / "tiny.yaml").read_text("utf-8"), "utf-8")
    (folder / "guarded.yaml").write_text(text, "utf-8")
    return load_template("guarded", folder)


def filling(**fields: Value) -> Answers:
    """A complete filling in which sales as told (40) are 10% above the receipts (36): TS04 is a note."""
    template = guarded().template
    answers = Answers(template.id, template.version, "zh", template.hash)
    answers.fields = {
        "survey_date": 46_203.0, "client_name": "张三", "price": 10.0, "bonus": 5.0, "told": 40.0,
        "rechecks.none": "是", **fields,
    }  # fmt: skip
    answers.columns = {
        "goods.item": ["甲", "乙", None],
        "goods.quantity": [1.0, 2.0, None],
        "goods.sold": [None, 1.0, None],
        "goods.size": [None, "大", None],
        "goods.note": [None, None, None],
    }
    answers.series = {"year.paid": [3.0] * 12}
    return answers


def rechecked(answers: Answers, check: str, resolution: str) -> Answers:
    """Put one re-check into a filling."""
    answers.fields["rechecks.none"] = None
    answers.columns |= {"rechecks.check": [check], "rechecks.resolution": [resolution]}
    return answers


def values_of(answers: Answers) -> Values:
    """Evaluate a filling."""
    return evaluate(guarded(), answers)
