"""LAST TIME: what happened, in their words, and what has come in since (page sections 2 and 3)."""

from __future__ import annotations

from pathlib import Path

from story import Story
from way import JOINT, WAY, told

ANA_CY = "--with Ana:boss --with Cy:cfo --on 2026-11-03"


def test_each_in_their_own_words(tmp_path: Path) -> None:
    """It tells what several decided, and then what each of them said about it."""
    story = Story(tmp_path, JOINT)
    story.prep(ANA_CY)
    decided = "--decided 'go:Ana:said:it pays' --decided 'go:Cy:said:we have the money'"
    story.debrief(f"--on 2026-11-03 --with Ana --with Cy --not-asked {decided}")
    assert told(story.prep("--with Ana --with Cy --on 2026-11-10"), "LAST TIME") == [
        "Tue 3 Nov. Ana and Cy decided to go ahead. Ana: “it pays”. Cy: “we have the money”."
    ]


def test_what_came_in_since(tmp_path: Path) -> None:
    """It tells what has come in since the last call, and says that nothing is new once an earlier page has told it."""
    story = Story(tmp_path, WAY)
    story.prep(ANA_CY)
    story.debrief("--on 2026-11-03 --with Ana --with Cy --not-asked")
    pages = []
    for today, day in ((6, 10), (12, 17), (18, 24)):
        story.today = f"2026-11-{today:02}"
        more = "--set 'size=3:Ana:wrote:three will do'" if day == 10 else ""
        pages.append(told(story.prep(f"--with Ana --on 2026-11-{day} {more}"), "LAST TIME"))
    assert pages[0] == [
        "Tue 3 Nov, with Ana and Cy. Nothing was decided.",
        "Since then: Ana on the size: three, “three will do”.",
    ]
    assert pages[2] == ["Tue 3 Nov, with Ana and Cy. Nothing was decided.", "Nothing new since then."]


def test_a_no_since_then(tmp_path: Path) -> None:
    """It says of words that came in between calls before whom they are not to be said."""
    story = Story(tmp_path, WAY)
    story.prep(ANA_CY)
    story.debrief("--on 2026-11-03 --with Ana --with Cy --not-asked")
    story.today = "2026-11-06"
    plan = story.prep("--with Ana --with Cy --on 2026-11-10 --settled 'go:Ana:wrote:it pays'")
    assert told(plan, "LAST TIME")[1] == "Since then: Ana decided to go ahead: “it pays”. Not in front of Cy."
