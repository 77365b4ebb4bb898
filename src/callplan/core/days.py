"""Days, spans of time and the dates a person may type."""

from __future__ import annotations

import re
from datetime import date, timedelta

from callplan.core.map.terms import Span

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NONE_FREE: frozenset[date] = frozenset()
# How a day that is wanted stands, the worst first
PAST, CANNOT, TIGHT, HOLDS = WORDS = ("past", "cannot-hold", "tight", "holds")
_DAY_LIKE = r"(?i)[\d+]|(today|tomorrow|yesterday|eow|eom|next |mon|tue|wed|thu|fri|sat|sun)"
_SPAN = r"\+(\d{1,4})(bd|d|w|m)"
_DAY_MONTH = r"(\d{1,2}) ([a-z]{3,9})(?: (\d{4}))?"


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


def worked(day: date, free: frozenset[date] = NONE_FREE) -> date:
    """That day, or the last working day before it when it falls on a weekend or is free."""
    try:
        return day if _works(day, free) else _working_days(day, -1, free)
    except OverflowError:
        return day


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


def read(text: str, today: date) -> date | None:
    """The date a person typed, in a small closed grammar; None when it is not in it.

    ISO, today, tomorrow, yesterday, a weekday (the next one, never today), next WEEKDAY (of next week),
    +3d +2w +1m +5bd, eow, eom, `26 nov` and `26 nov 2027`. Day and month are never guessed apart.
    """
    said = " ".join(text.lower().split())
    try:
        return date.fromisoformat(said) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", said) else _spoken(said, today)
    except (ValueError, OverflowError):
        return None


def is_day_like(text: str) -> bool:
    """Whether a text begins as a day does, so that one that is none is a mistake."""
    return re.match(_DAY_LIKE, text) is not None


def _spoken(said: str, today: date) -> date | None:
    near = {"today": 0, "tomorrow": 1, "yesterday": -1, "eow": (4 - today.weekday()) % 7}
    if said in near:
        return today + timedelta(days=near[said])
    if said == "eom":
        return _months(today.replace(day=1), 1) - timedelta(days=1)
    if span := re.fullmatch(_SPAN, said):
        return after(today, Span(int(span[1]), span[2]))
    if day := re.fullmatch(_DAY_MONTH, said):
        return _of_month(int(day[1]), day[2][:3], day[3], today)
    return _weekday(said, today)


def _of_month(day: int, month: str, year: str | None, today: date) -> date | None:
    if month not in MONTHS:
        return None
    found = date(int(year) if year else today.year, MONTHS.index(month) + 1, day)
    return found if year or found >= today else found.replace(year=today.year + 1)


def _weekday(said: str, today: date) -> date | None:
    name = said.removeprefix("next ")
    numbers = [number for number, day in enumerate(WEEKDAYS) if len(name) >= 3 and day.startswith(name)]
    if not numbers:
        return None
    if said != name:
        return today + timedelta(days=7 - today.weekday() + numbers[0])
    return today + timedelta(days=(numbers[0] - today.weekday() - 1) % 7 + 1)
