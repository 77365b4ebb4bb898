"""What is sold and why they took the call, by flag; and the words that a promise is told in."""

from __future__ import annotations

from pathlib import Path

import pytest
from story import Story

from callplan.core.deal.fold import fold
from callplan.core.deal.state import Deal
from callplan.journal import Journal

MAP = """
roles: {boss: {title: boss}, user: {title: user}, seller: {title: seller, side: us},
        broker: {title: broker, side: third-party}}
stages:
  - id: want
    title: Is it worth having?
    steps:
      - {id: list, title: the list, will: send me the list you keep, by: user}
      - {id: demo, title: the demo, will: show you my demo, by: seller}
      - {id: go, title: the go, whether: it is worth it, by: boss}
"""


def deal(story: Story) -> Deal:
    """The deal as it is written down."""
    return fold(Journal(str(story.home / "callplan.db")).entries("acme"))


@pytest.fixture
def story(tmp_path: Path) -> Story:
    return Story(tmp_path, MAP)


PEOPLE = "--with Sal:seller --with Tom:broker --with 'Ana Lima:boss' --with Ben:user --on 2026-11-05"


@pytest.mark.parametrize(
    ("said", "who", "words"),
    [
        ("Ben:it costs us", "Ben", "it costs us"),
        ("it costs us", "Ana Lima", "it costs us"),
        ("Ana:one rule\\: never again", "Ana Lima", "one rule: never again"),
    ],
)
def test_because(story: Story, said: str, who: str, words: str) -> None:
    """Without a person the first of theirs on the call said it; a later prep changes it, and what is sold."""
    story.prep(f"{PEOPLE} --subject 'shift planner' --because '{said}'")
    found = deal(story)
    assert found.taken
    assert (found.subject, found.taken.person, found.taken.words) == ("the shift planner", who, words)
    story.prep("--subject 'the rota' --because 'a new boss'")
    found = deal(story)
    assert found.taken
    assert (found.subject, found.taken.person, found.taken.words) == ("the rota", "Ana Lima", "a new boss")


@pytest.mark.parametrize(
    ("flags", "code", "refused"),
    [
        ("--because 'Eve:it costs us'", 2, "nobody called “Eve” is known here"),
        ("--because 'Ana:one rule:never'", 2, r"A colon inside a field is written \:."),
        ("--subject 'the one line for mixed pallets'", 2, "at most four words after its article"),
    ],
)
def test_refused(story: Story, flags: str, code: int, refused: str) -> None:
    """It refuses somebody unknown, a colon too many, and more than four words."""
    said = story.tell("prep", f"--playbook '{story.file}' {PEOPLE} {flags}")
    assert said.code == code
    assert refused in said.err


def test_nobody_to_have_said_it(story: Story) -> None:
    """It wants to know who said it when nobody of theirs is on the call."""
    said = story.tell("prep", f"--playbook '{story.file}' --with Sal:seller --because 'it costs us'")
    assert (said.code, "--because PERSON:WORDS" in said.err) == (4, True)


@pytest.mark.parametrize(
    ("flags", "without"),
    [
        ("--promised 'Ben:send me the list:2026-11-20'", "me"),
        ("--promised 'Ben:send it to your board:2026-11-20:list'", "your"),
        ("--promised 'Ben:You get it:2026-11-20'", "you"),
        ("--promised 'us:send you my notes:2026-11-20'", "my"),
        ("--we-promised 'look after mine:2026-11-20'", "mine"),
    ],
)
def test_words_of_a_promise(story: Story, flags: str, without: str) -> None:
    """It refuses you and me in what they promised, and me in what we did, and says what to write instead."""
    story.prep(PEOPLE)
    said = story.tell("debrief", f"--on 2026-11-05 --with Ben {flags}")
    assert said.code == 2
    assert f"is read back on a later call: write it without “{without}”, as in “send" in said.err


@pytest.mark.parametrize(
    "flags",
    [
        "--we-promised 'send you the price:2026-11-20'",
        "--promised 'Ben:ask You Chen and My Tran:2026-11-20'",
        "--promised 'Ben:send me the list you keep:2026-11-20:list'",
        "--we-promised 'show you my demo:2026-11-20'",
    ],
)
def test_words_that_stand(story: Story, flags: str) -> None:
    """It leaves “you” to what we promised, names, and the map's own words."""
    story.prep(PEOPLE)
    assert story.tell("debrief", f"--on 2026-11-05 --with Ben {flags}").code == 0
