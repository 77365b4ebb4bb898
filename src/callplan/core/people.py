"""The people of a deal in a list, and what is mended of how one of them was written down."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.amendment import follows
from callplan.core.deal.fold import fold
from callplan.core.deal.state import Contact, Deal
from callplan.core.entries import PersonMended, drafted
from callplan.core.events import Called
from callplan.core.interview.grammar import TypedDays, fields
from callplan.core.interview.ids import roles
from callplan.core.interview.roster import Roster
from callplan.core.interview.who_is_meant import US
from callplan.core.record import Record
from callplan.core.text import clean
from callplan.errors import Usage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from callplan.core.entries import Entry
    from callplan.core.events import Event
    from callplan.core.plan.briefing import Line


class Person(Record):
    """Somebody in a deal, with the ids of their roles. `calls`: how many they were on."""

    name: str
    roles: tuple[str, ...]
    side: str
    told_by: str
    met: date
    left: date | None
    calls: int
    text: str


class People(Record):
    """Everybody in a deal, those who have left last; and what has just been mended."""

    deal: str
    people: tuple[Person, ...]
    mended: tuple[str, ...]


def people(deal: Deal, today: date, mended: tuple[str, ...] = ()) -> People:
    """The people of a deal."""
    every = sorted(deal.people.values(), key=lambda each: each.left is not None)
    return People(deal.name, tuple([_person(deal, each, today) for each in every]), mended)


def _person(deal: Deal, each: Contact, today: date) -> Person:
    calls = sum(each.name in call.people for call in deal.calls)
    parts = [
        phrase.joined([_title(deal, role) for role in each.roles]) or "no role",
        f"on {phrase.several(calls, 'call')}" if calls else "on no call yet",
        f"told of by {each.told_by}" if each.told_by else "",
        f"left {phrase.long_day(each.left, today)}" if each.left else "",
    ]
    text = phrase.loose(f"{each.name} · {' · '.join(filter(None, parts))}")
    return Person(each.name, each.roles, deal.side(each.name), each.told_by, each.met, each.left, calls, text)


def _title(deal: Deal, role: str) -> str:
    return deal.playbook.role[role].title if role in deal.playbook.role else role


class Mending:
    """What is mended of the people of a deal, one after another; `events` are what has to be written down."""

    def __init__(self, name: str, entries: tuple[Entry, ...], today: date, free: frozenset[date]) -> None:
        self.name = name
        self.entries = entries
        self.today = today
        self.free = free
        self._before = fold(entries, name, free)
        self.events: list[Event] = []

    def rename(self, old: str, new: str) -> None:
        """Somebody has another name. Raises Usage when it is somebody else's."""
        name, roster = " ".join(clean(new).split()), self._roster()
        person = roster.named("rename", old)
        if not name or name.casefold() == US:
            raise Usage(f"--rename: “{name}” is no name for {person}; write their first and last name.")
        if name.casefold() != person.casefold() and (other := _same(name, roster)):
            merge = f'--merge "{person}" "{other}"'
            raise Usage(f"--rename: {other} is known here too; {merge} makes one person of the two.")
        if name == person:
            raise Usage(f"--rename: {person} is called that already.")
        self.events.append(PersonMended(self.today, person, name))

    def merge(self, one: str, other: str) -> None:
        """Two are one person, called as the second is."""
        person, kept = (self._roster().named("merge", name) for name in (one, other))
        if person == kept:
            raise Usage(f"--merge: “{one}” and “{other}” both mean {person}.")
        self.events.append(PersonMended(self.today, person, kept))

    def roles(self, text: str) -> None:
        """Somebody has had these roles from the beginning."""
        said, held = fields("roles", text, "NAME:ROLE,ROLE", 2)
        person = self._roster().named("roles", said)
        self.events.append(PersonMended(self.today, person, person, roles("roles", held, self._deal().playbook)))

    def calls(self, text: str) -> None:
        """Somebody is called so from here on."""
        roster = self._roster()
        roster.as_([text])
        self.events += roster.events()

    def told(self) -> Iterator[str]:
        """What was mended, and what follows from it for the deal."""
        after = self._deal()
        for event in self.events:
            if isinstance(event, Called):
                yield f"{event.person} is called {event.called} from now on."
            if not isinstance(event, PersonMended):
                continue
            if event.person != event.name:
                yield f"{event.person} is {event.name} now, in all that is recorded."
            if event.roles is not None:
                held = phrase.joined([_title(after, role) for role in event.roles]) or "no role"
                yield f"{event.name}: {held}, in all that is recorded."
        if any(event.roles is not None or event.name in self._before.people for event in self._mended()):
            yield from [phrase.loose(line.text) for line in self._lines(after)]

    def _mended(self) -> list[PersonMended]:
        return [event for event in self.events if isinstance(event, PersonMended)]

    def _lines(self, after: Deal) -> list[Line]:
        return [line for line in follows(self._before, after, self.today).lines if line.section == "WHERE"]

    def _deal(self) -> Deal:
        return fold(drafted(self.entries, self.events), self.name, self.free)

    def _roster(self) -> Roster:
        deal = self._deal()
        return Roster(deal, deal.playbook, self.today, TypedDays(self.today))


def _same(name: str, roster: Roster) -> str:
    return next((known for known in roster.known if known.casefold() == name.casefold()), "")
