"""The risk checklist: a question a line, answered yes or no, with a remark."""

from __future__ import annotations

from workbench.formula import Value
from workbench.survey.layout_rules import choice_rule, text_rule
from workbench.survey.layout_section import put_progress
from workbench.survey.layout_sheet import Sheet, across, area
from workbench.survey.layout_survey import Survey
from workbench.survey.plan import PrintPlan

FLAG, NUMBER, LABEL, ANSWER, REMARK = 1, 2, 3, 4, 5
WIDTHS = {FLAG: 4.5, NUMBER: 6.0, LABEL: 64.0, ANSWER: 14.0, REMARK: 52.0}
HEADS = {NUMBER: "head.no", LABEL: "head.question", ANSWER: "head.answer", REMARK: "head.remark"}
HEADER = 5
ROW_HEIGHT = 30.0


def lay_checklist(survey: Survey) -> Sheet:
    """Lay out the questions under their headings; the count of answers stands in named cells for the cover."""
    sheet = Sheet(survey, "checklist", "checklist", survey.text("sheet.checklist"))
    sheet.widths.update(WIDTHS)
    sheet.title(sheet.name, REMARK)
    sheet.label(2, NUMBER, survey.text("checklist_intro"), "intro")
    for column, key in HEADS.items():
        sheet.label(HEADER, column, survey.text(key), "header_left" if column in (LABEL, REMARK) else "header")
    sheet.label(HEADER, FLAG, "", "header")
    row, heading, done = HEADER, "", 0
    answers: list[int] = []
    for count, item in enumerate(survey.template.checklist, start=1):
        row += 1
        if survey.say(item.heading) != heading:
            heading = survey.say(item.heading)
            sheet.label(row, LABEL, heading, "group")
            sheet.fill(row, FLAG, REMARK, "group")
            row += 1
        answer, remark = (f"checklist.{item.id}.{part}" for part in ("answer", "remark"))
        sheet.heights[row] = ROW_HEIGHT
        sheet.label(row, NUMBER, str(count), "muted_centre")
        sheet.label(row, LABEL, survey.say(item.label), "label_wrap")
        for column, name, style in ((ANSWER, answer, "input:yes_no"), (REMARK, remark, "input_wrap:text")):
            sheet.input(row, column, survey.value(name), style, name)
            sheet.place(name, row, column)
        answers.append(row)
        done += _flag(sheet, row, survey.value(answer))
    if answers:
        _rules(sheet, answers)
    _progress(sheet, row, float(done), float(len(answers)))
    sheet.freeze = (HEADER, LABEL)
    sheet.print = PrintPlan(True, row, REMARK, HEADER, HEADER)
    return sheet


def _flag(sheet: Sheet, row: int, value: Value) -> int:
    answered = value not in (None, "")
    sheet.formula(row, FLAG, f"IF(COUNTBLANK({across(row, ANSWER)})=0,1,0)", float(answered), "flag:flag")
    return int(answered)


def _rules(sheet: Sheet, rows: list[int]) -> None:
    survey = sheet.survey
    answers = [area(row, ANSWER) for row in rows]
    remarks = [area(row, REMARK) for row in rows]
    title, prompt = survey.text("head.answer"), survey.text("prompt.checklist")
    sheet.validations.append(choice_rule(survey, "yes_no", title, prompt, *answers))
    title, prompt = survey.text("head.remark"), survey.text("prompt.remark")
    sheet.validations.append(text_rule(survey, title, prompt, *remarks))
    sheet.condition(f"COUNTBLANK({across(rows[0], ANSWER)})=1", "missing", *answers)
    flag = across(rows[0], FLAG)
    sheet.condition(f"{flag}=1", "done", *(area(row, FLAG) for row in rows))
    sheet.condition(f"{flag}=0", "open", *(area(row, FLAG) for row in rows))


def _progress(sheet: Sheet, last_row: int, done: float, count: float) -> None:
    sheet.place("survey.checklist_flags", HEADER, FLAG, last_row)
    put_progress(sheet, "checklist", LABEL, done, count)
