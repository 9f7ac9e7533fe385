"""Reads what a worksheet says around its cells: protection, filters, hidden columns, merges, input rules."""

from __future__ import annotations

from workbench.survey.meter import Meter
from workbench.survey.raw import RawSheet, RawValidation
from workbench.survey.xml_part import Attributes, End, Start, is_true, qualified

X14 = ("http://schemas.microsoft.com/office/spreadsheetml/2009/9/main",)
XM = ("http://schemas.microsoft.com/office/excel/2006/main",)
LAST_COLUMN = 16_384
# Element -> method, spelt out once: a survey has many sheets.
STARTS = qualified(
    {
        "sheetPr": "_properties",
        "col": "_column",
        "sheetProtection": "_protection",
        "filterColumn": "_filter",
        "mergeCell": "_merge",
        "dataValidation": "_validation",
    }
) | qualified({"dataValidation": "_validation"}, X14)
ENDS = (
    qualified({"formula1": "_first_formula", "formula2": "_second_formula", "dataValidation": "_end_validation"})
    | qualified({"formula1": "_first_inner", "formula2": "_second_inner", "dataValidation": "_end_validation"}, X14)
    | qualified({"f": "_formula", "sqref": "_range"}, XM)
)


class SheetRules:
    """Handlers for `XmlPart` that collect everything of a RawSheet but its cells."""

    def __init__(self, sheet: RawSheet, meter: Meter) -> None:
        self._sheet = sheet
        self._meter = meter
        self._filtered = self._protected = False
        self._merged = 0
        self._hidden_columns: list[tuple[int, int]] = []
        self._validations: list[RawValidation] = []
        self.bounds = meter.bounds
        self._attributes: Attributes = {}
        self._formulas = ["", ""]
        self._inner_formula = ""
        self._sqref = ""

    def starts(self) -> dict[str, Start]:
        """Start handlers by qualified element name."""
        return {element: getattr(self, method) for element, method in STARTS.items()}

    def ends(self) -> dict[str, End]:
        """End handlers by qualified element name."""
        return {element: getattr(self, method) for element, method in ENDS.items()}

    @property
    def validations(self) -> int:
        """How many input rules were read."""
        return len(self._validations)

    def add_validations(self, rules: list[RawValidation]) -> None:
        """Take input rules that were read elsewhere."""
        self._meter.check_validations(self._sheet.name, len(rules))
        self._validations += rules

    def finish(self) -> None:
        """Hand what was read to the sheet, and count it."""
        self._meter.add_rules(self._sheet.name, self._merged, len(self._validations))
        self._sheet.filtered = self._filtered
        self._sheet.protected = self._protected
        self._sheet.hidden_columns = self._hidden_columns
        self._sheet.validations = self._validations
        self._sheet.merged = self._merged

    def _properties(self, attributes: Attributes) -> None:
        self._filtered |= is_true(attributes.get("filterMode"))

    def _filter(self, _attributes: Attributes) -> None:
        self._filtered = True

    def _protection(self, attributes: Attributes) -> None:
        self._protected = is_true(attributes.get("sheet"))

    def _column(self, attributes: Attributes) -> None:
        if is_true(attributes.get("hidden")):
            first, last = attributes.get("min", ""), attributes.get("max", "")
            if _is_column(first) and _is_column(last):
                self._hidden_columns.append((int(first), int(last)))

    def _merge(self, _attributes: Attributes) -> None:
        self._merged += 1

    def _validation(self, attributes: Attributes) -> None:
        self._attributes = attributes
        self._formulas = ["", ""]
        self._inner_formula = ""
        self._sqref = attributes.get("sqref", "")

    def _formula(self, text: str) -> None:
        self._inner_formula = text

    def _taken_formula(self) -> str:
        text, self._inner_formula = self._inner_formula, ""
        return text

    def _range(self, text: str) -> None:
        self._sqref = text

    def _first_inner(self, _text: str) -> None:
        self._first_formula(self._taken_formula())

    def _second_inner(self, _text: str) -> None:
        self._second_formula(self._taken_formula())

    def _first_formula(self, text: str) -> None:
        self._formulas[0] = text

    def _second_formula(self, text: str) -> None:
        self._formulas[1] = text

    def _end_validation(self, _text: str) -> None:
        self._meter.check_validations(self._sheet.name, len(self._validations) + 1)
        get = self._attributes.get
        self._validations.append(
            RawValidation(
                sqref=tuple(self._sqref.split()),
                type=get("type", "none"),
                operator=get("operator", "between"),
                formula1=self._formulas[0],
                formula2=self._formulas[1],
                allow_blank=is_true(get("allowBlank")),
                show_error=is_true(get("showErrorMessage")),
                error_style=get("errorStyle", "stop"),
            )
        )


def _is_column(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 5 and 1 <= int(text) <= LAST_COLUMN
