"""What they have promised, as a page tells it: due by now, missed twice or once, or to come; and its days so far."""

from __future__ import annotations

from datetime import date

from callplan.core.deal.clock import missed_twice
from callplan.core.deal.needs import serves
from callplan.core.deal.promised import brings
from callplan.core.deal.standing import Standing
from callplan.core.deal.state import Promise
from callplan.core.deal.status import status
from callplan.core.deal.verdict import verdict
from callplan.core.hearing import Entered, entered
from callplan.core.map.playbook import Act
from callplan.core.record import Record

OVER = ("done", "waived")
DUE, TWICE, ONCE, TO_COME = "due", "twice", "once", "to-come"


class TheirPromise(Record):
    """A promise of theirs as the page tells it: due by now, missed twice or once, or to come; and its days so far."""

    kind: str
    promise: Promise
    days: tuple[date, ...]


def their_promises(standing: Standing, present: tuple[str, ...]) -> list[TheirPromise]:
    """What they owe: what is due or was missed before what is to come, by day."""
    every = [each for each in standing.deal.promises.values() if standing.deal.side(each.person) != "us"]
    found = [owing for each in every if (owing := _owing(standing, each, present))]
    return sorted(found, key=lambda each: (each.kind == TO_COME, each.promise.due, each.promise.number))


def _owing(standing: Standing, promise: Promise, present: tuple[str, ...]) -> TheirPromise | None:
    if brings(standing.map, promise.step) in {role for name in present for role in standing.deal.roles(name)}:
        return None
    kind = status(standing, promise.step) if promise.step in standing.map.steps else "open"
    if kind in OVER or (kind == "n/a" and standing.on is not None and promise.due < standing.on):
        return None
    if _decided_without(standing, promise):
        return None
    if promise.state == "open":
        kind = DUE if promise.due <= (standing.on or date.max) else TO_COME
        return TheirPromise(kind, promise, (*_missed_before(standing, promise), *promise.misses))
    if promise.state != "missed" or _promised_again(standing, promise):
        return None
    days = (*_missed_before(standing, promise), *promise.misses)
    twice = promise.step in missed_twice(standing) or len(days) > 1
    return TheirPromise(TWICE if twice else ONCE, promise, days)


def _decided_without(standing: Standing, promise: Promise) -> bool:
    """Whether all that an act was promised for has been settled since, so that nobody waits for it any more."""
    if not isinstance(standing.map.steps.get(promise.step), Act):
        return False
    verdicts = [verdict(standing, step) for step in serves(standing, promise.step)]
    words = [found.made or found.declined for found in verdicts]
    return bool(words) and all(word is not None and word.number > promise.number for word in words)


def _same(standing: Standing, promise: Promise) -> list[Promise]:
    """The other promises of the same step by the same person."""
    every = standing.deal.promises.values()
    return [each for each in every if promise.step and (each.step, each.person) == (promise.step, promise.person)]


def _promised_again(standing: Standing, promise: Promise) -> bool:
    """Whether the same step was promised by the same person again, or missed again later, so that one line tells it."""
    later = [each for each in _same(standing, promise) if each.number > promise.number]
    return any(each.state in ("open", "missed", "kept") for each in later)


def _missed_before(standing: Standing, promise: Promise) -> tuple[date, ...]:
    earlier = [each for each in _same(standing, promise) if each.number < promise.number and each.state == "missed"]
    return tuple([day for each in earlier for day in each.misses])


def behind(standing: Standing, promise: Promise) -> tuple[Entered, ...]:
    """The entries that telling a missed promise tells: that it was made, and that it was not kept."""
    missed = [promise, *[each for each in _same(standing, promise) if each.state == "missed"]]
    fates = [each.fate for each in missed if each.fate]
    return (
        *[entered(each) for each in missed],
        *[Entered(fate.number, fate.batch, fate.on, promise.person, proof="did") for fate in fates],
    )
