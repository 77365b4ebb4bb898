"""Promises closed by what settled their step, those nobody waits for any more (rules 35, 47), and from before (63)."""

from __future__ import annotations

from callplan.core.deal.marks import fate_by, with_promise
from callplan.core.deal.promised import BEFORE, WAITING
from callplan.core.deal.standing import Standing, applies
from callplan.core.deal.state import Deal, Promise
from callplan.core.deal.status import is_open, settled, settled_by, status
from callplan.core.deal.verdict import roles_in, verdict
from callplan.core.deal.wanted import serves
from callplan.core.entries import Entry
from callplan.core.map.playbook import Act

OVER = ("done", "waived", "n/a")


def settled_with(before: Deal, after: Deal, entry: Entry) -> Deal:
    """The deal with every promise closed whose step an entry settled: one of them is kept, the rest let go (rule 35).

    Kept is the one of whoever did it, else the latest; of what was let go of or only implied, none.
    """
    waiting = [each for each in after.promises.values() if each.state in WAITING and each.step in after.playbook.steps]
    if not waiting:
        return after
    then, now = Standing(before), Standing(after)
    for step in dict.fromkeys(each.step for each in waiting):
        if settled(now, step) and not settled(then, step):
            after = _closed_at(after, now, step, entry)
    return after


def _closed_at(deal: Deal, now: Standing, step: str, entry: Entry) -> Deal:
    of_it = [each for each in deal.promises.values() if each.step == step]
    waiting = [each for each in of_it if each.state in WAITING and not missed_with(each, entry)]
    kept = [each for each in of_it if each.state == "kept" and each.fate and each.fate.number == entry.number]
    doer = getattr(entry.event, "person", "")
    if waiting and not kept and status(now, step) not in ("waived", "implied"):
        kept = [max(waiting, key=lambda each: (each.person == doer, each.state == "open", each.number))]
    for each in waiting:
        deal = with_promise(deal, each.but(state="released", fate=fate_by(entry)))
    for each in kept:
        days = [day for other in waiting if (other.person, other.id) != (each.person, each.id) for day in other.misses]
        deal = with_promise(deal, each.but(state="kept", fate=fate_by(entry), misses=(*days, *each.misses)))
    return deal


def missed_with(promise: Promise, entry: Entry) -> bool:
    """Whether the same call says that it was not kept, which stands."""
    return promise.state == "missed" and promise.fate is not None and promise.fate.batch == entry.batch


def nobody_waits(standing: Standing, promise: Promise) -> bool:
    """Whether what they promised is done, let go of or does not apply, or all it was promised for is settled since.

    What we promised them is ours to keep until they let it go.
    """
    if promise.step not in standing.map.steps or standing.deal.side(promise.person) == "us":
        return False
    return status(standing, promise.step) in OVER or decided_without(standing, promise)


def decided_without(standing: Standing, promise: Promise) -> bool:
    """Whether all that an act was promised for has been settled since, so that nobody waits for it any more.

    Whoever is to be brought is waited for as long as anything is open that takes them.
    """
    act = standing.map.steps.get(promise.step)
    if not isinstance(act, Act) or _takes(standing, act.brings):
        return False
    said = max(promise.number, promise.fate.number if promise.fate and promise.state == "open" else 0)
    for_it = [step for step in serves(standing, promise.step) if applies(standing, step) is not False]
    words = [settled_by(standing, step) or verdict(standing, step).declined for step in for_it]
    return bool(words) and all(word is not None and word.number > said for word in words)


def _takes(standing: Standing, role: str) -> bool:
    """Whether anything open is decided by a role."""
    open_ = [step for step in standing.map.decisions if role and is_open(standing, step.id)]
    return any(role in roles_in(standing, step.by) for step in open_)


def from_before(standing: Standing) -> list[Promise]:
    """What was open when a deal ended that was taken up again, and may still be wanted (rule 63)."""
    every = [each for each in standing.deal.promises.values() if each.state == BEFORE]
    wanted = [each for each in every if each.step not in standing.map.steps or not settled(standing, each.step)]
    return [each for each in wanted if not nobody_waits(standing, each)]
