"""One series at a time, counted out by the library: what it has on some days, whatever else is wrong in its file."""

from __future__ import annotations

import re
import warnings
from datetime import date, timedelta
from zlib import crc32

import recurring_ical_events
from icalendar import Calendar, Event
from icalendar.timezone import tzp

from callplan.calendar_file.patience import at_most
from callplan.calendar_file.text_pass import zone_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from callplan.calendar_file.text_pass import Block

# The library warns on stderr of what it guesses at, such as the zone in a long name of one
warnings.filterwarnings("ignore", module="icalendar|callplan.calendar_file")

PATIENCE = 0.2
_ZONED = re.compile(rb'^([^:\n]*?;TZID=)("[^"\n]*"|(?:\\.|[^;:\n])*)', re.M | re.I)
_HEAD, _FOOT = b"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//callplan//\n", b"END:VCALENDAR\n"
_LENGTH = re.compile(rb"^(?:DTEND|DURATION)[;:][^\n]*\n", re.M | re.I)
_KEPT = re.compile(
    rb"^(?:UID|DTSTART|DTEND|DURATION|RRULE|RDATE|EXDATE|EXRULE|RECURRENCE-ID|SEQUENCE|SUMMARY|STATUS|TRANSP"
    rb"|X-MICROSOFT-CDO-BUSYSTATUS)[;:][^\n]*\n",
    re.M | re.I,
)
_GUESTS = re.compile(rb"^(?:ATTENDEE|ORGANIZER)[;:][^\n]*\n", re.M | re.I)


class Unreadable(Exception):
    """A series cannot be counted out."""


def occurrences(series: list[Block], first: date, last: date) -> list[Any]:
    """What a series has from the first day to the last, a day more on either side.

    What does not fit is left away step by step: how the file describes its time zones, then how long it takes. Raises
    Unreadable where it cannot be read even so, and TakesTooLong.
    """
    found: list[Any] = []
    for zoned, whole in ((True, True), (False, True), (False, False)):
        try:
            with at_most(PATIENCE):
                found = list(_counted_out(series, first, last, zoned=zoned, whole=whole))
        except Exception:
            continue
        return found
    raise Unreadable


def _counted_out(series: list[Block], first: date, last: date, *, zoned: bool, whole: bool) -> Iterator[Any]:
    texts = [_text(block, zoned=zoned, whole=whole) for block in series]
    if len(series) == 1 and not (series[0].rule or series[0].is_dated):
        event = Event.from_ical(b"BEGIN:VEVENT\n" + texts[0] + b"END:VEVENT\n")
        assert event["DTSTART"]
        yield event
        return
    zone = series[0].zone
    named = b"X-WR-TIMEZONE:" + zone + b"\n" if zoned and zone and tzp.timezone(zone_name(zone)) else b""
    events = b"".join([b"BEGIN:VEVENT\n" + text + b"END:VEVENT\n" for text in texts])
    calendar = Calendar.from_ical(_HEAD + named + events + _FOOT)
    query = recurring_ical_events.of(calendar)
    yield from query.between(first - timedelta(days=1), last + timedelta(days=2))


def _text(block: Block, *, zoned: bool, whole: bool) -> bytes:
    """An event as the library is given it: its time zones by names that mean one thing in this process."""

    def named(found: re.Match[bytes]) -> bytes:
        name = zone_name(found[2])
        return found[1] + b'"' + (_known_as(name, block.zones) if zoned else name).encode() + b'"'

    text = _ZONED.sub(named, b"".join(_KEPT.findall(block.text)))
    return text if whole else _LENGTH.sub(b"", text)


def with_guests(event: Any, block: Block) -> Any:
    """An occurrence with whoever is invited: a series is counted out without them, as most have none on these days."""
    told = b"".join(_GUESTS.findall(block.text))
    found = Event.from_ical(b"BEGIN:VEVENT\n" + told + b"END:VEVENT\n") if told else {}
    for name in ("ATTENDEE", "ORGANIZER"):
        if name in found:
            event[name] = found[name]
    return event


def _known_as(name: str, described: dict[str, bytes]) -> str:
    """The name by which the library knows a time zone: that of the world's list, else one made of its description.

    The library remembers what it once read of a name; two files may describe two zones by the same.
    """
    if name not in described or ("/" in name.strip("/") and tzp.timezone(name)):
        return name
    text = described[name]
    own = f"callplan-{crc32(text):08x}"
    if tzp.timezone(own) is None:
        renamed = re.sub(rb"(?im)^TZID[^:\n]*:[^\n]*", b"TZID:" + own.encode(), text)
        Calendar.from_ical(_HEAD + renamed + _FOOT)
    return own


def is_nowhere(block: Block) -> str:
    """The name of a time zone that nobody describes and no list has; "" where every one is known."""
    for found in _ZONED.finditer(block.text):
        name = zone_name(found[2])
        if name and name not in block.zones and tzp.timezone(name) is None:
            return name
    return ""
