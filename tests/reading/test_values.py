"""What is read from a file: values by type and by writer, formulas, names, protection, input rules."""

from __future__ import annotations

import datetime
import hashlib
import io
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from tests.reading.make_workbook import survey_like
from tests.reading.zip_tools import MAIN, OFFICE, STRICT, cells, parts_of, sheet_of, workbook_of, zip_of
from workbench.formula.values import DIV0, NA, VALUE
from workbench.survey import reading
from workbench.survey.raw import CellValue, RawName, RawSheet, RawValidation
from workbench.survey.reading import read_package

TYPES: list[tuple[str, CellValue | None]] = [
    ('<c r="A1"><v>1.5</v></c>', 1.5),
    ('<c r="A1" t="n"><v>-1.2E-3</v></c>', -0.0012),
    ('<c r="A1"><v> 7 </v></c>', 7.0),
    ('<c r="A1"><v>0.1</v></c>', 0.1),
    ('<c r="A1" t="b"><v>1</v></c>', True),
    ('<c r="A1" t="b"><v>false</v></c>', False),
    ('<c r="A1" t="e"><v>#DIV/0!</v></c>', DIV0),
    ('<c r="A1" t="e"><v>#N/A</v></c>', NA),
    ('<c r="A1" t="e"><v>#SPILL!</v></c>', VALUE),
    ('<c r="A1" t="d"><v>2026-03-05</v></c>', 46086.0),
    ('<c r="A1" t="d"><v>2026-03-05T12:00:00Z</v></c>', 46086.5),
    ('<c r="A1" t="s"><v>0</v></c>', "富文本 runs"),
    ('<c r="A1" t="s"><v>01</v></c>', ""),
    ('<c r="A1" t="s"><v>2</v></c>', "a\r\nb _x000D_"),
    ('<c r="A1" t="s"><v>3</v></c>', "東京"),
    ('<c r="A1" t="s"/>', None),
    ('<c r="A1" t="str"><v>12</v></c>', "12"),
    ('<c r="A1" t="str"><v>a_xD800_b</v></c>', "a\ufffdb"),
    ('<c r="A1" t="str"><f>B1</f><v></v></c>', ""),
    ('<c r="A1" t="str"><v xml:space="preserve"> a&amp;lt;b </v></c>', " a&lt;b "),
    ('<c r="A1" t="str"><v>&#21512;&#x8ba1;</v></c>', "合计"),
    ('<c r="A1" t="str"><v><![CDATA[<v>]]></v></c>', "<v>"),
    ('<c r="A1" t="str"><v>a<!-- b -->c</v></c>', "ac"),
    ('<c r="A1" t="inlineStr"><is><t>品</t></is></c>', "品"),
    ('<c r="A1" t="inlineStr"><is><r><t>a </t></r><r><t>b</t></r><rPh><t>no</t></rPh></is></c>', "a b"),
    ('<c r="A1" t="inlineStr"/>', ""),
    ('<c r="A1"><f>B1</f></c>', None),
    ('<c r="A1"><f>B1</f><v></v></c>', None),
    ('<c r="A1"><f>B1</f><v/></c>', None),
    ('<c r="A1" s="3"/>', None),
    ('<c r="A1"></c>', None),
    ("<c><v>4</v></c>", 4.0),
]
STRINGS = (
    '<si><r><rPr><b/></rPr><t>富文本</t></r><r><t xml:space="preserve"> runs</t></r></si><si><t/></si>'
    '<si><t>a_x000D_\nb _x005F_x000D_</t></si><si><t>東京</t><rPh sb="0" eb="2"><t>とうきょう</t></rPh></si>'
)


def only_sheet(data: bytes) -> RawSheet:
    return read_package(data).sheets["S"]


@pytest.mark.parametrize(("cell", "value"), TYPES)
def test_a_cell_of_each_type(cell: str, value: CellValue | None) -> None:
    read = only_sheet(workbook_of(sheet_of(f'<row r="1">{cell}</row>'), strings=STRINGS))
    assert read.values == ({} if value is None else {"A1": value})
    assert type(read.values.get("A1")) is type(value)


def test_cells_without_addresses_are_counted() -> None:
    rows = "<row><c><v>1</v></c><c/><c><v>3</v></c></row><row/><row><c><v>5</v></c></row>"
    assert only_sheet(workbook_of(sheet_of(rows))).values == {"A1": 1.0, "C1": 3.0, "A3": 5.0}


ROWS = '<row r="2"><c r="B2" t="str"><f>A1&amp;"x"</f><v>x</v></c><c r="C2"><v>2</v></c></row>'


def _prefixed(text: str) -> str:
    head, _, body = text.partition("<worksheet")
    body = f"<worksheet{body}".replace("</", "</x:").replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')
    return head + "".join(f"<x:{piece}" if piece[:1].isalpha() else f"<{piece}" for piece in body.split("<")[1:])


@pytest.mark.parametrize(
    "sheet",
    [
        sheet_of(ROWS),
        sheet_of(ROWS).replace(MAIN, STRICT),
        _prefixed(sheet_of(ROWS)),
        sheet_of(ROWS).replace("><", ">\r\n  <"),
        sheet_of(ROWS).replace('"', "'").replace("&amp;'x'", "&amp;&quot;x&quot;"),
        "\ufeff" + sheet_of(ROWS),
        sheet_of(ROWS).replace("UTF-8", "UTF-16").encode("utf-16"),
        sheet_of(ROWS).partition("\n")[2],
    ],
    ids=[
        "plain",
        "strict",
        "prefixed",
        "indented",
        "single quotes",
        "byte order mark",
        "UTF-16",
        "no declaration",
    ],
)
def test_every_spelling_of_one_sheet_reads_alike(sheet: str | bytes) -> None:
    read = only_sheet(workbook_of(sheet))
    assert read.values == {"B2": "x", "C2": 2.0}
    assert read.formulas == {"B2": 'A1&"x"'}


def test_a_strict_workbook_is_read() -> None:
    parts = parts_of(workbook_of(sheet_of(ROWS), strings="<si><t>a</t></si>"))
    strict = {
        name: text.replace(MAIN.encode(), STRICT.encode()).replace(
            OFFICE.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships"
        )
        for name, text in parts.items()
    }
    assert only_sheet(zip_of(strict)).values == {"B2": "x", "C2": 2.0}


def test_a_shared_formula_is_expanded_wherever_it_is_used() -> None:
    read = only_sheet(
        cells(
            '<c r="B1"><f t="shared" ref="B1:B3" si="0">$A1*A$1+SUM(A1:A2)&amp;"A1"</f><v>1</v></c>'
            '<c r="B2"><f t="shared" si="0"/><v>2</v></c><c r="C3"><f ca="1" t="shared" si="0"></f></c>'
        )
    )
    assert read.formulas == {
        "B1": '$A1*A$1+SUM(A1:A2)&"A1"',
        "B2": '$A2*A$1+SUM(A2:A3)&"A1"',
        "C3": '$A3*B$1+SUM(B3:B4)&"A1"',
    }


def test_array_formulas_and_data_tables_are_marked() -> None:
    read = only_sheet(
        cells(
            '<c r="B1"><f t="array" ref="B1:B3">A1:A3*2</f><v>1</v></c><c r="B2"><v>2</v></c>'
            '<c r="C1"><f t="dataTable" ref="C1:C3" r1="A1"/><v>2</v></c>'
            '<c r="D1"><f aca="false">A1</f><v>2</v></c>'
        )
    )
    assert read.formulas == {"B1": "A1:A3*2", "C1": "TABLE(A1,)", "D1": "A1"}
    assert read.arrays == {"B1": "B1:B3", "C1": "C1:C3"}


X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
XM = "http://schemas.microsoft.com/office/excel/2006/main"
RULES = (
    '<sheetProtection sheet="1" objects="1"/><autoFilter ref="A1:B9"><filterColumn colId="0"/></autoFilter>'
    '<mergeCells count="2"><mergeCell ref="A1:B1"/><mergeCell ref="A2:B2"/></mergeCells>'
    '<dataValidations count="2">'
    '<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="A1 B2:B9">'
    '<formula1>"是,否"</formula1></dataValidation><dataValidation type="decimal" operator="between" '
    'errorStyle="warning" sqref="C1"><formula1>0</formula1><formula2>1&lt;2</formula2></dataValidation>'
    "</dataValidations>"
    f'<extLst><ext xmlns:x14="{X14}" uri="u"><x14:dataValidations xmlns:xm="{XM}" count="1">'
    '<x14:dataValidation type="list" showErrorMessage="true">'
    "<x14:formula1><xm:f>L!$A$1:$A$9</xm:f></x14:formula1><x14:formula2/>"
    "<xm:sqref>D1:D9</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"
)
HEAD = '<sheetPr filterMode="1"/><cols><col min="2" max="3" hidden="1"/><col min="5" max="5" hidden="0"/></cols>'
HIDDEN = '<row r="1"/><row r="2" hidden="1"><c r="A2"><v>1</v></c></row><row r="3" ht="9" hidden="true"/>'


@pytest.mark.parametrize("spaces", ["", "\n "], ids=["fast", "slow"])
def test_what_surrounds_the_cells(spaces: str) -> None:
    read = only_sheet(workbook_of(sheet_of(HIDDEN + spaces, before=HEAD, after=RULES)))
    assert read.protected
    assert read.filtered
    assert read.hidden_rows == [2, 3]
    assert read.hidden_columns == [(2, 3)]
    assert read.merged == 2
    assert read.validations == [
        RawValidation(("A1", "B2:B9"), "list", "between", '"是,否"', "", True, True, "stop"),
        RawValidation(("C1",), "decimal", "between", "0", "1<2", False, False, "warning"),
        RawValidation(("D1:D9",), "list", "between", "L!$A$1:$A$9", "", False, True, "stop"),
    ]


def test_what_the_workbook_says() -> None:
    data = workbook_of(
        sheet_of(""),
        workbook='<workbookPr date1904="false"/><workbookProtection lockStructure="1"/>'
        '<calcPr calcMode="manual"/>'
        "<definedNames><definedName name=\"stock.value\">'点 货'!$D$5:$D$64</definedName>"
        '<definedName name="_xlnm.Print_Area" localSheetId="0" hidden="1">S!$A$1</definedName>'
        "</definedNames>",
        more={
            "docProps/app.xml": "<Properties><Application>WPS 表格</Application></Properties>",
            "xl/vbaProject.bin": "x",
        },
    )
    read = read_package(data)
    assert read.names == {"stock.value": RawName("stock.value", "'点 货'!$D$5:$D$64", None, False)}
    assert read.local_names == [RawName("_xlnm.Print_Area", "S!$A$1", 0, True)]
    assert (read.structure_locked, read.manual_calculation, read.has_macros) == (True, True, True)
    assert read.application == "WPS 表格"
    assert (read.sha256, read.size) == (hashlib.sha256(data).hexdigest(), len(data))


def test_a_generated_survey_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "调查 表.xlsx"
    path.write_bytes(survey_like())
    read = read_package(path)
    assert [sheet.state for sheet in read.sheets.values()][-3:] == ["visible", "hidden", "veryHidden"]
    assert [sheet.index for sheet in read.sheets.values()] == list(range(20))
    assert sum(len(sheet.formulas) for sheet in read.sheets.values()) == 1_500
    assert sum(len(sheet.validations) for sheet in read.sheets.values()) == 200
    assert len(read.names) == 500
    assert read.application == "Microsoft Excel"
    assert read.sheets["表 00"].values["A6"] == "散装白酒 & 调料 表 00 2"


def test_openpyxl_reads_the_same_values_and_formulas() -> None:
    data = survey_like(sheets=3)
    read = read_package(data)
    book = openpyxl.load_workbook(io.BytesIO(data))
    cached = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    for name, sheet in read.sheets.items():
        for row in book[name].iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert sheet.formulas[cell.coordinate] == str(cell.value)[1:]
                assert sheet.values.get(cell.coordinate) == cached[name][cell.coordinate].value


def test_a_file_written_by_openpyxl_is_read() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ("中 文", 1.5, "=A2*2", True, "#N/A"):
        sheet.append([row])
    sheet["A6"] = datetime.date(2026, 1, 2)
    buffer = io.BytesIO()
    book.save(buffer)
    read = read_package(buffer.getvalue()).sheets["Sheet"]
    assert read.values == {"A1": "中 文", "A2": 1.5, "A4": True, "A5": NA, "A6": 46024.0}
    assert read.formulas == {"A3": "A2*2"}


def test_a_file_written_with_inline_strings_is_read() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"constant_memory": True})
    book.add_worksheet("S").write_string(0, 0, " 张三 ")
    book.close()
    assert only_sheet(buffer.getvalue()).values == {"A1": " 张三 "}


def test_a_chart_sheet_has_no_cells() -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    book.add_worksheet("S").write_number(0, 0, 1)
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=S!$A$1"})
    book.add_chartsheet("图").set_chart(chart)
    book.close()
    read = read_package(buffer.getvalue())
    assert read.sheets["图"].values == {}
    assert read.sheets["S"].values == {"A1": 1.0}


def test_the_common_writers_take_the_fast_path(monkeypatch: pytest.MonkeyPatch) -> None:
    data = survey_like(sheets=2)
    monkeypatch.setattr(reading, "read_sheet_slowly", None)
    assert read_package(data).sheets
