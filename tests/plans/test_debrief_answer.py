"""What a debrief says back, section 10 of the page: the result, the rep's own word, what counts and what does not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from story import Story
from way import JOINT, WAY, told

ANA = "--with Ana:boss --on 2026-11-03"
ANA_CY = "--with Ana:boss --with Cy:cfo --on 2026-11-03"
ALL_BUT = f"{ANA_CY} --settled go:Ana:wrote --settled pick:Ana:wrote --person Di:user --done count:Di:wrote"
NOTHING = "Nobody on their side decided anything, or took on anything new with a date."


def answer(home: Path, first: str, there: str, call: str, playbook: str = WAY) -> Any:
    """What is said back of a first call, on 3 November."""
    story = Story(home, playbook)
    story.prep(first)
    return debriefed(story, 3, there, call)


def debriefed(story: Story, day: int, there: str, call: str = "") -> Any:
    """What is said back of a call on a day of November."""
    people = " ".join(f"--with {name}" for name in there.split())
    return story.debrief(f"--on 2026-11-{day:02} {people} --not-asked {call}")


@pytest.mark.parametrize(
    ("first", "there", "call", "result", "said"),
    [
        (ALL_BUT, "Cy", "--decided buy:Cy:wrote", "won", "Won. Cy placed the order."),
        (
            ANA,
            "Ana",
            "--decided 'go:Ana:said:it pays'",
            "advanced",
            "They advanced. Ana decided to go ahead: “it pays”.",
        ),
        (
            f"{ANA} --person Di:user",
            "Ana",
            "--promised 'Ana:get Di to count:2026-11-10:count'",
            "small_step",
            "A small step. Ana will get Di to count by Tue 10 Nov.",
        ),
        (
            ANA,
            "Ana",
            "--next 2026-11-17:go:Ana",
            "small_step",
            "A small step. Next call: Tue 17 Nov, with Ana, on whether to go ahead.",
        ),
        (ANA, "Ana", "", "stayed", f"They stayed where they were. {NOTHING}"),
        (
            ALL_BUT,
            "Cy",
            "--decided 'buy:Cy:said:it is in my budget'",
            "stayed",
            "They stayed where they were. Cy said yes to the order: “it is in my budget”; get it in writing.",
        ),
        (
            ANA,
            "Ana",
            "--deferred 'go:Ana:2026-12-11:after the fair'",
            "stayed",
            "They stayed where they were. Ana put the go-ahead off to Fri 11 Dec: “after the fair”.",
        ),
        (
            f"{ANA} --settled go:Ana",
            "Ana",
            "--reopened 'go:Ana:a German bid came in'",
            "went_back",
            "They went back. Ana is no longer sure whether to go ahead: “a German bid came in”.",
        ),
        (
            ALL_BUT,
            "Cy",
            "--declined 'buy:Cy:too dear' --close 'lost:too dear'",
            "lost",
            "Lost. Cy said no to the order: “too dear”.",
        ),
        (ANA, "Ana", "--close 'lost:too dear'", "lost", "Lost. It was closed as lost on this call."),
        (
            f"{ANA_CY} --with Di:user",
            "Di",
            "--decided 'go:Di:said:nice'",
            "stayed",
            "They stayed where they were. Di said yes to the go-ahead: “nice”, but it takes Ana.",
        ),
        (
            f"{ANA} --person Cy:cfo",
            "Ana",
            "--waived 'pick:Ana:we know the market'",
            "stayed",
            "They stayed where they were. Ana can do without the choice: “we know the market”.",
        ),
    ],
)
def test_the_result(tmp_path: Path, first: str, there: str, call: str, result: str, said: str) -> None:
    """It names the result, and tells what happened in one frame each, in their words."""
    found = answer(tmp_path, first, there, call)
    assert found["outcome"]["result"] == result
    assert told(found, "RESULT")[0] == said


@pytest.mark.parametrize(
    ("first", "there", "call", "playbook", "said"),
    [
        (ALL_BUT, "Cy", "--decided buy:Cy:wrote --verdict won", WAY, "You and the rule agree."),
        (
            ALL_BUT,
            "Cy",
            "--decided buy:Cy --verdict won",
            WAY,
            "You said won; by the rule they stayed: the order isn't in writing yet.",
        ),
        (
            ANA_CY,
            "Ana Cy",
            "--decided go:Ana --verdict advanced",
            JOINT,
            "You said advanced; by the rule they stayed: it still takes Cy.",
        ),
        (ANA, "Ana", "--verdict advanced", WAY, "You said advanced; by the rule they stayed."),
        (
            f"{ANA} --settled go:Ana",
            "Ana",
            "--reopened go:Ana:hm --verdict stayed",
            WAY,
            "You said stayed; by the rule they went back.",
        ),
        (
            ANA,
            "Ana",
            "--promised 'Ana:count them:2026-11-10:count' --verdict stayed",
            WAY,
            "You said stayed; by the rule it was a small step.",
        ),
        (ALL_BUT, "Cy", "--close 'lost:too dear' --verdict stayed", WAY, "You said stayed; by the rule it's lost."),
        (ALL_BUT, "Cy", "--decided buy:Cy:wrote --verdict advanced", WAY, "You said advanced; by the rule it's won."),
    ],
)
def test_your_word(tmp_path: Path, first: str, there: str, call: str, playbook: str, said: str) -> None:
    """It sets the rep's own word beside the rule's, with the piece that is missing."""
    assert told(answer(tmp_path, first, there, call, playbook), "YOUR WORD") == [said]


def test_no_word_of_yours(tmp_path: Path) -> None:
    """It compares nothing where the rep gave no word of their own."""
    assert told(answer(tmp_path, ANA, "Ana", "--decided go:Ana"), "YOUR WORD") == []


def test_recorded(tmp_path: Path) -> None:
    """It tells what was written down beside decisions, in sentences and without an id."""
    story = Story(tmp_path, WAY.replace("user: {title: user}", "user: {title: user}\n  rep: {title: rep, side: us}"))
    story.prep(f"{ANA} --person Di:user --set size=3:Ana")
    debriefed(story, 3, "Ana", "--promised 'Ana:ask Di:2026-11-04' --promised 'Ana:call Di:2026-11-04'")
    debriefed(story, 4, "Ana", "--promised 'Ana:write it up:2026-11-05' --we-promised 'send the price:2026-11-05'")
    say = "--concern 'Ana:it breaks at night' --set size=4:Ana --date 'buy:2027-01-15:Ana:said:before the fair'"
    found = debriefed(story, 6, "Ana", f"--kept p1 --missed p2 --moved p4:2026-11-20 --kept p3 {say}")
    (said,) = told(found, "RECORDED")
    assert said == (
        "Ana was to call Di, and didn't. Ana was to ask Di, and did. We were to send the price, and did. "
        "Ana moved it to Fri 20 Nov: write it up. Ana on the size: four. "
        "Ana wants the order by Fri 15 Jan 2027: “before the fair”. Ana's worry: “it breaks at night”."
    )
    done = debriefed(story, 9, "Ana Di", "--done count:Di")
    assert told(done, "RESULT") == ["A small step. Di did it: count the users."]
    assert told(done, "RECORDED") == []


def test_done_by_us(tmp_path: Path) -> None:
    """It tells what we have done ourselves."""
    book = WAY.replace("user: {title: user}", "user: {title: user}\n  rep: {title: rep, side: us}")
    book = book.replace("will: count the users, by: user", "will: send the price, by: rep")
    assert told(answer(tmp_path, ANA, "Ana", "--done count:us", book), "RECORDED") == ["Done by us: send the price."]


@pytest.mark.parametrize(
    ("before", "promise", "why"),
    [
        ("", "'Ana:think it over:2026-11-20'", "It isn't tied to a step."),
        (
            "--promised 'Ana:count the users:2026-11-18:count'",
            "'Ana:count the users:2026-11-20:count'",
            "It was promised before.",
        ),
        ("--done count:Di:wrote", "'Ana:count the users:2026-11-20:count'", "It's done already."),
        (
            "--decided go:Ana",
            "'Ana:bring in purchasing:2026-11-20:@purchasing'",
            "Nothing they were deciding before this call needs it.",
        ),
        ("", "'Ana:count the users:2026-11-20:count' --left Ana", "They have left since."),
    ],
)
def test_not_counted(tmp_path: Path, before: str, promise: str, why: str) -> None:
    """It says of each promise that makes no step why it does not count yet."""
    story = Story(tmp_path, WAY)
    story.prep(f"{ANA} --person Di:user")
    debriefed(story, 3, "Ana Di", before)
    person, act, day = promise.strip("'").split(":")[:3]
    found = debriefed(story, 10, "Ana", f"--promised {promise}")
    assert (person, day, found["outcome"]["result"]) == ("Ana", "2026-11-20", "stayed")
    assert told(found, "NOT COUNTED") == [f"Doesn't count yet: Ana will {act} by Fri 20 Nov. {why}"]


def test_again(tmp_path: Path) -> None:
    """It says what needs a fresh yes since something it rests on was taken up again."""
    found = answer(tmp_path, f"{ANA} --settled go:Ana --settled pick:Ana", "Ana", "--reopened go:Ana:hm")
    assert told(found, "AGAIN") == ["Needs a fresh yes: the choice."]


@pytest.mark.parametrize(
    ("first", "there", "call", "said"),
    [
        (ANA, "Ana", "--decided go:Ana", "Ana decides which supplier to go with."),
        (ANA, "Ana", "--next 2026-11-17:go:Ana", "On Tue 17 Nov: Ana decides whether to go ahead."),
        (
            ANA,
            "Ana",
            "--deferred 'go:Ana:2026-12-11:after the fair'",
            "On Fri 11 Dec: Ana decides whether to go ahead.",
        ),
        (
            ANA,
            "Ana",
            "--declined go:Ana:no",
            "Find out whether Ana's no to the go-ahead is for good and, if it isn't, what would change it.",
        ),
        (ALL_BUT, "Cy", "--decided buy:Cy", "Get Cy's yes to the order in writing."),
        (
            "--with Ana:boss --with Bo:boss --on 2026-11-03",
            "Ana Bo",
            "--decided go:Ana --declined go:Bo:early",
            "Ana said yes and Bo said no: get them to agree on whether to go ahead.",
        ),
    ],
)
def test_next(tmp_path: Path, first: str, there: str, call: str, said: str) -> None:
    """It says who decides what next, and when; or what has to be cleared up before."""
    assert told(answer(tmp_path, first, there, call), "NEXT") == [said]


def test_nothing_comes_next(tmp_path: Path) -> None:
    """It says nothing of what comes next in a deal that is closed."""
    assert told(answer(tmp_path, ANA, "Ana", "--close 'lost:too dear'"), "NEXT") == []


def test_nobody_of_theirs_comes_next(tmp_path: Path) -> None:
    """It says that nothing can be decided on a next call without anybody of theirs, once all is decided."""
    book = """
    roles: {boss: {title: boss}, guest: {title: broker, side: third-party}}
    stages: [{id: want, title: Want it?, steps: [{id: go, title: the go, whether: it is worth it, by: boss}]}]
    """
    first = "--with Ana:boss --person Tom:guest --on 2026-11-03"
    found = answer(tmp_path, first, "Ana", "--decided go:Ana:wrote --next 2026-11-10::Tom", book)
    assert told(found, "NEXT") == ["Nobody from the client is on this call: they can't decide anything on it."]


FOR_GOOD = (
    "Was that for good, or for now? If for good: callplan close acme --lost. "
    "If for now: callplan undo acme, then debrief again and put it off to a day."
)


@pytest.mark.parametrize(
    ("call", "asked"),
    [
        ("--declined 'buy:Cy:too dear'", [FOR_GOOD]),
        # for good
        ("--declined 'buy:Cy:too dear' --close 'lost:too dear'", ["The deal is closed: lost."]),
        # for now
        ("--deferred 'buy:Cy:2027-01-15:too dear this year'", []),
        # not the end of it
        ("--declined 'start:Ana:not yet'", []),
    ],
)
def test_for_good_or_for_now(tmp_path: Path, call: str, asked: list[str]) -> None:
    """It asks of a no that could end the deal whether it is for good, as long as nobody has said so."""
    found = answer(tmp_path, ALL_BUT, "Cy Ana", call)
    assert told(found, "RESULT")[1:] == asked


def test_both_sides_owe(tmp_path: Path) -> None:
    """It tells what either side owes as the page does, and ends with what to type."""
    call = "--promised 'Ana:count the users:2026-11-10:count' --we-promised 'send the price:2026-11-05'"
    found = answer(tmp_path, ANA, "Ana", call)
    assert told(found, "THEY OWE", "WE OWE") == [
        "Ana is to count the users by Tue 10 Nov.",
        "Send the price, by Thu 5 Nov.",
    ]
    assert told(found, "HEAD", "FOOT") == ["ACME · call of Tue 3 Nov 2026", "callplan prep acme · callplan undo acme"]
