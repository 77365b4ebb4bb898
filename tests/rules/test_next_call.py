"""What a debrief says comes next, and what a prep then aims at."""

from __future__ import annotations

from pathlib import Path

import pytest
from story import Story
from test_back import KNOWN, MAP


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        ("--with Ana", "Ben decides whether it may be blue."),
        ("--with Ana --next 2026-11-12:buy:Cy", "On Thu 12 Nov: Cy decides whether it is ordered."),
        ("--with Ana --next 2026-11-12:pick:Ana", "Ben decides whether it may be blue. Ben isn't down for Thu 12 Nov."),
    ],
)
def test_the_next_call(tmp_path: Path, flags: str, said: str) -> None:
    """It is for the decision named for it, unless that is settled by now, and says who is missing; so does a prep."""
    story = Story(tmp_path, MAP)
    story.prep(KNOWN)
    found = story.debrief(f"--on 2026-11-03 --not-asked {flags}")
    told = [line["text"].replace("\u00a0", " ") for line in found["lines"] if line["section"] == "NEXT"]
    assert told == [said]
    page = story.prep("" if "--next" in flags else "--with Ana --on 2026-11-03")
    assert page["rungs"]["aim"] == found["next_aim"]


def test_it_hangs_on_who_is_there(tmp_path: Path) -> None:
    """It says with whom the next call is for what, where that hangs on who is on it."""
    story = Story(tmp_path, BESIDE)
    story.prep("--with Ana:boss --with Ben:user --on 2026-11-03")
    found = story.debrief("--on 2026-11-03 --with Ben --not-asked")
    said = next(line["text"] for line in found["lines"] if line["section"] == "NEXT")
    assert said == "Ben decides whether it may be blue."
    assert story.prep("--with Ben --on 2026-11-03")["decision"]["id"] == "colour"
    assert story.prep("--with Ben --with Ana --on 2026-11-03")["decision"]["id"] == "go"


def test_what_was_named_earlier_and_is_settled_by_now(tmp_path: Path) -> None:
    """It drops the aim of a call planned earlier once that is decided, whichever way the call was to go."""
    story = Story(tmp_path, MAP)
    story.prep(KNOWN)
    story.prep("--target colour --with Ben --on 2026-11-12")
    assert story.prep("--settled colour:Ben@2026-11-02")["decision"]["id"] == "buy"
    story.prep("--back-to colour --with Ben --on 2026-11-12")
    story.debrief("--on 2026-11-10 --with Ben --not-asked --next 2026-11-12:colour:Ben")
    assert story.prep()["decision"]["id"] == "buy"


def test_the_meeting_typed_out(tmp_path: Path) -> None:
    """A prep that says the day and the people of the meeting agreed on aims at what the meeting is for."""
    story = Story(tmp_path, MAP)
    story.prep(KNOWN)
    story.debrief("--on 2026-11-03 --with Ana --not-asked --next 2026-11-12:buy:Cy")
    assert story.prep("--with Cy --on 2026-11-12")["decision"]["id"] == "buy"
    assert story.prep("--with Cy --on 2026-11-13")["decision"]["id"] == "colour"


BESIDE = """
roles: {boss: {title: boss}, user: {title: user}}
stages:
  - id: want
    title: Is it worth having?
    steps:
      - {id: go, title: the go-ahead, whether: it is worth it, by: boss}
      - {id: colour, title: the colour, whether: it may be blue, by: user}
  - {id: order, title: Order it, steps: [{id: buy, title: the order, whether: it is ordered, by: boss}]}
"""
