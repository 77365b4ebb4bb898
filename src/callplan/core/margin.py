"""How much room is left before a date, in dates that stand still while the days go by."""

from __future__ import annotations

from datetime import date

from callplan.core.days import NONE_FREE, between
from callplan.core.record import Record

HOLDS, TIGHT, CANNOT, PAST = "holds", "tight", "cannot-hold", "past"
WORDS = (PAST, CANNOT, TIGHT, HOLDS)


class Goal(Record):
    """How tight one date of the client's is, told without today, so that a stored row can be read on any later day.

    `step`, called `title`, is wanted by `day`, on the word of `person` ("" is our own belief). `start_by`: the last day
    on which all work may begin and it still be reached with the upper ends, `start_by_lower` with the lower; None: on
    no day, since a promised day or a running wait alone comes too late. `fixed` and `fixed_lower`: the most working
    days to spare that such days leave; None where there are none. `begin_by`: `start_by_lower` but for such days, and
    `short` the working days by which they alone come too late. `waiver`: what on the way may be let go, by
    `waived_by`, and `longest` what takes longest, as it is on the first day on which the date cannot hold. `exact`: no
    free day can come between, so that `missing` may be told. `by` and `by_lower`: the latest date of the deal's next
    decision, with either end; None when this date does not wait for it. `limit`: it is the map's own.

    As long as nothing but the calendar has changed, and that has let nothing lapse and spared no alternative (on the
    deal's `turns_on` all of it is worked out anew), `word` is what the full computation says that day, to the day.
    `slack` and `missing` are so as well with all lengths in working days. With calendar days or alternatives they are
    only near: a number while the date holds or is tight, 0 at the latest on the last such day, else a missing day.
    """

    step: str
    day: date
    start_by: date | None
    start_by_lower: date | None
    begin_by: date
    fixed: int | None = None
    fixed_lower: int | None = None
    short: int = 0
    exact: bool = True
    by: date | None = None
    by_lower: date | None = None
    limit: bool = False
    title: str = ""
    person: str = ""
    waiver: str = ""
    waived_by: str = ""
    longest: tuple[str, ...] = ()

    def word(self, today: date) -> str:
        """`holds`, `tight` or `cannot-hold` on a day; `past` when it has gone by."""
        if today > self.day:
            return PAST
        if self.start_by and today <= self.start_by:
            return HOLDS
        return TIGHT if self.start_by_lower and today <= self.start_by_lower else CANNOT

    def slack(self, today: date, free: frozenset[date] = NONE_FREE) -> int | None:
        """The working days to spare on a day, with the lower ends when it is tight; None when it cannot hold."""
        word = self.word(today)
        start, fixed = (self.start_by, self.fixed) if word == HOLDS else (self.start_by_lower, self.fixed_lower)
        if word not in (HOLDS, TIGHT) or start is None:
            return None
        left = between(today, start, free)
        return left if fixed is None else min(left, fixed)

    def missing(self, today: date, free: frozenset[date] = NONE_FREE) -> int | None:
        """The working days that are missing on a day, with the lower ends; None unless it cannot hold."""
        if self.word(today) != CANNOT:
            return None
        return max(1, self.short, between(self.begin_by, today, free))


class Margin(Record):
    """How tight the client's own dates are, each of them, earliest first.

    `decision` is the next one on the main way. `free`: the days on which nobody works, as far as they matter.
    """

    goals: tuple[Goal, ...]
    decision: str
    free: tuple[date, ...] = ()

    def by(self, today: date) -> date | None:
        """The latest date of the next decision, counted back from the dates that can still hold on a day."""
        told = [{HOLDS: goal.by, TIGHT: goal.by_lower}.get(goal.word(today)) for goal in self.goals]
        return min([day for day in told if day], default=None)

    @property
    def until(self) -> date:
        """The last day on which each of the dates can still hold; the first of all days when one cannot on any."""
        return min([min(goal.day, goal.start_by_lower or date.min) for goal in self.goals])

    def worst(self, today: date) -> Goal:
        """The date that is in the worst way on a day."""
        return self.ranked(today)[0]

    def word(self, today: date) -> str:
        """How the worst of the dates stands on a day."""
        return self.worst(today).word(today)

    def ranked(self, today: date) -> list[Goal]:
        """The dates as they stand on a day, the worst first: gone by, cannot hold, tight, holds by so much."""
        return sorted(self.goals, key=lambda goal: self._badness(goal, today))

    def _badness(self, goal: Goal, today: date) -> tuple[int, int, date]:
        room = self.slack(goal, today)
        return WORDS.index(goal.word(today)), -self.missing(goal, today) if room is None else room, goal.day

    def slack(self, goal: Goal, today: date) -> int | None:
        """The working days that one of them has to spare; None when it cannot hold."""
        return goal.slack(today, frozenset(self.free))

    def missing(self, goal: Goal, today: date) -> int:
        """The working days that one of them misses; none unless it cannot hold."""
        return goal.missing(today, frozenset(self.free)) or 0
