"""How single values are printed."""

import pytest

from workbench.report.formats import Cell, Kind, clip, date_text, in_wan, printable, text_of, typed
from workbench.report.words import words_in

ZH, EN = words_in("zh"), words_in("en")


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (None, "money", "—"),
        ("", "text", "—"),
        (0.0, "money", "0.00"),
        (-0.0, "money", "0.00"),
        (-1e-9, "yuan", "0.00"),
        (440000.0, "money", "44.00"),
        (12345678.9, "money", "1,234.57"),
        (-38000.0, "money", "−3.80"),
        (9.8, "money", "0.0010"),
        (9.8, "yuan", "9.80"),
        (0.072, "percent", "7.2%"),
        (0.0333, "change", "+3.3%"),
        (-0.00001, "change", "0.0%"),
        (-0.204918, "change", "−20.5%"),
        (12.0, "number", "12"),
        (1.2325, "number", "1.23"),
        (0.0005, "number", "0.0005"),
        (float("inf"), "number", "—"),
        (46203.0, "date", "2026-06-30"),
        ((5000.0, None), "yuan", "5,000.00 ~ "),
    ],
)
def test_numbers(value: object, kind: Kind, text: str) -> None:
    assert text_of(Cell(value, kind), ZH) == text


def test_money_by_unit() -> None:
    assert text_of(typed(520000.0, "money", "元", ZH), ZH) == "52.00"
    assert text_of(typed(14.0, "money", "元/公斤", ZH), ZH) == "14.00"
    assert text_of(typed(520000.0, "money", "yuan", EN), EN) == "52.00"
    assert text_of(Cell("元/年", "unit"), ZH) == "万元/年"
    assert text_of(Cell("元/公斤", "unit"), ZH) == "元/公斤"
    assert text_of(Cell(None, "unit"), ZH) == "万元"


def test_words_of_values() -> None:
    assert text_of(typed("joins", "choice", None, ZH, "共同经营"), ZH) == "共同经营"
    assert text_of(typed(1.0, "yes_no", None, ZH), ZH) == "是"
    assert text_of(typed({"error": "#N/A"}, "money", None, ZH), ZH) == "#N/A"


def test_a_number_that_is_no_date_stays_a_number() -> None:
    assert date_text(-5.0) == "-5"
    assert date_text(1e12) == "1,000,000,000,000"


def test_clip_and_printable() -> None:
    assert clip("一 二\n三", 10) == "一 二 三"
    assert clip("字" * 100, 10) == "字" * 9 + "…"
    assert clip("倍数：0.7873，要求不低于 1", 15) == "倍数：0.7873…"
    assert clip("a sum of 1,234,567 yuan", 14) == "a sum of 1,23…"
    assert printable("a\x00b\ud800c\td") == "a\ufffdb\ufffdc\td"


def test_a_word_that_is_not_there_is_a_bug() -> None:
    with pytest.raises(KeyError):
        ZH("no.such")
    assert ZH.code("grade", "AA") == "AA"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("S1：-193,166.63，要求不低于 0.00", "S1：−19.32 万元，要求不低于 0.00"),
        ("归还借款 400,000.00 元，直接付", "归还借款 40.00 万元，直接付"),
        ("口述 3,600,000 元", "口述 360.00 万元"),
        ("口述 720,700 公斤，每吨 3,150.50 元/吨", "口述 720,700 公斤，每吨 3,150.50 元/吨"),
        ("重 720,700.25 公斤", "重 720,700.25 公斤"),
        ("额度 1,234.50 万元", "额度 1,234.50 万元"),
    ],
)
def test_amounts_of_yuan_in_a_text_become_ten_thousands(text: str, told: str) -> None:
    assert in_wan(text, words_in("zh")) == told


def test_an_amount_without_a_unit_may_be_anything_but_money() -> None:
    assert in_wan("口述 1,234.56，核实 2,000 元", words_in("zh"), bare=False) == "口述 1,234.56，核实 0.20 万元"
