"""Random deals in which every word of theirs and every decision can be told apart, and what a page says aloud."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from random import Random

from random_histories import a_history
from random_maps import a_map

from callplan.core.deal.fold import fold
from callplan.core.deal.state import Deal
from callplan.core.entries import Corrected, Entry, live
from callplan.core.events import CallTaken, Event, Held, Opened, Planned
from callplan.core.map.playbook import Act, Decision, Playbook
from callplan.core.plan import Plan, plan
from callplan.core.plan.supposed import CallFor
from callplan.core.record import Record

WORDED = ("words", "reason")


class Page(Record):
    """A random deal, its entries that count, and a page for a call with some of its people."""

    deal: Deal
    entries: tuple[Entry, ...]
    plan: Plan
    clients: tuple[str, ...]

    def people_of(self, entry: Entry) -> frozenset[str]:
        """Who was on the call that an entry was recorded for."""
        held = [each.event for each in self.entries if each.batch == entry.batch and isinstance(each.event, Held)]
        return frozenset(name for event in held for name in event.people)

    def heard(self, name: str, entry: Entry) -> bool:
        """Whether somebody heard an entry: on that call, by writing it, or as the one who told us."""
        event = entry.event
        wrote = getattr(event, "person", None) == name and getattr(event, "proof", "") in ("wrote", "did")
        told = isinstance(event, CallTaken) and event.person == name
        return name in self.people_of(entry) or wrote or told or getattr(event, "teller", None) == name


def spoken_to_all(page: Plan) -> str:
    """What is said in front of everybody: the opening and the end."""
    return " ".join(line.text for line in page.lines if line.section in ("OPEN", "END"))


def spoken(page: Plan) -> str:
    """All that is said aloud."""
    asked = [ask.question for ask in page.values.asks]
    return " ".join([spoken_to_all(page), *asked])


def word(number: int) -> str:
    """The words of an entry, which no other entry has."""
    return f"word-{number}-said"


@cache
def a_page(seed: int) -> Page:
    """The page of a seed."""
    chance = Random(seed)
    entries = tuple(map(_told_apart, a_history(chance, _spoken_of(a_map(chance)))))
    deal = fold(entries, "acme")
    here = [name for name, contact in deal.people.items() if not contact.left]
    people = tuple(chance.sample(here, min(len(here), chance.choice((1, 2, 2, 3, 4)))))
    today = max(entry.event.on for entry in entries)
    found = plan(deal, today, CallFor(today + timedelta(days=chance.choice((0, 1, 9))), people))
    clients = tuple([name for name in people if deal.side(name) == "client"])
    return Page(deal, live(entries), found, clients)


def _told_apart(entry: Entry) -> Entry:
    """The entry with words of its own, where it has words."""
    event: Event = entry.event
    changes = {name: word(entry.number) for name in WORDED if getattr(event, name, "")}
    return entry.but(event=event.but(**changes)) if changes and not isinstance(event, Opened) else entry


def _spoken_of(playbook: Playbook) -> Playbook:
    """The map with a topic, a yes and a guardrail for each decision, and a question for each step."""

    def worded(step: Act | Decision) -> Act | Decision:
        asked = step.but(ask=f"What of ask-{step.id}-asked?")
        if isinstance(asked, Act):
            return asked
        told = asked.but(topic=f"whether topic-{step.id}-told", yes=f"yes-{step.id}-told")
        return told.but(until_then=(f"break guard-{step.id}-kept",))

    stages = [stage.but(steps=tuple(map(worded, stage.steps))) for stage in playbook.stages]
    return playbook.but(stages=tuple(stages))


@cache
def pages(seed: int) -> tuple[Plan, ...]:
    """The pages of all calls of a random deal, each made before its call and written down as it was.

    None of a deal in which something was taken back: a call that was not held asked nobody.
    """
    chance = Random(seed)
    entries = tuple(map(_told_apart, a_history(chance, _spoken_of(a_map(chance)))))
    if any(isinstance(entry.event, Corrected) for entry in entries):
        return ()
    told: list[Entry] = []
    found = []
    for batch in dict.fromkeys(entry.batch for entry in entries):
        events = [entry for entry in entries if entry.batch == batch]
        held = next((entry.event for entry in events if isinstance(entry.event, Held)), None)
        if held and told:
            page = plan(fold(tuple(told), "acme"), held.on, CallFor(held.on, held.people))
            found.append(page)
            planned = Planned(held.on, held.on, held.people, asked=page.asked)
            told.append(Entry(len(told) + 1, told[-1].batch + 1, planned))
        last = told[-1].batch + 1 if told else 1
        told += [Entry(number, last, entry.event) for number, entry in enumerate(events, len(told) + 1)]
    return tuple(found)
