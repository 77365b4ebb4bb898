"""How what was typed is read: fields between colons, days, proofs, acts, names, values and sums."""

from __future__ import annotations

import re
from datetime import date

from callplan.core import phrase
from callplan.core.flags import FLAGS
from callplan.core.interview import typed_sums
from callplan.core.interview.typed_days import DoubtfulDay, is_like, read
from callplan.core.map.playbook import Fact
from callplan.core.text import clean, did_you_mean, plain, tidy
from callplan.errors import Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

NO_DAY = "-"
PROOFS = ("said", "wrote", "did")
_DATED = r"(?<!\\)@([^@:]*)$"
_HOUR = r"(?i)(?:,|\bat)?\s*\b(\d{1,2}(?:[:.]\d\d(?:\s?[ap]m)?|\s?[ap]m))(?!\S)(?!\.)\s*$"
_ISO = r"\d{4}-\d{2}-\d{2}"
_NOT_THEIRS = r"\b(?:yours?|you|me|my|mine)\b|^You\w*"
_NOT_OURS = r"\b(?:me|my|mine)\b"
_OPENING = r"(?i)(?:(?:I|we|they|he|she)(?:'ll|’ll| will)|to|will)\s+"


def fields(flag: str, text: str, shape: str, least: int) -> list[str]:
    """The fields of a flag's text, cleaned and unescaped; empty where left out. `shape` is what a refusal shows."""
    parts = [plain(part) for part in re.split(r"(?<!\\):", text)]
    most = shape.count(":") + 1
    if len(parts) > most or any(not part for part in parts[:least]) or len(parts) < least:
        many = len(parts) > most
        hint = r" A colon inside a field is written \:." if many else ""
        raise Usage(f"--{flag} {clean(text)}: it is written {shape}.{hint}")
    return [*parts, *[""] * (most - len(parts))]


def split(key: str, text: str) -> list[str]:
    """The fields of a flag's text, as its row says it is written; the only one is taken as it stands."""
    flag = FLAGS[key]
    return fields(key, text, flag.shape, flag.least) if ":" in flag.shape else [text]


class TypedDays:
    """Reads the days of one line, and remembers those that were not typed in full, to say them back."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.taken: dict[str, date] = {}

    def ahead(self, flag: str, text: str, base: date | None = None) -> date:
        """A day that is to come, counted from today or from the day of the call. Raises Usage when it is none."""
        return self._taken(text, _read(f"--{flag}: ", text, base or self.today))

    def behind(self, flag: str, text: str) -> date:
        """A day on which something has happened. Raises Usage when it is none, or has not come yet."""
        found = _read(f"--{flag}: ", text, self.today, behind=True)
        if found > self.today:
            raise Usage(f"--{flag}: {_weekday_and_year(found, self.today)} has not come yet; give a day gone by.")
        return self._taken(text, found)

    def dated(self, flag: str, text: str) -> tuple[str, date | None]:
        """The text without its `@DATE`, and that day; an @ before anything that is not a day belongs to the text."""
        found = re.search(_DATED, text)
        if not found or found.start() == 0 or not (is_day(found[1], self.today) or is_like(found[1])):
            return text, None
        return text[: found.start()], self.behind(flag, found[1])

    def _taken(self, text: str, day: date) -> date:
        if not re.fullmatch(_ISO, text.strip()):
            self.taken[clean(text).strip()] = day
        return day

    def said_back(self) -> str:
        """`“friday” is Fri 4 Dec, “26 nov” is Thu 26 Nov.`, with the year where it is another; "" where none was."""
        told = [f"“{text}” is {_weekday_and_year(day, self.today)}" for text, day in self.taken.items()]
        return f"{', '.join(told)}." if told else ""


def _weekday_and_year(day: date, today: date) -> str:
    """`Fri 4 Dec`; with the year where it is another."""
    return phrase.loose(phrase.long_day(day, today) if day.year == today.year else phrase.full_day(day))


def is_day(text: str, base: date) -> bool:
    """Whether a text is a day, be it one in doubt."""
    try:
        return read(text, base) is not None
    except DoubtfulDay:
        return True


def _read(before: str, text: str, base: date, *, behind: bool = False) -> date:
    """The day a text means. Raises Usage, that begins with what stands before it, when it is none or in doubt."""
    try:
        found = read(text, base, behind=behind)
    except DoubtfulDay as doubt:
        raise Usage(f"{before}{phrase.said_back(clean(text))} {doubt}.") from None
    if found is None:
        like = "26 nov, last thursday, yesterday" if behind else "3 dec, friday, next thursday, in two weeks"
        if not before and not words(text):
            raise Usage(f"Type a day, such as {like} or {base}.")
        raise Usage(f"{before}{phrase.said_back(clean(text))} is no day. Write {like} or {base}.")
    return found


def day_reader(base: date, earliest: date | None = None, *, behind: bool = False) -> Callable[[Any], str]:
    """How a day is read at a terminal: counted from `base`, not before the earliest, or not after `base`."""

    def read_one(text: str) -> str:
        found = _read("", text, base, behind=behind)
        if earliest and found < earliest:
            raise Usage(f"{_weekday_and_year(found, base)} lies before the call on {earliest}.")
        if behind and found > base:
            raise Usage(f"{_weekday_and_year(found, base)} has not come yet.")
        return found.isoformat()

    return read_one


def timed(text: str) -> tuple[str, str]:
    """A day as it was typed, without the hour behind it; and that hour, "" for none."""
    found = re.search(_HOUR, text)
    return (text[: found.start()].rstrip(" ,"), found[1]) if found and found.start() else (text, "")


def with_its_hour(parts: list[str]) -> str:
    """A day and its hour, as they are shown: `Thu 3 Dec 2026 10am`."""
    return f"{phrase.loose(phrase.full_day(date.fromisoformat(parts[0])))} {parts[1]}"


def hour_kept(base: date) -> Callable[[Any], Any]:
    """How a day to come is read at a terminal where an hour may stand behind it: both, or the day alone."""
    day = day_reader(base)

    def read_both(text: str) -> str | list[str]:
        typed, hour = timed(text)
        return [day(typed), hour] if hour else day(text)

    return read_both


def proof(flag: str, text: str) -> tuple[str, str]:
    """The proof a text names, and who told us when it is heard=TELLER; else it is said, wrote or did, empty said."""
    rung, _, teller = text.partition("=")
    rung = rung.strip().lower()
    if rung == "heard" and teller.strip():
        return rung, teller.strip()
    if rung == "heard":
        raise Usage(f"--{flag}: who told you? Write heard=TELLER.")
    if rung and rung not in PROOFS:
        raise Usage(
            f"--{flag}: “{text}” is no proof. It is said, wrote, did or heard=TELLER.{did_you_mean(rung, PROOFS)}"
        )
    return rung or "said", ""


def act(text: str) -> str:
    """What somebody promised, fitted to `They will ___`: without a leading to, will or I'll, capital and full stop."""
    said = (re.sub(_OPENING, "", text, count=1) if re.match(_OPENING, text) else text).rstrip(" .!")
    return said if said[1:2].isupper() else said[:1].lower() + said[1:]


def their_act(text: str) -> str:
    """What somebody of theirs promised. Raises Usage for a word that would mean somebody else where it is read."""
    return _without(_NOT_THEIRS, act(text), "“send us the list” or “ask the board”")


def our_act(text: str) -> str:
    """What we promised. Raises Usage likewise; it is said to them, so that “you” is theirs."""
    return _without(_NOT_OURS, act(text), "“send our notes” or “send you the price”")


def _without(words: str, said: str, instead: str) -> str:
    found = re.search(words, said)
    if found:
        shown = phrase.said_back(said)
        raise Usage(f"{shown} is read back on a later call: write it without “{found[0]}”, as in {instead}.")
    return said


def value(flag: str, text: str, fact: Fact, day: Callable[[str, str], date]) -> str | int | float:
    """A fact's value in its own type; `day` reads one that is a day. Raises Usage when it is none."""
    if fact.depends is not None:
        raise Usage(f"--{flag}: {fact.id} is worked out from other facts; set those.")
    if fact.type == "number":
        return amount(flag, text, fact.unit)
    if fact.type == "date":
        return day(flag, text).isoformat()
    if fact.type == "yes-no":
        answer = {"y": "yes", "true": "yes", "n": "no", "false": "no"}.get(text.lower(), text.lower())
        if answer not in ("yes", "no"):
            raise Usage(f"--{flag}: {fact.id} is yes or no, not {phrase.said_back(text)}.")
        return answer
    return _choice(flag, text, fact)


def _choice(flag: str, text: str, fact: Fact) -> str:
    if not fact.choices:
        return text
    found = next((choice for choice in fact.choices if choice.casefold() == text.casefold()), None)
    if found is None:
        raise Usage(
            f"--{flag}: {fact.id} is one of {', '.join(fact.choices)}, not {phrase.said_back(text)}."
            f"{did_you_mean(text, fact.choices)}"
        )
    return found


def amount(flag: str, text: str, unit: str = "") -> int | float:
    """A number as people write it: 84000, 84k, about 1.5m, €120k. Raises Usage when it is none, or may be two."""
    try:
        found = typed_sums.read(text, unit)
    except typed_sums.DoubtfulSum as doubt:
        raise Usage(f"--{flag}: {phrase.said_back(clean(text))} {doubt}.") from None
    if found is None:
        raise Usage(f"--{flag}: {phrase.said_back(clean(text))} is no number. Write 84000, 84k or 1.5m.")
    return found


def length(text: object) -> int:
    """A call's length in minutes; 0 when none is given."""
    if text is None or text == "":
        return 0
    try:
        found = int(str(text))
    except ValueError:
        found = 0
    if not 0 < found <= 24 * 60:
        raise Usage(f"--minutes: {phrase.said_back(str(text))} is no length of a call; write 30 or 45.")
    return found


def words(text: str) -> str:
    """A line as it was typed, cleaned; it may be empty."""
    return tidy(text)


def needed(text: str) -> str:
    """A line that must say something."""
    if not words(text):
        raise Usage("Type a word or two.")
    return words(text)


def some(picked: list[str]) -> list[str]:
    """A choice of at least one."""
    if not picked:
        raise Usage("Choose at least one of them.")
    return picked


def names(text: str) -> list[str]:
    """The names in a line, commas between them."""
    found = [words(name) for name in text.split(",") if words(name)]
    if any(name.casefold() == "us" for name in found):
        raise Usage("“us” stands for all of us; give each person a name.")
    return list(dict.fromkeys(found))
