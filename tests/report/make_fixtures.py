"""Writes the results under fixtures/ anew from the worked sample: `python -m tests.report.make_fixtures`.

They are kept as files so that the report can be tested without the engine, and seen to read old results.
"""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

import workbench
from workbench.labels import LANGUAGES, Language
from workbench.pipeline.assess import Settings, assess
from workbench.pipeline.build import fill_from_file
from workbench.pipeline.case import read_case
from workbench.report.page import page
from workbench.report.result_json import dump_json

FIXTURES = Path(__file__).parent / "fixtures"
SAMPLE = Path(workbench.__file__).parent.parent / "samples" / "fmcg_worked.yaml"
FILES: dict[Language, str] = {"zh": "fmcg_result.json", "en": "fmcg_result_en.json"}
EVERY = 12
MADE_AT = datetime.fromisoformat("2026-07-03T09:20:11+08:00")


def main() -> None:
    """Fill the survey in each language, assess it, keep the result."""
    with tempfile.TemporaryDirectory() as folder:
        for language in LANGUAGES:
            case = Path(folder) / f"{language}.xlsx"
            fill_from_file("fmcg_wholesale", SAMPLE, case, language)
            result = assess(read_case(case, language), Settings(language=language), MADE_AT).result
            result["values"] = _some(result)
            (FIXTURES / FILES[language]).write_text(dump_json(result), "utf-8", newline="\n")


def _some(result: dict[str, Any]) -> dict[str, Any]:
    """Keep the values that the pages name, and some of the others: the appendix is the same sheet many times."""
    named = {name for group in ("facts", "tables") for names in page()[group].values() for name in names}
    named |= {f"{table}.none" for table in page()["tables"]}
    named |= {"family_net_worth", "consolidated_net_worth", *(row["sets"] for row in result["conservative"])}
    listed = enumerate(result["values"].items())
    return {name: entry for number, (name, entry) in listed if name in named or number % EVERY == 0}


if __name__ == "__main__":
    main()
