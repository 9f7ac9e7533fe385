"""The worked samples, and random cases near them: every amount moved a little, so that all of the case stays ready."""

from __future__ import annotations

import dataclasses
import random
from functools import cache
from pathlib import Path

import workbench
from workbench.evaluation.answers import Answers
from workbench.evaluation.answers_file import read_answers_file, template_named_in
from workbench.formula import Value
from workbench.pipeline.library import compiled_template
from workbench.template.compiled import Compiled
from workbench.template.definitions import Definition

SAMPLES = Path(workbench.__file__).parent.parent / "samples"
WORKED = {template_named_in(path): path.name for path in sorted(SAMPLES.glob("*_worked.yaml"))}
MOVED = frozenset({"money", "number"})  # whole numbers, rates and dates stay: a half pig or a rate of 200% is no case


def is_money(definition: Definition) -> bool:
    """Whether a value is an amount or a price: a price may be a number of yuan a unit."""
    return definition.type == "money" or definition.unit.zh.startswith("元")


@cache
def worked(template: str) -> tuple[Compiled, Answers]:
    """Give a template with its worked sample."""
    compiled = compiled_template(template)
    return compiled, read_answers_file(SAMPLES / WORKED[template], compiled)


def near(template: str, seed: int, spread: float = 0.15) -> Answers:
    """Give the worked sample with every amount and quantity moved at random by up to `spread`."""
    compiled, answers = worked(template)
    rng = random.Random(seed)

    def moved(name: str, value: Value) -> Value:
        if compiled.definitions[name].type not in MOVED or not isinstance(value, float):
            return value
        return value * rng.uniform(1 - spread, 1 + spread)

    return dataclasses.replace(
        answers,
        fields={name: moved(name, value) for name, value in answers.fields.items()},
        columns={name: [moved(name, cell) for cell in cells] for name, cells in answers.columns.items()},
        series={name: [moved(name, cell) for cell in cells] for name, cells in answers.series.items()},
    )
