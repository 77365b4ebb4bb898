"""Which deals a look across many of them is about."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.entries import Entry, live
from callplan.core.events import Held, Opened, Planned
from callplan.core.record import Record


def owner(entries: tuple[Entry, ...]) -> str:
    """Whose a deal is: who planned or debriefed it last, else who opened it; marking a promise gives it to nobody."""
    return next(entry.recorder for entry in reversed(entries) if isinstance(entry.event, (Opened, Planned, Held)))


class Among(Record):
    """The deals of a playbook, of an owner, or in which something happened on a day or later; nothing given: all.

    A deal belongs to whoever the team's hub says, else to whoever planned or debriefed it last.
    """

    playbook: str = ""
    owner: str = ""
    since: date | None = None

    def holds(self, entries: tuple[Entry, ...], whose: str = "") -> bool:
        """Whether a deal is one of them, `whose` it is on the hub; one whose opening was taken back never is."""
        opening = next((entry.event for entry in live(entries)), None)
        if not isinstance(opening, Opened):
            return False
        return (
            self.playbook in ("", opening.playbook.id)
            and self.owner in ("", whose or owner(entries))
            and (self.since is None or self.since <= max(entry.event.on for entry in entries))
        )

    def told(self) -> tuple[str, ...]:
        """What was asked for, in words that follow `deals`."""
        since = f"in which something happened on {phrase.full_day(self.since)} or later" if self.since else ""
        told = (f"on {self.playbook}" if self.playbook else "", f"of {self.owner}" if self.owner else "", since)
        return tuple(filter(None, told))
