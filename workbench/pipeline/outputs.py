"""Writing what came of a case: aside first, then renamed, so that outputs appear whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from workbench.report.html import render_html
from workbench.report.result_json import dump_json
from workbench.report.xlsx import write_result_xlsx


def write_outputs(
    result: Mapping[str, Any], out: Path, stem: str, report_templates: Path | None = None
) -> dict[str, Path]:
    """Write `<stem>.report.html`, `<stem>.result.json` and `<stem>.result.xlsx`; give their paths."""
    out.mkdir(parents=True, exist_ok=True)
    targets = {
        "report": out / f"{stem}.report.html",
        "json": out / f"{stem}.result.json",
        "xlsx": out / f"{stem}.result.xlsx",
    }
    page = render_html(result, report_templates) if report_templates else render_html(result)
    with tempfile.TemporaryDirectory(dir=out, prefix=".writing-") as aside:
        parts = {kind: Path(aside) / path.name for kind, path in targets.items()}
        parts["report"].write_text(page, "utf-8", newline="\n")
        parts["json"].write_text(dump_json(result), "utf-8", newline="\n")
        write_result_xlsx(result, parts["xlsx"])
        for kind, path in targets.items():
            os.replace(parts[kind], path)
    return targets
