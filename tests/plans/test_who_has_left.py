"""Rule 21, on the page: who has left is on no call, owes nothing, and what they had promised is whoever follows'."""

from __future__ import annotations

from pathlib import Path

from story import Story
from way import WAY, told

AGREED = (
    "--on 2026-11-03 --with Ana --with Ben --decided 'go:Ana:said:it pays' --not-asked "
    "--promised 'Ben:count the users:2026-11-10:count' --next 2026-11-17:pick:Ben,Ana"
)


def story(tmp_path: Path, *more: str) -> Story:
    """Ben is to count the users and to come to the next call; by 12 Nov he has left."""
    found = Story(tmp_path, WAY)
    found.prep("--with Ana:boss --with Ben:user --on 2026-11-03")
    found.debrief(AGREED)
    for flags in more:
        found.debrief(flags)
    found.today = "2026-11-12"
    return found


def calendar(found: Story) -> str:
    """What stands in the calendar now."""
    said = found.line("promises", "--to", "ics")
    assert said.code == 0, said.err
    return said.out.replace("\r\n ", "")


def test_rule_21_who_has_left_is_on_no_call(tmp_path: Path) -> None:
    """It takes Ben off the call that was planned with him: the page, where it stands, the values and the calendar."""
    found = story(tmp_path)
    found.prep("--with Ana --with Ben --on 2026-11-17")
    assert "acme: call with Ana and Ben" in calendar(found)
    plan = found.prep("--with Ana --with Ben --on 2026-11-17 --left Ben@2026-11-11")
    assert told(plan, "HEAD")[1:] == ["With Ana (boss).", "Ben left on 11 Nov."]
    assert [each["name"] for each in plan["call"]["people"]] == ["Ana"]
    assert not [line for line in plan["lines"] if line["section"] == "ASK" and "Ben:" in line["text"]]
    ics = calendar(found)
    (ours,) = [event for event in ics.split("BEGIN:VEVENT") if "Ben will" in event]
    assert ("acme: call with Ana\r\n" in ics or "acme: call with Ana\n" in ics, "CANCELLED" in ours) == (True, True)
    assert "Ben" not in found.line("promises").out
    again = found.line("show", "acme", "--plan", "--json").json
    assert told(again, "HEAD")[1:] == ["With Ana (boss).", "Ben left on 11 Nov."]


def test_rule_21_the_next_meeting_is_without_who_has_left(tmp_path: Path) -> None:
    """It plans the meeting that was agreed with those who are still there, and has no decision of Ben's on that day."""
    found = story(tmp_path)
    found.tell("prep", "--with Ana --on 2026-11-12 --left Ben")
    deal = found.line("review", "--json").json["deals"][0]
    assert (deal["summary"]["next"]["told"]["person"], deal["summary"]["theirs"]["missed"]) == ("Ana", 0)


def test_rule_21_a_missed_date_of_who_has_left_is_no_longer_counted(tmp_path: Path) -> None:
    """It has nothing in MISSED of somebody who is gone."""
    missed = (
        "--on 2026-11-11 --with Ana --with Ben --missed p1 --promised 'Ben:count them:2026-11-20:count' --not-asked"
    )
    found = story(tmp_path, missed)
    assert found.line("review", "--json").json["deals"][0]["cells"][5] == "they 1"
    found.debrief("--on 2026-11-12 --with Ana --left Ben --not-asked")
    assert found.line("review", "--json").json["deals"][0]["cells"][5] == ""


def test_page_rule_5_whoever_follows_is_asked_for_what_was_promised(tmp_path: Path) -> None:
    """It asks Bo, who has Ben's part now, whether the count is theirs; not on a call, the page says whom to ask."""
    found = story(tmp_path, "--on 2026-11-12 --with Ana --left Ben --not-asked")
    left = "Ben, who has left, was to count the users by 10 Nov."
    assert told(found.show(), "MISSING") == [f"{left} Ask who does it now."]
    plan = found.prep("--with Ana --on 2026-11-16 --person Bo:user")
    assert (told(plan, "THEY OWE"), told(plan, "MISSING")) == ([], [f"{left} Ask Bo about it."])
    plan = found.prep("--with Ana --with Bo --on 2026-11-17")
    assert told(plan, "ASK")[1:] == [
        "* Bo: What have you been told so far, and how do you see it?",
        "* Bo: Ben was going to count the users: is that with you now?",
    ]
    assert told(plan, "MISSING") == []
    found.debrief("--on 2026-11-17 --with Ana --with Bo --promised 'Bo:count them:2026-11-20:count' --not-asked")
    assert told(found.show(), "MISSING") == []


def test_rule_21_who_has_left_on_the_call_or_comes_to_the_next_is_noted(tmp_path: Path) -> None:
    """It says what is kept of a call with somebody who has left, and of a next one; to have that is no step."""
    found = story(tmp_path)
    said = found.debrief("--on 2026-11-12 --with Ana --with Ben --left Ben --next 2026-11-17::Ben,Ana --not-asked")
    assert told(said, "NOTE") == [
        "Ben was on this call and has left: both are kept, and no promise or spoken yes of Ben's counts now.",
        "Ben has left, so the next call, Tue 17 Nov, is kept without Ben.",
    ]
    assert "Next call: Tue 17 Nov, with Ana." in told(said, "RECORDED")[0]
    said = found.debrief("--on 2026-11-13 --with Ana --next 2026-11-18::Ben --not-asked")
    assert told(said, "RECORDED", "NOTE") == [
        "Next call: Wed 18 Nov.",
        "Ben has left, so the next call, Wed 18 Nov, is kept without Ben.",
    ]
    assert said["outcome"]["result"] == "stayed"


def test_page_principle_9_a_promise_of_who_has_left_is_told_once(tmp_path: Path) -> None:
    """It says once that Ben's new promise does not count, and of the old one that it goes with him."""
    said = story(tmp_path).debrief(
        "--on 2026-11-12 --with Ana --left Ben --promised 'Ben:count them:2026-11-20:@boss' --not-asked"
    )
    assert told(said, "RECORDED", "NOT COUNTED") == [
        "Ben was to count the users: that goes with them. Ben has left.",
        "Doesn't count yet: Ben will count them by Fri 20 Nov. They have left since.",
    ]


def test_rule_21_who_comes_back_is_said_to(tmp_path: Path) -> None:
    """It takes somebody named for a call after having left as back, and says so."""
    found = story(tmp_path, "--on 2026-11-12 --with Ana --left Ben --not-asked")
    said = found.line("prep", "acme", "--with", "Ana", "--with", "Ben", "--on", "2026-11-17", "--no-input")
    assert "Ben had left, and is back from now on." in said.err


def test_review_nobody_is_asked_about_the_second_thoughts_of_who_has_left(tmp_path: Path) -> None:
    """It tells no doubt of Ana's any more, and says who takes over."""
    found = story(tmp_path, "--on 2026-11-05 --with Ana --reopened 'go:Ana:a new boss' --not-asked")
    assert "Ana is no longer sure" in found.line("review").out
    found.debrief("--on 2026-11-06 --with Ben --left Ana --not-asked")
    assert "no longer sure" not in found.line("review").out
