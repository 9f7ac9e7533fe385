"""Products (METHOD 8.2): what each may cost, how much and how long, by which card it is scored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scoring.policy_entries import Rule
from workbench.labels import Label
from workbench.template.records import Reader, parse_number
from workbench.yaml_source import YamlMap

RATES = ("reference_rate", "operating_cost", "loss_given_default", "target_margin")


@dataclass(frozen=True, slots=True)
class Product:
    """A product: the option that asks for it, its cap by grade, its longest term, rates and price bounds.

    `secured`: it is sized by its collateral. `limit`: a cap of its own besides that of the grade, such as a share of
    the invoice. `card`: the card that scores it, else the template's. `without`: methods that do not concern it.
    """

    id: str
    label: Label
    option: str
    caps: tuple[tuple[str, float], ...]
    max_term: float
    rates: tuple[tuple[str, float], ...]
    floor: float
    ceiling: float
    source: str
    place: str
    secured: bool = False
    limit: str = ""
    card: str = ""
    without: tuple[str, ...] = ()

    @property
    def limit_name(self) -> str:
        """The name of its own cap among the values of the policy."""
        return f"{self.id}_limit"

    def rules(self) -> Iterator[Rule]:
        """Give its formulas by name; one that is empty is not there."""
        yield self.limit_name, self.limit, self.place, self.label, "money"


def read_product(reader: Reader, entry: YamlMap) -> Product | None:
    """Read a product."""
    required = {"id", "label", "option", "caps", "max_term", "floor", "ceiling", "source", *RATES}
    if not reader.keys(entry, required, {"secured", "limit", "card", "without"}):
        return None
    return Product(
        id=reader.text(entry, "id"),
        label=reader.label(entry, "label"),
        option=reader.text(entry, "option"),
        caps=_caps(reader, entry),
        max_term=reader.number(entry, "max_term") or 0.0,
        rates=tuple((name, reader.number(entry, name) or 0.0) for name in RATES),
        floor=reader.number(entry, "floor") or 0.0,
        ceiling=reader.number(entry, "ceiling") or 0.0,
        source=reader.text(entry, "source"),
        place=entry.place(),
        secured=reader.flag(entry, "secured"),
        limit=reader.text(entry, "limit"),
        card=reader.text(entry, "card"),
        without=reader.words(entry, "without"),
    )


def _caps(reader: Reader, entry: YamlMap) -> tuple[tuple[str, float], ...]:
    caps = entry["caps"]
    numbers = {grade: parse_number(str(cap)) for grade, cap in caps.items()} if isinstance(caps, YamlMap) else {}
    if not numbers or None in numbers.values():
        wanted = Label("{等级: 金额}", "{grade: amount}")
        reader.report("TPL06", entry.place("caps"), key="caps", wanted=wanted)
    return tuple((grade, cap) for grade, cap in numbers.items() if cap is not None)
