"""Files that only their owner can read, each written whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress

from callplan.errors import Refusal


def write(path: str, text: str) -> None:
    """Put a file in its place, on the disk before this returns. Raises Refusal when it cannot be."""
    beside = f"{path}.part"
    try:
        _put(beside, text, os.O_TRUNC)
        os.replace(beside, path)
        _settle(os.path.dirname(os.path.abspath(path)))
    except OSError as error:
        raise Refusal(f"{path} cannot be written: {error.strerror}.") from error


def write_new(path: str, text: str) -> None:
    """Make a file where there is none. Raises Refusal when there is one, or it cannot be made."""
    try:
        _put(path, text, os.O_EXCL)
        _settle(os.path.dirname(os.path.abspath(path)))
    except FileExistsError:
        raise Refusal(f"{path} is there already, and nothing was written over it.") from None
    except OSError as error:
        raise Refusal(f"{path} cannot be written: {error.strerror}.") from error


def _put(path: str, text: str, how: int) -> None:
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | how, 0o600), "w", encoding="utf-8", newline=_ends(text)) as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _ends(text: str) -> str | None:
    """How line ends are written: as they are where a text brings its own, else as the system has them."""
    return "" if "\r\n" in text else None


def _settle(folder: str) -> None:
    """Have the folder's list of names on the disk, too, where a folder can be opened and waited for."""
    try:
        opened = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    with suppress(OSError):
        os.fsync(opened)
    os.close(opened)
