"""A writer that is killed loses nothing it had acknowledged and leaves nothing half-written."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from callplan.journal import Journal

LANES = 3
WRITER = """if True:
    import sys
    from datetime import date
    from callplan.core.events import Met
    from callplan.journal import Journal
    book, deal = Journal(sys.argv[1]), sys.argv[2]
    seen, event = len(book.entries(deal)), Met(date(2026, 11, 24), "x" * 3000)
    while True:
        wrote = book.append(deal, [event] * 3, seen=seen,
                            recorder="", recorded_at="")
        seen = wrote[-1].number
        print(seen, flush=True)
"""


def killed(path: str, deal: str, after: float) -> int:
    """The last number that a writer acknowledged before it was killed, some moments after its first."""
    line = [sys.executable, "-c", WRITER, path, deal]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout
        first = writer.stdout.readline()
        time.sleep(after)
        os.kill(writer.pid, signal.SIGKILL)
        said = (first + writer.stdout.read()).splitlines(keepends=True)
    return max(int(line) for line in said if line.endswith("\n"))


def lane(path: str, deal: str, kills: int) -> int:
    """How many of a deal's writers had written what they could not acknowledge; each time it is whole."""
    book, dice, unsaid = Journal(path), random.Random(deal), 0
    for _ in range(kills // LANES):
        acknowledged = killed(path, deal, dice.uniform(0, 0.02))
        entries = book.entries(deal)
        assert entries[-1].number >= acknowledged
        assert set(Counter(entry.batch for entry in entries).values()) == {3}
        assert [name for name, _, _ in book.summaries() if name == deal] == [deal]
        unsaid += entries[-1].number > acknowledged
    return unsaid


@pytest.mark.parametrize("kills", [30, pytest.param(300, marks=pytest.mark.torture)])
def test_kills(tmp_path: Path, kills: int) -> None:
    """It keeps every acknowledged append, whole, through kills of writers in the midst of writing."""
    path = str(tmp_path / "j.db")
    with ThreadPoolExecutor(LANES) as lanes:
        unsaid = sum(lanes.map(lane, [path] * LANES, "abc", [kills] * LANES))
    assert unsaid or kills < 300, "no writer was killed between writing and saying so: the test proves nothing here"
    assert sqlite3.connect(path).execute("PRAGMA integrity_check").fetchall() == [("ok",)]
