"""Words that tell what we do, or a feeling, are told from what a client does."""

from __future__ import annotations

from datetime import date

import pytest

from callplan.core.interview.promising import seller_shaped
from callplan.core.phrase import short_day, stretch


@pytest.mark.parametrize(
    "act",
    [
        "send proposal", "send us the revised quote", "get our offer", "review the proposal", "follow up",
        "follow-up next week", "check in", "touch base", "circle back", "get back to us", "stay in touch",
        "have a good demo",
        "had a great call",
        "schedule the next meeting", "next steps", "think about it", "let us know", "be interested",
        "loved the product",
        "great conversation", "discuss internally",
    ],
)  # fmt: skip
def test_ours(act: str) -> None:
    """It knows the seller's own work, and what cannot be seen to be done."""
    assert seller_shaped(act)


@pytest.mark.parametrize(
    "act",
    [
        "send the label list", "name the quietest week", "bring the budget owner to a call", "sign the order",
        "put a figure on the last outage", "get an estimate for building it", "give us the names of two clients",
        "check the contract against our list", "reserve the sum", "show a whole working day", "greatly cut the list",
        "likewise ask legal", "read off the starting value",
    ],
)  # fmt: skip
def test_theirs(act: str) -> None:
    """It leaves alone what a client does."""
    assert not seller_shaped(act)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 1, 5), "5 Jan"),
        (date(2027, 10, 5), "5 Oct 2027"),
        (date(2027, 1, 4), "4 Jan 2027"),
        (date(2025, 12, 18), "18 Dec 2025"),
    ],
)
def test_a_day_without_its_year(day: date, said: str) -> None:
    """It leaves the year out of a day of this year, and of no other."""
    assert short_day(day, date(2026, 12, 1)).replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 12, 4), date(2026, 12, 18), "4 Dec–18 Dec"),
        (date(2026, 12, 4), date(2026, 12, 4), "4 Dec"),
        (date(2026, 12, 30), date(2027, 1, 5), "30 Dec–5 Jan 2027"),
        (date(2027, 1, 7), date(2027, 1, 13), "7 Jan–13 Jan 2027"),
        (date(2027, 12, 30), date(2028, 1, 5), "30 Dec 2027–5 Jan 2028"),
    ],
)
def test_a_stretch_of_days(first: date, last: date, said: str) -> None:
    """It names a year once, and both years where it begins in another one than it ends."""
    assert stretch(first, last, date(2026, 12, 1)).replace("\u00a0", " ") == said
