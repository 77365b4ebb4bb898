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
    from callplan.core.agenda.meeting import CalendarRead
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


def in_calendar(first: date, last: date, instead: Sequence[tuple[str, Row]]) -> InCalendar | None:
    """What the calendar that is set has on these days; None where there is none, or it cannot be read."""
    told = settings.calendar()
    if told is None:
        return None
    place, me = told
    try:
        from callplan import calendar_file

        read = calendar_file.read(place, first, last)
    except ModuleNotFoundError:
        print(INSTALL, file=sys.stderr)
        return None
    from callplan.core.agenda.matching import matched
    from callplan.journal.open_deals import open_deals

    for line in read.problems:
        print(line, file=sys.stderr)
    known = open_deals(deals.journal(), instead)
    found = matched(read.meetings, known, me, names_guests=read.names_guests)
    return InCalendar(read, found, {each.deal: each for each in known})


def how_to() -> str:
    """What to write where no calendar is set."""
    file = os.path.join(settings.home(), "config.toml")
    lines = 'file = "~/calendars/mine" and me = ["kim@north.example"]'
    return f"A calendar would add the hours. It is set in {file}, under [calendar]: {lines}."
