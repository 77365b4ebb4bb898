"""A call before and after, as the journal gets it: its plan with the rungs, its debrief with the result shown."""

from __future__ import annotations

from callplan import settings
from callplan.cli import deals
from callplan.core.entries import drafted
from callplan.core.events import Held, Planned
from callplan.core.interview.calls import aims
from callplan.core.plan import plan
from callplan.core.plan.supposed import CallFor
from callplan.errors import Busy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from callplan.core.deal.state import Deal
    from callplan.core.entries import Entry
    from callplan.core.events import Event
    from callplan.core.interview.calls import DebriefTold, Prepared
    from callplan.core.plan.model import Plan

TRIES = 5


def planned(
    name: str, known: Deal | None, entries: tuple[Entry, ...], told: Prepared, today: date
) -> tuple[Plan, tuple[Event, ...]]:
    """The plan of a call, and everything its prep writes; nothing to write when nothing is new."""
    deal = known if known and not told.events else deals.folded(drafted(entries, told.events), name)
    target, back_to = aims(deal, told)
    call = CallFor(told.on, told.people, told.minutes, target, back_to)
    page = plan(deal, today, call)
    rungs = (page.rungs.aim, page.rungs.all_the_way, page.rungs.least)
    aim, far, least = [rung.id if rung else "" for rung in rungs]
    event = Planned(today, told.on, told.people, told.minutes, target, aim, far, least, back_to, page.asked)
    before = deal.planned
    if before and not told.events and before.but(on=today) == event:
        return page, ()
    return page, (*told.events, event)


def call_of(event: Planned | None) -> CallFor | None:
    """The call that was planned last and not held yet."""
    return CallFor(event.call, event.people, event.minutes, event.target, event.back_to) if event else None


def held(
    name: str, entries: tuple[Entry, ...], read: Callable[[Deal], DebriefTold]
) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """Write a debrief with the result as it is shown today: every entry of the deal, and notes for the rep.

    When somebody has written in between, the same answers are read again on top of that: what was typed is not lost.
    """
    for _ in range(TRIES - 1):
        try:
            return _held(name, entries, read(deals.folded(entries, name)))
        except Busy:
            entries = deals.journal().entries(name)
    return _held(name, entries, read(deals.folded(entries, name)))


def _held(name: str, entries: tuple[Entry, ...], told: DebriefTold) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    from callplan.core.outcome import outcome

    tried = drafted(entries, told.events)
    result = outcome(tried, tried[-1].batch, name, settings.holidays()).result or ""
    events = [event.but(shown=result) if isinstance(event, Held) else event for event in told.events]
    return deals.record(name, entries, events), (told.note,) if told.note else ()
