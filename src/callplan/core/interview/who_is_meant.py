"""What is typed for a name, and the people known whose name is near it."""

from __future__ import annotations

import re

from callplan.core import phrase
from callplan.core.person import is_named, meant, whole_name, words
from callplan.core.text import tidy
from callplan.errors import Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.person import Known

__all__ = ["US", "meant", "name_typed", "names_typed", "nearly"]

US = "us"
ALIKE, ALIKE_BESIDE, ALIKE_ALONE = 0.7, 0.6, 0.8
_ADDRESS = r"\s*[<(\[][^<>()\[\]]*@[^<>()\[\]]*[>)\]]"
_NO_NAME = (
    r"(?i)(?:maybe|perhaps|possibly|probably|hopefully|ideally|either)\s"
    r"|(?:\d+|some|a few|several|many|the|one|two|three|four|five)\s+(?:others?|more|people|colleagues?|guests?)\b"
    r"|(?:others|people|colleagues|guests)$"
)
_MARKS = '"“”„'


def name_typed(text: str) -> str:
    """A name as it is kept: without an e-mail address behind it, the given name first. Raises Usage for none.

    Nor is it a name where it counts people, or where it is open whether they are meant: `2 others`, `maybe Tessa`.
    """
    name = whole_name(_without_marks(tidy(re.sub(_ADDRESS, "", text)).strip("; ")))
    if not name or re.fullmatch(r"\S+@\S+", name):
        raise Usage(f"{phrase.said_back(tidy(text))} is an address; write their name, as in Marta Lind.")
    if no_name(name):
        raise Usage(f"{phrase.said_back(name)} is no name: write the names of those who are sure, a comma between two.")
    return name


def _without_marks(text: str) -> str:
    """A name out of the quotation marks round all of it: those round what somebody is called are a part of it."""
    inside = text.strip(_MARKS)
    if not any(mark in inside for mark in _MARKS):
        text = inside
    return (text[1:-1] if text[:1] == text[-1:] == "'" else text).strip()


def no_name(text: str) -> bool:
    """Whether a text counts people, or says that it is open whether somebody is meant, and so names nobody."""
    return re.match(_NO_NAME, text) is not None


def names_typed(text: str, known: Known) -> list[str]:
    """The names in a line, with commas, semicolons or `and` between them; `Lind, Marta` is one, where she is known."""
    apart = r"(?<=[>\])]) *[;,]|;" if ";" in text or re.search(_ADDRESS, text) else ","
    every = [part for each in re.split(apart, text) for part in re.split(r"(?:^|\s)and\s", each)]
    parts, found = [part.strip() for part in every if part.strip()], list[str]()
    while parts:
        both = ", ".join(parts[:2]) if apart == "," and len(parts) > 1 else ""
        together = is_named(both, known) if both else []
        found.append(together[0] if together else name_typed(parts[0]))
        parts = parts[2 if together else 1 :]
    if any(name.casefold() == US for name in found):
        raise Usage("“us” stands for all of us; give each person a name.")
    return list(dict.fromkeys(found))


def nearly(name: str, known: Known) -> list[str]:
    """The known people for whose name one hardly differs: more or fewer words, an initial, a letter or two."""
    return [each for each in known if _is_near(words(name), words(each))]


def _is_near(mine: list[str], theirs: list[str]) -> bool:
    """Whether two names are one with more words, or differ in one word that is spelled alike; alone, more alike."""
    few, many = sorted((mine, theirs), key=len)
    if set(few) <= set(many):
        return True
    if len(few) == 1 < len(many) and any(_alike(few[0], word, ALIKE_ALONE) for word in many):
        return True
    if len(few) != len(many):
        return all(any(_begins(word, other) for other in many) for word in few)
    odd = [(one, other) for one, other in zip(mine, theirs, strict=True) if one != other]
    if len(odd) != 1:
        return False
    one, other = odd[0]
    return _begins(one, other) or _alike(one, other, ALIKE if len(few) == 1 else ALIKE_BESIDE)


def _begins(one: str, other: str) -> bool:
    """Whether one is the other, or its first letter."""
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) == 1 and long.startswith(short))


def _alike(one: str, other: str, least: float) -> bool:
    # difflib costs a tenth of a start; only a name that is not known pays for it
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= least
