"""A disk that takes no more, at whatever size: what was there is there, and the line says what became of the rest."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import cut
import pytest
from lines import environ
from test_kill import ACTIONS, TODAY

NAMES = (
    "first prep",
    "next prep",
    "debrief",
    "promises",
    "map",
    "rename",
    "new map",
    "upgrade of 4",
    "restore",
    "forget",
)


def taking(size: int, home: Path, name: str) -> subprocess.CompletedProcess[str]:
    """An action on a disk on which no file may grow beyond a size."""

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    action = ACTIONS[name]
    line = [sys.executable, "-m", "callplan", *action.words]
    return subprocess.run(
        line, input=action.typed, capture_output=True, text=True, env=environ(home, CALLPLAN_TODAY=TODAY),
        preexec_fn=small, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("steps", [5, pytest.param(12, marks=pytest.mark.torture)])
@pytest.mark.parametrize("name", NAMES)
def test_every_size(tmp_path: Path, name: str, steps: int, counts: Callable[[str], None]) -> None:
    """It has all of an action or nothing of it, and says so with its exit code, however little the disk takes."""
    home = ACTIONS[name].home(tmp_path)
    before, whole = cut.held(home), cut.copied(home, "whole")
    assert taking(100_000_000, whole, name).returncode == 0
    after = cut.held(whole)
    least, most = ([0, *[path.stat().st_size for path in each.rglob("*") if path.is_file()]] for each in (home, whole))
    low, high = max(least), max(most) + 4096
    half = steps // 2
    sizes = [
        *[high * step // half for step in range(half)],
        *[low + (high - low) * step // half for step in range(half)],
    ]
    refused = 0
    for size in [*sizes, high]:
        at = cut.copied(home, "at")
        run = taking(size, at, name)
        found = cut.held(at)
        assert run.returncode in (0, 1, 7), run.stderr
        assert found == (before if run.returncode == 1 else after), run.stderr
        assert run.returncode == 0 or "\ncallplan: " in f"\n{run.stderr}"
        refused += run.returncode == 1
    assert refused
    assert refused <= len(sizes)
    counts(f"{len(sizes) + 1} sizes of a disk for {name}: {refused} refused, none half-written")
