"""The fast path for input rules, of which a survey has hundreds: plain ones by one regular expression."""

from __future__ import annotations

from workbench.survey.plain_xml import TEXT, UnusualError, plain, quick_bytes, quick_pattern
from workbench.survey.raw import RawValidation

OPEN = quick_bytes(r'<dataValidations(?: count="[0-9]++")?+>')
CLOSE = b"</dataValidations>"
WORDS = r'="(?:[^"<>&\x00-\x1f\ufffe\uffff]|&(?:lt|gt|amp|quot|apos|#10|#x[aA]);)*+"'
# Attributes in the order of the standard, so none can occur twice.
RULE = quick_pattern(
    r'<dataValidation(?: type="(\w++)")?+(?: errorStyle="(\w++)")?+(?: operator="(\w++)")?+( allowBlank="1")?+'
    r'(?: showDropDown="1")?+(?: showInputMessage="1")?+( showErrorMessage="1")?+'
    rf"(?: errorTitle{WORDS})?+(?: error{WORDS})?+(?: promptTitle{WORDS})?+(?: prompt{WORDS})?+"
    rf' sqref="([A-Z0-9: ]++)">(?:<formula1>({TEXT})</formula1>)?+(?:<formula2>({TEXT})</formula2>)?+'
    r"</dataValidation>|(.)"
)


def cut_validations(xml: bytes) -> tuple[bytes, list[RawValidation]]:
    """Cut the plain input rules out of what stands behind the cells; nothing is cut where anything is unusual."""
    opening, end = OPEN.search(xml), xml.find(CLOSE)
    if opening is None or xml.count(b"<dataValidations") > 1 or end < opening.end():
        return xml, []
    try:
        rules = [_rule(found) for found in RULE.findall(xml[opening.end() : end].decode("utf-8"))]
    except (UnicodeDecodeError, UnusualError):
        return xml, []
    return xml[: opening.end()] + xml[end:], rules


def _rule(found: tuple[str, ...]) -> RawValidation:
    kind, style, operator, blank, stops, area, first, second, odd = found
    if odd:
        raise UnusualError
    return RawValidation(
        sqref=tuple(area.split()),
        type=kind or "none",
        operator=operator or "between",
        formula1=plain(first),
        formula2=plain(second),
        allow_blank=bool(blank),
        show_error=bool(stops),
        error_style=style or "stop",
    )
