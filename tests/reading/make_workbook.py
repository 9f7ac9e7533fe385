"""Makes survey-like workbooks with XlsxWriter, for the tests and the benchmark of the reader."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import xlsxwriter

SHEETS = 20
TEXTS_PER_SHEET = 24
NUMBERS_PER_SHEET = 36
ROWS_PER_TABLE = 60
FORMULAS_PER_SHEET = 75
NAMES = 500
VALIDATIONS_PER_SHEET = 10
NOTES = ("现金", "进货", "散装白酒 & 调料", 'he said "ok"', "a < b", "＝非公式", "应收账款（一年内）", "张三")


def survey_like(sheets: int = SHEETS) -> bytes:
    """20 sheets: 1,200 answers, 1,500 formulas, 7,200 blank styled cells, 500 names, 200 validations."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    formats = [
        book.add_format({"bg_color": colour, "locked": colour != "#FFF9E5", "border": 4})
        for colour in ("#FFF9E5", "#F3F5F8", "#1F3A5F")
    ]
    tabs = [book.add_worksheet(f"表 {number:02d}") for number in range(sheets)]
    for tab in tabs:
        _fill(tab, formats)
    for number in range(NAMES):
        tab = tabs[number % sheets]
        book.define_name(f"field.name_{number:03d}x", f"='{tab.name}'!$C${5 + number // sheets}")
    tabs[-1].very_hidden()
    tabs[-2].hide()
    book.close()
    return buffer.getvalue()


def _fill(tab: Any, formats: list[Any]) -> None:
    cream, grey, navy = formats
    tab.hide_gridlines(2)
    tab.set_column(0, 0, 22)
    tab.set_column(9, 10, 10, None, {"hidden": True})
    tab.merge_range("A1:H1", "标题 Title", navy)
    for number in range(TEXTS_PER_SHEET - 1):
        tab.write_string(3 + number, 0, f"{NOTES[number % len(NOTES)]} {tab.name} {number}", grey)
    for number in range(NUMBERS_PER_SHEET):
        tab.write_number(3 + number, 2, 1234.5 * number + 0.1, cream)
    for row in range(3, 3 + ROWS_PER_TABLE):
        for column in range(3, 9):
            tab.write_blank(row, column, None, cream)
    for number in range(FORMULAS_PER_SHEET):
        row, column = 70 + number % 25, 3 + number // 25
        if column == 5:
            tab.write_formula(row, column, f'IF($A{row + 1}="","",C{row + 1}&"元")', grey, "")
        else:
            tab.write_formula(row, column, f"SUM($C$4:C{4 + number % 36})*1.5+IF(C5>0,C6,0)", grey, 10.25 * number)
    for number in range(VALIDATIONS_PER_SHEET):
        tab.data_validation(
            3 + number,
            3,
            60,
            3,
            {
                "validate": "decimal",
                "criteria": ">=",
                "value": number,
                "input_title": "填写",
                "input_message": "单位：元",
            },
        )
    tab.conditional_format("D4:D60", {"type": "cell", "criteria": ">", "value": 5, "format": navy})
    tab.protect("", {"format_columns": True})


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(survey_like())
