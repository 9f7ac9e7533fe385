"""A template of its own, and the shipped ones, compiled."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.evaluation.answers import Answers
from workbench.pipeline.library import compiled_template, industry_templates
from workbench.template.compiled import Compiled

TINY = Path(__file__).with_name("tiny.yaml")
INDUSTRIES = industry_templates()


@pytest.fixture(scope="session")
def tiny() -> Compiled:
    """The small template."""
    return compiled_template(str(TINY))


@pytest.fixture
def tiny_answers(tiny: Compiled) -> Answers:
    """A complete filling of the small template."""
    template = tiny.template
    answers = Answers(template.id, template.version, "zh", template.hash)
    answers.fields = {"survey_date": 46_203.0, "client_name": "=张三", "price": 10.0, "bonus": 5.0}
    answers.columns = {
        "goods.item": ["甲", "乙", None],
        "goods.quantity": [1.0, 2.0, None],
        "goods.sold": [None, 1.0, None],
        "goods.size": [None, "大", None],
        "goods.note": [None, None, None],
    }
    answers.series = {"year.paid": [3.0] * 12}
    return answers
