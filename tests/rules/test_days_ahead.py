"""Days that cannot be: a day named on a call that lies before it, and a call that has not been yet."""

from __future__ import annotations

from pathlib import Path

import pytest
from story import Story

MAP = """
roles: {boss: {title: boss}}
stages:
  - {id: want, title: Is it worth having?, steps: [{id: go, title: the go-ahead, whether: it is worth it, by: boss}]}
  - {id: order, title: Order it, steps: [{id: buy, title: the order, whether: it is ordered, by: boss}]}
"""


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (
            "--next 2026-11-09:go",
            "--next: 2026-11-09 lies before the call on 2026-11-10; the next meeting has a day still to come.",
        ),
        (
            "--moved p1:2026-11-09",
            "--moved: 2026-11-09 lies before the call on 2026-11-10; a promise has a day still to come.",
        ),
        (
            "--deferred 'go:Ana:2026-11-09:no time'",
            "--deferred: 2026-11-09 lies before the call on 2026-11-10; what is put off has a day still to come.",
        ),
        (
            "--promised 'Ana:look:2026-11-09'",
            "--promised: 2026-11-09 lies before the call on 2026-11-10; a promise has a day still to come.",
        ),
    ],
)
def test_a_day_before_the_call(tmp_path: Path, flags: str, said: str) -> None:
    """It refuses a meeting, a promise and a putting-off to a day that is gone when they are agreed."""
    story = Story(tmp_path, MAP, today="2026-11-12")
    story.prep("--with Ana:boss --on 2026-11-12")
    story.debrief("--on 2026-11-10 --with Ana --promised 'Ana:look at it:2026-11-11' --not-asked")
    found = story.tell("debrief", f"--on 2026-11-10 --with Ana --not-asked {flags}")
    assert (found.code, found.err) == (2, f"callplan: {said}\n")


def test_a_call_that_has_not_been(tmp_path: Path) -> None:
    """It says so beside the page when a call is written down for a day still to come."""
    story = Story(tmp_path, MAP)
    story.prep("--with Ana:boss --on 2026-11-02")
    ahead = story.tell("debrief", "--on 2026-11-10 --with Ana --decided go:Ana --not-asked")
    assert (ahead.code, ahead.err) == (
        0,
        "This call is down for Tue 10 Nov, and that day is still to come. `callplan undo acme` takes it back.\n",
    )
    story.today = "2026-11-10"
    assert story.tell("debrief", "--on 2026-11-10 --with Ana --decided buy:Ana:wrote --not-asked").err == ""
