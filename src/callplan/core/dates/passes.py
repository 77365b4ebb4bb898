"""Forward from a day and back from a day, with the short ends or the long ones (rules 59, 60)."""

from __future__ import annotations

from datetime import date, timedelta

from callplan.core.dates.legs import MET, NO_TIME, After, Leg, Several, afresh, legs
from callplan.core.dates.targets import targets
from callplan.core.days import NONE_FREE, after, as_told, between, worked, working
from callplan.core.deal.standing import Standing
from callplan.core.deal.verdict import roles_in, side_of
from callplan.core.map.terms import Span
from callplan.core.record import Record


class Pass:
    """Some legs, counted with their long ends or their short ones, on a calendar with these free days."""

    def __init__(self, legs: dict[str, Leg], free: frozenset[date], *, long: bool) -> None:
        self.legs = legs
        self.free = free
        self.long = long

    def without(self, step: str) -> Pass:
        """The same, with one step let go."""
        return Pass(self.legs | {step: Leg(step, MET, ())}, self.free, long=self.long)

    def taken(self, leg: Leg, begins: date) -> date:
        """The day on which a leg begun that day is done, whatever is promised."""
        if self.long:
            return max(ahead(begins, span, self.free) for span in leg.longest)
        return min(ahead(begins, span, self.free) for span in leg.shortest)

    def begin_by(self, leg: Leg, day: date) -> date:
        """The last day on which a leg may begin and still be done by that day; on its promised day it may."""
        if self.long:
            usual = min(begin_by(day, span, self.free) for span in leg.longest)
        else:
            usual = max(begin_by(day, span, self.free) for span in leg.shortest)
        promised = self.promised(leg)
        return max(usual, promised) if promised <= day else usual

    def held(self, leg: Leg) -> date:
        """The day before which a leg is not counted on; far back when nobody has named one."""
        return working(leg.held, self.free) if leg.held else date.min

    def promised(self, leg: Leg) -> date:
        """The day that is promised for a leg; far back when nobody has promised it."""
        return date.min if leg.put_off else self.held(leg)

    def ends(self, today: date) -> dict[str, date]:
        """The day on which each leg is done, when everything that can begin today does."""
        ends: dict[str, date] = {}
        for step, leg in self.legs.items():
            ends[step] = self.ends_on(leg, self.begins(leg, ends, today), today)
        return ends

    def ends_on(self, leg: Leg, begins: date, today: date) -> date:
        """The day on which a leg begun that day is done: not before today, nor before the day it is put off to.

        The day that is promised takes the place of the usual time, sooner or later, as long as it can be kept.
        """
        if self.promised(leg) >= max(begins, today):
            return self.promised(leg)
        return max(self.usual(leg, begins, today), self.held(leg))

    def usual(self, leg: Leg, begins: date, today: date) -> date:
        """The day on which a leg begun that day is done if it takes its usual time, and today if that has gone by."""
        return max(self.taken(leg, begins), today)

    def begins(self, leg: Leg, ends: dict[str, date], today: date) -> date:
        """The day on which a leg began or can begin; today for one of which nothing says that it has begun."""
        since = today if leg.since is None else leg.since
        return max([since, self.reached(leg.waits, ends, today), *[ends.get(step, today) for step in leg.turn]])

    def reached(self, wait: After | Several, ends: dict[str, date], today: date) -> date:
        """The day on which a wait is over."""
        if isinstance(wait, Several):
            return sorted([self.reached(each, ends, today) for each in wait.of])[wait.least - 1]
        begun = ends.get(wait.step, today) if wait.step or wait.day is None else wait.day
        return ahead(begun, wait.wait, self.free)

    def counted(self, wait: Several, ends: dict[str, date], today: date) -> list[After | Several]:
        """Those of several by which the wait is over, the last of them last."""
        return sorted(wait.of, key=lambda each: self.reached(each, ends, today))[: wait.least]

    def latest(self, goals: dict[str, date], ends: dict[str, date], today: date) -> dict[str, date]:
        """The last day for each leg on the way to some goals, all of which `ends` meets.

        Of alternatives those that come first are on the way, since they are counted on; the others have none.
        """
        last = dict(goals)

        def bind(step: str, day: date) -> None:
            last[step] = min(day, last.get(step, day))

        def back(wait: After | Several, day: date) -> None:
            if isinstance(wait, After):
                if wait.step:
                    bind(wait.step, begin_by(day, wait.wait, self.free))
                return
            for each in self.counted(wait, ends, today):
                back(each, day)

        for step, leg in reversed(self.legs.items()):
            if step in last:
                begin = self.begin_by(leg, last[step])
                back(leg.waits, begin)
                for earlier in leg.turn:
                    bind(earlier, begin)
        return {step: as_told(day, today, self.free) for step, day in last.items()}

    def start_by(self, goal: str, day: date) -> date:
        """The last day on which all work may begin and the goal still be reached by a day; far back when on none.

        It is `ends` turned round, to the day, for legs that begin on that day: as if none had begun yet (`afresh`).
        """
        known: dict[tuple[str, date], date] = {}

        def of(step: str, day: date) -> date:
            key = (step, day)
            if key not in known:
                known[key] = date.min
                leg = self.legs[step]
                begin = self.begin_by(leg, day)
                if self.held(leg) <= day:
                    known[key] = min([begin, over(leg.waits, begin), *[of(other, begin) for other in leg.turn]])
            return known[key]

        def over(wait: After | Several, day: date) -> date:
            if isinstance(wait, Several):
                return sorted([over(each, day) for each in wait.of], reverse=True)[wait.least - 1]
            if wait.step:
                return of(wait.step, begin_by(day, wait.wait, self.free))
            if wait.day is None:
                return begin_by(day, wait.wait, self.free)
            return date.max if ahead(wait.day, wait.wait, self.free) <= day else date.min

        return of(goal, day)


def ahead(day: date, span: Span, free: frozenset[date] = NONE_FREE) -> date:
    """The day on which what begins that day is done: moved on to a working day, unless it takes no time (rule 60)."""
    return working(after(day, span, free), free) if span.count else day


def begin_by(day: date, span: Span, free: frozenset[date] = NONE_FREE) -> date:
    """The last day on which a thing may begin and still be done by that day: `ahead` turned round."""
    if not span.count:
        return day
    last, one = worked(day, free), timedelta(days=1)
    found = after(last, Span(-span.count, span.unit), free)
    while found < last and ahead(found + one, span, free) <= last:
        found += one
    return found


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
        if course.usual(leg, begins, today) != ends[step]:
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


def beginnings(standing: Standing) -> dict[str, date]:
    """For each step that a date waits for, the last day on which all work on it may begin, with the upper ends.

    It is the slack of a step that has not begun, told without today: the less is left of the one, the sooner is the
    other.
    """
    every, goals = afresh(legs(standing)), dict[str, date]()
    for each in targets(standing, every):
        goals[each.step] = min(each.day, goals.get(each.step, date.max))
    course = Pass(every, standing.deal.free, long=True)
    last = course.latest(goals, course.ends(date.min), date.min)
    return {step: course.start_by(step, day) for step, day in last.items()}
