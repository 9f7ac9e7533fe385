"""The command line: `workbench ...` (DESIGN 8). A thin shell: every command is a few calls into the library."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NoReturn, cast

import click

from workbench import __version__
from workbench.labels import Language

CLEAN, ERRORS, UNUSABLE = 0, 1, 2
LANGUAGE = click.Choice(["zh", "en"])
CASES = click.Path(path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)
OUT_FILE = click.Path(dir_okay=False, path_type=Path)
IN_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


class Shell(click.Group):
    """A group in which a path that cannot be used is wrong usage, not a fault of ours."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; a disk, a lock or a right that is missing ends in one sentence and exit code 2."""
        try:
            return super().invoke(ctx)
        except OSError as error:
            where = error.filename or ""
            message = f"文件或文件夹不能用（可能被占用、只读或磁盘已满）：{where} / cannot be used: {error.strerror}"
            raise click.UsageError(message) from None


@click.group(cls=Shell, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="workbench")
def main() -> None:
    """信贷工作台：从行业模板到调查表、重置报表、评分、额度和综合信用报告。

    Credit workbench: from an industry template to a survey, restated statements, a score, a line and a report.
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")  # GBK consoles must not stop a report


@main.command()
@click.option("--out", type=FOLDER, default=Path("out/demo"), show_default=True, help="目标文件夹 / folder")
@click.option("--lang", type=LANGUAGE, default="zh", show_default=True)
def demo(out: Path, lang: Language) -> None:
    r"""用样例走完全程 / everything once, on the samples.

    \b
    Example:
      workbench demo --out out/demo
    """
    from workbench.pipeline.demo import run_demo

    for line in run_demo(out, lang, _tick("demo")):
        click.echo(line)


@main.command()
@click.argument("templates", nargs=-1)
@click.option("--out", type=FOLDER, required=True, help="目标文件夹 / folder")
@click.option("--format", "form", type=click.Choice(["xlsx"]), default="xlsx", show_default=True, expose_value=False)
@click.option("--lang", type=LANGUAGE, default="zh", show_default=True)
def build(templates: tuple[str, ...], out: Path, lang: Language) -> None:
    r"""生成空白调查表 / build survey workbooks; no TEMPLATE: all of them.

    \b
    Example:
      workbench build fmcg_wholesale --out surveys
    """
    from workbench.pipeline.build import build_surveys
    from workbench.pipeline.library import Unusable, industry_templates

    try:
        for path in _progress(build_surveys(dict.fromkeys(templates or industry_templates()), out, lang), "build"):
            click.echo(path)
    except Unusable as unusable:
        _refuse(unusable.findings, lang)


@main.command()
@click.argument("template")
@click.argument("answers", type=IN_FILE)
@click.option("--out", type=OUT_FILE, required=True, help="目标文件 / file")
@click.option("--format", "form", type=click.Choice(["xlsx"]), default="xlsx", show_default=True, expose_value=False)
@click.option("--lang", type=LANGUAGE, default="zh", show_default=True)
def fill(template: str, answers: Path, out: Path, lang: Language) -> None:
    r"""用答案文件生成填好的调查表 / a filled survey from an answers file.

    \b
    Example:
      workbench fill fmcg_wholesale samples/fmcg_worked.yaml --out case.xlsx
    """
    from workbench.pipeline.build import fill_from_file
    from workbench.pipeline.library import Unusable

    if out.suffix.lower() != ".xlsx":
        raise click.UsageError(f"输出文件须以 .xlsx 结尾 / must end in .xlsx: {out}")
    try:
        findings = fill_from_file(template, answers, out, lang)
    except Unusable as unusable:
        _refuse(unusable.findings, lang)
    _print_findings(findings, lang)
    click.echo(out)
    sys.exit(_status(findings))


@main.command()
@click.argument("cases", nargs=-1, required=True, type=CASES)
@click.option("--lang", type=LANGUAGE, default="zh", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="每案一行 JSON / one JSON document a case")
def check(cases: tuple[Path, ...], lang: Language, as_json: bool) -> None:
    r"""只查不算分：完整性、被改动、交叉检验 / findings only.

    \b
    Example:
      workbench check case.xlsx
    """
    from workbench.pipeline.assess import check_case
    from workbench.pipeline.findings_json import findings_json

    worst = CLEAN
    for case in _progress(cases, "check"):
        outcome = check_case(case, lang)
        worst = max(worst, UNUSABLE if outcome.unusable else _status(outcome.findings))
        if as_json:
            document = {"case": str(case), "findings": findings_json(outcome.findings, lang), **outcome.summary}
            click.echo(json.dumps(document, ensure_ascii=False))
        else:
            _print_findings(outcome.findings, lang, case.name)
    sys.exit(worst)


@main.command()
@click.argument("cases", nargs=-1, required=True, type=CASES)
@click.option("--out", type=FOLDER, required=True, help="目标文件夹 / folder")
@click.option("--card", type=IN_FILE, help="评分卡文件 / card file")
@click.option("--policy", type=IN_FILE, help="授信政策文件 / policy file")
@click.option("--lang", type=LANGUAGE, default="zh", show_default=True)
@click.option(
    "--report-templates",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="自有报告模板文件夹 / folder of report pages",
)
@click.option("--json", "as_json", is_flag=True, help="每案一行 JSON / one JSON document a case")
def assess(  # noqa: PLR0913, PLR0917  # the command line's contract has these options
    cases: tuple[Path, ...],
    out: Path,
    card: Path | None,
    policy: Path | None,
    lang: Language,
    report_templates: Path | None,
    as_json: bool,
) -> None:
    r"""评估：重置报表、检验、评分、额度、报告 / statements, checks, score, line and report.

    \b
    Example:
      workbench assess case.xlsx --out out
    """
    from workbench.pipeline.assess import Settings, assess_case, repeated_stems
    from workbench.pipeline.findings_json import finding_lines

    repeated = repeated_stems(cases)
    if repeated:
        raise click.UsageError(f"同名案卷会互相覆盖 / same name twice for one --out: {', '.join(repeated)}")
    settings = Settings(card=card, policy=policy, language=lang, report_templates=report_templates)
    worst = CLEAN
    for case in _progress(cases, "assess"):
        outcome = assess_case(case, out, settings)
        worst = max(worst, UNUSABLE if outcome.unusable else _status(outcome.findings))
        if as_json:
            click.echo(json.dumps(outcome.document, ensure_ascii=False))
        for line in finding_lines(outcome.findings, lang, case.name):
            click.echo(line, err=True)
        if not as_json:
            for line in outcome.lines:
                click.echo(line)
    sys.exit(worst)


@main.command()
@click.argument("case", type=CASES)
@click.argument("name")
@click.option("--lang", type=LANGUAGE, default="zh", show_default=True)
@click.option("--json", "as_json", is_flag=True)
def explain(case: Path, name: str, lang: Language, as_json: bool) -> None:
    r"""说明一个数：公式、输入、直到单元格 / a number, its formula and inputs, down to cells.

    \b
    NAME: name, table.column[3], series[6], FM02, M3, I19, balance_sheet.inventory.restated
    Example:
      workbench explain case.xlsx FM02
    """
    from workbench.pipeline.assess import explain_case
    from workbench.pipeline.explain import Unknown

    try:
        outcome, tree = explain_case(case, name, lang)
    except Unknown as unknown:
        near = "、".join(unknown.near) or "—"
        raise click.UsageError(
            f"没有 {unknown.name}（或行、月超出范围）。相近的：{near} / no such number; near: {near}"
        ) from None
    if tree is None:
        _refuse(outcome.findings, lang)
    click.echo(json.dumps(tree.as_json(), ensure_ascii=False) if as_json else "\n".join(tree.lines(lang)))


@main.group()
def template() -> None:
    """行业模板：列表、检查、查看 / industry templates: list, lint, show."""


@template.command("list")
@click.option("--lang", type=LANGUAGE, default="zh", show_default=True)
def template_list(lang: Language) -> None:
    """列出行业模板 / list the industry templates."""
    from workbench.pipeline.library import industry_templates
    from workbench.template.loader import load_template

    for name in industry_templates():
        loaded = load_template(name).template
        if loaded is not None:
            click.echo(f"{name}\t{loaded.version}\t{loaded.name.text(lang)}")


@template.command("lint")
@click.argument("templates", nargs=-1)
@click.option("--lang", type=LANGUAGE, default="zh", show_default=True)
@click.option("--json", "as_json", is_flag=True)
def template_lint(templates: tuple[str, ...], lang: Language, as_json: bool) -> None:
    r"""检查模板并说明每处错误 / verify templates; no TEMPLATE: all of them.

    \b
    Example:
      workbench template lint fmcg_wholesale
    """
    from workbench.pipeline.findings_json import findings_json
    from workbench.pipeline.library import industry_templates
    from workbench.template.loader import load_template
    from workbench.template.verify import verify_template

    worst = CLEAN
    for name in templates or industry_templates():
        loaded = load_template(name)
        _, findings = verify_template(loaded)
        absent = loaded.template is None and {finding.code for finding in findings} == {"TPL09"}
        worst = max(worst, UNUSABLE if absent else _status(findings))
        if as_json:
            document = {"template": name, "findings": findings_json(findings, lang)}
            click.echo(json.dumps(document, ensure_ascii=False))
        elif findings:
            _print_findings(findings, lang)
        else:
            click.echo(f"{name}: OK")
    sys.exit(worst)


@template.command("show")
@click.argument("name")
@click.option("--lang", type=LANGUAGE, default="zh", show_default=True)
@click.option("--json", "as_json", is_flag=True)
def template_show(name: str, lang: Language, as_json: bool) -> None:
    r"""列出模板的每个字段、列、公式及其出处 / every field, column, formula and where it comes from.

    \b
    Example:
      workbench template show pig_farming --json
    """
    from workbench.pipeline.library import Unusable, compiled_template
    from workbench.template.show import template_as_json, template_as_lines

    try:
        compiled = compiled_template(name)
    except Unusable as unusable:
        _refuse(unusable.findings, lang)
    if as_json:
        click.echo(json.dumps(template_as_json(compiled, lang), ensure_ascii=False))
    else:
        click.echo("\n".join(template_as_lines(compiled, lang)))


@main.command()
@click.argument("text")
@click.option("--names", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="JSON")
@click.option("--lang", type=LANGUAGE, default="zh", show_default=True)
@click.option("--json", "as_json", is_flag=True)
def formula(text: str, names: Path | None, lang: Language, as_json: bool) -> None:
    r"""试一条公式：得数，或为何不能用 / try a formula; - reads one per line.

    \b
    Example:
      workbench formula "ROUND(1.005,2)"
    """
    from workbench.formula.trial import try_formula

    try:
        given = json.loads(names.read_text("utf-8-sig")) if names else {}
    except (ValueError, UnicodeDecodeError) as error:
        raise click.UsageError(f"{names}: {error}") from None
    if not isinstance(given, dict):
        raise click.UsageError("--names 须是一个 JSON 对象 / must hold a JSON object")
    texts = [line.rstrip("\r\n").removeprefix("\ufeff") for line in sys.stdin] if text == "-" else [text]
    worst = CLEAN
    for one in texts:
        result = try_formula(one.removeprefix("="), given, lang)
        worst = max(worst, ERRORS if "refused" in result else CLEAN)
        refused = "refused" in result and not as_json
        click.echo(json.dumps(result, ensure_ascii=False) if as_json else _formula_line(result), err=refused)
    sys.exit(worst)


def _formula_line(result: dict[str, Any]) -> str:
    if "refused" in result:
        return f"{result['refused']} {result['message']}"
    return str(result["error"] if "error" in result else json.dumps(result["value"], ensure_ascii=False))


def _status(findings: Iterable[Any]) -> int:
    return ERRORS if any(finding.severity == "error" for finding in findings) else CLEAN


def _print_findings(findings: Iterable[Any], lang: Language, prefix: str = "") -> None:
    from workbench.pipeline.findings_json import finding_lines

    for line in finding_lines(findings, lang, prefix):
        click.echo(line, err=True)


def _refuse(findings: Iterable[Any], lang: Language) -> NoReturn:
    _print_findings(findings, lang)
    sys.exit(UNUSABLE)


def _progress(items: Iterable[Any], label: str) -> Iterator[Any]:
    """Show a bar on a terminal when there is more than one item; stay quiet in a pipe."""
    listed = items if isinstance(items, (list, tuple)) else None
    if not sys.stderr.isatty() or (listed is not None and len(listed) < 2):
        yield from items
        return
    with click.progressbar(items, label=label, file=sys.stderr) as bar:
        yield from cast(Iterable[Any], bar)


def _tick(label: str) -> Any:
    """Give a way to announce steps on a terminal."""
    return (lambda text: click.echo(f"{label}: {text}", err=True)) if sys.stderr.isatty() else (lambda text: None)


if __name__ == "__main__":
    main()
