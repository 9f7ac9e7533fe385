"""The report says what the result says, nothing else, and runs nothing."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import jinja2
import pytest

from tests.report import cases
from workbench.report.decision import blocks
from workbench.report.formats import Cell, text_of
from workbench.report.html import render_html
from workbench.report.statement_tables import effect
from workbench.report.words import words_in

SNAPSHOTS = Path(__file__).parent / "snapshots"
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
ACTIVE = {"script", "img", "iframe", "object", "embed", "link", "form", "input", "base", "a", "svg", "video", "audio"}


def leaves(node: Any) -> list[Any]:
    if isinstance(node, dict):
        return [leaf for child in node.values() for leaf in leaves(child)]
    if isinstance(node, list):
        return [leaf for child in node for leaf in leaves(child)]
    return [node]


def printed_numbers(result: dict[str, Any]) -> set[str]:
    """Every way in which the result's numbers may be printed, and what page one derives from them."""
    words = words_in("zh")
    strings = {number for leaf in leaves(result) if isinstance(leaf, str) for number in NUMBER.findall(leaf)}
    line, paid = result["line"], result["schedule"]
    derived = [sum(row["interest"] for row in paid), max((row["payment"] for row in paid), default=0)]
    derived += [effect(row) or 0 for row in result["adjustments"]]
    derived += [line["existing"] + line["net_new"]] if None not in (line["existing"], line["net_new"]) else []
    derived += list(range(1 + max(len(result["checks"]), len(result["findings"]))))  # counts of rows
    numbers = [leaf for leaf in leaves(result) if isinstance(leaf, int | float)] + derived
    kinds = ("money", "yuan", "percent", "number", "date")
    forms = {text_of(Cell(number, kind), words) for number in numbers for kind in kinds}  # type: ignore[arg-type]
    return strings | {token for form in forms for token in NUMBER.findall(form)}


@pytest.mark.parametrize("language", cases.LANGUAGES)
@pytest.mark.parametrize("name", ["fmcg", "failed", "empty", "wage_earner"])
def test_the_report_reads_as_before(name: str, language: str) -> None:
    """Set UPDATE_SNAPSHOTS=1 to accept what changed; then read the difference."""
    html = render_html(getattr(cases, name)(language))
    text = cases.Page(html).text if name == "fmcg" else cases.decision_page(html).text
    path = SNAPSHOTS / f"{name}.{language}.txt"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


@pytest.mark.parametrize("name", ["fmcg", "failed", "empty", "wage_earner"])
def test_every_number_of_page_one_is_the_results(name: str) -> None:
    result = getattr(cases, name)()
    told = set(NUMBER.findall(cases.decision_page(render_html(result)).text))
    assert told - printed_numbers(result) == set()
    assert name == "empty" or len(told) > 60


def test_page_one_answers_in_the_committees_order() -> None:
    words = words_in("zh")
    told = cases.decision_page(render_html(cases.fmcg())).text
    places = [told.index(f"\n{block.title}") for block in blocks(cases.fmcg(), words)]
    assert len(places) == 10
    assert places == sorted(places)


def test_an_alert_stands_once_on_page_one() -> None:
    result = cases.failed()
    label = next(alert["label"] for alert in result["alerts"] if alert["raised"])
    finding = {"code": "CHK12", "severity": "warning", "place": "", "message": f"提醒：{label}", "remedy": ""}
    result["findings"] = [finding]
    text = cases.decision_page(render_html(result)).text
    assert text.count(label) == 1


def test_leverage_of_a_borrower_without_a_business_is_the_familys() -> None:
    block = next(b for b in blocks(cases.wage_earner(), words_in("zh")) if b.id == "leverage")
    told = {fact.label: fact.cell.value for fact in block.facts}
    values = cases.fmcg()["values"]
    assert told["贷款后家庭负债收入比"] == 0.483
    assert told["家庭净资产"] == values["family_net_worth"]["value"]


def test_what_was_not_evaluated_is_never_clear() -> None:
    told = cases.decision_page(render_html(cases.empty())).text
    assert words_in("zh")("knockout.clear") not in told
    assert told.count(words_in("zh")("not_evaluated")) >= 3


def test_all_knockouts_stand_on_page_one() -> None:
    for result in (cases.fmcg("en"), cases.failed("en"), cases.empty("en")):
        told = cases.decision_page(render_html(result)).text
        assert all(f"{item['id']} {item['label']}" in told for item in result["score"]["knockouts"])


@pytest.mark.parametrize("status", ["complete", "incomplete", "rejected"])
def test_the_state_is_stamped_on_page_one_and_in_the_print_header(status: str) -> None:
    result = cases.fmcg("en") | {"status": status}
    html = render_html(result)
    stamp = words_in("en")(f"stamp.{status}")
    assert stamp in cases.decision_page(html).text
    header = re.search(r'@top-right \{ content: "([^"]*)"', html)
    assert header is not None
    assert re.sub(r"\\([0-9a-f]+) ", lambda code: chr(int(code[1], 16)), header[1]) == stamp


@pytest.mark.parametrize("language", cases.LANGUAGES)
def test_the_page_is_one_quiet_file(language: str) -> None:
    html = render_html(cases.fmcg(language))
    page = cases.Page(html)
    assert html.startswith("<!doctype html>")
    assert ("lang", "zh-CN" if language == "zh" else "en") in page.attributes
    assert ACTIVE.isdisjoint(page.tags)
    assert not re.search(r"https?:|url\(|@import", html)
    assert "default-src 'none'" in html


@pytest.mark.parametrize("payload", cases.HOSTILE, ids=range(len(cases.HOSTILE)))
def test_hostile_text_stays_text(payload: str) -> None:
    harmless, page = (cases.Page(render_html(cases.hostile(text))) for text in ("x", payload))
    assert ACTIVE.isdisjoint(page.tags)
    assert not [name for name, _ in page.attributes if name.startswith("on") or name in ("href", "src", "srcdoc")]
    assert page.tags == harmless.tags or not payload  # no text at all leaves lists and units out
    assert "\x00" not in page.text
    assert page.text.encode("utf-8")
    if "{{" in payload:
        assert payload in page.text
        assert "49{" not in page.text


def test_a_long_text_is_cut_on_page_one_and_whole_behind_it() -> None:
    html = render_html(cases.hostile(cases.LONG))
    assert cases.LONG not in cases.decision_page(html).text
    assert cases.LONG in cases.Page(html).text


def test_an_error_and_a_blank_are_told_apart() -> None:
    result = cases.fmcg()
    result["values"]["age"] |= {"value": {"error": "#DIV/0!"}}
    result["values"]["years_in_trade"] |= {"value": None}
    told = cases.decision_page(render_html(result)).text
    assert "年龄 #DIV/0!" in told
    assert f"从事本行业年数 {words_in('zh')('missing.input')}" in told


def test_pages_of_a_bank_stand_before_ours_and_stay_in_the_sandbox(tmp_path: Path) -> None:
    page = tmp_path / "findings.html"
    page.write_text("<p>{{ result.case.borrower }} 本行版式</p>", "utf-8")
    html = render_html(cases.fmcg(), tmp_path)
    assert f"{cases.fmcg()['case']['borrower']} 本行版式" in html
    assert words_in("zh")("section.checks") in html
    for text, error in (
        ("{{ ''.__class__.__mro__[1].__subclasses__() }}", jinja2.exceptions.SecurityError),
        ("{{ result.update({'status': 'complete'}) }}", jinja2.exceptions.SecurityError),
        ("{{ result.unheard_of }}", jinja2.exceptions.UndefinedError),
    ):
        page.write_text(text, "utf-8")
        os.utime(page, ns=(time.time_ns(), time.time_ns() + len(text)))
        with pytest.raises(error):
            render_html(cases.fmcg(), tmp_path)


def test_a_program_that_only_may_report_starts_without_the_libraries() -> None:
    heavy = "sys.exit(bool({'jinja2', 'xlsxwriter'} & set(sys.modules)))"
    code = f"import sys, workbench.report.html, workbench.report.xlsx; {heavy}"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_rendering_again_is_quick() -> None:
    result = cases.fmcg()
    render_html(result)
    times = []
    for _ in range(12):
        start = time.process_time()
        render_html(result)
        times.append(time.process_time() - start)
    assert min(times) < 0.040  # 9 ms on a quiet machine; the aim is 30


def test_the_second_source_lists_only_what_is_the_familys() -> None:
    result = cases.fmcg()
    result["values"]["private_assets.counted"]["value"] = [800_000.0, 0.0]
    block = next(b for b in blocks(result, words_in("zh")) if b.id == "second_source")
    told = {fact.label: fact.cell.value for fact in block.facts}
    assert told["家庭私产（表外）"] == "住宅一套 80.00 万元"
    assert told["家庭净资产"] == result["values"]["family_net_worth"]["value"]
    result["values"]["private_assets.counted"]["value"] = [0.0, 0.0]
    block = next(b for b in blocks(result, words_in("zh")) if b.id == "second_source")
    assert "家庭私产（表外）" in [fact.label for fact in block.facts if fact.cell.value == words_in("zh")("truth.none")]


def test_what_nobody_answered_is_asked_and_never_asserted() -> None:
    result = cases.fmcg()
    for item in result["checklist"]:
        if item["id"] in ("dates_checked", "cold_chain", "why_now"):
            item |= {"answer": None, "remark": None}
    block = next(b for b in blocks(result, words_in("zh")) if b.id == "risks")
    told = "\n".join(note.text for note in block.notes)
    assert "未答（2）：冷链商品断过电" in told
    assert "没有过期货冒充" not in told
    assert "为什么现在借" not in told
    assert told.index("未答") < told.index("有没有被压货")
