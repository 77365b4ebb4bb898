"""Files read, and written for their owner alone: each whole or not at all, and none over another without a word."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import contextmanager, suppress
from errno import EFBIG

from callplan import settings
from callplan.core.text import clean
from callplan.errors import Refusal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

# How a file is called while it is written; `doctor` finds what a kill left of one
BEGUN, HALF = ".callplan-", ".part"
LONGEST = 2_000_000
_SEEN = ("/dev", "/proc")


def make_folder(path: str) -> None:
    """Make a folder for its owner alone, on the disk before this returns, where there is none."""
    os.makedirs(path, 0o700, exist_ok=True)
    settle(os.path.dirname(path))


def read(path: str, longest: int = LONGEST) -> bytes:
    """What a file holds, or the standard input for "-". Raises OSError, also for what is longer than anybody types."""
    if path == "-":
        return _whole(sys.stdin.buffer, longest)
    with open(path, "rb") as file:
        return _whole(file, longest)


def _whole(file: BinaryIO, longest: int) -> bytes:
    found = file.read(longest + 1)
    if len(found) > longest:
        raise OSError(EFBIG, f"it is larger than {longest // 1_000_000} MB")
    return found


def keep(path: str, text: str) -> None:
    """Put one of our own files in its place, or in that of the one before. Raises Refusal when it cannot be."""
    put(path, _text(text), instead=True)


def begin(path: str, text: str) -> None:
    """Make a file where there is none. Raises Refusal when there is one, or it cannot be made."""
    put(path, _text(text))


def put(path: str, make: Callable[[str], None], *, instead: bool = False) -> None:
    """Have a file made under another name beside its place, and put it there once it is whole and on the disk.

    `instead`: in the place of one that is there. Raises Refusal when there is one else, or it cannot be made.
    """
    with refusing(path), _beside(path) as made:
        make(made)
        settle(made)
        (os.replace if instead else _put_where_none_is)(made, path)
        settle(os.path.dirname(os.path.abspath(path)))


def hand_out(path: str, text: str, *, force: bool = False) -> str:
    """Write a text to a file that a person named, and say that it is written.

    What is no ordinary file, as a pipe is or `/dev/stdout`, is written to and stays what it is. Else as `hand_over`.
    """
    if _no_ordinary_file(path):
        with refusing(path):
            _add(path, text)
        return f"Written to {clean(path)}."
    return hand_over(path, _text(text), force=force)


def hand_over(path: str, make: Callable[[str], None], *, force: bool = False) -> str:
    """Have a file made that a person named, and say that it is written; `force`: in the place of one that is there.

    Behind a link, the file it leads to is meant. Raises Refusal for a file that is there without `force`, for what is
    callplan's own in the home folder, and when it cannot be written.
    """
    named, place, there = clean(path), os.path.realpath(path), os.path.exists(path)
    if settings.is_ours(place):
        raise Refusal(f"{named} is where callplan keeps what is yours: name a file elsewhere.")
    if there and not force:
        raise Refusal(f"{named} is there already; --force writes over it.")
    if _no_ordinary_file(path):
        raise Refusal(f"{named} is no ordinary file: name another.")
    with refusing(path):
        put(place, make, instead=force)
    return f"{named} was replaced." if there else f"Written to {named}."


@contextmanager
def refusing(path: str) -> Iterator[None]:
    """What the system has against a file, in a sentence."""
    try:
        yield
    except FileExistsError:
        raise Refusal(f"{clean(path)} is there already, and nothing was written over it.") from None
    except OSError as error:
        raise Refusal(f"{clean(path)} cannot be written: {error.strerror or error}.") from error


@contextmanager
def _beside(path: str) -> Iterator[str]:
    """A new file beside a place, for its owner alone; it is gone at the end wherever it was not moved there."""
    from tempfile import mkstemp

    opened, made = mkstemp(HALF, BEGUN, os.path.dirname(os.path.abspath(path)))
    os.close(opened)
    try:
        yield made
    finally:
        with suppress(FileNotFoundError):
            os.unlink(made)


def _text(text: str) -> Callable[[str], None]:
    """What writes a text into a file."""

    def write(path: str) -> None:
        with open(path, "w", encoding="utf-8", newline=_ends(text)) as file:
            file.write(text)

    return write


def _put_where_none_is(made: str, path: str) -> None:
    """Give a file its name, unless another has it; a link does so at once, where the disk knows links."""
    try:
        os.link(made, path)
    except FileExistsError:
        raise
    except OSError:
        if os.path.lexists(path):
            raise FileExistsError from None
        os.rename(made, path)


def _no_ordinary_file(path: str) -> bool:
    """Whether a name is that of a device or a pipe, or of what the process has open, whatever that is."""
    with suppress(FileNotFoundError):
        kind = os.stat(path).st_mode
        folder = os.path.realpath(os.path.dirname(os.path.abspath(path)))
        return not (stat.S_ISREG(kind) or stat.S_ISDIR(kind)) or folder == _SEEN[0] or _within(folder, _SEEN[1])
    return False


def _within(path: str, folder: str) -> bool:
    return os.path.join(path, "").startswith(os.path.join(folder, ""))


def _add(path: str, text: str) -> None:
    with open(os.open(path, os.O_WRONLY | os.O_APPEND), "w", encoding="utf-8", newline=_ends(text)) as file:
        file.write(text)


def _ends(text: str) -> str | None:
    """How line ends are written: as they are where a text brings its own, else as the system has them."""
    return "" if "\r\n" in text else None


def settle(path: str) -> None:
    """Have a file, or a folder's list of names, on the disk, where a folder can be opened and waited for."""
    try:
        opened = os.open(path, os.O_RDONLY)
    except OSError:
        return
    with suppress(OSError):
        os.fsync(opened)
    os.close(opened)
