"""A person's name: as it stands whole, how somebody is called by it, and whom of the people known a name means."""

from __future__ import annotations

import re

from callplan.core import phrase
from callplan.core.text import tidy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Known = Mapping[str, str]

_HONORIFICS = frozenset(
    ("mr", "mrs", "ms", "miss", "mx", "dr", "dra", "prof", "sir", "dame", "lady", "lord", "herr", "frau", "sister",
     "brother", "father", "fr", "rev", "reverend", "judge", "captain", "capt", "major", "col", "lt", "mme", "mlle",
     "madame", "monsieur", "señor", "señora", "signor", "signora", "dipl-ing", "ing")
)  # fmt: skip
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "phd", "md", "mba", "esq", "ph.d", "m.d", "msc", "bsc", "cpa"))
_PLAIN = str.maketrans(dict.fromkeys('.,-‐"“”„()', " ") | dict.fromkeys("’'`", ""))
_GENERATIONS = frozenset(("jr", "sr", "ii", "iii", "iv"))
_PARTICLES = frozenset(
    ("van", "vd", "v.d", "von", "de", "del", "della", "der", "den", "di", "da", "do", "dos", "das", "du", "la", "le",
     "el", "ter", "ten", "te", "op", "zu", "zum", "zur", "vom", "dem", "af", "'t", "’t", "st", "bin", "ibn", "abu")
)  # fmt: skip


def whole_name(person: str) -> str:
    """A name with the given name first: `Marta Lind` of `Lind, Marta`; `Sørensen, Jr.` stays as it is.

    What a company puts behind a whole name is no part of it: `Tom Ash` of `Ash, Tom (IT)`. Behind a single word it is
    what tells one from another, and stays: `Ana (Berlin)`.
    """
    if person.endswith(")") and (beside := re.fullmatch(r"(.*\S\s.*\S)\s*\([^()]*\)", person)):
        person = beside[1]
    last, comma, given = (part.strip() for part in person.partition(","))
    given, mark, letters = (part.strip() for part in given.partition(","))
    if not comma or not given or is_suffix(given):
        return person
    return f"{given} {last}{mark and ', '}{letters}"


def is_suffix(word: str) -> bool:
    """Whether a word stands behind a name and is no part of it: `Jr.`, `PhD`."""
    return _bare(word) in _SUFFIXES


def is_title(word: str) -> bool:
    """Whether a word stands before a name and keeps it formal: `Dr.`, `Frau`."""
    return _bare(word) in _HONORIFICS


def _bare(word: str) -> str:
    return word.rstrip(".,").replace(".-", "-").lower()


def first_name(person: str) -> str:
    """`Marta`; somebody written with a title stays formal: `Dr Lind`, `Prof. Stein`, `Dr. de Vries`.

    What stands in quotation marks is what they are called. A particle or an initial never stands alone: then it is the
    whole name.
    """
    quoted = '"' in person or "“" in person or "„" in person
    if quoted and (nickname := re.search(r"[\"“„]([^\"“”„]*\w[^\"“”„]*)[\"“”]", person)):
        return phrase.held(tidy(nickname[1]))
    words = [word.rstrip(",:;") for word in whole_name(person).split() if not is_suffix(word)]
    titles = [word for word in words if is_title(word)]
    names = [word for word in words if word not in titles and any(map(str.isalnum, word))]
    if not names:
        return " ".join(words) or person
    if titles:
        parts = [place for place, word in enumerate(names[:-1]) if _bare(word) in _PARTICLES]
        return phrase.held(" ".join([*titles, *names[parts[0] if parts else -1 :]]))
    return " ".join(names) if _never_alone(names[0]) else names[0]


def _never_alone(first: str) -> bool:
    """Whether the first word of a name is a particle or an initial."""
    initial = len(first.rstrip(".")) < 2 or ("." in first[:-1] and all(len(part) < 2 for part in first.split(".")))
    return initial or _bare(first) in _PARTICLES


def may_be_called(person: str) -> str:
    """How somebody is likely to be called where their name does not tell; empty where it does.

    An initial or a particle that stands first, a title before a whole name, and capitals throughout tell nothing.
    """
    names = [word for word in whole_name(person).split() if not is_suffix(word) and not is_title(word)]
    called = phrase.loose(first_name(person))
    if '"' in person or "“" in person or not names:
        return ""
    if len(names[0]) > 2 and len(names) > 1 and person.isupper():
        return phrase.capital(called.lower())
    if any(map(is_title, person.split())):
        return called if len(names) > 1 and _bare(names[0]) not in _PARTICLES else ""
    return called if _never_alone(names[0]) else ""


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


def alike(calls: Known) -> frozenset[str]:
    """Those of some people who are not told apart by what each is called: read back, it may mean another."""
    said = {name: (folded(called).split(), words(called), words(name)) for name, called in calls.items()}
    return frozenset([
        name for name, (mine, bare, _) in said.items()
        if any(
            other != name and (mine in (theirs, whole[: len(mine)]) or sorted(bare) == sorted(whole))
            for other, (theirs, _, whole) in said.items()
        )
    ])  # fmt: skip


def is_named(name: str, known: Known) -> list[str]:
    """The known people whose whole name it is, in any spelling and order."""
    return _first(name, known, (_is_written, _is_whole))


def _is_written(name: str, other: str, _: str) -> bool:
    folded, written = tidy(name).casefold(), tidy(other).casefold()
    return folded in (written, written.replace(" ", "-"), whole_name(written))


def _is_whole(name: str, other: str, _: str) -> bool:
    return sorted(words(name)) == sorted(words(other)) and not _are_two(name, other)


def _is_called(name: str, other: str, called: str) -> bool:
    said = folded(name).split()
    short = folded(called or first_name(other)).split()
    return said == short or (words(other)[: len(said)] == said and bool(said))


def _is_part(name: str, other: str, _: str) -> bool:
    said = set(words(name))
    return bool(said) and said <= set(words(other)) and not _are_two(name, other)


def _are_two(name: str, other: str) -> bool:
    """Whether both have titles, and other ones, or one is told apart by age: Mr and Mrs Lind, Bob and Bob Moss Jr."""
    mine, theirs = folded(name).split(), folded(other).split()
    titles, others = ({word for word in each if is_title(word)} for each in (mine, theirs))
    age, theirs_age = ({word for word in each if word in _GENERATIONS} for each in (mine, theirs))
    return bool(titles and others and titles.isdisjoint(others)) or not age <= theirs_age


def words(name: str) -> list[str]:
    """The words of a name that tell one from another: without titles, and what stands behind a name."""
    every = folded(name).split()
    return [word for word in every if not is_title(word) and not is_suffix(word)] or every


def folded(name: str) -> str:
    """A name for comparing: small plain letters, whatever the accents, dots, hyphens and the order."""
    text = whole_name(tidy(name)).casefold()
    if not text.isascii():
        from unicodedata import combining, normalize

        text = "".join([letter for letter in normalize("NFD", text) if not combining(letter)])
    return " ".join(text.translate(_PLAIN).split())
