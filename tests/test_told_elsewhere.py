"""What is told again after the next call was planned, or of another deal: nobody and no tick becomes another."""

from __future__ import annotations

import sys
from io import StringIO
from pathlib import Path
from unittest import mock

import pytest
from answering import Answering
from story import Said, Story

from callplan.cli import asking
from callplan.core.interview.course import fits, restored
from callplan.core.interview.question import Choice, Question

MAP = """
    roles:
      boss: {title: boss}
      user: {title: user}
    stages:
      - id: want
        title: Do we want it?
        steps:
          - {id: go, whether: it is wanted, by: boss, title: the go-ahead}
          - {id: buy, whether: it is bought, by: boss, title: the order}
    ends: {won: {title: won, needs: [buy]}}
"""


@pytest.fixture
def story(tmp_path: Path) -> Story:
    """A deal with somebody on the call and somebody beside."""
    found = Story(tmp_path, MAP)
    found.prep("--with 'Ana Lima:boss' --with 'Eva Holm:none' --person 'Rui Faro:user:Ana'")
    return found


def answered(story: Story, asker: Answering, *words: str) -> Said:
    """What a line says to somebody who answers."""
    with mock.patch.object(asking, "asker", return_value=asker), mock.patch.object(sys, "stdin", StringIO()):
        return story.line(*words)


class TestAfterTheNextPlan:
    def test_the_plan_stands(self, story: Story) -> None:
        """The call planned since is still to come, with what was planned for it."""
        story.debrief("--with Ana --decided go:Ana")
        story.prep("--with Ana --on 2026-11-05 --minutes 45")
        story.debrief("--again --verdict advanced")
        assert story.line("show", "acme", "--plan").err == ""
        assert story.log().splitlines()[-1].endswith("planned a call on 2026-11-05 with Ana Lima")
        assert story.debrief("--call-moved 2026-11-09")["moved_to"] == "2026-11-09"

    def test_undone(self, story: Story) -> None:
        """Undone, the debrief and the plan stand as they stood."""
        story.debrief("--with Ana --decided go:Ana")
        story.prep("--with Ana --on 2026-11-05 --minutes 45")
        page = story.line("show", "acme", "--plan").out
        story.debrief("--again --with Eva --decided go:Ana")
        story.undo()
        assert story.line("show", "acme", "--plan").out == page

    def test_nothing_ticked_is_lost(self, story: Story) -> None:
        """What was ticked is offered ticked, also where the call planned since would offer other things."""
        asker = Answering(decided_what=["buy"], **{"decided buy": "deferred", "deferred buy why": "the board first"})
        answered(story, asker, "debrief", "acme")
        story.prep("--with Eva --on 2026-11-05")
        again = Answering(**{"deferred buy why": "the board first"})
        said = answered(story, again, "debrief", "acme", "--again")
        offered = next(question for question in again.asked if question.key == "decided what")
        assert offered.offered == ["buy"]
        assert "Ana said not yet to the order, and named no day: “the board first”" in " ".join(said.out.split())

    def test_into_another(self, story: Story) -> None:
        """Filed under another deal, it leaves the call planned since where it was."""
        story.line("prep", "oz", "--playbook", str(story.file), "--with", "Zoe:boss", "--no-input")
        story.debrief("--with Ana --decided go:Ana")
        story.prep("--with Ana --on 2026-11-05 --minutes 45")
        story.line("debrief", "acme", "--again", "--into", "oz", "--no-input")
        assert story.line("show", "acme", "--plan").out.startswith("ACME · Thu 5 Nov 2026 · 45 minutes\n")

    def test_ticked_before(self) -> None:
        """What was ticked before stands on a list that would not offer it now; what was not ticked does not."""
        more = (Choice("b", "B"), Choice("c", "C"))
        question = Question("list", "Which?", "many", (Choice("a", "A"),), [], more=more)
        found = restored(question, {"list": ["b", "gone"]})
        assert ([choice.value for choice in found.choices], found.offered) == (["b", "a"], ["b"])
        assert fits(question, ["b"])


class TestIntoAnother:
    @pytest.fixture
    def told(self, story: Story) -> Story:
        """A debrief in which people are named by their first names."""
        story.debrief("--with Ana --with Eva --with Ida:user --decided go:Ana --promised Rui:sign:fri --set amount=9")
        return story

    def other(self, story: Story, *people: str) -> None:
        """A deal with these people, all of them users."""
        flags = [word for name in people for word in ("--with", f"{name}:user")]
        story.line("prep", "oz", "--playbook", str(story.file), *flags, "--no-input")

    def test_a_first_name(self, told: Story) -> None:
        """Whoever has the same first name there is somebody else; all named come with their parts."""
        self.other(told, "Ana Stone", "Rui Moss")
        told.line("debrief", "acme", "--again", "--into", "oz", "--no-input")
        assert told.line("person", "oz").out == (
            "Ana Stone · user · on no call yet\n"
            "Rui Moss · user · on no call yet\n"
            "Ana Lima · boss · on one call\n"
            "Eva Holm · no role · on one call\n"
            "Ida · user · on one call\n"
            "Rui Faro · user · on no call yet\n"
        )
        assert "p1: Rui Faro will sign by 2026-11-06" in told.line("log", "oz").out

    def test_undone_before(self, told: Story) -> None:
        """Whom the first deal knows no more, since it was undone there, comes with the part they were given."""
        told.undo()
        self.other(told, "Ana Stone")
        told.line("debrief", "acme", "--again", "--into", "oz", "--no-input")
        assert "Ida · user · on one call\n" in told.line("person", "oz").out

    def test_nearly_a_name(self, told: Story) -> None:
        """A name that is nearly one known there is refused with both where nobody can be asked; nothing is written."""
        self.other(told, "Eva Holmes")
        said = told.line("debrief", "acme", "--again", "--into", "oz", "--no-input")
        assert said.err.endswith(
            "callplan: --with: “Eva Holm” may be Eva Holmes. Write “Eva Holmes:none”, or, of somebody new, "
            "“Eva Holm:none,new”.\n"
        )
        assert "call with" not in told.line("log", "oz").out

    def test_asked_who_is_meant(self, told: Story) -> None:
        """Somebody who can be asked is: one of them is known there by another spelling, one is somebody else."""
        self.other(told, "Ana Limas", "Rui Faria")
        asker = Answering(**{"with Ana Lima who": "Ana Limas", "person Rui Faro who": "+"})
        said = answered(told, asker, "debrief", "acme", "--again", "--into", "oz")
        assert [question.text for question in asker.asked] == ["“Ana Lima”: who is that?", "“Rui Faro”: who is that?"]
        assert said.code == 0
        log = told.line("log", "oz").out
        assert "Ana Limas said yes to the go-ahead" in log
        assert "p1: Rui Faro will sign by 2026-11-06" in log

    def test_promises(self, story: Story) -> None:
        """A promise that is not there is asked about, or refused where nobody can be, and none is taken for it."""
        story.debrief("--with Ana --we-promised 'send the list:2026-11-10'")
        story.debrief("--with Ana --kept p1")
        self.other(story, "Ana Lima")
        story.line("debrief", "oz", "--with", "Ana", "--we-promised", "bring cake:2026-11-10", "--no-input")
        said = story.line("debrief", "acme", "--again", "--into", "oz", "--no-input")
        told = "--kept: there is no promise “send the list”. Open are p1 (bring cake).\n"
        assert (said.err.endswith(told), said.code) == (True, 2)
        asker = Answering()
        answered(story, asker, "debrief", "acme", "--again", "--into", "oz")
        asks = "--kept, as it was given: send the list. Which one is that now?"
        assert [question.text for question in asker.asked] == [asks]
        assert "kept:" not in story.line("log", "oz").out

    def test_the_same_promise(self, story: Story) -> None:
        """A promise that both have is known there by the id that it has there."""
        promised = ("--we-promised", "send the list:2026-11-10")
        story.line("debrief", "acme", "--with", "Ana", *promised, "--no-input")
        story.debrief("--with Ana --kept p1")
        self.other(story, "Ana Lima")
        two = ("--we-promised", "bring cake:2026-11-10", *promised)
        story.line("debrief", "oz", "--with", "Ana", *two, "--no-input")
        story.line("debrief", "acme", "--again", "--into", "oz", "--no-input")
        assert "p2 kept: send the list" in story.line("log", "oz").out
