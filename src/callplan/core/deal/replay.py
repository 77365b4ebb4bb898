"""A deal told once through, transaction by transaction, with the deal before and after each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import reduce
from itertools import groupby

from callplan.core.days import NONE_FREE
from callplan.core.deal.fold import IN_BOTH, fold, folded
from callplan.core.deal.state import Deal
from callplan.core.entries import Entry, live
from callplan.core.record import Record


class Turn(Record):
    """One transaction: its entries that still count, and the deal around it as `around` has it (rule 5)."""

    batch: int
    entries: tuple[Entry, ...]
    before: Deal
    after: Deal

    @property
    def day(self) -> date:
        """The latest day it tells of."""
        return max(entry.event.on for entry in self.entries)


def replay(entries: tuple[Entry, ...], name: str = "", free: frozenset[date] = NONE_FREE) -> Iterator[Turn]:
    """Every transaction in its order, each entry folded once; the first live entry must be the opening."""
    told = live(entries)
    deal = fold(told[:1], name, free)
    for batch, group in groupby(told, key=lambda entry: entry.batch):
        own = tuple(group)
        before = reduce(folded, [entry for entry in own if isinstance(entry.event, IN_BOTH)], deal)
        deal = reduce(folded, own, deal)
        yield Turn(batch, own, before, deal)
