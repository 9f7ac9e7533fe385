"""Reads the `<f>` of a cell, and expands shared formulas: only the first cell of a group holds the text."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.cell_reference import position
from workbench.survey.formula_references import ShiftedFormula
from workbench.survey.meter import Meter
from workbench.survey.raw import PackageRefused, RawSheet


class FormulaCollector:
    """Takes the formulas of one sheet in the order of the file and files them as plain texts."""

    def __init__(self, sheet: RawSheet, meter: Meter) -> None:
        self._sheet = sheet
        self._meter = meter
        self._groups: dict[str, ShiftedFormula] = {}
        self.formulas: dict[str, str] = {}
        self.arrays: dict[str, str] = {}

    def add(self, cell: str, attributes: Mapping[str, str], text: str) -> None:
        """File one `<f>`; a follower of a shared formula gets its own text."""
        kind = attributes.get("t", "normal")
        if kind == "shared":
            self.formulas[cell] = self._shared(cell, attributes.get("si", ""), text)
            return
        if kind == "dataTable":
            text = f"TABLE({attributes.get('r1', '')},{attributes.get('r2', '')})"
        if kind in ("array", "dataTable"):
            self.arrays[cell] = attributes.get("ref", cell)
        if text:
            self.formulas[cell] = text

    def _shared(self, cell: str, group: str, text: str) -> str:
        if text:
            self._groups[group] = ShiftedFormula(text, *position(cell))
            return text
        if group not in self._groups:
            raise PackageRefused("FILE37", sheet=self._sheet.name, cell=cell)
        text = self._groups[group].at(*position(cell))
        self._meter.add_expanded_formula(text)
        return text
