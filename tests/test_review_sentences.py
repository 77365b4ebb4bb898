"""What a review says of a deal, told in command lines: each sentence, where it is due, and where it is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from story import Story

MAP = """
roles:
  boss: {title: boss}
  cfo: {title: finance, called: the person with the budget}
stages:
  - id: want
    title: Is it worth having?
    steps:
      - {id: go, title: the go-ahead, whether: it is worth it, topic: whether to go ahead, yes: decided to go ahead,
         by: [boss, cfo]}
      - {id: count, title: the count, will: count the users, by: boss}
  - id: order
    title: Order it
    steps:
      - {id: buy, title: the order, whether: it is ordered, topic: whether to order, yes: placed the order, by: boss,
         needs: [go]}
"""
BOTH = "--with Ana:boss --with Cy:cfo --on 2026-11-02"
CALL = "--on 2026-11-02 --with Ana --with Cy --not-asked"


@pytest.fixture
def story(tmp_path: Path) -> Story:
    """A deal whose two deciders are known and on its first call."""
    told = Story(tmp_path, MAP)
    told.prep(BOTH)
    return told


def said(story: Story, today: str = "2026-11-03") -> tuple[str, str]:
    """The first line of the one deal of a review, and what stands under it, on a day."""
    story.today = today
    deal = of(story)
    return deal["line"].replace("\u00a0", " "), deal["note"].replace("\u00a0", " ")


def of(story: Story) -> Any:
    (deal,) = story.line("review", "--json").json["deals"]
    return deal


def test_no_debrief_yet(story: Story) -> None:
    """It asks for the debrief of a call from the day after, and of the next meeting as well."""
    assert said(story, "2026-11-02")[1] == "Next: Ana and Cy decide whether to go ahead."
    assert said(story)[1] == "No debrief of the call of 2 Nov yet."
    story.debrief(f"{CALL} --verdict stayed --next 2026-11-09:go:Ana")
    assert said(story, "2026-11-09") == (
        "Ana and Cy · the go-ahead · by Mon 9 Nov",
        "Next: Ana and Cy decide whether to go ahead.",
    )
    assert said(story, "2026-11-30")[1] == "No debrief of the call of 9 Nov yet."


def test_nobody_may_call(tmp_path: Path) -> None:
    """It says until when nobody may call, and asks for no day."""
    story = Story(tmp_path, MAP.replace("title: Is it worth having?", "talk: {how: none}\n    title: Worth having?"))
    story.prep("--with Ana:boss --person Cy:cfo:Ana --on 2026-11-02 --settled buy:Ana")
    story.line("debrief", "acme", "--call-cancelled", "--no-input")
    assert said(story, "2026-12-30")[1] == "No calls until the go-ahead is done."


def test_two_disagree(story: Story) -> None:
    """It names the two who see it differently, and what about; from others, where one of them was not on the call."""
    story.debrief(f"{CALL} --decided go:Ana --declined 'go:Cy:no money' --verdict stayed")
    apart = "Ana said yes and Cy said no: get them to agree on whether to go ahead."
    first, note = said(story)
    assert (first, note) == ("Ana and Cy · the go-ahead · no day", apart)


def test_two_disagree_who_decide_alike(tmp_path: Path) -> None:
    """It names the two who see it differently while either of them could decide it."""
    story = Story(tmp_path, MAP.replace("by: [boss, cfo]", "by: boss"))
    story.prep("--with Ana:boss --with Bo:boss --on 2026-11-02")
    story.debrief("--on 2026-11-02 --with Ana --with Bo --decided go:Ana --declined go:Bo:no --not-asked")
    told = "Ana said yes and Bo said no: get them to agree on whether to go ahead."
    assert said(story)[1] == told


def test_said_no(story: Story) -> None:
    """It tells a no in their words, and asks whether it is for good."""
    story.debrief(f"{CALL} --declined 'go:Cy:we may be bought next year.' --verdict stayed")
    assert said(story)[1] == "Cy said no: “we may be bought next year”. Ask if it's for good."


def test_said_no_to_others(story: Story) -> None:
    """It says that a no was heard from others, where whoever said it was not on the call."""
    story.debrief("--on 2026-11-02 --with Ana --declined 'go:Cy:no money' --verdict stayed --not-asked")
    assert said(story)[1] == "From others: Cy said no: “no money”. Ask if it's for good."


def test_no_longer_sure(story: Story) -> None:
    """It tells in their words that somebody is no longer sure, until it is decided anew."""
    story.debrief(f"{CALL} --decided go:Ana --decided go:Cy --verdict advanced")
    story.debrief("--on 2026-11-09 --with Ana --reopened 'go:Ana:a German bid came in' --verdict went-back --not-asked")
    assert said(story, "2026-11-10") == (
        "Ana and Cy · the go-ahead · no day",
        "Ana is no longer sure: “a German bid came in”. Ask what would settle it.",
    )
    story.debrief("--on 2026-11-11 --with Ana --with Cy --decided go:Ana --decided go:Cy --not-asked")
    assert said(story, "2026-11-12") == (
        "Ana · the order · no day",
        "Next: Ana decides whether to order. It counts once it's in writing.",
    )


def test_put_off(story: Story) -> None:
    """It says until when they put it off, in their words, and does not call that quiet; on that day it is over."""
    story.debrief(f"{CALL} --deferred 'go:Ana:2027-01-11:after the year end' --verdict stayed")
    words = "Ana put it off: “after the year end”."
    assert said(story) == ("Ana and Cy · the go-ahead · not before Mon 11 Jan 2027", words)
    assert said(story, "2027-01-10") == ("Ana and Cy · the go-ahead · not before Mon 11 Jan", words)
    assert said(story, "2027-01-11") == ("Ana and Cy · the go-ahead · no day", "Quiet for 70 days: get a day.")


def test_a_promise_past_its_day(story: Story) -> None:
    """It says from the day after what they were to do, and puts the day first where a comma would blur it."""
    story.debrief(
        f"{CALL} --promised 'Ana:count the users:2026-11-05:count' --promised 'Cy:ask Bo, then Di:2026-11-06'"
    )
    assert said(story, "2026-11-05")[1] == "Next: Ana and Cy decide whether to go ahead."
    assert said(story, "2026-11-06")[1] == "Ana was to count the users by 5 Nov."
    story.line("promises", "--kept", "acme:p1")
    assert said(story, "2026-11-07")[1] == "Cy was to ask Bo, then Di, by 6 Nov."


def test_a_promise_of_a_third_party(tmp_path: Path) -> None:
    """It tells as well what somebody beside the client was to do for them."""
    story = Story(
        tmp_path, MAP.replace("boss: {title: boss}", "boss: {title: boss}\n  law: {title: lawyer, side: third-party}")
    )
    story.prep(f"{BOTH} --person Lu:law:Ana")
    story.debrief(f"{CALL} --promised 'Lu:read the terms:2026-11-05' --verdict stayed")
    assert said(story, "2026-11-06")[1] == "Lu was to read the terms by 5 Nov."


def test_we_owe(story: Story) -> None:
    """It says what we owe and since when, behind what they owe, also once it was marked as missed."""
    story.debrief(f"{CALL} --we-promised 'send the lift plan:2026-11-05' --promised 'Ana:count the users:2026-11-05'")
    assert (
        said(story, "2026-11-06")[1] == "Ana was to count the users by 5 Nov. We owe: send the lift plan, since 5 Nov."
    )
    story.line("promises", "--missed", "acme:p1", "--kept", "acme:p2")
    assert said(story, "2026-11-07")[1] == "We owe: send the lift plan, since 5 Nov."


def test_two_dates_missed(story: Story) -> None:
    """It asks whether it still matters once two dates were missed."""
    story.debrief(f"{CALL} --promised 'Ana:count the users:2026-11-05:count'")
    story.debrief(
        "--on 2026-11-06 --with Ana --missed p1 --promised 'Ana:count the users:2026-11-10:count' --not-asked"
    )
    story.debrief("--on 2026-11-11 --with Ana --missed p2 --not-asked")
    assert said(story, "2026-11-12") == (
        "Ana and Cy · the go-ahead · no day",
        "Two dates missed: ask whether it still matters.",
    )


def test_nobody_named_yet(tmp_path: Path) -> None:
    """It asks who decides while one of those whose yes it still takes has no name, and names those who have."""
    story = Story(tmp_path, MAP)
    story.prep("--with Ana:boss --on 2026-11-02")
    assert said(story, "2026-11-02")[0] == "Ana · the go-ahead · no day"
    story.debrief("--on 2026-11-02 --with Ana --decided go:Ana --not-asked")
    assert said(story) == (
        "nobody named yet · the go-ahead · no day",
        "Find out who decides: the person with the budget has no name yet.",
    )


def test_quiet(story: Story) -> None:
    """It says how long they have decided nothing from two weeks on, while nobody has a day for anything."""
    story.debrief(f"{CALL} --verdict stayed")
    assert said(story, "2026-11-15")[1] == "Next: Ana and Cy decide whether to go ahead."
    assert said(story, "2026-11-16")[1] == "Quiet for 14 days: get a day."
    story.prep(f"{BOTH.replace('11-02', '11-20')}")
    assert said(story, "2026-11-17")[1] == "Next: Ana and Cy decide whether to go ahead."


def test_a_yes_that_is_not_in_writing(tmp_path: Path) -> None:
    """It says what comes next in the words of the page."""
    story = Story(tmp_path, MAP)
    story.prep(f"{BOTH} --settled go:Ana:wrote --settled go:Cy:wrote")
    story.debrief(f"{CALL} --decided buy:Ana")
    assert said(story)[1] == "Next: Get Ana's yes to the order in writing."


def test_two_of_one_first_name(tmp_path: Path) -> None:
    """It names in full those who share a first name."""
    story = Story(tmp_path, MAP)
    story.prep("--with 'Ana Berg:boss' --with 'Cy Fox:cfo' --person 'Ana Lima:none' --on 2026-11-02")
    assert said(story, "2026-11-02")[0] == "Ana Berg and Cy · the go-ahead · no day"
