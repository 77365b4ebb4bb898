"""Rule 57: a day that has gone by while what waits for it is open again is asked anew, as the next one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from story import Story

BOARD = """
facts: {board-day: {ask: When does the board next meet?, type: date, of: boss}}
roles: {boss: {title: boss}, board: {title: board}}
stages:
  - id: one
    title: Is it worth it?
    steps:
      - {id: paper, title: the paper, will: hand in the paper, by: boss, before: board-day - 5bd}
      - {id: money, title: the money, whether: it is released, by: board, needs: [board-day + 0d], takes: 1w}
ends: {won: {needs: [money]}, lost: [no]}
"""
FIRST = "--with Ana:boss --person Bo:board --set board-day=2027-03-10:Ana:wrote"


def asked(page: Any) -> list[str]:
    """What is asked on a page."""
    return [line["text"] for line in page["lines"] if line["section"] == "ASK" and line["mark"] == "*"]


def day(story: Story) -> Any:
    """What is known of the day."""
    return next((each for each in story.show()["sources"] if each["fact"] == "board-day"), None)


@pytest.mark.parametrize(
    ("what", "anew"),
    [
        ("debrief --on 2027-03-08 --with Ana --not-asked", False),
        ("debrief --on 2027-03-10 --with Bo --decided money:Bo:wrote --not-asked --verdict won", False),
        ("debrief --on 2027-03-09 --with Bo --deferred 'money:Bo:2027-04-20:not on the list' --not-asked", True),
        ("debrief --on 2027-03-12 --with Ana --not-asked", True),
    ],
)
def test_when_it_is_asked_anew(tmp_path: Path, what: str, anew: bool) -> None:
    """It is, once it was put off beyond that day, or is still open on a call since; not while that day is to come."""
    story = Story(tmp_path, BOARD, today="2027-03-01")
    story.prep(FIRST)
    verb, flags = what.split(" ", 1)
    assert verb == "debrief"
    story.debrief(flags)
    story.today = "2027-03-15"
    assert ("Ana: When does the board next meet?" in asked(story.prep("--with Ana --on 2027-03-16"))) is anew
    told = story.line("show", "acme", "--dates", "--json").json["dates"]["targets"]
    assert ([each["target"]["step"] for each in told] == []) is (anew or "decided" in what)


def test_taken_up_after_it(tmp_path: Path) -> None:
    """It is, once what was decided on that day is taken up again; the day told then counts."""
    story = Story(tmp_path, BOARD, today="2027-03-01")
    story.prep(FIRST)
    story.debrief("--on 2027-03-10 --with Bo --decided money:Bo:wrote --not-asked --verdict won")
    story.debrief("--on 2027-03-20 --with Bo --reopened 'money:Bo:a cut' --not-asked")
    page = story.prep("--with Ana --on 2027-03-22")
    assert "Ana: When does the board next meet?" in asked(page)
    story.debrief("--on 2027-03-22 --with Ana --not-asked --set board-day=2027-04-14:Ana")
    assert "Ana: When does the board next meet?" not in asked(story.prep("--with Ana --on 2027-03-23"))
    rows = story.line("show", "acme", "--dates", "--json").json["dates"]["rows"]
    assert [row["latest"] for row in rows if row["step"] == "paper"] == ["2027-04-07"]


def test_asked_once_for_each(tmp_path: Path) -> None:
    """Somebody who was asked for the first day is asked for the next one, and for that once."""
    story = Story(tmp_path, BOARD, today="2027-03-01")
    story.prep("--with Ana:boss --person Bo:board")
    story.debrief("--on 2027-03-02 --with Ana --not-asked --set board-day=2027-03-10:Ana")
    story.debrief("--on 2027-03-12 --with Ana --not-asked")
    first = asked(story.prep("--with Ana --on 2027-03-15"))
    assert "Ana: When does the board next meet?" in first
    story.debrief("--on 2027-03-15 --with Ana --not-asked")
    assert "Ana: When does the board next meet?" not in asked(story.prep("--with Ana --on 2027-03-17"))


def test_in_a_review(tmp_path: Path) -> None:
    """A review asks for the next one by that name."""
    story = Story(tmp_path, BOARD, today="2027-03-01")
    story.prep(FIRST)
    story.debrief("--on 2027-03-12 --with Ana --not-asked")
    story.today = "2027-03-15"
    out = " ".join(story.line("review", "acme").out.split())
    assert "Nobody has told us the next board day: ask Ana “When does the board next meet?”" in out
