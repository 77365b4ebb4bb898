"""The timetable: who sees to a step, as the map has it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from story import Story
from way import WAY

from callplan.core.deal.fold import fold
from callplan.core.plan.timetable import timetable
from callplan.journal import Journal


@pytest.mark.parametrize(
    ("by", "who"),
    [
        ("[boss, cfo]", "boss and finance"),
        ("{any: [boss, cfo]}", "boss or finance"),
        ("{at_least: 2, of: [boss, cfo, user]}", "two of boss, finance and user"),
    ],
)
def test_who(tmp_path: Path, by: str, who: str) -> None:
    """It says whether it takes all of them, any of them or so many."""
    story = Story(tmp_path, WAY.replace("by: boss, needs: [go]", f"by: {by}, needs: [go]"))
    story.prep("--with Zoe:purchasing --on 2026-11-03 --date buy:2026-12-15")
    table = timetable(fold(Journal(str(tmp_path / "callplan.db")).entries("acme"), "acme"), date(2026, 11, 2))
    assert [each.who for each in table.entries if each.what == "the choice"] == [who]
