"""What a disk may hold after the power was cut at any moment of a line: what was waited for, and anything of the rest.

A line is watched as it asks the system to write. What a file was told to hold is certain once the file was waited for,
and what a folder was told to hold once the folder was; until then each may be there or not, in any order, and of each
write any of its sectors.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

from cut import STRACE
from lines import environ

from callplan.core.record import Record

SECTOR = 512
KINDS = "mkdir,openat,write,pwrite64,fsync,fdatasync,ftruncate,link,unlink,rename,renameat2"
# A line of callplan that asks SQLite for another level of care
LESS = """if True:
    import sys
    from callplan.journal import opening
    as_asked, level = opening.Patient.execute, sys.argv.pop(1)
    def execute(self, statement, *rest):
        return as_asked(self, statement.replace("EXTRA", level), *rest)
    opening.Patient.execute = execute
    from callplan.cli import entry
    entry()
"""


class Asked(Record):
    """One thing asked of the disk: of which kind, of which file, and with what."""

    kind: str
    path: str
    data: bytes = b""
    at: int = 0
    other: str = ""


def watched(base: Path, home: Path, line: tuple[str, ...], synchronous: str = "", **more: str) -> list[Asked]:
    """What a line asks of the disk in a folder, and when it says something; it has run to its end."""
    log = base.with_name(f"{base.name}.asked")
    run = [sys.executable, "-m", "callplan"] if not synchronous else [sys.executable, "-c", LESS, synchronous]
    done = subprocess.run(
        [*STRACE, str(log), "-xx", "-s", "4000000", "-e", f"trace={KINDS}", *run, *line],
        capture_output=True, text=True, env=environ(home, **more), check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [*_asked(log.read_text(), str(base))]


def _asked(log: str, base: str) -> Iterator[Asked]:
    places: dict[str, int] = {}
    for row in log.splitlines():
        told = re.match(r"\d+ +(\w+)\((.*)\) += (-?\d+)", row)
        if not told or told[3].startswith("-"):
            continue
        kind, rest, answer = told.groups()
        texts = [bytes.fromhex(each.replace("\\x", "")) for each in re.findall(r'"((?:\\x[0-9a-f]{2})*)"', rest)]
        fd = re.match(r"\d+<((?:\\x[0-9a-f]{2})*)>", rest)
        held = bytes.fromhex(fd[1].replace("\\x", "")).decode(errors="replace") if fd else ""
        if kind == "write" and rest.startswith("1<"):
            yield Asked("said", "")
        names = [text.decode(errors="replace") for text in texts] if not fd else [held]
        if not names[0].startswith(base):
            continue
        if kind == "openat":
            if "O_CREAT" in rest:
                yield Asked("create", names[0])
            if "O_TRUNC" in rest:
                yield Asked("truncate", names[0])
            places[names[0]] = 0
        elif kind == "write":
            at = places.get(held, 0)
            places[held] = at + int(answer)
            yield Asked("write", held, texts[0][: int(answer)], at)
        elif kind == "pwrite64":
            yield Asked("write", held, texts[0], int(rest.rpartition(",")[2]))
        elif kind == "ftruncate":
            yield Asked("truncate", held, at=int(rest.rpartition(",")[2]))
        elif kind in ("fsync", "fdatasync"):
            yield Asked("wait", held)
        else:
            yield Asked(kind.removesuffix("at2"), names[0], other=names[-1])


class Disk:
    """A folder as it is certain to be, and what may be of it, too.

    `names` is what each path leads to, and `files` what that holds: a file keeps its number under every name.
    """

    def __init__(self, base: Path) -> None:
        self.names: dict[str, int] = {}
        self.files: dict[int, bytearray] = {}
        self.pending: list[tuple[str, Asked, int]] = []
        self.seen: dict[str, int] = {}
        for path in sorted(base.rglob("*")):
            if path.is_file():
                self._new(str(path), bytearray(path.read_bytes()))

    def _new(self, path: str, data: bytearray) -> int:
        number = len(self.files)
        self.files[number] = data
        self.names[path] = self.seen[path] = number
        return number

    def ask(self, asked: Asked) -> None:
        """Note what is asked; a wait makes certain what was asked of that file, or of that folder, before."""
        path, number = asked.path, self.seen.get(asked.path, -1)
        if asked.kind == "wait":
            done = [each for each in self.pending if _of(each, path, number)]
            self.pending = [each for each in self.pending if not _of(each, path, number)]
            for _, each, of in done:
                _apply(self.names, self.files, each, of)
        elif asked.kind == "create":
            if path not in self.seen:
                number = max(self.files, default=0) + 1
                self.files[number] = bytearray()
                self.seen[path] = number
                self.pending.append(("name", asked, number))
        elif asked.kind in ("write", "truncate"):
            self.pending.append(("data", asked, number))
        elif asked.kind in ("unlink", "rename", "link"):
            self.pending.append(("name", asked, number))
            if asked.kind != "unlink":
                self.seen[asked.other] = number
            if asked.kind != "link":
                self.seen.pop(path, None)

    def states(self, chance: Random, how_many: int) -> Iterator[dict[str, bytes]]:
        """What the folder may hold if the power is cut now: nothing of what is pending, all of it, any part of it."""
        for turn in range(how_many):
            names, files = dict(self.names), {number: bytearray(data) for number, data in self.files.items()}
            kept = [each for each in self.pending if turn == 1 or (turn > 1 and chance.random() < 0.6)]
            if turn > 2:
                chance.shuffle(kept)
            for _, asked, number in kept:
                _apply(names, files, asked, number, chance if turn > 1 else None)
            yield {path: bytes(files[number]) for path, number in names.items()}


def _of(pending: tuple[str, Asked, int], path: str, number: int) -> bool:
    what, asked, of = pending
    if what == "data":
        return of == number
    return path in {str(Path(asked.path).parent), str(Path(asked.other or asked.path).parent)}


def _apply(
    names: dict[str, int], files: dict[int, bytearray], asked: Asked, number: int, chance: Random | None = None
) -> None:
    if asked.kind in ("create", "link", "rename"):
        names[asked.other if asked.kind != "create" else asked.path] = number
    if asked.kind in ("unlink", "rename"):
        names.pop(asked.path, None)
    if asked.kind == "truncate":
        data = files[number]
        files[number] = data[: asked.at] + bytes(max(0, asked.at - len(data)))
    if asked.kind == "write":
        _write(files[number], asked, chance)


def _write(data: bytearray, asked: Asked, chance: Random | None) -> None:
    """Write some sectors of it, or all of it."""
    start = asked.at
    while start < asked.at + len(asked.data):
        end = min(asked.at + len(asked.data), (start // SECTOR + 1) * SECTOR)
        if chance is None or chance.random() < 0.8:
            data.extend(bytes(max(0, end - len(data))))
            data[start:end] = asked.data[start - asked.at : end - asked.at]
        start = end
