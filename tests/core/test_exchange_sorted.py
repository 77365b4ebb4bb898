"""What a home and the hub take from each other, deal by deal: pure, with every case that there is."""

from __future__ import annotations

from itertools import groupby

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from callplan.core.exchange import (
    Both,
    Here,
    Line,
    Sorted,
    There,
    agreed,
    clashing,
    name_here,
    rest,
    seen_now,
    sorted_out,
    to_send,
)

Told = list[tuple[int, str]]
BATCHES = some.lists(some.tuples(some.integers(1, 3), some.sampled_from("abc")), max_size=6)


def told(batches: Told, who: str = "ben") -> list[Line]:
    """Transactions of so many entries each, with a word for their text."""
    every: list[Line] = []
    for batch, (count, word) in enumerate(batches, 1):
        for _ in range(count):
            every.append(Line(len(every) + 1, batch, f"at {word}", who, "Noted", "2026-12-01", word))
    return every


def here(id: str, called: str = "", *, last: int = 5, agreed: int = 5, epoch: int = 0, dropped: bool = False) -> Here:
    return Here(called or id, called or id, dropped, last, id, "ben", epoch, agreed)


def there(id: str, name: str | None = "", *, last: int = 5, epoch: int = 0, seen: int = 1) -> There:
    return There(id, "ben", id if name == "" else name, epoch, last, seen)


@pytest.mark.parametrize(
    ("ours", "theirs", "found"),
    [
        (None, there("a"), Sorted(fresh=(there("a"),))),
        (None, there("a", None, last=0), Sorted()),
        (here("a"), there("a", None, last=0), Sorted(gone=(here("a"),))),
        (here("a"), there("a", last=7), Sorted(behind=((here("a"), there("a", last=7)),))),
        (here("a"), there("a"), Sorted(behind=((here("a"), there("a")),))),
        (here("a", last=6), there("a", last=7), Sorted(both=(Both(here("a", last=6), there("a", last=7), 5),))),
        (here("a"), there("a", last=4), Sorted(both=(Both(here("a"), there("a", last=4), 0),))),
        (here("a"), there("a", epoch=1), Sorted(both=(Both(here("a"), there("a", epoch=1), 0),))),
    ],
    ids=["new", "gone already", "forgotten", "grown there", "as it was", "grown on both", "hub went back", "rewritten"],
)  # fmt: skip
def test_each_case(ours: Here | None, theirs: There, found: Sorted) -> None:
    """It sorts out every way in which a home and the hub can differ over a deal."""
    assert sorted_out([ours] if ours else [], [theirs]) == found


def test_rewritten() -> None:
    """It compares the words of entries only where nothing was forgotten in the deal on either side."""
    assert [Both(here("a"), there("a", epoch=epoch), 0).rewritten for epoch in (0, 1)] == [False, True]


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(common=BATCHES, ours=BATCHES, theirs=BATCHES)
def test_up_to_where_both_agree(common: Told, ours: Told, theirs: Told) -> None:
    """It finds the longest run of whole transactions that both have, whoever wrote them down."""
    one, other = told([*common, *ours], "kim"), told([*common, *theirs])
    number = agreed(one, other, forgot=False)
    least = len(told(common))
    assert number >= least
    assert [line._replace(recorder="") for line in one[:number]] == [
        line._replace(recorder="") for line in other[:number]
    ]
    ends = {[*lines][-1].number for _, lines in groupby(one, key=lambda line: line.batch)} | {0}
    assert number in ends
    after = [[line._replace(recorder="") for line in rest(lines, number)] for lines in (one, other)]
    nexts = [[line for line in lines if line.batch == (lines[0].batch if lines else 0)] for lines in after]
    assert not (nexts[0] and nexts[0] == nexts[1])


def test_words_that_were_rewritten() -> None:
    """It takes entries for the same by when they were written where their words may differ, and else by these, too."""
    one, other = told([(2, "a"), (1, "b")]), told([(2, "a"), (1, "b")])
    other = [line._replace(body="Somebody") for line in other]
    assert (agreed(one, other, forgot=True), agreed(one, other, forgot=False)) == (3, 0)


def test_what_goes_up() -> None:
    """It sends what is one's own and not there yet."""
    every = [here("a"), here("b", last=6), here("c", last=6).but(owner="anna")]
    assert to_send(every, "ben") == [every[1]]


def test_names() -> None:
    """It calls one's own deals by their names, and everybody else's by their owners', too."""
    assert [name_here(owner, "kraft", "ben") for owner in ("ben", "anna")] == ["kraft", "anna/kraft"]


@pytest.mark.parametrize(
    ("ours", "coming", "left"),
    [
        ([here("a", "x")], {"b": "y"}, set()),
        ([here("a", "x")], {"b": "x"}, {"b"}),
        ([here("a", "x", dropped=True)], {"b": "x"}, set()),
        ([here("a", "x")], {"a": "y", "b": "x"}, set()),
        ([here("a", "x"), here("b", "y")], {"a": "y", "b": "x"}, set()),
        ([here("a", "x"), here("c", "y")], {"a": "y", "b": "x"}, {"a", "b"}),
    ],
    ids=["free", "taken", "taken by a dropped one", "given up", "swapped", "given up in vain"],
)
def test_names_that_clash(ours: list[Here], coming: dict[str, str], left: set[str]) -> None:
    """It leaves deals out whose names others here have and keep, and those whose names these would have given up."""
    assert clashing(ours, coming) == left


@pytest.mark.parametrize(("waiting", "seen"), [([], 9), ([4, 7], 3)])
def test_up_to_which_change(waiting: list[int], seen: int) -> None:
    """It goes on from the first change of which a deal could not be taken, the next time."""
    assert seen_now(9, waiting) == seen


def test_moved() -> None:
    """It tells whether a deal is somebody else's on the hub than here."""
    assert [Both(here("a"), each, 0).moved for each in (there("a"), there("a").but(owner="anna"))] == [False, True]
