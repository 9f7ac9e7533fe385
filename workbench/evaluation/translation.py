"""Answers of a survey in one language, read as if it had been filled in the other."""

from __future__ import annotations

from dataclasses import replace

from workbench.evaluation.answers import Answers
from workbench.formula import Value
from workbench.labels import Language
from workbench.template.compiled import Compiled


def translate(answers: Answers, compiled: Compiled, language: Language) -> Answers:
    """Put the chosen options of a case into another language; all else stays as it was typed."""
    if answers.language == language:
        return answers
    words = {
        choices.name: {o.label.text(answers.language): o.label.text(language) for o in choices.options}
        for choices in compiled.template.lists
    }

    def told(name: str, value: Value) -> Value:
        options = words.get(compiled.definitions[name].choices)
        return options.get(value, value) if options and isinstance(value, str) else value

    return replace(
        answers,
        language=language,
        fields={name: told(name, value) for name, value in answers.fields.items()},
        columns={name: [told(name, value) for value in cells] for name, cells in answers.columns.items()},
        series=dict(answers.series),
    )
