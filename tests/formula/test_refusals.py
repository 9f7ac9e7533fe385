"""What is outside the language is refused with a code and a place, and every code speaks both languages."""

from __future__ import annotations

import copy
import pickle
import string

import pytest

from tests.formula.survey_scope import CONTEXTS, SCOPE
from workbench.formula import Context, Refusal, compile_formula, refusals_of, refusals_of_names
from workbench.formula.refusal import catalogue
from workbench.formula.trial import try_formula

# context, formula, code, position
TABLE = [
    ("scalar", "", "FML01", 0),
    ("scalar", "  ", "FML01", 0),
    ("scalar", "=survey_date", "FML02", 0),
    ("scalar", " =survey_date", "FML02", 1),
    ("scalar", "SUM（stock.value)", "FML03", 3),
    ("scalar", "survey_date＋1", "FML03", 11),
    ("scalar", "survey_date\u30001", "FML03", 11),
    ("scalar", "IF(1=1,“a”,2)", "FML03", 7),
    ("scalar", "ｓurvey_date", "FML03", 0),
    ("scalar", "survey_date ? 1", "FML04", 12),
    ("scalar", "1.2.3", "FML06", 3),
    ("scalar", '"abc', "FML05", 0),
    ("scalar", "1+", "FML06", 2),
    ("scalar", "*1", "FML06", 0),
    ("scalar", "2survey_date", "FML06", 1),
    ("scalar", "1)", "FML06", 1),
    ("scalar", "(1+2", "FML07", 0),
    ("scalar", "SUM(1,2", "FML07", 3),
    ("scalar", "1" + "+1" * 4100, "FML08", 8192),
    ("scalar", "(" * 70 + "1" + ")" * 70, "FML09", 64),
    ("scalar", "1" + "+1" * 300, "FML09", 501),
    ("scalar", "-" * 100 + "1", "FML09", 64),
    ("scalar", "SUM({1,2})", "FML10", 4),
    ("scalar", "stock[value]", "FML11", 5),
    ("scalar", "[1]Sheet!A1", "FML11", 0),
    ("scalar", "IF(1,#N/A)", "FML12", 5),
    ("scalar", "A1+1", "FML13", 0),
    ("scalar", "1+$A$1", "FML13", 2),
    ("scalar", "1+B$12", "FML13", 2),
    ("scalar", "'My sheet'!A1", "FML13", 0),
    ("scalar", "Sheet1!A1", "FML13", 0),
    ("scalar", "R1C1", "FML13", 0),
    ("scalar", "R[-1]C", "FML13", 0),
    ("scalar", "SUM(A1:B2)", "FML14", 6),
    ("scalar", "SUM(1:1)", "FML14", 5),
    ("scalar", "(survey_date,1)", "FML15", 12),
    ("scalar", "1,000", "FML15", 1),
    ("scalar", "survey_date note", "FML16", 12),
    ("scalar", "SUM(stock.value stock.quantity)", "FML16", 16),
    ("scalar", "SUM (1)", "FML16", 4),
    ("scalar", "SUM(1;2)", "FML17", 5),
    ("row", "@stock.value", "FML18", 0),
    ("scalar", "1+1234567890123456", "FML19", 2),
    ("scalar", "1E309", "FML19", 0),
    ("scalar", "ROUND(1,)", "FML20", 8),
    ("scalar", "SUM(,1)", "FML20", 4),
    ("scalar", "survey_dat", "FML21", 0),
    ("scalar", "quantity", "FML21", 0),
    ("scalar", "Survey_Date", "FML22", 0),
    ("row", "Quantity*2", "FML22", 0),
    ("month", "note", "FML23", 0),
    ("scalar", "SUMM(1)", "FML30", 0),
    ("scalar", "1+TODAY()", "FML31", 2),
    ("scalar", "CHOOSE(1,2,3)", "FML31", 0),
    ("scalar", "ROUND(1)", "FML32", 0),
    ("scalar", "COUNTIFS(stock.value,1,stock.value)", "FML32", 0),
    ("scalar", "NOT(1,2)", "FML32", 0),
    ("scalar", "stock.value", "FML40", 0),
    ("scalar", "ROUND(stock.value,2)", "FML40", 6),
    ("scalar", "IF(stock.value,1,2)", "FML40", 3),
    ("scalar", "ISBLANK(stock.value)", "FML40", 8),
    ("scalar", "stock.quantity*2", "FML41", 0),
    ("scalar", "MAX(IF(stock.quantity>0,1))", "FML41", 7),
    ("scalar", "SUM(-stock.quantity)", "FML41", 5),
    ("scalar", "SUMIF(stock.quantity,1,sales.cost)", "FML42", 23),
    ("scalar", "SUMPRODUCT(stock.quantity,sales.cost)", "FML42", 26),
    ("scalar", "SUMPRODUCT(stock.quantity*sales.cost)", "FML42", 26),
    ("scalar", "SUMPRODUCT(survey_date,stock.value)", "FML43", 11),
    ("scalar", "ROWS(survey_date)", "FML43", 5),
    ("scalar", "SUMIF(stock.quantity,1,survey_date)", "FML43", 23),
    ("scalar", "SUMPRODUCT((stock.value>0)*1)", "FML44", 12),
    ("scalar", "SUMPRODUCT(stock.quantity*stock.value)", "FML44", 26),
    ("scalar", "SUMPRODUCT(LEN(stock.value))", "FML44", 15),
    ("scalar", "SUMPRODUCT(1/stock.quantity)", "FML45", 12),
    ("scalar", "SUMPRODUCT(IF(stock.quantity>0,1,0))", "FML46", 11),
    ("scalar", "SUMPRODUCT(stock.quantity*INDEX(stock.quantity,1))", "FML46", 26),
    ("scalar", "SUMPRODUCT(AND(stock.quantity>0)*1)", "FML46", 11),
    ("scalar", "SUMPRODUCT(SQRT(stock.quantity))", "FML47", 16),
    ("scalar", 'SUMPRODUCT(stock.item&"x")', "FML47", 21),
    ("scalar", "SUMPRODUCT(+stock.quantity)", "FML47", 11),
    ("scalar", "ISBLANK(survey_date+1)", "FML48", 19),
    ("scalar", 'COUNTIF(survey_date+1,">0")', "FML48", 19),
    ("row", "stock.quantity*2", "FML49", 0),
    ("month", "sales.amount", "FML49", 0),
    ("scalar", "PREV(survey_date)", "FML50", 0),
    ("row", "PREV(quantity)", "FML50", 0),
    ("month", "PREV(survey_date)", "FML51", 5),
    ("month", "PREV(amount+1)", "FML51", 11),
    ("month", "PREV(sales.debt)", "FML51", 5),
    ("month", "PREV(amount)", "FML52", 5),
    ("month", "PREV(orphan)", "FML52", 5),
    ("scalar", "MATCH(1,stock.value)", "FML60", 0),
    ("scalar", "VLOOKUP(1,band,2)", "FML60", 0),
    ("scalar", "MATCH(1,stock.value,survey_date)", "FML61", 20),
    ("scalar", "VLOOKUP(1,band,2,1=1)", "FML61", 18),
    ("scalar", 'LOOKUP("b",stock.item)', "FML62", 7),
    ("scalar", 'MATCH("b",stock.item,1)', "FML62", 6),
    ("scalar", "MATCH(1,band,0)", "FML63", 8),
    ("scalar", "LOOKUP(1,band)", "FML63", 9),
    ("scalar", "INDEX(stock.value,0)", "FML64", 18),
    ("scalar", "ROWS(sales.cost)", "FML65", 5),
    ("scalar", "VLOOKUP(1,sales.cost,1,FALSE)", "FML65", 10),
    ("scalar", "INDEX(band,1)", "FML66", 0),
    ("scalar", "INDEX(stock.value,1,1)", "FML66", 0),
    ("scalar", 'TEXT(1,"0.0")', "FML70", 7),
    ("scalar", "TEXT(1,note)", "FML70", 7),
    ("scalar", "DATE(1900,2,29)", "FML71", 0),
    ("scalar", "EDATE(30,1)", "FML71", 6),
    ("scalar", 'note>"中"', "FML72", 5),
    ("scalar", 'COUNTIF(stock.item,">b")', "FML72", 19),
    ("scalar", 'COUNTIF(stock.item,"a~b")', "FML73", 19),
]
TABLE_OF_NAMES = [
    ([""], "FML80"),
    (["2nd"], "FML80"),
    (["a b"], "FML80"),
    (["a..b"], "FML80"),
    (["TRUE"], "FML80"),
    (["_xlfn.x"], "FML80"),
    (["a" * 256], "FML80"),
    (["ａ"], "FML80"),
    (["tax2023"], "FML81"),
    (["x.q1"], "FML81"),
    (["r"], "FML81"),
    (["Total", "total"], "FML82"),
]


@pytest.mark.parametrize(("context", "formula", "code", "position"), TABLE, ids=[row[1][:50] for row in TABLE])
def test_formula_is_refused(context: str, formula: str, code: str, position: int) -> None:
    with pytest.raises(Refusal) as caught:
        compile_formula(formula, SCOPE, CONTEXTS[context])
    refusal = caught.value
    assert (refusal.code, refusal.position) == (code, position)
    for lang in ("zh", "en"):
        assert refusal.title(lang)
        assert refusal.message(lang)
        assert "{" not in refusal.message(lang).replace(formula or " ", "") or code in ("FML10", "FML83")
    assert refusals_of(formula, SCOPE, CONTEXTS[context])[0].code == code


@pytest.mark.parametrize(("names", "code"), TABLE_OF_NAMES)
def test_name_is_refused(names: list[str], code: str) -> None:
    refusals = refusals_of_names(names)
    assert [refusal.code for refusal in refusals] == [code]
    assert refusals[0].message("zh")
    assert refusals[0].message("en")


@pytest.mark.parametrize("value", [[], [[1], [1, 2]], [[1], 2], [[]], {"error": "#X"}, {}, float("nan"), 10**400])
def test_value_of_a_name_is_refused(value: object) -> None:
    result = try_formula("1", {"given": value})
    assert result["refused"] == "FML83"
    assert "given" in result["message"]


def test_every_code_is_exercised() -> None:
    tested = {row[2] for row in TABLE} | {row[1] for row in TABLE_OF_NAMES} | {"FML83"}
    assert tested == set(catalogue()["codes"])


def test_every_text_is_there_in_both_languages() -> None:
    for entry in [*catalogue()["codes"].values()]:
        for key in ("title", "message", "remedy"):
            tokens = [
                {name for _, name, _, _ in string.Formatter().parse(entry[key][lang]) if name} for lang in ("zh", "en")
            ]
            assert tokens[0] == tokens[1], entry
    for texts in [*catalogue()["functions"].values(), catalogue()["hint"]]:
        assert set(texts) == {"zh", "en"}


def test_remedies_of_refused_functions_are_given() -> None:
    for name in catalogue()["functions"]:
        if name != "OTHER":
            refusal = refusals_of(f"{name}(1)", SCOPE)[0]
            assert refusal.code == "FML31"
            assert catalogue()["functions"][name]["zh"] in refusal.message("zh")


def test_all_refusals_of_a_formula_are_found_in_order() -> None:
    found = refusals_of("SUM(stock.valu)+TODAY()+ROUND(1)+A1", SCOPE)
    assert [(refusal.code, refusal.position) for refusal in found] == [
        ("FML21", 4),
        ("FML31", 16),
        ("FML32", 24),
        ("FML13", 33),
    ]


def test_near_misses_are_suggested() -> None:
    assert refusals_of("survey_dat", SCOPE)[0].args["suggestion"] == "survey_date"
    assert refusals_of("quantity", SCOPE)[0].args["suggestion"] == "stock.quantity"
    assert refusals_of("quantitty", SCOPE, Context("row", "stock"))[0].args["suggestion"] == "quantity"
    assert refusals_of("SUMM(1)", SCOPE)[0].args["suggestion"] == "SUM"
    assert "survey_date" in refusals_of("survey_dat", SCOPE)[0].message("zh")


def test_a_missing_token_is_an_error() -> None:
    with pytest.raises(KeyError):
        Refusal("FML21", 0).message("en")


def test_refusals_survive_pickling() -> None:
    refusal = pickle.loads(pickle.dumps(Refusal("FML21", 3, name="x", suggestion="")))
    assert (refusal.code, refusal.position, refusal.args["name"]) == ("FML21", 3, "x")
    assert copy.deepcopy(refusal).code == "FML21"
    assert "FML21 at 3" in str(refusal)
