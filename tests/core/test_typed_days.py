"""Days as a person types them: what lies ahead, what lies behind, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from callplan.core.interview.typed_days import DoubtfulDay, read

TODAY = date(2026, 12, 1)  # a Tuesday
SAME = [
    ("2026-12-03", "2026-12-03"), ("today", "2026-12-01"), (" Tomorrow ", "2026-12-02"), ("yesterday", "2026-11-30"),
    ("the day after tomorrow", "2026-12-03"), ("+3d", "2026-12-04"), ("-4d", "2026-11-27"), ("+2w", "2026-12-15"),
    ("+1m", "2027-01-01"), ("+5bd", "2026-12-08"), ("in two weeks", "2026-12-15"), ("in a week", "2026-12-08"),
    ("in 3 working days", "2026-12-04"), ("two weeks from now", "2026-12-15"), ("three days ago", "2026-11-28"),
    ("this friday", "2026-12-04"), ("this mon", "2026-11-30"),
    ("next friday", "2026-12-11"), ("next  mon", "2026-12-07"), ("last thursday", "2026-11-26"),
    ("last tuesday", "2026-11-24"), ("friday next week", "2026-12-11"), ("next week", "2026-12-11"),
    ("this week", "2026-12-04"), ("last week", "2026-11-27"), ("end of next week", "2026-12-11"), ("eow", "2026-12-04"),
    ("end of the month", "2026-12-31"), ("eom", "2026-12-31"), ("next month", "2027-01-31"),
    ("mid next month", "2027-01-15"), ("end of the year", "2026-12-31"), ("end of 2027", "2027-12-31"),
    ("Wed 9 Dec 2026", "2026-12-09"), ("Wed, 9 December 2026", "2026-12-09"), ("9 dec, 2026", "2026-12-09"),
    ("dec 9, 2026", "2026-12-09"), ("15.12.2026", "2026-12-15"), ("15. 12. 2026", "2026-12-15"),
    ("29 feb 2028", "2028-02-29"), ("end of january 2027", "2027-01-31"),
    ("2026/12/3", "2026-12-03"), ("2026\u201112\u201103", "2026-12-03"), ("\u22124d", "2026-11-27"),
    ("in a fortnight", "2026-12-15"), ("in a year", "2027-12-01"), ("+1y", "2027-12-01"),
    ("one year ago", "2025-12-01"),
    ("a week on tuesday", "2026-12-15"), ("friday week", "2026-12-11"), ("monday of this week", "2026-11-30"),
    ("\uff13 dec 2026", "2026-12-03"), ("\u0663 dec 2026", "2026-12-03"), ("3dec, 2026", "2026-12-03"),
]  # fmt: skip
APART = [
    ("friday", "2026-12-04", "2026-11-27"), ("fri", "2026-12-04", "2026-11-27"), ("tue", "2026-12-08", "2026-12-01"),
    ("on thurs", "2026-12-03", "2026-11-26"),
    ("dec 15", "2026-12-15", "2025-12-15"), ("15. Dec.", "2026-12-15", "2025-12-15"),
    ("15th of december", "2026-12-15", "2025-12-15"), ("15.12.", "2026-12-15", "2025-12-15"),
    ("sept 3", "2027-09-03", "2026-09-03"), ("29 feb", "2028-02-29", "2024-02-29"),
    ("1 dec", "2026-12-01", "2026-12-01"),
    ("by the 15th", "2026-12-15", "2026-11-15"), ("end of january", "2027-01-31", "2026-01-31"),
    ("mid january", "2027-01-15", "2026-01-15"), ("beginning of february", "2027-02-01", "2026-02-01"),
    ("Thu 3\u00a0Dec", "2026-12-03", "2026-12-03"), ("dec15", "2026-12-15", "2025-12-15"),
    ("3 jan", "2027-01-03", "2026-01-03"), ("the 3rd", "2026-12-03", "2026-11-03"),
    ("Thu 26 Nov", "2026-11-26", "2026-11-26"),
]  # fmt: skip
NONE = [
    "2026-13-03", "20261203", "th", "31 nov", "3 nonember", "3 foo", "5", "january",
    "week", "month", "soon", "", "the", "in", "end of", "+3", "yesterday evening", "0 dec",
    "1.13.", "15.0.", "1 jan 1", "in -4 days", "32/13", "0/12", "29 feb 2027", "3 dec 26", "15.12.26", "friday 3pm",
    "q1",
]  # fmt: skip


@pytest.mark.parametrize(("text", "found"), SAME)
def test_the_same_on_either_side(text: str, found: str) -> None:
    """It is the same day whether what is told lies ahead or behind."""
    assert [read(text, TODAY), read(text, TODAY, behind=True)] == [date.fromisoformat(found)] * 2


@pytest.mark.parametrize(("text", "ahead", "behind"), APART)
def test_ahead_and_behind(text: str, ahead: str, behind: str) -> None:
    """It is the next one of what is to come, and the nearest that has gone by of what has happened."""
    assert [read(text, TODAY), read(text, TODAY, behind=True)] == [
        date.fromisoformat(ahead), date.fromisoformat(behind),
    ]  # fmt: skip


@pytest.mark.parametrize("text", NONE)
def test_no_day(text: str) -> None:
    """It reads a closed grammar, and never guesses day and month apart."""
    assert (read(text, TODAY), read(text, TODAY, behind=True)) == (None, None)


@pytest.mark.parametrize(
    ("text", "behind", "why"),
    [
        ("26 nov", False, "was 5 days ago: write 2027-11-26 if that is meant"),
        ("30.11.", False, "was 1 day ago: write 2027-11-30 if that is meant"),
        ("Fri 9 Dec", False, "is a Wednesday in 2026: write 2026-12-09, or the day that is meant"),
        ("Fri 9 Dec 2026", True, "is a Wednesday in 2026: write 2026-12-09, or the day that is meant"),
        ("3 dec", True, "is 2 days ahead: write 2025-12-03 if that is meant"),
        ("2.12.", True, "is 1 day ahead: write 2025-12-02 if that is meant"),
        ("fri the 3rd", False, "is a Thursday in 2026: write 2026-12-03, or the day that is meant"),
        ("3/12", True, "does not tell day and month apart: write 3 dec or 12 mar"),
        ("3/12/2026", False, "does not tell day and month apart: write 3 dec 2026 or 12 mar 2026"),
        ("15.12", False, "does not tell day and month apart: write 15 dec"),
        ("3-3", False, "does not tell day and month apart: write 3 mar"),
        ("3026-12-03", False, "is in the year 3026: write a day within 50 years"),
        ("0202-12-03", True, "is in the year 202: write a day within 50 years"),
        ("Thu 25 Nov", True, "is a Wednesday in 2026: write 2026-11-25, or the day that is meant"),
    ],
)
def test_in_doubt(text: str, behind: bool, why: str) -> None:
    """It takes no day that falls on another weekday, none a year from one that is near, and none that may be two."""
    with pytest.raises(DoubtfulDay, match=why):
        read(text, TODAY, behind=behind)


def test_at_the_end_of_the_calendar() -> None:
    """It never fails, however far a day is."""
    assert [read(text, date(9999, 12, 30)) for text in ("+9999w", "in 12 months", "next friday", "29 feb", "eom")] == [
        date.max, date.max, None, None, None,
    ]  # fmt: skip
    assert [read(text, date.min, behind=True) for text in ("-9999w", "last friday", "31 dec")] == [date.min, None, None]
