"""The decision that the system suggests (METHOD 7.1 item 10); the committee decides."""

from __future__ import annotations

from typing import Any

from scoring.policy import Policy
from scoring.results import Scoring
from workbench.evaluation.values import Values
from workbench.labels import Label
from workbench.pipeline.known import known, known_number
from workbench.pipeline.scoring_json import Words

REPLACED = Label(
    "放款同时归还由本次授信置换的借款 {amount} 元，直接付至原贷款行",
    "Debts of {amount} yuan replaced by this line are paid off directly at pay-out",
)
SIGNATURE = Label("借款人与配偶签字", "Borrower and spouse sign")
NO_NEW_DEBT = Label("不新增未告知的借款与担保", "No new debts or guarantees without telling us")


def decision(scoring: Scoring, policy: Policy, values: Values, status: str) -> dict[str, Any]:
    """Give the suggestion with amount, term, form, rate and conditions. Nothing is suggested that was not computed.

    Without a line there is no rate and nothing to meet before paying out.
    """
    language = values.answers.language
    words = Words(values.compiled, language)
    terms = None if scoring.score.knocked_out else policy.terms(scoring.score.counts_as)
    lent = scoring.line.total > 0
    term, form = known_number(values, "request_term"), known(values, "request_form")
    unmet = [c.label.text(language) for c in scoring.line.conditions if c.status != "met"]
    conditions = [*unmet]
    if scoring.line.replaced:
        conditions.append(REPLACED.text(language).format(amount=f"{scoring.line.replaced:,.2f}"))
    conditions.append(SIGNATURE.text(language))
    return {
        "suggestion": _suggestion(scoring, status, bool(unmet)),
        "path": terms.decision.text(language) if terms else None,
        "amount": scoring.line.total,
        "term": None if term is None else int(term),
        "form": words.code(values, "request_form"),
        "form_label": form if isinstance(form, str) else None,
        "rate": scoring.price.rate if lent else None,
        "guarantee": None,
        "conditions": conditions if lent else [],
        "covenants": [NO_NEW_DEBT.text(language)] if lent else [],
    }


def _suggestion(scoring: Scoring, status: str, conditional: bool) -> str:
    if status == "rejected":
        return "reject"
    if status == "incomplete":
        return "return"
    if not scoring.line.total:
        return "reject"
    return "conditional" if conditional else "approve"
