"""From a list of events to a deal; folding never fails and knows no date (rules 1-5)."""

from __future__ import annotations

from callplan.core.deal.clock import doubted
from callplan.core.deal.marks import cascade, lift, marked, reopen, unsettled_by_leaving
from callplan.core.deal.owed import owed
from callplan.core.deal.position import front
from callplan.core.deal.standing import Standing
from callplan.core.deal.state import (
    NOTHING,
    Claim,
    Contact,
    Deal,
    HeldCall,
    Miss,
    Past,
    Promise,
    PutOff,
    Waiver,
    Word,
    Worry,
)  # fmt: skip
from callplan.core.deal.status import SETTLED, enough, roles_in, rung_asked, settled, status
from callplan.core.events import (
    Answered,
    Closed,
    Corrected,
    Deferred,
    Done,
    Entry,
    Held,
    Kept,
    Learned,
    Left,
    Met,
    Missed,
    Moved,
    Next,
    No,
    Opened,
    Planned,
    Promised,
    Raised,
    Released,
    Reopened,
    Waived,
    Yes,
    live,
)  # fmt: skip
from callplan.core.playbook import Act, Decision

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def fold(entries: tuple[Entry, ...], name: str = "") -> Deal:
    """The deal that these entries tell of; the first must be its opening."""
    told = live(entries)
    opening = told[0].event
    assert isinstance(opening, Opened)
    deal = Deal(name, opening.on, opening.playbook, people={}, past={}, promises={}, concerns={})
    for entry in told:
        deal = folded(deal, entry)
    return deal.but(last=entries[-1].number)


def folded(deal: Deal, entry: Entry) -> Deal:
    """The deal after one more entry; an entry that makes no sense has no effect and is listed."""
    after = _HANDLERS[type(entry.event)](deal, entry, entry.event)
    return deal.but(orphans=(*deal.orphans, entry.number)) if after is None else after


def around(entries: tuple[Entry, ...], batch: int, name: str = "") -> tuple[Deal, Deal]:
    """The deal before and after one transaction; its facts and people count in both (rule 5)."""
    seen = tuple([entry for entry in entries if entry.batch <= batch])
    known = (Opened, Met, Left, Learned)
    before = tuple([entry for entry in live(seen) if entry.batch < batch or isinstance(entry.event, known)])
    return fold(before, name), fold(seen, name)


def _word(deal: Deal, entry: Entry, person: str, words: str = "", proof: str = "said", teller: str = "") -> Word:
    return Word(person, entry.event.on, entry.number, entry.batch, deal.roles(person), proof, words, teller)


def _spoke(deal: Deal, *names: str) -> Deal:
    quiet = [deal.people[name] for name in names if name in deal.people and not deal.people[name].spoke]
    return deal.but(people=deal.people | {each.name: each.but(spoke=True) for each in quiet}) if quiet else deal


def _keep(deal: Deal, step: str, **changes: Any) -> Deal:
    return deal.but(past=deal.past | {step: deal.past.get(step, NOTHING).but(**changes)})


def _past(deal: Deal, step: str) -> Past:
    return deal.past.get(step, NOTHING)


def _opened(deal: Deal, _: Entry, __: Opened) -> Deal:
    return deal


def _met(deal: Deal, entry: Entry, event: Met) -> Deal:
    old = deal.people.get(event.person)
    new = Contact(event.person, event.roles, event.told_by, event.on, None, bool(old and old.spoke), entry.number)
    return _spoke(deal.but(people=deal.people | {event.person: new}), event.told_by)


def _left(deal: Deal, entry: Entry, event: Left) -> Deal | None:
    contact = deal.people.get(event.person)
    if contact is None or contact.left:
        return None
    after = deal.but(people=deal.people | {event.person: contact.but(left=event.on)})
    return unsettled_by_leaving(deal, after, event.person, entry)


def _learned(deal: Deal, entry: Entry, event: Learned) -> Deal | None:
    if event.fact not in deal.playbook.fact:
        return None
    claim = Claim(
        event.fact, event.value, event.person, event.proof, event.paper, event.teller, event.on, entry.number
    )
    return _spoke(deal.but(claims=(*deal.claims, claim)), event.teller or event.person)


def _missed(deal: Deal, entry: Entry, event: Missed) -> Deal | None:
    promise = deal.promises.get(event.promise)
    if promise is None or promise.state != "open":
        return None
    return _miss(_with(deal, promise.but(state="missed", misses=(*promise.misses, promise.due))), promise, entry)


def _miss(deal: Deal, promise: Promise, entry: Entry) -> Deal:
    """Count a miss; only client people's, on promises that carry a step (rule 53)."""
    if deal.side(promise.person) != "client" or not promise.step:
        return deal
    return deal.but(misses=(*deal.misses, Miss(promise.step, promise.person, promise.due, entry.number)))


def _with(deal: Deal, promise: Promise) -> Deal:
    return deal.but(promises=deal.promises | {promise.id: promise})


def _kept(deal: Deal, entry: Entry, event: Kept) -> Deal | None:
    promise = deal.promises.get(event.promise)
    if promise is None or promise.state != "open":
        return None
    deal = _with(deal, promise.but(state="kept"))
    if not isinstance(deal.playbook.steps.get(promise.step), Act):
        return deal
    word = _word(deal, entry, promise.person, proof="did")
    return _keep(deal, promise.step, done=(*_past(deal, promise.step).done, word))


def _moved(deal: Deal, entry: Entry, event: Moved) -> Deal | None:
    promise = deal.promises.get(event.promise)
    if promise is None or promise.state not in ("open", "missed"):
        return None
    late = promise.state == "open" and (promise.moves > 0 or event.on > promise.due)
    misses = (*promise.misses, promise.due) if late else promise.misses
    changed = promise.but(due=event.due, state="open", moves=promise.moves + 1, misses=misses)
    return _miss(_with(deal, changed), promise, entry) if late else _with(deal, changed)


def _released(deal: Deal, _: Entry, event: Released) -> Deal | None:
    promise = deal.promises.get(event.promise)
    return _with(deal, promise.but(state="released")) if promise and promise.state in ("open", "missed") else None


def _reopened(deal: Deal, entry: Entry, event: Reopened) -> Deal | None:
    step = deal.playbook.steps.get(event.decision)
    if not isinstance(step, Decision) or deal.side(event.person) != "client":
        return None
    standing = Standing(deal)
    before = status(standing, step.id)
    deal = _spoke(deal, event.person)
    if before == "declined":
        return _keep(deal, step.id, noes=())
    if before not in SETTLED:
        return None
    authority = not set(deal.roles(event.person)).isdisjoint(roles_in(standing, step.by))
    return reopen(deal, step.id, step.id, entry, authority)


def _no(deal: Deal, entry: Entry, event: No) -> Deal | None:
    step = deal.playbook.steps.get(event.decision)
    if not isinstance(step, Decision):
        return None
    before = status(Standing(deal), step.id)
    word = _word(deal, entry, event.person, event.reason)
    after = _spoke(_keep(deal, step.id, noes=(*_past(deal, step.id).noes, word)), event.person)
    now = status(Standing(after), step.id)
    if before in ("made", "waived") and now not in SETTLED:
        after = cascade(after, step.id, entry, authority=True)
    if now == "declined" and before != "declined":
        for each in _sent_back_to(deal, step):
            after = reopen(after, each, step.id, entry, authority=True)
    return lift(after, step.id, entry) if now == "answered-no" else after


def _sent_back_to(deal: Deal, step: Decision) -> list[str]:
    """What a no re-opens: the step its `if_no` names, or the settled decisions of the stage it names."""
    playbook, standing = deal.playbook, Standing(deal)
    stage = playbook.stage.get(step.if_no)
    named = [each.id for each in stage.steps if isinstance(each, Decision)] if stage else [step.if_no]
    return [each for each in named if each in playbook.steps and settled(standing, each)]


def _yes(deal: Deal, entry: Entry, event: Yes) -> Deal | None:
    step = deal.playbook.steps.get(event.decision)
    if not isinstance(step, Decision):
        return None
    standing = Standing(deal)
    word = _word(deal, entry, event.person, event.words, event.proof, event.teller)
    story = _past(deal, step.id)
    changes: dict[str, Any] = {"yeses": (*story.yeses, word)}
    if status(standing, step.id) == "made" and doubted(standing) == step.id and _may_decide(standing, step, word):
        changes["again"] = (*story.again, word)
    after = _spoke(_keep(deal, step.id, **changes), event.teller or event.person)
    return lift(after, step.id, entry) if status(Standing(after), step.id) == "made" else after


def _may_decide(standing: Standing, step: Decision, word: Word) -> bool:
    return enough(word.proof, rung_asked(standing, step.id)) and not set(word.roles).isdisjoint(
        roles_in(standing, step.by)
    )


def _waived(deal: Deal, entry: Entry, event: Waived) -> Deal | None:
    step = deal.playbook.steps.get(event.step)
    if step is None or step.id == deal.playbook.closing or step.waive.never:
        return None
    standing = Standing(deal)
    if settled(standing, step.id):
        return deal
    at_front = step.id in front(standing, deal.playbook.stage_of[step.id].track)
    counted = at_front or any(debt.id == step.id for debt in owed(standing))
    waiver = Waiver(_word(deal, entry, event.person, event.reason), counted)
    after = _spoke(_keep(deal, step.id, waivers=(*_past(deal, step.id).waivers, waiver)), event.person)
    return lift(after, step.id, entry) if settled(Standing(after), step.id) else after


def _deferred(deal: Deal, entry: Entry, event: Deferred) -> Deal | None:
    step = deal.playbook.steps.get(event.decision)
    if not isinstance(step, Decision) or deal.side(event.person) != "client" or settled(Standing(deal), step.id):
        return None
    put_off = PutOff(_word(deal, entry, event.person, event.reason), event.until)
    return _spoke(_keep(deal, step.id, put_off=put_off), event.person)


def _done(deal: Deal, entry: Entry, event: Done) -> Deal | None:
    deal = _spoke(deal, event.teller or event.person)
    if event.step.startswith("@"):
        known = event.step[1:] in deal.playbook.role
        return _keeping(deal.but(brought=(*deal.brought, event.step[1:])), event) if known else None
    if not isinstance(deal.playbook.steps.get(event.step), Act):
        return None
    word = _word(deal, entry, event.person, event.label, event.proof, event.teller)
    return _keeping(_keep(deal, event.step, done=(*_past(deal, event.step).done, word)), event)


def _keeping(deal: Deal, event: Done) -> Deal:
    """Mark as kept what the same person had promised about the act that is now done."""
    for promise in deal.promises.values():
        if (promise.step, promise.person, promise.state) == (event.step, event.person, "open"):
            deal = _with(deal, promise.but(state="kept"))
    return deal


def _promised(deal: Deal, entry: Entry, event: Promised) -> Deal | None:
    if event.promise in deal.promises:
        return None
    promise = Promise(event.promise, event.person, event.act, event.due, event.step, event.on, entry.number)
    return _spoke(_with(deal, promise), event.person)


def _raised(deal: Deal, _: Entry, event: Raised) -> Deal:
    worry = Worry(event.concern, event.person, event.words, event.decision, event.on)
    return _spoke(deal.but(concerns=deal.concerns | {event.concern: worry}), event.person)


def _answered(deal: Deal, _: Entry, event: Answered) -> Deal | None:
    worry = deal.concerns.get(event.concern)
    return deal.but(concerns=deal.concerns | {worry.id: worry.but(met=True)}) if worry else None


def _held(deal: Deal, entry: Entry, event: Held) -> Deal:
    client = any(deal.side(name) == "client" for name in event.people)
    call = HeldCall(
        event.on, event.people, event.verdict, event.worth, event.shown, entry.number, entry.batch, client
    )
    return _spoke(deal.but(calls=(*deal.calls, call), planned=None, meeting=None), *event.people)


def _next(deal: Deal, _: Entry, event: Next) -> Deal:
    return deal.but(meeting=event)


def _planned(deal: Deal, _: Entry, event: Planned) -> Deal:
    return deal.but(planned=event)


def _closed(deal: Deal, _: Entry, event: Closed) -> Deal:
    return deal.but(closed=event)


def _corrected(deal: Deal, _: Entry, __: Corrected) -> Deal:
    return deal


_HANDLERS: dict[type, Callable[[Deal, Entry, Any], Deal | None]] = {
    Opened: _opened, Met: _met, Left: _left, Learned: _learned, Missed: _missed, Kept: _kept, Moved: _moved,
    Released: _released, Reopened: _reopened, No: _no, Yes: _yes, Waived: _waived, Deferred: _deferred, Done: _done,
    Promised: _promised, Raised: _raised, Answered: _answered, Held: _held, Next: _next, Planned: _planned,
    Closed: _closed, Corrected: _corrected,
}  # fmt: skip

__all__ = ["around", "fold", "folded"]
