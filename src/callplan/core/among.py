"""Which deals a look across many of them is about."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.entries import Entry, live
from callplan.core.events import Opened
from callplan.core.record import Record


class Among(Record):
    """The deals of a playbook, of an owner, or in which something happened on a day or later; nothing given: all.

    A deal belongs to whoever wrote its last entry.
    """

    playbook: str = ""
    owner: str = ""
    since: date | None = None

    def holds(self, entries: tuple[Entry, ...]) -> bool:
        """Whether a deal is one of them; one whose opening was taken back never is."""
        opening = next((entry.event for entry in live(entries)), None)
        if not isinstance(opening, Opened):
            return False
        return (
            self.playbook in ("", opening.playbook.id)
            and self.owner in ("", entries[-1].recorder)
            and (self.since is None or self.since <= max(entry.event.on for entry in entries))
        )

    def told(self) -> tuple[str, ...]:
        """What was asked for, in words that follow `deals`."""
        return tuple(
            filter(
                None,
                (
                    f"on {self.playbook}" if self.playbook else "",
                    f"of {self.owner}" if self.owner else "",
                    f"in which something happened on {phrase.full_day(self.since)} or later" if self.since else "",
                ),
            )
        )
