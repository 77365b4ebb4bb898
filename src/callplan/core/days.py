"""Days, spans of time, and which days are worked."""

from __future__ import annotations

from datetime import date, timedelta

from callplan.core.map.terms import Span

NONE_FREE: frozenset[date] = frozenset()
# How a day that is wanted stands, the worst first
PAST, CANNOT, TIGHT, HOLDS = WORDS = ("past", "cannot-hold", "tight", "holds")


def after(day: date, span: Span, free: frozenset[date] = NONE_FREE) -> date:
    """The day a span later (earlier, when its count is negative), rule 60: months end on the month's last day.

    Working days skip weekends and the days that are `free`.
    """
    try:
        if span.unit == "m":
            return _months(day, span.count)
        if span.unit == "bd":
            return _working_days(day, span.count, free)
        return day + timedelta(days=span.count * (7 if span.unit == "w" else 1))
    except (OverflowError, ValueError):
        return date.max if span.count > 0 else date.min


def working(day: date, free: frozenset[date] = NONE_FREE) -> date:
    """That day, or the next working day when it falls on a weekend or is free."""
    return day if _works(day, free) else after(day, Span(1, "bd"), free)


def next_working(today: date, free: frozenset[date] = NONE_FREE) -> date:
    """The next working day after a day."""
    return after(today, Span(1, "bd"), free)


def worked(day: date, free: frozenset[date] = NONE_FREE) -> date:
    """That day, or the last working day before it when it falls on a weekend or is free."""
    try:
        return day if _works(day, free) else _working_days(day, -1, free)
    except OverflowError:
        return day


def as_told(day: date, today: date | None, free: frozenset[date] = NONE_FREE) -> date:
    """The day a limit is told for: the working day before while that is to come; from then on its own, also once late.

    So a day that was told moves once at most, on the weekend itself, and to the day on which it really ends.
    """
    before = worked(day, free)
    return day if today and before < today else before


def between(first: date, last: date, free: frozenset[date] = NONE_FREE) -> int:
    """How many working days come after the first day, up to the last; none when that is no later."""
    if last <= first:
        return 0
    weeks, rest = divmod((last - first).days, 7)
    count = weeks * 5 + sum((first.weekday() + step) % 7 < 5 for step in range(1, rest + 1))
    return count - sum(first < day <= last and day.weekday() < 5 for day in free)


def _months(day: date, count: int) -> date:
    years, month = divmod(day.month - 1 + count, 12)
    first = date(day.year + years, month + 1, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return first.replace(day=min(day.day, (following - timedelta(days=1)).day))


def _working_days(day: date, count: int, free: frozenset[date]) -> date:
    step = timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= _works(day, free)
    return day


def _works(day: date, free: frozenset[date]) -> bool:
    return day.weekday() < 5 and day not in free


def as_day(value: object) -> date | None:
    """The day that is kept as a fact's value; None when it is none."""
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
