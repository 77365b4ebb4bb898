"""Rules 11, 12, 15, 16 and 18: what a no took away comes back by a new yes alone, however the no is lifted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from story import Story

MAP = """
roles: {boss: {title: boss}, user: {title: user}, cfo: {title: finance}}
stages:
  - id: want
    title: Is it worth having?
    steps: [{id: go, title: the go-ahead, whether: it is worth it, topic: whether to go ahead, by: BY,
             waive: {by: user}}]
  - id: try
    title: Is it tried first?
    steps: [{id: trial, title: the trial, whether: it is tried first, by: boss, if_no: go}]
  - id: order
    title: Order it
    steps: [{id: buy, title: the order, whether: it is ordered, by: cfo}]
"""
PEOPLE = "--person Ana:boss --person Bob:user --person Cy:cfo --person Dee:boss"
LOOK = '--reopened "go:{who}:let us look again"'


def deal(home: Path, by: str = "boss", before: str = "") -> Story:
    """A deal with Ana and Dee (boss), Bob (user) and Cy (finance)."""
    story = Story(home, MAP.replace("BY", by))
    story.prep(f"--on 2026-11-03 {PEOPLE} {before}")
    return story


def call(story: Story, flags: str, day: int) -> Any:
    """What is said back of a call with everybody."""
    return story.debrief(f"--on 2026-11-{day:02} --with Ana --with Bob --with Cy --with Dee --not-asked {flags}")


def state(story: Story, step: str = "go") -> str:
    """Whether a decision is declined, put off, to be said yes to afresh, open at the front, or none of these."""
    shown = story.show()
    lists = [name for name in ("declined", "deferred", "to_reconfirm") if step in shown[name]]
    return lists[0] if lists else "open" if step in shown["fronts"]["main"] else "settled"


@pytest.mark.parametrize(
    ("by", "calls"),
    [
        # yes, later no, later "let us look again": they reconsider
        ("boss", ["--decided go:Ana", "--declined go:Ana:no", LOOK.format(who="Ana")]),
        ("boss", ["--decided go:Ana", "--declined go:Ana:no", LOOK.format(who="Bob")]),
        # of two who decide it together, somebody else taking it up turns the one's no into no yes
        (
            "[boss, user]",
            ["--decided go:Ana --decided go:Bob", "--declined go:Bob:no", LOOK.format(who="Cy"), "--decided go:Ana"],
        ),
        # a second holder's no undid it: taken back, put off, or gone with them
        ("boss", ["--decided go:Ana", "--declined go:Dee:no", LOOK.format(who="Dee")]),
        ("boss", ["--decided go:Ana", "--declined go:Dee:no", "--left Dee"]),
        # by word where writing is asked, a yes after a no lifts it, and makes nothing
        ("boss, proof: wrote", ["--decided go:Ana:wrote", "--declined go:Dee:no", "--decided go:Dee"]),
        # nor does a voice's yes
        ("boss", ["--decided go:Ana", "--declined go:Dee:no", LOOK.format(who="Dee"), "--decided go:Bob"]),
        # a waiver that a no has overruled does not come back either
        ("boss", ["--waived go:Bob:seen", "--declined go:Ana:no", LOOK.format(who="Ana")]),
    ],
)
def test_rule_18_a_no_that_is_lifted_brings_no_yes_back(tmp_path: Path, by: str, calls: list[str]) -> None:
    """It is open, whoever takes it up again, however the no goes; only a new yes makes it."""
    story = deal(tmp_path, by)
    for day, flags in enumerate(calls, 4):
        call(story, flags, day)
    assert state(story) == "open"
    there = "--on 2026-11-20 --with Ana --with Bob --not-asked"
    found = story.debrief(f"{there} --decided go:Ana:wrote --decided go:Bob:wrote")["outcome"]
    assert (found["result"], found["moved"]) == ("advanced", ["go"])


@pytest.mark.parametrize(
    "calls",
    [
        ["--decided go:Ana --declined go:Bob:no"],
        ["--declined go:Bob:no", "--decided go:Ana"],
        ["--decided go:Ana --decided go:Bob", "--declined go:Bob:no"],
    ],
)
def test_rule_18_taking_up_ones_own_yes_lifts_nobodys_no(tmp_path: Path, calls: list[str]) -> None:
    """It takes back Ana's own yes, of the two that it takes, and leaves Bob's no where it is."""
    story = deal(tmp_path, "[boss, user]")
    for day, flags in enumerate(calls, 4):
        call(story, flags, day)
    said = call(story, LOOK.format(who="Ana"), 10)["outcome"]
    assert (said["result"], said["small"], state(story)) == ("stayed", [], "declined")
    assert said["because"].startswith("Ana's yes to the go-ahead no longer stands")
    assert call(story, "--decided go:Ana", 11)["outcome"]["moved"] == []
    assert (state(story), call(story, "--decided go:Bob", 12)["outcome"]["moved"]) == ("declined", ["go"])


def test_rule_16_a_second_holders_no_put_off_brings_no_yes_back(tmp_path: Path) -> None:
    """It is put off, and open on its day: not yet is no yes."""
    story = deal(tmp_path)
    call(story, "--decided go:Ana", 4)
    call(story, "--declined go:Dee:no", 5)
    call(story, "--deferred go:Dee:2026-11-16:later", 6)
    assert state(story) == "deferred"
    story.today = "2026-11-16"
    assert state(story) == "open"


def test_rule_16_a_closing_decision_that_was_cancelled_is_open_once_they_talk_again(tmp_path: Path) -> None:
    """It leaves the order to be decided when they want to talk of it next year."""
    story = deal(tmp_path, before="--settled go:Ana --settled trial:Ana")
    assert call(story, "--decided buy:Cy:wrote", 4)["outcome"]["result"] == "won"
    assert call(story, "--declined 'buy:Cy:the money is gone'", 5)["outcome"]["result"] == "went_back"
    said = call(story, "--reopened 'buy:Cy:perhaps next year'", 6)
    assert (said["outcome"]["result"], said["outcome"]["small"]) == ("small_step", ["buy"])
    assert state(story, "buy") == "open"
    plan = story.prep("--with Cy --on 2026-11-10")
    assert (plan["decision"]["id"], plan["decision"]["feasibility"]) == ("buy", "here")
    assert call(story, "--decided buy:Cy:wrote", 10)["outcome"]["result"] == "won"


def test_rule_16_what_it_was_sent_back_to_decided_again_asks_it_afresh(tmp_path: Path) -> None:
    """It opens the trial, to which they had said yes and then no, once the go-ahead is decided again."""
    story = deal(tmp_path, before="--settled go:Ana --settled trial:Ana")
    assert call(story, "--declined trial:Ana:no", 4)["outcome"]["reopened"] == ["go", "trial"]
    assert call(story, "--decided go:Ana", 5)["outcome"]["moved"] == ["go"]
    assert state(story, "trial") == "open"
    assert call(story, "--decided trial:Ana", 6)["outcome"]["moved"] == ["trial"]


def test_rule_20_what_a_no_sent_back_is_decided_again_whatever_becomes_of_the_no(tmp_path: Path) -> None:
    """It still asks for the go-ahead that a no to the trial took up again, once they say yes to the trial after all."""
    story = deal(tmp_path, before="--settled go:Ana --settled trial:Ana")
    assert call(story, "--declined trial:Ana:no", 4)["outcome"]["reopened"] == ["go", "trial"]
    call(story, "--decided trial:Ana", 5)
    assert state(story) == "open"


def test_rule_12_a_waiver_taken_up_again_implies_nothing_more(tmp_path: Path) -> None:
    """It opens, too, what the waived decision stood for, of which nobody ever said yes."""
    story = Story(tmp_path, MAP.replace("BY", "boss").replace("if_no: go", "if_no: go, implied_by: [go]"))
    story.prep(f"--on 2026-11-03 {PEOPLE}")
    call(story, "--waived go:Bob:seen", 4)
    call(story, LOOK.format(who="Bob"), 5)
    assert state(story) == "open"


def test_rule_12_the_yes_of_the_other_joint_decider_still_stands(tmp_path: Path) -> None:
    """It asks only whoever said no for a new yes, where the decision takes both."""
    story = deal(tmp_path, "[boss, user]", "--settled go:Bob")
    call(story, "--decided go:Ana", 4)
    call(story, "--declined go:Ana:no", 5)
    call(story, LOOK.format(who="Ana"), 6)
    plan = story.prep("--with Ana --on 2026-11-10")
    assert (plan["decision"]["id"], plan["decision"]["feasibility"], plan["decision"]["by"]) == ("go", "here", ["Ana"])
    assert call(story, "--decided go:Ana", 10)["outcome"]["moved"] == ["go"]


def test_rule_12_where_either_may_decide_both_are_asked_again(tmp_path: Path) -> None:
    """It counts no yes from before the no, where that alone would make it."""
    story = deal(tmp_path)
    call(story, "--decided go:Ana", 4)
    call(story, "--declined go:Dee:no", 5)
    call(story, LOOK.format(who="Dee"), 6)
    for who in ("Ana", "Dee"):
        plan = story.prep(f"--with {who} --on 2026-11-10")
        assert (plan["decision"]["feasibility"], plan["decision"]["by"]) == ("here", [who])


@pytest.mark.parametrize(
    ("by", "no", "who", "told"),
    [
        (
            "boss",
            "go:Ana:no",
            "Ana",
            "A small step. Ana no longer says no to the go-ahead: “let us look again”.",
        ),
        (
            "boss",
            "go:Ana:no",
            "Bob",
            "A small step. Bob wants to look again at whether to go ahead, and Ana's no is off the table: "
            "“let us look again”.",
        ),
        (
            "[boss, user]",
            "go:Ana:no --declined go:Bob:no",
            "Ana",
            "A small step. Ana no longer says no to the go-ahead, and Bob's no is off the table too: "
            "“let us look again”.",
        ),
        # a voice that nobody had to heed
        (
            "boss",
            "go:Bob:no",
            "Bob",
            "They stayed where they were. Bob no longer says no to the go-ahead: “let us look again”.",
        ),
    ],
)
def test_rule_18_the_no_that_was_lifted_is_told(tmp_path: Path, by: str, no: str, who: str, told: str) -> None:
    """It says whose no it was, and in whose words it is off the table."""
    story = deal(tmp_path, by)
    call(story, f"--declined {no}", 4)
    said = call(story, LOOK.format(who=who), 5)
    assert [line["text"] for line in said["lines"] if line["section"] == "RESULT"] == [told]
    assert said["orphans"] == []


def test_rule_15_a_later_no_beats_an_earlier_waiver(tmp_path: Path) -> None:
    """It is declined, and what rests on it is to be said yes to afresh; a waiver after the no stands."""
    story = deal(tmp_path)
    call(story, "--waived go:Bob:seen", 4)
    found = call(story, "--declined go:Ana:no", 5)["outcome"]
    assert (found["result"], found["reopened"], found["declined"]) == ("went_back", ["go"], ["go"])
    assert state(story) == "declined"
    assert call(story, "--waived go:Bob:seen", 6)["outcome"]["waived"] == ["go"]


def test_rule_3_the_no_of_everybody_who_said_one_is_told(tmp_path: Path) -> None:
    """It tells both noes of a call, not only the last."""
    said = call(deal(tmp_path, "[boss, user]"), "--declined go:Bob:dear --declined go:Ana:late", 4)["outcome"]
    assert said["because"] == "Ana said no to the go-ahead: “late”. Bob said no to the go-ahead: “dear”."
