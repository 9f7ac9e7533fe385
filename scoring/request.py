"""What is asked for, as the engine reads it from a case: product, amount, term, form, plans of use and repayment."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.debt_service import FirstYear, first_year
from scoring.loan import Loan
from scoring.policy import SEASONAL, Policy
from scoring.product import Product
from scoring.schedule import FEN, FORMS, Form, Plan, plan_problem
from scoring.seasonal import SeasonalTerms, months_of, proposed_plan
from workbench.evaluation.values import Values
from workbench.formula import Value

USE_IN_COSTS = "use_plan.in_costs"


@dataclass(frozen=True, slots=True)
class Request:
    """The loan asked for; None where it is not answered.

    `plan`: seasonal repayment, `proposed` when it comes from the cash calendar, paid in steps of `step` yuan; `use`:
    when the money is used, and `covered`: what of it pays costs that the template's calendar holds already (a farm's
    season).
    `replaced`: debts that the loan pays off; `start`: the survey date, from which its months count.
    """

    product: Product | None
    amount: float | None
    term: int | None
    form: Form | None
    plan: Plan
    proposed: bool
    use: Plan
    replaced: float
    start: float | None
    notional_months: float
    covered: Plan = ()
    step: float = FEN

    @property
    def reference_rate(self) -> float | None:
        """The rate that DSCR and stress take (R14)."""
        return dict(self.product.rates)["reference_rate"] if self.product else None

    def first_year(self, principal: float | None) -> FirstYear | None:
        """Give what a loan of this form costs in its first year at the product's reference rate (R14).

        Not known without a term: a loan of no months would cost nothing.
        """
        rate = self.reference_rate
        if principal is None or rate is None or self.term is None or self.term < 1 or self.form is None:
            return None
        return first_year(principal, rate, self.term, self.form, self.plan, self.notional_months)

    def loan(self, principal: float | None, rate: float | None) -> Loan | None:
        """Give a loan of this form; None while a part of it is not known or its plan cannot be followed."""
        if principal is None or rate is None or self.term is None or self.term < 1 or self.form is None:
            return None
        if self.form == "seasonal" and plan_problem(self.plan, self.term):
            return None
        terms = (self.term, self.form, self.plan, self.use)
        held = (self.replaced, self.notional_months, self.start, self.covered)
        return Loan(principal, rate, *terms, *held, self.step)

    def outside(self) -> dict[str, Value]:
        """Give what the policy's formulas take from the product and the request."""
        if self.product is None:
            return {}
        values: dict[str, Value] = {**dict(self.product.rates), "max_term": self.product.max_term}
        values["sized_by_collateral"] = float(self.product.secured)
        asked = self.first_year(self.amount)
        return {**values, "service_requested": asked.service if asked else None}


def read_request(values: Values, policy: Policy) -> Request:
    """Read the request of a case."""
    term = values.number("request_term")
    asked = values["request_product"]
    form = values["request_form"]
    options = [product for product in policy.products if product.option in values.compiled.symbols]
    months = int(term) if term is not None else None
    chosen = next((f for f in FORMS if form is not None and values[f"repayment_form.{f}"] == form), None)
    plan = _rows(values, "repayment_plan", "principal")
    blank = chosen == "seasonal" and months is not None and plan_problem(plan, months) == "empty"
    seasonal = SeasonalTerms(*(policy.parameter(name) for name in SEASONAL))
    proposal = _proposal(values, months or 0, seasonal) if blank else ()
    return Request(
        product=next((p for p in options if asked is not None and values[p.option] == asked), None),
        amount=values.number("request_amount"),
        term=months,
        form=chosen,
        plan=proposal if blank else plan,
        proposed=bool(proposal),
        use=_rows(values, "use_plan", "amount"),
        replaced=values.number("debt_replaced") or 0.0,
        start=values.number("survey_date"),
        notional_months=policy.notional_months,
        covered=_rows(values, "use_plan", "amount", USE_IN_COSTS),
        step=seasonal.step if proposal else FEN,
    )


def _rows(values: Values, table: str, amount: str, marked: str = "") -> Plan:
    """Give the complete rows of a table as (month, yuan), of those only that say yes in the column `marked`."""
    statuses = values.statuses(table)
    wanted = values["yes_no.yes"] if marked else None
    marks = values.range(marked) if marked else [None] * len(statuses)
    rows = zip(values.range(f"{table}.month"), values.range(f"{table}.{amount}"), statuses, marks, strict=True)
    return [
        (int(month), value)
        for month, value, status, mark in rows
        if status == 1 and isinstance(month, float) and isinstance(value, float) and mark == wanted
    ]


def _proposal(values: Values, term: int, terms: SeasonalTerms) -> Plan:
    """Propose a plan of repayment; none while the template's calendar is not known."""
    months = months_of(values)
    return proposed_plan(months, term, terms) if months else ()
