"""What is taller than a terminal, as a rep meets it: paged, left, interrupted, and printed again."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import Any

import pytest
from lines import Said, said
from screen import CTRL_C, Screen
from test_terminal import NEW, shelved

TITLE, FOOT = "HARROW · night line", "callplan debrief harrow"
AGAIN = "`callplan show harrow --plan` prints this page again."
ON = "Space goes on, b goes back, q leaves"
LINE = (*NEW, "--subject", "the night line")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one deal before its first call, and what its prep said into a pipe beside it."""
    home = shelved(tmp_path_factory.mktemp("told"))
    (home / "page").write_text(said(home, *LINE).out, encoding="utf-8")
    return home


@pytest.fixture
def harrow(told: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(told, tmp_path / "home"))


def everything(screen: Screen) -> str:
    """What was ever printed, on one line, also what has scrolled away."""
    above = [
        "".join([row[column].data for column in range(screen.screen.columns)]) for row in screen.screen.history.top
    ]
    return " ".join(" ".join([*above, *screen.screen.display]).split())


@pytest.mark.skipif(shutil.which("less") is None, reason="there is no less")
class TestPager:
    def test_stops_at_the_top(self, harrow: Path) -> None:
        """It shows the page from its title, goes on by a key, and says below what scrolled away how to see it again."""
        screen = Screen(harrow, *LINE, rows=10, paged=True)
        screen.sees(ON)
        assert screen.text.startswith(TITLE)
        screen.answers((ON, " "), ("", " "), ("", "q"))
        assert screen.ends() == 0
        assert screen.text.endswith(AGAIN)

    def test_ctrl_c(self, harrow: Path) -> None:
        """It stays in the pager when Ctrl-C is typed there, and ends well; the plan is kept."""
        screen = Screen(harrow, *LINE, rows=10, paged=True)
        screen.sees(ON)
        # less itself is busy for a moment after it has drawn its line, and again after Ctrl-C
        for key in (CTRL_C, "q"):
            time.sleep(0.5)
            screen.child.send(key)
        assert screen.ends() == 0
        assert "Stopped" not in everything(screen)

    def test_notes_first(self, harrow: Path) -> None:
        """It pages a note together with the page that it stands above."""
        screen = Screen(harrow, *LINE, "--on", "2026-11-24", rows=10, paged=True, CALLPLAN_TODAY="2026-11-29")
        screen.sees(ON)
        first = screen.text.partition(TITLE)[0]
        assert first != ""
        screen.child.send("q")
        assert screen.ends() == 0


@pytest.mark.parametrize(
    ("words", "rows", "more"),
    [
        ((), 60, {}),
        (("--no-pager",), 10, {}),
        ((), 10, {"PAGER": ""}),
        ((), 10, {"PAGER": "cat"}),
        ((), 10, {"PAGER": "there-is-no-such-pager"}),
        ((), 10, {"PAGER": "'unclosed"}),
        ((), 10, {"PAGER": "sh -c 'exit 3'"}),
        ((), 10, {"TERM": "dumb"}),
    ],
)
def test_without_a_pager(harrow: Path, words: tuple[str, ...], rows: int, more: dict[str, Any]) -> None:
    """It prints the whole page, and ends: one that fits, and one that no pager is wanted for or can show."""
    screen = Screen(harrow, "show", "harrow", "--plan", *words, rows=rows, paged=True, **more)
    assert screen.ends() == 0
    assert everything(screen) == " ".join((harrow / "page").read_text(encoding="utf-8").split())


def test_closed_at_once(harrow: Path) -> None:
    """It takes a pager that reads nothing for no error."""
    screen = Screen(harrow, *LINE, rows=10, PAGER="true")
    assert (screen.ends(), screen.text) == (0, AGAIN)


def test_piped(harrow: Path) -> None:
    """It never pages what goes into a pipe, and says nothing of printing it again."""
    page = (harrow / "page").read_text(encoding="utf-8")
    assert said(harrow, *LINE, PAGER="false") == Said(page)
    screen = Screen(harrow, rows=10, shell="{} show harrow --plan | cat", PAGER="false")
    assert screen.ends() == 0
    assert TITLE in everything(screen)


class TestLastPlan:
    def test_again(self, harrow: Path) -> None:
        """It prints what the last prep printed."""
        assert said(harrow, "show", "harrow", "--plan").out == (harrow / "page").read_text(encoding="utf-8")

    def test_after_the_call(self, harrow: Path) -> None:
        """It prints the page of a call that is over as it was, and says that it is over."""
        held = ("--on", "2026-11-24", "--with", "Marta Lind", "--decided", "worth-changing:Marta Lind:said")
        done = said(harrow, "debrief", "harrow", *held, "--verdict", "advanced", CALLPLAN_TODAY="2026-11-25")
        assert done.code == 0, done.err
        note = "No call is planned by now; this is how the one of Tue 24 Nov 2026 was.\n"
        again = said(harrow, "show", "harrow", "--plan", CALLPLAN_TODAY="2026-11-29")
        assert again.err.replace("\u00a0", " ") == note
        lines = (harrow / "page").read_text(encoding="utf-8").splitlines()
        assert again.out.splitlines()[:3] == lines[:3]

    def test_none(self, tmp_path: Path) -> None:
        """It says how to make one where there is none."""
        from test_journal import MET, OPENED

        from callplan.core.entries import Writing
        from callplan.journal import Journal

        writing = Writing("Oz & Sons", (OPENED, MET), 0)
        Journal(str(tmp_path / "callplan.db")).append(writing, recorder="", recorded_at="")
        told = 'callplan: Oz & Sons has no plan yet: `callplan prep "Oz & Sons"` makes one.\n'
        found = said(tmp_path, "show", "Oz & Sons", "--plan")
        assert (found.out, found.err.replace("\u00a0", " "), found.code) == ("", told, 1)

    def test_one_page(self, harrow: Path) -> None:
        """It shows one page at a time."""
        told = "callplan: --dates and --plan are two pages; give one of them.\n"
        assert said(harrow, "show", "harrow", "--plan", "--dates") == Said("", told, 2)
