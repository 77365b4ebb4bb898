"""How what was typed is read: fields between colons, days, proofs, acts, names, values and sums."""

from __future__ import annotations

import re
from datetime import date

from callplan.core import days
from callplan.core.flags import FLAGS
from callplan.core.map.playbook import Fact
from callplan.core.text import clean, did_you_mean, plain
from callplan.errors import Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

PROOFS = ("said", "wrote", "did")
_DATED = r"(?<!\\)@([^@:]*)$"
_AMOUNT = r"(?i)([\d.,_ ]+?)\s*([km]?)"
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


def dated(flag: str, text: str, today: date) -> tuple[str, date | None]:
    """The text without its `@DATE`, and that day; an @ before anything that is not a day belongs to the text."""
    found = re.search(_DATED, text)
    if not found or found.start() == 0 or not days.is_day_like(found[1]):
        return text, None
    return text[: found.start()], day(flag, found[1], today)


def day(flag: str, text: str, today: date) -> date:
    """The day a text names. Raises Usage when it is none."""
    found = days.read(text, today)
    if found is None:
        raise Usage(
            f"--{flag}: “{clean(text)}” is no day. Write 2026-12-03, today, tomorrow, thursday, next thursday, +3d "
            "or 3 dec."
        )
    return found


def day_reader(today: date, earliest: date | None = None) -> Callable[[Any], str]:
    """How a day is read: as a person says it, not before the earliest."""

    def read(text: str) -> str:
        found = days.read(text, today)
        if found is None:
            raise Usage(
                f"“{clean(text).strip()}” is no day. Write 3 dec, thursday, next thursday, tomorrow, +2w or 2026-12-03."
            )
        if earliest and found < earliest:
            raise Usage(f"{found} lies before the call on {earliest}.")
        return found.isoformat()

    return read


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
        raise Usage(f"“{said}” is read back on a later call: write it without “{found[0]}”, as in {instead}.")
    return said


def value(flag: str, text: str, fact: Fact, today: date) -> str | int | float:
    """A fact's value in its own type. Raises Usage when it is none."""
    if fact.depends is not None:
        raise Usage(f"--{flag}: {fact.id} is worked out from other facts; set those.")
    if fact.type == "number":
        return amount(flag, text)
    if fact.type == "date":
        return day(flag, text, today).isoformat()
    if fact.type == "yes-no":
        answer = {"y": "yes", "true": "yes", "n": "no", "false": "no"}.get(text.lower(), text.lower())
        if answer not in ("yes", "no"):
            raise Usage(f"--{flag}: {fact.id} is yes or no, not “{text}”.")
        return answer
    return _choice(flag, text, fact)


def _choice(flag: str, text: str, fact: Fact) -> str:
    if not fact.choices:
        return text
    found = next((choice for choice in fact.choices if choice.casefold() == text.casefold()), None)
    if found is None:
        raise Usage(
            f"--{flag}: {fact.id} is one of {', '.join(fact.choices)}, not “{text}”.{did_you_mean(text, fact.choices)}"
        )
    return found


def amount(flag: str, text: str) -> int | float:
    """A number as people write it: 84000, 84,000, 84k, 1.5m."""
    found = re.fullmatch(_AMOUNT, text.strip())
    plain = re.sub(r"[,_ ](?=\d{3}(\D|$))", "", found[1]) if found else ""
    if not found or not re.fullmatch(r"\d+(\.\d+)?", plain):
        raise Usage(f"--{flag}: “{text}” is no number. Write 84000, 84k or 1.5m.")
    number = float(plain) * {"": 1, "k": 1_000, "m": 1_000_000}[found[2].lower()]
    return int(number) if number.is_integer() else number


def length(text: object) -> int:
    """A call's length in minutes; 0 when none is given."""
    if text is None or text == "":
        return 0
    try:
        found = int(str(text))
    except ValueError:
        found = 0
    if not 0 < found <= 24 * 60:
        raise Usage(f"--minutes: “{text}” is no length of a call; write 30 or 45.")
    return found


def words(text: str) -> str:
    """A line as it was typed, cleaned; it may be empty."""
    return clean(text).strip()


def needed(text: str) -> str:
    """A line that must say something."""
    if not words(text):
        raise Usage("A word or two is needed here.")
    return words(text)


def some(picked: list[str]) -> list[str]:
    """A choice of at least one."""
    if not picked:
        raise Usage("Tick at least one of them.")
    return picked


def names(text: str) -> list[str]:
    """The names in a line, commas between them."""
    found = [words(name) for name in text.split(",") if words(name)]
    if any(name.casefold() == "us" for name in found):
        raise Usage("“us” stands for all of us; give each person a name.")
    return list(dict.fromkeys(found))
