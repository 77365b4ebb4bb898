"""Forward from a day and back from a day, with the short ends or the long ones (rules 59, 60)."""

from __future__ import annotations

from datetime import date

from callplan.core.dates.calendar import ahead, begin_by
from callplan.core.dates.legs import Leg
from callplan.core.dates.waiting import MET, After, Several
from callplan.core.days import worked, working


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
        """The last day on which a leg may begin and still be done by that day."""
        if self.long:
            return min(begin_by(day, span, self.free) for span in leg.longest)
        return max(begin_by(day, span, self.free) for span in leg.shortest)

    def held(self, leg: Leg) -> date:
        """The day before which a leg is not counted on; far back when nobody has named one."""
        return working(leg.held, self.free) if leg.held else date.min

    def ends(self, today: date) -> dict[str, date]:
        """The day on which each leg is done, when everything that can begin today does."""
        ends: dict[str, date] = {}
        for step, leg in self.legs.items():
            ends[step] = max(self.taken(leg, self.begins(leg, ends, today)), self.held(leg))
        return ends

    def begins(self, leg: Leg, ends: dict[str, date], today: date) -> date:
        """The day on which a leg can begin."""
        return max([today, self.reached(leg.waits, ends, today), *[ends.get(step, today) for step in leg.turn]])

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
        return {step: worked(day, self.free) for step, day in last.items()}

    def start_by(self, goal: str, day: date, *, anyway: bool = False) -> date:
        """The last day on which all work may begin and the goal still be reached by a day; far back when on none.

        It is `ends` turned round, to the day: what begins today is the only thing in it that moves with the calendar.
        `anyway`: as if no promised day and no running wait came too late.
        """
        known: dict[tuple[str, date], date] = {}

        def of(step: str, day: date) -> date:
            key = (step, day)
            if key not in known:
                known[key] = date.min
                leg = self.legs[step]
                begin = self.begin_by(leg, day)
                if anyway or self.held(leg) <= day:
                    known[key] = min([begin, over(leg.waits, begin), *[of(other, begin) for other in leg.turn]])
            return known[key]

        def over(wait: After | Several, day: date) -> date:
            if isinstance(wait, Several):
                return sorted([over(each, day) for each in wait.of], reverse=True)[wait.least - 1]
            if wait.step:
                return of(wait.step, begin_by(day, wait.wait, self.free))
            if wait.day is None:
                return begin_by(day, wait.wait, self.free)
            return date.max if anyway or ahead(wait.day, wait.wait, self.free) <= day else date.min

        return of(goal, day)
