"""The register: every check with its numbers and verdict (METHOD 2.2, rulings R3 and R4)."""

from __future__ import annotations

from typing import Any

from workbench.crosscheck.conservative import taken_for
from workbench.crosscheck.rechecks import first_results
from workbench.evaluation.export import words
from workbench.evaluation.values import Values
from workbench.labels import Label
from workbench.template.check_cells import INPUT_CELLS, limit_cells
from workbench.template.model import Check

VERDICTS = ("not_performed", "pass", "note", "explain", "fail", "not_applicable")
PERFORMED = frozenset({"pass", "note", "explain", "fail"})
TAKEN = frozenset({"pass", "note", "explain"})  # what was told may stand
NOT_READY = Label("还缺：{names}", "still missing: {names}")
NOT_APPLICABLE = Label("没有这项业务，或两边都是零", "the business has none of this, or both figures are zero")
EMPTY_RESULT = Label("没有可比的数据", "there is nothing to compare")
NOT_COMPUTABLE = Label("无法计算（{error}）", "cannot be computed ({error})")
LISTED_NEEDS = 4


def check_register(values: Values) -> list[dict[str, Any]]:
    """Give every check of the template with base, evidence, deviation, tolerance, verdict and records."""
    first = first_results(values.survey)
    return [_check(values, check, first.get(check.id)) for check in values.compiled.template.checks]


def verdict_of(values: Values, check: Check) -> str:
    """Give a check's verdict word."""
    code = values.number(f"{check.id}_verdict")
    return VERDICTS[int(code)] if code is not None else "not_performed"


def coverage(values: Values) -> dict[str, Any]:
    """Give required checks performed and required, and the weighted pass rate."""
    return {
        "performed": _count(values, "checks_required_performed"),
        "required": _count(values, "checks_required"),
        "pass_rate": values.number("pass_rate"),
    }


def reason_of(values: Values, check: Check) -> str | None:
    """Say why a check was not performed (what is missing, which error its formula gives) or does not apply."""
    language = values.answers.language
    verdict = verdict_of(values, check)
    if verdict != "not_performed":
        return NOT_APPLICABLE.text(language) if verdict == "not_applicable" else None
    missing: dict[str, None] = {}
    for name in (f"{check.id}_{cell}" for cell in ("applies", "base", "evidence", *limit_cells(check))):
        error = values.error(name)
        if error is not None:
            return NOT_COMPUTABLE.text(language).format(error=error)
        for other in values.missing(name):
            missing.update(dict.fromkeys(_origins(values, other)))
    listed = dict.fromkeys(_where(values, name) for name in missing)
    if not listed:
        return EMPTY_RESULT.text(language)
    return NOT_READY.text(language).format(names="、".join(list(listed)[:LISTED_NEEDS]))


def _where(values: Values, name: str) -> str:
    """Give a name's label with the sheet it stands on."""
    label = values.compiled.definitions[name].label.text(values.answers.language)
    error = values.error(name)
    label = f"{label} {error}" if error is not None else label
    sheet = values.answers.place(name).rpartition("!")[0].strip("'")
    return f"{sheet} {label}" if sheet else label


def taken_by(values: Values, check: Check) -> float | None:
    """Give the figure that the statements go on with: what was told, or the conservative value instead of it."""
    return taken_for(values, check, verdict_of(values.survey, check) in TAKEN)


def _check(final: Values, check: Check, first: dict[str, Any] | None) -> dict[str, Any]:
    """Give one check as the survey gave it, with what the statements of the final pass take."""
    values = final.survey
    language = values.answers.language
    cells = {cell: values.number(f"{check.id}_{cell}") for cell in ("base", "evidence", "weight")}
    deviation = values.number(f"{check.id}_deviation") if check.kind != "flag" else None
    records = {cell: words(values[f"{check.id}_{cell}"]) for cell in INPUT_CELLS}
    return {
        "id": check.id,
        "label": check.label.text(language),
        "method": check.method,
        "kind": check.kind,
        "hard": check.hard,
        "required": check.required,
        "weight": cells["weight"],
        "unit": check.unit.text(language) or None,
        "base": cells["base"],
        "evidence": cells["evidence"],
        "taken": taken_by(final, check),
        "deviation": deviation,
        "tolerance": _tolerance(values, check),
        "verdict": verdict_of(values, check),
        "reason": reason_of(values, check),
        **records,
        "first": first,
        "place": values.answers.place(f"{check.id}_verdict") or None,
        "ask": check.ask.text(language) or None,
        "type": check.type,
    }


def _tolerance(values: Values, check: Check) -> dict[str, float | None] | None:
    limits = {cell: values.number(f"{check.id}_{cell}") for cell in limit_cells(check)}
    if check.kind == "band":
        given = {"low": check.low, "high": check.high, "fail_low": check.fail_low, "fail_high": check.fail_high}
        limits = {cell: limits[cell] if text else None for cell, text in given.items()}
    elif None in limits.values():
        return None  # a tolerance that is computed waits for its own answers
    return limits or None


def _origins(values: Values, name: str) -> list[str]:
    """Follow a missing name down to the answers that are missing; a computed one to its own needs."""
    seen: dict[str, None] = {}
    stack = [name]
    while stack:
        current = stack.pop()
        if current in seen:
            continue
        seen[current] = None
        stack += values.missing(current)
    leaves = [other for other in seen if not values.missing(other)]
    return leaves or [name]


def _count(values: Values, name: str) -> int:
    number = values.number(name)
    return 0 if number is None else int(number)
