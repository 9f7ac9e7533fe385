"""What card and policy say of a case, as JSON (DESIGN 9: score, line, price, schedule, ratios)."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from scoring.card import Card
from scoring.policy import Policy, compile_policy
from scoring.results import DimensionScore, IndicatorScore, Inputs, MethodResult, Override, Scoring
from workbench.evaluation.export import amount, to_json
from workbench.evaluation.values import Values
from workbench.formula import Value
from workbench.labels import MONEY_UNIT, Label, Language
from workbench.pipeline.known import known, known_number
from workbench.report.masking import mask_free_text, mask_name
from workbench.template.compiled import Compiled

TEMPLATE_RATIOS = (
    "gross_margin", "inventory_days", "receivable_days", "payable_days", "prepayment_days", "advance_days", "net_days",
    "turns", "receivables_to_monthly_sales", "inventory_to_monthly_sales", "equity_to_monthly_household",
)  # fmt: skip
SCHEDULE_IDENTITY = Label(
    "还款计划本金合计等于放款额，末期余额为零", "The schedule's principal is the loan and its last balance 0"
)


class ScoringJson:
    """Turns a scoring into JSON in the language of the case."""

    def __init__(self, scoring: Scoring, card: Card, policy: Policy, values: Values) -> None:
        self.scoring, self.card, self.policy = scoring, card, policy
        self.language: Language = values.answers.language
        self.words = Words(values.compiled, self.language)
        named, _ = compile_policy(policy, values.compiled)
        self.definitions = (named or values.compiled).definitions

    def score(self) -> dict[str, Any]:
        """Give points, grade, caps and knock-outs."""
        score = self.scoring.score
        return {
            "card": score.card,
            "version": score.version,
            "total": score.total,
            "max": sum(dimension.max for dimension in score.dimensions),
            "grade": score.grade,
            "grade_before_caps": score.grade_by_points,
            "counts_as": score.counts_as,
            "valid": not self.scoring.invalid,
            "missing": list(score.missing),
            "missing_allowed": self.card.missing_limit,
            "dimensions": [self._dimension(dimension) for dimension in score.dimensions],
            "caps": [
                {
                    "id": c.id,
                    "label": self._text(c.label),
                    "status": c.status,
                    "to": c.at_most,
                    "reason": self._text(c.reason),
                }
                for c in score.caps
            ],
            "knockouts": [
                {"id": k.id, "label": self._text(k.label), "status": k.status, "reason": self._text(k.reason)}
                for k in score.knockouts
            ],
        }

    def line(self) -> dict[str, Any]:
        """Give every method with its inputs, and what binds."""
        line = self.scoring.line
        binding = next((method.id for method in line.methods if method.binding), None)
        return {
            "methods": [self._method(method) for method in line.methods],
            "minimum": line.minimum,
            "grade_factor": line.factor,
            "rounding": self._step(line.total),
            "binding": binding,
            "total": line.total,
            "reason": self._text(line.reason),
            "existing": line.existing,
            "replaced": line.replaced,
            "net_new": line.net_new,
            "computed": line.computed,
            "cases": list(line.cases),
            "stress_share": line.stress_share,
            "override": self._override(line.override),
        }

    def _override(self, override: Override | None) -> dict[str, Any] | None:
        """Give what the committee decided instead; who decided is masked."""
        if override is None:
            return None
        return {
            "asked": override.asked,
            "limit": override.limit,
            "accepted": override.accepted,
            "reason": mask_free_text(override.reason) or None,
            "by": mask_name(override.by) or None,
            "why_not": self._text(override.why_not),
        }

    def price(self) -> dict[str, Any]:
        """Give the rate and its parts."""
        price = self.scoring.price
        product = next((p for p in self.policy.products if p.id == self.scoring.product), None)
        return {
            "rate": price.rate,
            "reference_rate": dict(product.rates)["reference_rate"] if product else None,
            "floor": product.floor if product else None,
            "ceiling": product.ceiling if product else None,
            "raroc": price.raroc,
            "parts": [{"id": p.id, "label": self._text(p.label), "value": p.value} for p in price.parts],
        }

    def schedule(self) -> list[dict[str, Any]]:
        """Give the instalments, to the fen."""
        return [asdict(instalment) for instalment in self.scoring.schedule]

    def schedule_identity(self, values: Values) -> dict[str, Any]:
        """Give identity 10 (METHOD 1.9) in the form of the others: the schedule pays off the loan."""
        gap, tolerance = self.scoring.schedule_gap, known_number(values, "identity_tolerance")
        return {
            "name": "schedule",
            "label": SCHEDULE_IDENTITY.text(self.language),
            "kind": "arithmetic",
            "unit": MONEY_UNIT.text(self.language),
            "gap": gap,
            "tolerance": tolerance,
            "holds": None if gap is None or tolerance is None else abs(gap) <= tolerance,
        }

    def ratios(self, values: Values) -> dict[str, Any]:
        """Give the ratios of card and policy, and those that the template computes under these names."""
        computed = {name: values.number(name) for name in TEMPLATE_RATIOS if name in values.compiled.definitions}
        return {**{name: amount(value) for name, value in self.scoring.ratios.items()}, **computed}

    def lineage(self) -> dict[str, dict[str, Any]]:
        """Give what scoring computed by name, for explaining a number."""
        return {
            name: {
                "label": self._text(traced.label) or "",
                "value": to_json(traced.value),
                "formula": traced.formula,
                "inputs": list(traced.inputs),
                "place": traced.place or None,
                "because": self._text(traced.why),
            }
            for name, traced in self.scoring.lineage.items()
        }

    def _step(self, total: float) -> float:
        rounding = self.policy.rounding
        return rounding.small_step if total < rounding.below else rounding.step

    def _dimension(self, dimension: DimensionScore) -> dict[str, Any]:
        return {
            "id": dimension.id,
            "label": self._text(dimension.label),
            "points": dimension.points,
            "max": dimension.max,
            "indicators": [self._indicator(indicator) for indicator in dimension.indicators],
        }

    def _indicator(self, indicator: IndicatorScore) -> dict[str, Any]:
        code, word = self._in_words(indicator)
        return {
            "id": indicator.id,
            "label": self._text(indicator.label),
            "value": code,
            "type": indicator.type,
            "unit": self._text(indicator.unit),
            "text": word,
            "band": self._text(indicator.band),
            "points": indicator.points,
            "max": indicator.max,
            "missing": indicator.missing,
        }

    def _in_words(self, indicator: IndicatorScore) -> tuple[Any, str | None]:
        """Give an indicator's value and its words, if it has any: of a choice the code and the option."""
        value = indicator.value
        if not isinstance(value, str) or not value:
            return to_json(value), None
        return self.words.option(self._choices(indicator), value)

    def _choices(self, indicator: IndicatorScore) -> str:
        """Name the list that an indicator's value belongs to: the card says it, or the field that it shows."""
        declared = next(item for item in self.card.indicators if item.id == indicator.id)
        field = self.words.definitions.get(declared.value)
        return declared.options or (field.choices if field else "")

    def _method(self, method: MethodResult) -> dict[str, Any]:
        return {
            "id": method.id,
            "label": self._text(method.label),
            "value": method.value,
            "applicable": method.applicable,
            "reason": self._text(method.reason),
            "binding": method.binding,
            "inputs": self._inputs(method.inputs),
        }

    def _inputs(self, inputs: Inputs) -> list[dict[str, Any]]:
        return [self._input(name, value) for name, value in inputs.items()]

    def _input(self, name: str, value: Value) -> dict[str, Any]:
        traced = self.scoring.lineage.get(name)
        known = self.definitions.get(name)
        label = known.label if known else traced.label if traced else Label(name, name)
        return {
            "name": name,
            "label": self._text(label) or name,
            "type": known.type if known else "number",
            "unit": self._text(known.unit) if known else None,
            "value": to_json(value),
            "text": value if isinstance(value, str) and value else None,
        }

    def _text(self, label: Label) -> str | None:
        return label.text(self.language) or None


class Words:
    """Labels and codes of a template in one language."""

    def __init__(self, compiled: Compiled, language: Language) -> None:
        self.definitions = compiled.definitions
        self.language = language
        self.codes = {
            choices.name: {option.label.text(language): option.code for option in choices.options}
            for choices in compiled.template.lists
        }

    def option(self, choices: str, value: str) -> tuple[str, str]:
        """Give code and label of a list's option by either of them; what is neither is both."""
        options = self.codes.get(choices, {})
        return next(((code, word) for word, code in options.items() if value in (code, word)), (value, value))

    def code(self, values: Values, name: str) -> str | None:
        """Give the code of a choice that was answered; None for none, an unknown one or a name that is not there."""
        value = known(values, name)
        return self.codes[self.definitions[name].choices].get(value) if isinstance(value, str) else None
