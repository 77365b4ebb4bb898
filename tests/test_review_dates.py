"""A review of deals with a date: what is said where there is little room left, worked out from a stored row."""

from __future__ import annotations

from pathlib import Path

import pytest
from story import Story

MAP = """
roles: {boss: {title: boss}, cfo: {title: finance}}
stages:
  - {id: want, title: Is it worth having?, steps: [{id: go, title: the go-ahead, whether: it is worth it, by: boss,
     takes: 2-5bd}]}
  - {id: order, title: Order it, steps: [{id: buy, title: the order, whether: it is ordered, by: cfo, needs: [go],
     takes: 3bd}]}
"""


def note(story: Story) -> list[str]:
    """The line under the one deal of a review."""
    deals = story.line("review", "--json").json["deals"]
    return [each["note"].replace("\u00a0", " ") for each in deals]


@pytest.mark.parametrize(
    ("today", "said"),
    [
        ("2026-11-10", ""),
        ("2026-11-11", "Five working days to spare before 30 Nov. "),
        ("2026-11-16", "Two working days to spare before 30 Nov. "),
        ("2026-11-18", "No day to spare before 30 Nov. "),
        ("2026-11-20", "30 Nov is tight, with one working day to spare. "),
        ("2026-11-23", "30 Nov is tight, with no day to spare. "),
        (
            "2026-11-24",
            "30 Nov cannot hold, one working day is missing: Ana can waive the go-ahead, else the day moves. ",
        ),
        (
            "2026-11-27",
            "30 Nov cannot hold, four working days are missing: Ana can waive the go-ahead, else the day moves. ",
        ),
        ("2026-12-01", "The day named, 30 Nov, has gone by: which holds now? "),
    ],
)
def test_room(tmp_path: Path, today: str, said: str) -> None:
    """It says how the client's date stands as days go by, though nobody has folded the deal since.

    On paper: eight working days at most, five at least; from Wed 18 Nov, eight of them end on Mon 30 Nov.
    """
    story = Story(tmp_path, MAP)
    story.prep('--with Ana:boss --person Cy:cfo:Ana --on 2026-11-03 --date "2026-11-30:Ana"')
    story.today = today
    assert note(story)[0].startswith(f"{said}No day for the go-ahead: ask Ana for one.")


def test_no_room_is_asked_about_what_is_over(tmp_path: Path) -> None:
    """It says nothing of a date once the deal has ended."""
    story = Story(tmp_path, MAP)
    story.prep('--with Ana:boss --on 2026-11-03 --date "2026-11-04:Ana"')
    story.line("close", "acme", "--lost", "--reason", "too dear", "--no-input")
    story.today = "2026-12-01"
    deals = story.line("review", "--closed", "--json").json["deals"]
    assert [each["note"] for each in deals] == ["Too dear."]
