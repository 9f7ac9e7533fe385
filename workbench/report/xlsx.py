"""The result as a workbook of printable sheets: the same tables as the report, with numbers one can compute with."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from workbench.report import (
    calendar_tables,
    check_tables,
    data_tables,
    decision,
    family_tables,
    line_tables,
    safeguard_tables,
    score_tables,
    statement_tables,
    stress_tables,
)
from workbench.report.formats import clip, printable
from workbench.report.table import Result, Table
from workbench.report.words import Words, words_in
from workbench.report.xlsx_cells import CREATED, NAVY, Formats
from workbench.report.xlsx_sheet import Sheet

PRODUCT = "Credit Workbench"
Maker = Callable[[Result, Words], Table]


def _direct(result: Result, words: Words) -> Table:
    return statement_tables.cash_flow(result, words, "direct")


def _indirect(result: Result, words: Words) -> Table:
    return statement_tables.cash_flow(result, words, "indirect")


SHEETS: dict[str, tuple[Maker, ...]] = {
    "balance_sheet": (statement_tables.balance_sheet,),
    "income_statement": (statement_tables.income_statement,),
    "cash_flow": (_direct, _indirect),
    "family": (family_tables.family_sheet, family_tables.family_flow, family_tables.net_worth),
    "adjustments": (statement_tables.adjustments, statement_tables.identities),
    "ratios": (statement_tables.ratios, check_tables.indicators),
    "checks": (check_tables.register, check_tables.explanations),
    "safeguards": (
        *(safeguard_tables.minimum, safeguard_tables.claims),
        *(safeguard_tables.alerts, safeguard_tables.conservative),
    ),
    "score": (
        *(score_tables.scorecard, score_tables.caps, score_tables.knockouts),
        *(score_tables.parallel, score_tables.soft_matrix),
    ),
    "line": (line_tables.methods, line_tables.exposure, line_tables.override, line_tables.inputs),
    "price": (line_tables.price, line_tables.schedule),
    "calendar": (calendar_tables.cash_calendar, calendar_tables.shortfalls),
    "stress": (stress_tables.scenarios, stress_tables.rules, calendar_tables.stress_closing),
    "findings": (data_tables.findings, data_tables.checklist, data_tables.versions, data_tables.integrity),
}
WIDE = frozenset({"income_statement", "adjustments", "ratios", "checks", "calendar", "stress", "others", "findings"})
OF_A_BUSINESS = frozenset({"balance_sheet", "income_statement", "cash_flow"})


def write_result_xlsx(result: Mapping[str, Any], path: Path | str) -> None:
    """Write the workbook; the file appears whole or not at all, and equal results give equal bytes."""
    target = Path(path)
    aside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        aside.write_bytes(result_xlsx(result))
        os.replace(aside, target)
    finally:
        aside.unlink(missing_ok=True)


def result_xlsx(result: Mapping[str, Any]) -> bytes:
    """Give the workbook's bytes."""
    from xlsxwriter import Workbook

    words = words_in(result["language"])
    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True})
    book.set_properties({"title": words("report.title"), "company": PRODUCT, "created": CREATED})
    formats = Formats(book, words.language)
    _decision_sheet(_sheet(book, "decision", formats, words), result, words)
    for name, makers in SHEETS.items():
        if name not in OF_A_BUSINESS or name in result["statements"]:
            _tables_sheet(_sheet(book, name, formats, words), name, [make(result, words) for make in makers], result)
    others = statement_tables.others(result, words)
    if others:
        _tables_sheet(_sheet(book, "others", formats, words), "others", others, result)
    book.close()
    return buffer.getvalue()


def _tables_sheet(sheet: Sheet, name: str, tables: list[Table], result: Result) -> None:
    sheet.title(sheet.words(f"sheet.{name}"), _stamp(result, sheet.words))
    for number, table in enumerate(tables):
        sheet.table(table, freeze=number == 0)
    sheet.finish(name in WIDE, _header(result, sheet.words))


def _sheet(book: Any, name: str, formats: Formats, words: Words) -> Sheet:
    worksheet = book.add_worksheet(words(f"sheet.{name}"))
    worksheet.set_tab_color(NAVY)
    return Sheet(worksheet, formats, words)


def _decision_sheet(sheet: Sheet, result: Result, words: Words) -> None:
    sheet.pair_widths()
    sheet.title(words("report.title"), _stamp(result, words))
    sheet.headline(decision.headline(result, words))
    for number, block in enumerate(decision.blocks(result, words), start=1):
        sheet.block(number, block)
    sheet.finish(wide=False, header=_header(result, words), pages=1)


def _stamp(result: Result, words: Words) -> str:
    case = result["case"]
    parts = (case["id"] or words("report.unnamed"), case["borrower"], case["industry_label"], case["survey_date"])
    told = " · ".join(clip(part, 40) for part in parts if part)
    return f"{words('stamp.' + result['status'])} · {told}"


def _header(result: Result, words: Words) -> str:
    """Say on every page which case it is and in what state; & starts a code there, so it is doubled."""
    case = clip(result["case"]["id"] or words("report.unnamed"), 40)
    left, right = (printable(text).replace("&", "&&") for text in (case, words(f"stamp.{result['status']}")))
    return f"&L{words('report.title')} {left}&R{right}"
