"""How long things take on a calendar, forward and back (rule 60)."""

from __future__ import annotations

from datetime import date, timedelta

from callplan.core.days import NONE_FREE, after, worked, working
from callplan.core.map.terms import Span


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
