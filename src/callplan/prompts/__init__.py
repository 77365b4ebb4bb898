"""Whoever is at the terminal, asked: with lists to move in where the terminal can draw them, else in plain lines."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

    from callplan.core.interview.question import Asker


def at_terminal(*, plain: bool) -> Asker:
    """The person at the terminal. Nothing of the asking goes to stdout, which may be a pipe."""
    from callplan.prompts.saying import Lines

    stream = _stream()
    if plain or os.environ.get("TERM", "dumb") in ("dumb", "unknown", ""):
        return Lines(stream).ask
    from callplan.prompts.screen import Screen

    return Screen(stream).ask


def _stream() -> TextIO:
    """Where questions are shown: stderr, or the terminal itself when a person's stderr goes elsewhere."""
    if sys.stderr.isatty() or not sys.stdin.isatty():
        return sys.stderr
    try:
        return open("/dev/tty", "w", encoding="utf-8")
    except OSError:
        return sys.stderr
