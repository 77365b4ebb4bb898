"""What is told to be done now can be done now, and what is ours is told while there is room for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from story import Story

ROLES = """
roles:
  boss: {title: boss}
  law: {title: lawyer}
  account: {title: account lead, side: us}
"""
MAP = (
    ROLES
    + """
stages:
  - id: want
    title: Is it worth having?
    steps:
      - {id: go, title: the go-ahead, whether: it is worth it, topic: whether to go ahead, by: boss, takes: 2d}
  - id: papers
    title: May we?
    steps:
      - {id: list, title: the list, will: list the data, by: boss, waive: never}
      - {id: draft, title: the draft, will: write the draft, by: account, takes: 10bd}
      - {id: check, title: the check, will: check the draft, by: law, needs: [list, draft], takes: 2w, waive: never}
      - {id: may, title: the clearance, whether: it may leave, topic: whether it may leave, by: law, needs: [check]}
  - id: order
    title: Order
    steps:
      - {id: buy, title: the order, whether: it is ordered, topic: whether to order, by: boss, needs: [may], takes: 2d}
ends: {won: {needs: [buy]}}
"""
)


def lines(answer: dict[str, list[dict[str, str]]], section: str) -> list[str]:
    """What one section of a page says."""
    return [line["text"].replace("\u00a0", " ") for line in answer["lines"] if line["section"] == section]


@pytest.mark.parametrize(
    ("done", "helps"),
    [
        ("--done draft:us", "This week it would help to get Ada to list the data."),
        ("--done draft:us --done list:Ada", "This week it would help to get Lou to check the draft."),
    ],
)
def test_rule_60_what_helps_is_ready(tmp_path: Path, done: str, helps: str) -> None:
    """It names what can be done now: of an act whose needs are open the first of those, however short it is."""
    story = Story(tmp_path, MAP)
    story.prep(
        f"--on 2026-11-03 --with Ada:boss --person Lou:law --decided go:Ada --date 2026-11-06:Ada {done}".replace(
            "--decided go:Ada", "--settled go:Ada"
        )
    )
    (told,) = lines(story.show(), "DATES")
    assert told.endswith(helps), told


@pytest.mark.parametrize(("wanted", "told"), [("2026-12-04", True), ("2027-02-26", False)])
def test_page_rule_9_ours_for_a_date(tmp_path: Path, wanted: str, told: bool) -> None:
    """Our own act that a date waits for is named while there is still room for it, whatever the call is for."""
    story = Story(tmp_path, MAP)
    page = story.prep(f"--on 2026-11-03 --with Ada:boss --person Lou:law --date {wanted}:Ada")
    assert lines(page, "WE OWE") == (["Still to do on our side: write the draft by Wed 18 Nov."] if told else [])
    assert lines(story.show(), "WE OWE") == lines(page, "WE OWE")
