"""The calendar that is set, read for some days and matched with the deals; what is wrong with it is said on stderr."""

from __future__ import annotations

import os
import sys

from callplan import settings
from callplan.cli import deals

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from callplan.core.agenda.matching import Matched, OpenDeal
    from callplan.core.agenda.meeting import CalendarRead, Meeting
    from callplan.core.ledger import Row

INSTALL = 'The calendar is not read: `pip install "callplan[calendar]"` installs what reads it.'


class InCalendar:
    """What the calendar has on some days, with the deals it may be about."""

    def __init__(self, read: CalendarRead, found: tuple[Matched, ...], known: dict[str, OpenDeal]) -> None:
        self.read = read
        self.found = found
        self.known = known

    @property
    def named(self) -> list[str]:
        """The deals that a meeting is about."""
        return list(dict.fromkeys([each.deals[0] for each in self.found if len(each.deals) == 1]))

    @property
    def meetings(self) -> dict[str, Meeting]:
        """Every meeting by what a planned call is known by."""
        every = [*self.read.elsewhere, *[each.meeting for each in self.found]]
        return {each.invite: each for each in every}


def in_calendar(
    first: date, last: date, instead: Sequence[tuple[str, Row]], planned: Sequence[str] = ()
) -> InCalendar | None:  # fmt: skip
    """What the calendar that is set has on these days; None where there is none, or it cannot be read.

    `planned`: what calls are known by in it, which may have been moved to a later day.
    """
    place = settings.calendar()
    if place is None:
        return None
    try:
        from callplan import calendar_file
        from callplan.core.agenda.meeting import series_of

        read = calendar_file.read(place, first, last, {series_of(each) for each in planned})
    except ModuleNotFoundError:
        print(INSTALL, file=sys.stderr)
        return None
    from callplan.core.agenda.matching import matched
    from callplan.journal.open_deals import open_deals

    for line in read.problems:
        print(line, file=sys.stderr)
    known = open_deals(deals.journal(), instead)
    found = matched(read.meetings, known, settings.own_addresses(), names_guests=read.names_guests)
    return InCalendar(read, found, {each.deal: each for each in known})


def how_to() -> str:
    """What to write where no calendar is set."""
    file = os.path.join(settings.home(), "config.toml")
    lines = 'file = "~/calendars/mine" and me = ["kim@north.example"]'
    return f"A calendar would add the hours. It is set in {file}, under [calendar]: {lines}."
