"""Answers files: YAML that an analyst writes, for samples, tests and `workbench fill` (DESIGN 8)."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any

from workbench.evaluation.answers import Answers
from workbench.findings import Finding
from workbench.formula import Value
from workbench.labels import EMPTY, Label, Language
from workbench.template.compiled import Compiled
from workbench.template.definitions import Definition
from workbench.template.guards import MONTHS
from workbench.template.model import NUMERIC_TYPES, Template
from workbench.template.records import parse_date, parse_number
from workbench.yaml_source import YamlList, YamlMap, YamlProblem, YamlText, load_source

BOOLEANS = {"true": "yes", "false": "no"}  # what other YAML writers make of yes and no


def template_named_in(path: Path) -> str:
    """Give the template that an answers file names; '' when it names none."""
    try:
        source = load_source(path.read_text("utf-8-sig"), path.name)
    except (YamlProblem, UnicodeDecodeError):
        return ""
    return str(source.get("template", "")) if isinstance(source, YamlMap) else ""


def read_answers_file(path: Path, compiled: Compiled, language: Language = "zh") -> Answers:
    """Read an answers file for a template.

    Choices may be written as code or as label; dates in ISO form; percents as `5%`. Unknown names (ANS11), values
    of the wrong form (ANS12) and bad YAML (ANS10) are findings in the answers, with file and line.
    """
    template = compiled.template
    answers = Answers(template.id, template.version, language, template.hash, source=path.name)
    try:
        source = load_source(path.read_text("utf-8-sig"), path.name)
    except (YamlProblem, UnicodeDecodeError) as problem:
        place = getattr(problem, "place", path.name)
        answers.findings.append(Finding("ANS10", place, {"detail": getattr(problem, "detail", "UTF-8")}))
        return answers
    given = source.get("answers") if isinstance(source, YamlMap) else None
    if isinstance(source, YamlMap):
        answers.findings += _wrong_template(source, template)
    if not isinstance(given, YamlMap):
        answers.findings.append(Finding("ANS10", path.name, {"detail": "answers:"}))
        return answers
    reader = _AnswersReader(compiled, language, answers)
    for name, value in given.items():
        reader.read(name, value, given.place(name))
    return answers


def _wrong_template(source: YamlMap, template: Template) -> list[Finding]:
    """Say when the file was written for another template (ANS18) or another version of it (ANS19)."""
    named, version = source.get("template"), source.get("version")
    if named is not None and str(named) != template.id:
        return [Finding("ANS18", source.place("template"), {"named": str(named), "template": template.id})]
    if version is not None and str(version) != template.version:
        args = {"named": str(version), "version": template.version, "template": template.id}
        return [Finding("ANS19", source.place("version"), args)]
    return []


class _AnswersReader:
    def __init__(self, compiled: Compiled, language: Language, answers: Answers) -> None:
        self.definitions, self.language, self.answers = compiled.definitions, language, answers
        sections = compiled.template.sections
        self.tables = {table.name: table for section in sections for table in section.tables}
        self.options = {
            choices.name: {
                **{option.code: option.label for option in choices.options},
                **{option.label.zh: option.label for option in choices.options},
                **{option.label.en: option.label for option in choices.options},
            }
            for choices in compiled.template.lists
        }

    def read(self, name: str, value: Any, place: str) -> None:
        """Take one answer: a scalar, a table's rows or the twelve values of a series."""
        if name in self.tables:
            self._table(name, value, place)
            return
        definition = self.definitions.get(name)
        if definition is None or definition.formula or definition.role not in ("field", "series", "check_input"):
            near = difflib.get_close_matches(name, [*self.tables, *self.definitions], 1)
            hint = Label(f"是不是 {near[0]}？", f"Did you mean {near[0]}?") if near else EMPTY
            self._report("ANS11", place, name=name, hint=hint)
        elif definition.role == "series":
            self._series(definition, value, place)
        else:
            self.answers.fields[name] = self._value(definition, value, place)
            self.answers.places[name] = place

    def _table(self, name: str, value: Any, place: str) -> None:
        rows = value if isinstance(value, YamlList) else YamlList("", 0)
        if not isinstance(value, YamlList) or not all(isinstance(row, YamlMap) for row in rows):
            self._report("ANS12", place, name=name, wanted=Label("行的列表", "a list of rows"))
            return
        columns = self.tables[name].inputs
        known = {column.name for column in columns}
        for row in rows:
            for key in row:
                if key not in known:
                    near = difflib.get_close_matches(key, sorted(known), 1)
                    hint = Label(f"是不是 {near[0]}？", f"Did you mean {near[0]}?") if near else EMPTY
                    self._report("ANS11", row.place(key), name=f"{name}.{key}", hint=hint)
        for column in columns:
            full = f"{name}.{column.name}"
            definition = self.definitions[full]
            self.answers.columns[full] = [
                self._value(definition, row.get(column.name), row.place(column.name)) for row in rows
            ]
            self.answers.places[full] = place

    def _series(self, definition: Definition, value: Any, place: str) -> None:
        if not isinstance(value, YamlList) or len(value) != MONTHS:
            self._report("ANS12", place, name=definition.name, wanted=Label("12 个数", "12 numbers"))
            return
        self.answers.series[definition.name] = [self._value(definition, item, place) for item in value]
        self.answers.places[definition.name] = place

    def _value(self, definition: Definition, value: Any, place: str) -> Value:
        if value is None:
            return None
        if not isinstance(value, YamlText):
            self._report("ANS12", place, name=definition.name, wanted=Label("一个值", "a single value"))
            return None
        text = str(value)
        if definition.choices:
            yes_no = BOOLEANS.get(text, text) if definition.type == "yes_no" else text
            label = self.options[definition.choices].get(yes_no)
            return label.text(self.language) if label else text
        date = definition.type == "date" and parse_date(text)
        if date or (definition.type in NUMERIC_TYPES and not value.quoted):
            number = date or parse_number(text)
            return text if number is None else number
        return text

    def _report(self, code: str, place: str, **args: object) -> None:
        self.answers.findings.append(Finding(code, place, args))
