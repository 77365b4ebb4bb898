"""What is still to be done and decided, each piece with what it waits for and how long it takes (rule 59)."""

from __future__ import annotations

from datetime import date

from callplan.core.dates.begun import since, told_on
from callplan.core.deal.facts import day_of, known, limit, test
from callplan.core.deal.needs import own_needs, spared
from callplan.core.deal.owed import owed
from callplan.core.deal.position import undone
from callplan.core.deal.standing import Standing, applies, choices
from callplan.core.deal.state import Promise
from callplan.core.deal.status import is_open, settled, settled_on, status
from callplan.core.deal.verdict import past
from callplan.core.map.terms import Condition, Length, Named, Some, Span, Test
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    Wait = "After | Several"

NO_TIME = Span(0, "d")


class Leg(Record):
    """A step still to come on the client's way.

    `turn`: the decisions before it on its track; `held`: the day promised, or put off to. `since`: the day before which
    it cannot have begun, whatever it waits for; None: nothing says that it has begun. `takes`: whether the map says how
    long it takes.
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
    since: date | None = None


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


def afresh(every: dict[str, Leg]) -> dict[str, Leg]:
    """Legs as if none of them had begun yet."""
    return {step: leg.but(since=None) for step, leg in every.items()}


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
    leg = _held(standing, Leg(step, waits, turn, since=since(standing, step, nothing_before=at_once(waits))))
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


class After(Record):
    """A thing to wait for, and how long after it: a step still to come, else a day, else today.

    The first day there is stands for what was there all along.
    """

    step: str = ""
    day: date | None = None
    wait: Span = NO_TIME


class Several(Record):
    """So many of these, the first to come."""

    of: tuple[After | Several, ...]
    least: int


MET = After(day=date.min)
NEVER = After(day=date.max)


def waiting(standing: Standing, step_id: str) -> After | Several:
    """What a step waits for: its own needs and its stage's."""
    return _resolved(standing, Some(own_needs(standing, step_id)), True) or MET


def steps_in(wait: After | Several) -> Iterator[str]:
    """The steps still to come that are waited for, in the order of the file."""
    if isinstance(wait, Several):
        for each in wait.of:
            yield from steps_in(each)
    elif wait.step:
        yield wait.step


def at_once(wait: After | Several) -> bool:
    """Whether there is nothing to wait for, and so no day that says when a step began."""
    if isinstance(wait, Several):
        return sum(map(at_once, wait.of)) >= wait.least
    return wait == MET


def _resolved(standing: Standing, condition: Condition, every: bool) -> After | Several | None:
    """A condition as waits; None when it does not apply. In an "all" (`every`) a fact holds nothing up."""
    if isinstance(condition, Some):
        inside = every and not condition.least
        found = [each for part in condition.of if (each := _resolved(standing, part, inside)) is not None]
        return _together(found, condition.least, every)
    if isinstance(condition, Named) and condition.id not in standing.map.fact:
        return _of_steps(standing, condition, every)
    return _of_facts(standing, condition, every)


def _together(found: list[After | Several], least: int, every: bool) -> After | Several | None:
    """So many of some waits, without those that will not come."""
    able = [each for each in found if each != NEVER]
    wanted = min(least or len(found), len(found))
    if len(able) < wanted and not every:
        return NEVER
    if found and not able:
        return MET
    return Several(tuple(able), min(wanted, len(able))) if able else None


def _of_facts(standing: Standing, condition: Condition, every: bool) -> After | None:
    if isinstance(condition, Named):
        found = known(standing, condition.id)
        if found.state == "n/a":
            return None
        day = day_of(standing, condition.id)
        if day and condition.wait:
            return After(day=day, wait=condition.wait)
        return After(day=told_on(standing, condition.id)) if found.told else MET if every else NEVER
    return MET if every or (isinstance(condition, Test) and test(standing, condition)) else NEVER


def _of_steps(standing: Standing, leaf: Named, every: bool) -> After | Several | None:
    """The wait for a step, or for all decisions of a stage; what does not apply hands on its own needs."""
    steps = [step for step in standing.way.stands_for(leaf.id) if applies(standing, step) is not False]
    if not steps:
        return _resolved(standing, Some(own_needs(standing, leaf.id)), True) if every else None
    if leaf.id in standing.map.stage:
        steps = [step for step in steps if not spared(standing, step)]
        return _together([_of_step(standing, step, leaf.wait) for step in steps], 0, every) or MET
    return NEVER if not every and spared(standing, leaf.id) else _of_step(standing, leaf.id, leaf.wait)


def _of_step(standing: Standing, step: str, wait: Span | None) -> After:
    if not settled(standing, step):
        return After(step, None, wait or NO_TIME)
    return After("", settled_on(standing, step), wait or NO_TIME)
