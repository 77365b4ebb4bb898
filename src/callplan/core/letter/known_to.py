"""What one person knows of a deal: what they said or wrote, and what was said on the calls they were on."""

from __future__ import annotations

from callplan.core.entries import Entry, live
from callplan.core.events import (
    Amended,
    CalledOff,
    CallTaken,
    Dated,
    Deferred,
    Done,
    Event,
    Held,
    Intended,
    Kept,
    Learned,
    Left,
    Met,
    Missed,
    Moved,
    Next,
    No,
    Opened,
    Planned,
    Promised,
    Released,
    Reopened,
    SubjectNamed,
    Waived,
    Yes,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_OF_THE_MAP = (Opened, Amended, SubjectNamed)
_FATES = (Kept, Missed, Moved, Released)
_WORDS = (Learned, Dated, Yes, No, Reopened, Waived, Deferred, Done, Intended, Promised)
_BELIEFS = (Learned, Dated)


def known_to(entries: tuple[Entry, ...], name: str, ours: Callable[[str], bool]) -> tuple[Entry, ...]:
    """The entries that somebody knows of, without what in them is internal; `ours`: whether a name is on our side.

    Whatever is worked out from these alone can be told to them, since it follows from what they heard.
    """
    told = live(entries)
    ear = _Ear(told, name, ours)
    return tuple([entry.but(event=event) for entry in told if (event := ear.heard(entry)) is not None])


class _Ear:
    """What reaches one person, entry by entry, in their order."""

    def __init__(self, told: tuple[Entry, ...], name: str, ours: Callable[[str], bool]) -> None:
        self.name = name
        self.ours = ours
        self.calls = {entry.batch: entry.event for entry in told if isinstance(entry.event, Held)}
        self.promises: dict[str, str] = {}
        together = [each.event for each in told if isinstance(each.event, (Held, Planned, Next))]
        self.company = {name, *[each for event in together if name in event.people for each in event.people]}

    def heard(self, entry: Entry) -> Event | None:
        """An entry's event as they know it; None where they do not."""
        event = entry.event
        if isinstance(event, _OF_THE_MAP):
            return event
        if isinstance(event, Met):
            return event.but(told_by="") if self._knows(event, entry) else None
        if isinstance(event, (Held, Planned, Next, CalledOff)):
            return self._meeting(event, entry)
        if isinstance(event, _FATES):
            return event if self._fate(event, entry) else None
        if isinstance(event, CallTaken):
            return event if event.person == self.name else None
        if isinstance(event, Left):
            return event if self._on_call(entry) else None
        if isinstance(event, _WORDS) and self._word(event, entry):
            if isinstance(event, Promised):
                self.promises[event.promise] = event.person
            return event
        return None

    def _on_call(self, entry: Entry) -> bool:
        """Whether it was written down of a call they were on, and of its day."""
        call = self.calls.get(entry.batch)
        return call is not None and self.name in call.people and entry.event.on == call.on

    def _knows(self, event: Met, entry: Entry) -> bool:
        return event.person in self.company or event.told_by == self.name or self._on_call(entry)

    def _word(self, event: Any, entry: Entry) -> bool:
        """Whether somebody's word reached them: their own, told us by them, or said on a call they were on."""
        person, by, proof = event.person, getattr(event, "teller", ""), getattr(event, "proof", "said")
        if self.name == by or (not person and isinstance(event, _BELIEFS)):
            return bool(person)
        call = self.calls.get(entry.batch)
        speaks = by or person
        if self._on_call(entry) and proof != "wrote" and call and (self.ours(speaks) or speaks in call.people):
            return True
        return self.name == person and not by and (call is None or self._on_call(entry) or proof in ("wrote", "did"))

    def _fate(self, event: Any, entry: Entry) -> bool:
        """Whether they know what became of a promise they know: ours and their own they do; else if it was said."""
        if event.promise not in self.promises:
            return False
        owner = self.promises[event.promise]
        return self.ours(owner) or owner == self.name or self._on_call(entry)

    def _meeting(self, event: Any, entry: Entry) -> Event | None:
        """A call as those on it know it: without how it was planned, and what we thought of it."""
        if isinstance(event, Held):
            return event.but(verdict="", worth="", shown="") if self.name in event.people else None
        if isinstance(event, Planned):
            bare = Planned(event.on, event.call, event.people, event.minutes, silent=event.silent)
            return bare if self.name in event.people else None
        if isinstance(event, CalledOff):
            return event.but(absent=())
        return event if self.name in event.people or self._on_call(entry) else None
