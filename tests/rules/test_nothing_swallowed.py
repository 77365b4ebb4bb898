"""Rules 3, 17, 18 and 52: whatever was typed of a call counts, or one line says what was kept and why it does not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from story import Story

MAP = """
roles: {boss: {title: boss}, user: {title: user}, cfo: {title: finance}, rep: {title: rep, side: us},
        broker: {title: broker, side: third-party}}
facts: {size: {ask: How many?, choices: [small, big]}}
stages:
  - id: want
    title: Is it worth having?
    steps:
      - {id: sheet, title: the sheet, will: fill in the sheet, by: user}
      - {id: note, title: the note, will: send the note, by: boss, proof: wrote}
      - {id: go, title: the go-ahead, whether: it is worth it, topic: whether to go ahead, yes: decided to go ahead,
         by: boss}
  - id: which
    title: Which one?
    steps:
      - {id: pick, title: the choice, whether: this is right, topic: which to take, yes: made a choice, by: boss,
         needs: [go], waive: {by: user, reasons: [seen before]}}
      - {id: big, title: the big plan, whether: it is big enough, by: boss, when: {size: big}}
      - {id: never, title: the audit, whether: it is audited, by: boss, waive: never}
  - {id: order, title: Order it, steps: [{id: buy, title: the order, whether: it is ordered, by: cfo, needs: [pick]}]}
"""
PEOPLE = "--person Ana:boss --person Bob:user --person Cy:cfo --person Tom:broker --person Eve:boss"
SETTLED = "--set size=small:Ana --settled go:Ana@2026-11-02 --settled pick:Ana@2026-11-02"


def deal(home: Path, before: str = SETTLED) -> Story:
    """A deal with the go-ahead and the choice made."""
    story = Story(home, MAP)
    story.prep(f"--on 2026-11-03 {PEOPLE} {before}")
    return story


def call(story: Story, flags: str, day: int = 10, people: str = "--with Ana --with Bob") -> Any:
    """What is said back of a call."""
    return story.debrief(f"--on 2026-11-{day:02} {people} --not-asked {flags}")


def told(found: Any, *sections: str) -> list[str]:
    """The lines of some sections, with plain blanks."""
    return [line["text"].replace("\u00a0", " ") for line in found["lines"] if line["section"] in sections]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        # yeses to what stands, and to what does not apply
        ("--decided go:Ana", "Ana said yes to the go-ahead. It has stood since 2 Nov, so that decides nothing new."),
        ("--decided 'go:Bob:said:so do I'", "Bob said yes to the go-ahead: “so do I”. It has stood since 2 Nov, so "
         "that decides nothing new."),
        ("--decided big:Ana", "Ana said yes to the big plan. That doesn't apply to them as things stand, so it decides "
         "nothing."),
        ("--declined big:Ana:no", "Ana said no to the big plan: “no”. That doesn't apply to them as things stand, so "
         "it decides nothing."),
        ("--deferred big:Ana:2026-12-01:no", "Ana put the big plan off to Tue 1 Dec: “no”. That doesn't apply to them "
         "as things stand, so it decides nothing."),
        # what was let go of
        ("--waived go:Ana:seen", "Ana can do without the go-ahead: “seen”. It was settled already."),
        ("--waived never:Ana:seen", "Ana can do without the audit: “seen”. The map has it that nobody can let go of "
         "that."),
        ("--waived buy:Cy:seen", "Cy can do without the order: “seen”. The map has it that nobody can let go of that."),
        # what was done
        ("--done sheet:Ana", "Ana did it: fill in the sheet. It takes Bob, and counts once they have done it."),
        ("--done sheet:us", "We did it: fill in the sheet. It takes Bob, and counts once they have done it."),
        ("--done note:Ana", "Ana did it: send the note. It counts once we have it in writing."),
        # what was taken up and put off
        ("--reopened never:Ana:hm", "Ana is no longer sure whether it is audited: “hm”. Nothing that Ana said on it "
         "was standing."),
        ("--reopened go:Tom:hm", "Tom is no longer sure whether to go ahead: “hm”. Only they can take up again what "
         "they decided."),
        ("--deferred never:Tom:2026-12-01:no", "Tom put the audit off to Tue 1 Dec: “no”. Only they can put off what "
         "they decide."),
        ("--deferred go:Ana:-:hm", "Ana said not yet to the go-ahead: “hm”. It's decided already; if that takes it "
         "back, record that Ana is no longer sure of it."),
    ],
)  # fmt: skip
def test_rule_3_what_moves_nothing_has_its_line(tmp_path: Path, typed: str, said: str) -> None:
    """It says what was kept and why it does not count, once, and not beside what was decided."""
    found = call(deal(tmp_path), typed)
    assert told(found, "NOT COUNTED", "RECORDED") == [said]
    result = "They stayed where they were. Nobody on their side decided anything, or took on anything new with a date."
    assert told(found, "RESULT") == [result]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("--waived 'pick:Bob:no need'", "Bob can do without the choice: “no need”. The map lets go of it only for: "
         "seen before."),
        ("--waived 'pick:Ana:seen before'", "Ana can do without the choice: “seen before”. It takes Bob."),
        ("--done sheet:Bob", None),
        ("--done @user:Bob", None),
    ],
)  # fmt: skip
def test_rule_15_who_may_let_go_of_it_is_told(tmp_path: Path, typed: str, said: str | None) -> None:
    """It says whose word it takes, and for which reasons the map lets go of it."""
    found = call(deal(tmp_path, "--set size=small:Ana"), typed)
    assert told(found, "NOT COUNTED") == ([said] if said else [])


def test_rule_3_a_promise_that_was_closed_is_told(tmp_path: Path) -> None:
    """It says what has become of it, and why nothing else can be said of it now."""
    story = deal(tmp_path)
    call(story, "--promised 'Bob:fill in the sheet:2026-11-12:sheet' --we-promised 'call the bank:2026-11-12'", 10)
    more = "--promised 'Ana:get Bob to do it:2026-11-13:sheet' --promised 'Ana:settle it:2026-11-13:never'"
    call(story, more, 10)
    found = call(story, "--done sheet:Bob --decided never:Ana", 11)
    assert told(found, "RECORDED") == [
        "Ana was to get Bob to do it: nobody waits for that now. Ana was to settle it, and did. "
        "Bob did it: fill in the sheet."
    ]
    call(story, "--released p1 --concern 'Ana:it breaks'", 12)
    found = call(story, "--missed p2 --moved p1:2026-12-01", 13)
    assert told(found, "NOT COUNTED") == [
        "Bob was to fill in the sheet. That has been kept, so it can't be missed now.",
        "We were to call the bank. That isn't wanted any more, so it can't be moved now.",
    ]
    found = call(story, "--done sheet:Bob", 13)
    assert told(found, "NOT COUNTED") == ["Bob did it: fill in the sheet. It's done already."]
    found = call(story, "--left Eve", 14)
    again = call(story, "--left Eve --concern-met c1", 15)
    assert told(again, "NOT COUNTED") == ["Eve had left already, on 14 Nov."]
    assert told(again, "RECORDED") == ["Eve has left. Ana's worry is met: “it breaks”."]


OFFER = MAP.replace("steps: [{id: buy,", "steps: [{id: offer, will: send the offer, by: rep}, {id: buy,").replace(
    "needs: [pick]}]", "needs: [pick, offer]}]"
)
TYPED_AS_THEIRS = ["Ana did it: send the offer. It's ours, and counts once we have done it."]


@pytest.mark.parametrize(
    ("promised", "typed", "said"),
    [
        # one of theirs did what is ours: it is told once, with what is still to do
        ("", "--done offer:Ana", TYPED_AS_THEIRS),
        ("--we-promised 'send the offer:2026-11-12:offer'", "--done offer:Ana",
         [*TYPED_AS_THEIRS, "Send the offer, by Thu 12 Nov."]),
        ("", "--done offer:us", ["Done by us: send the offer."]),
        ("--we-promised 'send it:2026-11-12:offer'", "--done offer:us", ["Done by us: send the offer."]),
        # kept and done is one thing
        ("--we-promised 'send it:2026-11-12:offer'", "--kept p1 --done offer:us", ["We were to send it, and did."]),
        ("--promised 'Bob:do it:2026-11-12:sheet'", "--kept p1 --done sheet:Bob", ["Bob was to do it, and did."]),
        ("--promised 'Bob:do it:2026-11-12:sheet'", "--done sheet:Bob", ["Bob did it: fill in the sheet."]),
    ],
)  # fmt: skip
def test_page_principle_9_what_was_done_is_told_once(
    tmp_path: Path, promised: str, typed: str, said: list[str]
) -> None:
    """It has one line for what somebody did, whether it counts, was promised, or is ours."""
    story = Story(tmp_path, OFFER)
    story.prep(f"--on 2026-11-03 {PEOPLE} {SETTLED} --done note:Ana:wrote")
    call(story, f"--concern 'Ana:it breaks' {promised}", 10)
    assert told(call(story, typed, 11), "RECORDED", "NOT COUNTED", "WE OWE") == said


def test_rule_21_what_fell_with_who_left_is_named(tmp_path: Path) -> None:
    """It names the decisions that need a fresh yes, and what they had promised."""
    story = deal(tmp_path)
    call(story, "--promised 'Ana:send the note:2026-11-20:note'", 10)
    found = call(story, "--left Ana", 11, "--with Bob")
    assert told(found, "AGAIN") == ["Needs a fresh yes: the go-ahead and the choice."]
    assert told(found, "RECORDED") == ["Ana was to send the note: that goes with them. Ana has left."]
    assert (found["outcome"]["result"], found["outcome"]["to_reconfirm"]) == ("stayed", [])


@pytest.mark.parametrize(
    ("before", "typed", "result", "again"),
    [
        # it stood as the call began, also for whoever left on it
        ("", "--left Ana --reopened go:Eve:hm", "went_back", ["pick"]),
        ("", "--reopened go:Eve:hm", "went_back", []),
        # it was to be said yes to afresh before the call
        ("--left Ana", "--reopened go:Eve:hm", "stayed", []),
        ("--left Ana", "--reopened go:Bob:hm", "stayed", []),
    ],
)
def test_rule_18_what_is_to_reconfirm_is_taken_up_again(
    tmp_path: Path, before: str, typed: str, result: str, again: list[str]
) -> None:
    """It is re-opened with what needs it, and is a going back where it stood for everybody as the call began."""
    story = deal(tmp_path)
    if before:
        call(story, before, 9, "--with Bob")
    found = call(story, typed, 10, "--with Eve --with Bob")
    assert (found["outcome"]["result"], found["orphans"]) == (result, [])
    shown = story.show()
    assert (shown["fronts"]["main"], shown["to_reconfirm"]) == (["go"], ["pick"])
    assert [each for each in again if told(found, "AGAIN") == ["Needs a fresh yes: the choice."]] == again


@pytest.mark.parametrize(("who", "deferred"), [("Ana", ["never"]), ("Eve", ["never"]), ("Bob", []), ("Cy", [])])
def test_rule_17_putting_off_needs_authority(tmp_path: Path, who: str, deferred: list[str]) -> None:
    """It is put off by whoever decides it; by anybody else it is a voice, kept, told, and put to who decides."""
    story = deal(tmp_path)
    found = call(story, f"--deferred 'never:{who}:2026-12-01:after the fair'", 10, "--with Ana --with Bob --with Cy")
    assert story.show()["deferred"] == deferred
    wants = f"{who} put the audit off to Tue 1 Dec: “after the fair”."
    if not deferred:
        wants = f"{who} wants to put the audit off to Tue 1 Dec: “after the fair”, but it takes Ana."
    assert told(found, "RESULT") == [f"They stayed where they were. {wants}"]
    plan = story.prep("--with Ana --on 2026-11-17")
    asked = [ask["question"] for ask in plan["asks"] if ask["of"] == "Ana"]
    assert "How do you see the audit?" in asked
    assert (plan["decision"]["feasibility"] == "here") == (not deferred)


def test_rule_17_a_voice_does_not_undo_a_putting_off(tmp_path: Path) -> None:
    """It stays put off to the day that whoever decides it named, whatever another wishes."""
    story = deal(tmp_path)
    call(story, "--deferred 'never:Ana:2026-12-01:after the fair'", 10)
    call(story, "--deferred 'never:Bob:2026-11-12:sooner'", 11)
    assert story.show()["deferred"] == ["never"]
    story.today = "2026-12-01"
    assert story.show()["deferred"] == []
    story.prep("--with Ana --on 2026-12-01")


@pytest.mark.parametrize("first", ["--reopened go:Ana:hm", "--left Ana", "--declined go:Eve:no"])
def test_rule_17_a_putting_off_survives_a_re_opening_before_it(tmp_path: Path, first: str) -> None:
    """It is put off, whether it was taken up again on the same call or on one before."""
    story = deal(tmp_path)
    call(story, f"{first} --deferred go:Eve:2026-12-01:later", 10, "--with Eve")
    assert story.show()["deferred"] == ["go"]
    story.undo()
    call(story, first, 10, "--with Eve")
    call(story, "--deferred go:Eve:2026-12-01:later", 11, "--with Eve")
    assert story.show()["deferred"] == ["go"]


@pytest.mark.parametrize(
    ("flags", "people", "section", "told"),
    [
        (
            "--decided go:Ana:heard=Tom", "--with Tom", "RESULT",
            "Nobody from the client was on the call. From others: Ana said yes to the go-ahead; hear it from Ana.",
        ),
        ("--done @cfo:us", "--with Ana", "RECORDED", "We brought in Cy."),
        (
            "--waived 'note:Ana:no time'", "--with Ana", "RESULT",
            "They stayed where they were. Ana can do without the note: “no time”.",
        ),
        (
            "--promised 'Bob:fill in the sheet:2026-11-13:sheet' --done sheet:Bob --decided go:Ana", "--with Ana",
            "NOT COUNTED", "Bob will fill in the sheet by Fri 13 Nov. It's done already.",
        ),
    ],
)  # fmt: skip
def test_rule_3_beside_what_moved(tmp_path: Path, flags: str, people: str, section: str, told: str) -> None:
    """It tells what was decided though nobody of theirs was there, whom we brought, what they can do without."""
    found = call(deal(tmp_path, ""), flags, people=people)
    lines = [line["text"].replace("\u00a0", " ") for line in found["lines"] if line["section"] == section]
    assert told in lines, found["lines"]
