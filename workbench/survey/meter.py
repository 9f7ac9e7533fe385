"""Counts what all sheets of one workbook hold, against the bounds."""

from __future__ import annotations

from workbench.survey.raw import Bounds, PackageRefused


class Meter:
    """Running totals of one reading; `add_` and `check_` raise PackageRefused when a bound is passed."""

    def __init__(self, bounds: Bounds) -> None:
        self.bounds = bounds
        self.cells = 0
        self.merged = 0
        self.validations = 0
        self.formula_characters = 0

    def has_room_for_cells(self, count: int) -> bool:
        return self.cells + count <= self.bounds.cells

    def add_cells(self, count: int) -> None:
        self.cells += count
        if self.cells > self.bounds.cells:
            raise PackageRefused("FILE29", limit=self.bounds.cells)

    def check_validations(self, sheet: str, count: int) -> None:
        if self.validations + count > self.bounds.validations:
            raise PackageRefused("FILE32", sheet=sheet, limit=self.bounds.validations)

    def add_rules(self, sheet: str, merged: int, validations: int) -> None:
        self.merged += merged
        if self.merged > self.bounds.merged:
            raise PackageRefused("FILE30", sheet=sheet, limit=self.bounds.merged)
        self.check_validations(sheet, validations)
        self.validations += validations

    def add_expanded_formula(self, text: str) -> None:
        self.formula_characters += len(text)
        if self.formula_characters > self.bounds.formula_characters:
            raise PackageRefused("FILE39", limit=self.bounds.formula_characters)
