"""How long each decision of a deal took: from when it could begin until it was made (rule 59)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from callplan.core.days import after
from callplan.core.deal.facts import begins, day_of
from callplan.core.deal.fold import Turn
from callplan.core.deal.needs import needs_met
from callplan.core.deal.standing import Standing, applies
from callplan.core.deal.status import DECIDED, settled_on, status
from callplan.core.deal.verdict import verdict
from callplan.core.map.playbook import Decision
from callplan.core.map.terms import Condition, Named, Not, Some
from callplan.core.record import Record

NEEDS, BEFORE, OPENING = "needs", "before", "opening"


class TimeTaken(Record):
    """A decision, the days it took, and what they are counted from: needs, before or opening."""

    step: str
    days: int
    since: str


def spans(turn: Turn) -> Iterator[TimeTaken]:
    """The client's decisions made in one transaction; one made before it could begin is left out."""
    before, now = Standing(turn.before, turn.day), Standing(turn.after, turn.day)
    for step in now.map.decisions:
        made = _made(before, now, step)
        if made:
            begun, since = max(_beginnings(before, now, step), key=lambda found: found[0])
            if begun <= made:
                yield TimeTaken(step.id, (made - begun).days, since)


def _made(before: Standing, now: Standing, step: Decision) -> date | None:
    """The day a decision was made by the client, when it was made in between."""
    if status(now, step.id) not in DECIDED or (step.id in before.map.steps and status(before, step.id) in DECIDED):
        return None
    word = verdict(now, step.id).made or verdict(now, step.id).refused
    return word.on if word and now.deal.side(word.person) == "client" else None


def _beginnings(before: Standing, now: Standing, step: Decision) -> Iterator[tuple[date, str]]:
    """The days from which a decision can be counted, and what each is; of one day the first is named."""
    asked = now.way.asked[step.id]
    if asked and needs_met(now, step.id) is True:
        yield max([_met(now, each) for each in asked]), NEEDS
    earlier = [settled_on(now, other) for other in _earlier(before, now, step)]
    if days := [day for day in earlier if day]:
        yield max(days), BEFORE
    yield now.deal.opened, OPENING


def _earlier(before: Standing, now: Standing, step: Decision) -> list[str]:
    """The decisions of its track that were settled by then: before this transaction, or earlier on the map in it."""
    place, stages = now.map.place, now.map.stage_of
    track = stages[step.id].track
    others = [other.id for other in now.map.decisions if stages[other.id].track == track and other.id != step.id]
    return [
        other
        for other in others
        if place[other] < place[step.id] or (other in before.map.steps and settled_on(before, other))
    ]


def _met(standing: Standing, condition: Condition) -> date:
    """The day since which a condition that is met has been met; the opening, for what was never otherwise."""
    if isinstance(condition, Some):
        days = sorted([_met(standing, each) for each in condition.of if _holds(standing, each)])
        return days[min(condition.least or len(days), len(days)) - 1] if days else standing.deal.opened
    if isinstance(condition, Not):
        return standing.deal.opened
    fact = condition.id
    if fact in standing.map.fact:
        told = min([claim.on for claim in standing.deal.claims if claim.fact == fact], default=standing.deal.opened)
        begun = day_of(standing, fact) if isinstance(condition, Named) and condition.wait else told
    else:
        begun = begins(standing, fact)
    begun = begun or standing.deal.opened
    wait = condition.wait if isinstance(condition, Named) else None
    return after(begun, wait, standing.deal.free) if wait else begun


def _holds(standing: Standing, condition: Condition) -> bool:
    """Whether a part of a list counts: what does not apply, or is not settled, does not."""
    if not isinstance(condition, Named) or condition.id not in standing.map.steps:
        return True
    return applies(standing, condition.id) is not False and settled_on(standing, condition.id) is not None
