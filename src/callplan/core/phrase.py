"""How names, lists, numbers and days are said, and what has to be known of words to fit them into a sentence."""

from __future__ import annotations

from datetime import date

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

HARD_SPACE = "\u00a0"
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def held(text: str) -> str:
    """The text with spaces at which no line may break."""
    return text.replace(" ", HARD_SPACE)


def loose(text: str) -> str:
    """The text with plain spaces, for where nothing is laid out."""
    return text.replace(HARD_SPACE, " ")


def short_day(day: date, today: date) -> str:
    """`3 Dec`; a day of another year than today's carries it: `4 Jan 2027`."""
    year = "" if day.year == today.year else f" {day.year}"
    return held(f"{day.day} {_MONTHS[day.month - 1]}{year}")


def stretch(first: date, last: date, today: date) -> str:
    """`7 Jan–13 Jan 2027`; the year of a stretch that begins in another one stands at both ends."""
    begun = last if first.year == last.year else today
    told = "" if first == last else f"{short_day(first, begun)}–"
    return f"{told}{short_day(last, today)}"


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
    """Several things in one breath, so many at most: `a, b, c and two more`; one more is as soon said as counted."""
    if len(every) == most + 1:
        return joined(every)
    rest = [f"{number(len(every) - most)} more"] if len(every) > most else []
    return joined([*every[:most], *rest])


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
    """A name as it is typed in a command line: in quotation marks where it would fall apart, run, or be an option."""
    if name.startswith("-"):
        # a blank before it is not kept, and makes it a name
        name = f" {name}"
    elif name and all(letter.isalnum() or letter in "-_./" for letter in name):
        return held(name)
    if any(letter in name for letter in '"$`\\!'):
        return held("'" + name.replace("'", "'\"'\"'") + "'")
    return held(f'"{name}"')


def command(verb: str, name: str) -> str:
    """A command of callplan on a deal, as it is typed."""
    return held(f"callplan {verb} ") + typed(name)


def sentence(words: str) -> str:
    """The words with one full stop at their end, unless they end in a mark of their own."""
    return words if words.endswith((".", "!", "?", "…", ".”", "?”", "!”")) else f"{words}."


MOST_WORDS = 25
_INSIDE = str.maketrans('“”"', "‘’'")
_THEM = frozenset(("they", "them", "their", "theirs", "they're", "they've", "themselves"))
_SELF = frozenset(("i", "we", "us", "my", "our", "ours", "me", "mine", "i'm", "we're", "i've", "we've", "i'd", "we'd"))
_HE_OR_SHE = frozenset(("he", "him", "his", "he's", "she", "her", "hers", "she's"))
_HANDS_OVER = frozenset(("send", "bring", "get", "give"))
_ARTICLES = ("the ", "their ", "our ", "a ", "an ", "one of ", "somebody ")
_DEPARTMENTS = frozenset(
    ("legal", "security", "purchasing", "procurement", "finance", "hr", "it", "operations", "compliance", "marketing",
     "engineering", "sales", "accounting", "logistics", "quality", "production", "management")
)  # fmt: skip


def _words(text: str) -> list[str]:
    return [word.strip('.,;:!?“”‘’"()').lower() for word in text.split()]


def has_any(text: str, words: Iterable[str]) -> bool:
    """Whether one of some words stands in a text."""
    return not frozenset(words).isdisjoint(_words(text))


def speaks_of_them(text: str) -> bool:
    """Whether a text speaks of the client in the third person, so that it cannot be said to them."""
    return has_any(text, _THEM)


def turns_round(text: str) -> bool:
    """Whether a text speaks of people without their names, so that said to them it means somebody else."""
    return has_any(text, _SELF | _THEM | _HE_OR_SHE)


def names_us(act: str) -> bool:
    """Whether an act of theirs is done to us: `send us the figures`."""
    return has_any(act, ("us",))


def hands_over(act: str) -> bool:
    """Whether an act hands something over, so that they will have it: `send the price`."""
    return act.split(" ", 1)[0].lower() in _HANDS_OVER


def has_comma(text: str) -> bool:
    """Whether a day after a text would be read as part of it: after a comma, or a clause of its own."""
    return "," in text or has_any(text, ("that", "which", "who"))


def with_day(who: str, verb: str, act: str, by: str) -> str:
    """`Fay was to count the users by 2 Dec`; an act with a comma has one more before its day."""
    return f"{who} {verb} to {act}{',' if has_comma(act) else ''} by {by}"


def asks_whether(topic: str) -> bool:
    """Whether a topic is answered by yes or no."""
    return topic.startswith("whether ")


def has_choice(topic: str) -> bool:
    """Whether a topic names both answers: `whether to buy or build`."""
    return has_any(topic, ("or",))


def call_with(called: str) -> str:
    """What is to come where somebody has yet to be heard."""
    return f"a call with {called}"


def with_article(title: str) -> str:
    """A role's title as its holder is called: `somebody from legal`, `the budget owner`, `their lawyer`."""
    lowered = title if title[1:2].isupper() else title[:1].lower() + title[1:]
    if lowered.lower() in _DEPARTMENTS:
        return f"somebody from {title if title.isupper() else lowered}"
    return lowered if lowered.startswith(_ARTICLES) else f"the {lowered}"


def names_one(called: str) -> bool:
    """Whether what somebody is called names one person, who can be asked for: `the director`."""
    return called.startswith("the ")


def is_currency(unit: str) -> bool:
    """Whether a unit is one of money, before which a number stands in figures: `EUR`, `£`."""
    return unit.isupper() or not unit.isalnum()


def bare(subject: str) -> str:
    """What is sold without its article: `shift planner`."""
    return subject.removeprefix("the ").removeprefix("The ")


def said_back(typed: str) -> str:
    """What was typed, in quotation marks; of a long text its first words."""
    told = typed.split()
    return quoted(" ".join(told[:MOST_WORDS]) + "…" if len(told) > MOST_WORDS else typed.strip())


def excerpt(words: str) -> str:
    """The first of somebody's words, as many as a page has room for; without a full stop at their end.

    What they quoted themselves stands in single marks, since the whole stands in double ones.
    """
    told = words.translate(_INSIDE).split()
    if len(told) > MOST_WORDS:
        return " ".join(told[:MOST_WORDS]) + "…"
    return " ".join(told).removesuffix(".")
