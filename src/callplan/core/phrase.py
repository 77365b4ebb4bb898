"""How names, lists, numbers and days are said; the only letter ever changed is a sentence's first."""

from __future__ import annotations

from datetime import date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

HARD_SPACE = "\u00a0"
THREE_MONTHS, TEN_MONTHS = 92, 304
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_HONORIFICS = frozenset(
    (
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "prof",
        "sir",
        "dame",
        "lady",
        "lord",
        "herr",
        "frau",
        "sister",
        "brother",
        "father",
        "fr",
        "rev",
        "reverend",
        "judge",
        "captain",
        "capt",
        "major",
        "col",
        "lt",
    )
)
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "phd", "md", "mba", "esq"))
_PARTICLES = frozenset(
    ("van", "von", "de", "del", "della", "der", "den", "di", "da", "dos", "du", "la", "le", "ter", "zu")
)
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def held(text: str) -> str:
    """The text with spaces at which no line may break."""
    return text.replace(" ", HARD_SPACE)


def loose(text: str) -> str:
    """The text with plain spaces, for where nothing is laid out."""
    return text.replace(HARD_SPACE, " ")


def short_day(day: date, today: date) -> str:
    """`3 Dec`; with the year where it could be taken for another's: over ten months ahead, over three back."""
    near = day.year == today.year or -THREE_MONTHS < (day - today).days < TEN_MONTHS
    year = "" if near else f" {day.year}"
    return held(f"{day.day} {_MONTHS[day.month - 1]}{year}")


def long_day(day: date, today: date) -> str:
    """`Thu 3 Dec`."""
    return held(f"{_WEEKDAYS[day.weekday()]} ") + short_day(day, today)


def full_day(day: date) -> str:
    """`Thu 3 Dec 2026`, for headers."""
    return held(f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}")


def number(count: float) -> str:
    """One to nine in words, else figures with separators."""
    if isinstance(count, int) and 0 < count < 10:
        return _NUMBERS[count]
    return f"{count:,}"


def several(count: int, one: str, many: str = "") -> str:
    """`one stage`, `two stages`, `12 stages`."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def spoken(name: str) -> str:
    """An id as words: `board day`."""
    return name.replace("-", " ")


def shortened(every: Sequence[str], most: int = 3) -> str:
    """Several things in one breath, so many at most: `a, b, c and two more`."""
    rest = [f"{number(len(every) - most)} more"] if len(every) > most else []
    return joined([*every[:most], *rest])


def whole_name(person: str) -> str:
    """A name with the given name first: `Marta Lind` of `Lind, Marta`; `Sørensen, Jr.` stays as it is."""
    last, comma, given = (part.strip() for part in person.partition(","))
    return f"{given} {last}" if comma and given and given.rstrip(".").lower() not in _SUFFIXES else person


def first_name(person: str) -> str:
    """`Marta`; somebody written with a title stays formal: `Dr Lind`, `Prof. Stein`.

    A particle or an initial never stands alone: then it is the whole name.
    """
    whole = whole_name(person)
    words = [word.rstrip(",") for word in whole.split() if word.rstrip(".").lower() not in _SUFFIXES]
    titles = [word for word in words if word.rstrip(".").lower() in _HONORIFICS]
    if titles and words[-1] not in titles:
        return held(" ".join([*titles, words[-1]]))
    first = words[0] if words else person
    alone = first.lower() in _PARTICLES or len(first.rstrip(".")) < 2
    return whole if alone and len(words) > 1 else first


def joined(parts: Sequence[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def capital(sentence: str) -> str:
    """The sentence with its first letter raised."""
    return sentence[:1].upper() + sentence[1:]


def quoted(words: str) -> str:
    """Somebody's own words, in quotation marks."""
    return f"“{words}”"


def typed(name: str) -> str:
    """A deal's name as it is typed in a command line: in quotation marks where it would fall apart or run."""
    if all(letter.isalnum() or letter in "-_." for letter in name):
        return held(f"-- {name}" if name.startswith("-") else name)
    if any(letter in name for letter in '"$`\\!'):
        return held("'" + name.replace("'", "'\"'\"'") + "'")
    return held(f'"{name}"')


def command(verb: str, name: str) -> str:
    """A command of callplan on a deal, as it is typed."""
    return held(f"callplan {verb} ") + typed(name)


def sentence(words: str) -> str:
    """The words with one full stop at their end, unless they end in a mark of their own."""
    return words if words.endswith((".", "!", "?", "…", ".”", "?”", "!”")) else f"{words}."
