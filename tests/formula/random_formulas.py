"""Random formulas inside the language, written with names for us and with cell addresses for another engine.

Kept out of the way, because there formulon 0.18 is wrong by Excel's documentation or its own other answers:
- a name for one cell is a plain value to it, not a reference: hence addresses;
- IF without its third argument, directly in an aggregate, is #VALUE! (Excel: FALSE, which counts as 0);
- INDEX directly in an aggregate is a plain value (Excel: a reference, so its text is skipped);
- VLOOKUP(0, ..., FALSE) finds a blank cell (its MATCH does not);
- AND and OR pass over an empty text written as an argument (Excel: #VALUE!, only references are passed over).
Kept out of the way, because we are strict where it follows one locale: text that reads as a date only there
("3-7"), so joined text is not used as a number; dates before 1900-03-01; criteria such as ">FALSE"; INDEX
at 0. Nobody documents whether a blank that LOOKUP finds counts in COUNTA. The last bits
of numbers are not looked at as text.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from workbench.formula import DIV0, NA, VALUE, ExcelError, Matrix, Scope, Symbol, Value

ROWS = 8
SCALARS = ("one_a", "one_b", "one_c", "one_d", "one_e", "one_f")
COLUMNS = ("list.a", "list.b", "list.c", "list.d")
BANDS = ("band.start", "band.rate")
NAMES = (*SCALARS, *COLUMNS, *BANDS, "grid")
ADDRESSES = {
    **{name: f"$A${row + 1}" for row, name in enumerate(SCALARS)},
    **{name: f"${'BCDE'[place]}$1:${'BCDE'[place]}${ROWS}" for place, name in enumerate(COLUMNS)},
    **{name: f"${'FG'[place]}$1:${'FG'[place]}$6" for place, name in enumerate(BANDS)},
    "grid": "$F$1:$G$6",
}
SCOPE = Scope(
    [Symbol(name, "scalar", slot) for slot, name in enumerate(SCALARS)]
    + [Symbol(name, "range", len(SCALARS) + slot, "list") for slot, name in enumerate(COLUMNS)]
    + [Symbol(name, "range", len(SCALARS + COLUMNS) + slot, "band") for slot, name in enumerate(BANDS)]
    + [Symbol("grid", "range", len(NAMES) - 1, "grid", width=2)]
)
TEXTS = ("abc", "ABC", "b", "12", " 7 ", "1,200", "50%", "2026-03-05", "", "是", "zz", "TRUE")
NUMBERS = ("0", "1", "2", "3", "12", "0.5", "0.1", "1.005", "100", "2.675", "45000", "365", "7%")
CRITERIA = (
    '">1"',
    '"<=2"',
    '"<>0"',
    '"abc"',
    '"a*"',
    '"?"',
    '""',
    '"<>"',
    '"="',
    '"12"',
    '"<>abc"',
    '">"&COUNT(one_a)',
)

_AGGREGATES = ("SUM", "AVERAGE", "MIN", "MAX", "COUNT", "COUNTA", "MEDIAN", "PRODUCT", "AND", "OR")


def random_frame(pick: random.Random) -> list[Value | list[Value]]:
    """Mostly numbers, and what people put between them; columns begin and end with a blank sentinel."""
    starts: list[Value] = [None, *sorted(float(pick.choice((0, 1, 5, 10, 20, 50))) for _ in range(4)), None]
    rates: list[Value] = [None, *(_value(pick) for _ in range(4)), None]
    grid: list[Value] = [cell for row in zip(starts, rates, strict=True) for cell in row]
    columns = [[None, *(_value(pick) for _ in range(ROWS - 2)), None] for _ in COLUMNS]
    return [*(_value(pick) for _ in SCALARS), *columns, starts, rates, Matrix(grid, 2)]


def _value(pick: random.Random) -> Value:
    kind = pick.random()
    if kind < 0.5:
        return float(pick.choice((0, 1, 2, 3, 5, 12, 100, -1, -7, 45000, 46086)))
    if kind < 0.7:
        return round(pick.uniform(-1000, 5000), pick.choice((0, 1, 2, 6)))
    if kind < 0.8:
        return None
    if kind < 0.94:
        return pick.choice(TEXTS)
    if kind < 0.975:
        return pick.random() < 0.5
    error: ExcelError = pick.choice((DIV0, NA, VALUE))
    return error


def random_formula(pick: random.Random, depth: int = 4) -> str:
    """One formula whose result is a single value."""
    if depth <= 0 or pick.random() < 0.12:
        return _leaf(pick)
    maker = pick.choice(_MAKERS)
    return maker(pick, lambda: random_formula(pick, depth - 1))


def _leaf(pick: random.Random) -> str:
    kind = pick.random()
    if kind < 0.6:
        return pick.choice(SCALARS)
    if kind < 0.9:
        return pick.choice(NUMBERS)
    return pick.choice(('"abc"', '"12"', '""', "TRUE", "FALSE"))


Sub = Callable[[], str]


def _arithmetic(pick: random.Random, sub: Sub) -> str:
    return f"{sub()}{pick.choice('+-*/+-*')}{sub()}"


def _grouped(pick: random.Random, sub: Sub) -> str:
    return f"({sub()}{pick.choice('+-*/')}{sub()})"


def _powered(pick: random.Random, sub: Sub) -> str:
    return f"({sub()})^{pick.choice(('2', '0.5', '-1', '0', '3'))}"


def _compared(pick: random.Random, sub: Sub) -> str:
    return f"({sub()}{pick.choice(('=', '<>', '<', '>', '<=', '>='))}{sub()})"


def _signed(pick: random.Random, sub: Sub) -> str:
    return f"{pick.choice(('-', '+', '--'))}({sub()})" if pick.random() < 0.7 else f"({sub()})%"


def _aggregate(pick: random.Random, sub: Sub) -> str:
    name = pick.choice(_AGGREGATES)

    def single() -> str:
        operand = _compared(pick, sub) if name in ("AND", "OR") else sub()
        return f"{operand}+0" if operand.startswith(("LOOKUP", "VLOOKUP")) else operand

    operands = [pick.choice((pick.choice(COLUMNS), pick.choice(SCALARS), single())) for _ in range(pick.randint(1, 3))]
    return f"{name}({','.join(operands)})"


def _ranked(pick: random.Random, sub: Sub) -> str:
    place = pick.choice(("1", "2", "3", "9", sub()))
    return f"{pick.choice(('LARGE', 'SMALL'))}({pick.choice(COLUMNS)},{place})"


def _criterion(pick: random.Random, sub: Sub) -> str:
    return pick.choice((*CRITERIA, pick.choice(SCALARS), pick.choice(NUMBERS)))


def _conditional(pick: random.Random, sub: Sub) -> str:
    first, second, third = (pick.choice(COLUMNS) for _ in range(3))
    one, two = _criterion(pick, sub), _criterion(pick, sub)
    return pick.choice(
        (
            f"COUNTIF({first},{one})",
            f"COUNTIFS({first},{one},{second},{two})",
            f"SUMIF({first},{one})",
            f"SUMIF({first},{one},{second})",
            f"SUMIFS({first},{second},{one},{third},{two})",
            f"AVERAGEIF({first},{one},{second})",
            f"AVERAGEIFS({first},{second},{one})",
            f"COUNTBLANK({first})",
        )
    )


def _product(pick: random.Random, sub: Sub) -> str:
    first, second = pick.choice(COLUMNS), pick.choice(COLUMNS)
    single = pick.choice((pick.choice(SCALARS), pick.choice(NUMBERS)))
    compare = pick.choice(("=", ">", "<=", "<>"))
    return pick.choice(
        (
            f"SUMPRODUCT({first},{second})",
            f"SUMPRODUCT(({first}{compare}{single})*{second})",
            f"SUMPRODUCT(--({first}{compare}{second}))",
            f"SUMPRODUCT(({first}{compare}{single})+0,{second})",
            f"SUMPRODUCT({first}*{single}-{second})",
            f"SUMPRODUCT(--ISNUMBER({first}),{second})",
            f"SUMPRODUCT(LEN({first})*1)",
            f"SUMPRODUCT(ROUND(ABS({first}),1))",
            f"SUMPRODUCT(INT({first})/{single})",
            f'SUMPRODUCT(--EXACT({first},"abc"))',
            f"SUMPRODUCT({first}^2)",
        )
    )


def _looked_up(pick: random.Random, sub: Sub) -> str:
    needle = pick.choice((sub(), pick.choice(SCALARS), pick.choice(NUMBERS)))
    number = f"({needle})+0"
    return pick.choice(
        (
            f"MATCH({needle},{pick.choice(COLUMNS)},0)",
            f"MATCH({number},band.start,1)",
            f"LOOKUP({number},band.start,band.rate)",
            f"LOOKUP({number},band.start)",
            f"VLOOKUP({number},grid,2,TRUE)",
            f"VLOOKUP(MAX(1,{number}),grid,{pick.choice(('1', '2', '3'))},FALSE)",
            f'INDEX({pick.choice(COLUMNS)},{pick.choice(("1", "2", "5", "9", "MAX(1,one_b)"))})&""',
            f"ROWS({pick.choice(COLUMNS)})",
        )
    )


def _decided(pick: random.Random, sub: Sub) -> str:
    return pick.choice(
        (
            f"IF({sub()},{sub()},{sub()})",
            f"(IF({sub()}>{sub()},{sub()})+0)",
            f"IFERROR({sub()},{sub()})",
            f"NOT({sub()})",
            f"ISNUMBER({sub()})",
            f"ISBLANK({pick.choice(SCALARS)})",
        )
    )


def _rounded(pick: random.Random, sub: Sub) -> str:
    places = pick.choice(("0", "1", "2", "-2", "2.7"))
    return pick.choice(
        (
            f"{pick.choice(('ROUND', 'ROUNDUP', 'ROUNDDOWN'))}({sub()},{places})",
            f"INT({sub()})",
            f"MOD(ROUND({sub()},2),{pick.choice(('3', '-3', '0', '0.5', 'one_d'))})",
            f"{pick.choice(('ABS', 'SQRT', 'SIGN'))}({sub()})",
        )
    )


def _dated(pick: random.Random, sub: Sub) -> str:
    month = pick.choice(("1", "13", "0", "MOD(one_b,40)"))
    start = pick.choice(("45000", '"2026-01-31"', "46086+one_b", "ABS(one_a)+500"))
    return pick.choice(
        (
            f"{pick.choice(('YEAR', 'MONTH', 'DAY'))}({start})",
            f"{pick.choice(('EDATE', 'EOMONTH'))}({start},{pick.choice(('1', '-1', '13', '-0.5'))})",
            f"DATE(2026,{month},{pick.choice(('31', '0', 'MOD(one_c,40)'))})",
        )
    )


def _financial(pick: random.Random, sub: Sub) -> str:
    rate = pick.choice(("0.01", "0", "5%/12", "one_a/1000"))
    return pick.choice(
        (
            f"PMT({rate},{pick.choice(('12', '36', '0'))},{sub()})",
            f"PMT({rate},12,{sub()},100,1)",
            f"PV({rate},12,{sub()})",
            f"NPV({rate},{pick.choice(COLUMNS)},{sub()})",
        )
    )


def _textual(pick: random.Random, sub: Sub) -> str:
    shown = pick.choice(("0", "0.00", "#,##0", "#,##0.00", "0%", "0.00%"))
    return pick.choice(
        (
            f"LEFT({sub()},{pick.choice(('1', '2', '-1', '2.9'))})",
            f"RIGHT({sub()},2)",
            f"MID({sub()},{pick.choice(('1', '2', '0'))},2)",
            f"LEN({sub()})",
            f"TRIM({sub()})",
            f"EXACT({sub()},{sub()})",
            f"LEN(CONCATENATE({_leaf(pick)},{_leaf(pick)}))",
            f"EXACT({_leaf(pick)}&{sub()},{_leaf(pick)}&{_leaf(pick)})",
            f'TEXT({sub()},"{shown}")',
        )
    )


_MAKERS = (
    _arithmetic, _arithmetic, _grouped, _powered, _compared, _signed, _aggregate, _aggregate, _ranked,
    _conditional, _conditional, _product, _looked_up, _decided, _decided, _rounded, _dated, _financial,
    _textual,
)  # fmt: skip
