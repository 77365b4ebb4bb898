"""How much room is left before a date, in dates that stand still while the days go by."""

from __future__ import annotations

from datetime import date

from callplan.core.days import NONE_FREE, between
from callplan.core.record import Record

HOLDS, TIGHT, CANNOT, PAST = "holds", "tight", "cannot-hold", "past"


class Margin(Record):
    """How tight the client's own dates are, told without today, so that a stored row can be read on any later day.

    `goal` is wanted by `target`; of several it is the one for which work has to begin first, and `earliest` the day of
    the first of them. `decision` is the next one on the main way and `by` its latest date, counted back with the upper
    ends; None when no goal waits for it. `start_by`: the last day on which all work may begin and every goal still be
    reached with the upper ends, `start_by_lower` with the lower; None: on no day, since a promised day or a running
    wait alone comes too late. `fixed` and `fixed_lower`: the most working days to spare that such days leave; None
    where there are none.

    As long as nothing but the calendar has changed, and that has let nothing lapse and spared no alternative (on the
    deal's `turns_on` all of it is worked out anew), `word` is what the full computation says that day, to the day.
    `slack` is so as well with one goal and all lengths in working days. With calendar days, alternatives or several
    goals it is only near: a number while the date holds or is tight, 0 at the latest on the last such day.
    """

    goal: str
    target: date
    earliest: date
    decision: str
    by: date | None
    start_by: date | None
    start_by_lower: date | None
    fixed: int | None = None
    fixed_lower: int | None = None

    def word(self, today: date) -> str:
        """`holds`, `tight` or `cannot-hold` on a day; `past` when a date has gone by."""
        if today > self.earliest:
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
