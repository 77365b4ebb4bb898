"""The day's list with a calendar: hours and people, matched with the deals and never guessed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import Any
from unittest import mock

import lines
import pytest
from monday import DEALS, said, told
from test_calendar_file import EXCHANGE, calendar, event
from test_today import MORE, TODAY

from callplan.core.agenda.matching import Matched, OpenDeal, known_by, matched
from callplan.core.agenda.meeting import Guest, Meeting

REACHED = """\
2026-12-01
prep harrow --reached "Marta Lind:marta.lind@harrow.example" --on 2026-12-03 --with "Marta Lind" --with "Piet Maas" \\
    --minutes 45
"""
WIDE = """\
TODAY                                                             Thu 3 Dec 2026

CALLS TODAY
  10:00  harrow  45 min with Marta Lind and piet@harrow.example; not Jo Adeyemi
                 (declined); planned on 1 Dec
                 Marta decides whether the risks are under control.
  14:30  bakery  15 min with Oz Tan; planned on 30 Nov
                 Oz decides whether enough people would use this.
  16:00  ?       30 min with a.berg@norrland.example: no deal knows them
                 callplan prep
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with calls, and a calendar."""
    told(tmp_path, DEALS)
    told(tmp_path, MORE)
    told(tmp_path, REACHED)
    (tmp_path / "config.toml").write_text(
        f'[calendar]\nfile = "{tmp_path}/calendar"\nme = ["kim@printline.example"]\n', encoding="utf-8"
    )
    (tmp_path / "calendar").mkdir()
    return tmp_path


def put(home: Path, *parts: str) -> None:
    """Lay a calendar of these parts beside the others."""
    path = home / "calendar" / f"{len(os.listdir(home / 'calendar'))}.ics"
    path.write_text(calendar(*parts), encoding="utf-8")
    os.utime(path, (1_796_000_000, 1_796_000_000))


def calls(home: Path, *more: str, on: str = "2026-12-03") -> list[dict[str, Any]]:
    """The calls of a day, to a machine."""
    found: list[dict[str, Any]] = json.loads(said(home, on, ["today", "--json", *more]).out)["calls"]
    return found


def test_hours(home: Path) -> None:
    """It tells calls by the clock: who comes, who declined, whom no deal knows, and how many more there are."""
    put(home, EXCHANGE.read_text(encoding="utf-8").partition("VERSION:2.0\n")[2].replace("END:VCALENDAR\n", ""))
    put(home, event("DURATION:PT15M", "ATTENDEE;CN=Oz Tan:mailto:oz@bakery.example", uid="2",
                    start="DTSTART:20261203T143000"))  # fmt: skip
    put(home, event("DURATION:PT30M", "ATTENDEE:mailto:a.berg@norrland.example", uid="3",
                    start="DTSTART:20261203T160000"))  # fmt: skip
    put(home, event("ATTENDEE:mailto:joe@printline.example", uid="4", start="DTSTART:20261203T080000"))
    os.utime(home / "calendar" / "0.ics", (1_796_000_000, 1_796_000_000))
    found = said(home, "2026-12-03", ["today", "--until", "2026-12-03"])
    assert found.out.startswith(WIDE.replace("10:00", local("20261203T090000Z")))
    written = datetime.fromtimestamp(1_796_000_000)
    assert found.out.endswith(
        f"\n\nOne more has nobody from outside. calendar is of {written:%a} {written.day} {written:%b %H:%M}.\n"
    )
    assert "One more has nobody from outside." in said(home, "2026-12-03", ["today", "--markdown"]).out


def local(moment: str) -> str:
    """The hour here of a moment in UTC."""
    return f"{datetime.strptime(moment + '+0000', '%Y%m%dT%H%M%SZ%z').astimezone():%H:%M}"


def test_bad_calendar(home: Path) -> None:
    """It says in one line what cannot be read, and goes on; also where nothing can."""
    put(home, event(start="DTSTART:soon"))
    found = said(home, "2026-12-03", ["today"])
    assert found.code == 0
    assert found.err == (f"{home}/calendar/0.ics:3: this event has no day on which it begins, and is left out.\n")
    assert "harrow  45 min with Marta Lind and Piet Maas" in found.out
    (home / "config.toml").write_text('[calendar]\nfile = "/nowhere"\n', encoding="utf-8")
    gone = said(home, "2026-12-03", ["today"])
    assert (gone.code, gone.err) == (0, "/nowhere cannot be read: No such file or directory.\n")


@pytest.mark.parametrize(
    ("told_", "why"),
    [
        ("calendar = 3", "[calendar] names no file"), ("[calendar]\nfile = 3", "[calendar] names no file"),
        ('[calendar]\nfile = "x"\nme = "kim@x.example"', "[calendar] me is a list of your mail addresses"),
        ('[calendar]\nfile = "x"\nmine = []', "[calendar] has no “mine”"),
    ],
)  # fmt: skip
def test_settings(home: Path, told_: str, why: str) -> None:
    """It refuses what is written of a calendar in the settings and cannot be meant, and says how it is written."""
    (home / "config.toml").write_text(told_, encoding="utf-8")
    found = said(home, TODAY, ["today"])
    assert (found.code, found.err) == (
        3,
        f'callplan: {home}/config.toml: {why}: write it as file = "~/calendars/mine" and me = ["kim@north.example"].\n',
    )


def test_taken_back(home: Path) -> None:
    """It says of a call that waits that the calendar takes it back; of any other it says nothing."""
    cancelled = "STATUS:CANCELLED"
    put(home, event(cancelled, "SUMMARY:Harrow night line", start="DTSTART:20261203T100000"))
    put(home, event(cancelled, "SUMMARY:quay", uid="2", start="DTSTART:20261203T110000"))
    bakery, harrow = sorted(calls(home, "--until", "2026-12-03"), key=lambda each: each["deal"])
    assert (bakery["start"], harrow["start"]) == ("", "10:00")
    assert harrow["text"] == "45 min with Marta Lind and Piet Maas; taken back in the calendar"
    assert harrow["to_do"].replace("\u00a0", " ") == "callplan debrief harrow --call-cancelled"


def test_day_of_the_calendar_alone(home: Path) -> None:
    """It goes on to a day that has calls in the calendar alone, and asks which of two deals is meant."""
    put(home, event("SUMMARY:elm and quay or tide, bakery", start="DTSTART:20261208T100000"))
    (found,) = calls(home, on="2026-12-07")
    assert (found["deal"], found["may_be"], found["start"]) == ("?", ["bakery", "elm"], "10:00")
    assert found["text"] == "“elm and quay or tide, bakery”: bakery or elm?"
    put(home, event("SUMMARY:Lunch", uid="9", start="DTSTART:20261208T120000"))
    assert "One more has nobody invited." in said(home, "2026-12-07", ["today"]).out


def test_prep_offers(home: Path) -> None:
    """It offers the calls of the calendar to a prep without a deal, and each of two that one may be about."""
    put(home, event("SUMMARY:elm or far", start="DTSTART:20261203T100000"))
    put(home, event("ATTENDEE:mailto:marta.lind@harrow.example", uid="2", start="DTSTART:20261203T110000"))
    put(home, event("ATTENDEE:mailto:x@y.example", uid="3", start="DTSTART:20261204T110000"))
    with mock.patch("sys.stdin", StringIO()):
        asked = said(home, "2026-12-03", ["prep", "--plain-prompts"])
    assert asked.err.splitlines()[1:6] == [
        "Which deal?",
        "  1 elm?, today 10:00 with nobody named yet",
        "  2 far?, today 10:00 with nobody named yet",
        "  3 harrow, today 11:00 with Marta Lind",
        "  4 bakery, today with Oz Tan",
    ]


def test_agreed(home: Path) -> None:
    """It gives a meeting that was agreed its hour, and what is typed to prepare it."""
    put(home, event("SUMMARY:Ute Elm", "DURATION:PT20M", start="DTSTART:20261202T093000"))
    elm = calls(home, on=TODAY)[0]
    assert (elm["start"], elm["text"]) == ("09:30", "20 min with Ute Elm")
    assert elm["to_do"].replace("\u00a0", " ") == "callplan prep elm"


DAY = date(2026, 12, 3)
HARROW = OpenDeal("harrow", {"Marta Lind": ("marta@harrow.example",), "Piet Maas": ()}, DAY)
BAKERY = OpenDeal("bakery", {"Oz Tan": ("oz@gmail.com",)}, None)
SECOND = OpenDeal("harrow-two", {"Marta Lind": ("marta@harrow.example",)}, None)


def meeting(*guests: Guest, summary: str = "", day: date = DAY) -> Meeting:
    """A meeting with these guests."""
    return Meeting("uid", "", day, datetime(day.year, day.month, day.day, 10), 30, summary, guests)


@pytest.mark.parametrize(
    ("one", "deals", "names"),
    [
        (meeting(Guest("", "marta@harrow.example")), (HARROW, BAKERY), ("harrow",)),
        (meeting(Guest("", "new@harrow.example"), day=date(2026, 12, 9)), (HARROW, BAKERY), ("harrow",)),
        (meeting(Guest("", "new@harrow.example"), day=date(2026, 12, 9)), (HARROW, SECOND), ()),
        (meeting(Guest("", "new@gmail.com")), (BAKERY,), ()),
        (meeting(Guest("Maas, Piet", "p@x.example")), (HARROW, BAKERY), ("harrow",)),
        (meeting(Guest("Piet", "p@x.example"), day=date(2026, 12, 9)), (HARROW,), ()),
        (meeting(summary="Call: Bakery!"), (HARROW, BAKERY), ("bakery",)),
        (meeting(summary="Oz Tan"), (HARROW, BAKERY), ("bakery",)),
        (meeting(summary="Bakeryman"), (BAKERY,), ()),
        (meeting(Guest("", "marta@harrow.example")), (HARROW, SECOND), ("harrow",)),
        (meeting(Guest("", "marta@harrow.example"), day=date(2026, 12, 9)), (HARROW, SECOND), ("harrow", "harrow-two")),
        (meeting(Guest("", "x@y.example")), (HARROW, BAKERY), ("harrow",)),
        (meeting(Guest("", "x@y.example")), (HARROW, SECOND.but(call=DAY)), ("harrow", "harrow-two")),
        (meeting(), (HARROW, BAKERY), ()),
        (meeting(summary="ox"), (OpenDeal("ox", {}, None),), ()),
    ],
)  # fmt: skip
def test_matching(one: Meeting, deals: tuple[OpenDeal, ...], names: tuple[str, ...]) -> None:
    """It finds the deal by address, house, name, summary or day, and names all that it may be."""
    assert matched([one], deals, ("kim@printline.example",), names_guests=True)[0].deals == names


def test_published_link() -> None:
    """It goes by the day alone where a calendar names nobody, if one meeting is left and one deal waits."""
    one, other = meeting(summary="Busy"), meeting(summary="Busy too")
    deals = (HARROW, BAKERY)
    assert [each.deals for each in matched([one], deals, (), names_guests=False)] == [("harrow",)]
    assert [each.deals for each in matched([one, other], deals, (), names_guests=False)] == [(), ()]


def test_whose() -> None:
    """It leaves out rooms, us and our house, and counts no host at which anybody has an address as a house."""
    guests = (
        Guest("Room", "r@harrow.example", is_room=True), Guest("Kim", "kim@printline.example"),
        Guest("Jo", "jo@printline.example"), Guest("Ann", "ann@gmail.com", "declined"), Guest("Bo"),
    )  # fmt: skip
    (one,) = matched([meeting(*guests)], (), ("kim@printline.example", "kim@gmail.com"), names_guests=True)
    assert [each.name for each in one.guests] == ["Ann", "Bo"]
    assert [each.name for each in one.coming] == ["Bo"]
    assert isinstance(one, Matched)


def test_known_by() -> None:
    """It reads the people of a deal from its row, each with their addresses."""
    found = known_by("harrow", "Marta Lind\tm@h.example\tm@x.example\nPiet Maas", None)
    assert found.people == {"Marta Lind": ("m@h.example", "m@x.example"), "Piet Maas": ()}
    assert meeting().but(occurrence="2026-12-03T10:00").invite == "uid 2026-12-03T10:00"


@pytest.mark.parametrize("line", ["--version", "show harrow", "prep harrow --no-input", "today --until 2026-12-02"])
def test_loaded(home: Path, line: str) -> None:
    """It loads neither library for what needs no calendar, and for a calendar without an event on these days."""
    put(home, event(start="DTSTART:20261209T100000"))
    loads = (
        "from callplan import cli; cli.main(); print(sorted({'icalendar', 'recurring_ical_events'} & {*sys.modules}))"
    )
    run = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.argv = {['callplan', *line.split()]!r}; {loads}"],
        capture_output=True, text=True, env=lines.environ(home, CALLPLAN_TODAY=TODAY), check=True,
    )  # fmt: skip
    assert run.stdout.endswith("[]\n")


KNOWN = "ATTENDEE:mailto:marta.lind@harrow.example"


def planned(home: Path, day: str = "20261203T100000") -> None:
    """Let the call of harrow be planned by an invite of that day."""
    (home / "mail.ics").write_text(
        calendar(event(KNOWN, "DURATION:PT45M", uid="h", start=f"DTSTART:{day}")), encoding="utf-8"
    )
    told(home, f"2026-12-01\nprep harrow --invite {home}/mail.ics")


def of_harrow(home: Path, *more: str, on: str = "2026-12-02") -> list[tuple[str, str, str]]:
    """The calls of harrow: the day, what is told of each, and what is typed next."""
    page = json.loads(said(home, on, ["today", "--json", *more]).out)
    every = [*page["calls"], *page["no_debrief"]]
    return [
        (each["day"], each["text"].replace("\u00a0", " "), each["to_do"].replace("\u00a0", " "))
        for each in every if each["deal"] == "harrow"
    ]  # fmt: skip


def test_moved(home: Path) -> None:
    """It tells of a planned call on which day it was and is, on both days, and which line writes that down."""
    planned(home)
    put(home, event(KNOWN, "DURATION:PT45M", uid="h", start="DTSTART:20261204T110000"))
    line = "callplan prep harrow --call-moved 2026-12-04"
    assert of_harrow(home, "--until", "2026-12-04") == [
        ("2026-12-03", "45 min with Marta Lind, planned on 1 Dec; was Thu 3 Dec, now Fri 4 Dec 11:00", line),
        ("2026-12-04", "45 min with Marta Lind; was Thu 3 Dec", line),
    ]
    assert said(home, "2026-12-02", ["prep", "harrow", "--call-moved", "2026-12-04", "--no-input"]).code == 0
    assert of_harrow(home, "--until", "2026-12-04") == [
        ("2026-12-04", "45 min with Marta Lind; planned on 2 Dec", ""),
    ]


def test_moved_far(home: Path) -> None:
    """It finds a call that was moved behind the days that are listed, also one that has no debrief by now."""
    planned(home)
    put(home, event(KNOWN, uid="h", start="DTSTART:20270112T110000"))
    line = "callplan prep harrow --call-moved 2027-01-12"
    now = "was Thu 3 Dec, now Tue 12 Jan 2027 11:00"
    assert of_harrow(home) == [("2026-12-03", f"45 min with Marta Lind, planned on 1 Dec; {now}", line)]
    assert of_harrow(home, on="2026-12-09") == [("2026-12-03", f"Thu 3 Dec, with Marta Lind; {now}", line)]


def test_taken_back_by_its_invite(home: Path) -> None:
    """It knows a call that is taken back by the invite it was planned with, whoever is named."""
    planned(home)
    put(home, event("STATUS:CANCELLED", uid="h", start="DTSTART:20261203T100000"))
    assert of_harrow(home) == [
        ("2026-12-03", "45 min with Marta Lind, planned on 1 Dec; taken back in the calendar",
         "callplan debrief harrow --call-cancelled"),
    ]  # fmt: skip


def test_prep_takes_over(home: Path) -> None:
    """It takes day, length and people of the call that is picked from the calendar, and asks for none of them."""
    put(home, event(KNOWN, "ATTENDEE;CN=Piet Maas:mailto:p@harrow.example", "DURATION:PT20M", uid="2",
                    start="DTSTART:20261203T110000"))  # fmt: skip
    with mock.patch("sys.stdin", StringIO("2\n" + "\n" * 9)):
        asked = said(home, "2026-12-02", ["prep", "--plain-prompts"])
    assert asked.out.splitlines()[:2] == [
        "HARROW · Thu 3 Dec 2026 · 20 minutes · 84,000 EUR",
        "With Marta Lind (sponsor) and Piet Maas (budget owner, first call).",
    ]
    assert "  2 harrow, Thu 3 Dec 11:00 with Marta Lind and Piet Maas" in asked.err
    assert "When is the call?" not in asked.err
    assert "Who is on the call?" not in asked.err
    log = said(home, "2026-12-02", ["log", "harrow"]).out
    assert "Piet Maas is reached at p@harrow.example" in log


def test_prep_takes_over_for_a_new_deal(home: Path) -> None:
    """It offers a call that no deal knows as that of a new deal, and takes its day, length and people over."""
    put(home, event("ATTENDEE;CN=Ana Ferri:mailto:ana@brook.example", "DURATION:PT20M", uid="2",
                    start="DTSTART:20261208T090000"))  # fmt: skip
    with mock.patch("sys.stdin", StringIO("1\nbrook\n5\n1\n" + "\n" * 9)):
        asked = said(home, "2026-12-07", ["prep", "--plain-prompts"])
    assert "  1 A new deal, Tue 8 Dec 09:00 with Ana Ferri" in asked.err
    assert "What is the new deal called?" in asked.err
    assert asked.out.splitlines()[:2] == ["BROOK · Tue 8 Dec 2026 · 20 minutes", "With Ana Ferri (user)."]
