"""A person's name: as it stands whole, and how somebody is called by it."""

from __future__ import annotations

from callplan.core import phrase

_HONORIFICS = frozenset(
    ("mr", "mrs", "ms", "miss", "mx", "dr", "dra", "prof", "sir", "dame", "lady", "lord", "herr", "frau", "sister",
     "brother", "father", "fr", "rev", "reverend", "judge", "captain", "capt", "major", "col", "lt", "mme", "mlle",
     "madame", "monsieur", "señor", "señora", "signor", "signora", "dipl-ing", "ing")
)  # fmt: skip
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "phd", "md", "mba", "esq", "ph.d", "m.d", "msc", "bsc", "cpa"))
_PARTICLES = frozenset(
    ("van", "von", "de", "del", "della", "der", "den", "di", "da", "do", "dos", "das", "du", "la", "le", "ter", "ten",
     "te", "op", "zu", "zum", "zur", "vom", "dem", "af", "'t", "’t", "st", "bin", "ibn", "abu")
)  # fmt: skip


def whole_name(person: str) -> str:
    """A name with the given name first: `Marta Lind` of `Lind, Marta`; `Sørensen, Jr.` stays as it is."""
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
    return word.rstrip(".,").lower()


def first_name(person: str) -> str:
    """`Marta`; somebody written with a title stays formal: `Dr Lind`, `Prof. Stein`, `Dr. de Vries`.

    A particle or an initial never stands alone: then it is the whole name.
    """
    words = [word.rstrip(",") for word in whole_name(person).split() if not is_suffix(word)]
    titles = [word for word in words if is_title(word)]
    names = [word for word in words if word not in titles]
    if not names:
        return " ".join(words) or person
    if titles:
        parts = [place for place, word in enumerate(names[:-1]) if _bare(word) in _PARTICLES]
        return phrase.held(" ".join([*titles, *names[parts[0] if parts else -1 :]]))
    first = names[0]
    initial = len(first.rstrip(".")) < 2 or ("." in first[:-1] and all(len(part) < 2 for part in first.split(".")))
    return " ".join(names) if initial or _bare(first) in _PARTICLES else first
