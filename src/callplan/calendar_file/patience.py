"""How long one series may take: a rule that no day fits is searched to the year 9999 by whatever counts it out."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


class TakesTooLong(BaseException):
    """A series was not counted out in the time it has; no handler of errors on the way swallows it."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise TakesTooLong where what is done computes longer; where the system has no such clock it takes its time."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(*_: object) -> None:
        raise TakesTooLong

    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
