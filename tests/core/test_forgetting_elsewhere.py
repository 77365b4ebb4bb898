"""Who was forgotten elsewhere, seen by what is left of entries, and what else names them."""

from __future__ import annotations

from datetime import date

import pytest

from callplan.core.entries import Entry
from callplan.core.events import Called, Met
from callplan.core.forgetting import forgotten, missing, named_in
from callplan.core.outside import Noted

ON = date(2026, 12, 1)
WU, CHEN = frozenset({"Li Wu"}), frozenset({"Pat Chen"})
ENTRIES = (
    Entry(1, 1, Met(ON, "Li Wu", ("boss",)), "at nine", "anna"),
    Entry(2, 1, Met(ON, "Pat Chen", ("user",)), "at nine", "anna"),
    Entry(3, 2, Called(ON, "Li Wu", "Lizzie"), "at ten", "anna"),
)
LATER = Entry(4, 3, Met(ON, "Sam", ("user",)), "at noon", "anna")


def test_missing() -> None:
    """It names who is in no entry any more that is still there, however many others differ or were added."""
    left = forgotten(ENTRIES, WU)
    assert missing(ENTRIES, left) == WU
    assert missing(ENTRIES, ENTRIES) == frozenset()
    another = Entry(4, 3, Met(ON, "Oz", ("user",)), "at one", "ben")
    assert missing((*ENTRIES, LATER), (*left, another)) == WU
    assert missing((*ENTRIES, LATER), left) == WU


@pytest.mark.parametrize(
    ("text", "names", "found"),
    [
        ("what Li Wu wants", WU, True),
        ("Lizzie said so", WU, True),
        ("li", WU, True),
        ("Li:boss", WU, True),
        ("Pat, Wu", WU, True),
        ("so little", WU, False),
        ("Li says so", WU, False),
        ("Chen says so", CHEN, True),
        ("Pat", WU, False),
    ],
)
def test_named_in(text: str, names: frozenset[str], found: bool) -> None:
    """It finds somebody by a whole name, by a long part of it, and by any part that is an answer alone."""
    assert named_in(("nothing", text), ENTRIES, names) is found


def test_named_where_they_are_not() -> None:
    """It takes a part of a name for nobody in a deal in which they are not."""
    texts = (("Li",), ("Wu and Chen",), ("by Li Wu",))
    assert [named_in(each, (ENTRIES[1], Entry(2, 1, Noted(ON, ON, "so"))), WU) for each in texts] == [
        False,
        False,
        True,
    ]
