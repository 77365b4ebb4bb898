"""What a step waits for, with every wait: a map's conditions as they come to on a deal (rules 9, 37, 59)."""

from __future__ import annotations

from datetime import date

from callplan.core.deal.facts import day_of, known, test
from callplan.core.deal.needs import own_needs, spared
from callplan.core.deal.standing import Standing, applies
from callplan.core.deal.status import settled, settled_on
from callplan.core.map.terms import Condition, Named, Some, Span, Test
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    Wait = "After | Several"

NO_TIME = Span(0, "d")


class After(Record):
    """A thing to wait for, and how long after it: a step still to come, else a day, else today."""

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
        return MET if every or found.told else NEVER
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
    return After("", settled_on(standing, step), wait) if wait else MET
