"""A power cut at any moment loses nothing that was acknowledged, and leaves nothing half-written."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import cut
import pytest
from power import Disk, watched
from test_kill import ACTIONS, TODAY, Action

from callplan.errors import Refusal

pytestmark = pytest.mark.skipif(not cut.can_be_traced(), reason="strace, or leave to use it, is not to be had here")


class Found(dict[str, int]):
    """How many states were whole, lost something acknowledged, or were half-written."""


def cuts(tmp_path: Path, action: Action, times: int, synchronous: str = "") -> Found:
    """What became of a home at cuts after each thing that was asked of the disk."""
    base = tmp_path / "base"
    base.mkdir()
    home = action.home(base)
    disk, before = Disk(base), cut.held(home)
    kept = tmp_path / "kept"
    shutil.copytree(home, kept)
    asked = watched(base, home, action.words, synchronous, CALLPLAN_TODAY=TODAY)
    after = cut.held(home)
    assert before != after
    said, chance, found = False, Random(str(action)), Found(whole=0, lost=0, half=0)
    for each in asked:
        if each.kind == "said":
            said = True
        else:
            disk.ask(each)
        for state in disk.states(chance, times):
            found[_what(state, home, kept, before, after, said=said)] += 1
    return found


def _what(
    state: dict[str, bytes], home: Path, kept: Path, before: dict[str, object], after: dict[str, object], *, said: bool
) -> str:
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(kept, home)
    for path in home.rglob("*"):
        if path.is_file():
            path.unlink()
    for name, data in state.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(data)
    try:
        found = cut.held(home)
    except Refusal:
        return "half"
    if found == after or (found == before and not said):
        return "whole"
    return "lost" if found == before else "half"


@pytest.mark.parametrize("name", ["first prep", "debrief", "promises", "rename", "upgrade of 4", "restore"])
@pytest.mark.parametrize("times", [4, pytest.param(14, marks=pytest.mark.torture)])
def test_every_moment(tmp_path: Path, name: str, times: int, counts: Callable[[str], None]) -> None:
    """It has everything that was said to be written, whole, whatever the disk had not been waited for."""
    found = cuts(tmp_path, ACTIONS[name], times)
    counts(f"{sum(found.values())} states of {name}: {found['lost']} lost, {found['half']} half-written")
    assert found == Found(whole=sum(found.values()), lost=0, half=0)


@pytest.mark.parametrize(("synchronous", "fault"), [("FULL", "lost"), ("OFF", "half")])
def test_with_less_care(tmp_path: Path, synchronous: str, fault: str, counts: Callable[[str], None]) -> None:
    """The same finds what is lost, or half-written, where SQLite is asked for less than callplan asks for."""
    found = cuts(tmp_path, ACTIONS["debrief"], 12, synchronous)
    counts(f"{sum(found.values())} states with synchronous={synchronous}: {found}")
    assert found[fault]
