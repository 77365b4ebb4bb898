"""What is still to be done and decided, each piece with what it waits for and how long it takes (rule 59)."""

from __future__ import annotations

from datetime import date

from callplan.core.dates.waiting import NO_TIME, After, Several, steps_in, waiting
from callplan.core.deal.facts import limit
from callplan.core.deal.needs import spared
from callplan.core.deal.owed import owed
from callplan.core.deal.position import undone
from callplan.core.deal.standing import Standing, choices
from callplan.core.deal.state import Promise
from callplan.core.deal.status import is_open, status
from callplan.core.deal.verdict import past
from callplan.core.record import Record
from callplan.core.terms import Length, Span


class Leg(Record):
    """A step still to come on the client's way.

    `turn`: the decisions before it on its track; `held`: the day promised, or put off to, before which it is not
    counted on. `takes`: whether the map says how long it takes.
    """

    step: str
    waits: After | Several
    turn: tuple[str, ...]
    shortest: tuple[Span, ...] = (NO_TIME,)
    longest: tuple[Span, ...] = (NO_TIME,)
    takes: bool = False
    held: date | None = None
    put_off: bool = False
    held_by: str = ""


def legs(standing: Standing) -> dict[str, Leg]:
    """Every open decision, and every undone act that one needs or that has a limit; each after what it waits for."""
    look = [step.id for step in standing.map.decisions if is_open(standing, step.id) and not spared(standing, step.id)]
    look += [act.id for act in standing.map.acts if undone(standing, act.id) and limit(standing, act.id)]
    waits: dict[str, After | Several] = {}
    while look:
        step = look.pop()
        if step not in waits:
            waits[step] = waiting(standing, step)
            look += steps_in(waits[step])
    waits = {step: waits[step] for step in standing.map.steps if step in waits}
    before = {step: set(steps_in(wait)) for step, wait in waits.items()}
    turns = _turns(standing, before)
    return {step: _leg(standing, step, waits[step], tuple(turns[step])) for step in _ordered(before)}


def _turns(standing: Standing, before: dict[str, set[str]]) -> dict[str, list[str]]:
    """For each decision not owed those before it on its track, unless they wait for it; `before` gets them too."""
    rank, stages, turns = standing.map.rank, standing.map.stage_of, {step: list[str]() for step in before}
    behind = {debt.id for debt in owed(standing)}
    steps = [step.id for step in standing.map.decisions if step.id in before and step.id not in behind]
    for later in sorted(steps, key=rank.__getitem__):
        for earlier in steps:
            same = stages[earlier].track == stages[later].track
            if same and rank[earlier] < rank[later] and not _waits_for(before, earlier, later):
                turns[later].append(earlier)
                before[later].add(earlier)
    return turns


def _waits_for(before: dict[str, set[str]], step: str, other: str) -> bool:
    seen, look = {step}, [step]
    while look:
        more = before[look.pop()] - seen
        seen |= more
        look += more
    return other in seen


def _ordered(before: dict[str, set[str]]) -> list[str]:
    left, found = dict(before), list[str]()
    while left:
        free = [step for step, others in left.items() if others.isdisjoint(left)] or list(left)
        found += free
        left = {step: others for step, others in left.items() if step not in free}
    return found


def _leg(standing: Standing, step: str, waits: After | Several, turn: tuple[str, ...]) -> Leg:
    lengths = [each for each in choices(standing, standing.map.steps[step].takes) if isinstance(each, Length)]
    leg = _held(standing, Leg(step, waits, turn))
    if not lengths:
        return leg
    shortest, longest = zip(*[(each.shortest, each.longest) for each in lengths], strict=True)
    return leg.but(shortest=shortest, longest=longest, takes=True)


def _carries(promise: Promise, step: str) -> bool:
    return promise.step == step and promise.state == "open"


def _held(standing: Standing, leg: Leg) -> Leg:
    """The leg with the latest day that is promised for it, or that it is put off to."""
    found = [(each.due, False, each.person) for each in standing.deal.promises.values() if _carries(each, leg.step)]
    off = past(standing, leg.step).put_off
    if off and status(standing, leg.step) in ("put-off", "open"):
        found.append((off.until, True, off.word.person))
    if not found:
        return leg
    day, put_off, person = max(found)
    return leg.but(held=day, put_off=put_off, held_by=person)
