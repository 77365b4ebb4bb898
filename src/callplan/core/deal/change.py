"""Small changes to a deal that every kind of event makes."""

from __future__ import annotations

from callplan.core.deal.state import NOTHING, Deal, Fate, Past, Promise, Word
from callplan.core.entries import Entry
from callplan.core.map.playbook import Act

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def word_of(deal: Deal, entry: Entry, person: str, words: str = "", proof: str = "said", teller: str = "") -> Word:
    """What somebody said, with the roles they held at that moment."""
    return Word(person, entry.event.on, entry.number, entry.batch, deal.roles(person), proof, words, teller)


def spoke(deal: Deal, *names: str) -> Deal:
    """The deal with these people counted as heard."""
    quiet = [deal.people[name] for name in names if name in deal.people and not deal.people[name].spoke]
    return deal.but(people=deal.people | {each.name: each.but(spoke=True) for each in quiet}) if quiet else deal


def keep(deal: Deal, step: str, **changes: Any) -> Deal:
    """The deal with something more in the story of a step."""
    return deal.but(past=deal.past | {step: deal.past.get(step, NOTHING).but(**changes)})


def story_of(deal: Deal, step: str) -> Past:
    """All that happened to a step so far."""
    return deal.past.get(step, NOTHING)


def with_promise(deal: Deal, promise: Promise) -> Deal:
    """The deal with a promise as it is now."""
    return deal.but(promises=deal.promises | {promise.id: promise})


def promise_of(deal: Deal, name: str) -> Promise | None:
    """The promise of that id, also where it was one made once more, which moved the first."""
    found = deal.promises.get(name)
    return found or next((each for each in deal.promises.values() if name in each.again), None)


def fate_by(entry: Entry) -> Fate:
    """What an entry made of a promise, to be told later."""
    return Fate(entry.event.on, entry.number, entry.batch)


def as_kept(deal: Deal, promise: Promise, fate: Fate) -> Deal:
    """The deal with a promise kept; the act it carried is done."""
    deal = with_promise(deal, promise.but(state="kept", fate=fate))
    if not isinstance(deal.playbook.steps.get(promise.step), Act):
        return deal
    roles = deal.roles(promise.person)
    word = Word(promise.person, fate.on, fate.number, fate.batch, roles, "did", promise.id)
    return keep(deal, promise.step, done=(*story_of(deal, promise.step).done, word))
