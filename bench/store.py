"""A home folder with a thousand invented deals, the same ones every time."""

from __future__ import annotations

import os
import random
from datetime import date, timedelta

from callplan import settings
from callplan.cli import deals
from callplan.core import events
from callplan.core.map.playbook import Act, Decision, Playbook
from callplan.core.map.terms import Named
from callplan.playbook_file import load

DEALS = 1000
MEASURED = "acme"
TODAY = date(2026, 11, 23)
CALL = date(2026, 11, 24)


def largest() -> str:
    """The file of the largest bundled playbook."""
    folder = settings.bundled()
    files = [os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(".yaml")]
    return max(files, key=os.path.getsize)


def fill() -> None:
    """Write the deals; the one that is measured has the longest history and a call tomorrow."""
    book = load(largest())
    for number in range(DEALS - 1):
        chance = random.Random(number)
        deals.record(f"deal-{number:04}", (), history(book, chance, chance.randint(0, 3)))
    planned = events.Planned(on=TODAY, call=CALL, people=tuple(people(book).values())[:3], minutes=45)
    deals.record(MEASURED, (), [*history(book, random.Random(DEALS), 12), planned])


def history(book: Playbook, chance: random.Random, calls: int) -> list[events.Event]:
    """Some calls of a deal: on each a step or two is settled, and something is promised and learned."""
    on = TODAY - timedelta(days=30 + calls * 14)
    known = people(book)
    told: list[events.Event] = [events.Opened(on=on, playbook=book)]
    told += [events.Met(on=on, person=person, roles=(role,)) for role, person in known.items()]
    steps = [step for step in book.steps.values() if step.id != book.closing]
    for call in range(calls):
        on += timedelta(days=chance.randint(7, 14))
        person = chance.choice(list(known.values()))
        told += [settled(on, step, known) for step in steps[call * 2 : call * 2 + chance.randint(1, 2)]]
        told.append(events.Promised(on, f"p{call + 1}", person, "send the figures", on + timedelta(days=7)))
        told.append(events.Held(on=on, people=(person,), verdict="advanced", worth="it helped us to see it"))
    return told


def people(book: Playbook) -> dict[str, str]:
    """Somebody for each role of the client's, by the role."""
    return {role.id: f"{role.title.title()} Person" for role in book.roles if role.side == "client"}


def settled(on: date, step: Act | Decision, known: dict[str, str]) -> events.Event:
    """A yes to a decision, or an act that was done, with the best of proof."""
    by = step.by
    person = known.get(by.id, "") if isinstance(by, Named) else next(iter(known.values()))
    if isinstance(step, Decision):
        return events.Yes(on=on, decision=step.id, person=person, proof="did", words="yes, let us do that")
    return events.Done(on=on, step=step.id, person=person, proof="did")


if __name__ == "__main__":
    fill()
