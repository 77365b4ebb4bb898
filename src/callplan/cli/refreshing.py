"""The rows of all deals, made true for a day before anybody looks at them."""

from __future__ import annotations

import gc
import sys
from contextlib import suppress

from callplan import settings
from callplan.cli import deals
from callplan.core.ledger import form
from callplan.errors import Refusal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from callplan.core.ledger import Row
    from callplan.journal import Journal

AT_A_TIME = 500
MANY = 2_000


def refreshed(on: date | None = None) -> list[tuple[str, Row]]:
    """Sum up anew what an older callplan summed up, or what no longer holds on a day, and write it back.

    What cannot be written back, since the file is held or read-only, is returned to be looked at instead.
    """
    free, book, day = settings.holidays(), deals.journal(), settings.today()
    left: list[tuple[str, Row]] = []
    stale = book.stale(form(free), on)
    if len(stale) > MANY:
        print(f"{len(stale):,} deals are summed up anew, once; it takes a while.", file=sys.stderr)
    for start in range(0, len(stale), AT_A_TIME):
        if start:
            gc.collect()
        rows = _summed_up(stale[start : start + AT_A_TIME], book, free, day)
        left += _left(book, rows, tried=not left)
    return left


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
