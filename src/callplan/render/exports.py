"""Promises and calls as whole days of a calendar, iCalendar, RFC 5545; promises as a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from hashlib import sha256
from io import StringIO
from itertools import chain

from callplan.core.ledger import DEADLINE
from callplan.core.phrase import loose, typed
from callplan.core.promises import Due, Stamp
from callplan.core.text import clean

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.promises.appointments import Appointment

OCTETS = 75
HEAD = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//callplan//promises//EN", "CALSCALE:GREGORIAN")
FOOT = ("END:VCALENDAR",)
ESCAPES = (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n"))


def ics(
    promises: Sequence[Due], stamps: Mapping[str, Stamp], others: Iterable[tuple[Appointment, Stamp]]
) -> Iterator[str]:
    """The rows of a calendar of whole days, the same ones as long as nothing was written down."""
    told = (line for each in promises for line in _event(each, stamps[each.deal]))
    more = (line for each, stamp in others for line in _appointment(each, stamp))
    for line in chain(HEAD, told, more, FOOT):
        for row in _folded(line):
            yield f"{row}\r\n"


def _event(promise: Due, stamp: Stamp) -> Iterator[str]:
    verb = "will" if promise.state != DEADLINE else "has to" if promise.person else "have to"
    who = f"{promise.person or 'we'} {verb} {promise.act}"
    yield "BEGIN:VEVENT"
    yield from _known(promise.promise, stamp)
    yield from _day_of(promise.due, f"{promise.deal}: {who}")
    yield f"DESCRIPTION:{_text(*_described(promise))}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _appointment(each: Appointment, stamp: Stamp) -> Iterator[str]:
    """A call, or what is off: a calendar that had it before strikes it out."""
    yield "BEGIN:VEVENT"
    yield from _known(each.id, stamp)
    yield from _day_of(each.on, each.text)
    yield f"STATUS:{'CANCELLED' if each.off else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _known(id_: str, stamp: Stamp) -> Iterator[str]:
    yield f"UID:{uid(stamp.opened_as, id_, stamp.begun)}"
    yield f"DTSTAMP:{stamp.written:%Y%m%dT%H%M%SZ}"
    # A calendar takes an event anew only for a higher number, and a deal's last entry only ever grows
    yield f"SEQUENCE:{stamp.last}"


def _day_of(on: date, text: str) -> Iterator[str]:
    yield f"DTSTART;VALUE=DATE:{_day(on)}"
    # The last day there is has none after it; without an end, a day is one day long
    if on < date.max:
        yield f"DTEND;VALUE=DATE:{_day(on + timedelta(days=1))}"
    yield f"SUMMARY:{_text(text)}"
    yield "CLASS:PRIVATE"


def uid(deal: str, promise: str, begun: str) -> str:
    """What a promise is known by wherever it goes: by its deal, its id, and when the deal was begun."""
    return f"callplan-{sha256(chr(0).join((begun, deal, promise)).encode('utf-8', 'replace')).hexdigest()[:32]}"


def _described(promise: Due) -> Iterator[str]:
    if promise.state == DEADLINE:
        yield loose(f"Done: callplan debrief {typed(promise.deal)}, step {promise.step}")
        return
    if promise.step:
        yield f"For: {promise.step}"
    if promise.state == "missed":
        yield "Missed once, and still to be kept"
    yield loose(f"Kept: callplan promises --kept {typed(promise.reference)}")


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _text(*lines: str) -> str:
    """The lines as one value, without signs that steer a screen, and with what means something here escaped."""
    text = "\n".join([clean(line) for line in lines])
    for sign, instead in ESCAPES:
        text = text.replace(sign, instead)
    return text


def _folded(line: str) -> Iterator[str]:
    """The line in rows of at most 75 octets, of which each but the first begins with a space."""
    row, used = "", 0
    for sign in line:
        octets = len(sign.encode())
        if used + octets > OCTETS:
            yield row
            row, used = " ", 1
        row, used = row + sign, used + octets
    yield row


COLUMNS = ("deal", "id", "side", "who", "act", "due", "days_late", "state", "step")
# The wide ones are read as the narrow ones where Chinese or Japanese is written
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def spreadsheet(promises: Sequence[Due]) -> str:
    """The promises as CSV, a header first; what a spreadsheet would take for a formula begins with a '."""
    return sheet(COLUMNS, map(_cells, promises))


def _cells(each: Due) -> tuple[str, ...]:
    who, days = each.person or "us", str(each.days_late or "")
    return each.deal, each.promise, each.side, who, each.act, each.due.isoformat(), days, each.state, each.step


def sheet(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows of cells as CSV, the headings first; what a spreadsheet would take for a formula begins with a '."""
    paper = StringIO(newline="")
    csv.writer(paper).writerows([[_harmless(cell) for cell in row] for row in (head, *rows)])
    return paper.getvalue()


def _harmless(cell: str) -> str:
    text = clean(cell)
    return f"'{text}" if cell.startswith(FORMULA) or text.lstrip().startswith(FORMULA) else text
