"""What a page seldom has to say: each of it in a small deal."""

from __future__ import annotations

from pathlib import Path

import pytest
from story import Story
from way import JOINT, WAY, opening, told

FIRST = "--with Ana:boss --on 2026-11-03"
BOTH = "--with Ana:boss --with Cy:cfo --on 2026-11-03"


def deal(home: Path, first: str, call: str, playbook: str = WAY) -> Story:
    """A deal after its first call, on 3 November, on the 10th."""
    home.mkdir(exist_ok=True)
    story = Story(home, playbook)
    story.prep(first)
    there = [words.split(":")[0] for words in first.split("--with ")[1:]]
    people = " ".join(f"--with {name}" for name in there)
    story.debrief(f"--on 2026-11-03 {people} --not-asked {call}")
    story.today = "2026-11-10"
    return story


def test_two_who_decide_are_quoted_each_with_their_own_words(tmp_path: Path) -> None:
    """It gives nobody the words of the other."""
    story = deal(tmp_path, BOTH, "--decided 'go:Ana:said:it pays' --decided 'go:Cy:said:it fits'", JOINT)
    assert told(story.prep("--with Ana --on 2026-11-10"), "LAST TIME")[0] == (
        "Tue 3 Nov, with Ana and Cy. Ana and Cy decided to go ahead. Ana: “it pays”. Cy: “it fits”."
    )


def test_a_fact_with_words_is_told_with_them(tmp_path: Path) -> None:
    """It tells what somebody said of a fact, in their words."""
    story = deal(tmp_path, f"{BOTH} --person Di:user:Ana", "--set 'size=40:Ana:said:every truck we run'")
    assert told(story.prep("--with Ana --with Cy --on 2026-11-10"), "LAST TIME")[0] == (
        "Tue 3 Nov. Nothing was decided. Ana on the size: 40, “every truck we run”."
    )


def test_one_person_decides_the_next_two(tmp_path: Path) -> None:
    """It asks one person for both in one breath."""
    alone = WAY.replace(
        "by: cfo,\n         proof: wrote, needs: [pick, count]", "by: boss,\n         proof: wrote, needs: [pick]"
    )
    page = deal(tmp_path, FIRST, "", alone).prep("--with Ana --on 2026-11-10 --minutes 60")
    asked = "If yes, ask Ana to decide which supplier to go with and whether to order, in writing."
    assert told(page, "BEST CASE")[0].startswith(asked)


def test_nothing_new_since_then(tmp_path: Path) -> None:
    """It tells once what has come in since the last call, and on the next page that there is nothing new."""
    story = deal(tmp_path, BOTH, "--decided go:Ana")
    story.prep("--with Ana --on 2026-11-10 --settled 'pick:Ana:wrote:the second'")
    story.today = "2026-11-12"
    assert told(story.prep("--with Ana --on 2026-11-12"), "LAST TIME")[1:2] == ["Nothing new since then."]


def test_what_we_promised_while_nobody_may_call(tmp_path: Path) -> None:
    """It has the rep send nothing of it."""
    silent = WAY.replace("title: Which one?", "title: Which one?\n    talk: {how: none}")
    story = deal(tmp_path, FIRST, "--decided go:Ana --we-promised 'send the price:2026-11-05'", silent)
    assert told(story.prep("--with Ana --on 2026-11-10"), "WE OWE") == [
        "Send the price. Due 5 Nov.",
        "Send them nothing of it while nobody may call.",
    ]


def test_which_map(tmp_path: Path) -> None:
    """It says by which map it plans, for whoever reads the plan as JSON."""
    assert deal(tmp_path, FIRST, "--decided go:Ana").prep("--with Ana")["playbook"] == {"id": "way", "version": 1}


def test_a_worry_while_nobody_may_call(tmp_path: Path) -> None:
    """It has nobody take it up with whoever has it."""
    silent = WAY.replace("title: Which one?", "title: Which one?\n    talk: {how: none}")
    story = deal(tmp_path, f"{FIRST} --person Cy:cfo:Ana", "--decided go:Ana --concern 'Cy:too dear'", silent)
    assert told(story.prep("--with Ana --on 2026-11-10"), "WORRY") == []


def test_a_promise_that_names_somebody_who_did_not_hear_it(tmp_path: Path) -> None:
    """It asks about it without saying what it was."""
    story = deal(tmp_path, f"{FIRST} --person Cy:cfo:Ana", "--promised 'Ana:put a word in with Cy:2026-11-09'")
    asked = told(story.prep("--with Ana --with Cy --on 2026-11-10"), "ASK")
    assert "* Ana: How did you get on with what you planned for 9 Nov?" in asked
    assert "* Ana: Were you able to put a word in with Cy?" in told(story.prep("--with Ana --on 2026-11-10"), "ASK")


def test_a_no_that_may_look_different_now(tmp_path: Path) -> None:
    """It opens with the no and with what it hears of it now."""
    story = deal(tmp_path, FIRST, "--declined 'go:Ana:too dear' --person Di:user:Ana")
    story.prep("--with Di --on 2026-11-10 --settled go:Ana:heard=Di")
    assert opening(story.prep("--with Ana --on 2026-11-11")) == (
        "You said no to the go-ahead, and I hear it may look different now. Where are you on it?"
    )


def test_what_needs_something_of_ours_that_is_late(tmp_path: Path) -> None:
    """It fixes a day for the decision in place of asking for it."""
    ours = WAY.replace(
        "- {id: count, title: the count, will: count the users, by: user}",
        "- {id: count, title: the count, will: send the figures, by: seller}",
    ).replace("by: boss}\n  - id: which", "by: boss, needs: [count]}\n  - id: which")
    ours = ours.replace("  purchasing: {title: purchasing}", "  seller: {title: seller, side: us}")
    story = deal(tmp_path, FIRST, "--promised 'us:send the figures:2026-11-05:count'", ours)
    assert opening(story.prep("--with Ana --on 2026-11-10")) == (
        "I said I'd send the figures by 5 Nov, and I haven't. You'll have that by ____. "
        "Today I'd like us to fix a day to decide whether to go ahead."
    )


def test_a_decision_of_several_people(tmp_path: Path) -> None:
    """It says how many it takes, and who said yes already."""
    several = WAY.replace(
        "yes: decided to go ahead,\n         by: boss", "yes: decided to go ahead,\n         by: boss, times: 2"
    )
    story = deal(tmp_path, "--with Ana:boss --with Bea:boss --on 2026-11-03", "--decided go:Ana", several)
    assert told(story.prep("--with Bea --on 2026-11-10"), "AIM")[0] == (
        "Bea decides whether to go ahead. It takes two people. Ana said yes already."
    )


@pytest.mark.parametrize(("talk", "more"), [("", ": get it in writing"), ("\n    talk: {how: none}", "")])
def test_a_yes_by_word_alone(tmp_path: Path, talk: str, more: str) -> None:
    """It has the rep get it in writing, and nothing while nobody may call."""
    playbook = WAY.replace("title: Which one?", f"title: Which one?{talk}")
    story = deal(tmp_path, f"{FIRST} --person Cy:cfo:Ana", "--decided go:Ana", playbook)
    page = story.prep("--with Ana --on 2026-11-10 --settled buy:Cy:said:fine")
    assert [line for line in told(page, "MISSING") if "Cy" in line] == [f"Cy has said yes to the order{more}."]
