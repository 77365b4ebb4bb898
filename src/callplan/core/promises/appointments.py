"""What stands in a calendar beside the promises still to be kept: calls to come, and what is off."""

from __future__ import annotations

from datetime import date, timedelta

from callplan.core import phrase
from callplan.core.call.silence import coming
from callplan.core.deal.deadlines import WANTED, end_of
from callplan.core.deal.facts import limit_of
from callplan.core.deal.fold import fold
from callplan.core.deal.needs import is_ours
from callplan.core.deal.standing import Standing
from callplan.core.entries import drop_of, live
from callplan.core.events import Next, Planned
from callplan.core.ledger import BEFORE, deadline_id
from callplan.core.names import Names
from callplan.core.record import Record
from callplan.core.summary.rows import pledges

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callplan.core.deal.state import Deal
    from callplan.core.entries import Entry

# So long after its day a calendar is told that something is off; by then everybody has looked
KEPT_FOR = timedelta(days=60)


class Appointment(Record):
    """A day in a calendar, known in its deal by an id; `side` is nobody's for a call; `off`: it is cancelled."""

    deal: str
    id: str
    side: str
    on: date
    text: str
    off: bool = False


def appointments(name: str, entries: tuple[Entry, ...], today: date) -> tuple[Appointment, ...]:
    """The next call of a deal, and what was called off, kept, released, done or fell away, and is not long gone.

    Of a dropped deal, all is off.
    """
    deal = fold(entries, name)
    standing, names, dropped = Standing(deal, today), Names(deal, today), drop_of(entries) is not None
    kept = [each.promise for each in pledges(standing, names) if each.state != BEFORE]
    to_keep = frozenset(kept if not dropped else ())
    promised = [_promise(deal, each) for each in deal.promises if each not in to_keep]
    every = [*_call(deal, entries), *promised, *_deadlines(standing, names, to_keep)]
    every = [each.but(off=True) for each in every] if dropped else every
    return tuple([each for each in every if not each.off or today - each.on <= KEPT_FOR])


def _call(deal: Deal, entries: Sequence[Entry]) -> Iterator[Appointment]:
    """The call after those that were held, under one id however often it is moved."""
    id_ = f"call-{len(deal.calls) + 1}"
    planned, agreed = coming(deal) if deal.ending in ("", "won") else (None, None)
    if planned:
        yield Appointment(deal.name, id_, "", planned.call, _with(deal.name, planned.people))
    elif agreed:
        yield Appointment(deal.name, id_, "", agreed.meeting, _with(deal.name, agreed.people))
    elif last := _last_said(deal, entries):
        yield Appointment(deal.name, id_, "", last, _with(deal.name, ()), off=True)


def _is_to_come(event: object) -> bool:
    """Whether an entry tells of a call that may be made."""
    return isinstance(event, Next) or (isinstance(event, Planned) and not event.silent)


def _with(deal: str, people: Sequence[str]) -> str:
    return f"{deal}: call with {phrase.joined(people)}" if people else f"{deal}: call"


def _last_said(deal: Deal, entries: Sequence[Entry]) -> date | None:
    """The day of a call that was to come after the last one held, and does not come any more."""
    held = deal.calls[-1] if deal.calls else None
    said = [entry for entry in live(tuple(entries)) if _is_to_come(entry.event)]
    after = [each for each in said if held is None or each.number > held.number]
    if not after:
        return None
    event = after[-1].event
    return event.meeting if isinstance(event, Next) else event.call if isinstance(event, Planned) else None


def _promise(deal: Deal, id_: str) -> Appointment:
    promise = deal.promises[id_]
    text = f"{deal.name}: {promise.person or 'we'} will {promise.act}"
    return Appointment(deal.name, id_, deal.side(promise.person), promise.due, text, off=True)


def _deadlines(standing: Standing, names: Names, to_keep: frozenset[str]) -> Iterator[Appointment]:
    """The deadlines that run no more; of ours that nobody may let go, the day itself that it is counted back from."""
    for step in standing.map.steps:
        last, id_ = limit_of(standing, step), deadline_id(step)
        if last is None or last.point.id == WANTED:
            continue
        deal, ours, runs = standing.deal.name, is_ours(standing, step), id_ in to_keep
        if not runs:
            text = f"{deal}: {phrase.loose(names.title(step))}"
            yield Appointment(deal, id_, "us" if ours else "client", last.day, text, off=True)
        if (end := end_of(standing, step)) and end != last.day:
            text = f"{deal}: last day to {phrase.loose(names.act(step))}"
            yield Appointment(deal, f"{id_}.end", "us", end, text, off=not runs)
