"""What events about people, facts, promises and concerns do to a deal; None when one makes no sense (rule 3)."""

from __future__ import annotations

from callplan.core.deal.change import keep, spoke, story_of, with_promise, word_of
from callplan.core.deal.marks import unsettled_by_leaving
from callplan.core.deal.state import Claim, Contact, Deal, Fate, Miss, Promise, Worry
from callplan.core.entries import Entry
from callplan.core.events import (
    Answered,
    Kept,
    Learned,
    Left,
    Met,
    Missed,
    Moved,
    Promised,
    Raised,
    Released,
)  # fmt: skip
from callplan.core.playbook import Act


def met(deal: Deal, entry: Entry, event: Met) -> Deal:
    """Somebody is known, with these roles from now on."""
    old = deal.people.get(event.person)
    new = Contact(event.person, event.roles, event.told_by, event.on, None, bool(old and old.spoke), entry.number)
    return spoke(deal.but(people=deal.people | {event.person: new}), event.told_by)


def left(deal: Deal, entry: Entry, event: Left) -> Deal | None:
    """Somebody has left; what only they had said falls with them (rule 21)."""
    contact = deal.people.get(event.person)
    if contact is None or contact.left:
        return None
    after = deal.but(people=deal.people | {event.person: contact.but(left=event.on)})
    return unsettled_by_leaving(deal, after, event.person, entry)


def learned(deal: Deal, entry: Entry, event: Learned) -> Deal | None:
    """A word on a fact."""
    if event.fact not in deal.playbook.fact:
        return None
    claim = Claim(
        event.fact,
        event.value,
        event.person,
        event.proof,
        event.paper,
        event.teller,
        event.on,
        entry.number,
        event.words,
        entry.batch,
    )
    return spoke(deal.but(claims=(*deal.claims, claim)), event.teller or event.person)


def missed(deal: Deal, entry: Entry, event: Missed) -> Deal | None:
    """A promise was not kept."""
    promise = deal.promises.get(event.promise)
    if promise is None or promise.state != "open":
        return None
    return _miss(
        with_promise(deal, promise.but(state="missed", misses=(*promise.misses, promise.due), fate=_fate(entry))),
        promise,
        entry,
    )


def _fate(entry: Entry) -> Fate:
    return Fate(entry.event.on, entry.number, entry.batch)


def _miss(deal: Deal, promise: Promise, entry: Entry) -> Deal:
    """Count a miss; only client people's, on promises that carry a step (rule 53)."""
    if deal.side(promise.person) != "client" or not promise.step:
        return deal
    return deal.but(misses=(*deal.misses, Miss(promise.step, promise.person, promise.due, entry.number)))


def kept(deal: Deal, entry: Entry, event: Kept) -> Deal | None:
    """A promise was kept, late if it was missed before; the act it carried is done."""
    promise = deal.promises.get(event.promise)
    if promise is None or promise.state not in ("open", "missed"):
        return None
    deal = with_promise(deal, promise.but(state="kept", fate=_fate(entry)))
    if not isinstance(deal.playbook.steps.get(promise.step), Act):
        return deal
    word = word_of(deal, entry, promise.person, words=promise.id, proof="did")
    return keep(deal, promise.step, done=(*story_of(deal, promise.step).done, word))


def moved(deal: Deal, entry: Entry, event: Moved) -> Deal | None:
    """A promise has another day; its second move, or one after its day, is a miss (rule 53)."""
    promise = deal.promises.get(event.promise)
    if promise is None or promise.state not in ("open", "missed"):
        return None
    late = promise.state == "open" and (promise.moves > 0 or event.on > promise.due)
    misses = (*promise.misses, promise.due) if late else promise.misses
    changed = promise.but(due=event.due, state="open", moves=promise.moves + 1, misses=misses, fate=_fate(entry))
    return _miss(with_promise(deal, changed), promise, entry) if late else with_promise(deal, changed)


def released(deal: Deal, entry: Entry, event: Released) -> Deal | None:
    """A promise is no longer wanted."""
    promise = deal.promises.get(event.promise)
    return (
        with_promise(deal, promise.but(state="released", fate=_fate(entry)))
        if promise and promise.state in ("open", "missed")
        else None
    )


def promised(deal: Deal, entry: Entry, event: Promised) -> Deal | None:
    """A new promise."""
    if event.promise in deal.promises:
        return None
    promise = Promise(
        event.promise, event.person, event.act, event.due, event.step, event.on, entry.number, batch=entry.batch
    )
    return spoke(with_promise(deal, promise), event.person)


def raised(deal: Deal, entry: Entry, event: Raised) -> Deal:
    """A concern, in their words."""
    worry = Worry(
        event.concern, event.person, event.words, event.decision, event.on, number=entry.number, batch=entry.batch
    )
    return spoke(deal.but(concerns=deal.concerns | {event.concern: worry}), event.person)


def answered(deal: Deal, _: Entry, event: Answered) -> Deal | None:
    """A concern was met."""
    worry = deal.concerns.get(event.concern)
    return deal.but(concerns=deal.concerns | {worry.id: worry.but(met=True)}) if worry else None
