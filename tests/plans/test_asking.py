"""ASK: a question for everybody on the call, row by row of section 6 of the page, and never the same one again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from story import Story
from way import JOINT, WAY, WITH_FACT, told

ANA = "--with Ana:boss --on 2026-11-03"
ANA_CY = "--with Ana:boss --with Cy:cfo --on 2026-11-03"
ALL = f"{ANA_CY} --with Di:user"
NEXT = "--on 2026-11-10"
SEE = "What would you need to see before this goes ahead?"
CHANGED = "What has changed on your side since we last spoke?"
NOW = "Where does this stand for you now?"
ASKS = (
    WAY.replace("will: count the users, by: user", "will: count the users, by: user, ask: How do you count today?")
    .replace(
        "by: boss}\n  - id: which",
        "by: boss, ask: What happens if nothing changes?, listen_for: a cost}\n  - id: which",
    )
    .replace("settled on a supplier, by: boss", "settled on a supplier, by: boss, ask: Whose word would you take?")
    .replace("by: cfo,\n", "by: cfo, ask: What would they have to see?,\n")
)


def deal(home: Path, first: str, there: str, call: str = "", playbook: str = WAY) -> Story:
    """A deal after its first call, on 3 November, with those who were there and what came of it."""
    story = Story(home, playbook)
    story.prep(first)
    held(story, 3, there, call)
    return story


def held(story: Story, day: int, there: str, call: str = "") -> None:
    """A call on a day of November."""
    people = " ".join(f"--with {name}" for name in there.split())
    story.debrief(f"--on 2026-11-{day:02} {people} --not-asked {call}")


def asked(plan: Any) -> list[str]:
    """The questions of a page, without what to listen for."""
    return [line.removeprefix("* ") for line in told(plan, "ASK") if line.startswith("*")]


@pytest.mark.parametrize(
    ("act", "said"),
    [
        ("count the users", "Were you able to count the users?"),
        ("send us the list", "You were going to send us the list: how's that coming?"),
    ],
)
def test_row_1_a_promise_that_is_due(tmp_path: Path, act: str, said: str) -> None:
    """It asks once about what is due by now; whether it has come to us is the rep's to see."""
    story = deal(tmp_path, ANA, "Ana", f"--promised 'Ana:{act}:2026-11-09'")
    plan = story.prep(f"--with Ana {NEXT}")
    assert asked(plan)[0] == f"Ana: {said}"
    assert told(plan, "THEY OWE")[0].endswith("Has it come?") == ("us" in act.split())
    held(story, 10, "Ana")
    assert asked(story.prep("--with Ana --on 2026-11-17")) == [f"Ana: {NOW}"]


def test_row_2_a_promise_that_was_missed(tmp_path: Path) -> None:
    """It asks what got in the way, the second time what keeps getting in it, and that before nobody new."""
    story = deal(tmp_path, ANA, "Ana", "--promised 'Ana:count the users:2026-11-05:count'")
    held(story, 6, "Ana", "--missed p1")
    assert asked(story.prep(f"--with Ana {NEXT}"))[0] == "Ana: You wanted to count the users: what got in the way?"
    before = story.prep(f"--with Ana --with Di:user {NEXT}")
    assert asked(before) == [f"Ana: {CHANGED}", "Di: Where does this stand for you now?"]
    assert told(before, "THEY OWE") == ["Ana was to count the users by 5 Nov and didn't. Not in front of Di."]
    held(story, 11, "Ana", "--promised 'Ana:count the users:2026-11-13:count'")
    held(story, 16, "Ana", "--missed p2")
    said = "Ana: You wanted to count the users: what keeps getting in the way?"
    assert asked(story.prep("--with Ana --on 2026-11-17"))[0] == said


def test_row_3_what_was_taken_up_again(tmp_path: Path) -> None:
    """It asks whoever had second thoughts, in their words, what would settle it, and once more whether that is so."""
    story = deal(tmp_path, f"{ANA} --settled go:Ana", "Ana", "--reopened 'go:Ana:a German bid came in'")
    assert (
        asked(story.prep(f"--with Ana {NEXT}"))[0]
        == "Ana: You said “a German bid came in”: what would settle it for you?"
    )
    held(story, 10, "Ana")
    assert (
        asked(story.prep("--with Ana --on 2026-11-17"))[0] == "Ana: You said “a German bid came in”: is that still so?"
    )
    held(story, 17, "Ana")
    assert asked(story.prep("--with Ana --on 2026-11-24")) == [f"Ana: {NOW}"]


def test_row_4_a_no(tmp_path: Path) -> None:
    """It asks what would have to change; of a no from others only how they see it."""
    story = deal(tmp_path, ANA_CY, "Ana Cy", "--declined 'go:Ana:not this year'")
    said = "Ana: You said “not this year”: what would have to change?"
    assert asked(story.prep(f"--with Ana --with Cy {NEXT}"))[0] == said
    beside = story.prep(f"--with Ana --with Di:user {NEXT}")
    assert said not in asked(beside)
    (tmp_path / "others").mkdir()
    story = deal(
        tmp_path / "others", f"--with Cy:cfo --person Ana:boss {NEXT}", "Cy", "--declined 'go:Ana:not this year'"
    )
    assert asked(story.prep(f"--with Ana --with Cy {NEXT}"))[0] == "Ana: How do you see the go-ahead?"


def test_row_5_what_was_put_off(tmp_path: Path) -> None:
    """It asks what has to be ready by then, and on the day whether it has come."""
    story = deal(tmp_path, ANA, "Ana", "--deferred 'go:Ana:2026-11-20:after the fair'")
    assert (
        asked(story.prep(f"--with Ana {NEXT}"))[0] == "Ana: You said “after the fair”: what has to be ready by 20 Nov?"
    )
    assert asked(story.prep("--with Ana --on 2026-11-20"))[0] == "Ana: You said “after the fair”: is now the time?"


def test_row_6_a_worry(tmp_path: Path) -> None:
    """It asks what would put a mind at rest, of a second worry what would help, and later whether it is still so."""
    worries = "--concern 'Ana:it breaks at night' --concern 'Ana:nobody knows it' --concern 'Cy:too dear'"
    story = deal(tmp_path, ANA_CY, "Ana Cy", worries)
    assert asked(story.prep(f"--with Ana --with Cy {NEXT}")) == [
        "Ana: You told us “it breaks at night”: what would put your mind at rest?",
        "Cy: You told us “too dear”: what would put your mind at rest?",
        "Ana: You told us “nobody knows it”: what would help with that?",
    ]
    held(story, 10, "Ana Cy")
    assert asked(story.prep("--with Ana --with Cy --on 2026-11-17"))[0] == (
        "Ana: You said “it breaks at night”: is that still so?"
    )
    beside = story.prep("--with Cy --with Di:user --on 2026-11-17")
    assert not [line for line in asked(beside) if "said" in line]
    assert told(beside, "WORRY") == [
        "Cy on 3 Nov: “too dear”. Not in front of Di.",
        "Ana on 3 Nov: “it breaks at night”. Take it up with Ana, not here.",
        "Ana on 3 Nov: “nobody knows it”. Take it up with Ana, not here.",
    ]


def test_row_7_two_who_disagree(tmp_path: Path) -> None:
    """It asks each about their own words, and before anybody else how they see it."""
    first = "--with Ana:boss --with Bo:boss --on 2026-11-03"
    call = "--decided 'go:Ana:said:it pays' --declined 'go:Bo:too early'"
    story = deal(tmp_path, first, "Ana Bo", call)
    assert asked(story.prep(f"--with Ana --with Bo {NEXT}"))[:2] == [
        "Ana: You said “it pays”: what does it cost to wait?",
        "Bo: You said “too early”: what would have to be different for a yes?",
    ]
    three = asked(story.prep(f"--with Ana --with Bo --with Di:user {NEXT}"))
    assert three[1:] == ["Bo: How do you see the go-ahead?", "Di: Where does this stand for you now?"]


def test_row_8_two_sources_differ(tmp_path: Path) -> None:
    """It puts both values, the smaller first, to the sources who are here; before a stranger the question itself."""
    story = deal(tmp_path, ALL, "Ana Cy Di", "--set size=3:Ana --set size=2:Cy")
    plan = story.prep(f"--with Ana --with Cy {NEXT}")
    assert asked(plan)[0] == "Ana and Cy: I've heard two and three for the size: which should we plan on?"
    before = asked(story.prep(f"--with Ana --with Eve:user {NEXT}"))
    assert before == [f"Ana: {CHANGED}", "Eve: How many is it for?"]


def test_row_9_a_successor(tmp_path: Path) -> None:
    """It asks whoever came after somebody who left whether they would decide the same; anybody else what they know."""
    story = deal(tmp_path, ANA, "Ana", "--decided go:Ana")
    plan = story.prep(f"--left Ana --with Bo:boss {NEXT}")
    assert asked(plan)[0] == "Bo: Before you joined, Ana decided to go ahead: would you decide the same?"
    (tmp_path / "other").mkdir()
    story = deal(tmp_path / "other", ANA, "Ana", "--decided go:Ana")
    assert asked(story.prep(f"--with Ana --with Di:user {NEXT}"))[1] == (
        "Di: What have you been told so far, and how do you see it?"
    )


def test_row_10_the_questions_of_the_map(tmp_path: Path) -> None:
    """It asks what the map asks of the aim, then of the best case, each of whoever decides it, with what to hear."""
    plan = Story(tmp_path, ASKS).prep(ANA_CY)
    assert told(plan, "ASK")[:2] == ["* Ana: What happens if nothing changes?", "→ a cost"]
    assert asked(plan)[-1] == "Ana: Whose word would you take?"


def test_row_10_what_cannot_be_said_to_them(tmp_path: Path) -> None:
    """It has the rep find out in words of their own what the map asks of them in the third person."""
    assert "Find out from Cy: What would they have to see?" in asked(Story(tmp_path, ASKS).prep(ANA_CY))


def test_row_11_who_is_missing(tmp_path: Path) -> None:
    """It asks what somebody is here for, who is missing, and what that person will want to know."""
    story = Story(tmp_path, JOINT)
    plan = story.prep(ANA)
    assert told(plan, "ASK")[:2] == [
        "* Ana: Who is the person with the budget, and what do they know about this so far?",
        "→ the name of the person with the budget",
    ]
    held(story, 3, "Ana")
    plan = story.prep(f"--with Ana --with Zoe:none --person Cy:cfo {NEXT}")
    assert asked(plan) == ["Ana: What will Cy want to know first?", "Zoe: What's your part in this?"]


def test_row_12_a_fact_it_hangs_on(tmp_path: Path) -> None:
    """It asks a fact of whoever the map says would know it, else of whoever decides."""
    (tmp_path / "alone").mkdir()
    assert "Di: How many is it for?" in asked(Story(tmp_path, WITH_FACT).prep(f"{ANA} --with Di:user"))
    assert asked(Story(tmp_path / "alone", WITH_FACT).prep(ANA))[0] == "Ana: How many is it for?"


def test_row_12b_a_fact_on_one_word(tmp_path: Path) -> None:
    """It has a fact that one person told checked by whose it is to know, in figures only where all heard them."""
    book = WAY.replace("by: boss, needs: [go]}", "by: boss, needs: [go], when: {size: {over: 1}}}")
    story = deal(tmp_path, f"{ANA} --with Di:user", "Ana Di", "--decided go:Ana --set size=5:Ana", book)
    assert "Di: I've heard five for the size: is that right?" in asked(story.prep(f"--with Ana --with Di {NEXT}"))
    assert asked(story.prep(f"--with Bo:boss --with Di {NEXT}"))[0] == "Bo: How many is it for?"


def test_row_13_what_is_theirs_nearby(tmp_path: Path) -> None:
    """It asks somebody without a part in the aim about what is theirs at this stage; not what is promised."""
    assert "Di: How do you count today?" in asked(Story(tmp_path, ASKS).prep(ALL))
    (tmp_path / "promised").mkdir()
    story = deal(tmp_path / "promised", ANA_CY, "Ana Cy", "--promised 'Cy:count the users:2026-11-20:count'", ASKS)
    assert f"Di: {SEE}" in [
        line.replace("Cy and Di", "Di") for line in asked(story.prep(f"--with Cy --with Di:user {NEXT}"))
    ]


def test_row_14_nothing_left(tmp_path: Path) -> None:
    """It asks everybody for whom nothing nearer is left in one line, and on no two pages in the same words at first."""
    story = Story(tmp_path, ASKS)
    for day in (3, 10, 17):
        story.prep(
            f"{ALL.partition(' --on')[0] if day == 3 else '--with Ana --with Cy'} --with Di:user --on 2026-11-{day:02}"
        )
        held(story, day, "Ana Cy Di")
    assert asked(story.prep("--with Ana --with Cy --with Di --on 2026-11-24")) == [f"Ana, Cy and Di: {NOW}"]


def test_what_they_may_ask(tmp_path: Path) -> None:
    """It prepares on somebody's first call for the first thing they may ask, on one page."""
    book = WAY.replace(
        "by: boss}\n  - id: which", "by: boss, they_ask: [Who else runs it?, What if not?]}\n  - id: which"
    )
    story = Story(tmp_path, book)
    assert told(story.prep(ANA), "ASK")[-1] == "Be ready for: Who else runs it?"
    held(story, 3, "Ana")
    assert "Be ready for" not in " ".join(told(story.prep(f"--with Ana --with Bo:boss {NEXT}"), "ASK"))


def test_how_many(tmp_path: Path) -> None:
    """It asks three on a first page, two later and one more of their own words; on a light page one of each person."""
    assert len(asked(Story(tmp_path, ASKS).prep(ANA_CY))) == 3
    light = """
    roles: {owner: {title: owner}, user: {title: user}}
    stages:
      - {id: want, title: Want it?, steps: [{id: wanted, whether: it is wanted, by: owner, ask: What is missing?}]}
      - {id: order, title: Order, steps: [{id: ordered, whether: it is ordered, by: owner, ask: What would do?}]}
    """
    (tmp_path / "light").mkdir()
    story = Story(tmp_path / "light", light)
    assert asked(story.prep("--with Oz:owner --on 2026-11-03")) == ["Oz: What is missing?"]
    assert asked(story.prep(f"--with Oz --with Di:user {NEXT}")) == ["Oz: What is missing?", f"Di: {SEE}"]


def test_in_writing(tmp_path: Path) -> None:
    """It asks two things in writing while nobody may call: the decision's own question, and a fact it hangs on."""
    book = ASKS.replace("    title: Which one?\n", "    title: Which one?\n    talk: {how: written, to: user}\n")
    story = Story(tmp_path, book.replace("needs: [go]}", "needs: [go, size]}"))
    plan = story.prep(f"{ANA} --person Di:user --settled go:Ana")
    assert asked(plan) == ["In writing, to Di: Whose word would you take?", "In writing, to Di: How many is it for?"]
