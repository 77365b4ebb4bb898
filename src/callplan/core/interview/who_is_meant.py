"""Whom of the people known a typed name means: the same name in another spelling, a part of it, or one so near it."""

from __future__ import annotations

import re

from callplan.core.person import first_name, is_suffix, is_title, whole_name
from callplan.core.phrase import loose
from callplan.core.text import tidy
from callplan.errors import Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Known = Mapping[str, str]

US = "us"
ALIKE, ALIKE_BESIDE = 0.7, 0.6
_ADDRESS = r"\s*[<(\[][^<>()\[\]]*@[^<>()\[\]]*[>)\]]"
_QUOTED = "\"'“”„;"


def name_typed(text: str) -> str:
    """A name as it is kept: without an e-mail address behind it, the given name first. Raises Usage for none."""
    name = whole_name(tidy(re.sub(_ADDRESS, "", text)).strip(_QUOTED).strip())
    if not name or re.fullmatch(r"\S+@\S+", name):
        raise Usage(f"“{tidy(text)}” is an address; write their name, as in Marta Lind.")
    return name


def names_typed(text: str, known: Known) -> list[str]:
    """The names in a line, with commas or semicolons between them; `Lind, Marta` is one, where she is known."""
    apart = r"(?<=[>\])]) *[;,]|;" if ";" in text or re.search(_ADDRESS, text) else ","
    parts, found = [part.strip() for part in re.split(apart, text) if part.strip()], list[str]()
    while parts:
        both = ", ".join(parts[:2]) if apart == "," and len(parts) > 1 else ""
        together = both and _first(both, known, (_is_written, _is_whole))
        found.append(together[0] if together else name_typed(parts[0]))
        parts = parts[2 if together else 1 :]
    if any(name.casefold() == US for name in found):
        raise Usage("“us” stands for all of us; give each person a name.")
    return list(dict.fromkeys(found))


def meant(name: str, known: Known, *, roughly: bool = True) -> list[str]:
    """The known people whom a name means; of `known`, what each is called where that was said.

    It is their whole name, else what they are called or a beginning of their name, or else, roughly, any words of it.
    """
    return _first(name, known, (_is_written, _is_whole, _is_called, *([_is_part] if roughly else ())))


def _first(name: str, known: Known, ways: Iterable[Callable[[str, str, str], bool]]) -> list[str]:
    for fits in ways:
        if found := [each for each in known if fits(name, each, known[each])]:
            return found
    return []


def nearly(name: str, known: Known) -> list[str]:
    """The known people for whose name one hardly differs: more or fewer words, an initial, a letter or two."""
    return [each for each in known if _is_near(_words(name), _words(each))]


def _is_written(name: str, other: str, _: str) -> bool:
    folded, written = tidy(name).casefold(), tidy(other).casefold()
    return folded in (written, written.replace(" ", "-"), whole_name(written))


def _is_whole(name: str, other: str, _: str) -> bool:
    return sorted(_words(name)) == sorted(_words(other)) and not _differ_in_title(name, other)


def _is_called(name: str, other: str, called: str) -> bool:
    words = folded(name).split()
    short = folded(called or loose(first_name(other))).split()
    return words == short or (_words(other)[: len(words)] == words and bool(words))


def _is_part(name: str, other: str, _: str) -> bool:
    words = set(_words(name))
    return bool(words) and words <= set(_words(other)) and not _differ_in_title(name, other)


def _differ_in_title(name: str, other: str) -> bool:
    """Whether both have titles, and other ones: Mr and Mrs Lind are two."""
    mine, theirs = ({word for word in folded(each).split() if is_title(word)} for each in (name, other))
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _words(name: str) -> list[str]:
    """The words of a name that tell one from another: without titles, and what stands behind a name."""
    every = folded(name).split()
    return [word for word in every if not is_title(word) and not is_suffix(word)] or every


def folded(name: str) -> str:
    """A name for comparing: small plain letters, whatever the accents, dots, hyphens and the order."""
    text = whole_name(tidy(name)).casefold()
    if not text.isascii():
        from unicodedata import combining, normalize

        text = "".join([letter for letter in normalize("NFD", text) if not combining(letter)])
    return " ".join(re.sub(r"[’'`]", "", re.sub(r"[.,\-‐]+", " ", text)).split())


def _is_near(mine: list[str], theirs: list[str]) -> bool:
    """Whether two names are one with more words, or differ in one word that is spelled alike."""
    few, many = sorted((mine, theirs), key=len)
    if set(few) <= set(many):
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
