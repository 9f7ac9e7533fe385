"""The block of page one on the first repayment source: cash, coverage, the months ahead, and what stress leaves."""

from __future__ import annotations

from workbench.report import calendar_tables, stress_tables
from workbench.report.facts import Block, Fact, Note, value_facts
from workbench.report.formats import Cell, Tone, in_wan, text_of
from workbench.report.statement_tables import ratio_cell
from workbench.report.table import Result
from workbench.report.words import Words

ALWAYS = ("dscr_requested", "dscr_line")
WHERE_KNOWN = ("dscr_no_roll", "debt_to_income")


def repayment_block(result: Result, words: Words) -> Block:
    """Disposable cash, DSCR, the low point of the cash calendar and its month, and how the stress rules came out."""
    ratios = result["ratios"]
    told = [key for key in (*ALWAYS, *WHERE_KNOWN) if key in ALWAYS or ratios.get(key) is not None]
    facts = [
        *value_facts(result, "repayment", words),
        *(Fact(words(f"ratio.{key}"), ratio_cell(key, ratios.get(key))) for key in told),
        Fact(words("repayment.cash_calendar"), _low_point(result, words)),
        Fact(words("repayment.stress"), _outcome(result, words)),
    ]
    return Block(
        "repayment", words("block.repayment"), facts, [], [*_shortfall(result, words), *_failed(result, words)]
    )


def _low_point(result: Result, words: Words) -> Cell:
    month = calendar_tables.low_point(result["cash_calendar"])
    if month is None:
        return Cell(words("not_evaluated"), "text", "warn")
    amount = text_of(Cell(month["closing"], "money"), words)
    unit, name = words("unit.money"), calendar_tables.month_text(month)
    told = words("repayment.low_point", amount=amount, unit=unit, month=name)
    return Cell(told, "text", "bad" if month["below_zero"] else "")


def _outcome(result: Result, words: Words) -> Cell:
    if not result["stress"]:
        return Cell(words("not_evaluated"), "text", "warn")
    counts = stress_tables.outcome(result)
    if not any(counts.values()):
        return Cell(words("repayment.no_rules", count=len(result["stress"])))
    tone: Tone = "bad" if counts["fails"] else "warn" if counts["not_evaluated"] else "good"
    told = [
        words("repayment.outcome", status=words(f"rule.{key}"), count=count) for key, count in counts.items() if count
    ]
    return Cell(words("mark.join").join(told), "text", tone)


def _shortfall(result: Result, words: Words) -> list[Note]:
    short = calendar_tables.below_zero(result["cash_calendar"])
    if not short:
        return []
    join = words("mark.join").join
    causes = dict.fromkeys(cause for month in short for cause in month["causes"])
    months = join(calendar_tables.month_text(month) for month in short)
    return [Note(words("repayment.below_zero", months=months, causes=in_wan(join(causes), words)), "bad")]


def _failed(result: Result, words: Words) -> list[Note]:
    failed = stress_tables.failed_rules(result)
    return [Note(words("repayment.failed_rules", listed=words("mark.join").join(failed)), "bad")] if failed else []
