"""The critical way: back from a goal, always to what comes last before it (rule 60)."""

from __future__ import annotations

from datetime import date

from callplan.core.dates.passes import Pass
from callplan.core.dates.waiting import NO_TIME, After, Several
from callplan.core.days import between
from callplan.core.deal.standing import Standing
from callplan.core.deal.verdict import roles_in, side_of
from callplan.core.record import Record

TAKES, WAIT, PROMISE, PUT_OFF = "takes", "wait", "promise", "put-off"


class Stretch(Record):
    """A stretch of the way. `kind`: takes (a step's own time), wait (after a step, else after a day), promise, put-off.

    `days`: the working days in it; `person`: who named the day of a promise or a putting-off.
    """

    kind: str
    step: str
    begins: date
    ends: date
    days: int
    person: str = ""


def critical(course: Pass, goal: str, ends: dict[str, date], today: date) -> tuple[Stretch, ...]:
    """The stretches that together take from today to the goal, first to last."""
    found: list[Stretch] = []
    step = goal
    while step and all(each.step != step or each.kind == WAIT for each in found):
        leg = course.legs[step]
        begins = course.begins(leg, ends, today)
        if course.taken(leg, begins) < ends[step]:
            kind = PUT_OFF if leg.put_off else PROMISE
            return (_stretch(course, kind, step, today, ends[step]).but(person=leg.held_by), *reversed(found))
        found.append(_stretch(course, TAKES, step, begins, ends[step]))
        last = _last(course, leg.waits, ends, today)
        turn = max(leg.turn, key=ends.__getitem__, default="")
        if turn and ends[turn] > max(today, course.reached(last, ends, today)):
            last = After(turn)
        if course.reached(last, ends, today) <= today:
            break
        begun = ends[last.step] if last.step else today
        if last.wait != NO_TIME:
            found.append(_stretch(course, WAIT, last.step, begun, course.reached(last, ends, today)))
        step = last.step
    return tuple(reversed(found))


def longest(way: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    """The longest stretches of a way; several where they are equally long."""
    most = max([each.days for each in way], default=0)
    return tuple([each for each in way if each.days == most])


def may_waive(standing: Standing, course: Pass, goal: str, way: tuple[Stretch, ...], today: date) -> tuple[str, ...]:
    """The steps of a way that somebody of the client may let go and that bring the goal nearer, longest first."""
    long = sorted([each for each in way if each.kind != WAIT and each.days], key=lambda each: -each.days)
    end = course.ends(today)[goal]
    may = [each.step for each in long if _may_waive(standing, each.step)]
    return tuple([step for step in may if course.without(step).ends(today)[goal] < end])


def _may_waive(standing: Standing, step: str) -> bool:
    found = standing.map.steps[step]
    roles = roles_in(standing, found.waive.by or found.by)
    client = any(side_of(standing, role) == "client" for role in roles)
    return client and step != standing.map.closing and not found.waive.never


def _stretch(course: Pass, kind: str, step: str, begins: date, ends: date) -> Stretch:
    return Stretch(kind, step, begins, ends, between(begins, ends, course.free))


def _last(course: Pass, wait: After | Several, ends: dict[str, date], today: date) -> After:
    """The one thing by which a wait is over: the last of all, or of so many the one that makes them enough."""
    while isinstance(wait, Several):
        wait = course.counted(wait, ends, today)[-1]
    return wait
