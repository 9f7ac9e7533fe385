"""The price of risk (METHOD 4.6, ruling R18): a build-up of parts, listed adjustments, floor and ceiling."""

from __future__ import annotations

from typing import Literal

from scoring.policy import Policy
from scoring.pricing import PricePart
from scoring.product import Product
from scoring.results import Price, PricePartValue
from workbench.evaluation.values import Values


def build_price(policy: Policy, values: Values, product: Product | None) -> Price:
    """Give the rate of a case; no rate while a part of it is not known."""
    adjusted = [part for part in policy.pricing.adjustments if values[f"price.{part.id}.when"] is True]
    known = [_value(part, values) for part in (*policy.pricing.parts, *adjusted)]
    parts = tuple(part for part in known if part is not None)
    if product is None or len(parts) < len(known):
        return Price(None, parts)
    rate = round(sum(part.value for part in parts), 10)  # 0.02+0.022+0.01+0.02 is 7.2%, not 7.200000000000001%
    bounded = min(max(rate, product.floor), product.ceiling)
    bound: Literal["", "floor", "ceiling"] = ""
    if bounded != rate:
        bound = "floor" if bounded > rate else "ceiling"
    return Price(bounded, parts, bound)


def _value(part: PricePart, values: Values) -> PricePartValue | None:
    value = values.number(f"price.{part.id}")
    return None if value is None else PricePartValue(part.id, part.label, value)
