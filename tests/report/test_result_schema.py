"""The schema holds the result, strictly."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import workbench
from tests.report import cases
from workbench.report.page import page
from workbench.report.result_json import dump_json
from workbench.report.schema import SCHEMA_VERSION, result_schema

VALIDATOR = jsonschema.Draft202012Validator(result_schema(), format_checker=jsonschema.FormatChecker())


def problems(result: Any) -> list[str]:
    return [f"{error.json_path}: {error.message[:200]}" for error in VALIDATOR.iter_errors(result)]


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(result_schema())
    assert result_schema()["properties"]["schema_version"]["const"] == SCHEMA_VERSION


@pytest.mark.parametrize("language", cases.LANGUAGES)
@pytest.mark.parametrize("make", [cases.fmcg, cases.failed, cases.empty, cases.wage_earner])
def test_results_are_valid(make: Any, language: str) -> None:
    assert problems(make(language)) == []


@pytest.mark.parametrize("payload", cases.HOSTILE, ids=range(len(cases.HOSTILE)))
def test_hostile_results_are_valid_so_that_their_rendering_proves_something(payload: str) -> None:
    found = [text for text in problems(cases.hostile(payload)) if "non-empty" not in text and "too short" not in text]
    assert found == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("extra",), 1),
        (("case", "extra"), 1),
        (("checks", 0, "verdict"), "passed"),
        (("checks", 0, "tolerance"), {"pass": 0.05}),
        (("values", "age", "value"), {"error": "#WHAT"}),
        (("statements", "income_statement", 0, "months"), [1.0] * 11),
        (("cash_calendar",), [{}]),
        (("stress", 0, "extra"), 1),
        (("line", "override"), {"asked": 1.0}),
        (("parallel", 0, "status"), "close"),
        (("conservative", 0, "used"), 1),
        (("ratios", "unheard_of"), 1.0),
    ],
)
def test_what_the_contract_does_not_know_is_refused(path: tuple[str | int, ...], value: Any) -> None:
    result: Any = cases.fmcg()
    node = result
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    assert problems(result)


def test_every_ratio_of_the_schema_can_be_printed() -> None:
    assert set(page()["ratios"]) == set(result_schema()["properties"]["ratios"]["properties"])


def test_every_key_is_in_the_documentation() -> None:
    told = (Path(workbench.__file__).parent.parent / "docs" / "result-json.md").read_text("utf-8")
    schema = result_schema()
    closed = [schema, *schema["properties"].values(), *schema["$defs"].values()]
    keys = {key for part in closed for key in part.get("properties", ())}
    assert {key for key in keys if not re.search(rf"\b{key}\b", told)} == set()


def test_json_has_the_same_content_and_bytes_twice() -> None:
    result = cases.fmcg()
    text = dump_json(result)
    assert json.loads(text) == result
    assert text == dump_json(cases.fmcg())
    assert f'"{result["case"]["borrower"]}"' in text
    assert list(json.loads(text)) == list(result)


def test_json_refuses_what_is_no_number() -> None:
    result = cases.fmcg()
    result["ratios"]["turns"] = float("nan")
    with pytest.raises(ValueError, match="JSON"):
        dump_json(result)


def test_json_of_half_a_surrogate_pair_can_be_written() -> None:
    text = dump_json({"a": "x\ud800y"})
    assert json.loads(text.encode("utf-8")) == {"a": "x\ud800y"}


def test_the_soft_matrix_tells_answers_in_the_order_of_the_method() -> None:
    columns = cases.fmcg()["soft_matrix"]["columns"]
    told = {column["name"]: column["cell"] for column in columns}
    order = ["marriage", "age", "experience", "residence", "property", "record", "children", "spouse"]
    assert list(told) == order
    assert (told["marriage"], told["residence"]) == ("已婚", "8 年")


def test_inputs_of_methods_carry_the_type_of_their_names() -> None:
    inputs = {row["name"]: row["type"] for method in cases.fmcg()["line"]["methods"] for row in method["inputs"]}
    assert (inputs["reference_rate"], inputs["equity_coefficient"], inputs["product_cap"]) == (
        *("percent", "percent"),
        "money",
    )
