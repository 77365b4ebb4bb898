"""What every call of a deal came to, in one pass over its entries."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from callplan.core.days import NONE_FREE
from callplan.core.deal.fold import Turn, replay
from callplan.core.entries import Entry
from callplan.core.events import Held
from callplan.core.outcome import Outcome, judged
from callplan.core.outcome.states import Around
from callplan.core.record import Record


class Judged(Record):
    """A call that was held, what it came to, and the deal around it."""

    held: Held
    outcome: Outcome
    around: Around

    @property
    def result(self) -> str | None:
        """The one word of rule 52; None without a client person."""
        return self.outcome.result


def each(entries: tuple[Entry, ...], name: str = "", free: frozenset[date] = NONE_FREE) -> Iterator[Judged]:
    """Every call that stands, judged with all later corrections, as `outcome` judges it."""
    for turn in replay(entries, name, free):
        yield from of(turn)


def of(turn: Turn) -> Iterator[Judged]:
    """The calls of one transaction."""
    calls = [entry.event for entry in turn.entries if isinstance(entry.event, Held)]
    if calls:
        around = Around(turn.before, turn.after, turn.entries)
        found = judged(around)
        yield from [Judged(held, found, around) for held in calls]
