"""A reply on the desk: whose it is, of which deal and day; and the events that a reading of it would record."""

from __future__ import annotations

import re
from datetime import date

from callplan.core.deal.standing import Standing
from callplan.core.entries import drafted, live, ordered
from callplan.core.entry_in_words import teller
from callplan.core.events import Event, Met
from callplan.core.interview.ids import NEW
from callplan.core.interview.party import NONE, Party
from callplan.core.interview.question import every
from callplan.core.interview.recorded import FlagReader
from callplan.core.interview.which_call import called_off
from callplan.core.outside import Noted
from callplan.core.record import Record
from callplan.core.text import plain, written

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from callplan.core.deal.state import Deal
    from callplan.core.entries import Entry
    from callplan.core.interview.question import Answers

NOTED, MOVED = "noted", "call-moved"
ALONE = (MOVED, "next")
_OF_A_DECISION = ("Yes", "No", "Deferred", "Reopened", "Waived")
# two that differ in nothing else say the same
_BESIDE = ("on", "promise", "words", "reason", "label", "undated")


class Reading(Record):
    """One thing that a line may tell, as a text under the key of a flag."""

    key: str
    text: str


class ReplyDesk:
    """A reply of somebody, of a day; `person` are those whom flags or answers have added."""

    def __init__(
        self, deal: Deal, entries: tuple[Entry, ...], name: str, on: date, today: date, met: Iterable[str] = ()
    ) -> None:
        self.deal = deal
        self.entries = entries
        self.name = name
        self.on = on
        self.today = max(on, today)
        self.met = list(met)
        self.standing = Standing(deal, self.today)
        self.party = Party(deal, deal.playbook, {"person": self.met}, self.today)
        self.roster = self.party.roster

    def events(self, answers: Answers) -> list[Event]:
        """What answers come to. Raises Refusal for what cannot be."""
        flags = {key: value for key, value in answers.items() if key not in (NOTED, MOVED)}
        people = [*self.met, *[each for each in every(answers, "person") if each not in self.met]]
        reader = FlagReader(self.deal, self.deal.playbook, {**flags, "person": people}, self.on, self.today)
        found = reader.without_a_call()
        moved = called_off(self.deal, answers, self.on) if answers.get(MOVED) else None
        notes = [Noted(self.on, self.on, text, self.name) for text in every(answers, NOTED)]
        return ordered([*found, *([moved] if moved else []), *notes])

    def met_now(self, names: Iterable[str]) -> list[Reading]:
        """That people are new, and told of by whoever wrote; the part they play is not known yet."""
        near = {name: self.roster.doubt(written(name, NONE))[1] for name in names}
        return [Reading("person", written(name, f"{NONE},{NEW}" if near[name] else NONE, self.name)) for name in near]

    def told(self, events: list[Event]) -> list[str]:
        """Events in the words of the log."""
        entries = drafted(self.entries, events)
        in_words = teller(entries)
        return [re.sub(r"^p\d+: ", "", in_words(entry)) for entry in entries[len(self.entries) :]]

    def new(self, readings: Iterable[Reading]) -> list[Event]:
        """The events of readings that do not stand in the deal already. Raises Refusal for what cannot be."""
        known = [each for each in self.events({}) if isinstance(each, Met)]
        return [each for each in self.events(answers_of(readings)) if each not in known and not self.stands(each)]

    def stands(self, event: Event) -> bool:
        """Whether the deal has an event already, and nothing that was said since took it back."""
        same: list[bool] = [_same(each.event, event) for each in live(self.entries) if _is_about(each.event, event)]
        return bool(same) and same[-1]


def answers_of(readings: Iterable[Reading]) -> Answers:
    """Readings as answers under the keys of the flags."""
    found: Answers = {}
    for each in readings:
        if each.key in ALONE:
            found[each.key] = each.text
        else:
            found.setdefault(each.key, []).append(each.text)
    return found


def person_in(text: str) -> str:
    """The name in a text of `--person`."""
    return plain(re.split(r"(?<!\\):", text)[0])


def _is_about(one: Event, other: Event) -> bool:
    """Whether one event may take the place of another: of one kind, or both of one decision and one person."""
    if type(one).__name__ in _OF_A_DECISION and type(other).__name__ in _OF_A_DECISION:
        same = getattr(one, "decision", "") == getattr(other, "decision", "")
        whose = getattr(one, "person", "") == getattr(other, "person", "")
        return same and (whose or type(one).__name__ == "Reopened")
    return type(one) is type(other) and all(
        getattr(one, key, None) == getattr(other, key, None) for key in ("person", "decision", "act", "text", "fact")
    )


def _same(one: Event, other: Event) -> bool:
    if type(one) is not type(other):
        return False
    return all(value == getattr(other, name) for name, value in vars(one).items() if name not in _BESIDE)
