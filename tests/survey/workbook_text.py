"""A planned workbook as text that people can read and compare: addresses, formulas, values, names, rules."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.survey.plan import CellPlan, SheetPlan, WorkbookPlan


def workbook_text(plan: WorkbookPlan) -> str:
    """Give the whole plan as text, styles left out."""
    lines = [f"{plan.template} {plan.version} {plan.language}: {plan.title}"]
    for sheet in plan.sheets:
        lines += ["", f"== {sheet.name} ({sheet.kind}, {sheet.state})", *_sheet(sheet)]
    lines += ["", "== names", *(f"{area.name} -> {area.absolute}" for area in plan.names)]
    return "\n".join(lines) + "\n"


def _sheet(sheet: SheetPlan) -> Iterator[str]:
    for cell in sheet.cells:
        if cell.value is not None or cell.kind in ("input", "formula"):
            yield _cell(cell)
    for rule in sheet.validations:
        bounds = f"{rule.formula1} .. {rule.formula2}" if rule.formula2 else rule.formula1
        said = f"{rule.prompt_title!r} {rule.prompt!r} | {rule.error!r}"
        yield f"rule {' '.join(rule.areas)}: {rule.type} {bounds} | {said}"
    for condition in sheet.conditions:
        yield f"format {' '.join(condition.areas)}: {condition.style} when {condition.formula}"


def _cell(cell: CellPlan) -> str:
    shown = "" if cell.value is None else repr(cell.value)
    name = f" [{cell.name}]" if cell.name else ""
    if cell.kind == "formula":
        return f"{cell.ref}{name} ={cell.formula} -> {shown}"
    if cell.kind == "link":
        return f"{cell.ref} {shown} => {cell.target}"
    return f"{cell.ref}{name} {'input ' if cell.kind == 'input' else ''}{shown}".rstrip()
