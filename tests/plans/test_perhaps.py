"""What may not apply: certain needs come first, "perhaps" is said of it, its fact is asked first (rule 45)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from story import Story
from way import told

MAP = """
roles: {boss: {title: boss, is: runs it}, user: {title: user}, seller: {title: seller, side: us}}
facts: {size: {ask: How many are you?, choices: [small, big], of: boss}}
stages:
  - id: want
    title: Is it worth having?
    steps:
      - {id: long, title: the long list, will: write the long list, by: user, when: {size: big}, gives_up: money}
      - {id: sheet, title: the sheet, will: fill in the sheet, by: user}
      - {id: go, title: the go-ahead, whether: it is worth it, topic: whether to go ahead, by: boss,
         needs: [long, sheet]}
  - {id: order, title: Order it, steps: [{id: buy, title: the order, whether: it is ordered, by: boss}]}
"""
ON = "--on 2026-11-05"


def deal(tmp_path: Path, text: str = MAP) -> Story:
    """Nobody has told us yet how many they are."""
    return Story(tmp_path, text)


def test_rule_45_the_certain_need_is_asked_for_first(tmp_path: Path) -> None:
    """It aims at the sheet, lighter as it is, says that the list may be needed, and asks the fact first."""
    plan = deal(tmp_path).prep(f"--with Ana:boss --with Ben:user {ON}")
    assert told(plan, "AIM", "AT LEAST") == [
        "Ben agrees to fill in the sheet by Thu 12 Nov. That's needed to decide whether to go ahead.",
        "Ben agrees to write the long list by Thu 12 Nov. Perhaps it's needed.",
    ]
    assert told(plan, "ASK")[0] == "* Ana: How many are you?"
    plan = told(deal(tmp_path).prep(f"--with Ana --with Ben {ON} --done sheet:Ben"), "AIM", "ASK")
    assert plan[0] == "Ana decides whether to go ahead, once the first question below is answered."


def test_rule_45_what_is_left_and_may_not_apply_is_needed_perhaps(tmp_path: Path) -> None:
    """It says *perhaps* of the long list where the sheet is promised."""
    story = deal(tmp_path)
    story.prep(f"--with Ana:boss --with Ben:user {ON}")
    story.debrief("--on 2026-11-05 --with Ana --with Ben --promised 'Ben:fill it in:2026-11-20:sheet' --not-asked")
    plan = story.prep("--with Ana --with Ben --on 2026-11-09")
    assert told(plan, "AIM") == [
        "Ben agrees to write the long list by Mon 16 Nov. Perhaps that's needed to decide whether to go ahead."
    ]


@pytest.mark.parametrize(
    ("before", "waits"),
    [
        ("", "it takes the sheet and perhaps the long list."),
        ("--set size=big:Ana", "it takes the long list and the sheet."),
        ("--set size=small:Ana", "it takes the sheet."),
    ],
)
def test_rule_49_what_it_waits_for_is_told_as_certain_or_not(tmp_path: Path, before: str, waits: str) -> None:
    """It names first what is needed for sure, and of the rest says perhaps."""
    text = MAP.replace("by: user, when", "by: seller, needs: [sheet], when").replace(
        "sheet, by: user", "sheet, by: broker"
    )
    text = text.replace("side: us}", "side: us}, broker: {title: broker, side: third-party}")
    plan: Any = deal(tmp_path, text).prep(f"--with Ana:boss {ON} --target go {before}")
    assert told(plan, "AIM") == [f"Before anybody can decide whether to go ahead, {waits}"]
    assert ("* Ana: How many are you?" in told(plan, "ASK")) == (not before)


def test_rule_31_what_is_owed_and_may_not_apply_is_missing_perhaps(tmp_path: Path) -> None:
    """It tells what is still missing for sure first, in MISSING and where the deal stands."""
    story = deal(tmp_path)
    story.prep(f"--with Ana:boss --person Ben:user {ON} --settled go:Ana")
    assert told(story.prep(f"--with Ana {ON}"), "MISSING")[0].startswith(
        "Still missing before the order: the sheet and perhaps the long list."
    )
    assert told(story.show(), "MISSING")[0] == "Still missing before the order: the sheet and perhaps the long list."
    plan = story.prep(f"--with Ana --with Ben {ON} --done sheet:Ben")
    assert told(plan, "BEST CASE") == ["Also agree a day for Ben to write the long list, if it's needed."]
