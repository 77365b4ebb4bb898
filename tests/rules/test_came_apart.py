"""Rules 27 and 31: what was made and came apart keeps its place, so that what was passed over stays owed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from story import Story

MAP = """
roles: {boss: {title: boss}, user: {title: user}, cfo: {title: finance}}
stages:
  - {id: want, title: Is it worth it?, steps: [{id: go, whether: it is worth it, by: boss}]}
  - id: list
    title: What must it do?
    steps:
      - {id: count, will: count the users, by: user}
      - {id: must, whether: this is what it must do, by: user}
  - {id: pick, title: Which one?, steps: [{id: choice, whether: this one is right, by: boss, needs: [go], IF_NO}]}
  - {id: order, title: Order it, steps: [{id: buy, whether: it is ordered, by: cfo}]}
ends: {won: {needs: [buy]}}
"""
BEFORE = "--person Ana:boss --person Bob:user --person Cy:cfo --settled go:Ana"


def deal(home: Path, settled: str = "--settled choice:Ana", if_no: str = "") -> Story:
    """A deal in which they chose, and passed over what it must do."""
    story = Story(home, MAP.replace(", IF_NO", f", if_no: {if_no}" if if_no else ""))
    story.prep(f"--on 2026-11-03 {BEFORE} {settled}")
    return story


def seen(story: Story) -> tuple[Any, list[str]]:
    """The front of the main way, and what is owed."""
    shown = story.show()
    return shown["fronts"]["main"], [debt["id"] for debt in shown["owed"]]


@pytest.mark.parametrize(
    ("call", "front", "owed"),
    [
        ("", ["buy"], ["count", "must"]),
        ("--reopened choice:Ana:hm", ["choice"], ["count", "must"]),
        ("--reopened choice:Bob:hm", ["choice"], ["count", "must"]),
        ("--left Ana", ["choice"], ["go", "count", "must"]),
        # put off after it was taken up again, it stays where it was
        ("--reopened choice:Ana:hm --deferred choice:Ana:2026-12-01:later", ["choice"], ["count", "must"]),
        # what was re-opened before it is looked at first, and what rests on it stays the furthest
        ("--reopened go:Ana:hm", ["go"], []),
        # a no is no place
        ("--declined choice:Ana:no", ["must"], []),
        ("--reopened choice:Ana:hm --declined choice:Ana:no", ["must"], []),
    ],
)
def test_rule_27_what_came_apart_is_still_the_furthest(
    tmp_path: Path, call: str, front: list[str], owed: list[str]
) -> None:
    """It stays where they had come to when that is taken up again or needs a fresh yes, and debts stay debts."""
    story = deal(tmp_path)
    story.debrief(f"--on 2026-11-10 --with Bob --not-asked {call}")
    assert seen(story) == (front, owed)


@pytest.mark.parametrize("settled", ["--done count:Bob", "--settled must:Bob"])
def test_rule_27_what_was_let_go_was_never_reached(tmp_path: Path, settled: str) -> None:
    """It keeps no place for what was only waived, when that is taken up again."""
    story = deal(tmp_path, settled)
    story.debrief("--on 2026-11-10 --with Ana --not-asked --waived choice:Ana:seen")
    story.debrief("--on 2026-11-11 --with Ana --not-asked --reopened choice:Ana:hm")
    assert "must" not in seen(story)[1]


def test_rule_27_to_reconfirm_by_two_causes(tmp_path: Path) -> None:
    """It keeps its place through one mark and the next, and gives it up with the last."""
    story = deal(tmp_path)
    story.debrief("--on 2026-11-10 --with Ana --not-asked --reopened go:Ana:hm")
    story.debrief("--on 2026-11-11 --with Ana --not-asked --reopened choice:Ana:hm --decided go:Ana")
    assert seen(story) == (["choice"], ["count", "must"])


def test_rule_27_an_answer_that_came_apart_is_still_the_furthest(tmp_path: Path) -> None:
    """It keeps the place of a question that they had answered with no, and may answer otherwise now."""
    story = deal(tmp_path, "", "go-on")
    story.debrief("--on 2026-11-10 --with Ana --not-asked --declined choice:Ana:no")
    assert seen(story) == (["buy"], ["count", "must"])
    story.debrief("--on 2026-11-11 --with Ana --not-asked --reopened choice:Ana:hm")
    assert seen(story) == (["choice"], ["count", "must"])
