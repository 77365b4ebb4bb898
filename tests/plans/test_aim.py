"""AIM, the first case that fits: each frame of section 5 of the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from story import Story
from way import JOINT, WAY, WITH_FACT, told

ANA = "--with Ana:boss --on 2026-11-03"
ANA_CY = "--with Ana:boss --with Cy:cfo --on 2026-11-03"
SETTLED = "--settled go:Ana:wrote --settled pick:Ana:wrote"
NEXT = "--on 2026-11-10"


def deal(home: Path, first: str, there: str, call: str = "", playbook: str = WAY) -> Story:
    """A deal after its first call, on 3 November, with those who were there and what came of it."""
    story = Story(home, playbook)
    story.prep(first)
    people = " ".join(f"--with {name}" for name in there.split())
    story.debrief(f"--on 2026-11-03 {people} --not-asked {call}")
    return story


def test_going_back_on_purpose(tmp_path: Path) -> None:
    """It looks again at a decision, to be decided afresh either way."""
    plan = deal(tmp_path, ANA, "Ana", "--decided go:Ana").prep(f"--with Ana --back-to go {NEXT}")
    assert told(plan, "AIM", "BEST CASE", "AT LEAST") == [
        "Ana looks again at whether to go ahead.",
        "Ana decides it afresh, either way.",
        "A day by which Ana looks at it again.",
    ]


TALK = "    title: Which one?\n    talk: {how: written, to: user, through: the portal, before: close}\n"


@pytest.mark.parametrize(
    ("talk", "flags", "said"),
    [
        (TALK, "", "nobody may call before the choice is done. Questions go in writing to Di through the portal."),
        (
            TALK,
            "--set close=2026-11-12:Ana",
            "nobody may call before the choice is done. Questions go in writing to Di through the portal by "
            "Thu 12 Nov.",
        ),
        (
            TALK,
            "--set close=2026-11-09:Ana",
            "nobody may call before the choice is done. Questions went in writing to Di through the portal until "
            "Mon 9 Nov: that day has gone by.",
        ),
        ("    title: Which one?\n    talk: {how: none}\n", "", "nobody may call or write before the choice is done."),
    ],
)
def test_nobody_may_call(tmp_path: Path, talk: str, flags: str, said: str) -> None:
    """It says that nobody may call, until when, and where questions go; nothing is opened, ended or agreed."""
    book = WAY.replace("    title: Which one?\n", talk)
    book = book.replace("facts:\n", "facts:\n  close: {ask: When do questions close?, type: date}\n")
    story = deal(tmp_path, f"{ANA} --person Di:user", "Ana", "--decided go:Ana", book)
    plan = story.prep(f"--with Ana {NEXT} {flags}")
    assert told(plan, "AIM") == [f"No calls now: {said}"]
    assert told(plan, "OPEN", "BEST CASE", "AT LEAST", "END") == []
    assert told(plan, "HEAD")[0] == "ACME · Tue 10 Nov 2026"


def test_two_disagree(tmp_path: Path) -> None:
    """It is to get the two who decide alike to agree."""
    first = "--with Ana:boss --with Bo:boss --on 2026-11-03"
    story = deal(tmp_path, first, "Ana Bo", "--decided go:Ana --declined go:Bo:early")
    assert told(story.prep(f"--with Ana --with Bo {NEXT}"), "AIM", "AT LEAST") == [
        "Ana said yes and Bo said no: get them to agree on whether to go ahead.",
        "A day by which the two of them settle it.",
    ]


@pytest.mark.parametrize(("decided", "again"), [("--decided go:Ana", " again"), ("", "")])
def test_two_dates_missed(tmp_path: Path, decided: str, again: str) -> None:
    """It asks before anything else about what two missed dates put in doubt, again only if it was made."""
    story = deal(tmp_path, ANA, "Ana", f"{decided} --promised 'Ana:count the users:2026-11-05:count'")
    more = "--missed p1 --promised 'Ana:count the users:2026-11-08:count'"
    story.debrief(f"--on 2026-11-06 --with Ana --not-asked {more}")
    story.debrief("--on 2026-11-09 --with Ana --not-asked --missed p2")
    assert told(story.prep(f"--with Ana {NEXT}"), "AIM") == [
        f"Ana decides{again} whether to go ahead. Two dates were missed, so ask before anything else."
    ]


def test_put_off_after_two_dates_missed(tmp_path: Path) -> None:
    """It takes a putting-off since then for the answer to what was in doubt, and no longer asks about that."""
    story = deal(tmp_path, ANA, "Ana", "--promised 'Ana:count the users:2026-11-05:count'")
    more = "--missed p1 --promised 'Ana:count the users:2026-11-08:count'"
    story.debrief(f"--on 2026-11-06 --with Ana --not-asked {more}")
    story.debrief("--on 2026-11-09 --with Ana --not-asked --missed p2 --deferred 'go:Ana:2026-12-11:after the fair'")
    assert told(story.prep(f"--with Ana {NEXT}"), "AIM") == [
        "Get ready for Fri 11 Dec: Ana put the go-ahead off until then.",
    ]


def test_put_off(tmp_path: Path) -> None:
    """It gets ready for the day to which it was put off."""
    story = deal(tmp_path, ANA, "Ana", "--deferred 'go:Ana:2026-12-11:after the fair'")
    assert told(story.prep(f"--with Ana {NEXT}"), "AIM", "BEST CASE", "AT LEAST") == [
        "Get ready for Fri 11 Dec: Ana put the go-ahead off until then.",
        "A call in the diary for Fri 11 Dec or just after.",
    ]


def test_a_no(tmp_path: Path) -> None:
    """It is to find out whether a no is for good."""
    story = deal(tmp_path, ANA, "Ana", "--declined 'go:Ana:not this year'")
    assert told(story.prep(f"--with Ana {NEXT}"), "AIM", "BEST CASE", "AT LEAST") == [
        "Find out whether Ana's no to the go-ahead is for good and, if it isn't, what would change it.",
        "A clear answer: for good, or what would have to change and by when.",
    ]


@pytest.mark.parametrize(
    ("promises", "kept"),
    [
        ("--promised 'Di:count the users:2026-11-09:count'", "Di kept the promise to count the users"),
        (
            "--promised 'Di:count the users:2026-11-09:count' --promised 'Ana:write the list:2026-11-10:list'",
            "Ana and Di kept their promises",
        ),
    ],
)
def test_on_promises_that_are_due(tmp_path: Path, promises: str, kept: str) -> None:
    """It is what can be decided if what is due by the call has come; the least is a new day for it."""
    book = WAY
    if "list" in promises:
        book = WAY.replace(
            "- {id: count", "- {id: list, title: the list, will: write the list, by: boss}\n      - {id: count"
        )
        book = book.replace("needs: [pick, count]", "needs: [pick, count, list]")
    story = deal(tmp_path, f"{ANA_CY} --with Di:user {SETTLED}", "Ana Cy Di", promises, book)
    plan = story.prep(f"--with Cy --with Di --with Ana {NEXT}")
    assert told(plan, "AIM") == [f"If {kept}, Cy decides whether to order. It counts once it's in writing."]
    assert told(plan, "AT LEAST")[0].endswith(", and what's in the way.")


def test_a_yes_that_is_not_in_writing(tmp_path: Path) -> None:
    """It is the writing, not the yes again."""
    story = deal(tmp_path, f"{ANA_CY} {SETTLED} --person Di:user --done count:Di", "Cy", "--decided buy:Cy")
    assert told(story.prep(f"--with Cy {NEXT}"), "AIM", "AT LEAST") == [
        "Get Cy's yes to the order in writing.",
        "A day by which Cy puts it in writing.",
    ]
    assert told(story.prep(f"--with Ana {NEXT}"), "AIM", "AT LEAST") == [
        "Get Cy's yes to the order in writing. Not in front of Ana.",
        "A call with Cy in the diary.",
    ]


@pytest.mark.parametrize(
    ("first", "people", "playbook", "said"),
    [
        (ANA, "--with Ana", WAY, "Ana decides whether to go ahead."),
        (ANA_CY, "--with Ana --with Cy", JOINT, "Ana and Cy decide whether to go ahead."),
        (
            f"{ANA_CY} {SETTLED} --person Di:user --done count:Di",
            "--with Cy",
            WAY,
            "Cy decides whether to order. It counts once it's in writing.",
        ),
        (
            ANA,
            "--with Ana --target go",
            WITH_FACT,
            "Ana decides whether to go ahead, once the first question below is answered.",
        ),
    ],
)
def test_it_can_be_decided(tmp_path: Path, first: str, people: str, playbook: str, said: str) -> None:
    """It is the decision, with who makes it, what it takes to count, and the fact it hangs on."""
    story = Story(tmp_path, playbook)
    story.prep(first)
    assert told(story.prep(f"{people} {NEXT}"), "AIM") == [said]


def test_one_of_two_has_said_yes(tmp_path: Path) -> None:
    """It is for the one whose yes is wanting, and says whose has been given."""
    story = deal(tmp_path, ANA_CY, "Ana Cy", "--decided go:Ana", JOINT)
    assert told(story.prep(f"--with Ana --with Cy {NEXT}"), "AIM") == [
        "Cy decides whether to go ahead. Ana said yes already."
    ]


@pytest.mark.parametrize(
    ("will", "said"),
    [
        ("count the users", "Di agrees to count the users by Tue 17 Nov. That's needed to decide whether to order."),
        (
            "'count the users, then the guests'",
            "Di agrees to count the users, then the guests, by Tue 17 Nov. That's needed to decide whether to order.",
        ),
    ],
)
def test_an_act_first(tmp_path: Path, will: str, said: str) -> None:
    """It is an act that the decision needs, with a day; before an act with a comma that day stands first."""
    story = Story(tmp_path, WAY.replace("will: count the users", f"will: {will}"))
    story.prep(f"{ANA_CY} --with Di:user {SETTLED}")
    assert told(story.prep(f"--with Di --with Cy --target buy {NEXT}"), "AIM") == [said]


def test_it_waits(tmp_path: Path) -> None:
    """It says for whose promise it waits, or until which day, and who can decide after that."""
    promised = "--promised 'Di:count the users:2026-11-20:count'"
    story = deal(tmp_path, f"{ANA_CY} --with Di:user {SETTLED}", "Ana Cy Di", promised)
    assert told(story.prep(f"--with Cy {NEXT}"), "AIM") == [
        "It waits for Di until 20 Nov. After that, Cy can decide whether to order."
    ]
    (tmp_path / "days").mkdir()
    book = WAY.replace("needs: [pick, count]", "needs: [pick + 30d]")
    story = deal(tmp_path / "days", ANA_CY, "Ana Cy", "--decided go:Ana --decided pick:Ana", book)
    assert told(story.prep(f"--with Cy {NEXT}"), "AIM") == [
        "It waits until 3 Dec. After that, Cy can decide whether to order."
    ]


def test_it_waits_for_steps(tmp_path: Path) -> None:
    """It names what has to come before anybody can decide."""
    book = WAY.replace("user: {title: user}", "user: {title: user}\n  rep: {title: rep, side: us}")
    book = book.replace("count the users, by: user", "send the price, by: rep").replace(
        "pick, count]", "pick, count + 5bd]"
    )
    plan = deal(tmp_path, f"{ANA_CY} {SETTLED}", "Ana Cy", "", book).prep(f"--with Cy {NEXT}")
    assert told(plan, "AIM", "AT LEAST", "WE OWE") == [
        "Before the call: send the price.",
        "Before anybody can decide whether to order, it takes the count.",
        "Cy agrees a day for the next call, and who should be on it.",
    ]


def test_nothing_left_and_nobody_of_theirs(tmp_path: Path) -> None:
    """It says that nothing is left to decide, or that nobody is on the call who could."""
    book = WAY.replace("user: {title: user}", "user: {title: user}\n  rep: {title: rep, side: us}")
    story = Story(tmp_path, book)
    story.prep(f"{ANA_CY} --person Sal:rep")
    assert told(story.prep(f"--with Sal {NEXT}"), "AIM") == [
        "Nobody from the client is on this call: they can't decide anything on it."
    ]
    story.debrief(
        "--on 2026-11-03 --with Ana --with Cy --not-asked --decided go:Ana --decided pick:Ana --decided buy:Cy:wrote "
        "--decided start:Ana"
    )
    plan = story.prep(f"--with Ana {NEXT}")
    assert (told(plan, "AIM"), plan["decision"]) == (
        ["Nothing is left for them to decide: callplan close acme --won."],
        None,
    )


def test_not_yet(tmp_path: Path) -> None:
    """It says what nobody is to do before the decision, which falls from a full page where talking costs nothing."""
    book = WAY.replace(
        "by: boss}\n  - id: which", "by: boss, until_then: [name a price, show it to the board]}\n  - id: which"
    )
    plan = Story(tmp_path, book).prep(ANA)
    (line,) = [each for each in plan["lines"] if each["text"].startswith("Don't")]
    assert line["text"] == "Don't name a price or show it to the board before the go-ahead."
    assert line["drop"] == 50
    (tmp_path / "silent").mkdir()
    silent = book.replace("    title: Is it worth having?\n", "    title: Is it worth having?\n    talk: {how: none}\n")
    plan = Story(tmp_path / "silent", silent).prep(ANA)
    assert [line["drop"] for line in plan["lines"] if line["text"].startswith("Don't")] == [0]


def test_what_is_in_it_for_them(tmp_path: Path) -> None:
    """It says once what they have of the decision, and not on a later page."""
    book = WAY.replace("by: boss}\n  - id: which", "by: boss, good_for_them: nights without a call}\n  - id: which")
    story = Story(tmp_path, book)
    assert told(story.prep(ANA), "AIM")[1] == "What's in it for them: nights without a call."
    story.debrief("--on 2026-11-03 --with Ana --not-asked")
    assert told(story.prep(f"--with Ana {NEXT}"), "AIM") == ["Ana decides whether to go ahead."]
