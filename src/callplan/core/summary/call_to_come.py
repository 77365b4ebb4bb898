"""The call that a deal waits for, as a row keeps it."""

from __future__ import annotations

from datetime import date

from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.events import Next, Planned


class CallToCome(Record):
    """The call that is waited for: its day and who is expected; of one that was planned, its length and when it was.

    `invite`: what it is known by in the calendar.
    """

    day: date
    people: tuple[str, ...] = ()
    minutes: int | None = None
    planned_on: date | None = None
    invite: str = ""


def call_to_come(planned: Planned | None, agreed: Next | None) -> CallToCome | None:
    """The call that is planned, else the meeting that was agreed."""
    if planned:
        return CallToCome(planned.call, planned.people, planned.minutes, planned.on, planned.invite)
    return CallToCome(agreed.meeting, agreed.people) if agreed else None
