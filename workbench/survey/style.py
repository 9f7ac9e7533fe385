"""How the survey workbook looks: one palette, and styles built from a base and a number format (`input:money`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench.labels import Language
from workbench.survey.texts import texts

NAVY, INK, MUTED, WHITE = "#1F3A5F", "#22303F", "#6B7785", "#FFFFFF"
HAIRLINE, RULE, SLATE = "#C9D1DB", "#8FA0B3", "#5B6F86"
CREAM, AMBER, COMPUTED, BAND = "#FFF9E5", "#FFE9BD", "#F3F5F8", "#E3EAF3"
GREEN, OLIVE, OCHRE, RED, GREY = "#1E7B4F", "#5E7016", "#9A5B00", "#B3261E", "#7A8591"

TAB_COLOURS: Mapping[str, str] = {
    "cover": NAVY,
    "section": "#E0B84C",
    "checks": "#1E7B4F",
    "statement": "#4A7FB5",
    "workings": "#8FA0B3",
    "checklist": "#E0B84C",
    "parameters": "#8FA0B3",
    "hidden": "#8FA0B3",
}
FONTS: Mapping[Language, str] = {"zh": "Microsoft YaHei", "en": "Calibri"}
FONT_SIZES: Mapping[Language, float] = {"zh": 10, "en": 10.5}

_WHOLE = "#,##0;-#,##0;0"
NUMBER_FORMATS: Mapping[str, str] = {
    "text": "@",
    "long_text": "@",
    "id_number": "@",
    "phone": "@",
    "file": "@",
    "choice": "@",
    "yes_no": "@",
    "number": "General",
    "decimal": "#,##0.00",
    "integer": _WHOLE,
    "money": "#,##0.00",
    "yuan": '#,##0;-#,##0;"–"',
    "percent": "0.0%",
    "share": "0%",
    "date": "yyyy-mm-dd",
    "month": "yyyy-mm",
    "plain": "General",
    "flag": '[=1]"√";[=0]"○";""',
    "row": '[=1]"√";[=-1]"…";""',
    "light": '[=1]"●";[=0]"○";""',
    "limit_whole": '[>=1000000000]"–";[<=-1000000000]"–";#,##0',
    "plain_number": "General",
    "limit": '[>=1000000000]"–";[<=-1000000000]"–";#,##0.00',
    "limit_percent": '[>=1000000000]"–";[<=-1000000000]"–";0.0%',
}
_RIGHT = frozenset(
    {
        "number",
        "decimal",
        "integer",
        "money",
        "yuan",
        "percent",
        "share",
        "limit",
        "limit_percent",
        "limit_whole",
        "plain_number",
    }
)
_CENTRE = frozenset({"date", "month", "flag", "row", "light", "yes_no"})

_BOX = {"border": 7, "border_color": HAIRLINE}
_LINE = {"bottom": 7, "bottom_color": HAIRLINE}
_WRAP = {"text_wrap": True}
_BASES: Mapping[str, Mapping[str, Any]] = {
    "plain": {},
    "title": {"bg_color": NAVY, "font_color": WHITE, "bold": True, "size_step": 6},
    "back_link": {"font_color": NAVY, "align": "right"},
    "intro": {"font_color": MUTED},
    "intro_indent": {"font_color": MUTED, "indent": 1},
    "note": {"font_color": MUTED, "indent": 1},
    "note_wrap": {"font_color": MUTED, "indent": 1, **_WRAP},
    "label": {**_LINE, "indent": 1},
    "label_wrap": {**_LINE, "indent": 1, **_WRAP},
    "label_bold": {**_LINE, "indent": 1, "bold": True},
    "label_bold_wrap": {**_LINE, "indent": 1, "bold": True, **_WRAP},
    "muted": {**_LINE, "font_color": MUTED, "indent": 1},
    "muted_wrap": {**_LINE, "font_color": MUTED, "indent": 1, **_WRAP},
    "muted_centre": {**_LINE, "font_color": MUTED, "align": "center", "shrink": True},
    "unit": {**_LINE, "font_color": MUTED, "align": "center"},
    "header": {"bg_color": NAVY, "font_color": WHITE, "bold": True, "align": "center", **_WRAP, "border": 7,
               "border_color": SLATE},
    "header_left": {"bg_color": NAVY, "font_color": WHITE, "bold": True, "indent": 1, **_WRAP},
    "header_computed": {"bg_color": SLATE, "font_color": WHITE, "align": "center", **_WRAP, "border": 7,
                        "border_color": RULE},
    "header_helper": {"font_color": MUTED, "align": "center", **_WRAP, "bottom": 1, "bottom_color": HAIRLINE,
                      "size_step": -1},
    "group": {"bg_color": BAND, "font_color": NAVY, "bold": True, "indent": 1, "size_step": 1},
    "group_flag": {"bg_color": BAND, "font_color": NAVY, "bold": True, "align": "center"},
    "group_code": {"bg_color": BAND, "font_color": MUTED, "align": "center", "shrink": True},
    "group_note": {"bg_color": BAND, "font_color": MUTED, "indent": 1},
    "input": {**_BOX, "bg_color": CREAM, "locked": False, "indent": 1},
    "input_wrap": {**_BOX, "bg_color": CREAM, "locked": False, "indent": 1, **_WRAP},
    "computed": {**_BOX, "bg_color": COMPUTED},
    "helper": {"font_color": MUTED, "size_step": -1, **_LINE},
    "constant": {**_LINE, "indent": 1},
    "status": {"font_color": MUTED, "align": "center"},
    "status_left": {"font_color": MUTED, "indent": 1},
    "label_value": {**_LINE, "indent": 1, "bold": True, "align": "left"},
    "count": {**_LINE, "font_color": MUTED, "align": "center"},
    "step": {"font_color": NAVY, "bold": True, "align": "center"},
    "figure": {**_LINE, "bold": True, "font_color": NAVY, "align": "center"},
    "faint": {"font_color": HAIRLINE, "align": "center", "size_step": -2},
    "flag": {"font_color": GREY, "align": "center", "bold": True},
    "mark": {**_LINE, "font_color": GREY, "align": "center", "bold": True},
    "sentinel": {"bg_color": BAND},
    "total": {"bold": True, "top": 1, "top_color": RULE, "bg_color": COMPUTED},
    "line2": {**_LINE},
    "line1": {"bold": True, "top": 1, "top_color": RULE, **_LINE, "bg_color": COMPUTED},
    "line0": {"bold": True, "top": 1, "top_color": NAVY, "bottom": 6, "bottom_color": NAVY, "bg_color": BAND,
              "font_color": NAVY},
    "name2": {**_LINE, "indent": 2},
    "name1": {"bold": True, "indent": 1, "top": 1, "top_color": RULE, **_LINE, "bg_color": COMPUTED},
    "name0": {"bold": True, "indent": 1, "top": 1, "top_color": NAVY, "bottom": 6, "bottom_color": NAVY,
              "bg_color": BAND, "font_color": NAVY},
    "verdict": {**_LINE, "align": "center", "bold": True},
    "big": {"size_step": 4, "bold": True, "font_color": NAVY, **_LINE, "align": "center"},
    "link": {"font_color": NAVY, "indent": 1, **_LINE, "underline": 0},
    "bar": {"font_color": NAVY, **_LINE},
    "rule_title": {"font_color": NAVY, "bold": True, "size_step": 2, "bottom": 2, "bottom_color": NAVY},
}  # fmt: skip
_CONDITIONS: Mapping[str, Mapping[str, Any]] = {
    "missing": {"bg_color": AMBER},
    "wrong": {"font_color": RED, "bold": True},
    "done": {"font_color": GREEN},
    "open": {"font_color": OCHRE},
    "verdict_not_performed": {"font_color": GREY},
    "verdict_pass": {"font_color": GREEN, "bg_color": "#E7F4EC"},
    "verdict_note": {"font_color": OLIVE, "bg_color": "#F1F5DE"},
    "verdict_explain": {"font_color": OCHRE, "bg_color": "#FFF0D6"},
    "verdict_fail": {"font_color": RED, "bg_color": "#FBE5E3"},
    "verdict_not_applicable": {"font_color": GREY, "italic": True},
}


def cell_properties(style: str, language: Language) -> dict[str, Any]:
    """Give the writer's properties of a cell style such as `input:money` or `title`."""
    base, _, number = style.partition(":")
    properties = dict(_BASES[base])
    if number:
        properties["num_format"] = NUMBER_FORMATS.get(number) or texts()[f"format.{number}"][language]
        if number in _RIGHT and "align" not in properties:
            properties |= {"align": "right", "indent": 1}
        elif number in _CENTRE and "indent" not in _BASES[base]:
            properties["align"] = "center"
    properties.setdefault("locked", True)
    properties.setdefault("font_color", INK)
    size = FONT_SIZES[language] + properties.pop("size_step", 0)
    return {"font_name": FONTS[language], "font_size": size, "valign": "vcenter", **properties}


def condition_properties(style: str) -> dict[str, Any]:
    """Give the writer's properties of a conditional style."""
    return dict(_CONDITIONS[style])


def computed_style(kind: str, base: str = "computed") -> str:
    """Give the style of a formula cell; a formula never stands in a cell of text format."""
    if NUMBER_FORMATS[kind] == "@":
        return f"{base}:plain"
    return f"{base}:{'decimal' if kind == 'number' else kind}"
