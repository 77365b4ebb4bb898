"""Which deal a meeting of a calendar is about: found by who is invited, by its name or its day, and never guessed."""

from __future__ import annotations

import re
from datetime import date

from callplan.core.agenda.mail_hosts import FREE
from callplan.core.agenda.meeting import NOT_COMING, Guest, Meeting
from callplan.core.person import folded, is_named
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

SHORTEST = 3


class OpenDeal(Record):
    """What a deal is known by: its people with their addresses, and the day of the call it waits for."""

    deal: str
    people: dict[str, tuple[str, ...]]
    call: date | None


class Matched(Record):
    """A meeting, those of its guests who are from outside, and the deals it may be about: one, several or none."""

    meeting: Meeting
    guests: tuple[Guest, ...]
    deals: tuple[str, ...] = ()

    @property
    def coming(self) -> tuple[Guest, ...]:
        """Those who have not declined."""
        return tuple([each for each in self.guests if each.state not in NOT_COMING])


def known_by(deal: str, people: str, call: date | None) -> OpenDeal:
    """A deal with its people as its row keeps them."""
    told = [line.split("\t") for line in people.split("\n") if line]
    return OpenDeal(deal, {name: tuple(addresses) for name, *addresses in told}, call)


def outside(meeting: Meeting, me: Sequence[str]) -> tuple[Guest, ...]:
    """Those invited who are no room, nor we ourselves, nor of our house."""
    ours = {each.rpartition("@")[2] for each in me} - FREE
    return tuple([
        each for each in meeting.guests
        if not each.is_room and each.address not in me and not (each.domain and each.domain in ours)
    ])  # fmt: skip


def matched(
    meetings: Iterable[Meeting], deals: Sequence[OpenDeal], me: Sequence[str], *, names_guests: bool
) -> tuple[Matched, ...]:
    """Every meeting with the deals that it is about, so far as these tell one: the first way that fits.

    Whoever is invited is looked for by address, by the house of it, by name; then the names in the summary. What is
    left is matched by its day, where one meeting of that day is left and one deal that waits for a call.
    """
    found = [_first(Matched(each, outside(each, me)), deals) for each in meetings]
    taken = {name for each in found for name in each.deals}
    return tuple([_by_day(each, found, deals, taken, names_guests=names_guests) for each in found])


def _first(one: Matched, deals: Sequence[OpenDeal]) -> Matched:
    for way in _WAYS:
        if names := way(one, deals):
            waiting = [each.deal for each in deals if each.deal in names and each.call == one.meeting.day]
            return one.but(deals=tuple(waiting if len(waiting) == 1 else names))
    return one


def _by_address(one: Matched, deals: Sequence[OpenDeal]) -> list[str]:
    wanted = {each.address for each in one.guests if each.address}
    return [each.deal for each in deals if any(not wanted.isdisjoint(known) for known in each.people.values())]


def _by_house(one: Matched, deals: Sequence[OpenDeal]) -> list[str]:
    """The one deal in which somebody has an address of the same house."""
    wanted = {each.domain for each in one.guests if each.domain} - FREE
    found = [
        each.deal for each in deals
        if any(address.rpartition("@")[2] in wanted for known in each.people.values() for address in known)
    ]  # fmt: skip
    return found if len(found) == 1 else []


def _by_name(one: Matched, deals: Sequence[OpenDeal]) -> list[str]:
    names = [each.name for each in one.guests if " " in each.name]
    return [each.deal for each in deals if any(is_named(name, dict.fromkeys(each.people, "")) for name in names)]


def _by_summary(one: Matched, deals: Sequence[OpenDeal]) -> list[str]:
    text = f" {_words(one.meeting.summary)} "
    return [each.deal for each in deals if any(f" {name} " in text for name in _names(each))]


def _names(deal: OpenDeal) -> Iterator[str]:
    for name in (deal.deal, *[each for each in deal.people if " " in each]):
        if len(told := _words(name)) >= SHORTEST:
            yield told


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", folded(text)))


_WAYS: tuple[Callable[[Matched, Sequence[OpenDeal]], list[str]], ...] = (_by_address, _by_house, _by_name, _by_summary)


def _by_day(
    one: Matched, every: Sequence[Matched], deals: Sequence[OpenDeal], taken: set[str], *, names_guests: bool
) -> Matched:
    """The deal that waits for a call on that day; where that is not clear all that do, or none if nobody is invited."""

    def is_open(each: Matched) -> bool:
        return not each.deals and not each.meeting.taken_back and bool(each.guests or not names_guests)

    if not is_open(one):
        return one
    day = one.meeting.day
    waiting = [each.deal for each in deals if each.call == day and each.deal not in taken]
    alone = sum(is_open(each) and each.meeting.day == day for each in every) == 1
    return one.but(deals=tuple(waiting)) if (alone and len(waiting) == 1) or (waiting and one.guests) else one
