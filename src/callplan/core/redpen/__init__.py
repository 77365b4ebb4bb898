"""What is passed over again and again, what was lost without it, and the one thing to practise."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from callplan.core.among import Among
from callplan.core.days import NONE_FREE
from callplan.core.entries import Entry
from callplan.core.redpen.fates import told
from callplan.core.redpen.model import RedPen
from callplan.core.redpen.tally import Tally
from callplan.core.redpen.telling import lines


def redpen(
    deals: Iterable[tuple[str, tuple[Entry, ...]]], among: Among | None = None, free: frozenset[date] = NONE_FREE
) -> RedPen:
    """The red pen over many deals, read once, one at a time."""
    among, tally = among or Among(), Tally()
    for name, entries in deals:
        if among.holds(entries):
            tally.add(told(entries, name, free))
    read, steps, practise = tally.deals(), tally.steps(), tally.practise()
    return RedPen(among, read, steps, practise, tuple(lines(among, read, steps, practise)))
