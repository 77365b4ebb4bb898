"""The one frame for each thing that happened, in a sentence for the rep's eyes."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.deal.story import TakenUp
from callplan.core.happened import (
    DECIDED,
    FACT,
    HEARSAY,
    KEPT,
    MISSED,
    NO,
    PUT_OFF,
    REOPENED,
    UNWRITTEN,
    VOICE,
    WAITING,
    WAIVED,
    Happening,
)  # fmt: skip
from callplan.core.names import Names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


def told(names: Names, happening: Happening) -> str:
    """One thing that happened, in a sentence for the rep's eyes; what we know from others says so."""
    text = _FRAMES[happening.kind](names, happening, names.shorts(happening.people))
    second = any(each.teller or each.proof == "heard" for each in happening.entries)
    return f"From others: {text}" if second else text


def _ending(names: Names, happening: Happening) -> str:
    return f": {names.quote(happening.words)}" if happening.words else ""


def _decided(names: Names, happening: Happening, who: str) -> str:
    """Who decided what, in whose words; of several who said something, each with theirs."""
    said = [entry for entry in happening.entries if entry.words]
    if len({entry.person for entry in said}) < 2 and (not said or len(happening.people) == 1):
        return phrase.sentence(f"{who} {names.yes(happening.id)}{_ending(names, happening)}")
    words = [f"{names.short(entry.person)}: {names.quote(entry.words)}." for entry in said]
    return f"{who} {names.yes(happening.id)}. {' '.join(words)}"


def _to_title(names: Names, happening: Happening, who: str) -> str:
    return f"{who} said yes to {names.title(happening.id)}{_ending(names, happening)}"


def _still(names: Names, happening: Happening) -> str:
    return phrase.joined(list(dict.fromkeys(names.holder(role) for role in happening.roles)))


def _waiting(names: Names, happening: Happening, who: str) -> str:
    missing = missing_for(names, happening)
    return phrase.sentence(f"{_to_title(names, happening, who)}{'; ' if missing else ''}{missing}")


def missing_for(names: Names, happening: Happening) -> str:
    """What keeps a yes from counting: `it's open between Ana and Uwe`, `it still takes Joan`."""
    both = (*happening.people, *happening.against)
    parts = [f"it's open between {names.shorts(both)}"] if happening.against else []
    parts += [f"it still takes {_still(names, happening)}"] if happening.roles else []
    return phrase.joined(parts)


def _reopened(names: Names, happening: Happening, who: str) -> str:
    one, topic = len(happening.people) == 1, names.topic(happening.id)
    story = names.deal.past[happening.id]
    up = next(each for each in story.taken_up if each.word.number == happening.number)
    if up.yes:
        told = f"{who}'s yes to {names.title(happening.id)} no longer stands"
    elif up.noes:
        told = _no_lifted(names, happening, up)
    elif any(yes.person in happening.people for yes in story.yeses):
        told = f"{who} {'is' if one else 'are'} no longer sure {topic}"
    else:
        told = f"{who} want{'s' if one else ''} to look again at {topic}"
    return phrase.sentence(f"{told}{_ending(names, happening)}")


def _no_lifted(names: Names, happening: Happening, up: TakenUp) -> str:
    """Whose no is off the table, by whose word."""
    who, others = names.short(up.word.person), [name for name in up.noes if name != up.word.person]
    noes = phrase.joined([f"{names.short(name)}'s no" for name in others])
    theirs = f"{noes} {'is' if len(others) == 1 else 'are'}"
    if len(others) == len(up.noes):
        return f"{who} wants to look again at {names.topic(happening.id)}, and {theirs} off the table"
    besides = f", and {theirs} off the table too" if others else ""
    return f"{who} no longer says no to {names.title(happening.id)}{besides}"


def _no(names: Names, happening: Happening, who: str) -> str:
    takes = f", but it takes {_still(names, happening)}" if happening.roles else ""
    return phrase.sentence(f"{who} said no to {names.title(happening.id)}{_ending(names, happening)}{takes}")


def _put_off(names: Names, happening: Happening, who: str) -> str:
    title, ending = names.title(happening.id), _ending(names, happening)
    if happening.until is None:
        return phrase.sentence(f"{who} said not yet to {title}, and named no day{ending}")
    until = names.long_day(happening.until)
    if happening.roles:
        takes = _still(names, happening)
        return phrase.sentence(f"{who} wants to put {title} off to {until}{ending}, but it takes {takes}")
    return phrase.sentence(f"{who} put {title} off to {until}{ending}")


def _waived(names: Names, happening: Happening, who: str) -> str:
    takes = f", but it takes {_still(names, happening)}" if happening.roles else ""
    return phrase.sentence(f"{who} can do without {names.title(happening.id)}{_ending(names, happening)}{takes}")


def _fact(names: Names, happening: Happening, who: str) -> str:
    value = names.value(happening.id, happening.value)
    return phrase.sentence(f"{who} on the {names.fact(happening.id)}: {value}, {names.quote(happening.words)}")


def _fate(how: str) -> Callable[[Names, Happening, str], str]:
    return lambda names, happening, who: f"{who} was to {names.deal.promises[happening.id].act}, and {how}."


_FRAMES: dict[str, Callable[[Names, Happening, str], str]] = {
    DECIDED: _decided,
    WAITING: _waiting,
    UNWRITTEN: lambda names, it, who: f"{_to_title(names, it, who)}; get it in writing.",
    HEARSAY: lambda names, it, who: f"{_to_title(names, it, who)}; hear it from {who}.",
    VOICE: lambda names, it, who: f"{_to_title(names, it, who)}, but it takes {_still(names, it)}.",
    REOPENED: _reopened,
    NO: _no,
    PUT_OFF: _put_off,
    WAIVED: _waived,
    KEPT: _fate("did"),
    MISSED: _fate("didn't"),
    FACT: _fact,
}  # fmt: skip
