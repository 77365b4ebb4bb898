"""The rows of all deals, made true for a day before anybody looks at them."""

from __future__ import annotations

import gc
import sys
from contextlib import suppress
from time import monotonic

from callplan import settings
from callplan.cli import deals
from callplan.core.ledger import form
from callplan.errors import Refusal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from callplan.core.ledger import Row
    from callplan.journal import Journal

AT_A_TIME = 500
SOON = 1.0


def refreshed(on: date | None = None) -> list[tuple[str, Row]]:
    """Sum up anew what was written to since the last look, or does not hold on a day, and write it back.

    What cannot be written back, since the file is held or read-only, is returned to be looked at instead.
    """
    free, book, day = settings.holidays(), deals.journal(), on or settings.today()
    left: list[tuple[str, Row]] = []
    for names in _with_progress(book.stale(form(free), on)):
        rows = _summed_up(names, book, free, day)
        left += _left(book, rows, tried=not left)
    return left


def _with_progress(stale: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Some deals at a time; how far it is, on stderr, once it has taken a second."""
    begun, told = monotonic(), ""
    for start in range(0, len(stale), AT_A_TIME):
        if start:
            gc.collect()
        if monotonic() - begun > SOON and (not told or sys.stderr.isatty()):
            told = f"{start:,} of {len(stale):,} deals are summed up for today."
            print(told, end="\r" if sys.stderr.isatty() else "\n", file=sys.stderr, flush=True)
        yield stale[start : start + AT_A_TIME]
    if told and sys.stderr.isatty():
        print(" " * len(told), end="\r", file=sys.stderr)


def _summed_up(names: tuple[str, ...], book: Journal, free: frozenset[date], day: date) -> list[tuple[str, int, Row]]:
    """The rows of deals on a day, each with the number of the entry that it goes up to."""
    from callplan.core.deal.fold import fold
    from callplan.core.summary.rows import row

    told = {name: book.entries(name) for name in names}
    return [(name, entries[-1].number, row(fold(entries, name, free), day)) for name, entries in told.items()]


def _left(book: Journal, rows: list[tuple[str, int, Row]], *, tried: bool) -> list[tuple[str, Row]]:
    """The rows that could not be written back."""
    if tried:
        with suppress(Refusal):
            book.refill(rows)
            rows = []
    return [(name, found) for name, _, found in rows]
