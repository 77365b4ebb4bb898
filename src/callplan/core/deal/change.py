"""Small changes to a deal that every kind of event makes."""

from __future__ import annotations

from callplan.core.deal.state import NOTHING, Deal, Past, Promise, Word
from callplan.core.events import Entry

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def word_of(deal: Deal, entry: Entry, person: str, words: str = "", proof: str = "said", teller: str = "") -> Word:
    return Word(person, entry.event.on, entry.number, entry.batch, deal.roles(person), proof, words, teller)


def spoke(deal: Deal, *names: str) -> Deal:
    quiet = [deal.people[name] for name in names if name in deal.people and not deal.people[name].spoke]
    return deal.but(people=deal.people | {each.name: each.but(spoke=True) for each in quiet}) if quiet else deal


def keep(deal: Deal, step: str, **changes: Any) -> Deal:
    return deal.but(past=deal.past | {step: deal.past.get(step, NOTHING).but(**changes)})


def story_of(deal: Deal, step: str) -> Past:
    return deal.past.get(step, NOTHING)


def with_promise(deal: Deal, promise: Promise) -> Deal:
    return deal.but(promises=deal.promises | {promise.id: promise})
