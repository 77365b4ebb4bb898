"""What is printed at a terminal: rows that end at word ends, and a pager for what is taller than the screen."""

from __future__ import annotations

import os
import re
import signal
import sys
from contextlib import contextmanager
from io import TextIOWrapper

from callplan.core.text import clean
from callplan.render.layout import width
from callplan.render.word_ends import folded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TextIO

PAGER = ("less", "-FRX", "-Ps?eThe end, q leaves:Space goes on, b goes back, q leaves.")
NO_PAGER: tuple[list[str], ...] = ([], ["cat"])
UNDRAWABLE = ("", "dumb", "unknown")
_INK = re.compile("\x1b\\[[0-9;]*m")


class WordEnds(TextIOWrapper):
    """A terminal's stream, whoever writes to it; what steers the screen goes through as it is."""

    def write(self, text: str) -> int:
        """Write a text in rows that end at word ends."""
        steers = "\x1b" in text or "\r" in text
        return super().write(text if steers else folded(text, columns(self)))


def at_word_ends(stream: TextIO) -> TextIO:
    """The stream of a terminal, in rows that end at word ends."""
    if not isinstance(stream, TextIOWrapper):
        return stream
    stream.flush()
    return WordEnds(stream.buffer, encoding=stream.encoding, errors=stream.errors, line_buffering=True)


def columns(stream: TextIO) -> int:
    """How many columns the terminal behind a stream has."""
    return _size(stream).columns or 80


def shown(text: str, *, notes: Sequence[str], again: str, no_pager: bool) -> None:
    """Print a text on a terminal, and notes above it; paged where both are taller than the screen.

    `again` is said below what has scrolled away.
    """
    above = "".join([f"{clean(note)}\n" for note in notes])
    if above and not sys.stderr.isatty():
        print(above, end="", file=sys.stderr)
        above = ""
    size = _size(sys.stdout)
    told = folded(above, size.columns) + text
    tall = _height(told, size.columns) >= size.lines > 0
    if not tall or no_pager or not _paged(told):
        print(above, end="", file=sys.stderr)
        sys.stderr.flush()
        print(text, end="", flush=True)
    if tall and again:
        print(again, file=sys.stderr)


def _size(stream: TextIO) -> os.terminal_size:
    try:
        return os.get_terminal_size(stream.fileno())
    except OSError:
        return os.terminal_size((80, 0))


def _height(text: str, columns: int) -> int:
    """How many rows of the terminal a text fills."""
    return sum([max(1, -(-width(_INK.sub("", row)) // (columns or 80))) for row in text.splitlines()])


def _paged(text: str) -> bool:
    """Whether a pager has shown the text: not where there is none, it is unwanted, or it could not."""
    program = _program()
    if program in NO_PAGER or os.environ.get("TERM", "") in UNDRAWABLE:
        return False
    from subprocess import PIPE, Popen

    sys.stdout.flush()
    try:
        pager = Popen(program, stdin=PIPE, encoding=sys.stdout.encoding, errors="replace")
    except OSError:
        return False
    with _interrupt_is_the_pagers():
        pager.communicate(text)
    # One that was ended by a signal has shown what it was asked to show
    return pager.returncode <= 0


def _program() -> list[str]:
    """The pager, as it is started; none where PAGER is empty or cannot be read."""
    wanted = os.environ.get("PAGER")
    if wanted is None:
        return list(PAGER)
    from shlex import split

    try:
        return split(wanted)
    except ValueError:
        return []


@contextmanager
def _interrupt_is_the_pagers() -> Iterator[None]:
    """Ctrl-C goes to the pager alone, which shares the terminal with us."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
