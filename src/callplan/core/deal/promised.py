"""What events about promises do to a deal; None when one makes no sense (rule 3).

Promises to bring somebody, or to have them heard, are kept once they have come to a call (page rule 5).
"""

from __future__ import annotations

from datetime import date

from callplan.core.deal.marks import as_kept, fate_by, promise_of, spoke, with_promise
from callplan.core.deal.once_more import brings, promised_before, takes_several
from callplan.core.deal.position import undone
from callplan.core.deal.standing import Standing
from callplan.core.deal.state import Deal, Fate, Miss, Promise
from callplan.core.deal.verdict import is_heard
from callplan.core.entries import Entry
from callplan.core.events import Intended, Kept, Missed, Moved, Promised, Released

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.deal.marks import Folds

AWAY, NO_SHOW, BEFORE = "fell away", "no-show", "from before"
LIVE = ("open", BEFORE)
WAITING = (*LIVE, "missed")


def promised(deal: Deal, entry: Entry, event: Promised) -> Deal | None:
    """A new promise; one that is open already, made once more, is a move of the first (page rule 16)."""
    if promise_of(deal, event.promise):
        return None
    if first := _the_same(deal, event):
        return spoke(_once_more(deal, first, entry, event), event.person)
    promise = Promise(
        event.promise, event.person, event.act, event.due, event.step, event.on, entry.number, batch=entry.batch
    )
    after = with_promise(deal, promise)
    return spoke(fell_away(after, event.person, entry) if deal.has_left(event.person) else after, event.person)


def intended(deal: Deal, entry: Entry, event: Intended) -> Deal:
    """What somebody means to do without a day; said once more, it is the later word."""
    kept = [each for each in deal.intended if not _is_same_act(each.event, event)]
    return spoke(deal.but(intended=(*kept, entry)), event.person)


def without_a_day(standing: Standing) -> list[Entry]:
    """What somebody still there meant to do and has neither done nor promised by a day since."""
    return [each for each in standing.deal.intended if _still_meant(standing, each)]


def _still_meant(standing: Standing, entry: Entry) -> bool:
    meant, deal = entry.event, standing.deal
    assert isinstance(meant, Intended)
    since = [each for each in deal.promises.values() if each.number > entry.number or each.batch == entry.batch]
    if deal.has_left(meant.person) or any(_is_same_act(each, meant) for each in since):
        return False
    if meant.step.startswith("@"):
        return not is_heard(standing, meant.step[1:])
    return not meant.step or (meant.step in standing.map.steps and undone(standing, meant.step))


def _is_same_act(one: object, other: Intended) -> bool:
    """Whether it is the same that the same person does: that of the map, else in the same words."""
    assert isinstance(one, (Promise, Intended))
    same = one.step == other.step if one.step or other.step else one.act.casefold() == other.act.casefold()
    return same and one.person == other.person


def _the_same(deal: Deal, event: Promised) -> Promise | None:
    """The promise still to be kept that is made once more."""
    return next((each for each in promised_before(deal, event) if each.state in LIVE), None)


def _once_more(deal: Deal, first: Promise, entry: Entry, event: Promised) -> Deal:
    """The first promise with its new day; said twice on one call, it has only the later word's day."""
    first = first.but(again=(*first.again, event.promise), step=first.step or event.step)
    if first.due == event.due and first.state == "open":
        return with_promise(deal, first)
    if entry.batch in (first.batch, first.fate.batch if first.fate else 0):
        return with_promise(deal, first.but(due=event.due))
    return _moved(deal, first, entry, event.due)


def missed(deal: Deal, entry: Entry, event: Missed) -> Deal | None:
    """A promise was not kept; whoever made it may have left on the same call."""
    promise = promise_of(deal, event.promise)
    if promise is None or not _may_be_missed(promise, entry):
        return None
    state = "missed" if promise.state in LIVE else promise.state
    after = promise.but(state=state, misses=(*promise.misses, promise.due), fate=fate_by(entry))
    return _miss(with_promise(deal, after), promise, entry)


def _may_be_missed(promise: Promise, entry: Entry) -> bool:
    leaving = promise.state == AWAY and promise.fate is not None and promise.fate.batch == entry.batch
    return promise.state in LIVE or (leaving and promise.due not in promise.misses)


def _miss(deal: Deal, promise: Promise, entry: Entry) -> Deal:
    """Count a miss; only client people's, on promises that carry a step (rule 53)."""
    if deal.side(promise.person) != "client" or not promise.step:
        return deal
    return deal.but(
        misses=(*deal.misses, Miss(promise.step, promise.person, promise.due, entry.number, entry.event.on))
    )


def stayed_away(deal: Deal, entry: Entry, call: date, people: tuple[str, ...]) -> Deal:
    """To come to a call is the plainest of promises: not kept, it counts as one of their side that was missed."""
    who, number = people[0], entry.number
    broken = Promise(
        f"call-{number}", who, "come to the call", call, "", call, number, NO_SHOW, misses=(call,), batch=entry.batch,
        fate=fate_by(entry),
    )  # fmt: skip
    deal = with_promise(deal, broken)
    return (
        deal.but(misses=(*deal.misses, Miss("", who, call, number, entry.event.on)))
        if deal.side(who) == "client"
        else deal
    )


def kept(deal: Deal, entry: Entry, event: Kept) -> Deal | None:
    """A promise was kept, late if it was missed before, or before they left; the act it carried is done."""
    promise = promise_of(deal, event.promise)
    if promise is None or promise.state not in (*WAITING, AWAY):
        return None
    return as_kept(deal, promise, fate_by(entry))


def moved(deal: Deal, entry: Entry, event: Moved) -> Deal | None:
    """A promise has another day; its second move, or one after its day, is a miss (rule 53)."""
    promise = promise_of(deal, event.promise)
    if promise is None or promise.state not in WAITING:
        return None
    return _moved(deal, promise, entry, event.due)


def _moved(deal: Deal, promise: Promise, entry: Entry, due: date) -> Deal:
    late = promise.state == "open" and (promise.moves > 0 or entry.event.on > promise.due)
    misses = (*promise.misses, promise.due) if late else promise.misses
    changed = promise.but(due=due, state="open", moves=promise.moves + 1, misses=misses, fate=fate_by(entry))
    return _miss(with_promise(deal, changed), promise, entry) if late else with_promise(deal, changed)


def released(deal: Deal, entry: Entry, event: Released) -> Deal | None:
    """A promise is no longer wanted."""
    promise = promise_of(deal, event.promise)
    if promise is None or promise.state not in WAITING:
        return None
    return with_promise(deal, promise.but(state="released", fate=fate_by(entry)))


def fell_away(deal: Deal, person: str, entry: Entry) -> Deal:
    """The deal without what somebody who has left had still to keep; what one of us promised is owed by us all."""
    if deal.side(person) == "us":
        return deal
    for promise in deal.promises.values():
        if promise.person == person and promise.state in WAITING:
            deal = with_promise(deal, promise.but(state=AWAY, fate=fate_by(entry)))
    return deal


def there(deal: Deal, people: tuple[str, ...]) -> tuple[str, ...]:
    """Those of some people who have not left, and can be on a call to come."""
    return tuple([name for name in people if not deal.has_left(name)])


def taken_up_again(deal: Deal, entry: Entry) -> Deal:
    """The deal taken up again: what was still to be kept when it ended is from before, and late no more (rule 63)."""
    for promise in deal.promises.values():
        ours = deal.side(promise.person) == "us"
        if promise.state == "open" or (ours and promise.state == "missed"):
            deal = with_promise(deal, promise.but(state=BEFORE, fate=fate_by(entry)))
    return deal


def come(deal: Deal, people: tuple[str, ...], call: Fate) -> Deal:
    """The deal once these people have come to a call: what was promised before, to bring one of them, is kept.

    What the same call says of a promise stands.
    """
    for promise in deal.promises.values():
        told = promise.fate.batch if promise.fate else promise.batch
        now = deal.promises[promise.id]
        waiting = now.state in WAITING and told < call.batch and promise.on <= call.on
        if waiting and _brought(deal, promise, people):
            deal = closed(as_kept(deal, now, call), brings(deal.playbook, promise.step), call)
    return deal


def closed(deal: Deal, role: str, by: Fate) -> Deal:
    """The deal once somebody of a role was brought: what else was promised to bring them is let go (rule 35)."""
    if takes_several(deal, role):
        return deal
    for promise in deal.promises.values():
        if promise.state in WAITING and brings(deal.playbook, promise.step) == role:
            deal = with_promise(deal, promise.but(state="released", fate=by))
    return deal


def _brought(deal: Deal, promise: Promise, people: tuple[str, ...]) -> bool:
    """Whether somebody came who was to be brought; where it takes several of a role, one more than were there."""
    role = brings(deal.playbook, promise.step)
    there = [name for name in people if role and role in deal.roles(name) and name != promise.person]
    if not there or not takes_several(deal, role):
        return bool(there)
    before = {name for call in deal.calls if call.batch == promise.batch for name in call.people}
    return not before.issuperset(there)


FOLDS: Folds = {Missed: missed, Kept: kept, Moved: moved, Released: released, Intended: intended, Promised: promised}
