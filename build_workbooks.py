"""Builds the survey workbooks of all industry templates: python build_workbooks.py [TEMPLATE...] --out DIR."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from workbench.labels import LANGUAGES, Language
from workbench.pipeline.build import build_surveys
from workbench.pipeline.library import Unusable, industry_templates


@click.command()
@click.argument("templates", nargs=-1)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("out"), show_default=True)
@click.option("--lang", type=click.Choice(LANGUAGES), default="zh", show_default=True)
def main(templates: tuple[str, ...], out: Path, lang: Language) -> None:
    """Build the blank survey of each TEMPLATE; of all when none is named.

    Example: python build_workbooks.py fmcg_wholesale --out surveys --lang en
    """
    try:
        for path in build_surveys(templates or industry_templates(), out, lang):
            click.echo(str(path))
    except Unusable as unusable:
        for finding in unusable.findings:
            place = f"{finding.place}: " if finding.place else ""
            click.echo(f"{place}{finding.code}: {finding.message(lang)} {finding.remedy(lang)}", err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
