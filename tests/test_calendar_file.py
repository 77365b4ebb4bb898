"""A calendar as it is read: the hour here, the people, and a sentence for what cannot be read."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from callplan.calendar_file import invite, read
from callplan.core.agenda.meeting import CalendarRead, Guest

EXCHANGE = Path(__file__).parent / "calendars" / "exchange.ics"
DAY = date(2026, 12, 3)
ZONE = """\
BEGIN:VTIMEZONE
TZID:{name}
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:{offset}
TZOFFSETTO:{offset}
END:STANDARD
END:VTIMEZONE
"""


@pytest.fixture(autouse=True)
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The clock of Berlin."""
    yield from in_zone("Europe/Berlin", monkeypatch)


def in_zone(zone: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as changed:
        changed.setenv("TZ", zone)
        time.tzset()
        yield
    time.tzset()


def event(*lines: str, uid: str = "one", start: str = "DTSTART:20261203T090000Z") -> str:
    """An event of these lines."""
    return "\n".join(["BEGIN:VEVENT", f"UID:{uid}", start, *lines, "END:VEVENT", ""])


def calendar(*parts: str) -> str:
    """A calendar of these parts."""
    return "BEGIN:VCALENDAR\nVERSION:2.0\n" + "".join(parts) + "END:VCALENDAR\n"


def found(tmp_path: Path, *parts: str, last: date = DAY) -> CalendarRead:
    """What a calendar of these parts has."""
    path = tmp_path / "work.ics"
    path.write_text(calendar(*parts), encoding="utf-8")
    return read(str(path), DAY, last)


def hours(told: CalendarRead) -> list[str]:
    """When its meetings begin, how long they take and what they are called."""
    return [f"{each.start:%d %H:%M} {each.minutes or '-'} {each.summary}".strip() for each in told.meetings]


@pytest.mark.parametrize(("zone", "hour"), [("Europe/Berlin", "10:00"), ("America/New_York", "04:00")])
def test_exchange(zone: str, hour: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It reads an invite of Exchange, with a zone of its own, at the hour of this place."""
    for _ in in_zone(zone, monkeypatch):
        told = read(str(EXCHANGE), DAY, DAY)
    (meeting,) = told.meetings
    assert meeting.start is not None
    assert (f"{meeting.start:%H:%M}", meeting.minutes, meeting.summary) == (hour, 45, "Harrow night line")
    assert meeting.guests == (
        Guest("Marta Lind", "marta.lind@harrow.example", "accepted"),
        Guest("", "piet@harrow.example", "needs-action"),
        Guest("Jo Adeyemi", "jo@harrow.example", "declined"),
        Guest("Room 4", "room4@harrow.example", "accepted", is_room=True),
        Guest("Kim Aalto", "kim@printline.example", "accepted"),
    )
    assert told.problems == ()
    assert told.names_guests


@pytest.mark.parametrize(
    ("parts", "hour"),
    [
        ((event(start="DTSTART;TZID=W. Europe Standard Time:20261203T090000"),), "09:00"),
        ((event(start='DTSTART;TZID="Eastern Standard Time":20261203T040000'),), "10:00"),
        ((event(start="DTSTART;TZID=/mozilla.org/20070129_1/America/New_York:20261203T040000"),), "10:00"),
        ((event(start="DTSTART:20261203T090000"),), "09:00"),
        ((event(start="DTSTART;TZID=Nowhere/At All:20261203T090000"),), "09:00"),
        ((ZONE.format(name=r"GMT +05:00\, ours", offset="+0500"),
          event(start='DTSTART;TZID="GMT +05:00, ours":20261203T130000')), "09:00"),
        ((ZONE.format(name="Ours", offset="+0900"), event(start="DTSTART;TZID=Ours:20261203T170000")), "09:00"),
        ((ZONE.format(name="Ours", offset="+0200"), event(start="DTSTART;TZID=Ours:20261203T170000")), "16:00"),
        ((ZONE.format(name="Pacific Standard Time", offset="+99"),
          event(start="DTSTART;TZID=Pacific Standard Time:20261203T010000")), "10:00"),
    ],
)  # fmt: skip
def test_zones(tmp_path: Path, parts: tuple[str, ...], hour: str) -> None:
    """It takes zones by any of their names, quoted or escaped, of two files by one name apart, broken ones by name."""
    assert [row[3:8] for row in hours(found(tmp_path, *parts))] == [hour]


def test_unknown_zone(tmp_path: Path) -> None:
    """It says that a zone is known to nobody, and shows the meeting at the hour that is written."""
    told = found(tmp_path, event(start="DTSTART;TZID=Our Time:20261203T090000"))
    place = tmp_path / "work.ics"
    assert told.problems == (
        f"{place}:3: this event is in the time zone “Our Time”, which nobody describes: it is taken as local time.",
    )


@pytest.mark.parametrize(
    ("line", "guest"),
    [
        ("ATTENDEE;CN=marta@harrow.example:mailto:marta@harrow.example", Guest("", "marta@harrow.example")),
        ('ATTENDEE;CN="Lind, Marta":MAILTO:Marta@Harrow.Example', Guest("Marta Lind", "marta@harrow.example")),
        ("ATTENDEE;CN=Lind, Marta:mailto:m@h.example", Guest("Marta Lind", "m@h.example")),
        ("ATTENDEE;CN=Marta Lind (m@h.example):mailto:m@h.example", Guest("Marta Lind", "m@h.example")),
        ("ATTENDEE;CN=Marta Lind;PARTSTAT=TENTATIVE:m@h.example", Guest("Marta Lind", "m@h.example", "tentative")),
        ("ATTENDEE;CN=Marta Lind;PARTSTAT=DELEGATED:m@h.example", Guest("Marta Lind", "m@h.example", "delegated")),
        ("ATTENDEE;CN=Marta;PARTSTAT=NEEDS-ACTION:m@h.example", Guest("Marta", "m@h.example", "needs-action")),
        ("ATTENDEE;CN=Marta Lind;PARTSTAT=PERHAPS:mailto:m@h.example", Guest("Marta Lind", "m@h.example")),
        ("ATTENDEE;CN=Marta Lind:invalid:nomail", Guest("Marta Lind")),
        ("ATTENDEE;CUTYPE=RESOURCE;CN=Beamer:mailto:b@h.example", Guest("Beamer", "b@h.example", is_room=True)),
        ("ATTENDEE:mailto:c_1@resource.calendar.google.com",
         Guest("", "c_1@resource.calendar.google.com", is_room=True)),
        ("ATTENDEE;CN=田中 花子:mailto:h@t.example", Guest("田中 花子", "h@t.example")),
        ("ORGANIZER;CN=Marta Lind:mailto:m@h.example", Guest("Marta Lind", "m@h.example", "accepted")),
        ("ATTENDEE;CN=Marta Lind;PARTSTAT=DECLINED:mailto:m@h.example\nORGANIZER:mailto:m@h.example",
         Guest("Marta Lind", "m@h.example", "declined")),
        ("ATTENDEE;CN=Ma\x07rta\u202e Lind:mailto:m@h.example", Guest("Marta Lind", "m@h.example")),
    ],
)  # fmt: skip
def test_guests(tmp_path: Path, line: str, guest: Guest) -> None:
    """It knows a guest by name and address however either is written, a room from a person, and each once."""
    assert found(tmp_path, event(line)).meetings[0].guests == (guest,)


def test_folded_inside_a_letter(tmp_path: Path) -> None:
    """It puts lines together that were folded between the bytes of a letter."""
    path = tmp_path / "work.ics"
    data = calendar(event("SUMMARY:Grüße an Łódź")).encode().replace(b"\n", b"\r\n")
    path.write_bytes(data.replace("ü".encode(), b"\xc3\r\n \xbc"))
    assert [each.summary for each in read(str(path), DAY, DAY).meetings] == ["Grüße an Łódź"]


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ((event("DTEND:20261203T094500Z"),), ["03 10:00 45"]),
        ((event("DURATION:PT1H30M"),), ["03 10:00 90"]),
        ((event(),), ["03 10:00 -"]),
        ((event("DTEND:20261203T080000Z"),), ["03 10:00 -"]),
        ((event("DTEND:20261206T080000Z"),), []),
        ((event("TRANSP:TRANSPARENT"),), []),
        ((event("X-MICROSOFT-CDO-BUSYSTATUS:FREE"),), []),
        ((event(start="DTSTART;VALUE=DATE:20261203"),), []),
        ((event(start="DTSTART:20261204T000000Z"),), []),
        ((event("SEQUENCE:1", "SUMMARY:New"), event("SEQUENCE:0", "SUMMARY:Old")), ["03 10:00 - New"]),
        ((event("RRULE:FREQ=DAILY;COUNT=3", start="DTSTART:20261201T090000Z"),), ["03 10:00 -"]),
        ((event("RRULE:FREQ=DAILY;COUNT=2", start="DTSTART:20261201T090000Z"),), []),
        ((event("RRULE:FREQ=WEEKLY;UNTIL=20261126T090000Z", start="DTSTART:20260903T090000Z"),), []),
        ((event("RRULE:FREQ=WEEKLY", "EXDATE:20261203T090000Z", start="DTSTART:20260903T090000Z"),), []),
        ((event("RDATE:20261203T110000Z", start="DTSTART:20260903T090000Z"),), ["03 12:00 -"]),
        ((event("RRULE:FREQ=WEEKLY", start="DTSTART:20261126T090000Z"),
          event("RECURRENCE-ID:20261203T090000Z", "SUMMARY:Moved", start="DTSTART:20261203T140000Z")),
         ["03 15:00 - Moved"]),
        ((event("RRULE:FREQ=WEEKLY", start="DTSTART:20261126T090000Z"),
          event("RECURRENCE-ID:20261203T090000Z", start="DTSTART:20261209T140000Z")), []),
        ((event("RRULE:FREQ=WEEKLY", start="DTSTART;VALUE=DATE:20261126"),
          event("RECURRENCE-ID:20261203T000000Z", start="DTSTART:20261203T140000Z")), ["03 15:00 -"]),
        ((event("RRULE:FREQ=WEEKLY", start="DTSTART:20261112T090000Z"),
          event("RECURRENCE-ID;RANGE=THISANDFUTURE:20261119T090000Z", start="DTSTART:20261119T130000Z")),
         ["03 14:00 -"]),
        ((event("RECURRENCE-ID:20261203T090000Z"),), ["03 10:00 -"]),
        ((event(uid=""), event(uid="", start="DTSTART:20261203T120000Z")), ["03 10:00 -", "03 13:00 -"]),
        ((event("BEGIN:VALARM\nTRIGGER:-PT5M\nDURATION:PT5M\nEND:VALARM", "SUMMARY:Call"),), ["03 10:00 - Call"]),
        ((event("SUMMARRY:typed wrong", "X-NO COLON"),), ["03 10:00 -"]),
    ],
)  # fmt: skip
def test_hours(tmp_path: Path, parts: tuple[str, ...], told: list[str]) -> None:
    """It tells what takes up time on the day, of series, changed, moved and cancelled ones, too."""
    read_ = found(tmp_path, *parts)
    assert (hours(read_), read_.problems) == (told, ())


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ((event(start="SUMMARY:x"),), ":3: this event has no day on which it begins, and is left out."),
        ((event(start="DTSTART:soon"), event(start="DTSTART:soon", uid="two")),
         ":3: this event has no day on which it begins, and is left out. So is line 8."),
        ((event("RRULE:FREQ=SECONDLY"),), ":3: this event repeats every second, and is left out."),
        ((event("RRULE:FREQ=DAILY", start="DTSTART:10260101T090000Z"),),
         ":3: this event repeats since 1026, and is left out."),
        ((event("RRULE:FREQ=OFTEN"),), ":3: this event cannot be read, and is left out."),
        ((event("RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"),),
         ":3: this event repeats by a rule that takes too long to count out, and is left out."),
        (("BEGIN:VEVENT\nUID:cut\nDTSTART:20261203T09",),
         ":3: this event has no end, as the file is cut off there, and is left out."),
    ],
)  # fmt: skip
def test_unreadable_events(tmp_path: Path, parts: tuple[str, ...], why: str) -> None:
    """It has a sentence with its line for an event that cannot be read, and shows the others."""
    told = found(tmp_path, event(uid="good", start="DTSTART:20261203T120000Z"), *parts)
    lines = (f"{tmp_path / 'work.ics'}:{int(why[1]) + 4}{why[2:].replace('line 8', 'line 11')}",)
    assert (hours(told), told.problems) == (["03 13:00 -"], lines)


def test_reply(tmp_path: Path) -> None:
    """It takes a reply for the meeting only where nothing else is known of it."""
    reply = "METHOD:REPLY\n" + event("ATTENDEE;PARTSTAT=ACCEPTED:mailto:m@h.example", "SUMMARY:Accepted: x")
    assert hours(found(tmp_path, reply)) == ["03 10:00 - Accepted: x"]
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.ics").write_text(calendar(event("SUMMARY:x")), encoding="utf-8")
    (folder / "b.ics").write_text(calendar(reply), encoding="utf-8")
    assert [each.summary for each in read(str(folder), DAY, DAY).meetings] == ["x"]


def test_folder(tmp_path: Path) -> None:
    """It reads a folder and those in it, but for hidden ones, and says of a file that it is none."""
    for name, text in (("a/one.ics", calendar(event("SUMMARY:One"))), ("two.ICS", calendar(event(uid="2"))),
                       (".hidden/x.ics", calendar(event(uid="3"))), ("note.txt", "x"),
                       ("bad.ics", "nothing")):  # fmt: skip
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    told = read(str(tmp_path), DAY, DAY)
    assert hours(told) == ["03 10:00 -", "03 10:00 - One"]
    assert told.problems == (f"{tmp_path}/bad.ics is no calendar: it does not begin with BEGIN:VCALENDAR.",)
    assert told.called == tmp_path.name


def test_no_file(tmp_path: Path) -> None:
    """It says of a place what is wrong with it."""
    gone = read(str(tmp_path / "gone.ics"), DAY, DAY)
    assert gone.problems == (f"{tmp_path}/gone.ics cannot be read: No such file or directory.",)
    (tmp_path / "none").mkdir()
    assert read(str(tmp_path / "none"), DAY, DAY).problems == (
        f"{tmp_path}/none holds no calendar: there is no file in it whose name ends in .ics.",
    )


def test_bytes(tmp_path: Path) -> None:
    """It reads what is UTF-16, has old line ends, a mark at its beginning, or bytes that are no text."""
    text = calendar(event("SUMMARY:Grüße"))
    path = tmp_path / "work.ics"
    for data, summary in (
        (text.encode("utf-16"), "Grüße"), (text.replace("\n", "\r").encode(), "Grüße"),
        (b"\xef\xbb\xbf" + text.encode(), "Grüße"), (text.encode("latin-1"), None),
        (text.encode() + b"\0\xff", "Grüße"),
    ):  # fmt: skip
        path.write_bytes(data)
        told = read(str(path), DAY, DAY)
        assert len(told.meetings) == 1
        assert summary is None or told.meetings[0].summary == summary


def test_invite() -> None:
    """It reads a saved invite whole, whatever its day."""
    told = invite("mail.ics", EXCHANGE.read_bytes().replace(b"20261203", b"20300104"), DAY)
    assert [(each.day, each.minutes) for each in told.meetings] == [(date(2030, 1, 4), 45)]


def mutated(seed: int) -> bytes:
    """A calendar with some lines cut, or some bytes changed."""
    chance = Random(seed)
    series = event("RRULE:FREQ=WEEKLY;BYDAY=TH;WKST=MO;COUNT=90", "DURATION:PT1H", start="DTSTART:20260903T090000Z")
    data = bytearray(EXCHANGE.read_bytes().replace(b"END:VCALENDAR\n", series.encode() + b"END:VCALENDAR\n"))
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(len(data))
        if chance.random() < 0.5:
            data[place] = chance.randrange(256)
        else:
            del data[place : place + chance.randint(1, 90)]
    return bytes(data)


@pytest.mark.parametrize("begin", [0, *[pytest.param(at, marks=pytest.mark.torture) for at in range(25, 500, 25)]])
def test_mutated(tmp_path: Path, begin: int) -> None:
    """It reads what it can of a damaged calendar and says the rest in sentences, whatever is damaged."""
    path = tmp_path / "work.ics"
    for seed in range(begin, begin + 25):
        path.write_bytes(mutated(seed))
        told = read(str(path), DAY, DAY + timedelta(days=1))
        invited = invite("mail.ics", path.read_bytes(), DAY)
        for line in (*told.problems, *invited.problems):
            assert line.endswith("."), (seed, line)
            assert line.isprintable(), (seed, line)
    assert os.path.exists(path)
