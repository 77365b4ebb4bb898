"""What a silence keeps a page from proposing, wherever that is told, and which calls it takes away (rule 64)."""

from __future__ import annotations

from pathlib import Path

import pytest
from story import Story

SWEEPERS = """
facts:
  last-day: {ask: When does the portal close for questions?, type: date, of: buyer}
  wanted-by: {ask: By when do you need it?, of: head}
roles:
  head: {title: head of department, is: works with it}
  buyer: {title: buyer, is: runs the tender}
  judge: {title: judge, is: scores the bids}
stages:
  - id: need
    title: What do we need?
    steps:
      - {id: needed, title: the need, whether: it is worth a tender, by: head, takes: 6w}
      - {id: out, title: the notice, whether: the tender goes out, by: buyer}
  - id: offers
    title: Whose offers count?
    talk: {how: written, to: buyer, through: the portal, before: last-day}
    steps:
      - {id: list, title: the list of bidders, will: list the bidders, by: buyer, needs: [out], takes: 1w}
      - {id: admitted, title: the admission, whether: the offer counts, by: buyer, needs: [list], takes: 2w}
  - id: choice
    title: Whose sweeper?
    talk: {how: none}
    steps: [{id: ranked, title: the ranking, whether: it ranks first, by: judge, takes: 4w}]
  - id: notice
    title: Does it stand?
    talk: {how: written, to: buyer}
    steps: [{id: stands, title: the award, whether: it stands, by: buyer, needs: [ranked + 10d], takes: 3bd}]
  - id: yard
    title: Where does it stand?
    steps: [{id: parked, title: the order, whether: it is ordered, by: head, takes: 4w}]
ends: {won: {needs: [parked]}}
"""
PEOPLE = "--with Bo:buyer --person Hal:head --person Jo:judge"
OUT = f"{PEOPLE} --settled out:Bo:did@2026-11-02 --set last-day=2026-11-12:Bo:wrote"


def plain(text: str) -> str:
    """A text in one line, with spaces that break."""
    return " ".join(text.split())


def told(home: Path, wanted: str, settled: str, today: str) -> tuple[str, str]:
    """The dates of a deal, and its line of a review, on a day; its notice went out on 2 Nov."""
    story = Story(home, SWEEPERS)
    story.prep(f"{OUT} --set wanted-by={wanted}:Hal {settled}")
    story.today = today
    return plain(story.line("show", "acme", "--dates").out), plain(story.line("review").out)


@pytest.mark.parametrize(
    ("settled", "today", "ask"),
    [
        ("", "2026-11-05", " Ask Bo in writing which day holds now."),
        ("", "2026-11-13", ""),
        ("--settled needed:Hal@2026-11-01 --settled admitted:Bo@2026-11-02", "2026-11-05", ""),
        ("--settled needed:Hal@2026-11-01 --settled admitted:Bo --settled ranked:Jo@2026-11-02", "2026-11-05",
         " Ask Bo in writing which day holds now."),
    ],
)  # fmt: skip
def test_a_day_that_has_gone_by(tmp_path: Path, settled: str, today: str, ask: str) -> None:
    """It has whoever takes questions asked in writing as long as they may be, and nobody after that."""
    dates, review = told(tmp_path, "2026-11-04", settled, today)
    wanted = "Hal wanted the order by Wed 4 Nov."
    assert f"{wanted}{ask} No calls now: nobody may call " in dates.replace("Critical way", "\n")
    assert f"{wanted}{ask}" in review
    assert ("which day" in dates, "which day" in review) == (bool(ask), bool(ask))


def test_a_day_that_cannot_hold(tmp_path: Path) -> None:
    """It proposes nothing that somebody would have to do whom nobody may call, nor that they begin now."""
    dates, review = told(tmp_path, "2026-12-04", "", "2026-11-05")
    for page in (dates, review):
        assert "would help" not in page
        assert "begin now" not in page
    assert "after the day Hal wants, Fri 4 Dec." in dates


def test_a_call_is_no_silence(tmp_path: Path) -> None:
    """It lets the same be proposed as long as nobody is bound."""
    story = Story(tmp_path, SWEEPERS)
    story.prep(f"{PEOPLE} --set wanted-by=2026-12-04:Hal")
    dates = plain(story.line("show", "acme", "--dates").out)
    assert "This week it would help to get Hal to decide" in dates
    assert "get Hal to begin now" in dates


def test_silences_in_a_row(tmp_path: Path) -> None:
    """It ends with the last of those in a row, on the day the dates count; what may be written sooner is told."""
    story = Story(tmp_path, SWEEPERS)
    story.prep(f"{OUT} --settled needed:Hal@2026-11-01")
    day = "on Tue 5 Jan 2027 at the earliest"
    assert f"nobody may call before the award is done, {day}. Questions go in writing to Bo" in story.page()
    rows = story.line("show", "acme", "--dates", "--json").json["dates"]["rows"]
    row = next(row for row in rows if row["step"] == "stands")
    assert row["lower"] == "2027-01-05"
    story.prep("--with Bo --settled admitted:Bo@2026-11-02")
    told = "nobody may call or write before the ranking is done, nor call before the award is done, on"
    assert told in story.page()
    assert "No calls until the award is done." in plain(story.line("review").out)


def test_a_row_ends_where_fewer_are_bound(tmp_path: Path) -> None:
    """It ends before a stage that leaves some of them out, since those may be called then."""
    story = Story(tmp_path, SWEEPERS.replace("{how: none}", "{how: none, exempt: head}"))
    story.prep(f"{OUT} --settled needed:Hal@2026-11-01")
    assert "nobody may call before the admission is done, on" in story.page()


def test_a_call_that_was_planned_before(tmp_path: Path) -> None:
    """It takes a call planned before it began off the calendar, and nobody is asked what came of that."""
    story = Story(tmp_path, SWEEPERS)
    story.prep(f"{PEOPLE} --on 2026-11-10")
    assert "DTSTART;VALUE=DATE:20261110" in story.line("promises", "--to", "ics").out
    story.today = "2026-11-12"
    assert "No debrief of the call of 10 Nov yet." in story.line("review").out
    story.today = "2026-11-09"
    decided = "--decided needed:Hal --decided out:Bo:did --not-asked --next 2026-11-16::Hal"
    story.tell("debrief", f"--with Bo --on 2026-11-09 {decided}")
    assert "STATUS:CANCELLED" in story.line("promises", "--to", "ics").out
    story.today = "2026-11-17"
    assert "No debrief" not in story.line("review").out


def test_a_call_held_before_it_began(tmp_path: Path) -> None:
    """It still asks what came of a call whose day was before the notice."""
    story = Story(tmp_path, SWEEPERS)
    story.prep(f"{PEOPLE} --on 2026-11-05")
    story.today = "2026-11-10"
    story.line("person", "acme", "--settled", "out:Bo:did@2026-11-09")
    assert "No debrief of the call of 5 Nov yet." in plain(story.line("review").out)
