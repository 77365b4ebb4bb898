"""What a deal's own dates leave room for, worked out without today (rules 58-60)."""

from __future__ import annotations

from datetime import date, timedelta

from callplan.core.dates.legs import legs
from callplan.core.dates.passes import Pass, Stretch, critical, may_waive
from callplan.core.dates.targets import LIMIT, own, targets
from callplan.core.days import between
from callplan.core.deal.position import front
from callplan.core.deal.standing import Standing
from callplan.core.margin import Goal, Margin

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from callplan.core.dates.targets import Target

    Naming = Callable[[Goal, tuple[Stretch, ...], tuple[str, ...]], Goal]


def _unnamed(goal: Goal, _: tuple[Stretch, ...], __: tuple[str, ...]) -> Goal:
    return goal


def margin(standing: Standing, named: Naming = _unnamed) -> Margin | None:
    """The margin of a deal; None when it has no date.

    `named` puts the words into a goal, from its critical way and from what on it may be let go.

    The standing's day tells no more than what has lapsed by it.
    """
    deal, every = standing.deal, legs(standing)
    found = own(targets(standing, every), standing.map.closing)
    if not found:
        return None
    long, short = (Pass(every, deal.free, long=end) for end in (True, False))
    ahead = _next(standing, long, found)
    goals = [_goal(each, long, short, deal.opened) for each in sorted(found, key=lambda each: each.day)]
    goals = [_with_next(goal, ahead, long, short) for goal in goals]
    goals = [named(goal, *_way(standing, goal, short)) for goal in goals]
    first, last = min([deal.opened, *[goal.begin_by for goal in goals]]), goals[-1].day
    free = sorted([day for day in deal.free if first < day <= last and day.weekday() < 5])
    return Margin(tuple(goals), ahead, tuple(free))


def _goal(target: Target, long: Pass, short: Pass, opened: date) -> Goal:
    """How tight one date is, with both ends."""
    step, day = target.step, target.day
    begin = short.start_by(step, day, anyway=True)
    return Goal(
        step=step,
        day=day,
        start_by=_ever(long.start_by(step, day)),
        start_by_lower=_ever(short.start_by(step, day)),
        begin_by=begin,
        fixed=_fixed(long, target, opened),
        fixed_lower=_fixed(short, target, opened),
        short=between(day, short.ends(date.min)[step], short.free),
        exact=not any(begin < free and free.weekday() < 5 for free in short.free),
        limit=target.kind == LIMIT,
        person=next(iter(target.people), ""),
    )


def _ever(day: date) -> date | None:
    return None if day == date.min else day


def _fixed(course: Pass, target: Target, opened: date) -> int | None:
    """The working days to spare that promised days and running waits leave, whenever work begins."""
    end = course.ends(date.min)[target.step]
    return between(end, target.day, course.free) if end >= opened else None


def _way(standing: Standing, goal: Goal, course: Pass) -> tuple[tuple[Stretch, ...], tuple[str, ...]]:
    """The critical way to a goal on the first day on which it cannot hold, and what on it may be let go."""
    day = goal.start_by_lower + timedelta(days=1) if goal.start_by_lower else standing.deal.opened
    way = critical(course, goal.step, course.ends(day), day)
    return way, may_waive(standing, course, goal.step, way, day)


def _with_next(goal: Goal, ahead: str, long: Pass, short: Pass) -> Goal:
    """A goal with the latest date that it leaves the next decision."""
    by, lower = (
        course.latest({goal.step: goal.day}, course.ends(date.min), date.min).get(ahead) for course in (long, short)
    )
    return goal.but(by=by, by_lower=lower)


def _next(standing: Standing, course: Pass, goals: tuple[Target, ...]) -> str:
    """The next decision on the main way: of several the one with the earliest latest date; "" where there is none."""
    days = {each.step: min(other.day for other in goals if other.step == each.step) for each in goals}
    last = course.latest(days, course.ends(date.min), date.min)
    return min(front(standing, "main"), key=lambda step: last.get(step, date.max), default="")


def beginnings(standing: Standing) -> dict[str, date]:
    """For each step that a date waits for, the last day on which all work on it may begin, with the upper ends.

    It is the step's slack, told without today: the less is left of the one, the sooner is the other.
    """
    every, goals = legs(standing), dict[str, date]()
    for each in targets(standing, every):
        goals[each.step] = min(each.day, goals.get(each.step, date.max))
    course = Pass(every, standing.deal.free, long=True)
    last = course.latest(goals, course.ends(date.min), date.min)
    return {step: course.start_by(step, day) for step, day in last.items()}
