"""The points that METHOD 5.1 and Appendix D print, as literal tables: the oracle of every card's bins.

`POINTS` gives for every indicator of one figure the points on each edge and just beyond it, `CHOICES` those of each
option. Edges are closed on the better side (METHOD 5.1, boundary rule).
"""

from __future__ import annotations

from itertools import pairwise

TINY = 1e-9  # far above 15 digits, far below anything that people tell apart
Table = list[tuple[float, float]]


def rising(edges: list[float], points: list[float]) -> Table:
    """Give the points at each edge of a table that says ">=", and just below it. `points` has one more: the rest."""
    return [at for i, e in enumerate(edges) for at in ((e, points[i]), (e - TINY, points[i + 1]))]


def falling(edges: list[float], points: list[float]) -> Table:
    """Give the points at each edge of a table that says "<=", and just above it."""
    return [at for i, e in enumerate(edges) for at in ((e, points[i]), (e + TINY, points[i + 1]))]


def around(centre: float, widths: list[float], points: list[float]) -> Table:
    """Give the points at each edge of a table that says "within", below and above the centre, and just outside."""
    found: Table = [(centre, points[0])]
    for place, width in enumerate(widths):
        low, high = round(centre - width, 9), round(centre + width, 9)
        found += [(low, points[place]), (high, points[place])]
        found += [(low - TINY, points[place + 1]), (high + TINY, points[place + 1])]
    return found


def ages(bands: list[tuple[float, float]]) -> Table:
    """Give the points at the first and the last whole year of each band; a band is (first year, points)."""
    found: Table = []
    for (first, points), (after, _) in pairwise(bands):
        found += [(first, points), (after - 1, points)]
    return [*found, bands[-1]]


def of(list_name: str, **points: float) -> dict[str, float]:
    """Give the points of each option of a list, by the option's full name."""
    return {f"{list_name}.{option}": amount for option, amount in points.items()}


DSCR = [2, 1.5, 1.25, 1]
GROWTH = [
    (-0.1 - TINY, "low"), (-0.1, "falling"), (-TINY, "falling"), (0, "near"), (0.05 - TINY, "near"), (0.05, "best"),
    (0.3, "best"), (0.3 + TINY, "near"), (0.5, "near"), (0.5 + TINY, "wild"),
]  # fmt: skip


def growth(**points: float) -> Table:
    """Give the points of verified sales growth: 5-30% best, 0-5 or 30-50% near, -10-0% falling."""
    return [(value, points[band]) for value, band in GROWTH]


POINTS: dict[str, dict[str, Table]] = {
    "default": {  # METHOD 5.1, R19
        "I01": ages([(21, 0), (22, 1), (25, 2), (30, 3), (51, 2), (59, 1), (63, 0)]),
        "I04": rising([8, 5, 3, 1], [4, 3, 2, 1, 0]),
        "I06": rising([3, 2, 1], [4, 2, 1, 0]),
        "I07": [(0, 6), (1, 4), (2, 2), (3, 2), (4, 0)],
        "I08": falling([2, 4, 6], [4, 3, 1, 0]),
        "I09": falling([2, 3, 4], [4, 3, 1, 0]),
        "I10": falling([0, 0.1, 0.2, 0.35], [4, 3, 2, 1, 0]),
        "I11": falling([0, 0.2, 0.5, 1], [4, 3, 2, 1, 0]),
        "I12": rising([5, 3, 2, 1], [4, 3, 2, 1, 0]),
        "I13": [*growth(low=1, falling=2, near=3, best=4, wild=0), (-0.2, 1), (-0.2 - TINY, 0)],
        "I14": falling([0.15, 0.3, 0.5], [3, 2, 1, 0]),
        "I17": around(1, [0.15, 0.3, 0.5], [3, 2, 1, 0]),
        "I18": falling([0.4, 0.5, 0.6, 0.7], [5, 4, 3, 1, 0]),
        "I19": rising(DSCR, [6, 5, 3, 1, 0]),
        "I20": falling([0.1, 0.2, 0.3, 0.5], [4, 3, 2, 1, 0]),
        "I21": rising([1.5, 1.2, 1], [3, 2, 1, 0]),
        "I22": rising([0.8, 0.4, 0], [3, 2, 1, 0]),
        "I23": falling([45, 60, 90], [4, 3, 1, 0]),  # FMCG: median 45, upper quartile 60 days
        "I24": rising([0.9, 0.8, 0.7], [5, 4, 2, 0]),
        "I25": rising([0.8, 0.6, 0.4], [4, 3, 1, 0]),
        "I26": rising([1], [4, 2]),  # below a full mortgage the sample's family guarantors count
    },
    "four_dimension": {  # METHOD D.1
        "Q01": falling([0.2, 0.35, 0.5], [12, 8, 4, 0]),
        "Q02": rising([8, 5, 3, 1], [10, 8, 5, 2, 0]),
        "Q03": around(1, [0.15, 0.3, 0.5], [8, 5, 2, 0]),
        "Q04": rising(DSCR, [10, 8, 5, 2, 0]),
        "Q05": [(0, 15), (1, 10), (2, 5), (3, 5), (4, 0)],
        "Q06": rising([5, 3, 1], [10, 7, 4, 0]),
        "Q07": rising([0.9, 0.7, 0.5], [6, 4, 2, 0]),
        "Q09": rising([0.95, 0.85, 0.7], [3, 2, 1, 0]),
        "Q10": rising([20, 8, 3], [8, 5, 2, 0]),
    },
    "small_business": {  # METHOD D.2
        "E02": [(0, 6), (1, 3), (2, 3), (3, 0)],
        "E03": rising([8, 7, 6, 5, 4, 3, 2], [8, 7, 6, 5, 4, 3, 1, 0]),
        "E10": falling([0.2, 0.5], [5, 3, 1]),
        "E11": falling([0.4, 0.5, 0.6, 0.7], [8, 6, 4, 2, 0]),
        "E12": rising(DSCR, [8, 6, 4, 2, 0]),
        "E13": growth(low=0, falling=2, near=4, best=5, wild=0),
        "E14": rising([0.8, 0.4, 0], [4, 3, 1, 0]),
        "E15": rising([1, 0.7, 0.4], [5, 3, 1, 0]),
        "E16": rising([0.5, 0.3, 0.1], [6, 4, 2, 0]),
        "E17": rising([0.1, 0.05, 0.02], [4, 2, 1, 0]),
        "E18": rising([1], [10, 4]),  # below a full mortgage the sample's family guarantors count
    },
    "consumer": {  # METHOD D.3
        "P01": ages([(21, 0), (22, 2), (25, 4), (30, 6), (51, 4), (56, 2), (61, 0)]),
        "P06": rising([5, 3, 1], [8, 6, 3, 0]),
        "P07": rising([2, 1.5, 1, 0.7], [16, 12, 8, 4, 0]),
        "P08": falling([0.2, 0.35, 0.5], [14, 10, 5, 0]),
        "P09": [(0, 14), (1, 10), (2, 6), (3, 2), (4, 0)],
        "P10": rising([24, 12, 6], [6, 4, 2, 0]),
    },
    "farmer": {  # METHOD D.4
        "N02": rising([3, 2, 1], [5, 3, 1, 0]),
        "N03": [(0, 10), (1, 6), (2, 3), (3, 3), (4, 0)],
        "N04": rising([0.6, 0.4, 0.25], [6, 4, 2, 0]),
        "N05": ages([(19, 0), (20, 1), (25, 5), (56, 3), (61, 1), (66, 0)]),
        "N07": rising([2, 1, 0.5], [8, 5, 3, 1]),
        "N08": rising([5, 3, 1], [6, 4, 2, 0]),
        "N09": rising([1.5, 1, 0.7], [6, 4, 2, 0]),
        "N10": rising([2, 1], [5, 3, 0]),
        "N11": rising([3, 2, 1], [8, 6, 3, 0]),
        "N12": falling([0.2, 0.4, 0.6], [8, 5, 2, 0]),
        "N14": rising([0.3, 0.1], [5, 3, 0]),
    },
}  # fmt: skip

# Options of a choice; I16 and Q11 hold the code of an option, the others its text.
CHOICES: dict[str, dict[str, dict[str, float]]] = {
    "default": {
        "I15": of("supply_stability", long=3, year=2, none=1, risk=0),
        "I16": of("stance", support=3, maintain=2, caution=1, reduce=0),
    },
    "four_dimension": {
        "Q08": of("consumption", none=6, soft=3, gambling=0),
        "Q11": of("stance", support=6, maintain=4, caution=2, reduce=0),
        "Q12": of("location", prime=6, normal=4, declining=1),
    },
    "small_business": {
        "E01": of("character", very_good=6, good=4, fair=1, bad=-3),
        "E04": of("health", good=2, minor=1, serious=0),
        "E05": of("education", master=3, degree=3, college=2, high_school=1, lower=0),
        "E07": of("compliance", clean=5, minor=3, fine=0),
        "E08": of("market_position", leader=5, stable=3, weak=1),
        "E09": of("records", computer=5, ledger=3, memory=0),
    },
    "consumer": {
        "P03": of("education", master=6, degree=5, college=4, high_school=2, lower=1),
        "P04": of("housing", own=12, mortgage=10, family=6, rent=3),
        "P05": of("employer_kind", public=12, listed=9, private=6, self_employed=4, informal=2),
    },
    "farmer": {
        "N01": of("village_opinion", excellent=10, good=7, fair=3, bad=0),
        "N06": of("members_health", good=4, chronic=2, serious=0),
        "N13": of("house_state", new=4, ordinary=2, none=0),
        "N15": of("insurance_state", full=5, partial=3, none=0),
        "N16": of("sale_contract", contract=5, regular=3, none=0),
    },
}

# Indicators of several answers together, tested one by one in test_card_edges.py and test_bins.py.
TOGETHER = {"default": {"I02", "I03", "I05"}, "small_business": {"E06"}, "consumer": {"P02"}}

GRADES: dict[str, list[tuple[str, float | None]]] = {  # METHOD 5.2 to 5.6
    "default": [("AAA", 85), ("AA", 75), ("A", 65), ("BBB", 55), ("BB", 45), ("C", None)],
    "four_dimension": [("AAA", 85), ("AA", 75), ("A", 65), ("BBB", 55), ("BB", 45), ("C", None)],
    "small_business": [("A1", 85), ("A2", 75), ("A3", 65), ("B", 50), ("C", None)],
    "consumer": [("AAA", 80), ("AA", 70), ("A", 60), ("C", None)],
    "farmer": [("AAA", 80), ("AA", 70), ("A", 60), ("C", None)],
}
LINE_TABLES = {  # METHOD 5.4 share of sales, 5.5 months of income, 4.2 base amount in yuan
    "small_business": {"A1": 0.2, "A2": 0.15, "A3": 0.1, "B": 0.05, "C": 0},
    "consumer": {"AAA": 18, "AA": 12, "A": 8, "C": 0},
    "farmer": {"AAA": 200_000, "AA": 100_000, "A": 50_000, "C": 0},
}
