"""Everything once, on the samples: surveys, filled cases, reports, and where to look."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import workbench
from workbench.evaluation.answers_file import template_named_in
from workbench.labels import Label, Language
from workbench.pipeline.assess import Settings, assess_case
from workbench.pipeline.build import build_surveys, fill_from_file
from workbench.pipeline.library import industry_templates

SAMPLES = Path(workbench.__file__).parent.parent / "samples"
LOOK = Label(
    "看这里：\n  空白调查表  {surveys}\n  样例案卷    {cases}\n  综合信用报告 {reports}",
    "Look here:\n  blank surveys  {surveys}\n  filled cases   {cases}\n  reports        {reports}",
)
ASSESSED = Label("共评估 {count} 个样例案卷。", "{count} sample cases assessed.")


def run_demo(out: Path, language: Language, announce: Callable[[str], None]) -> Iterator[str]:
    """Build all surveys, fill and assess all samples; yield what to print."""
    for path in build_surveys(industry_templates(), out / "surveys", language):
        announce(path.name)
    cases = out / "cases"
    count = 0
    for sample in sorted(SAMPLES.glob("*.yaml")):
        announce(sample.stem)
        case = cases / f"{sample.stem}.xlsx"
        fill_from_file(template_named_in(sample), sample, case, language)
        outcome = assess_case(case, out, Settings(language=language))
        count += not outcome.unusable
        yield from outcome.lines
    yield ASSESSED.text(language).format(count=count)
    yield LOOK.text(language).format(surveys=out / "surveys", cases=cases, reports=out / "*.report.html")
