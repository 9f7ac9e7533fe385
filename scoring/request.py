"""What is asked for, as the engine reads it from a case: product, amount, term, form and seasonal plan."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.debt_service import first_year_service
from scoring.policy import Policy
from scoring.policy_entries import Product
from scoring.results import Instalment
from scoring.schedule import FORMS, Form, Plan, build_schedule
from workbench.evaluation.values import Values
from workbench.formula import Value


@dataclass(frozen=True, slots=True)
class Request:
    """The loan asked for; None where it is not answered."""

    product: Product | None
    amount: float | None
    term: int | None
    form: Form | None
    plan: Plan
    notional_months: float

    def service(self, principal: float | None) -> float | None:
        """Give the first-year service of a loan of this form at the product's reference rate (R14)."""
        if principal is None or self.product is None or self.term is None or self.form is None:
            return None
        rate = dict(self.product.rates)["reference_rate"]
        return first_year_service(principal, rate, self.term, self.form, self.plan, self.notional_months)

    def schedule(self, principal: float, rate: float | None) -> tuple[Instalment, ...]:
        """Give the schedule of a loan of this form; none while a part is not known."""
        if rate is None or self.term is None or self.form is None:
            return ()
        return build_schedule(principal, rate, self.term, self.form, self.plan)

    def outside(self) -> dict[str, Value]:
        """Give what the policy's formulas take from the product and the request."""
        if self.product is None:
            return {}
        values: dict[str, Value] = {**dict(self.product.rates), "max_term": self.product.max_term}
        values["sized_by_collateral"] = float(self.product.secured)
        return {**values, "service_requested": self.service(self.amount)}


def read_request(values: Values, policy: Policy) -> Request:
    """Read the request of a case."""
    term = values.number("request_term")
    asked = values["request_product"]
    form = values["request_form"]
    options = [product for product in policy.products if product.option in values.compiled.symbols]
    return Request(
        product=next((p for p in options if asked is not None and values[p.option] == asked), None),
        amount=values.number("request_amount"),
        term=int(term) if term is not None else None,
        form=next((f for f in FORMS if form is not None and values[f"repayment_form.{f}"] == form), None),
        plan=_plan(values),
        notional_months=policy.notional_months,
    )


def _plan(values: Values) -> Plan:
    rows = zip(
        values.range("repayment_plan.month"),
        values.range("repayment_plan.principal"),
        values.statuses("repayment_plan"),
        strict=True,
    )
    return [
        (int(month), principal)
        for month, principal, status in rows
        if status == 1 and isinstance(month, float) and isinstance(principal, float)
    ]
