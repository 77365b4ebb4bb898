"""Days: spans, and working days."""

from __future__ import annotations

from datetime import date

import pytest

from callplan.core.days import after, as_day, worked, working
from callplan.core.map.terms import Span

TODAY = date(2026, 11, 25)  # a Wednesday


@pytest.mark.parametrize(
    ("count", "unit", "found"),
    [
        (3, "d", "2026-11-28"),
        (-90, "d", "2026-08-27"),
        (2, "w", "2026-12-09"),
        (3, "bd", "2026-11-30"),
        (-3, "bd", "2026-11-20"),
        (0, "bd", "2026-11-25"),
        (3, "m", "2027-02-25"),
        (-11, "m", "2025-12-25"),
    ],
)
def test_after(count: int, unit: str, found: str) -> None:
    """It counts calendar days, weeks, working days and months, forward and back."""
    assert after(TODAY, Span(count, unit)) == date.fromisoformat(found)


def test_after_a_month_end() -> None:
    """It ends a month at its last day."""
    assert after(date(2026, 1, 31), Span(1, "m")) == date(2026, 2, 28)
    assert after(date(2027, 12, 31), Span(2, "m")) == date(2028, 2, 29)


def test_after_stops_at_the_end_of_the_calendar() -> None:
    """It never fails, however long the span."""
    assert after(date(9999, 12, 1), Span(9999, "w")) == date.max
    assert after(date(9999, 12, 1), Span(3, "m")) == date.max
    assert after(date(2, 1, 1), Span(-9999, "m")) == date.min
    assert after(date(9999, 12, 30), Span(30, "bd")) == date.max


def test_working() -> None:
    """It goes on from a weekend to Monday."""
    days = [working(date(2026, 11, day)) for day in (27, 28, 29, 30)]
    assert [day.day for day in days] == [27, 30, 30, 30]
    assert working(date.max) == date.max


def test_worked() -> None:
    """It is the day itself, or the last working day before it."""
    days = [worked(date(2026, 11, day), frozenset({date(2026, 11, 27)})) for day in (26, 27, 28, 30)]
    assert days == [date(2026, 11, 26), date(2026, 11, 26), date(2026, 11, 26), date(2026, 11, 30)]
    assert worked(date.min, frozenset({date.min})) == date.min


def test_as_day() -> None:
    """It is the day that a fact keeps; what is no day is none."""
    assert [as_day(value) for value in ("2026-12-03", "soon", 3, None)] == [date(2026, 12, 3), None, None, None]
