"""Comparing, shifting and renumbering formula texts."""

from __future__ import annotations

import time

import pytest

from workbench.survey.formula_references import map_rows, shift_formula
from workbench.survey.formula_text import same_formula

SAME = [
    ("SUM(A1:A3)", "SUM(A1:A3)"),
    ("SUM( A1 : A3 , 2 )", "SUM(A1:A3,2)"),
    ("sum(stock.Value)", "SUM(STOCK.VALUE)"),
    ("IF(TRUE(),1,FALSE( ))", "IF(TRUE,1,FALSE)"),
    ("_xlfn.IFERROR(A1,0)", "IFERROR(A1,0)"),
    ("_xlfn._xlws.SORT(A1:A3)", "SORT(A1:A3)"),
    ("'Sheet1'!A1+1", "Sheet1!A1+1"),
    ("'点货'!A1", "点货!A1"),
    ("'Stock count'!$A$1", "'stock count'!$a$1"),
    ("0.5*A1", ".5*A1"),
    ("1E-3+100", "0.001+1E2"),
    ("=+A1", "A1"),
    ("@A1:A3*@x", "A1:A3*x"),
    ("A1&\n  B1", "A1&B1"),
    ("SUM(A1:A3 B1:B3)", "SUM(A1:A3  B1:B3)"),
    ('IF(A1="a  b","x")', 'IF( A1 = "a  b" , "x" )'),
    ("A1<>#n/a", "A1<>#N/A"),
]
DIFFERENT = [
    ("A1", "$A$1"),
    ("$A1", "A$1"),
    ("SUM(A1:A3)", "SUM(A1:A4)"),
    ("SUM(A1:A3)", "SUM(A1,A3)"),
    ('IF(A1="a  b",1)', 'IF(A1="a b",1)'),
    ('"TRUE()"', '"TRUE"'),
    ('"ABC"', '"abc"'),
    ("A1 B1", "A1B1"),
    ("(A1) (B1)", "(A1)(B1)"),
    ("A1+0.05", "A1+0.5"),
    ("-A1", "A1"),
    ("Sheet1!A1", "Sheet2!A1"),
    ("Sheet1!A1", "A1"),
    ("MYTRUE()", "MYTRUE"),
    ("1E3", "E3"),
    ("x_xlfn.y", "xy"),
    ("A1*1.05", "A1*1.06"),
    ("", "A1"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_habits_of_a_program_make_no_difference(one: str, other: str) -> None:
    assert same_formula(one, other)
    assert same_formula(other, one)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_another_meaning_is_a_difference(one: str, other: str) -> None:
    assert not same_formula(one, other)
    assert not same_formula(other, one)


# As Excel shifts when a formula is copied two rows down and one column to the right.
SHIFTED = [
    ("A1", "B3"),
    ("$A1", "$A3"),
    ("A$1", "B$1"),
    ("$A$1", "$A$1"),
    ("SUM(A1:B2)", "SUM(B3:C4)"),
    ("SUM(A:A)+SUM($B:C)", "SUM(B:B)+SUM($B:D)"),
    ("SUM(1:1)+SUM($2:3)", "SUM(3:3)+SUM($2:5)"),
    ("LOG10(A1)", "LOG10(B3)"),
    ("ATAN2(A1,DEC2BIN(B2))", "ATAN2(B3,DEC2BIN(C4))"),
    ('A1&"A1"&"""A1"', 'B3&"A1"&"""A1"'),
    ("'A1 B2'!A1", "'A1 B2'!B3"),
    ("'it''s A1'!A1:B2", "'it''s A1'!B3:C4"),
    ("点货!A1*stock.A1", "点货!B3*stock.A1"),
    ("Sheet1!A1:Sheet1!B2", "Sheet1!B3:Sheet1!C4"),
    ("stock_A1+A1_x+A1.b+_A1", "stock_A1+A1_x+A1.b+_A1"),
    ("YEN2024+A1048577+ABCD1", "YEN2024+A1048577+ABCD1"),
    ("金额A1+A1金额", "金额A1+A1金额"),
    ("T[A1]+T[[#All],[B2]]", "T[A1]+T[[#All],[B2]]"),
    ("[1]Sheet1!A1", "[1]Sheet1!B3"),
    ("XFD1+A1048576", "#REF!+#REF!"),
    ("1E3*1.5+R1C1", "1E3*1.5+R1C1"),
    ("Z1+AZ1+ZZ1", "AA3+BA3+AAA3"),
    ("{1,2;3,4}", "{1,2;3,4}"),
    ("A1:INDEX(B:B,2)", "B3:INDEX(C:C,2)"),
    ("#REF!+A1", "#REF!+B3"),
    ("-A1%^2", "-B3%^2"),
]


@pytest.mark.parametrize(("text", "expected"), SHIFTED)
def test_relative_parts_move_and_nothing_else(text: str, expected: str) -> None:
    assert shift_formula(text, 2, 1) == expected


def test_a_reference_may_not_leave_the_sheet_upwards() -> None:
    assert shift_formula("A1+B2", -1, 0) == "#REF!+B1"
    assert shift_formula("A1+B2", 0, -1) == "#REF!+A2"


MAPPED = [
    ("$C6*C$6+C5", "$C9*C$9+C5"),
    ("SUM($C$5:$C$64)", "SUM($C$5:$C$67)"),
    ("SUM(6:7)+SUM(C:C)", "SUM(9:10)+SUM(C:C)"),
    ("Other!C6+'点 货'!C6:C7+C6", "Other!C6+'点 货'!C6:C7+C9"),
    ('LOG10(C6)&"C6"&stock.C6', 'LOG10(C9)&"C6"&stock.C6'),
    ("YEN2024+6", "YEN2024+6"),
]


@pytest.mark.parametrize(("text", "expected"), MAPPED)
def test_rows_of_the_same_sheet_are_renumbered(text: str, expected: str) -> None:
    assert map_rows(text, lambda row: row + 3 if row > 5 else row) == expected


@pytest.mark.parametrize("piece", ["'", '"', "[", "a:", "A1:", "$", "!", "'a'", "\\", "((", "1E", "TRUE(", "#", "A1 "])
def test_long_odd_texts_take_linear_time(piece: str) -> None:
    text = piece * (32_000 // len(piece))
    started = time.process_time()
    same_formula(text, text + "1")
    shift_formula(text, 1, 1)
    map_rows(text, lambda row: row)
    assert time.process_time() - started < 1
