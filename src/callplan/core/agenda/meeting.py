"""A meeting as a calendar has it, and who is invited; nothing of it is kept but what the rep lets stand."""

from __future__ import annotations

from datetime import date, datetime

from callplan.core.record import Record

ACCEPTED, TENTATIVE, DECLINED, DELEGATED, OPEN = "accepted", "tentative", "declined", "delegated", "needs-action"
STATES = (ACCEPTED, TENTATIVE, DECLINED, DELEGATED, OPEN)
NOT_COMING = (DECLINED, DELEGATED)


class Guest(Record):
    """Somebody invited, by name and mail address, of which one may be empty; `state`: one of STATES."""

    name: str
    address: str = ""
    state: str = OPEN
    is_room: bool = False

    @property
    def domain(self) -> str:
        """What stands behind the @ of the address."""
        return self.address.rpartition("@")[2]


class Meeting(Record):
    """An event of a calendar, at the local time of this machine; None: a whole day, or no end.

    `occurrence`: which of a series it is, by the time it was to begin at; `taken_back`: it is cancelled.
    """

    uid: str
    occurrence: str
    day: date
    start: datetime | None
    minutes: int | None
    summary: str = ""
    guests: tuple[Guest, ...] = ()
    taken_back: bool = False
    is_free: bool = False

    @property
    def invite(self) -> str:
        """What a planned call is known by in the calendar."""
        return f"{self.uid} {self.occurrence}".strip()


def series_of(invite: str) -> str:
    """The UID in what a planned call is known by."""
    return invite.split(" ")[0]


class CalendarRead(Record):
    """What a calendar has on some days, and a sentence for each thing in it that could not be read.

    `called`: the name of its file or folder, `written`: when the newest of its files was; `names_guests`: whether any
    of its events does, which those of a published link do not; `elsewhere`: what series that were asked for have later.
    """

    called: str
    meetings: tuple[Meeting, ...]
    problems: tuple[str, ...]
    written: datetime | None
    names_guests: bool
    elsewhere: tuple[Meeting, ...] = ()
