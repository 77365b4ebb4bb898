"""Promises closed by what settled their step, whoever did it (rule 35)."""

from __future__ import annotations

from callplan.core.deal.marks import fate_by, with_promise
from callplan.core.deal.promised import WAITING
from callplan.core.deal.standing import Standing
from callplan.core.deal.state import Deal, Promise
from callplan.core.deal.status import settled, status
from callplan.core.entries import Entry


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
