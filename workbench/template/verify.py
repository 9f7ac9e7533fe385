"""Verifying a template beyond its formulas: names, choices, bounds, prompts, sheet names, constants, lengths."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from workbench.findings import Finding
from workbench.formula import address_like, valid_name
from workbench.labels import LANGUAGES, Label
from workbench.template.compiled import Compiled, Step, compile_template, steps_of
from workbench.template.definitions import Definition
from workbench.template.loader import Loaded
from workbench.template.model import Entry, Template
from workbench.template.naming import definitions
from workbench.template.verify_safeguards import verify_safeguards

PLAIN_CONSTANTS = frozenset({0.0, 1.0, 12.0, 30.0, 100.0, 360.0, 365.0})
LONGEST_FORMULA = 120
LONGEST_PROMPT_TITLE, LONGEST_PROMPT = 32, 255
LONGEST_SHEET_NAME = 31
SHEET_NAME_FORBIDS = "[]:*?/\\'"
CRITERIA_SIGNS = "<>=*?~"
REFERENCE_LENGTH = 5
COLUMN_ROLES = frozenset({"column", "series", "statement_months"})
LINE_ROLES = COLUMN_ROLES | {"check", "statement"}


def verify_template(loaded: Loaded) -> tuple[Compiled | None, list[Finding]]:
    """Compile and verify a loaded template; every mistake of its files comes back at once."""
    findings = list(loaded.findings)
    if loaded.template is None:
        return None, findings
    compiled, refused = compile_template(loaded.template)
    findings += refused
    findings += verify_names(loaded.template)
    findings += verify_entries(loaded.template)
    findings += verify_layout(loaded.template)
    findings += verify_safeguards(loaded.template)
    findings += verify_formulas(compiled.steps if compiled else steps_of(loaded.template))
    return (compiled if not findings else None), findings


def verify_names(template: Template) -> Iterator[Finding]:
    """Names that Excel would take for something else (TPL07), short names that equal a scalar (TPL22)."""
    found = definitions(template)
    scalars = {d.name: d for d in found if d.shape == "scalar"}
    for definition in found:
        if definition.role in ("check", "check_input"):
            continue  # a check's cells are named FM02_base: made by us, never an address
        if address_like(definition.name):
            reason = Label("像单元格地址", "it looks like a cell address")
            yield Finding("TPL07", definition.place, {"name": definition.name, "reason": reason})
        elif not valid_name(definition.name):
            reason = Label("不是合法的 Excel 名称", "it is no valid name in Excel")
            yield Finding("TPL07", definition.place, {"name": definition.name, "reason": reason})
        short = definition.name.rpartition(".")[2]
        if definition.role in COLUMN_ROLES and short in scalars:
            yield Finding("TPL22", definition.place, {"name": short, "other": scalars[short].place})


def verify_entries(template: Template) -> Iterator[Finding]:
    """Choices that do not exist (TPL14), options that COUNTIF misreads (TPL15), bounds (TPL23), prompts (TPL20)."""
    lists = {choices.name for choices in template.lists}
    for choices in template.lists:
        for option in choices.options:
            for text in (option.label.zh, option.label.en):
                if text[:1] in CRITERIA_SIGNS or any(sign in text for sign in "*?~"):
                    yield Finding("TPL15", choices.place, {"text": text, "sign": text[:1]})
    for entry in _entries(template):
        if entry.choices and entry.choices not in lists:
            yield Finding("TPL14", entry.place, {"name": entry.choices})
        if entry.minimum is not None and entry.maximum is not None and entry.minimum > entry.maximum:
            args = {"name": entry.name, "low": entry.minimum, "high": entry.maximum}
            yield Finding("TPL23", entry.place, args)
        if entry.required and entry.blank_is_zero:
            yield Finding("TPL27", entry.place, {"name": entry.name})
        for text in (entry.prompt.zh, entry.prompt.en):
            if len(text) > LONGEST_PROMPT:
                yield Finding("TPL20", entry.place, {"name": entry.name})
    for band in template.bands:
        first = [row[0] for row in band.rows if isinstance(row[0], float)]
        if first != sorted(first):
            yield Finding("TPL24", band.place, {"name": band.name})


def verify_layout(template: Template) -> Iterator[Finding]:
    """Sheet names that Excel or the macros refuse (TPL26)."""
    sheets = [(s.sheet, s.place) for s in template.sections] + [(s.sheet, s.place) for s in template.statements]
    for language in LANGUAGES:
        seen: set[str] = set()
        for label, place in sheets:
            name = label.text(language)
            reason = _sheet_name_fault(name, seen)
            if reason is not None:
                yield Finding("TPL26", place, {"name": name, "reason": reason})
            seen.add(name.lower())


def verify_formulas(steps: Mapping[str, Step]) -> Iterator[Finding]:
    """Constants that belong into parameters (TPL17) and formulas too long to read in a cell (TPL18)."""
    for name, step in steps.items():
        for number in step.formula.numbers:
            if number not in PLAIN_CONSTANTS and not _is_limit(step.definition):
                args = {"name": name, "number": f"{number:g}"}
                yield Finding("TPL17", step.definition.place, args)
        length = len(step.formula.excel(lambda symbol, access: "X" * REFERENCE_LENGTH))
        if length > LONGEST_FORMULA and step.definition.role != "check":
            sizes = {"name": name, "length": length, "limit": LONGEST_FORMULA}
            yield Finding("TPL18", step.definition.place, sizes)


def _is_limit(definition: Definition) -> bool:
    """A check's tolerance stands in a cell of its own, so it may be a constant."""
    return definition.role == "check" and not definition.boundary


def _entries(template: Template) -> Iterable[Entry]:
    for section in template.sections:
        yield from section.fields
        for table in section.tables:
            yield from table.columns
        for group in section.series:
            yield from group.lines


def _sheet_name_fault(name: str, seen: set[str]) -> Label | None:
    if len(name) > LONGEST_SHEET_NAME:
        return Label("太长", "too long")
    if any(sign in name for sign in SHEET_NAME_FORBIDS):
        return Label("含有不允许的字符", "it holds a forbidden character")
    if name.lower() in seen:
        return Label("重名", "it is used twice")
    if name.lower().endswith(".py"):
        return Label("以 .py 结尾", "it ends in .py")
    return None
