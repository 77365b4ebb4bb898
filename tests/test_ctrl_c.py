"""Ctrl-C, whenever it is pressed: what was answered is kept, and the next run goes on from there."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from answering import Answering
from lines import said
from scenes import AGAIN, HELD, NEW, Scene, copied, home_of, journal, played
from screen import CTRL_C, DOWN, ENTER, KILL, Screen

from callplan import cli
from callplan.cli import asking
from callplan.core.interview import course
from callplan.core.interview.question import Question, Stopped
from callplan.prompts.ctrl_c import CTRL_C as PRESSED

OPENED = ("prep", "harrow", "--playbook", "sketch", "--with", "Marta Lind:sponsor", "--on", "2026-11-24")


class Terminal(StringIO):
    """Somebody is there to be asked."""

    def isatty(self) -> bool:
        return True


class Person(Answering):
    """Somebody who answers a scene, goes on with what is kept, and presses Ctrl-C after so many answers."""

    def __init__(self, scene: Scene, until: int) -> None:
        super().__init__()
        self.given = {**scene.answers, "it": "go-on"}
        self.until = until

    def ask(self, asked: Question) -> Any:
        """The answer; pressed before it, Ctrl-C leaves."""
        with PRESSED.ending(PRESSED.heard):
            return self(asked)

    def complete(self, *given: Any) -> dict[str, Any]:
        """An interview in which Ctrl-C is pressed while the next question is made."""
        answers, following, *rest = given

        def pressed(so_far: Any) -> Any:
            if len([each for each in self.asked if each.key != "it"]) == self.until:
                self.until = -1
                os.kill(os.getpid(), signal.SIGINT)
            return following(so_far)

        return course.complete(answers, pressed, *rest)


def run(scene: Scene, home: Path, until: int) -> tuple[int, str, int]:
    """How a run of a scene ends, what it says, and how much was asked, with Ctrl-C after so many answers."""
    person, err = Person(scene, until), StringIO()
    env = {"CALLPLAN_HOME": str(home), "CALLPLAN_TODAY": scene.today, "USER": "rep"}
    with (
        mock.patch.dict(os.environ, env),
        mock.patch.object(sys, "argv", ["callplan", *scene.words]),
        mock.patch.object(sys, "stdin", Terminal()),
        mock.patch.object(asking, "asker", return_value=person.ask),
        mock.patch("callplan.cli.drafting.complete", person.complete),
        redirect_stdout(StringIO()),
        redirect_stderr(err),
    ):
        code = cli.main()
    return code, err.getvalue(), len([each for each in person.asked if each.key != "it"])


@pytest.mark.parametrize("scene", [NEW, AGAIN, HELD], ids=lambda scene: scene.name)
def test_between(tmp_path: Path, scene: Scene) -> None:
    """Pressed between any two questions, and after the last, not one answer is lost, nor asked again."""
    before = home_of(scene, tmp_path / "before")
    told = played(scene, copied(before, tmp_path / "told"))
    for number in range(1, len(told.asked) + 1):
        home = copied(before, tmp_path / "home")
        code, said_so, asked = run(scene, home, number)
        assert (code, asked) == (130, number)
        assert f"Stopped; what you answered is kept. `callplan {scene.command} harrow` goes on" in said_so
        code, _, asked = run(scene, home, -1)
        assert (code, asked) == (0, len(told.asked) - number)
        assert journal(home) == told.journal
        shutil.rmtree(home)


def test_twice() -> None:
    """Pressed twice in between, it ends what is going on; pressed after the last answer, it is heard at the end."""

    before = signal.getsignal(signal.SIGINT)

    def press(times: int) -> None:
        with PRESSED.held_back():
            for _ in range(times):
                os.kill(os.getpid(), signal.SIGINT)

    with pytest.raises(KeyboardInterrupt) as raised:
        press(2)
    assert not isinstance(raised.value, Stopped)
    with pytest.raises(Stopped):
        press(1)
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.parametrize("plain", [False, True])
def test_as_a_signal(tmp_path: Path, plain: bool) -> None:
    """It leaves a list and a line, also where it comes as a signal; how it was asked is in the line that goes on."""
    home = home_of(NEW, tmp_path / "home")
    more = ("--plain-prompts", "--why") if plain else ()
    first = Screen(home, "prep", "harrow", *more, rows=40)
    first.sees("How does this client buy?")
    first.sees("? tells why." if plain else "? why")
    first.child.kill(signal.SIGINT)
    assert first.ends() == 130
    assert "Stopped; nothing was written." in first.text
    second = Screen(home, "prep", "harrow", *more, rows=40)
    second.answers(("How does this client buy?", ("4" if plain else "sketch") + ENTER), ("When is the call?", ""))
    second.sees("Enter for Sun 22 Nov 2026." if plain else "Enter: Sun 22 Nov 2026")
    second.child.kill(signal.SIGINT)
    assert second.ends() == 130
    line = "callplan prep harrow --plain-prompts --why" if plain else "callplan prep harrow"
    assert f"Stopped; what you answered is kept. `{line}` goes on from there." in second.text
    assert said(home, "drafts").out.startswith(f"{line} · one answer on ")
    assert f"{line}  go on where you stopped" in " ".join(said(home).out.split("\n")).replace("   ", " ")


@pytest.fixture
def debriefed(tmp_path: Path) -> Path:
    """A deal with one debrief, made at a terminal but for its flags."""
    home = home_of(NEW, tmp_path / "home")
    assert said(home, *OPENED, "--no-input").code == 0
    told = said(
        home,
        "debrief",
        "harrow",
        "--with",
        "Marta Lind",
        "--worth-it",
        "yes",
        "--no-input",
        CALLPLAN_TODAY="2026-11-24",
    )
    assert told.code == 0
    return home


def again(home: Path, command: str, *more: str) -> Screen:
    """A prep or a debrief told again, the day after."""
    return Screen(home, command, "harrow", "--again", *more, CALLPLAN_TODAY="2026-11-25")


def test_told_again(debriefed: Path) -> None:
    """What is told again is kept like anything else, and gone on with by the next --again."""
    before = journal(debriefed)
    first = again(debriefed, "debrief", "--verdict", "stayed")
    first.answers(
        ("--with, as it was given Marta Lind", ENTER),
        ("--worth-it, as it was given yes", KILL + "very much" + ENTER),
        ("--on, as it was given 2026-11-24", ENTER),
        ("What did they decide, or agree to do?", CTRL_C),
    )
    assert first.ends() == 130
    assert "kept, and it stands as it was. `callplan debrief harrow --again` goes on from there." in first.text
    assert journal(debriefed) == before
    second = again(debriefed, "debrief")
    second.answers(
        ("You stopped after three answers", ENTER),
        ("What did they decide, or agree to do?", ENTER),
    )
    assert second.ends() == 0
    assert "very much" in said(debriefed, "log", "harrow").out
    assert said(debriefed, "drafts").err == "Nothing is half done.\n"


def test_told_again_of_the_same(debriefed: Path) -> None:
    """Where another debrief was written in between, the one begun is gone on with; thrown away, the last."""
    first = again(debriefed, "debrief")
    first.answers(
        ("--with, as it was given Marta Lind", ENTER),
        ("--worth-it, as it was given yes", CTRL_C),
    )
    assert first.ends() == 130
    told = said(debriefed, "debrief", "harrow", "--with", "Marta Lind", "--no-input", CALLPLAN_TODAY="2026-11-25")
    assert told.code == 0
    second = again(debriefed, "debrief")
    second.answers(
        ("You stopped after one answer", ENTER),
        ("Told again, it counts after what was written since:", ""),
        ("Take this back?", DOWN + ENTER),
        ("--worth-it, as it was given yes", CTRL_C),
    )
    assert second.ends() == 130
    third = again(debriefed, "debrief")
    third.answers(
        ("You stopped after one answer", DOWN * 2 + ENTER),
        ("--with, as it was given Marta Lind", ENTER),
        ("--on, as it was given 2026-11-25", CTRL_C),
    )
    assert third.ends() == 130


def test_plan_told_again(tmp_path: Path) -> None:
    """So is a prep; and what was given by flags before Ctrl-C stands, now and when it is told again."""
    home = home_of(NEW, tmp_path / "home")
    assert said(home, *OPENED, "--no-input").code == 0
    before = journal(home)
    first = again(home, "prep", "--minutes", "45")
    first.answers(("--with, as it was given Marta Lind:sponsor", ENTER), ("--on, as it was given 2026-11-24", CTRL_C))
    assert first.ends() == 130
    assert journal(home) == before
    second = again(home, "prep")
    second.answers(
        ("You stopped after one answer", ENTER), ("--on, as it was given 2026-11-24", KILL + "2026-11-26" + ENTER),
        ("What do you see or hear of them?", ENTER), ("What would they be buying?", ENTER),
        ("What did they say made them take this call?", ENTER), ("By which day do they want the order?", ENTER),
    )  # fmt: skip
    assert second.ends() == 0
    assert "45 minutes" in said(home, "show", "harrow", "--plan").out
    assert said(home, "prep", "harrow", "--again", "--no-input").code == 0
    assert "45 minutes" in said(home, "show", "harrow", "--plan").out


def test_first_prep_undone(tmp_path: Path) -> None:
    """A deal whose first prep was taken back is asked as a new one is, and --again has its answers."""
    home = home_of(NEW, tmp_path / "home")
    flags = ("--subject", "the night line", "--sign", "order", "--settled", "worth-changing:Marta:said", "--no-input")
    assert said(home, *OPENED, *flags).code == 0
    before = journal(home)[1:5]
    assert said(home, "undo", "harrow", "--yes").code == 0
    told = "What was told of harrow is taken back: `callplan prep harrow --again` offers each answer once more."
    first = Screen(home, "prep", "harrow", CALLPLAN_TODAY="2026-11-22")
    first.sees(told)
    first.answers(("When is the call?", ENTER), ("Who is on the call?", "Marta Lind" + ENTER))
    first.answers(("What part does Marta Lind play?", ENTER), ("What do you see or hear of them?", CTRL_C))
    assert first.ends() == 130
    assert said(home, "prep", "harrow", "--again", "--no-input").code == 0
    assert [each["text"] for each in journal(home)[-len(before) - 1 : -1]] == [each["text"] for each in before]
