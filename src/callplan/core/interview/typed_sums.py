"""The number that a person means by what they type; thousands and decimals are never guessed apart."""

from __future__ import annotations

import re

from callplan.core import phrase
from callplan.core.deal.facts import known
from callplan.core.deal.standing import Standing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.deal.state import Deal
    from callplan.core.map.playbook import Fact

MANY_TIMES = 100
EXACTLY, TWO_WAYS = "exactly", "can be read in two ways"
_ABOUT = rf"(?:(?:about|around|approx(?:imately)?|roughly|circa|ca|c(?=\.)|some|{EXACTLY})\b\.?|[~≈])?\s*"
_CODES = "eur|usd|gbp|chf|jpy|cny|cad|aud|nzd|sek|nok|dkk|pln|czk|huf|ron|inr|brl|mxn|zar|sgd|hkd|krw|try|aed|ils"
_MONEY = rf"(?:[€$£¥]|(?:{_CODES})|euros?|dollars?|pounds?|francs?)"
_K, _M = r"(?:k|t(?=eur|€)|tsd\.?|thousand)", r"(?:mio\.?|mn|mill?\.?|millions?|m)"
_SCALE = rf"(?P<scale>{_K}|{_M})(?=$|[^a-z]|(?:eur|euro|usd|gbp|chf)$)"
_FIGURE = r"(?P<figure>\d[\d.,'’_ ]*?)(?:[.,][-–—]{1,2})?"
_FORM = re.compile(
    rf"{_ABOUT}(?P<before>{_MONEY}|[a-z]{{3}}(?![a-z]))?\s*{_FIGURE}\s*(?:{_SCALE})?\s*"
    r"(?P<after>(?:[^\W\d_]|[€$£¥]).*)?"
)
# money has no third decimal: with its sign beside it, three digits are thousands
_OF_MONEY = r"^(\d{1,3})[.,](\d{3})$"
_GROUPED = r"\d{1,3}(?:[ '’_]\d{3})+(?:[.,]\d{1,2})?"
_BY_COMMA = r"\d{1,3}(?:(?:,\d{3}){2,}(?:\.\d+)?|,\d{3}\.\d+)"
_BY_POINT = r"\d{1,3}(?:(?:\.\d{3}){2,}(?:,\d+)?|\.\d{3},\d+)"
_CALLED = {
    "€": ("eur", "euro", "euros"), "$": ("usd", "dollar", "dollars"), "£": ("gbp", "pound", "pounds"), "¥": ("jpy",),
    "franc": ("chf", "francs"),
}  # fmt: skip
_ALSO = {"cad": "usd", "aud": "usd", "nzd": "usd", "sgd": "usd", "hkd": "usd", "cny": "jpy"}
MOST = 10**15


class DoubtfulSum(ValueError):
    """What was typed is a number, but it may be one of two, or of something else; the text says what to write."""


def read(text: str, unit: str = "") -> int | float | None:
    """The number that a text means, of a unit if it has one; None where it is none. Raises DoubtfulSum."""
    found = _FORM.fullmatch(" ".join(text.casefold().split()))
    if found is None:
        return None
    scale = found["scale"] or ""
    beside = [each.strip(" .") for each in (found["before"], found["after"]) if each]
    for counted in beside:
        if not _is_of(counted, unit):
            if unit and re.fullmatch(r"[^\W\d_]{2,}|[€$£¥]", counted):
                instead = f"write what it comes to in {unit}, in digits or with k or m"
                raise DoubtfulSum(f"has “{counted}” beside it: {instead}")
            return None
    figure = found["figure"].strip()
    if not scale and any(map(_is_money, beside)):
        figure = re.sub(_OF_MONEY, r"\1\2", figure)
    plain = _plain(figure, scale, unit)
    if plain is None:
        return None
    times = 1 if not scale else 1_000_000 if re.fullmatch(_M, scale) else 1_000
    number = round(float(plain) * times, 9)
    if number >= MOST:
        raise DoubtfulSum("is larger than any number here; write it with k or m")
    return int(number) if number.is_integer() else number


def _plain(figure: str, scale: str, unit: str) -> str | None:
    """A figure as Python reads it. Raises DoubtfulSum where its one point or comma may stand for two things."""
    if re.fullmatch(_GROUPED, figure):
        return re.sub(r"[ '’_]", "", figure).replace(",", ".")
    if re.fullmatch(_BY_COMMA, figure):
        return figure.replace(",", "")
    if re.fullmatch(_BY_POINT, figure):
        return figure.replace(".", "").replace(",", ".")
    found = re.fullmatch(r"(\d+)(?:([.,])(\d+))?", figure)
    if found is None:
        return None
    whole, mark, rest = found.groups("")
    if not mark:
        return whole
    if len(rest) == 3 and len(whole) < 4 and whole.strip("0") and not (mark == "." and re.fullmatch(_M, scale)):
        raise DoubtfulSum(f"{TWO_WAYS}: {_either(whole, rest, scale, unit)}")
    if unit and phrase.is_currency(unit) and not scale and len(rest) == 1 and rest != "0":
        raise DoubtfulSum(f"{TWO_WAYS}: write {whole}.{rest}k or {whole}.{rest}0")
    return f"{whole}.{rest}"


def _either(whole: str, rest: str, scale: str, unit: str) -> str:
    """`write 84000 or 84k`; of what is no money, `write 1125 or 1.1250`."""
    decimal = f"{whole}.{rest.rstrip('0')}".rstrip(".")
    if scale:
        return f"write {whole}{rest}{scale} or {decimal}{scale}"
    other = f"{decimal}k" if not unit or phrase.is_currency(unit) else decimal if rest == "000" else f"{whole}.{rest}0"
    return f"write {whole}{rest} or {other}"


def _is_money(counted: str) -> bool:
    return re.fullmatch(_MONEY, counted) is not None


def _is_of(counted: str, unit: str) -> bool:
    """Whether what stands beside a number is its unit, or, where it has none, money."""
    folded = unit.casefold()
    if not unit:
        return _is_money(counted)
    like = _ALSO.get(folded, folded)
    same = next((every for sign, words in _CALLED.items() if like in (every := (sign, *words))), ())
    if like != folded:
        same = tuple([each for each in same if each != like])
    return counted in (folded, folded.removesuffix("s"), f"{folded}s", *same)


def is_exact(text: str) -> bool:
    """Whether a number is said to be meant, however far it is from the one known."""
    return text.strip().casefold().startswith(f"{EXACTLY} ")


def hard_to_believe(deal: Deal, fact: Fact, typed: str, now: object) -> str:
    """In a sentence that a number has become a hundred times as large, or as small, unless that was said; else ""."""
    before = known(Standing(deal), fact.id).value
    if not isinstance(before, (int, float)) or not isinstance(now, (int, float)) or not before or is_exact(typed):
        return ""
    few, many = sorted((abs(before), abs(now)))
    if many < few * MANY_TIMES:
        return ""
    unit = f" {fact.unit}" if fact.unit else ""
    return f"the {phrase.spoken(fact.id)} on record is {before:,}{unit}, and this would be {now:,}{unit}."


def written(number: float) -> str:
    """A number as it is read back."""
    text = f"{number:f}".rstrip("0").rstrip(".") if isinstance(number, float) else str(number)
    return f"{text}0" if len(text.partition(".")[2]) in (1, 3) else text
