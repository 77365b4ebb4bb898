"""What is typed on one line of a debrief, in its parts: who, what they will do or fear, and by when."""

from __future__ import annotations

import re
from datetime import date

from callplan.core import phrase
from callplan.core.interview.grammar import NO_DAY, is_day, needed, our_act, their_act, words
from callplan.core.interview.typed_days import MONTHS, WEEKDAYS
from callplan.core.interview.who_is_meant import US, nearly
from callplan.core.person import first_name
from callplan.core.text import plain, written
from callplan.errors import Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from callplan.core.interview.party import OnCall

    Parts = list[str]

DONE = "done"
WE = (US, "we", "i", "me")
_AND = r"[,;&/+]|\band\b"
_NO_DAY = r"(?i)(.*?)(?:^|,|\s)\s*(?:(?:with )?no (?:day|date)(?: named| yet)?|tb[adc]|(?:by )?-)"
_WILL = r"(?i)(.+?)(?:[’']ll | will | to | [-–—] |, )(.+)"
ONE_PERSON = "A promise is one person’s: write it once for each of them."
_BEFORE_A_DAY = r"(?i)(?:^|,\s*|\s+)(?:by|on)\s+|,\s*"
_LIKE_A_DAY = (
    rf"\d{{1,2}}[./-]\d|\d{{4}}-\d|\d{{1,2}}\w* (?:{'|'.join(MONTHS)})|(?:{'|'.join(MONTHS)})\w* \d"
    rf"|(?:{'|'.join(WEEKDAYS)})(?:s|nes|rs?|ur)?(?:day)?\b"
)
# behind one of these a bare day belongs to what is done, as in “the report for friday”
_OF_THE_ACT = "about after around at before between for from of per since than that till to until versus"


def their_lines(call: OnCall) -> Callable[[str], list[str]]:
    """Reads promises of theirs, semicolons between, each as PERSON:ACT:DATE, empty where the line does not say it."""
    return lambda text: [_their_line(call, part) for each in _apart(text) for part in _apart_by_name(call, each)]


def their_line(call: OnCall) -> Callable[[str], list[str]]:
    """Reads one promise of theirs likewise; a word is needed."""
    return lambda text: [_their_line(call, needed(text))]


def our_lines(call: OnCall) -> Callable[[str], list[str]]:
    """Reads promises of ours, semicolons between, each as :ACT:DATE."""
    return lambda text: [written("", our_act(act), due) for act, due in [_dated(call, part) for part in _apart(text)]]


def parts(line: str) -> tuple[str, str, str]:
    """Who, what and by when of a promise that was read; empty where it is not said."""
    who, act, due, *_ = (*map(plain, re.split(r"(?<!\\):", line)), "", "")
    return who, act, due


def promises_shown(lines: list[str]) -> str:
    """Promises as they would be typed: `Oz Tan: send us the list, by Mon 7 Dec 2026`."""
    return "; ".join([_promise_shown(*parts(line)) for line in lines])


def who_and_when(call: OnCall) -> Callable[[str], Parts]:
    """Reads who does an act of the map, and by when; the day is `done` where it is done already."""

    def read(text: str) -> Parts:
        said = re.sub(r"(?i)^done by (.+)$", rf"\1, {DONE}", words(text))
        for place in [0, *[each.end() for each in re.finditer(r"[\s,:]+", said)]]:
            if found := _day(call, said[place:]):
                return [_person(call, re.sub(r"(?i)(?:[\s,:]|\b(?:by|on)\b)+$", "", said[:place])), found]
        first, _, last = said.partition(",")
        if (found := _day(call, first)) and len(who := call.party.roster.meant(last)) == 1:
            return [who[0], found]
        return [_person(call, said), ""]

    return read


def who_and_when_shown(parts: Parts) -> str:
    """Who and when, as they would be typed."""
    return ", ".join(filter(None, (parts[0], _day_shown(parts[1]))))


def whose_words(call: OnCall) -> Callable[[str], Parts]:
    """Reads somebody's words: whose they are where a known name and a colon stand before them, and the words."""

    def read(text: str) -> Parts:
        head, rest = _at_colon(needed(text))
        found = call.party.roster.meant(head) if rest else []
        return (
            [found[0], rest] if len(found) == 1 else [head, rest] if rest and _like(call, head) else ["", words(text)]
        )

    return read


def words_shown(parts: Parts) -> str:
    """Somebody's words as they would be typed."""
    who, said = parts
    return f"{_escaped(who)}: {said}" if who else said


def example(call: OnCall, act: str) -> str:
    """A promise of theirs as it is typed here: with a name where it takes one."""
    people = call.party.present
    return f"{short(call, people[0])}: {act}, by friday" if len(people) > 1 else f"{act}, by friday"


def short(call: OnCall, name: str) -> str:
    """The shortest name that means this person alone."""
    first = phrase.loose(first_name(name))
    return first if call.party.roster.meant(first) == [name] else name


def _apart(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"(?<!\\);", text) if part.strip()]


def _apart_by_name(call: OnCall, text: str) -> list[str]:
    """One promise each where a known name and a colon stand behind a full stop or a comma, and behind one of those."""
    for mark in re.finditer(r"[.,] +", text):
        head, rest = _at_colon(text[mark.end() :])
        if rest and ":" in text[: mark.start()] and call.party.roster.meant(head):
            return [text[: mark.start()], *_apart_by_name(call, text[mark.end() :])]
    return [text]


def _their_line(call: OnCall, text: str) -> str:
    who, rest = _whose(call, text)
    act, due = _dated(call, rest)
    return written(who, their_act(act), due)


def _whose(call: OnCall, text: str) -> tuple[str, str]:
    """Who stands before a colon, or before will; and the rest. Raises Usage for us, and for several."""
    head, rest = _at_colon(text)
    if rest and (_is_name(call, head) or head.casefold() in WE):
        return _person(call, head), rest
    begun = re.match(_WILL, text)
    if begun and len(found := call.party.roster.meant(begun[1])) == 1:
        if _whose(call, begun[2])[0]:
            raise Usage(ONE_PERSON)
        return found[0], begun[2]
    return "", text


def _at_colon(text: str) -> tuple[str, str]:
    """What stands before the first colon that is not escaped, and after it."""
    head, *rest = re.split(r"(?<!\\):", text, maxsplit=1)
    return _plain(head).strip(), "".join(rest).strip()


def _is_name(call: OnCall, text: str) -> bool:
    """Whether a text before a colon names somebody: who is known, nearly known, or with capitals."""
    known = any(call.party.roster.meant(name) for name in (text, *re.split(_AND, text)))
    return known or _like(call, text) or all(map(_is_capital, text.split()))


def _like(call: OnCall, text: str) -> bool:
    """Whether a text is hardly another than a name, and no longer: it is asked who is meant."""
    return any(len(text.split()) <= len(name.split()) for name in nearly(text, call.party.roster.called))


def _is_capital(word: str) -> bool:
    return word[:1].isalpha() and not word[:1].islower()


def _person(call: OnCall, text: str) -> str:
    """The full name of somebody known, else the name as it was typed, to be asked about. Raises Usage for none."""
    if not text:
        return ""
    if text.casefold() in WE:
        raise Usage("What we will do is told under “we will …”.")
    if len(found := call.party.roster.meant(text)) == 1:
        return found[0]
    several = [each for each in re.split(_AND, text) if each.strip()]
    if not found and len(several) > 1 and all(map(call.party.roster.meant, several)):
        raise Usage(ONE_PERSON)
    if not found and (like := re.search(rf"(?i)(?:^|[\s,:])((?:{_LIKE_A_DAY}).*)$", text)):
        call.day(like[1])
    if not found and not _is_capital(text) and not _like(call, text):
        people = phrase.joined([short(call, name) for name in call.party.everybody()], "or")
        shown = phrase.said_back(text)
        raise Usage(f"{shown} is no day, and nobody known. Write {people or 'a name'}, a day, or both: friday, 3 dec.")
    return text


def _dated(call: OnCall, text: str) -> tuple[str, str]:
    """An act, and the day that is named behind it. Raises Usage for one in doubt, and for what is meant for one."""
    if found := re.fullmatch(_NO_DAY, text):
        return _act(found[1]), NO_DAY
    for each in re.finditer(_BEFORE_A_DAY, text):
        if is_day(text[each.end() :], call.on):
            return _act(text[: each.start()]), call.day(text[each.end() :])
    if like := re.search(rf"(?i)\bby ((?:{_LIKE_A_DAY}).*)$", text):
        call.day(like[1])
    act, day = _bare_day(call, text)
    return _act(act), day


def _bare_day(call: OnCall, text: str) -> tuple[str, str]:
    """An act, and the day that stands behind it with nothing between, as in `send it next friday`."""
    told = text.split()
    places = [place for place in range(1, len(told)) if is_day(" ".join(told[place:]), call.on)]
    if not places or {word.lower() for word in told[places[0] - 1 : places[0] + 1]}.intersection(_OF_THE_ACT.split()):
        return text, ""
    day = " ".join(told[places[0] :])
    if day.lower().removeprefix("the ") in ("sat", "sun", "wed"):
        return text, ""
    try:
        return " ".join(told[: places[0]]), call.day(day)
    except Usage:
        # what lies before the call is no day by which something will be done
        return text, ""


def _act(text: str) -> str:
    said = _plain(text).strip(" ,")
    if not said:
        raise Usage("A word or two of what will be done is needed here, and then the day.")
    return said


def _day(call: OnCall, text: str) -> str:
    """A day as it is kept, also `done` and no day; empty for what is none of them."""
    if text.casefold() in (DONE, f"{DONE} already"):
        return DONE
    if (found := re.fullmatch(_NO_DAY, text)) and not found[1]:
        return NO_DAY
    return call.day(text) if text and is_day(text, call.on) else ""


def _promise_shown(who: str, act: str, due: str) -> str:
    by = f", {'' if due == NO_DAY else 'by '}{_day_shown(due)}" if due else ""
    return words_shown([who, act.replace(";", r"\;") + by])


def _day_shown(due: str) -> str:
    if due in ("", DONE):
        return due
    return "no day" if due == NO_DAY else phrase.loose(phrase.full_day(date.fromisoformat(due)))


def _escaped(name: str) -> str:
    return re.sub(r"[:;]", r"\\\g<0>", name)


def _plain(text: str) -> str:
    return re.sub(r"\\([:;])", r"\1", text)
