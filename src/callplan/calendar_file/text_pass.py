"""The text pass over a calendar: its events cut out, and what of them tells to which series and days they belong.

The whole file handed to the library costs several times as much, and one bad event takes all the others with it.
"""

from __future__ import annotations

import re
from datetime import date

from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_MARK = re.compile(
    rb"^[ \t]*(?:(BEGIN|END):(VEVENT|VTIMEZONE|VALARM)|(METHOD|X-WR-TIMEZONE)[^:\n]*:([^\n]*?))[ \t]*$", re.M | re.I
)
_PROPERTY = re.compile(rb"^(UID|DTSTART|RRULE|RDATE|RECURRENCE-ID|SEQUENCE)([;:][^\n]*)", re.M | re.I)
_DAY = re.compile(rb":[ \t]*(\d{4})(\d\d)(\d\d)(?!\d)")
_EVENT = re.compile(rb"^[ \t]*BEGIN:VEVENT", re.M | re.I)
_STEERS = bytes([sign for sign in (*range(32), 127) if sign not in b"\t\n\r"])
_TZID = re.compile(rb"^TZID[^:\n]*:([^\n]*)", re.M | re.I)


class Block(Record):
    """An event as its file has it, unfolded and without alarms: the `place`-th of the file, its days, and its series.

    `occurrence`: of a changed one of a series, when it was to begin; `zones`: the time zones that its file describes.
    """

    file: str
    place: int
    text: bytes
    uid: str
    start: date | None
    rule: str
    is_dated: bool
    occurrence: str
    occurs: date | None
    later_too: bool
    sequence: int
    method: str
    zone: bytes
    zones: dict[str, bytes]


class Cut(Record):
    """A file cut up: its events, and the places of those that have no end."""

    blocks: tuple[Block, ...] = ()
    endless: tuple[int, ...] = ()
    is_calendar: bool = False
    names_guests: bool = False


def unfolded(data: bytes) -> bytes:
    """The lines of a calendar as they were before they were folded, which may be inside a letter of several bytes."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = data.decode("utf-16", "replace").encode()
    data = data.removeprefix(b"\xef\xbb\xbf").translate(None, _STEERS)
    if b"\r" in data:
        data = data.replace(b"\r\r\n", b"\n").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return re.sub(rb"\n[ \t]", b"", data)


def cut(file: str, data: bytes) -> Cut:
    """The events of a file."""
    text = unfolded(data)
    pass_ = _Pass(file, text)
    for mark in _MARK.finditer(text):
        pass_.take(mark)
    endless = [*pass_.endless, *([pass_.place] if pass_.begun >= 0 else [])]
    guests = b"\nATTENDEE" in text or b"\nattendee" in text
    return Cut(tuple(pass_.blocks()), tuple(endless), b"BEGIN:VCALENDAR" in text.upper(), guests)


class _Pass:
    """Where the pass over a file stands."""

    def __init__(self, file: str, text: bytes) -> None:
        self.file, self.text = file, text
        self.place, self.begun, self.zone_begun = 0, -1, -1
        self.skipped: list[int] = []
        self.endless: list[int] = []
        self.found: list[tuple[int, bytes]] = []
        self.head = {b"METHOD": b"", b"X-WR-TIMEZONE": b""}
        self.zones: dict[str, bytes] = {}

    def take(self, mark: re.Match[bytes]) -> None:
        """One line that begins or ends a part, or tells something of the whole."""
        part, begins = (mark[2] or b"").upper(), (mark[1] or b"").upper() == b"BEGIN"
        if part == b"VEVENT" and begins:
            self.endless += [self.place] if self.begun >= 0 else []
            self.place, self.begun, self.skipped = self.place + 1, mark.end() + 1, []
        elif part == b"VEVENT" and self.begun >= 0:
            self.found.append((self.place, self._body(mark.start())))
            self.begun = -1
        elif part == b"VALARM":
            self.skipped.append(mark.start() if begins else mark.end() + 1)
        elif part == b"VTIMEZONE" and begins:
            self.zone_begun = mark.start()
        elif part == b"VTIMEZONE" and self.zone_begun >= 0:
            described = self.text[self.zone_begun : mark.end()] + b"\n"
            if name := _TZID.search(described):
                self.zones[zone_name(name[1])] = described
            self.zone_begun = -1
        elif mark[3] and self.begun < 0:
            self.head[mark[3].upper()] = mark[4].strip()

    def _body(self, end: int) -> bytes:
        """The event that ends here, without its alarms."""
        edges = [self.begun, *self.skipped, *([end] if len(self.skipped) % 2 == 0 else [])]
        return b"".join([self.text[start:stop] for start, stop in zip(edges[::2], edges[1::2], strict=False)])

    def blocks(self) -> Iterator[Block]:
        """The events, with what tells where they belong."""
        method = self.head[b"METHOD"].decode("utf-8", "replace").upper()
        for place, body in self.found:
            told = {name.upper(): value for name, value in reversed(_PROPERTY.findall(body))}
            occurs, sequence = told.get(b"RECURRENCE-ID", b""), told.get(b"SEQUENCE", b"")[1:].strip()
            yield Block(
                file=self.file,
                place=place,
                text=body,
                uid=told.get(b"UID", b"").rpartition(b":")[2].strip().decode("utf-8", "replace"),
                start=day_in(told.get(b"DTSTART", b"")),
                rule=told.get(b"RRULE", b"").partition(b":")[2].decode("ascii", "replace").upper(),
                is_dated=b"RDATE" in told,
                occurrence=occurs.rpartition(b":")[2].strip().decode("ascii", "replace"),
                occurs=day_in(occurs),
                later_too=b"THISANDFUTURE" in occurs.upper(),
                sequence=int(sequence) if sequence.isdigit() and len(sequence) < 10 else 0,
                method=method,
                zone=self.head[b"X-WR-TIMEZONE"],
                zones=self.zones,
            )


def zone_name(written: bytes) -> str:
    """The name of a time zone, however it is quoted or escaped."""
    return written.strip().strip(b'"').replace(b"\\", b"").strip().decode("utf-8", "replace")


def day_in(value: bytes) -> date | None:
    """The day at the beginning of a value; None where there is none."""
    found = _DAY.search(value)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def line_of(data: bytes, place: int) -> int:
    """The line at which the event of that place begins in its file."""
    for number, found in enumerate(_EVENT.finditer(data.replace(b"\r\n", b"\n")), 1):
        if number == place:
            return data.replace(b"\r\n", b"\n").count(b"\n", 0, found.start()) + 1
    return 1
