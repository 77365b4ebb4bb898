"""What a deal's own dates leave room for, worked out without today (rules 58-60)."""

from __future__ import annotations

from datetime import date

from callplan.core.dates.legs import legs
from callplan.core.dates.passes import Pass
from callplan.core.dates.targets import own, targets
from callplan.core.days import between
from callplan.core.deal.position import front
from callplan.core.deal.standing import Standing
from callplan.core.margin import Margin
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.dates.targets import Target


class _Room(Record):
    """One end's figures: the first goal to begin for, the last day to begin, and what fixed days leave."""

    goal: Target
    start_by: date
    fixed: int | None


def margin(standing: Standing) -> Margin | None:
    """The margin of a deal; None when it has no date. The standing's day tells no more than what has lapsed by it."""
    deal, every = standing.deal, legs(standing)
    goals = own(targets(standing, every), standing.map.closing)
    if not goals:
        return None
    long, short = (Pass(every, deal.free, long=end) for end in (True, False))
    upper, lower = _room(long, goals, deal.opened), _room(short, goals, deal.opened)
    decision, by = _next(standing, long, goals)
    return Margin(
        goal=upper.goal.step,
        target=upper.goal.day,
        earliest=min(each.day for each in goals),
        decision=decision,
        by=by,
        start_by=_ever(upper.start_by),
        start_by_lower=_ever(lower.start_by),
        fixed=upper.fixed,
        fixed_lower=lower.fixed,
    )


def _ever(day: date) -> date | None:
    return None if day == date.min else day


def _room(course: Pass, goals: tuple[Target, ...], opened: date) -> _Room:
    starts = [course.start_by(each.step, each.day) for each in goals]
    first = min(range(len(goals)), key=lambda place: (starts[place], goals[place].day))
    ends = course.ends(date.min)
    left = [between(ends[each.step], each.day, course.free) for each in goals if ends[each.step] >= opened]
    return _Room(goals[first], starts[first], min(left, default=None))


def _next(standing: Standing, course: Pass, goals: tuple[Target, ...]) -> tuple[str, date | None]:
    """The next decision on the main way, and its latest date."""
    days = {each.step: min(other.day for other in goals if other.step == each.step) for each in goals}
    last = course.latest(days, course.ends(date.min), date.min)
    ahead = sorted(front(standing, "main"), key=lambda step: last.get(step, date.max))
    return (ahead[0], last.get(ahead[0])) if ahead else ("", None)
