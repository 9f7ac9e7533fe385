"""Text functions. Lengths and places count UTF-16 units, as Excel does."""

from __future__ import annotations

from collections.abc import Callable

from workbench.formula.coercion import to_number
from workbench.formula.digits import scaled
from workbench.formula.functions.registry import function
from workbench.formula.nodes import Call, literal_text
from workbench.formula.operators import MAX_TEXT
from workbench.formula.refusal import Refusal
from workbench.formula.serials import LAST_SERIAL, parts_of
from workbench.formula.shapes import Shape
from workbench.formula.values import VALUE, ExcelError, Value

_HALF_SECOND = 0.5 / 86400.0
_NUMBER_FORMATS: dict[str, tuple[int, bool, bool]] = {  # decimals, thousands separators, percent
    "0": (0, False, False),
    "0.00": (2, False, False),
    "#,##0": (0, True, False),
    "#,##0.00": (2, True, False),
    "0%": (0, False, True),
    "0.00%": (2, False, True),
}
_DATE_FORMAT = "yyyy-mm-dd"
FORMATS = (*_NUMBER_FORMATS, _DATE_FORMAT)


def _cut(text: str, start: int, end: int) -> str:
    """The UTF-16 units from start to end; half a character that a cut leaves is dropped."""
    if text.isascii():
        return text[start:end]
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le", "ignore")


def _length(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _whole(count: float) -> int:
    return int(min(count, MAX_TEXT))


def _left(text: str, count: float = 1.0) -> Value:
    return _cut(text, 0, _whole(count)) if count >= 0.0 else VALUE


def _right(text: str, count: float = 1.0) -> Value:
    length = _length(text)
    return _cut(text, max(0, length - _whole(count)), length) if count >= 0.0 else VALUE


def _mid(text: str, start: float, count: float) -> Value:
    if start < 1.0 or count < 0.0:
        return VALUE
    first = _whole(start) - 1
    return _cut(text, first, first + _whole(count))


def _len(text: str) -> Value:
    return float(_length(text))


def _trim(text: str) -> Value:
    return " ".join(word for word in text.split(" ") if word)


def _exact(x: str, y: str) -> Value:
    return x == y


def _concatenate(*texts: str) -> Value:
    joined = "".join(texts)
    return joined if len(joined) <= MAX_TEXT else VALUE


def _text(value: Value, pattern: str) -> Value:
    """A number in one of FORMATS. Text that is no number stays as it is."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    number = to_number(value)
    if isinstance(number, ExcelError):
        return value if isinstance(value, str) else number
    if pattern == _DATE_FORMAT:
        return _written_date(number)
    return _written_number(number, *_NUMBER_FORMATS[pattern])


def _written_number(number: float, decimals: int, grouped: bool, percent: bool) -> str:
    amount = scaled(number, decimals + 2 * percent, "half")
    whole, fraction = divmod(amount, 10**decimals)
    text = f"{whole:,}" if grouped else str(whole)
    if decimals:
        text += f".{fraction:0{decimals}d}"
    return ("-" if number < 0.0 and amount else "") + text + "%" * percent


def _written_date(number: float) -> Value:
    if not 0.0 <= number < LAST_SERIAL + 1:
        return VALUE
    year, month, day = parts_of(min(int(number + _HALF_SECOND), LAST_SERIAL))
    return f"{year:04d}-{month:02d}-{day:02d}"


def _check_text(call: Call, shapes: list[Shape], report: Callable[[Refusal], None]) -> None:
    if literal_text(call.arguments[1]) not in FORMATS:
        report(Refusal("FML70", call.arguments[1].position, formats=", ".join(f'"{known}"' for known in FORMATS)))


FUNCTIONS = (
    function("LEFT", "text number?", _left),
    function("RIGHT", "text number?", _right),
    function("MID", "text number number", _mid),
    function("LEN", "text", _len, lifted=True),
    function("TRIM", "text", _trim),
    function("EXACT", "text text", _exact, lifted=True),
    function("CONCATENATE", "text+", _concatenate),
    function("TEXT", "value text", _text, check=_check_text),
)
