"""The sums of a column, read all together, since one cell shows what a point or a comma is in another."""

from __future__ import annotations

import re
from typing import NamedTuple

from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

_FORM = re.compile(
    r"(?P<before>[A-Za-z]{0,3}\s*[$€£¥₹₽]|[A-Za-z]{3})?\s*(?P<minus>-)?\s*(?P<again>[$€£¥₹])?\s*"
    r"(?P<figure>\d[\d.,'’ ]*|[.,]\d+)\s*(?P<scale>[kK]|[mM]|Mio\.?|Mrd\.?)?\s*"
    r"(?P<after>[A-Za-z]{0,2}[$€£¥₹₽]|[A-Za-z]{3})?(?:\s*\(.*\))?"
)
_TIMES = {"k": 1_000, "m": 1_000_000, "mio": 1_000_000, "mrd": 1_000_000_000}
SIGNS = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "R$": "BRL", "C$": "CAD",
         "A$": "AUD", "₽": "RUB"}  # fmt: skip
_CALLED = {"us dollar": "USD", "dollar": "USD", "euro": "EUR", "pound sterling": "GBP", "british pound": "GBP",
           "swiss franc": "CHF", "franken": "CHF"}  # fmt: skip
_DOLLARS = ("$", "£")
MOST, PLAIN = 10**15, 15


class Sum(NamedTuple):
    """An amount, and the currency beside it, if there is one."""

    amount: float | int
    currency: str = ""


class Read(Record):
    """What the texts of a column are: the sum of each that is one, those that are none, and one left undecided."""

    sums: dict[str, Sum]
    none: frozenset[str] = frozenset()
    undecided: str = ""


def read(texts: Collection[str], decimal: str = "", *, between_commas: bool = False) -> Read:
    """The sums that the texts of one column mean; `decimal`: the mark before cents, where the column leaves it open.

    `between_commas`: the cells of the file are parted by commas, as where a comma parts thousands.
    """
    figures = {text: Sum(int(text)) for text in texts if text.isdecimal() and text.isascii() and len(text) <= PLAIN}
    texts = [text for text in texts if text not in figures]
    cut = {text: found for text in texts if (found := _FORM.fullmatch(text))}
    open_, mark = _mark([(found["figure"].strip(), _sign(found)) for found in cut.values()], between_commas)
    mark = mark or decimal
    sums, none = figures, {text for text in texts if text not in cut}
    undecided = ""
    for text, found in cut.items():
        figure = found["figure"].strip()
        if open_ and not decimal and _is_open(figure):
            undecided = undecided or text
        number = _number(figure, mark)
        if number is None:
            none.add(text)
        else:
            number *= _TIMES.get((found["scale"] or "").lower().rstrip("."), 1) * (-1 if found["minus"] else 1)
            sums[text] = Sum(int(number) if number.is_integer() else number, _currency(found))
    return Read(sums, frozenset(none), undecided)


def is_sum(text: str) -> bool:
    """Whether a text is an amount, whatever its marks mean."""
    return _FORM.fullmatch(text.strip()) is not None


def _mark(figures: list[tuple[str, str]], between_commas: bool) -> tuple[bool, str]:
    """Whether the column leaves open what its marks are, and which of them stands before cents; "" with none."""
    marks = {mark for figure, _ in figures if (mark := _shown(figure))}
    if len(marks) == 1:
        return False, marks.pop()
    unsure = [(figure, sign) for figure, sign in figures if _is_open(figure)]
    if not unsure or marks:
        return bool(unsure), ""
    if all("," in figure and (between_commas or sign in _DOLLARS) for figure, sign in unsure):
        return False, "."
    return True, ""


def _shown(figure: str) -> str:
    """The mark before cents that a figure shows; "" where it shows none."""
    points, commas = figure.count("."), figure.count(",")
    if points and commas:
        return "." if figure.rindex(".") > figure.rindex(",") else ","
    if points + commas == 0:
        return ""
    mark, other = (".", ",") if points else (",", ".")
    if points + commas > 1:
        return other
    whole, _, rest = figure.partition(mark)
    return mark if len(rest) != 3 or len(whole) > 3 or not whole.strip("0") else ""


def _is_open(figure: str) -> bool:
    return (figure.count(".") + figure.count(",")) == 1 and not _shown(figure)


def _number(figure: str, mark: str) -> float | None:
    """A figure in which `mark` stands before cents; None where its parts are no thousands."""
    other = "," if mark == "." else "."
    whole, _, cents = figure.partition(mark) if mark else (figure, "", "")
    parts = re.split(rf"[\s'’{re.escape(other)}]" if mark else r"[\s'’.,]", whole)
    if len(parts) > 1 and not (1 <= len(parts[0]) <= 3 and all(2 <= len(each) <= 3 for each in parts[1:])):
        return None
    text = f"{''.join(parts) or '0'}.{cents or '0'}"
    if not re.fullmatch(r"\d+\.\d+", text) or len(text) > 300:
        return None
    number = round(float(text), 4)
    return number if number < MOST else None


def code(text: str) -> str:
    """The code of a currency by its sign or its name; "" for what is none, as an id."""
    if len(text) == 3 and text.isalpha():
        return text.upper()
    return SIGNS.get(text) or _CALLED.get(text.casefold(), "")


def _sign(found: re.Match[str]) -> str:
    return (found["before"] or found["again"] or found["after"] or "").strip()


def _currency(found: re.Match[str]) -> str:
    sign = _sign(found)
    return SIGNS.get(sign, SIGNS.get(sign[-1:], sign.upper())) if sign else ""
