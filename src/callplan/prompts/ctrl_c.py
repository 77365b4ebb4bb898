"""Ctrl-C while questions are asked: it ends the one that waits, and between two it is heard before the next."""

from __future__ import annotations

import signal
from contextlib import contextmanager

from callplan.core.interview.question import Stopped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class CtrlC:
    """Whether Ctrl-C was pressed, and what ends the question that waits for an answer now, if one does."""

    def __init__(self) -> None:
        self.pressed = False
        self.ends: Callable[[], object] | None = None

    @contextmanager
    def held_back(self) -> Iterator[None]:
        """No answer is interrupted on its way to where it is kept; pressed twice in between, it ends all at once.

        Raises Stopped at the end where it was pressed after the last answer.
        """
        before = signal.signal(signal.SIGINT, self._press)
        try:
            yield
            self.heard()
        finally:
            self.pressed = False
            signal.signal(signal.SIGINT, before)

    @contextmanager
    def ending(self, ends: Callable[[], object]) -> Iterator[None]:
        """A question waits for an answer. Raises Stopped where it was pressed before."""
        self.ends = ends
        try:
            self.heard()
            yield
        finally:
            self.ends = None

    def heard(self) -> None:
        """Raise Stopped where it was pressed."""
        if self.pressed:
            raise Stopped

    def _press(self, *_: object) -> None:
        if self.pressed and not self.ends:
            raise KeyboardInterrupt
        self.pressed = True
        if self.ends:
            self.ends()


CTRL_C = CtrlC()
