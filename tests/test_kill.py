"""A command that is killed loses nothing it had acknowledged, and leaves nothing half-written."""

from __future__ import annotations

import json
import random
import shlex
import signal
import time
from collections.abc import Callable
from pathlib import Path

import cut
import first_version
import pytest
from exports import EXPORTS
from lines import said
from maps import SKETCH
from scenes import OPENED, PROMISED
from screen import CTRL_C, ENTER, Screen
from test_playbook_new import ANSWERS

from callplan.core.record import Record
from callplan.journal import Journal

HUBSPOT = EXPORTS["hubspot"].text

HELD = (
    "debrief harrow --no-input --on 2026-12-01 --with Marta --with Piet --decided ordered:Piet:said "
    "--kept p1 --missed p2 --promised Marta:tell\\ the\\ board:2026-12-09 --next 2026-12-10::Marta"
)

TODAY = "2026-12-02"


class Action(Record):
    """A line, what it is told, and what was typed before it; `old`: the journal is then one of that version."""

    line: str
    before: tuple[str, ...] = (OPENED, PROMISED)
    typed: str = ""
    old: int = 0

    @property
    def words(self) -> tuple[str, ...]:
        """The line as it is typed."""
        return tuple(shlex.split(self.line))

    def home(self, folder: Path) -> Path:
        """A home in which the action is about to be taken."""
        home = folder / "home"
        (home / "playbooks").mkdir(parents=True)
        (home / "playbooks" / "sketch.yaml").write_text(SKETCH)
        for line in self.before:
            run = said(home, *shlex.split(line), CALLPLAN_TODAY=TODAY)
            assert run.code == 0, run.err
        if self.old:
            book = Journal(str(home / "callplan.db"))
            deals = [*book.all_entries()]
            (home / "callplan.db").unlink()
            first_version.write(book.path, deals)
            first_version.bring_to(book.path, self.old)
        return home


ACTIONS = {
    "first prep": Action(OPENED, ()),
    "next prep": Action("prep harrow --on 2026-12-03 --with Marta --no-input"),
    "debrief": Action(HELD),
    "undo": Action("undo harrow --yes"),
    "promises": Action("promises --kept harrow:p1 --missed harrow:p2"),
    "map": Action("map harrow --patch - --note cut", typed="roles: {guest: {title: guest, is: was invited}}"),
    "rename": Action("rename harrow elsewhere"),
    "drop": Action("drop harrow"),
    "back": Action("drop harrow --back", (OPENED, PROMISED, "drop harrow")),
    "close": Action("close harrow --lost --reason cut --no-input"),
    "reopen": Action("reopen harrow", (OPENED, PROMISED, "close harrow --lost --reason cut --no-input")),
    "person": Action('person harrow --rename "Piet Maas" "Piet Maes"'),
    "new map": Action("playbook new plant --answers -", (), ANSWERS),
    "restore": Action("restore --yes"),
    "import": Action("import -", typed=HUBSPOT),
    "forget": Action('forget "Marta Lind" --confirm "Marta Lind"'),
    **{f"upgrade of {version}": Action(HELD, old=version) for version in (1, 2, 3, 4)},
}
each_action = pytest.mark.parametrize("name", ACTIONS)


def tried(action: Action, at: Path, before: object, after: object, ended: cut.Ended) -> bool:
    """Whether a home in which the action was cut off had all of it; in one that had nothing it is taken again."""
    found = cut.held(at)
    assert found in ([after] if ended.out else [before, after])
    if found == after:
        return True
    assert said(at, *action.words, typed=action.typed, CALLPLAN_TODAY=TODAY).code == 0
    assert cut.held(at) == after
    return False


@pytest.mark.skipif(not cut.can_be_traced(), reason="strace, or leave to use it, is not to be had here")
@pytest.mark.parametrize("every", [9, pytest.param(3, marks=pytest.mark.torture)])
@each_action
def test_every_call_of_the_system(tmp_path: Path, name: str, every: int, counts: Callable[[str], None]) -> None:
    """It has written all or nothing at whichever call it is killed, all that it had printed, and goes on as before."""
    action = ACTIONS[name]
    home = action.home(tmp_path)
    before, whole = cut.held(home), cut.copied(home, "whole")
    points = cut.calls(whole, action.words, action.typed, CALLPLAN_TODAY=TODAY)
    after = cut.held(whole)
    assert before != after
    assert len(points) > 10
    written = 0
    for point in points[::every]:
        at = cut.copied(home, "at")
        ended = cut.killed(at, action.words, point, action.typed, CALLPLAN_TODAY=TODAY)
        assert ended.killed, point
        written += tried(action, at, before, after, ended)
    assert 0 < written < len(points) or every > 3
    counts(f"{len(points[::every])} kills of {name}, {written} after it was written: none lost, none half-written")


@pytest.mark.parametrize("times", [1, pytest.param(10, marks=pytest.mark.torture)])
@each_action
def test_any_moment(tmp_path: Path, name: str, times: int, counts: Callable[[str], None]) -> None:
    """It has written all or nothing at whatever moment it is killed, and all that it had printed."""
    action = ACTIONS[name]
    home = action.home(tmp_path)
    before, whole = cut.held(home), cut.copied(home, "whole")
    began = time.monotonic()
    assert said(whole, *action.words, typed=action.typed, CALLPLAN_TODAY=TODAY).code == 0
    lasts, after, dice = time.monotonic() - began, cut.held(whole), random.Random(name)
    for _ in range(times):
        at = cut.copied(home, "at")
        ended = cut.killed_after(at, action.words, dice.uniform(0, lasts), action.typed, CALLPLAN_TODAY=TODAY)
        tried(action, at, before, after, ended)
    counts(f"{times} kills of {name} at any moment: none lost, none half-written")


TURNS = (
    ("How does this client buy?", "sketch" + ENTER),
    ("When is the call?", ENTER),
    ("Who is on the call?", "Marta Lind" + ENTER),
    ("What part does Marta Lind play?", ENTER),
)


@pytest.mark.parametrize("answered", range(1, len(TURNS)))
def test_interview(tmp_path: Path, answered: int) -> None:
    """It keeps every answer of an interview that is killed at a question, and goes on with that question."""
    home = Action("", ()).home(tmp_path)
    screen = Screen(home, "prep", "harrow")
    screen.answers(*TURNS[:answered])
    screen.sees(TURNS[answered][0])
    screen.child.kill(signal.SIGKILL)
    screen.child.wait()
    (kept,) = [json.loads(each.read_text()) for each in (home / "drafts").iterdir()]
    assert (len(kept["halfway"]["said"]), kept["asks"]) == (answered, TURNS[answered][0])
    again = Screen(home, "prep", "harrow")
    again.answers((TURNS[answered][0], CTRL_C))
    assert again.ends() == 130
