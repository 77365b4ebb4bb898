"""A call that was to come and did not take place: moved or cancelled, in one answer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from maps import SMALL
from screen import CTRL_C, ENTER, SPACE, Screen
from story import Story

from callplan.core.deal.fold import fold
from callplan.core.entries import drafted
from callplan.core.events import CalledOff
from callplan.journal import Journal

BODY = "\n".join(SMALL.splitlines()[3:])
NEW = "--with Oz:owner --on 2026-11-05"


@pytest.fixture
def oz(tmp_path: Path) -> Story:
    """A deal whose first call is planned for Thursday, 5 November."""
    story = Story(tmp_path, BODY)
    story.prep(NEW)
    story.today = "2026-11-06"
    return story


def test_cancelled(oz: Story) -> None:
    """Cancelled, it leaves no result, no call, and nothing planned."""
    assert oz.line("debrief", "acme", "--call-cancelled", "--no-input").out == (
        "ACME · call of Thu 5 Nov 2026\n\n"
        "RESULT      It was cancelled. A call that was not held counts for nothing, on\n"
        "            either side.\n\n"
        "callplan prep acme · callplan undo acme\n"
    )
    assert oz.show()["momentum"]["calls"] == 0
    assert oz.log().splitlines()[-1].endswith("2026-11-06  the call of 2026-11-05 was cancelled")
    assert oz.tell("prep").json["call"]["people"] == []


def test_moved(oz: Story) -> None:
    """Moved, it is planned for that day with the same people; the answer says so in JSON, too."""
    found = oz.debrief("--call-moved 2026-11-10")
    assert (found["call"], found["moved_to"]) == ("2026-11-05", "2026-11-10")
    call = oz.prep()["call"]
    assert (call["on"], [person["name"] for person in call["people"]]) == ("2026-11-10", ["Oz"])


def test_on_the_way_to_a_prep(oz: Story) -> None:
    """A prep says so as well, and no longer asks for the debrief."""
    assert "has no debrief yet" in oz.tell("prep", "--on 2026-11-09 --with Oz").err
    oz.undo()
    found = oz.tell("prep", "--call-moved 2026-11-09")
    assert (found.err, found.json["call"]["on"]) == ("", "2026-11-09")
    assert [person["name"] for person in found.json["call"]["people"]] == ["Oz"]


def test_told_of_a_prep_at_a_terminal(oz: Story) -> None:
    """The line that `today` prints is all there is to tell: neither the day nor who comes is asked again."""
    screen = Screen(oz.home, "prep", "acme", "--call-moved", "2026-11-09", CALLPLAN_TODAY=oz.today)
    assert screen.ends() == 0
    assert "When is the call?" not in screen.text
    assert "Who is on the call?" not in screen.text
    call = oz.prep()["call"]
    assert (call["on"], [person["name"] for person in call["people"]]) == ("2026-11-09", ["Oz"])


@pytest.mark.parametrize("plain", [(), ("--plain-prompts",)])
def test_its_hour(oz: Story, plain: tuple[str, ...]) -> None:
    """The day of a call is taken with its hour, which a note keeps, since a call has none."""
    oz.debrief("--call-cancelled")
    screen = Screen(oz.home, "prep", "acme", *plain, CALLPLAN_TODAY=oz.today)
    screen.answers(
        ("When is the call?", "thursday 10am\r"), ("Thu 12 Nov 2026 10am", ""), ("Who is on the call?", CTRL_C)
    )
    screen.ends()
    again = Screen(oz.home, "prep", "acme", *plain, CALLPLAN_TODAY=oz.today)
    again.answers(("Go on", "1\r" if plain else ENTER), ("Who is on the call?", "1\r" if plain else f"{SPACE}{ENTER}"))
    assert again.ends() == 0
    assert oz.prep()["call"]["on"] == "2026-11-12"
    assert "noted: “The call is at 10am”" in oz.log()


def test_next_meeting(oz: Story) -> None:
    """The next meeting that was named can be moved or cancelled, too."""
    oz.debrief("--on 2026-11-05 --with Oz --next 2026-11-12::Oz")
    oz.debrief("--call-moved 2026-11-13")
    assert oz.prep()["call"]["on"] == "2026-11-13"
    oz.today = "2026-11-14"
    oz.debrief("--call-cancelled")
    found = oz.tell("debrief", "--call-cancelled --set data=personal")
    assert "--call-cancelled: no call of this deal was to come.\n" in found.err


def test_taken_back(oz: Story) -> None:
    """Taken back, the call is planned as before; what a later plan made senseless is listed."""
    oz.debrief("--call-cancelled")
    oz.undo()
    assert oz.tell("prep", "--with Oz --on 2026-11-05").json["call"]["on"] == "2026-11-05"


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        ("--call-moved 2026-11-10 --call-cancelled", "A call was moved or cancelled, not both: leave one of"),
        ("--call-cancelled --decided wanted:Oz", "did not take place, so --decided has no call to belong to."),
        ("--call-moved someday", "--call-moved: “someday” is no day."),
    ],
)
def test_mistakes(oz: Story, flags: str, told: str) -> None:
    """What cannot be is said in a sentence, and nothing is written."""
    before = oz.log()
    found = oz.tell("debrief", flags)
    assert (found.code, told in found.err) == (2, True), found.err
    assert oz.log() == before


def test_another_day(oz: Story) -> None:
    """A call of a day for which none was planned cannot be called off: the entry is listed and has no effect."""
    entries = Journal(str(oz.home / "callplan.db")).entries("acme")
    deal = fold(drafted(entries, [CalledOff(date(2026, 11, 6), date(2026, 11, 7))]))
    assert (deal.orphans, deal.planned and deal.planned.call) == ((len(entries) + 1,), date(2026, 11, 5))


def test_new_deal(tmp_path: Path) -> None:
    """Of a new deal no call was to come."""
    story = Story(tmp_path, BODY)
    found = story.tell("prep", f"--playbook {story.file} --with Oz:owner --call-cancelled")
    assert (found.code, found.err) == (2, "callplan: --call-cancelled: no call of this deal was to come.\n")
