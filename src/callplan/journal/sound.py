"""What tells that the journal's file is sound: checksums, how callplan left it, and when it was last copied."""

from __future__ import annotations

import os
from contextlib import suppress
from zlib import crc32

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from typing import Any

FORM = "%Y-%m-%dT%H%M%S-%f"
EVERY_DAYS = 7


def linked(before: int, *fields: object) -> int:
    """The checksum of these fields behind another one; 0 stands before the first.

    An entry's carries that of the entry before it, so that none can change or go missing unseen. It finds damage, of
    every single bit and of nearly everything larger; it is no seal against forgery.
    """
    return crc32("\x1f".join(map(str, fields)).encode(errors="surrogatepass"), before)


def broken(rows: Sequence[tuple[Any, ...]]) -> str:
    """What is wrong with a deal's rows, "" when nothing is; `{deal}` stands for its name.

    A row is the number and the checksum of the deal's last entry, the entry's fields, its number second, and its own
    checksum; rows of a file from before there were checksums have none.
    """
    if [row[3] for row in rows] != list(range(1, len(rows) + 1)):
        return "entries of {deal} are missing"
    if not rows or rows[0][0] is None:
        return ""
    before = 0
    for _, _, *fields, found in rows:
        before = linked(before, *fields)
        if before != found:
            return f"entry {fields[1]} of {{deal}} is not as it was written"
    return "" if rows[0][:2] == (len(rows), before) else "the last entries of {deal} are missing"


def note(path: str) -> None:
    """Note that the file is sound as it is now; where that cannot be noted, it is checked again the next time."""
    with suppress(OSError):
        opened = os.open(_place(path), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.write(opened, _as_it_is(path))
        os.close(opened)


def is_as_left(path: str) -> bool:
    """Whether nobody but callplan has written to the file since it was found sound: nothing is checked anew then."""
    with suppress(OSError):
        return _noted(path) == _as_it_is(path)
    return False


def had_something(path: str) -> bool:
    """Whether there was something in the file when it was found sound."""
    with suppress(OSError):
        size, _, _ = _noted(path).partition(b" ")
        return size not in (b"", b"0")
    return False


def _noted(path: str) -> bytes:
    opened = os.open(_place(path), os.O_RDONLY)
    found = os.read(opened, 100)
    os.close(opened)
    return found


def _as_it_is(path: str) -> bytes:
    found = os.stat(path)
    return b"%d %d" % (found.st_size, found.st_mtime_ns)


def _place(path: str) -> str:
    return f"{path}.seen"


def copies(path: str, prefix: str = "") -> list[str]:
    """The copies there are of the journal, by their names, the newest first; `prefix`: those of another kind."""
    folder = os.path.join(os.path.dirname(path), "backups")
    with suppress(OSError):
        names = [name for name in os.listdir(folder) if name.startswith(f"{prefix}2") and name.endswith(".db")]
        return [os.path.join(folder, name) for name in sorted(names, reverse=True)]
    return []


def copy_is_due(path: str, now: datetime) -> bool:
    """Whether the journal has something in it and no copy of the last seven days."""
    from datetime import timedelta

    newest = [os.path.basename(each) for each in copies(path)[:1]]
    lately = [name for name in newest if name > f"{now - timedelta(days=EVERY_DAYS):{FORM}}"]
    return not lately and os.path.isfile(path) and os.path.getsize(path) > 0
