"""How callplan left the journal's file: while it is as it was left, nothing of it has to be checked anew."""

from __future__ import annotations

import os
from contextlib import suppress


def note(path: str) -> None:
    """Note that the file is sound as it is now; where that cannot be noted, it is checked again the next time."""
    with suppress(OSError):
        opened = os.open(_place(path), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(opened, "w", encoding="ascii") as file:
            file.write(_as_it_is(path))


def is_as_left(path: str) -> bool:
    """Whether nobody but callplan has written to the file since it was found sound."""
    with suppress(OSError):
        return _noted(path) == _as_it_is(path)
    return False


def had_something(path: str) -> bool:
    """Whether there was something in the file when it was found sound."""
    with suppress(OSError):
        return not _noted(path).startswith("0 ")
    return False


def _noted(path: str) -> str:
    with open(_place(path), encoding="ascii", errors="replace") as file:
        return file.read()


def _as_it_is(path: str) -> str:
    found = os.stat(path)
    return f"{found.st_size} {found.st_mtime_ns}"


def _place(path: str) -> str:
    return f"{path}.seen"
