"""How several are named in one breath, and what is asked of somebody on their first call."""

from __future__ import annotations

from pathlib import Path

import pytest
from story import Story
from way import JOINT, WAY, told

from callplan.core import phrase


def test_who_has_no_name_yet_comes_last(tmp_path: Path) -> None:
    """Of two who decide, one of whom has left, it names the other first: nobody takes over from both."""
    story = Story(tmp_path, JOINT)
    story.prep("--on 2026-11-03 --with Cora:boss --with Mia:cfo")
    story.debrief("--on 2026-11-03 --with Mia --left Cora")
    (aim,) = told(story.show(), "NEXT")[:1]
    assert aim.startswith("Mia and the person who takes over from Cora decide whether to go ahead.")


@pytest.mark.parametrize(
    ("things", "said"),
    [("abc", "a, b and c"), ("abcd", "a, b, c and d"), ("abcde", "a, b, c and two more")],
)
def test_one_more_is_named(things: str, said: str) -> None:
    """Nothing is counted that is as soon said: of four the fourth is named."""
    assert phrase.shortened(list(things)) == said


def test_since_we_last_spoke(tmp_path: Path) -> None:
    """It is asked of nobody on their first call what has changed since we last spoke."""
    story = Story(tmp_path, WAY)
    story.prep("--on 2026-11-03 --with Ana:boss")
    for day in ("2026-11-03", "2026-11-05", "2026-11-09", "2026-11-11"):
        story.debrief(f"--on {day} --with Ana")
        story.today = day
        asks = told(story.prep(f"--on {day[:8]}28 --with Ana --with Di:user"), "ASK")
        assert not any("Di" in line.split(":")[0] and "last spoke" in line for line in asks), asks
