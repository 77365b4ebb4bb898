"""What was told in a debrief is not offered again in it, and nobody's words on one thing are asked for twice."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from answering import Answering, ByChance
from test_interview import BUNDLED, SKETCHED, Story

from callplan import playbook_file
from callplan.core.deal.standing import Standing
from callplan.core.deal.status import settled as is_settled
from callplan.core.interview.question import Question, every
from callplan.core.text import plain
from callplan.errors import Usage

WORDS = re.compile(r"(?: words| why)$")
REASONED = ("declined", "deferred", "reopened")


def ids(texts: list[str]) -> set[str]:
    """The first field of texts of flags."""
    return {plain(re.split(r"(?<!\\):", text)[0]) for text in texts}


def offered(question: Question) -> set[str]:
    """What a question offers to be told."""
    return {choice.value.removeprefix("+") for choice in question.choices}


def check(asked: list[Question], said: dict[str, Any], promises: dict[str, str], settled: set[str]) -> None:
    """Hold one debrief to what this module says."""
    keys = [question.key for question in asked]
    assert len(keys) == len(set(keys)), "no question comes up twice"
    lists = [question for question in asked if question.key in ("decided what", "decided others", "reopened what")]
    steps = [choice.value for question in lists for choice in question.choices]
    assert len(steps) == len(set(steps)), "what one list offers no other does"
    settled_here = {promises[name] for name in [*every(said, "kept"), *ids(every(said, "moved"))]}
    assert not (settled_here - {""}) & set(steps), "what a promise was kept or moved of is not offered as one more"
    for question in asked:
        if question.key == "next decision":
            assert not settled & offered(question), "what is decided now is not what the next call is for"
        if question.key == "next who":
            assert not ids(every(said, "left")) & offered(question), "nobody who has left will come"
    reasons = [re.split(r"(?<!\\):", text)[:2] for key in REASONED for text in every(said, key)]
    twice = [each for each in reasons if reasons.count(each) > 1]
    assert not twice, f"words are asked for once: {twice}"
    told = [question.key for question in asked if WORDS.search(question.key)]
    assert len(told) == len(set(told))


@pytest.mark.parametrize("file", BUNDLED, ids=lambda file: file.stem)
@pytest.mark.parametrize(
    "seed", [*range(12), *[pytest.param(seed, marks=pytest.mark.torture) for seed in range(12, 60)]]
)
def test_whatever_is_answered(file: Path, seed: int) -> None:
    """It holds on every bundled map, whatever was told before and is answered now."""
    chance = Random(f"once {file.stem} {seed}")
    story = Story(playbook_file.load(str(file), lambda name: (b"", name)))
    for _ in range(4):
        more = {"back-to": chance.choice(settled)} if (settled := _settled(story)) and chance.random() < 0.5 else {}
        story.prep(ByChance(chance), **more)
        story.today += timedelta(days=chance.choice((0, 1, 5, 9)))
        assert story.deal
        promises = {each.id: each.step for each in story.deal.promises.values()}
        asker = ByChance(chance)
        said = story.debrief(asker)
        check(asker.asked, said, promises, set(_settled(story)))
        story.today += timedelta(days=chance.choice((0, 2, 6)))


def _settled(story: Story) -> list[str]:
    deal = story.deal
    return [step.id for step in deal.playbook.decisions if is_settled(Standing(deal), step.id)] if deal else []


@pytest.fixture
def harrow() -> Story:
    """A deal with Ana, the sponsor, and Rui, the budget owner, that has decided to go ahead."""
    story = Story(SKETCHED)
    story.prep(Answering(with_names="Ana Lima, Rui Costa", with_Rui_Costa_role="budget-owner"))
    story.debrief(
        Answering(), decided=["worth-changing:Ana Lima"], promised=["Ana Lima:put it down:2026-11-22:cost-known"]
    )
    return story


def of(asker: Answering, key: str) -> list[str]:
    """What one question offered."""
    return [choice.value for question in asker.asked if question.key == key for choice in question.choices]


def test_taken_up_again_once(harrow: Story) -> None:
    """What the call was planned to go back to is not among what else came up again."""
    harrow.prep(Answering(), **{"back-to": "worth-changing"})
    asker = Answering(decided_what=["+back"], **{"reopened worth-changing why": "a merger"})
    harrow.debrief(asker)
    assert ("+back" in of(asker, "decided what"), "+again" in of(asker, "decided what")) == (True, False)


def test_kept_and_moved(harrow: Story) -> None:
    """An act whose promise was kept, or given another day, is not offered as a promise more; one that was missed is."""
    for fate, there in (("missed", True), ("kept", False), ("moved", False)):
        asker = Answering(with_who=["Ana Lima"], kept_p1=fate, moved_p1="+3d")
        story = Story(SKETCHED)
        story.entries = harrow.entries
        story.debrief(asker)
        assert ("cost-known" in of(asker, "decided what")) == there


def test_the_next_meeting(harrow: Story) -> None:
    """It may be for what was taken up again on this call, not for what was decided; who has left is not coming."""
    left = {"left who": "Rui Costa", "next day": "+3d", "reopened worth-changing why": "a merger"}
    asker = Answering(decided_what=["+again", "+left", "+meet"], **left)
    harrow.debrief(asker)
    assert "worth-changing" in of(asker, "next decision")
    assert of(asker, "next who") == ["Ana Lima"]
    asker = Answering(decided_what=["worth-changing", "+meet"], **{"next day": "+3d"})
    harrow.debrief(asker)
    assert of(asker, "next decision")
    assert "worth-changing" not in of(asker, "next decision")


def test_somebody_who_was_to_be_brought(harrow: Story) -> None:
    """Whoever is on the call is not offered to be brought."""
    harrow.debrief(Answering(with_who=["Ana Lima"]), promised=["Ana Lima:bring him:2026-11-30:@budget-owner"])
    asker = Answering(with_who=["Ana Lima", "Rui Costa"])
    harrow.debrief(asker)
    assert "@budget-owner" not in of(asker, "decided what")


def test_nobody_came_and_it_was_moved(harrow: Story) -> None:
    """Both are kept: who did not come, and the new day."""
    harrow.prep(Answering())
    told = harrow.debrief(Answering(with_who=["Ana Lima", "+nobody", "+moved"], moved_to="+3d"))
    moved = (harrow.today + timedelta(days=3)).isoformat()
    assert {key: told.get(key) for key in ("with", "no-show", "call-moved")} == {
        "with": ["Ana Lima"], "no-show": True, "call-moved": moved,
    }  # fmt: skip


@pytest.mark.parametrize(
    "ticked", [["+nobody", "+not-us"], ["+cancelled", "+moved"], ["+cancelled", "+day"], ["+day", "+moved"]]
)
def test_what_cannot_both_be_so(harrow: Story, ticked: list[str]) -> None:
    """Two ways in which a call did not take place are refused together, and neither is dropped."""
    harrow.prep(Answering())
    with pytest.raises(Usage, match="That cannot all be so"):
        harrow.debrief(Answering(with_who=["Ana Lima", *ticked]))


def test_a_name_that_was_mistyped(harrow: Story) -> None:
    """A first name with a slip in it is asked about, and goes into no act; nor does one that stands before it."""
    asker = Answering(**{
        "decided what": ["+theirs"], "promised lines": "ruis: ask the board, friday; ana send us the list, friday",
    })  # fmt: skip
    asker.given["promised 2 who"] = "Ana Lima"
    told = harrow.debrief(asker)
    assert "“ruis”: who is that?" in [question.text for question in asker.asked]
    assert [text.rpartition(":")[0] for text in every(told, "promised")] == [
        "Rui Costa:ask the board", "Ana Lima:send us the list",
    ]  # fmt: skip
