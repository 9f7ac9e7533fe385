"""The fast and the slow path give the same for one file, however it is altered."""

from __future__ import annotations

import random
import re

import pytest

from tests.reading.zip_tools import SHEET, parts_of, sheet_of, workbook_of, zip_of
from workbench.survey import reading, shared_strings, workbook_xml
from workbench.survey.plain_validations import cut_validations
from workbench.survey.plain_xml import UnusualError
from workbench.survey.raw import PackageRefused, RawWorkbook
from workbench.survey.reading import read_package

EXCEL_ROOT = (
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac"'
    ' xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"'
)
# As Excel, LibreOffice and XlsxWriter write rows and cells.
ROWS = (
    '<row r="1" spans="1:9" ht="21.75" customHeight="1" x14ac:dyDescent="0.25">'
    '<c r="A1" s="1" t="s"><v>0</v></c><c r="B1" s="1"/><c r="C1" s="2"><v>12.5</v></c>'
    '<c r="D1" t="str"><f>IF(C1&gt;1,"&amp;",A1)</f><v>&amp;</v></c></row>'
    '<row r="2" customFormat="false" ht="12.8" hidden="true" customHeight="false" outlineLevel="0"'
    ' collapsed="false"><c r="A2" s="0" t="n"><v>1E-3</v></c>'
    '<c r="B2" t="e"><f aca="false">1/0</f><v>#DIV/0!</v></c>'
    '<c r="C2" t="b"><f aca="false">TRUE()</f><v>1</v></c></row><row r="3" spans="1:2"/>'
    '<row r="4"><c r="A4"><f t="shared" ref="A4:A6" si="0">$A1+B1*2</f><v>3</v></c><c r="B4" s="1"/></row>'
    '<row r="5"><c r="A5"><f t="shared" si="0"/><v>4</v></c>'
    '<c r="B5"><f t="array" ref="B5">SUM(A1:A2*2)</f><v>5</v></c></row>'
    '<row r="6"><c r="A6"><f t="shared" si="0"/><v>6</v></c><c r="C6" t="s"><v>1</v></c>'
    '<c r="D6"><f>x</f><v></v></c></row>'
)
AFTER = (
    '<sheetProtection sheet="1"/><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>'
    '<conditionalFormatting sqref="A1:A9 C3"><cfRule type="expression" dxfId="0" priority="1">'
    "<formula>$A1&gt;0</formula></cfRule></conditionalFormatting>"
    '<dataValidations count="2"><dataValidation type="list" sqref="A1">'
    '<formula1>"a,b"</formula1></dataValidation>'
    '<dataValidation type="decimal" errorStyle="warning" operator="between" allowBlank="1" showInputMessage="1"'
    ' showErrorMessage="1" errorTitle="请改" error="a &amp; b" promptTitle="金额" prompt="元&#xA;必填"'
    ' sqref="B2 C3:C9">'
    "<formula1>0</formula1><formula2>1E9</formula2></dataValidation></dataValidations>"
)
NAMES = (
    "<definedNames><definedName name=\"stock.value\">'06点货'!$D$8:$D$67</definedName>"
    '<definedName name="_xlnm.Print_Area" localSheetId="0">S!$A$1</definedName>'
    '<definedName name="gone" hidden="1">#REF!</definedName><definedName name="empty"></definedName>'
    '<definedName name="a">"x&amp;y"</definedName></definedNames><calcPr calcMode="manual"/>'
)
STRINGS = (
    '<si><t>合计 &amp; a</t><phoneticPr fontId="1" type="noConversion"/></si><si><r><rPr><b/><sz val="11"/>'
    '<rFont val="宋体"/></rPr><t xml:space="preserve"> b</t></r><r><t>_x000D_</t></r></si>'
)
GOOD = workbook_of(
    sheet_of(
        ROWS,
        before='<sheetPr filterMode="0"/><cols><col min="2" max="2" hidden="1"/></cols>',
        after=AFTER,
        root=EXCEL_ROOT,
    ),
    strings=STRINGS,
    workbook=NAMES,
)
INSERTS = (
    "&", "&amp;", "&#65;", "<", ">", "]]>", "<!---->", "<!-- <sheetData> -->", "<![CDATA[x]]>", "<?x y?>",
    '"', "'", "/", " ", "\n", "\r", "\t", "\x01", "\ufffe", "０", "1", "E9", "_x0041_", "<c/>", "<c>",
    "</c>", "<row>", "</row>", '<row r="2"/>', "<sheetData>", "</sheetData>", "<sheetData/>", "<v>1</v>",
    "<f>1</f>", "<is><t>a</t></is>", ' t="s"', ' r="A1"', ' xmlns="a"', "x14ac:", "A1",
    '<c r="B1"><v>1</v></c>', '<c r="Z9"/>', "<!DOCTYPE a>", "nan", "-", "+", ".", "\xc3\xa9",
)  # fmt: skip

Outcome = RawWorkbook | tuple[str, dict[str, object]]


def _outcome(data: bytes) -> Outcome:
    try:
        read = read_package(data)
    except PackageRefused as refused:
        return refused.code, refused.args_of_message
    return read


def _unusual(*_: object) -> list[str]:
    raise UnusualError


def _slow_outcome(data: bytes) -> Outcome:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "read_sheet_fast", lambda *_: False)
        patch.setattr(shared_strings, "_plain_strings", _unusual)
        patch.setattr(workbook_xml, "_plain_names", _unusual)
        return _outcome(data)


def _altered(text: str, chance: random.Random) -> str:
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        boundaries = [found.start() for found in re.finditer(r"[<>\"=/ ]|\b", text)]
        at = chance.choice(boundaries) if chance.random() < 0.8 else chance.randrange(len(text))
        kind = chance.randrange(4)
        if kind == 0:
            text = text[:at] + chance.choice(INSERTS) + text[at:]
        elif kind == 1:
            text = text[:at] + text[at + chance.randrange(1, 30) :]
        elif kind == 2:
            text = text[:at] + chance.choice(INSERTS) + text[at + 1 :]
        else:
            other = chance.choice(boundaries)
            text = text[:at] + text[min(at, other) : max(at, other)][:200] + text[at:]
    return text


def test_the_unaltered_file_takes_the_fast_path(monkeypatch: pytest.MonkeyPatch) -> None:
    slow = _slow_outcome(GOOD)
    monkeypatch.setattr(reading, "read_sheet_slowly", None)
    monkeypatch.setattr(shared_strings, "_any_strings", None)
    read = read_package(GOOD)
    assert read == slow
    assert len(read.sheets["S"].values) == 11
    assert read.sheets["S"].formulas["A6"] == "$A3+B3*2"
    assert read.sheets["S"].hidden_rows == [2]
    assert [rule.sqref for rule in read.sheets["S"].validations] == [("A1",), ("B2", "C3:C9")]
    assert (list(read.names), len(read.local_names)) == (["stock.value", "gone", "empty", "a"], 1)


def test_names_and_rules_take_their_fast_paths() -> None:
    parts = parts_of(GOOD)
    names = re.search(r"<definedNames>(.*)</definedNames>", parts["xl/workbook.xml"].decode(), re.DOTALL)
    assert names is not None
    assert len(workbook_xml._plain_names(names[1])) == 5
    rest, rules = cut_validations(parts[SHEET])
    assert len(rules) == 2
    assert b"<dataValidation " not in rest


@pytest.mark.parametrize("part", [SHEET, "xl/sharedStrings.xml", "xl/workbook.xml"])
@pytest.mark.parametrize("seed", range(4))
def test_altered_xml_reads_alike_on_both_paths(part: str, seed: int) -> None:
    chance = random.Random(seed)
    parts = parts_of(GOOD)
    text = parts[part].decode()
    read = refused = 0
    for _ in range(400):
        altered = _altered(text, chance).encode("utf-8", errors="surrogatepass")
        data = zip_of(parts | {part: altered})
        outcome = _outcome(data)
        assert outcome == _slow_outcome(data), altered.decode(errors="replace")
        read += isinstance(outcome, RawWorkbook)
        refused += not isinstance(outcome, RawWorkbook)
    assert read > 10
    assert refused > 10
