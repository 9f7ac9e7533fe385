"""The soft-information matrix (METHOD 5.8): its scores, and the cells that contradict each other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.samples.conftest import column, number, numbers, verdict
from workbench.evaluation.answers import Answers
from workbench.evaluation.values import Values
from workbench.template.compiled import Compiled

TEMPLATE, WORKED = "fmcg_wholesale", "fmcg_worked.yaml"
LEFT: dict[str, str | float] = {
    "marriage": "divorced", "property_state": "none", "record_state": "bad", "children_state": "none",
    "spouse_work": "none", "birth_date": 36_526.0, "native": "no", "local_years": 2.0, "years_in_trade": 0.5,
}  # fmt: skip
RIGHT: dict[str, str | float] = {
    "marriage": "single", "property_state": "good", "record_state": "good", "children_state": "working",
    "spouse_work": "joins", "birth_date": 27_395.0, "native": "no", "local_years": 10.0, "years_in_trade": 5.0,
}  # fmt: skip
# alert: the answers that raise it in the worked example, where none is raised
CONTRADICTIONS: dict[str, dict[str, str | float]] = {
    "spouse_not_seen": {"spouse_seen": "no"},
    "single_with_spouse": {"marriage": "single"},
    "single_with_role": {"marriage": "divorced"},
    "married_without_spouse": {"spouse_role": "none"},
    "spouse_two_jobs": {"spouse_work": "other"},
    "spouse_wage_missing": {"spouse_work": "stable"},
    "spouse_refuses_and_agrees": {"fact_spouse_refuses": "yes"},
    "young_parent": {"children_state": "working", "birth_date": 33_800.0},
    "ill_without_cover": {"health": "serious"},
    "bureau_old": {"bureau_date": 46_150.0},
    "native_newcomer": {"native": "yes"},
    "spouse_joins_unsaid": {"spouse_role": "neutral"},
    "single_with_spouse_work": {"marriage": "widowed"},
    "residence_over_age": {"local_years": 43.0},
    "record_against_bureau": {"bureau_overdue_count": 1.0},
    "no_record_with_debts": {"bureau_no_record": "yes"},
    "property_none_with_home": {"property_state": "none"},
    "school_without_children": {"children_state": "none"},
    "habits_against_statements": {"consumption_pattern": "gambling"},
    "young_long_record": {"years_in_trade": 30.0},
    "site_longer_than_trade": {"years_at_site": 13.0},
    "owner_pays_rent": {"premises": "own"},
    "lease_run_out": {"lease_end": 46_000.0},
}


def told(compiled: Compiled, given: dict[str, str | float]) -> dict[str, str | float]:
    """Give the answers with the labels that a surveyor would pick."""
    labels = {
        f"{item.name}.{option.code}": option.label.zh for item in compiled.template.lists for option in item.options
    }
    fields = compiled.definitions
    return {
        name: labels[f"{fields[name].choices or 'yes_no'}.{value}"] if isinstance(value, str) else value
        for name, value in given.items()
    }


@pytest.mark.parametrize(("cells", "total"), [(LEFT, -16), (RIGHT, 16)])
def test_from_left_to_right(compiled: Compiled, mutated: Callable, cells: dict[str, str | float], total: float) -> None:
    values = mutated(lambda answers: answers.fields.update(told(compiled, cells)))
    columns = [name for name in compiled.definitions if name.startswith("soft.")]
    assert len(columns) == 8
    assert {number(values, name) for name in columns} == {total / 8}
    assert values["soft_score"] == total


def test_the_worked_example(values: Values) -> None:
    assert values["soft_score"] == 9  # 1 + 0 + 2 + 0 + 1 + 2 + 1 + 2


def test_a_column_without_answer_has_no_score(mutated: Callable) -> None:
    values = mutated(lambda answers: answers.fields.pop("property_state"))
    assert values["soft.property"] is None
    assert values["soft_score"] is None


def test_no_contradiction_in_the_worked_example(compiled: Compiled, values: Values) -> None:
    assert [a.name for a in compiled.template.alerts if values[f"alert.{a.name}"] != 0] == []
    assert all(alert.ask.zh and alert.ask.en and alert.source for alert in compiled.template.alerts)


@pytest.mark.parametrize("alert", CONTRADICTIONS)
def test_a_contradiction_is_a_question(compiled: Compiled, mutated: Callable, alert: str) -> None:
    values = mutated(lambda answers: answers.fields.update(told(compiled, CONTRADICTIONS[alert])))
    assert values[f"alert.{alert}"] == 1


@pytest.mark.parametrize("marriage", ["single", "divorced", "widowed"])
def test_who_has_no_spouse_is_not_asked_about_one(compiled: Compiled, mutated: Callable, marriage: str) -> None:
    alone: dict[str, str | float] = {"marriage": marriage, "spouse_role": "none", "spouse_work": "no_spouse"}

    def live_alone(answers: Answers) -> None:
        answers.fields.update(told(compiled, alone))
        for name in ("spouse_name", "spouse_id", "spouse_seen", "spouse_told_same"):
            answers.fields.pop(name, None)

    values = mutated(live_alone)
    raised = [a.name for a in compiled.template.alerts if "spouse" in a.name or "single" in a.name]
    assert {name for name in raised if values[f"alert.{name}"] == 1} == set()
    assert values["soft.spouse"] == 0
    assert verdict(values, "ST11") == "not_applicable"


def test_the_spouse_of_a_couple_is_asked(compiled: Compiled, mutated: Callable) -> None:
    assert verdict(mutated(lambda answers: answers.fields.pop("spouse_told_same")), "ST11") == "not_performed"
    values = mutated(lambda answers: answers.fields.update(told(compiled, {"spouse_work": "no_spouse"})))
    assert values["alert.married_without_spouse"] == 1


def test_premiums_are_cover(compiled: Compiled, mutated: Callable) -> None:
    def insured(answers: Answers) -> None:
        answers.fields.update(told(compiled, {"health": "serious"}))
        column(answers, "household.kind")[0] = "保险"

    assert mutated(insured)["alert.ill_without_cover"] == 0


@pytest.mark.parametrize(("years", "raised"), [(41.0, 0), (42.0, 0), (42.5, 1)])
def test_years_of_residence_are_rounded_up_by_people(mutated: Callable, years: float, raised: int) -> None:
    values = mutated(lambda answers: answers.fields.update({"local_years": years}))
    assert (values["age"], values["alert.residence_over_age"]) == (41, raised)


def test_wages_owed_at_the_month_s_end_are_no_contradiction(compiled: Compiled, mutated: Callable) -> None:
    owing = told(compiled, {"compliance_state": "clean", "tax_wage_arrears": 22_000.0})
    values = mutated(lambda answers: answers.fields.update(owing))
    assert [a.name for a in compiled.template.alerts if values[f"alert.{a.name}"] == 1] == []


def test_contradictions_between_tables(mutated: Callable) -> None:
    def contradict(answers: Answers) -> None:
        column(answers, "private_assets.kind")[0] = "其他"
        column(answers, "household.kind")[0] = "医疗"
        column(answers, "family_income.kind")[0] = "工资"
        answers.columns["members.works"] = ["否"] * 4
        del answers.columns["opinions.source"][2]
        for name in ("opinions.opinion", "opinions.words"):
            del answers.columns[name][2]
        column(answers, "opinions.opinion")[0] = "差"

    values = mutated(contradict)
    raised = (
        "own_home_missing", "healthy_with_bills", "wage_without_worker", "few_opinions", "character_against_opinions"
    )  # fmt: skip
    assert {name: values[f"alert.{name}"] for name in raised} == dict.fromkeys(raised, 1)


def test_contradictions_about_property_and_debts(mutated: Callable) -> None:
    def contradict(answers: Answers) -> None:
        answers.fields["property_state"] = "好"
        column(answers, "private_assets.value")[:] = [0.0, 0.0]
        column(answers, "private_assets.encumbered")[0] = "是"  # the debts of the business do not explain it

    values = mutated(contradict)
    assert values["alert.property_good_without_assets"] == 1
    assert values["alert.encumbered_without_debt"] == 1


def test_the_honesty_index_counts_what_was_confirmed(values: Values) -> None:
    assert values["honesty_index"] == 1


def test_inflow_varies(values: Values, mutated: Callable) -> None:
    months = numbers(values, "inflow_months.effective")
    mean = sum(months) / 12
    spread = (sum((x - mean) ** 2 for x in months) / 12) ** 0.5
    assert values["inflow_variation"] == pytest.approx(spread / mean)

    def forget(answers: Answers) -> None:
        answers.series["inflow_months.effective"][0] = None

    assert mutated(forget)["inflow_variation"] is None


def test_placeholders_are_left_to_the_bank(compiled: Compiled) -> None:
    items = [item for item in compiled.template.checklist if item.heading.zh in ("七看", "八问", "三不三重")]
    assert [sum(item.heading.zh == heading for item in items) for heading in ("七看", "八问", "三不三重")] == [7, 8, 3]
    assert all("本行口径待填" in item.label.zh for item in items)
