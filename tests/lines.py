"""A line typed to callplan in a process of its own, and everything it said."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from callplan.core.record import Record

SOURCE = str(Path(__file__).parents[1] / "src")


class Said(Record):
    """What a line printed, and how it ended."""

    out: str
    err: str = ""
    code: int = 0


def environ(home: Path, **more: str) -> dict[str, str]:
    """An environment of which callplan knows only the home folder, and a day."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LANG") if name in os.environ}
    own = {"CALLPLAN_HOME": str(home), "CALLPLAN_TODAY": "2026-11-22", "PYTHONPATH": SOURCE, "USER": "rep"}
    return kept | own | {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1", "COLUMNS": "80"} | more


def said(home: Path, *words: str, typed: str = "", **more: str) -> Said:
    """What `callplan WORDS` says into a pipe."""
    run = subprocess.run(
        [sys.executable, "-m", "callplan", *words],
        input=typed, capture_output=True, text=True, encoding="utf-8", env=environ(home, **more), check=False,
    )  # fmt: skip
    return Said(run.stdout, run.stderr, run.returncode)
