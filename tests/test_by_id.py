"""What is told again names promises and worries by what they were, whatever ids they have by now."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from answering import Enter, at_a_terminal
from story import Said, Story

from callplan import drafts
from callplan.cli import deals
from callplan.core.interview.by_id import meant_by, told_by_id
from callplan.core.interview.course import Halfway
from callplan.core.phrase import loose

MAP = """
    roles:
      boss: {title: boss}
    stages:
      - id: want
        title: Do we want it?
        steps:
          - {id: go, whether: it is wanted, by: boss, title: the go-ahead}
    ends: {won: {title: won, needs: [go]}}
"""
CONTRACT, CAKE = ["", "send the contract", "2026-10-30"], ["", "bring cake", "2026-11-13"]


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Story:
    """A deal in which the contract is p1, and the cake p2; somebody fears a c1."""
    monkeypatch.setenv("CALLPLAN_HOME", str(tmp_path))
    found = Story(tmp_path, MAP, today="2026-11-20")
    found.prep("--with 'Ana Lima:boss' --on 2026-10-20")
    found.debrief("--on 2026-10-21 --we-promised 'send the contract:2026-10-30' --concern Ana:slow")
    found.debrief("--on 2026-10-22 --with Ana --we-promised 'bring cake:2026-11-13'")
    return found


@pytest.fixture(autouse=True)
def asker(story: Story) -> Iterator[Enter]:
    """Somebody at a terminal who answers every question with Enter."""
    assert story.home
    with at_a_terminal() as found:
        yield found


def aside(**more: Any) -> None:
    """Have a debrief put aside in which p1 was the cake."""
    told: dict[str, Any] = {
        "given": {"with": ["Ana"], "on": "2026-11-02"}, "meant": {"p1": CAKE}, "halfway": Halfway({}, {}),
        "typed_on": "2026-11-02",
    }  # fmt: skip
    begun = drafts.Draft("debrief", "acme", {}, 3, "2026-11-02T10:00:00+00:00", "", Halfway({}, {}))
    draft = begun.but(**(told | more))
    drafts.put_aside(draft, "mark")


def told(story: Story) -> tuple[Said, list[str]]:
    """What a debrief says that is gone on with, and the lines of the log that it wrote of promises and worries."""
    before = story.log().splitlines()
    said = story.line("debrief", "acme")
    new = [line.split("  ")[-1] for line in story.log().splitlines() if line not in before]
    return said, [line for line in new if line[:1] in "pc" and line[1:2].isdigit()]


def test_a_flag_means_what_it_meant(story: Story) -> None:
    """It marks the promise that was meant when an id was typed, and no other."""
    aside(given={"with": ["Ana"], "on": "2026-11-02", "kept": ["p1"]})
    said, lines = told(story)
    assert (said.code, lines) == (0, ["p2 kept: bring cake"])


def test_enter_tells_nothing(story: Story, asker: Enter) -> None:
    """It leaves a promise that is due as it is, where nothing was said of it then."""
    aside(meant={})
    said, lines = told(story)
    assert "We were to send the contract by Fri 30 Oct. What became of it?" in [*map(loose, asker.questions)]
    assert (said.code, lines) == (0, [])
    assert [each.start for each in asker.asked if each.key == "verdict word"] == [""]


def test_what_is_not_there(story: Story, asker: Enter) -> None:
    """It asks which one was meant where the deal has nothing of the kind, and takes none by itself."""
    aside(
        given={"with": ["Ana"], "on": "2026-11-02", "moved": ["p1:2026-12-20"], "concern-met": ["c1"]},
        meant={"p1": ["", "bring wine", "2026-11-13"], "c1": ["Ana Lima", "dear"]},
    )
    said, lines = told(story)
    assert [each.text for each in asker.asked[1:5]] == [
        "--with, as it was given",
        "--on, as it was given",
        "--moved, as it was given: bring wine. Which one is that now?",
        "--concern-met, as it was given: dear. Which one is that now?",
    ]
    assert [loose(choice.label) for choice in asker.asked[3].choices] == [
        "p1: we were to send the contract by Fri 30 Oct 2026",
        "p2: we were to bring cake by Fri 13 Nov 2026",
        "none of these: left out",
    ]
    assert (said.code, lines) == (0, [])


def test_what_is_said_instead(story: Story, asker: Enter) -> None:
    """It takes the one that somebody names, with the day that was given."""
    aside(
        given={"with": ["Ana"], "on": "2026-11-02", "moved": ["p1:2026-12-20"]},
        meant={"p1": ["", "bring wine", "2026-11-13"]},
    )
    asker.given["again moved 0"] = "p2"
    _, lines = told(story)
    assert lines == ["p2 moved to 2026-12-20: bring cake"]


def test_what_was_answered(story: Story) -> None:
    """It offers an answer to a question about the promise that was meant."""
    aside(
        given={"with": ["Ana"], "on": "2026-11-16"},
        typed_on="2026-11-16",
        halfway=Halfway({}, {"kept what": ["p1"], "kept p1": "missed", "decided what": ["+c1"]}),
        meant={"p1": CAKE, "c1": ["Ana Lima", "slow"]},
    )
    _, lines = told(story)
    assert lines == ["p2 kept: bring cake", "c1 met"]


def test_an_answer_about_nothing(story: Story, asker: Enter) -> None:
    """It offers no answer about what the deal has not, and takes it for nothing else."""
    aside(
        halfway=Halfway({}, {"kept p1": "missed", "kept what": ["p1"]}), meant={"p1": ["", "bring wine", "2026-11-13"]}
    )
    _, lines = told(story)
    assert lines == []
    assert [each.start for each in asker.asked if each.key == "kept p1"] == [""]


def test_begun_before_it_grew(story: Story, asker: Enter) -> None:
    """It asks about a flag of what was begun, too, where the deal has no such promise any more."""
    aside(
        given={"with": ["Ana"], "on": "2026-11-02", "kept": ["p1"]}, typed_on="",
        meant={"p1": ["", "bring wine", "2026-11-13"]},
    )  # fmt: skip
    asker.given["again kept 0"] = "p2"
    _, lines = told(story)
    assert lines == ["p2 kept: bring cake"]


def test_the_day_tells_two_apart(story: Story) -> None:
    """It takes of two promises in the same words the one of the same day, else the one still to be kept, else none."""

    def now(act: str, due: str) -> object:
        return told_by_id({"kept": ["p1"]}, {"p1": ["", act, due]}, deals.deal_of("acme"))["kept"]

    story.debrief("--with Ana --on 2026-10-23 --kept p2")
    story.debrief("--with Ana --on 2026-10-24 --we-promised 'bring cake:2026-12-04'")
    assert now("bring cake", "2026-11-13") == ["p2"]
    assert now("Bring cake", "2026-12-04") == ["p3"]
    assert now("bring cake", "2026-12-24") == ["p3"]
    story.debrief("--with Ana --on 2026-10-25 --kept p3")
    assert now("bring cake", "2026-12-24") == ["bring cake"]


def test_meant_by() -> None:
    """It notes of every id in some answers what it names, and nothing of one that names nothing."""
    answers = {"kept": ["p2"], "moved": ["p9:friday"], "moved p1": "2026-12-01", "decided what": ["+c1", "go"]}
    named = meant_by(answers, deals.deal_of("acme"))
    assert named == {"p2": CAKE, "p1": CONTRACT, "c1": ["Ana Lima", "slow"]}
