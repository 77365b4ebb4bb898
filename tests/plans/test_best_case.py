"""BEST CASE: how far this call may go, and one day to agree for what is then owed (page section 2)."""

from __future__ import annotations

from pathlib import Path

import pytest
from story import Story
from way import WAY, told

HELD = "--on 2026-11-03 --with Ana --not-asked"


@pytest.mark.parametrize(
    ("minutes", "by", "said"),
    [
        (30, "boss", "If yes, ask Ana to decide which supplier to go with."),
        (45, "boss", "If yes, ask Ana to decide which supplier to go with and whether to order, in writing."),
        (
            45,
            "cfo",
            "If yes, ask Ana to decide which supplier to go with, then Cy to decide whether to order, in writing.",
        ),
    ],
)
def test_as_far_as_there_is_time(tmp_path: Path, minutes: int, by: str, said: str) -> None:
    """It goes one decision further on a short call and two on a long one, told together where one decides both."""
    story = Story(tmp_path, WAY.replace("by: cfo,", f"by: {by},"))
    story.prep("--with Ana:boss --with Cy:cfo --on 2026-11-03 --person Di:user --done count:Di")
    story.debrief(HELD)
    assert told(story.prep(f"--with Ana --with Cy --on 2026-11-10 --minutes {minutes}"), "BEST CASE") == [said]


def test_after_a_question_that_has_no_yes(tmp_path: Path) -> None:
    """It asks on once something is settled, where the answer is no yes."""
    story = Story(tmp_path, WAY)
    story.prep("--with Ana:boss --with Cy:cfo --on 2026-11-03 --settled go:Ana --person Di:user --done count:Di")
    story.debrief(HELD)
    plan = story.prep("--with Ana --with Cy --on 2026-11-10")
    assert told(plan, "BEST CASE") == ["Once that's settled, ask Cy to decide whether to order, in writing."]


def test_a_day_for_what_is_owed(tmp_path: Path) -> None:
    """It agrees a day for one thing that is owed and nobody has promised, after the decision or by itself."""
    story = Story(tmp_path, WAY)
    story.prep("--with Ana:boss --with Di:user --on 2026-11-03 --settled go:Ana --settled pick:Ana")
    story.debrief("--on 2026-11-03 --with Ana --with Di --not-asked")
    plan = story.prep("--with Ana --with Di --with Cy:cfo --on 2026-11-10")
    assert [line for line in told(plan, "BEST CASE", "AIM", "AT LEAST") if "count the users" in line] == [
        "Di agrees to count the users by Tue 17 Nov. That's needed to decide whether to order."
    ]
