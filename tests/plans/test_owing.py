"""THEY OWE and WE OWE: the frames of promises on both sides (page section 2)."""

from __future__ import annotations

from pathlib import Path

from story import Story
from way import WAY, told

ANA_DI = "--with Ana:boss --with Di:user --on 2026-11-03"
HELD = "--on 2026-11-03 --with Ana --with Di --not-asked"


def test_they_owe(tmp_path: Path) -> None:
    """It tells what is due before what is to come, asks whether it has come to us, and counts what is over three."""
    story = Story(tmp_path, WAY)
    story.prep(ANA_DI)
    promised = (
        ("Ana:send us the list", "09"),
        ("Di:count the users, then the guests", "10"),
        ("Ana:call Cy", "20"),
        ("Di:draw, then print the plan", "24"),
        ("Di:think", "25"),
    )
    story.debrief(f"{HELD} " + " ".join(f"--promised '{act}:2026-11-{day}'" for act, day in promised))
    assert told(story.prep("--with Ana --with Di --on 2026-11-10"), "THEY OWE") == [
        "Ana was to send us the list by 9 Nov. Has it come?",
        "Di is to count the users, then the guests, by Tue 10 Nov.",
        "Ana is to call Cy by Fri 20 Nov.",
        "And two more: callplan promises.",
    ]


def test_of_somebody_who_is_not_on_the_call(tmp_path: Path) -> None:
    """It says whom to ask about what somebody else was to do, once everybody on the call has heard of it."""
    story = Story(tmp_path, WAY)
    story.prep(ANA_DI)
    story.debrief(f"{HELD} --promised 'Di:count the users:2026-11-09:count'")
    said = "Di was to count the users by 9 Nov."
    assert told(story.prep("--with Ana --on 2026-11-10"), "THEY OWE") == [f"{said} Ask Ana where that stands."]
    assert told(story.prep("--with Ana --with Eve:user --on 2026-11-10"), "THEY OWE") == [said]


def test_moved(tmp_path: Path) -> None:
    """It says from which day a promise was moved."""
    story = Story(tmp_path, WAY)
    story.prep(ANA_DI)
    story.debrief(f"{HELD} --promised 'Di:count the users:2026-11-09:count'")
    story.debrief("--on 2026-11-10 --with Ana --with Di --not-asked --moved p1:2026-11-20")
    assert told(story.prep("--with Ana --on 2026-11-12"), "THEY OWE") == [
        "Di is to count the users by Fri 20 Nov, moved from 9 Nov."
    ]


def test_we_owe(tmp_path: Path) -> None:
    """It tells two of ours that are late, what is due that day, and what is to come."""
    story = Story(tmp_path, WAY)
    story.prep(ANA_DI)
    ours = (("send the price", "05"), ("send the plan", "10"), ("check the roof", "20"))
    story.debrief(f"{HELD} " + " ".join(f"--we-promised '{act}:2026-11-{day}'" for act, day in ours))
    story.today = "2026-11-10"
    assert told(story.prep("--with Ana --on 2026-11-10"), "WE OWE") == [
        "Send the price. Due 5 Nov.",
        "Do it before the call, or have a day ready.",
        "Check the roof, by Fri 20 Nov.",
        "Send the plan. Due today.",
    ]


def test_while_nobody_may_call(tmp_path: Path) -> None:
    """It keeps the rep from sending what we owe while nobody may call."""
    story = Story(tmp_path, WAY.replace("    title: Which one?\n", "    title: Which one?\n    talk: {how: none}\n"))
    story.prep(ANA_DI)
    story.debrief(f"{HELD} --decided go:Ana --we-promised 'send the price:2026-11-05'")
    story.today = "2026-11-10"
    assert told(story.prep("--with Ana --on 2026-11-10"), "WE OWE") == [
        "Send the price. Due 5 Nov.",
        "Send them nothing of it while nobody may call.",
    ]
