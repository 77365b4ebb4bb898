"""The journal's entries: how they are read, in which order a transaction folds, and which of them still count."""

from __future__ import annotations

from callplan.core.events import Event, Opened
from callplan.core.map import playbook, terms
from callplan.core.record import Record, packed, parsed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any


class Entry(Record):
    """An event in the journal: its number, its transaction, who wrote it and when (never used by a rule)."""

    number: int
    batch: int
    event: Event
    recorded_at: str = ""
    recorder: str = ""


class Corrected(Event):
    """An earlier entry is void, as if it had never been written."""

    entry: int


FOLD_ORDER = tuple(Event.__subclasses__())
_PLACE = {kind: place for place, kind in enumerate(FOLD_ORDER)}
_KINDS = {
    kind.__name__: kind
    for kind in (*vars(terms).values(), *vars(playbook).values(), *FOLD_ORDER)
    if isinstance(kind, type) and issubclass(kind, Record)
}


def ordered(events: list[Event]) -> list[Event]:
    """The events of one transaction in the one order they fold in, whatever order they were given in (rule 1)."""
    return sorted(events, key=lambda event: (_PLACE[type(event)], "" if isinstance(event, Opened) else packed(event)))


def drafted(entries: tuple[Entry, ...], events: Sequence[Event]) -> tuple[Entry, ...]:
    """The entries with some events more, as they will be numbered when they are written."""
    batch = entries[-1].batch + 1 if entries else 1
    return (*entries, *[Entry(number, batch, event) for number, event in enumerate(events, len(entries) + 1)])


def live(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The entries that no live correction names; a correction may itself be corrected (rule 2)."""
    void: set[int] = set()
    for entry in reversed(entries):
        if isinstance(entry.event, Corrected) and entry.number not in void:
            void.add(entry.event.entry)
    return tuple([entry for entry in entries if entry.number not in void])


def unpacked(text: str) -> Any:
    """The event, or the map, that `packed` wrote. Raises ValueError, TypeError or KeyError when it is damaged."""
    return parsed(text, _KINDS)
