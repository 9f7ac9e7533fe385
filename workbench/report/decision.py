"""Page one: what a committee member asks first, in the order of METHOD 7.1. Nothing is asserted that nobody checked."""

from __future__ import annotations

from typing import Any

from workbench.report import line_tables
from workbench.report.admission import score_block
from workbench.report.facts import (
    Block,
    Fact,
    Note,
    asked,
    joined_rows,
    money_fact,
    more,
    told,
    value_facts,
)
from workbench.report.formats import DASH, Cell, Tone, clip, in_wan, text_of
from workbench.report.questions import asked_notes
from workbench.report.repayment import repayment_block
from workbench.report.statement_tables import effect, ratio_cell, statement_line
from workbench.report.table import Result, Table, columns, rows, word_cell
from workbench.report.truth import truth_block
from workbench.report.words import Words

LINES = 5  # of a list on page one; the rest stands further back
RISKS = 3  # a few risks are read, a list of ten is not
ALERT_CODE = "CHK12"  # a raised alert stands below by itself
CHECK_CODES = "CHK"  # findings of checks tell their units, and figures that are no money besides
FAMILY_RATIO = "debt_to_income"
SUGGESTION_TONES: dict[str, Tone] = {"approve": "good", "conditional": "warn", "return": "warn", "reject": "bad"}
STATUS_TONES: dict[str, Tone] = {"complete": "good", "incomplete": "warn", "rejected": "bad"}


def headline(result: Result, words: Words) -> list[Fact]:
    """The five figures above everything else."""
    decision, score = result["decision"], result["score"]
    suggestion = decision["suggestion"]
    status = word_cell(words, "status", result["status"], STATUS_TONES[result["status"]])
    return [
        Fact(words("headline.suggestion"), word_cell(words, "suggestion", suggestion, SUGGESTION_TONES[suggestion])),
        money_fact(words, "headline.line", result["line"]["total"]),
        Fact(words("headline.grade"), Cell(score["grade"])),
        Fact(words("headline.rate"), Cell(result["decision"]["rate"], "percent")),
        Fact(words("headline.status"), status),
    ]


def blocks(result: Result, words: Words) -> list[Block]:
    """The ten answers."""
    makers = (
        *(_request, truth_block, repayment_block, _person, _leverage),
        *(_amount, _risks, _second_source, score_block, _decision),
    )
    return [maker(result, words) for maker in makers]


def _request(result: Result, words: Words) -> Block:
    request, line = result["request"], result["line"]
    existing, new = line["existing"], line["net_new"]
    after = None if existing is None or new is None else existing + new
    facts = [
        Fact(words("request.product"), told(request["product_label"], words)),
        money_fact(words, "request.amount", request["amount"], asked=True),
        Fact(words("request.term"), asked(request["term"], words), words("unit.months")),
        Fact(words("request.form"), told(request["form_label"], words)),
        money_fact(words, "request.documented_need", request["documented_need"], asked=True),
        money_fact(words, "line.existing", existing),
        money_fact(words, "line.after", after),
        money_fact(words, "line.net_new", new),
        Fact(words("request.purpose"), told(_purpose(request, words), words)),
    ]
    return Block("request", words("block.request"), facts, [], [])


def _person(result: Result, words: Words) -> Block:
    facts = [*value_facts(result, "person", words), *value_facts(result, "credit", words)]
    return Block("person", words("block.person"), facts, [], [] if facts else [Note(words("missing.input"), "muted")])


def _leverage(result: Result, words: Words) -> Block:
    facts = [*_equity_facts(result, words), *value_facts(result, "leverage", words)]
    moving = [row for row in result["adjustments"] if effect(row)]
    moving.sort(key=lambda row: -abs(effect(row) or 0))
    table = Table(
        "top_adjustments",
        words("table.top_adjustments"),
        columns(words, ("item", "left", 26), ("before", "right", 12), ("rate", "right", 9), ("change", "right", 12)),
        rows(
            (
                Cell(clip(row["item"], 24)),
                Cell(row["before"], "money"),
                Cell(row["rate"], "percent"),
                Cell(effect(row), "money"),
            )
            for row in moving[:LINES]
        ),
        unit="money",
    )
    return Block(
        "leverage", words("block.leverage"), facts, [table] if moving else [], more(len(moving) - LINES, words)
    )


def _equity_facts(result: Result, words: Words) -> list[Fact]:
    """What the restated balance sheet says; of a borrower without a business, what the family's debts take."""
    equity = statement_line(result, "equity")
    if not equity:
        taken = result["ratios"].get(FAMILY_RATIO)
        return [] if taken is None else [Fact(words(f"ratio.{FAMILY_RATIO}"), ratio_cell(FAMILY_RATIO, taken))]
    return [
        Fact(words("leverage.equity"), Cell(equity["restated"], "money")),
        *(
            Fact(words(f"ratio.{key}"), ratio_cell(key, result["ratios"].get(key)))
            for key in ("debt_ratio", "debt_to_sales")
        ),
        Fact(words("leverage.adjustments"), Cell(equity["adjustment"], "money")),
    ]


def _amount(result: Result, words: Words) -> Block:
    without = line_tables.methods_without_value(result)
    notes = _binding(result, words)
    if without:
        notes.append(Note(words("line.without_value", listed=words("mark.join").join(without)), "muted"))
    return Block("amount", words("block.amount"), [], [line_tables.methods_with_value(result, words)], notes)


def _risks(result: Result, words: Words) -> Block:
    grave = [f for f in result["findings"] if f["severity"] != "info" and f["code"] != ALERT_CODE]
    grave.sort(key=lambda finding: finding["severity"] != "error")
    notes = [
        Note(_finding(finding, words), "bad" if finding["severity"] == "error" else "warn") for finding in grave[:RISKS]
    ]
    notes += more(len(grave) - RISKS, words)
    open_caps = [cap["label"] for cap in result["score"]["caps"] if cap["status"] == "not_evaluated"]
    if open_caps:
        notes.append(Note(words("risks.caps_open", listed=words("mark.join").join(open_caps)), "warn"))
    notes = notes or [Note(words("risks.none"))]
    return Block("risks", words("block.risks"), [], [], [*notes, *asked_notes(result, words)])


def _second_source(result: Result, words: Words) -> Block:
    keys = ("guarantors", "collateral", "private_assets")
    facts = [Fact(words(f"second.{key}"), told(joined_rows(result, key, words), words)) for key in keys]
    facts += value_facts(result, "second", words)
    facts.append(Fact(words("second.suggested"), Cell(result["decision"]["guarantee"])))
    return Block("second_source", words("block.second_source"), facts, [], [])


def _decision(result: Result, words: Words) -> Block:
    decision, paid = result["decision"], result["schedule"]
    suggestion = decision["suggestion"]
    interest = sum(row["interest"] for row in paid) if paid else None
    highest = max((row["payment"] for row in paid), default=None)
    facts = [
        Fact(words("headline.suggestion"), word_cell(words, "suggestion", suggestion, SUGGESTION_TONES[suggestion])),
        money_fact(words, "decision.amount", decision["amount"]),
        Fact(words("request.term"), Cell(decision["term"], "integer"), words("unit.months")),
        Fact(words("request.form"), Cell(decision["form_label"])),
        Fact(words("decision.rate"), Cell(decision["rate"], "percent")),
        Fact(words("decision.price_parts"), Cell(_price_parts(result, words))),
        money_fact(words, "decision.interest", interest),
        money_fact(words, "decision.highest", highest),
        Fact(words("decision.path"), Cell(decision["path"])),
    ]
    lists = [(key, decision[key]) for key in ("conditions", "covenants")]
    notes = _override(result, words)
    notes += [Note(words(f"decision.{key}", listed=_bullets(texts, words))) for key, texts in lists]
    return Block("decision", words("block.decision"), facts, [], notes)


def _purpose(request: dict[str, Any], words: Words) -> str:
    return words("mark.colon").join(text for text in (request["purpose_label"], request["purpose_text"]) if text)


def _binding(result: Result, words: Words) -> list[Note]:
    line = result["line"]
    method = next((row for row in line["methods"] if row["binding"]), None)
    if line["reason"]:
        return [Note(words("line.zero", reason=clip(in_wan(line["reason"], words))), "bad")]
    if method is None:
        return [Note(words("line.no_binding"), "warn")]
    amounts = {key: text_of(Cell(line[key], "money"), words) for key in ("total", "existing", "replaced", "net_new")}
    return [Note(words("line.told", binding=f"{method['id']} {method['label']}", **amounts))]


def _override(result: Result, words: Words) -> list[Note]:
    """Say what the committee decided instead of the line, and whether it is taken."""
    line = result["line"]
    decided = line["override"]
    if decided is None:
        return []
    amounts = {key: text_of(Cell(decided[key], "money"), words) for key in ("asked", "limit")}
    computed = text_of(Cell(line["computed"], "money"), words)
    outcome = words("decision.override_accepted", computed=computed, limit=amounts["limit"])
    if not decided["accepted"]:
        outcome = words("decision.override_refused", why=clip(in_wan(decided["why_not"] or DASH, words)))
    reason = clip(decided["reason"] or words("missing.input"))
    told = words("decision.override", asked=amounts["asked"], outcome=outcome, reason=reason)
    return [Note(told, "warn" if decided["accepted"] else "bad")]


def _finding(finding: dict[str, Any], words: Words) -> str:
    message = in_wan(finding["message"], words, bare=not finding["code"].startswith(CHECK_CODES))
    return words.code("severity", finding["severity"]) + words("mark.colon") + clip(message)


def _price_parts(result: Result, words: Words) -> str:
    parts = [f"{part['label']} {text_of(Cell(part['value'], 'percent'), words)}" for part in result["price"]["parts"]]
    return " + ".join(parts)


def _bullets(texts: list[str], words: Words) -> str:
    return words("mark.join").join(clip(in_wan(text, words)) for text in texts) or words("truth.none")
