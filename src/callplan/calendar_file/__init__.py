"""A calendar read for some days: a file or a folder of them, series by series, and what could not be read as sentences.

The only door to icalendar and recurring-ical-events.
"""

from __future__ import annotations

import os
from datetime import date, datetime, timedelta

from callplan.calendar_file.text_pass import cut, line_of
from callplan.calendar_file.which_series import needed, series_of
from callplan.core import phrase
from callplan.core.agenda.meeting import CalendarRead, Meeting
from callplan.core.text import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator
    from typing import Any

    from callplan.calendar_file.text_pass import Block, Cut

MOST_BYTES, MOST_FILES, NAMED = 60_000_000, 20_000, 3
OUT = ", and is left out"
MOST_TOO_LONG = 2
EVERY = date.max - timedelta(days=7)
# How far behind the days that are looked at a call that was moved is looked for
LATER = timedelta(days=180)


def read(place: str, first: date, last: date, also: Container[str] = ()) -> CalendarRead:
    """What a calendar has from one day to another: timed meetings that take up time, by the clock.

    Those that were taken back are among them; whole days, and what leaves one free, are not. `also`: the series of
    which it is told as well what they have in the months behind.
    """
    source = _Source()
    blocks = [block for path in files(place) for block in source.blocks(path)]
    if not source.data and not source.problems:
        source.problems.append(f"{clean(place)} holds no calendar: there is no file in it whose name ends in .ics.")
    found = [
        each for uid, series in series_of(blocks).items()
        for each in source.meetings(series, first, last + LATER if uid in also and last < EVERY - LATER else last)
        if each.start and first <= each.day and not each.is_free
    ]  # fmt: skip
    found.sort(key=lambda each: (each.start or datetime.min, each.summary, each.uid))
    timed, later = ([each for each in found if (each.day <= last) is near] for near in (True, False))
    return CalendarRead(
        os.path.basename(os.path.normpath(place)), tuple(timed), tuple(source.told()), source.written, source.guests,
        tuple([each for each in later if each.uid in also]),
    )  # fmt: skip


def invite(called: str, data: bytes, today: date) -> CalendarRead:
    """Every meeting of one file, as somebody has saved it, whole days too; without a day, from today on."""
    source = _Source()
    blocks = list(source.cut_up(called, data))
    off = [each for each in blocks if each.method == "CANCEL" and each.start is None]
    found = [Meeting(each.uid, "", each.occurs or date.min, None, None, taken_back=True) for each in off]
    for series in series_of(blocks).values():
        days = [day for each in series for day in (each.start, each.occurs) if day]
        first = min(days, default=today)
        last = first if not any(each.rule or each.is_dated for each in series) else first + timedelta(days=400)
        found += list(source.meetings(series, first - timedelta(days=1), min(max([*days, last]), EVERY)))
    return CalendarRead(called, tuple(found), tuple(source.told()), None, source.guests)


def files(place: str) -> list[str]:
    """The calendars of a folder and those in it, by name; or the one file."""
    if not os.path.isdir(place):
        return [place]
    found = []
    for folder, folders, names in os.walk(place):
        folders[:] = sorted([each for each in folders if not each.startswith(".")])
        found += [os.path.join(folder, name) for name in sorted(names) if name.lower().endswith(".ics")]
    return found[:MOST_FILES]


class _Source:
    """The files of a calendar, as far as they are read, and what is wrong in them, by kind."""

    def __init__(self) -> None:
        self.data: dict[str, bytes] = {}
        self.problems: list[str] = []
        self.wrong: dict[tuple[str, str], list[int]] = {}
        self.written: datetime | None = None
        self.guests = False
        self.too_long = 0

    def blocks(self, path: str) -> Iterable[Block]:
        """The events of a file; none of one that cannot be read."""
        try:
            told = os.stat(path)
            if told.st_size > MOST_BYTES:
                self.problems.append(f"{clean(path)} is larger than 60 MB: export the calendar of this year alone.")
                return ()
            with open(path, "rb") as file:
                data = file.read()
        except OSError as error:
            self.problems.append(f"{clean(path)} cannot be read: {error.strerror or error}.")
            return ()
        self.written = max(self.written or datetime.min, datetime.fromtimestamp(told.st_mtime))
        return self.cut_up(path, data)

    def cut_up(self, path: str, data: bytes) -> tuple[Block, ...]:
        """The events of a file whose bytes these are."""
        found: Cut = cut(path, data)
        self.data[path] = data
        self.guests = self.guests or found.names_guests
        if not found.is_calendar and not found.blocks:
            self.problems.append(f"{clean(path)} is no calendar: it does not begin with BEGIN:VCALENDAR.")
        for place in found.endless:
            self._add(path, place, f"has no end, as the file is cut off there{OUT}")
        return found.blocks

    def meetings(self, series: list[Block], first: date, last: date) -> Iterator[Meeting]:
        """What a series has on some days; what cannot be read is noted."""
        parts, wrong = needed(series, first, last)
        for each in wrong:
            self._add(each.block.file, each.block.place, each.why + OUT)
        if parts:
            yield from self._counted_out(parts, first, last)

    def _counted_out(self, parts: list[Block], first: date, last: date) -> Iterator[Meeting]:
        # Both libraries cost seven empty Pythons, and a calendar without a call on these days needs neither
        from callplan.calendar_file.occurrences import Unreadable, is_nowhere, occurrences, with_guests
        from callplan.calendar_file.one_meeting import is_short, meeting
        from callplan.calendar_file.patience import TakesTooLong

        block = parts[0]
        recurs = any(each.rule or each.is_dated for each in parts)
        if recurs and self.too_long >= MOST_TOO_LONG:
            self._add(block.file, block.place, "is left out, as others took too long")
            return
        if zone := next((name for each in parts if (name := is_nowhere(each))), ""):
            self._add(
                block.file,
                block.place,
                f"is in the time zone “{clean(zone)}”, which nobody describes: it is taken as local time",
            )
        try:
            found = [(each, _of(each, parts)) for each in occurrences(parts, first, last) if is_short(each)]
            made = [meeting(with_guests(each, own), own) for each, own in found]
        except TakesTooLong:
            self.too_long += 1
            self._add(block.file, block.place, f"repeats by a rule that takes too long to count out{OUT}")
            return
        except (Unreadable, ValueError, TypeError, LookupError, AttributeError, OverflowError, OSError, AssertionError):
            self._add(block.file, block.place, f"cannot be read{OUT}")
            return
        yield from made

    def _add(self, path: str, place: int, why: str) -> None:
        self.wrong.setdefault((path, why), []).append(place)

    def told(self) -> Iterator[str]:
        """A sentence for each kind of thing that is wrong in a file, with the lines of the first."""
        yield from self.problems
        for (path, why), places in self.wrong.items():
            lines = [line_of(self.data[path], place) for place in places[:NAMED]]
            more = (
                f" So {'is' if len(places) == 2 else 'are'} {_others(lines[1:], len(places) - 1)}."
                if places[1:]
                else ""
            )
            yield f"{clean(path)}:{lines[0]}: this event {why}.{more}"


def _others(lines: list[int], count: int) -> str:
    told = [f"line {number}" for number in lines]
    return phrase.joined([*told, *([f"{phrase.number(count - len(lines))} more"] if count > len(lines) else [])])


def _of(event: Any, parts: list[Block]) -> Block:
    """The part of its series that an occurrence comes from, so far as that can be told."""
    occurs = getattr(event.get("RECURRENCE-ID"), "to_ical", bytes)()
    return next((each for each in parts if each.occurrence and each.occurrence.encode() == occurs), parts[0])
