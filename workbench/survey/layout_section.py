"""A section sheet: its fields as a checklist, then its tables and monthly series, with its progress on top."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.formula import Value
from workbench.survey.layout_rules import rule_for
from workbench.survey.layout_series import SERIES_COLUMNS, put_series
from workbench.survey.layout_sheet import Sheet, across, area, lines_of, text_width
from workbench.survey.layout_survey import Survey
from workbench.survey.layout_table import header_text, put_table, table_width
from workbench.survey.plan import PrintPlan
from workbench.survey.style import computed_style
from workbench.template.model import Entry, Section

FLAG, NUMBER, LABEL, VALUE, UNIT, NOTE = 1, 2, 3, 4, 5, 6
WIDTHS = {FLAG: 4.5, NUMBER: 7, LABEL: 36, VALUE: 22, UNIT: 12}
COLUMN_WIDTHS = {
    "money": 15, "date": 12.5, "percent": 10.5, "integer": 10.5, "number": 11, "yes_no": 10, "choice": 15,
    "text": 18, "long_text": 30, "file": 18, "phone": 15, "id_number": 20,
}  # fmt: skip
FIRST_ROW = 5
LEAST_COLUMNS = 9
LONG_TEXT_COLUMNS = 5
LONG_TEXT_HEIGHT, LINE_HEIGHT = 54.0, 15.0
WIDEST_PRINT = 230.0
WIDEST_COLUMN = 24.0


def lay_section(survey: Survey, section: Section) -> Sheet:
    """Lay out one section's sheet; progress stands in named cells for the cover."""
    sheet = Sheet(survey, section.id, "section", survey.say(section.sheet))
    _widths(sheet, section)
    row = FIRST_ROW
    flags: list[Value] = []
    if section.fields:
        row = _fields(sheet, section.fields, flags) + 2
    inputs_end = NOTE + 2
    for table in section.tables:
        flag, bottom = put_table(sheet, table, row, FLAG)
        flags.append(flag)
        inputs_end = max(inputs_end, LABEL + len(table.inputs) - 1)
        row = bottom + 2
    for group in section.series:
        flags.append(put_series(sheet, group, row, FLAG))
        inputs_end = max(inputs_end, SERIES_COLUMNS)
        row += len(group.lines) + 5
    last_column = _last_column(section)
    _head(sheet, section, last_column, row - 2, flags)
    _print(sheet, section, row - 2, last_column, inputs_end)
    return sheet


def _widths(sheet: Sheet, section: Section) -> None:
    sheet.widths.update(WIDTHS)
    for column in range(NOTE, _last_column(section) + 1):
        sheet.widths[column] = 13.0
    for table in section.tables:
        for offset, entry in enumerate(table_width(table)):
            column = LABEL + offset
            # A heading takes two lines at the most.
            heading = min(text_width(header_text(sheet, entry)) / 2 + 5, WIDEST_COLUMN)
            width = max(float(COLUMN_WIDTHS[entry.type]), heading)
            sheet.widths[column] = max(sheet.widths.get(column, 0.0), width)
    if not section.fields and not section.series and section.tables:
        # A sheet of one table needs no wide answer column.
        second = (table_width(table)[1] for table in section.tables if len(table.columns) > 1)
        sheet.widths[VALUE] = max([14.0, *(float(COLUMN_WIDTHS[entry.type]) for entry in second)])


def _last_column(section: Section) -> int:
    widest = max((LABEL + len(table.columns) - 1 for table in section.tables), default=0)
    return max(LEAST_COLUMNS, widest, SERIES_COLUMNS if section.series else 0)


def _head(sheet: Sheet, section: Section, last_column: int, last_row: int, flags: Sequence[Value]) -> None:
    survey = sheet.survey
    sheet.title(sheet.name, min(last_column, LEAST_COLUMNS))
    sheet.fill(1, LEAST_COLUMNS + 1, last_column, "title")
    sheet.label(2, NUMBER, survey.say(section.intro), "intro")
    flags_name = f"survey.{section.id}_flags"
    sheet.place(flags_name, FIRST_ROW, FLAG, last_row)
    done = float(sum(flag for flag in flags if isinstance(flag, float)))
    all_of_them = float(sum(1 for flag in flags if isinstance(flag, float)))
    put_progress(sheet, section.id, LABEL, done, all_of_them)
    sheet.label(3, NOTE, survey.text("legend"), "intro")
    sheet.freeze = (3, LABEL)


def put_progress(sheet: Sheet, key: str, column: int, done: float, all_of_them: float) -> None:
    """Put a bar from a column on, beside it the numbers, which the cover takes by name."""
    flags = f"survey.{key}_flags"
    sheet.label(3, FLAG, sheet.survey.text("progress"), "intro_indent")
    bar, shown = progress_bar(across(3, column + 1), across(3, column + 2), done, all_of_them)
    sheet.formula(3, column, bar, shown, "bar")
    sheet.formula(3, column + 1, f"SUM({flags})", done, "status:integer", f"survey.{key}_done")
    sheet.formula(3, column + 2, f"COUNT({flags})", all_of_them, "status_left:of_all", f"survey.{key}_all")


def progress_bar(done: str, all_of_them: str, done_value: float, all_value: float) -> tuple[str, str]:
    """Give a bar of twelve blocks as formula and as it shows."""
    share = f"ROUND(12*{done}/MAX(1,{all_of_them}),0)"
    blocks = int(12 * done_value / max(1.0, all_value) + 0.5)
    return f'REPT("■",{share})&REPT("□",12-{share})', "■" * blocks + "□" * (12 - blocks)


def _fields(sheet: Sheet, fields: Sequence[Entry], flags: list[Value]) -> int:
    survey = sheet.survey
    heads = ("", "head.no", "head.item", "head.answer", "head.unit", "head.note")
    for column, key in enumerate(heads, start=FLAG):
        style = "header_left" if key in ("head.item", "head.note") else "header"
        sheet.label(FIRST_ROW, column, survey.text(key) if key else "", style)
    sheet.fill(FIRST_ROW, NOTE + 1, LEAST_COLUMNS, "header_left")
    row = FIRST_ROW
    for count, entry in enumerate(fields, start=1):
        row = FIRST_ROW + count
        flags.append(_field(sheet, entry, row, entry.code or str(count)))
    _field_conditions(sheet, fields, row)
    return row


def _field(sheet: Sheet, entry: Entry, row: int, number: str) -> Value:
    survey = sheet.survey
    sheet.label(row, NUMBER, number, "muted_centre")
    label = survey.say(entry.label)
    sheet.label(row, LABEL, label, "label_bold_wrap" if entry.required else "label_wrap")
    lines = lines_of(label, WIDTHS[LABEL])
    if lines > 1:
        sheet.heights[row] = LINE_HEIGHT * lines + 6
    sheet.label(row, UNIT, survey.say(entry.unit), "unit")
    value = survey.value(entry.name)
    if entry.computed:
        sheet.guarded(row, VALUE, entry.name, computed_style(entry.type), LEAST_COLUMNS + 1)
        sheet.label(row, NOTE, survey.text("computed"), "note")
        return None
    long_text = entry.type == "long_text"
    style = f"input_wrap:{entry.type}" if long_text else f"input:{entry.type}"
    sheet.input(row, VALUE, value, style, entry.name)
    sheet.place(entry.name, row, VALUE)
    target = area(row, VALUE, row, VALUE + LONG_TEXT_COLUMNS - 1) if long_text else area(row, VALUE)
    sheet.validations.append(rule_for(survey, entry, target))
    if long_text:
        sheet.heights[row] = LONG_TEXT_HEIGHT
        sheet.merges.append((row, VALUE, row, VALUE + LONG_TEXT_COLUMNS - 1))
    else:
        sheet.label(row, NOTE, survey.say(entry.prompt), "note")
    return _flag(sheet, entry, row, value)


def _flag(sheet: Sheet, entry: Entry, row: int, value: Value) -> Value:
    """Put the mark at the left: answered, still missing, or nothing where an answer is not needed."""
    cell = across(row, VALUE)
    if entry.numeric:
        number = type(value) is float
        if entry.required:
            text, flag = f"IF(COUNT({cell})=1,1,0)", float(number)
        else:
            text = f'IF(COUNT({cell})=COUNTA({cell}),"",0)'
            flag = "" if number or value is None else 0.0  # type: ignore[assignment]
    elif entry.required:
        text, flag = f"IF(COUNTBLANK({cell})=0,1,0)", float(value not in (None, ""))
    else:
        return None
    sheet.formula(row, FLAG, text, flag, "flag:flag")
    return flag


def _field_conditions(sheet: Sheet, fields: Sequence[Entry], last_row: int) -> None:
    flag, value = across(FIRST_ROW + 1, FLAG), across(FIRST_ROW + 1, VALUE)
    flags, values = area(FIRST_ROW + 1, FLAG, last_row), area(FIRST_ROW + 1, VALUE, last_row)
    sheet.condition(f"AND(COUNT({flag})=1,{flag}=0,COUNTBLANK({value})=1)", "missing", values)
    sheet.condition(f"AND(COUNT({flag})=1,{flag}=0,COUNTBLANK({value})=0)", "wrong", values)
    sheet.condition(f"AND(COUNT({flag})=1,{flag}=1)", "done", flags)
    sheet.condition(f"AND(COUNT({flag})=1,{flag}=0)", "open", flags)


def _print(sheet: Sheet, section: Section, last_row: int, last_column: int, inputs_end: int) -> None:
    width = sum(sheet.widths.get(column, 9.0) for column in range(1, last_column + 1))
    if width > WIDEST_PRINT:
        last_column = max(inputs_end, LEAST_COLUMNS)
    landscape = bool(section.series) or any(len(table.inputs) > 6 for table in section.tables)
    sheet.print = PrintPlan(landscape, last_row, last_column, 1, 3)
