"""A line killed at one of its calls of the system that change something on the disk, and what is then there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from functools import cache
from pathlib import Path

from lines import environ

from callplan.core.record import Record
from callplan.journal import Journal, crm

KINDS = (
    *("mkdir", "openat", "write", "pwrite64", "fsync", "fdatasync", "ftruncate", "close", "chmod", "fchmod"),
    *("link", "linkat", "unlink", "unlinkat", "rename", "renameat", "renameat2", "rmdir"),
)
STRACE = ("strace", "-f", "-qq", "-y", "-o")


class Call(Record):
    """One call of the system: of which kind, and the how manieth of that kind."""

    kind: str
    number: int


class Ended(Record):
    """What a line printed before it ended, or was killed."""

    out: str
    killed: bool


def calls(home: Path, line: tuple[str, ...], typed: str = "", **more: str) -> list[Call]:
    """The calls by which a line changes something in the home or beside it; it has run to its end."""
    log = home.with_name(f"{home.name}.calls")
    run = subprocess.run(
        [*STRACE, str(log), "-e", f"trace={','.join(KINDS)}", sys.executable, "-m", "callplan", *line],
        input=typed, capture_output=True, text=True, env=environ(home, **more), check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    seen: Counter[str] = Counter()
    found = []
    for row in log.read_text(errors="replace").splitlines():
        if told := re.match(r"\d+ +(\w+)\((.*)", row):
            kind, about = told.groups()
            seen[kind] += 1
            if str(home) in about and (kind != "openat" or "O_CREAT" in about):
                found.append(Call(kind, seen[kind]))
    return found


def killed(home: Path, line: tuple[str, ...], call: Call, typed: str = "", **more: str) -> Ended:
    """What a line says that is killed as it makes that call."""
    kill = f"inject={call.kind}:signal=KILL:when={call.number}"
    run = subprocess.run(
        [*STRACE, os.devnull, "-e", f"trace={call.kind}", "-e", kill, sys.executable, "-m", "callplan", *line],
        input=typed, capture_output=True, text=True, env=environ(home, **more), check=False,
    )  # fmt: skip
    return Ended(run.stdout, run.returncode < 0)


def killed_after(home: Path, line: tuple[str, ...], seconds: float, typed: str = "", **more: str) -> Ended:
    """What a line says that is killed after so long."""
    with subprocess.Popen(
        [sys.executable, "-m", "callplan", *line], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True, env=environ(home, **more),
    ) as process:  # fmt: skip
        assert process.stdin
        process.stdin.write(typed)
        process.stdin.close()
        time.sleep(seconds)
        process.kill()
        assert process.stdout
        out = process.stdout.read()
    return Ended(out, process.returncode < 0)


@cache
def can_be_traced() -> bool:
    """Whether what a process asks of the system can be watched here."""
    if not shutil.which("strace"):
        return False
    return subprocess.run([*STRACE, os.devnull, "true"], capture_output=True, check=False).returncode == 0


def copied(home: Path, name: str) -> Path:
    """A copy of a home beside it."""
    copy = home.with_name(name)
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(home, copy)
    return copy


def held(home: Path) -> dict[str, object]:
    """All that is kept in a home, but for the moments at which it was written down."""
    book = Journal(str(home / "callplan.db"))
    told: dict[str, object] = {
        f"{name}{' dropped' * dropped}": [(each.number, each.batch, each.event) for each in entries]
        for dropped in (False, True)
        for name, entries in book.all_entries(dropped=dropped)
    }
    maps = {str(each): each.read_text() for each in sorted(home.glob("playbooks/*.yaml"))}
    told["crm"] = crm.listed(book)
    return told | {path.replace(str(home), ""): text for path, text in maps.items()}
