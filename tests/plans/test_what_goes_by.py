"""What goes by: acts and promises nobody waits for any more, what changes nothing, and what cannot begin yet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from story import Story
from way import WAY, told

ANA = "--with Ana:boss --on 2026-11-03"
NEXT = "--with Ana --on 2026-11-10"
CHOSEN = WAY.replace(
    "  - id: order\n    title: Order it\n    steps:\n",
    "  - id: order\n    title: Order it\n    steps:\n"
    "      - {id: rank, title: the ranking, will: rank the offers, by: boss}\n"
    "      - {id: best, title: the favorite, whether: one is best, topic: which is best, yes: picked one, by: boss}\n"
    "      - {id: line, title: the budget line, will: name the budget line, by: boss}\n",
)
SCOPE = (
    WAY.replace(
        "      - {id: buy,",
        "      - {id: offer, title: the offer, will: send the offer, by: account, needs: [pick]}\n      - {id: buy,",
    )
    .replace("needs: [pick, count]", "needs: [offer]")
    .replace("roles:\n", "roles:\n  account: {title: we, side: us}\n")
)


def story(home: Path, first: str = ANA, call: str = "", playbook: str = WAY, there: str = "--with Ana") -> Story:
    """A deal after its first call, on 3 November."""
    found = Story(home, playbook)
    found.prep(first)
    answer(found, 3, call, there)
    return found


def answer(told_of: Story, day: int, call: str = "", there: str = "--with Ana") -> Any:
    """What is said back of a call on a day of November."""
    return told_of.debrief(f"--on 2026-11-{day:02} {there} --not-asked {call}")


@pytest.mark.parametrize(
    ("settled", "asked"), [("", "rank the offers"), ("--settled best:Ana@2026-11-02", "name the budget line")]
)
def test_an_act_is_asked_for_what_is_still_open(tmp_path: Path, settled: str, asked: str) -> None:
    """It asks for an act only while a decision that the act is for is open: its stage's next, where none needs it."""
    first = f"{ANA} --settled go:Ana@2026-11-02 --settled pick:Ana@2026-11-02 {settled}"
    least = told(Story(tmp_path, CHOSEN).prep(first), "AT LEAST")
    assert least[0].startswith(f"Ana agrees to {asked} by ")


def test_a_promise_that_nobody_waits_for(tmp_path: Path) -> None:
    """It asks after a promise no more, once all that it was promised for was settled without it."""
    begun = story(
        tmp_path, f"{ANA} --settled go:Ana --settled pick:Ana", "--promised 'Ana:rank them:2026-11-09:rank'", CHOSEN
    )
    assert told(begun.prep(NEXT), "THEY OWE") == ["Ana was to rank them by 9 Nov."]
    answer(begun, 10, "--missed p1 --decided best:Ana")
    assert told(begun.prep("--with Ana --on 2026-11-17"), "THEY OWE") == []
    answer(begun, 17, "--promised 'Ana:rank them after all:2026-11-20:rank'")
    assert told(begun.prep("--with Ana --on 2026-11-24"), "THEY OWE") == ["Ana was to rank them after all by 20 Nov."]


def test_our_own_act_that_has_to_wait(tmp_path: Path) -> None:
    """It asks for no decision that needs an act of ours which cannot begin: the choice comes before our offer."""
    first = f"{ANA} --with Cy:cfo --settled go:Ana"
    (tmp_path / "then").mkdir()
    assert told(Story(tmp_path, SCOPE).prep(f"{ANA} --with Cy:cfo"), "BEST CASE")[0].endswith("supplier to go with.")
    then = Story(tmp_path / "then", SCOPE).prep(f"{first} --settled pick:Ana")
    assert told(then, "AIM") == ["Cy decides whether to order. It counts once it's in writing."]
    assert told(then, "WE OWE") == ["Before the call: send the offer."]


def test_our_promise_that_was_done_after_all(tmp_path: Path) -> None:
    """It owns up to nothing that was missed first and done later."""
    begun = story(tmp_path, call="--we-promised 'send the offer:2026-11-05:offer'", playbook=SCOPE)
    answer(begun, 6, "--missed p1")
    assert told(begun.prep(NEXT), "WE OWE")[0] == "Send the offer. Due 5 Nov."
    answer(begun, 10, "--done offer:us")
    assert told(begun.prep("--with Ana --on 2026-11-17"), "WE OWE") == []


def test_whom_they_were_to_bring_is_here(tmp_path: Path) -> None:
    """It asks nothing of an act that brings somebody who is on the call."""
    ask = "What does the person with the budget know about it?"
    book = WAY.replace(
        "      - {id: go,",
        f"      - {{id: come, title: the meeting, will: bring the cfo, by: boss, brings: cfo, ask: {ask}}}\n"
        "      - {id: go,",
    ).replace("yes: decided to go ahead,\n         by: boss", "yes: decided to go ahead,\n         by: [boss, cfo]")
    (tmp_path / "both").mkdir()
    alone = told(Story(tmp_path, book).prep(ANA), "ASK")
    both = told(Story(tmp_path / "both", book).prep(f"{ANA} --with Cy:cfo"), "ASK")
    assert (f"* Ana: {ask}" in alone, any(ask in line for line in both)) == (True, False)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (
            "--deferred 'go:Ana:2026-12-11:let me count again'",
            "Ana put the go-ahead off to Fri 11 Dec: “let me count again”. It's decided already; if that takes it "
            "back, record that Ana is no longer sure of it.",
        ),
        (
            "--reopened 'pick:Ana:a German bid came in'",
            "Ana is no longer sure which supplier to go with: “a German bid came in”. "
            "Nothing that Ana said on it was standing.",
        ),
    ],
)
def test_what_changes_nothing_is_told(tmp_path: Path, call: str, said: str) -> None:
    """It says of what was written down and changes nothing that it was kept, and why it does not count."""
    begun = Story(tmp_path, WAY)
    begun.prep(f"{ANA} --settled go:Ana")
    found = answer(begun, 3, call)
    assert told(found, "NOT COUNTED") == [said]
    assert len(found["orphans"]) == 1


def test_a_yes_by_hearsay_is_taken_back(tmp_path: Path) -> None:
    """It drops a yes that was only heard of, once the one whose it is denies it, and asks what would settle it."""
    begun = Story(tmp_path, WAY)
    begun.prep(f"{ANA} --with Cy:user --settled go:Ana:heard=Cy")
    found = answer(begun, 3, "--reopened 'go:Ana:I never said that'")
    assert told(found, "RESULT") == [
        "They stayed where they were. Ana's yes to the go-ahead no longer stands: “I never said that”."
    ]
    assert told(begun.prep(NEXT), "HEAD", "LAST TIME")[1:] == [
        "With Ana (boss).",
        "Tue 3 Nov. Ana's yes to the go-ahead no longer stands: “I never said that”.",
    ]


def test_what_somebody_told_us_themselves(tmp_path: Path) -> None:
    """It keeps what they told us, whatever another says that they say now; and asks the one whose words those are."""
    begun = story(tmp_path, call="--set size=7:Ana")
    answer(begun, 6, "--set size=30:Ana:heard=Cy --person Cy:cfo")
    (found,) = [each for each in begun.show()["sources"] if each["fact"] == "size"]
    assert [(voice["value"], voice["person"]) for voice in found["values"]] == [(7, "Ana")]


def test_what_can_be_decided_here_comes_first(tmp_path: Path) -> None:
    """It aims at what was taken up again, and before that at what it needs, where that can be decided on the call."""
    begun = story(
        tmp_path, f"{ANA} --with Di:user --settled go:Ana@2026-11-02", "--decided pick:Ana", WAY, "--with Ana --with Di"
    )
    answer(begun, 6, "--reopened 'pick:Ana:a German bid came in'")
    begun.today = "2026-11-10"
    plan = begun.prep("--left Ana@2026-11-09 --with Bo:boss --with Di --on 2026-11-10")
    assert told(plan, "AIM") == ["Bo decides whether to go ahead."]


LATER_TRACK = WAY.replace(
    "ends:",
    "  - id: papers\n    title: May we sign it?\n    track: papers\n    needs: [pick]\n    steps:\n"
    "      - {id: wording, title: the wording, whether: the wording is right, by: purchasing}\nends:",
)


def test_a_putting_off_sends_nobody_ahead(tmp_path: Path) -> None:
    """It plans for what they put off, and not for what nobody there can have come to yet."""
    begun = story(tmp_path, call="--deferred 'go:Ana:2026-11-20:after the fair'", playbook=LATER_TRACK)
    assert told(begun.prep(NEXT), "AIM") == ["Get ready for Fri 20 Nov: Ana put the go-ahead off until then."]


def test_nobody_collects_what_was_missed_twice(tmp_path: Path) -> None:
    """It has nobody get another to do what they missed twice, though something was decided in between."""
    first = f"{ANA} --with Di:user --settled go:Ana --settled pick:Ana"
    begun = story(tmp_path, first, "--promised 'Di:count the users:2026-11-05:count'", there="--with Ana --with Di")
    answer(begun, 6, "--moved p1:2026-11-08", "--with Di")
    answer(begun, 9, "--missed p1 --reopened 'pick:Ana:too soon' --decided pick:Ana")
    plan = begun.prep("--with Cy:cfo --on 2026-11-12")
    assert "count" not in " ".join(told(plan, "AIM", "AT LEAST"))


def test_going_back_with_all_who_decided(tmp_path: Path) -> None:
    """It has all of those here who decided it look again."""
    joint = WAY.replace(
        "yes: decided to go ahead,\n         by: boss", "yes: decided to go ahead,\n         by: [boss, cfo]"
    )
    begun = story(tmp_path, f"{ANA} --with Cy:cfo", "--decided go:Ana --decided go:Cy", joint, "--with Ana --with Cy")
    plan = begun.prep(f"{NEXT} --with Cy --back-to go")
    assert told(plan, "AIM") == ["Ana and Cy look again at whether to go ahead."]


def test_a_fact_from_somebody_else(tmp_path: Path) -> None:
    """It says of a value that we have by hearsay whom we have it from."""
    begun = Story(tmp_path, WAY)
    begun.prep(f"{ANA} --person Cy:cfo")
    assert told(answer(begun, 3, "--set size=7:Cy:heard=Ana"), "RECORDED") == ["From Ana: Cy on the size: seven."]


def test_still_is_said_to_those_who_were_told(tmp_path: Path) -> None:
    """It says that ours is still not done only to somebody whom an earlier page had told that it is late."""
    begun = story(
        tmp_path, f"{ANA} --with Di:user", "--we-promised 'send the list:2026-11-05'", there="--with Ana --with Di"
    )
    begun.today = "2026-11-09"
    assert "I said I'd send the list by 5 Nov, and I haven't." in told(begun.prep(NEXT), "OPEN")[0]
    answer(begun, 10)
    begun.today = "2026-11-16"
    assert (
        "I said I'd send the list by 5 Nov, and I haven't." in told(begun.prep("--with Di --on 2026-11-17"), "OPEN")[0]
    )
    answer(begun, 17, there="--with Di")
    begun.today = "2026-11-23"
    assert "I said I'd send the list, and I still haven't." in told(begun.prep("--with Di --on 2026-11-24"), "OPEN")[0]


ON_RECORD = """
roles:
  boss: {title: boss, is: runs it, called: the person who leads this}
  buyer: {title: buyer, is: buys it, called: the buyer}
stages:
  - id: want
    title: Is it worth having?
    steps:
      - {id: go, title: the go-ahead, whether: it is worth it, topic: whether to go ahead, yes: decided to go ahead,
         by: boss}
  - id: bid
    title: Who gets it?
    talk: {how: none}
    steps:
      - {id: pick, title: the award, whether: one is best, topic: which bid is best, yes: made the award, by: buyer,
         needs: [go]}
ends: {won: {needs: [pick]}, lost: [too dear]}
"""


def test_nothing_in_confidence(tmp_path: Path) -> None:
    """It takes nobody aside, nor owns up before all to what one of them was promised, where nobody is met alone."""
    for talk, aside, owned in (("none", False, False), ("call", True, True)):
        home = tmp_path / talk
        home.mkdir()
        book = ON_RECORD.replace("how: none", f"how: {talk}")
        no = "--declined 'go:Ana:I lose my post' --we-promised 'send two papers:2026-11-05'"
        begun = story(home, call=no, playbook=book)
        begun.today = "2026-11-10"
        plan = begun.prep(f"{NEXT} --with Bo:buyer")
        (aim,) = told(plan, "AIM")
        assert ("take Ana aside." in aim, "send two papers" in told(plan, "OPEN")[0]) == (aside, owned)
        assert "Not in front of Bo" in aim


def test_what_is_to_be_said_afresh_is_taken_up_again(tmp_path: Path) -> None:
    """It lets a successor take up what fell with whoever left, and tells it in their words on the next page."""
    begun = story(tmp_path, call="--decided go:Ana")
    answer(begun, 10, "--left Ana --person Bo:boss --reopened 'go:Bo:I want to see it first'", "--with Bo")
    plan = begun.prep("--with Bo --on 2026-11-17")
    assert (
        told(plan, "LAST TIME")[0]
        == "Tue 10 Nov. Bo wants to look again at whether to go ahead: “I want to see it first”."
    )
    assert told(plan, "ASK")[0] == "* Bo: You said “I want to see it first”: what would settle it for you?"
    assert told(plan, "OPEN") == ["“You want to look again at whether to go ahead. I'd like to start there.”"]


def test_what_somebody_said_who_has_left(tmp_path: Path) -> None:
    """It sets the value of somebody who has left against nobody who is there."""
    begun = story(tmp_path, f"{ANA} --with Di:user", "--set size=7:Ana --set size=9:Di", there="--with Ana --with Di")
    answer(begun, 10, "--left Di")
    (found,) = [each for each in begun.show()["sources"] if each["fact"] == "size"]
    assert (found["state"], [voice["person"] for voice in found["values"]]) == ("single", ["Ana"])


def test_what_counts_once_it_is_done(tmp_path: Path) -> None:
    """It asks of what counts only once it is done for its day, offers no way out, and takes no yes for it."""
    book = WAY.replace(
        "yes: decided to go ahead,\n         by: boss", "yes: decided to go ahead,\n         by: boss, proof: did"
    )
    plan = Story(tmp_path, book).prep(ANA)
    assert told(plan, "END")[0].startswith("If yes: “On which day will that be done?”")
    assert "helps too" not in told(plan, "OPEN")[0]


def test_a_fact_is_not_asked_again_before_whoever_told_it(tmp_path: Path) -> None:
    """It does not ask a third person for what somebody on the call has told us alone."""
    book = WAY.replace("by: boss, needs: [go]}", "by: boss, needs: [go], when: {size: {over: 1}}}")
    begun = story(tmp_path, call="--decided go:Ana --set size=5:Ana", playbook=book)
    asked = " ".join(told(begun.prep(f"{NEXT} --with Di:user"), "ASK"))
    assert "How many is it for?" not in asked


def test_a_promise_that_was_moved(tmp_path: Path) -> None:
    """It asks whether what was moved once is done, and of what was moved twice what it would take."""
    begun = story(tmp_path, call="--promised 'Ana:name the budget:2026-11-05'")
    answer(begun, 6, "--moved p1:2026-11-09")
    assert told(begun.prep(NEXT), "ASK")[0] == "* Ana: Were you able to name the budget?"
    answer(begun, 10, "--moved p1:2026-11-16")
    moved = told(begun.prep("--with Ana --on 2026-11-17"), "ASK")[0]
    assert moved == "* Ana: You were going to name the budget: what would it take?"


@pytest.mark.parametrize(("due", "named"), [("2026-11-20", True), ("2026-11-05", False)])
def test_a_limit_that_has_gone_by_has_no_other_day(tmp_path: Path, due: str, named: bool) -> None:
    """It names no last day for what had one of its own that has gone by."""
    book = (
        WAY.replace("facts:\n", "facts:\n  due: {ask: When is it due?, type: date}\n")
        .replace("roles:\n", "roles:\n  account: {title: we, side: us}\n")
        .replace(
            "      - {id: buy,",
            "      - {id: bid, title: the bid, will: hand in the bid, by: account, before: due, takes: 5bd}\n"
            "      - {id: buy,",
        )
        .replace("needs: [pick, count]", "needs: [bid]")
        .replace("whether: it is ordered,", "whether: it is ordered, takes: 10-20bd,")
    )
    begun = Story(tmp_path, book)
    begun.prep(f"{ANA} --with Cy:cfo --settled go:Ana --settled pick:Ana --set due={due}:Ana --date 2026-12-08:Cy")
    begun.today = "2026-11-09"
    (dates,) = told(begun.prep("--with Cy --on 2026-11-10"), "DATES")
    assert ("for us to hand in the bid" in dates) == named


def test_what_they_need_once_it_is_ordered(tmp_path: Path) -> None:
    """It asks what they need from us once it is ordered, whatever was asked before the order."""
    begun = story(tmp_path, f"{ANA} --with Cy:cfo --with Di:user", there="--with Ana --with Cy --with Di")
    ordered = "--decided go:Ana --decided pick:Ana --done count:Di:wrote --decided buy:Cy:wrote"
    answer(begun, 10, ordered, "--with Ana --with Cy --with Di")
    assert "* Cy: What do you need from us now?" in told(begun.prep("--with Cy --on 2026-11-17"), "ASK")
