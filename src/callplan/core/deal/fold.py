"""From a list of events to a deal; folding never fails and knows no date (rules 1-5)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import reduce
from itertools import groupby

from callplan.core.days import NONE_FREE
from callplan.core.deal import decided, promised, said
from callplan.core.deal.fulfilled import settled_with
from callplan.core.deal.marks import amended, spoke
from callplan.core.deal.state import CrmWord, Deal, Fate, HeldCall, Resumption
from callplan.core.entries import Corrected, Dropped, Entry, PersonMended, Renamed, Resumed, live
from callplan.core.events import (
    Amended,
    CalledOff,
    CallTaken,
    Closed,
    Dated,
    Done,
    Held,
    Kept,
    Learned,
    LookedBack,
    Next,
    No,
    Opened,
    Planned,
    SignSeen,
    SubjectNamed,
    Waived,
    Yes,
)  # fmt: skip
from callplan.core.outside import Listed, Noted, Reached, Sent
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.deal.marks import Folds


def fold(entries: tuple[Entry, ...], name: str = "", free: frozenset[date] = NONE_FREE) -> Deal:
    """The deal that these entries tell of; the first must be its opening. `free`: days on which nobody works."""
    told = live(entries)
    opening = told[0].event
    assert isinstance(opening, Opened)
    deal = Deal(name, opening.on, opening.playbook, people={}, past={}, promises={}, concerns={}, added={}, free=free)
    for entry in told:
        deal = folded(deal, entry)
    return deal.but(last=entries[-1].number)


def folded(deal: Deal, entry: Entry) -> Deal:
    """The deal after one more entry; an entry that makes no sense has no effect and is listed."""
    after = _FOLDS[type(entry.event)](deal, entry, entry.event)
    if after is None:
        return deal.but(orphans=(*deal.orphans, entry.number))
    return settled_with(deal, after, entry) if after.promises and type(entry.event) in _SETTLING else after


def around(
    entries: tuple[Entry, ...], batch: int, name: str = "", free: frozenset[date] = NONE_FREE
) -> tuple[Deal, Deal]:
    """The deal before and after one transaction; its map, facts and people count in both (rule 5).

    A later correction counts: what it takes back was in neither (rule 6).
    """
    seen = tuple([entry for entry in live(entries) if entry.batch <= batch])
    before = tuple([entry for entry in seen if entry.batch < batch or entry.event.in_both])
    return fold(before, name, free), fold(seen, name, free)


class Turn(Record):
    """One transaction: its entries that still count, and the deal around it as `around` has it (rule 5)."""

    batch: int
    entries: tuple[Entry, ...]
    before: Deal
    after: Deal

    @property
    def day(self) -> date:
        """The latest day it tells of."""
        return max(entry.event.on for entry in self.entries)


def replay(entries: tuple[Entry, ...], name: str = "", free: frozenset[date] = NONE_FREE) -> Iterator[Turn]:
    """Every transaction in its order, each entry folded once; the first live entry must be the opening."""
    told = live(entries)
    deal = fold(told[:1], name, free)
    for batch, group in groupby(told, key=lambda entry: entry.batch):
        own = tuple(group)
        before = reduce(folded, [entry for entry in own if entry.event.in_both], deal)
        deal = reduce(folded, own, deal)
        yield Turn(batch, own, before, deal)


_SETTLING = frozenset((Yes, No, Waived, Done, Kept, Learned, Held))


def _unchanged(deal: Deal, _: Entry, __: Opened | Corrected | Renamed | Dropped | PersonMended | Noted | Sent) -> Deal:
    return deal


def _listed(deal: Deal, entry: Entry, event: Listed) -> Deal:
    return deal.but(listed=(*deal.listed, CrmWord(event, entry.number)))


def _held(deal: Deal, entry: Entry, event: Held) -> Deal:
    client = any(deal.side(name) == "client" for name in event.people)
    call = HeldCall(event.on, event.people, event.verdict, event.worth, event.shown, entry.number, entry.batch, client)
    deal = promised.come(_turned(deal), event.people, Fate(event.on, entry.number, entry.batch))
    return spoke(deal.but(calls=(*deal.calls, call), planned=None, meeting=None), *event.people)


def _turned(deal: Deal) -> Deal:
    """What the page of a call gone by asked and told is used, and is not asked and told again."""
    asked = deal.planned.asked if deal.planned else ()
    return deal.but(used=deal.used.union(asked)) if asked else deal


def _next(deal: Deal, _: Entry, event: Next) -> Deal:
    """The next call is agreed, with those who have not left."""
    return deal.but(meeting=event.but(people=promised.there(deal, event.people)))


def _planned(deal: Deal, _: Entry, event: Planned) -> Deal:
    """A call with those who have not left; the page of one whose day has gone by was used, told or not."""
    gone_by = deal.planned and deal.planned.call < min(event.on, event.call)
    return (_turned(deal) if gone_by else deal).but(planned=event.but(people=promised.there(deal, event.people)))


def _called_off(deal: Deal, entry: Entry, event: CalledOff) -> Deal | None:
    """No call is waited for any more, or the same one on another day; whoever stayed away has broken a promise."""
    planned = deal.planned if deal.planned and deal.planned.call == event.call else None
    meeting = deal.meeting if deal.meeting and deal.meeting.meeting == event.call else None
    if event.absent:
        deal = promised.stayed_away(deal, entry, event.call, event.absent)
    elif not planned and not meeting:
        return None
    day = event.moved_to
    return deal.but(
        planned=(planned.but(call=day) if day else None) if planned else deal.planned,
        meeting=(meeting.but(meeting=day) if day else None) if meeting else deal.meeting,
    )


def _closed(deal: Deal, _: Entry, event: Closed) -> Deal:
    return deal.but(closed=event)


def _resumed(deal: Deal, entry: Entry, event: Resumed) -> Deal | None:
    """The deal is open again; there is nothing to resume of one that is."""
    begun = Resumption(event.on, entry.number, entry.batch)
    return promised.taken_up_again(deal, entry).but(closed=None, resumed=begun) if deal.closed else None


def _looked_back(deal: Deal, _: Entry, event: LookedBack) -> Deal:
    return deal.but(looked_back=(*deal.looked_back, event))


def _dated(deal: Deal, _: Entry, event: Dated) -> Deal:
    """A person's word of the latest day on when a decision is wanted takes the place of the one before (rule 4)."""
    deal = spoke(deal, *filter(None, (event.person, event.teller)))
    same = [each for each in deal.dated if (each.decision, each.person) == (event.decision, event.person)]
    if any(each.on > event.on for each in same):
        return deal
    return deal.but(dated=(*[each for each in deal.dated if each not in same], event))


def _subject_named(deal: Deal, _: Entry, event: SubjectNamed) -> Deal:
    return deal.but(subject=event.subject)


def _sign_seen(deal: Deal, _: Entry, event: SignSeen) -> Deal | None:
    return deal.but(signs=deal.signs | {event.stage}) if event.stage in deal.playbook.stage else None


def _call_taken(deal: Deal, entry: Entry, event: CallTaken) -> Deal:
    return spoke(deal.but(taken=event, taken_at=entry.number), event.person)


def _reached(deal: Deal, _: Entry, event: Reached) -> Deal | None:
    """An address is one person's: whoever had it before has it no more."""
    if event.person not in deal.people:
        return None
    people = {
        name: each.but(addresses=tuple([other for other in each.addresses if other != event.address]))
        for name, each in deal.people.items()
    }
    contact = people[event.person]
    return deal.but(people=people | {event.person: contact.but(addresses=(*contact.addresses, event.address))})


_FOLDS: Folds = decided.FOLDS | said.FOLDS | promised.FOLDS | {
    Opened: _unchanged, Amended: amended, Resumed: _resumed, SubjectNamed: _subject_named, CallTaken: _call_taken,
    SignSeen: _sign_seen,
    Dated: _dated, Held: _held, Next: _next, Closed: _closed, LookedBack: _looked_back, CalledOff: _called_off,
    Planned: _planned, Corrected: _unchanged, Renamed: _unchanged, Dropped: _unchanged,
    PersonMended: _unchanged, Noted: _unchanged, Reached: _reached, Listed: _listed, Sent: _unchanged,
}  # fmt: skip
