"""What they mean to do and named no day for: kept, moving nothing, and asked for its day until it has one."""

from __future__ import annotations

from pathlib import Path

import pytest
from story import Story
from test_not_yet import plain

MAP = """
roles: {boss: {title: boss}, user: {title: user}, cfo: {title: finance, is: can pay}}
stages:
  - id: see
    title: Is it worth it?
    steps:
      - {id: count, title: the count, will: count the users, by: user}
      - {id: go, title: the go-ahead, by: boss, whether: it is worth looking into, yes: wants to look into it}
  - id: buy
    title: Buy it
    steps:
      - {id: order, title: the order, by: cfo, whether: it is ordered, yes: ordered it}
ends: {won: {needs: [order]}}
"""
CALL, LATER = "--with Ana --with Uma --not-asked", "--on 2026-11-09 --with Ana --with Uma --not-asked"
COUNT, LIST = "--promised 'Uma:count the users:-:count'", "--promised 'Ana:send us the list:-'"
COUNTED, LISTED = "By when will you count the users?", "By when will you send us the list?"


@pytest.fixture
def story(tmp_path: Path) -> Story:
    """A deal with the boss and a user, before its first call."""
    story = Story(tmp_path, MAP)
    story.prep("--with Ana:boss --with Uma:user --on 2026-11-02")
    return story


def next_page(story: Story, who: str = "--with Ana --with Uma") -> str:
    """The plan of a call a week later."""
    story.today = "2026-11-09"
    return plain(story.page(f"{who} --on 2026-11-09"))


def test_it_moves_nothing_and_the_next_plan_asks_for_the_day(story: Story) -> None:
    """It is told as not counted, moves nothing, is no promise anywhere, and whoever meant it is asked by when."""
    said = story.debrief(f"{CALL} {COUNT} {LIST}")
    assert said["outcome"]["result"] == "stayed"
    assert [plain(line["text"]) for line in said["lines"] if line["section"] == "NOT COUNTED"] == [
        "Doesn't count yet: Ana will send us the list. Ana named no day for it.",
        "Doesn't count yet: Uma will count the users. Uma named no day for it.",
    ]
    assert story.line("promises", "--json").json["promises"] == []
    log = plain(story.log())
    assert "Ana will send us the list, no day named" in log
    page = next_page(story)
    assert (f"Ana: {LISTED}" in page, f"Uma: {COUNTED}" in page) == (True, True)


@pytest.mark.parametrize(
    ("told", "asks"),
    [
        ("--promised 'Ana:Send us the list:2026-11-20'", COUNTED),
        ("--promised 'Uma:count them:2026-11-20:count'", LISTED),
        ("--done count:Uma", LISTED),
    ],
)
def test_until_it_is_done_or_has_its_day(story: Story, told: str, asks: str) -> None:
    """It is asked for no more once it is promised by a day or done; the other still is."""
    story.debrief(f"{CALL} {COUNT} {LIST}")
    story.today = "2026-11-03"
    story.debrief(f"--on 2026-11-03 --with Ana --with Uma --not-asked {told}")
    page = next_page(story)
    assert [each in page for each in (COUNTED, LISTED)] == [each == asks for each in (COUNTED, LISTED)]


def test_whoever_has_left(story: Story) -> None:
    """What somebody meant who has left is asked of nobody."""
    story.debrief(f"{CALL} {COUNT}")
    story.today = "2026-11-03"
    story.debrief("--on 2026-11-03 --with Ana --left Uma --not-asked")
    assert "count the users?" not in next_page(story, "--with Ana")


def test_a_day_on_the_same_call_is_the_day(story: Story) -> None:
    """Told without a day and with one on the same call, it has the day; meant again, it is asked for once."""
    story.debrief(f"{CALL} {LIST} --promised 'Ana:send us the list:2026-11-20'")
    assert LISTED not in next_page(story)
    story.debrief(f"{LATER} {COUNT}")
    story.today = "2026-11-10"
    story.debrief(f"--on 2026-11-10 --with Uma --not-asked {COUNT}")
    assert plain(story.page("--with Uma --on 2026-11-11")).count(COUNTED) == 1


def test_somebody_to_be_brought(story: Story) -> None:
    """To bring somebody is asked for until they have come."""
    story.debrief(f"{CALL} --promised 'Ana:bring in Cy:-:@cfo'")
    assert "By when will you bring in Cy?" in next_page(story)
    story.debrief(f"{LATER} --with Cy:cfo")
    story.today = "2026-11-10"
    assert "bring in Cy" not in plain(story.page("--with Ana --on 2026-11-10"))


def test_not_in_front_of_whoever_did_not_hear_it(story: Story) -> None:
    """In front of somebody who was not there it is asked for without saying what it was."""
    story.debrief(f"--with Ana --not-asked {LIST}")
    page = next_page(story)
    assert (LISTED in page, "Is there a day yet for what you meant to do?" in page) == (False, True)


def test_ours_has_a_day(story: Story) -> None:
    """What we promise has a day."""
    for told in ("--promised 'us:send it:-'", "--we-promised 'send it:-'"):
        assert story.tell("debrief", f"{CALL} {told}").code == 2
