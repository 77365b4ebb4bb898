"""What a saved invite tells of a call: which meeting it is, whether it was moved, and whom of the deal it names."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.agenda.matching import outside
from callplan.core.agenda.meeting import NOT_COMING, Guest, Meeting, series_of
from callplan.core.interview.grammar import split
from callplan.core.person import meant

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callplan.core.deal.state import Deal


def chosen(meetings: Sequence[Meeting], today: date) -> list[Meeting]:
    """One meeting of each series: the next from today on, else the last; one that was taken back where all were."""
    found: dict[str, Meeting] = {}
    for each in sorted(meetings, key=lambda each: (each.taken_back, each.day)):
        before = found.get(each.uid)
        if before is None or (before.day < today and not each.taken_back):
            found[each.uid] = each
    return list(found.values())


def moved_from(deal: Deal | None, meeting: Meeting) -> date | None:
    """The day on which the call of this invite was planned, where it is another by now."""
    planned = deal.planned if deal else None
    if planned is None or not planned.invite or planned.call == meeting.day:
        return None
    return planned.call if series_of(planned.invite) == series_of(meeting.invite) else None


def named_guests(meeting: Meeting, deal: Deal | None, me: Sequence[str]) -> Iterator[tuple[Guest, str]]:
    """Those from outside who have not declined, each with what the deal calls them, else the calendar; "" for none."""
    people = {each.name: each for each in deal.people.values() if not each.left} if deal else {}
    for guest in outside(meeting, me):
        if guest.state in NOT_COMING:
            continue
        by_address = [name for name, each in people.items() if guest.address and guest.address in each.addresses]
        by_name = meant(guest.name, {name: each.called for name, each in people.items()}) if guest.name else []
        found = by_address or (by_name if len(by_name) == 1 else [])
        yield guest, found[0] if found else guest.name


def called(day: date) -> str:
    """The day of a call as a question names it."""
    return phrase.full_day(day)


def addressed(texts: Sequence[str]) -> dict[str, str]:
    """Whose each address is, as `PERSON:ADDRESS` says it."""
    told = [split("reached", text) for text in texts]
    return {address.lower(): name for name, address in told}


def coming(texts: Sequence[str]) -> tuple[str, ...]:
    """The names of those who come, as `PERSON[:ROLE,ROLE]` says them."""
    return tuple([split("with", text)[0] for text in texts])
