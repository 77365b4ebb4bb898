"""Promises across deals, as they are printed, written out, and marked right there."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
import subprocess
import sys
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from lines import environ
from monday import DEALS, TODAY, said, told
from sealed import seal

from callplan.core.ledger import Pledge
from callplan.core.promises import day_before, due, week_end
from callplan.render.exports import spreadsheet, uid
from callplan.render.layout import width

MORE = r"""
2026-11-20
prep a:b --playbook small-add-on --with "Ann Sea:owner" --on 2026-11-20
debrief a:b --with "Ann Sea" --we-promised "send the price:2026-11-23" --we-promised "call back:2026-11-24" \
    --we-promised "book the room:2026-11-30" --we-promised "fix the form:2026-12-07" \
    --we-promised "come by in person, with the contract and two colleagues who know the line:2026-12-08" \
    --promised "Ann:send the numbers:2027-01-15" --verdict stayed
2026-11-25
prep a:b --on 2026-11-25 --with "Ann Sea"
debrief a:b --with "Ann Sea" --missed p1 --missed p5 --verdict stayed
2026-11-20
prep gone --playbook small-add-on --with "Bo Gone:owner" --on 2026-11-20
debrief gone --with "Bo Gone" --promised "Bo:ring us:2026-11-27" --close "lost:too expensive" --verdict lost
prep ours --playbook small-add-on --with "Cy Ours:owner" --on 2026-11-20
debrief ours --with "Cy Ours" --we-promised "train them:2026-12-18" --decided "ordered:Cy Ours:wrote" \
    --close "won:they ordered" --verdict won
"""
THIRD = r"""
2026-11-27
prep kraft --playbook complex-b2b --with "Elin Berg:sponsor" --person "Rolf:reference:Elin Berg" --on 2026-11-27
debrief kraft --with "Elin Berg" --promised "Elin:name a day:2026-12-03" --promised "Rolf:take a call:2026-12-01" \
    --we-promised "send the list:2026-12-02" --verdict stayed
"""
CALLS = r"""
2026-11-20
prep oz --playbook small-add-on --with "Ann Sea:owner" --on 2026-11-20
debrief oz --with "Ann Sea" --we-promised "send the price:2026-11-30" --promised "Ann:send the numbers:2026-12-01" \
    --person "Bo:user" --next "2026-12-03:ordered:Ann Sea,Bo" --verdict stayed
"""
WIDE = """\
PROMISES                                                         Mon 30 Nov 2026
From them: one late, one within seven days, one later.
From us: three late, two within seven days, two later.

LATE
  Fri 20 Nov  Oz Tan was to send the ten names: 10 days late.
              Oz & Sons:p1 · names-sent
  Mon 23 Nov  We were to send the price: missed and seven days late. · a\\:b:p5
  Tue 24 Nov  We were to call back: six days late. · a\\:b:p2
  Wed 25 Nov  We were to send the reference list: five days late.
              Norrland Kraft:p3
WITHIN SEVEN DAYS
  Mon 30 Nov  We were to book the room: missed. · a\\:b:p1
  Fri 4 Dec   Marta Lind will name a quiet week. · harrow:p1 · quiet-week
  Mon 7 Dec   We will fix the form. · a\\:b:p4

Three more promises: --all lists every one. What became of one: --kept,
--missed, --moved or --released DEAL:ID.
"""
NARROW = """\
PROMISES                 Mon 30 Nov 2026
From us: three late, two within seven
days, two later.

LATE
  Mon 23 Nov
    We were to send the price: missed
    and seven days late.
    a\\:b:p5
  Tue 24 Nov
    We were to call back: six days late.
    a\\:b:p2
  Wed 25 Nov
    We were to send the reference list:
    five days late.
    Norrland Kraft:p3
WITHIN SEVEN DAYS
  Mon 30 Nov
    We were to book the room: missed.
    a\\:b:p1
  Mon 7 Dec
    We will fix the form. · a\\:b:p4
LATER
  Tue 8 Dec
    We will come by in person, with the
    contract and two colleagues who know
    the line.
    a\\:b:p3
  Fri 18 Dec
    We will train them. · ours:p1

What became of one: --kept, --missed,
--moved or --released DEAL:ID.
"""
MARKDOWN = """\
# Promises · Mon 30 Nov 2026

From them: one late, one within seven days.

From us: three late, two within seven days.

| Day | Days late | Deal | Who | What | Step | Id |
| --- | --- | --- | --- | --- | --- | --- |
| Fri 20 Nov | 10 | Oz & Sons | Oz Tan | send the ten names | names-sent | p1 |
| Mon 23 Nov | 7 | a:b | we | send the price |  | p5 |
| Tue 24 Nov | 6 | a:b | we | call back |  | p2 |
| Wed 25 Nov | 5 | Norrland Kraft | we | send the reference list |  | p3 |
| Mon 30 Nov |  | a:b | we | book the room |  | p1 |
| Fri 4 Dec |  | harrow | Marta Lind | name a quiet week | quiet-week | p1 |
| Mon 7 Dec |  | a:b | we | fix the form |  | p4 |

What became of one: --kept, --missed, --moved or --released DEAL:ID.
"""
SHEET = """\
deal,id,side,who,act,due,days_late,state,step
Oz & Sons,p1,client,Oz Tan,send the ten names,2026-11-20,10,open,names-sent
a:b,p5,us,us,send the price,2026-11-23,7,missed,
a:b,p2,us,us,call back,2026-11-24,6,open,
Norrland Kraft,p3,us,us,send the reference list,2026-11-25,5,open,
a:b,p1,us,us,book the room,2026-11-30,,missed,
harrow,p1,client,Marta Lind,name a quiet week,2026-12-04,,open,quiet-week
a:b,p4,us,us,fix the form,2026-12-07,,open,
a:b,p3,us,us,"come by in person, with the contract and two colleagues who know the line",2026-12-08,,open,
ours,p1,us,us,train them,2026-12-18,,open,
a:b,p6,client,Ann Sea,send the numbers,2027-01-15,,open,
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the deals of a Monday, and three more."""
    folder = tmp_path_factory.mktemp("home")
    told(folder, DEALS + MORE)
    return folder


@pytest.fixture
def own(home: Path, tmp_path: Path) -> Path:
    """The same deals, to be written to."""
    shutil.copy(home / "callplan.db", tmp_path)
    return tmp_path


def page(home: Path, *words: str, columns: int = 80, today: str = TODAY) -> str:
    found = said(home, today, ["promises", *words], columns)
    assert (found.err, found.code) == ("", 0)
    return found.out.replace("\u00a0", " ")


def items(home: Path, *words: str, today: str = TODAY) -> list[str]:
    """The promises of a page, as they are typed to mark them."""
    return [each["reference"] for each in json.loads(page(home, *words, "--json", today=today))["promises"]]


class TestListing:
    def test_on_a_wide_screen(self, home: Path) -> None:
        """It says how many each side owes, then which, the late ones first, in one screen."""
        assert page(home) == WIDE
        assert len(WIDE.splitlines()) < 24

    def test_on_a_narrow_one(self, home: Path) -> None:
        """It puts each day on a row of its own where there is no room beside it."""
        assert page(home, "--ours", columns=40) == NARROW
        assert max(map(len, page(home, "--all", columns=40).splitlines())) <= 40

    def test_the_rest(self, home: Path) -> None:
        """It lists every promise when asked to, those of a won deal too, and none of a lost one."""
        rows = page(home, "--all").splitlines()
        assert rows[rows.index("LATER") :] == [
            "LATER",
            "  Tue 8 Dec        We will come by in person, with the contract and two",
            "                   colleagues who know the line.",
            "                   a\\:b:p3",
            "  Fri 18 Dec       We will train them. · ours:p1",
            "  Fri 15 Jan 2027  Ann Sea will send the numbers. · a\\:b:p6",
            "",
            "What became of one: --kept, --missed, --moved or --released DEAL:ID.",
        ]

    def test_in_markdown(self, home: Path) -> None:
        """It is a table with a column for everything."""
        assert page(home, "--markdown", "--until", "2026-12-07") == MARKDOWN

    def test_as_json(self, home: Path) -> None:
        """It gives the whole value, with how many are not in it."""
        found: dict[str, Any] = json.loads(page(home, "--json"))
        assert (found["schema"], found["on"], found["more"], len(found["promises"])) == (1, TODAY, 3, 7)
        assert found["counted"] == {
            "theirs": {"late": 1, "week": 1, "later": 1}, "ours": {"late": 3, "week": 2, "later": 2}
        }  # fmt: skip
        assert found["promises"][0] == {
            "deal": "Oz & Sons", "promise": "p1", "reference": "Oz & Sons:p1", "side": "client", "person": "Oz Tan",
            "act": "send the ten names", "due": "2026-11-20", "when": "late", "days_late": 10, "state": "open",
            "step": "names-sent", "text": "Oz Tan was to send the ten names: 10 days late.",
        }  # fmt: skip

    def test_filters(self, home: Path) -> None:
        """It lists those of a side, a deal, an owner, or until a day, and counts only these."""
        assert items(home, "--theirs") == ["Oz & Sons:p1", "harrow:p1", "a\\:b:p6"]
        assert items(home, "--deal", "A:B", "--ours", "--until", "2026-11-29") == ["a\\:b:p5", "a\\:b:p2"]
        refused = said(home, TODAY, ["promises", "--owner", "nobody"])
        assert refused.err == "callplan: --owner: no deal is of “nobody”. There is rep.\n"
        said_back = said(home, TODAY, ["promises", "--until", "in a week"])
        assert (said_back.err, said_back.code) == ("“in a week” is Mon 7 Dec.\n", 0)
        assert len(items(home, "--owner", "rep", "--all")) == 10
        head = page(home, "--until", "2026-11-21").splitlines()[1:3]
        assert head == ["From them: one late.", "From us: nothing."]
        assert page(home, "--theirs", "--deal", "tide").splitlines()[1:] == ["From them: nothing."]

    def test_late_from_the_day_after(self, home: Path) -> None:
        """It calls a promise late once its day is over, and as due within seven days from a week before."""
        for today, when in (("2026-11-26", "later"), ("2026-11-27", "week"), ("2026-12-04", "week")):
            assert harrow(home, today) == (when, 0, "Marta Lind will name a quiet week.")
        assert harrow(home, "2026-12-05") == ("late", 1, "Marta Lind was to name a quiet week: one day late.")

    def test_nothing(self, tmp_path: Path) -> None:
        """It makes nothing where nothing is, and says so."""
        rows = page(tmp_path / "none").splitlines()
        assert rows[1:] == ["From them: nothing.", "From us: nothing."]
        assert page(tmp_path / "none", "--markdown") == (
            "# Promises · Mon 30 Nov 2026\n\nFrom them: nothing.\n\nFrom us: nothing.\n"
        )
        assert page(tmp_path / "none", "--to", "csv") == SHEET.splitlines()[0] + "\r\n"
        assert list(Calendar.from_ical(page(tmp_path / "none", "--to", "ics")).walk("VEVENT")) == []
        assert not (tmp_path / "none").exists()

    @pytest.mark.parametrize(
        ("words", "told_of_it"),
        [
            ("--to pdf", "--to: “pdf” is no paper; it is ics or csv."),
            ("--to ics --json", "--to and --json are two papers; give one of them."),
            ("--json --markdown", "--json and --markdown are two papers; give one of them."),
            ("--ours --theirs", "--ours and --theirs together are all promises: leave both out."),
            ("--kept harrow:p1 --all", "--all is for listing promises; what became of them is said without it."),
            ("--kept harrow:p1 --to csv", "--to is for listing promises; what became of them is said without it."),
        ],
    )
    def test_refused(self, home: Path, words: str, told_of_it: str) -> None:
        """It says which flags do not go together, and which paper there is not."""
        found = said(home, TODAY, ["promises", *words.split()])
        assert (found.out, found.err, found.code) == ("", f"callplan: {told_of_it}\n", 2)

    def test_no_such_day_or_deal(self, home: Path) -> None:
        """It says what is no day, and offers the deal that comes near."""
        found = said(home, TODAY, ["promises", "--until", "soon"])
        assert (found.out, found.code, "“soon” is no day" in found.err) == ("", 2, True)
        found = said(home, TODAY, ["promises", "--deal", "quax"])
        assert found.err == "callplan: There is no deal “quax”. Did you mean quay?\n"
        assert found.code == 5

    def test_rows_of_an_older_callplan(self, own: Path) -> None:
        """It sums up anew what an older callplan summed up, and writes it back once nobody holds the file."""
        seal(own, "UPDATE summary SET form = 1", "DELETE FROM promises")
        other = sqlite3.connect(own / "callplan.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        assert page(own) == WIDE
        assert len(page(own, "--to", "csv").splitlines()) == 11
        other.close()
        assert raw(own, "SELECT count(*) FROM promises") == [(0,)]
        assert page(own) == WIDE
        assert raw(own, "SELECT count(*) FROM promises") == [(10,)]

    def test_third_parties(self, tmp_path: Path) -> None:
        """It counts and lists what a third party promised among theirs, by day."""
        told(tmp_path, THIRD)
        assert page(tmp_path, "--theirs") == (
            "PROMISES                                                         Mon 30 Nov 2026\n"
            "From them: two within seven days.\n"
            "\n"
            "WITHIN SEVEN DAYS\n"
            "  Tue 1 Dec  Rolf will take a call. · kraft:p3\n"
            "  Thu 3 Dec  Elin Berg will name a day. · kraft:p2\n"
            "\n"
            "What became of one: --kept, --missed, --moved or --released DEAL:ID.\n"
        )
        assert items(tmp_path, "--ours") == ["kraft:p1"]


def harrow(home: Path, today: str) -> tuple[str, int, str]:
    (each,) = json.loads(page(home, "--deal", "harrow", "--json", today=today))["promises"]
    return each["when"], each["days_late"], each["text"]


def raw(home: Path, *statements: str) -> list[tuple[Any, ...]]:
    """What the last statement finds in the journal's file."""
    database = sqlite3.connect(home / "callplan.db", isolation_level=None)
    found = [database.execute(statement).fetchall() for statement in statements]
    database.close()
    return found[-1]


class TestMarking:
    def test_several_at_once(self, own: Path) -> None:
        """It writes each deal's down in one transaction and says what was written."""
        flags = ["--kept", r"a\:b:p1", "--missed", "Oz & Sons:p1", "--moved", r"a\:b:p2:tomorrow"]
        found = said(own, TODAY, ["promises", *flags, "--released", "ours:p1"])
        assert (found.out, found.code) == ("", 0)
        assert found.err.replace("\u00a0", " ") == (
            "a:b p1 kept: we were to book the room by Mon 30 Nov.\n"
            "a:b p2 moved to Tue 1 Dec: we were to call back by Tue 24 Nov. Tue 24 Nov counts as missed.\n"
            "Oz & Sons p1 missed: Oz Tan was to send the ten names by Fri 20 Nov.\n"
            "ours p1 released: we were to train them by Fri 18 Dec.\n"
        )
        statement = (
            "SELECT deal, kind, on_day, count(*) OVER (PARTITION BY deal, batch) FROM events"
            " WHERE on_day = '2026-11-30' ORDER BY deal, kind"
        )
        assert raw(own, statement) == [
            ("Oz & Sons", "Missed", TODAY, 1),
            ("a:b", "Kept", TODAY, 2),
            ("a:b", "Moved", TODAY, 2),
            ("ours", "Released", TODAY, 1),
        ]
        assert items(own, "--until", "2026-12-07") == [
            "a\\:b:p5",
            "Norrland Kraft:p3",
            "a\\:b:p2",
            "harrow:p1",
            "a\\:b:p4",
        ]

    def test_as_json(self, own: Path) -> None:
        """It gives what was written as a value; enough of a deal's name will do."""
        found = said(own, TODAY, ["promises", "--moved", "norr:p3:2026-12-09", "--json"])
        assert (found.err, found.code) == ("norr: Norrland Kraft\n", 0)
        text = "Norrland Kraft p3 moved to Wed 9 Dec: we were to send the reference list by Wed 25 Nov."
        assert json.loads(found.out.replace("\u00a0", " ")) == {
            "schema": 1,
            "written": [
                {
                    "deal": "Norrland Kraft", "promise": "p3", "became": "moved", "on": TODAY, "until": "2026-12-09",
                    "text": f"{text} Wed 25 Nov counts as missed.",
                }
            ],
        }  # fmt: skip

    def test_before_its_day(self, own: Path) -> None:
        """It counts no miss for a first move before the day, and keeps to the last call's day on a clock set back."""
        found = said(own, "2026-11-01", ["promises", "--moved", "harrow:p1:2026-12-05", "--json"])
        (each,) = json.loads(found.out.replace("\u00a0", " "))["written"]
        assert each["on"] == "2026-11-03"
        assert each["text"] == "harrow p1 moved to Sat 5 Dec: Marta Lind was to name a quiet week by Fri 4 Dec."

    @pytest.mark.parametrize(
        ("flags", "told_of_it"),
        [
            (("--kept", "harrow:p9"), "--kept: there is no promise “p9” in “harrow”. Open are p1 (name a quiet week)."),
            (("--kept", "tide:p1"), "--kept: there is no promise “p1” in “tide”. Open are none."),
            (("--kept", "tide"), "--kept tide: it is written DEAL:ID."),
            (("--moved", "harrow:p1"), "--moved harrow:p1: it is written DEAL:ID:DATE."),
            (
                ("--kept", "a:b:p1"),
                "--kept a:b:p1: it is written DEAL:ID. A colon inside a field is written \\:.",
            ),
            (
                ("--moved", "harrow:p1:yesterday"),
                "--moved: 2026-11-29 lies before 2026-11-30; a promise has a day still to come.",
            ),
            (("--released", "oz & sons:p1"), "--kept: p1 of “Oz & Sons” is named twice; only one can be so."),
        ],
    )
    def test_all_or_nothing(self, home: Path, flags: tuple[str, str], told_of_it: str) -> None:
        """It writes nothing at all while one of the promises cannot be marked, and says which and why."""
        before = (home / "callplan.db").read_bytes()
        found = said(home, TODAY, ["promises", "--kept", "Oz & Sons:p1", *flags])
        assert (found.out, found.err, found.code) == ("", f"callplan: {told_of_it}\n", 2)
        assert (home / "callplan.db").read_bytes() == before

    def test_settled_already(self, own: Path) -> None:
        """It does not take a promise for kept twice, nor one that was released."""
        assert said(own, TODAY, ["promises", "--kept", "harrow:p1", "--released", "ours:p1"]).code == 0
        for flags, told_of_it in (
            (["--missed", "harrow:p1"], "--missed: p1 of “harrow” was kept already."),
            (["--moved", "ours:p1:+1w"], "--moved: p1 of “ours” was released already."),
        ):
            assert said(own, TODAY, ["promises", *flags]).err == f"callplan: {told_of_it}\n"

    def test_repeated(self, own: Path) -> None:
        """It passes over what stands already, so that a line whose half was done can be repeated."""
        line = ["promises", "--kept", "harrow:p1", "--moved", "ours:p1:2026-12-11"]
        assert said(own, TODAY, ["promises", "--kept", "harrow:p1"]).code == 0
        found = said(own, TODAY, line)
        assert (found.out, found.err.replace("\u00a0", " "), found.code) == (
            "",
            "harrow p1 was kept already; nothing was written for it.\n"
            "ours p1 moved to Fri 11 Dec: we were to train them by Fri 18 Dec.\n",
            0,
        )
        found = said(own, TODAY, line)
        assert (found.err.replace("\u00a0", " "), found.code) == (
            "harrow p1 was kept already; nothing was written for it.\n"
            "ours p1 is due Fri 11 Dec 2026 already; nothing was written for it.\n",
            0,
        )

    def test_held_file(self, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """It says so when somebody else is writing."""
        monkeypatch.setattr("callplan.journal.WAIT", 0.0)
        other = sqlite3.connect(own / "callplan.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        assert said(own, TODAY, ["promises", "--kept", "harrow:p1"]).code == 6
        other.close()


HOSTILE = (
    "=1+1,a;b\\c:d",
    '@sum("x")\u202e\x1b[31m',
    "-x\ty",
    "名前の長い取引先" * 6 + "é" * 12,
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Deals, people and acts with signs that mean something to a calendar, a spreadsheet or a screen."""
    folder = tmp_path_factory.mktemp("hostile")
    for name in HOSTILE:
        who = "+A|*n* \\: B; C"
        opened = ["prep", f"--with={who}:owner", "--playbook", "small-add-on", "--on", TODAY, "--no-input", "--", name]
        assert said(folder, TODAY, opened).code == 0
        act = "=cmd|x, \\: y; \\\\z\x07 " + "ö" * 80
        debriefed = [f"--with={who}", f"--promised={who}:{act}:+1w", "--verdict", "stayed", "--no-input", "--", name]
        found = said(folder, TODAY, ["debrief", *debriefed])
        assert found.code == 0, found.err
    return folder


def calls_and_off(home: Path, today: str, *words: str) -> set[tuple[str, str, str]]:
    """What a calendar has beside promises still to be kept: each text with its day, and whether it is off."""
    found = Calendar.from_ical(page(home, "--to", "ics", *words, today=today)).walk("VEVENT")
    return {
        (str(each["SUMMARY"]), each.decoded("DTSTART").isoformat(), str(each["STATUS"]))
        for each in found
        if "STATUS" in each
    }


class TestCalendar:
    def test_every_field(self, home: Path) -> None:
        """It is read by another's parser, each promise a whole day that neither fills nor shows it to others."""
        calendar = Calendar.from_ical(page(home, "--to", "ics"))
        assert (calendar["VERSION"], calendar["CALSCALE"]) == ("2.0", "GREGORIAN")
        assert calendar["PRODID"] == "-//callplan//promises//EN"
        events = {str(each["SUMMARY"]): each for each in calendar.walk("VEVENT") if "STATUS" not in each}
        assert len(events) == 10
        oz = events["Oz & Sons: Oz Tan will send the ten names"]
        assert (oz.decoded("DTSTART"), oz.decoded("DTEND")) == (date(2026, 11, 20), date(2026, 11, 21))
        assert oz["DTSTART"].params == oz["DTEND"].params == {"VALUE": "DATE"}
        assert oz["DESCRIPTION"] == 'For: names-sent\nKept: callplan promises --kept "Oz & Sons:p1"'
        assert (oz["CLASS"], oz["TRANSP"]) == ("PRIVATE", "TRANSPARENT")
        number, written = raw(
            home, "SELECT number, recorded_at FROM events WHERE deal = 'Oz & Sons' ORDER BY number DESC LIMIT 1"
        )[0]
        assert oz["SEQUENCE"] == number
        assert oz.decoded("DTSTAMP") == datetime.fromisoformat(written).astimezone(UTC)
        price = events["a:b: we will send the price"]
        assert price["DESCRIPTION"] == ("Missed once, and still to be kept\nKept: callplan promises --kept 'a\\:b:p5'")
        assert {name for each in events.values() for name in each} == {
            "UID", "DTSTAMP", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "CLASS", "TRANSP"
        }  # fmt: skip
        assert calendar.errors == []

    def test_calls_and_what_is_off(self, tmp_path: Path) -> None:
        """It has the call to come under one id, and strikes out for a while what was kept, released or called off."""
        told(tmp_path, CALLS)
        assert calls_and_off(tmp_path, "2026-11-25") == {
            ("oz: call with Ann Sea and Bo", "2026-12-03", "CONFIRMED"),
        }
        known = uids(page(tmp_path, "--to", "ics"))
        for line in (
            ["promises", "--kept", "oz:p1", "--released", "oz:p2"],
            ["debrief", "oz", "--call-moved", "2026-12-08", "--no-input"],
        ):
            found = said(tmp_path, "2026-11-26", line)
            assert found.code == 0, found.err
        off = {
            ("oz: Ann Sea will send the numbers", "2026-12-01", "CANCELLED"),
            ("oz: we will send the price", "2026-11-30", "CANCELLED"),
        }
        moved = {("oz: call with Ann Sea and Bo", "2026-12-08", "CONFIRMED")}
        assert calls_and_off(tmp_path, "2026-11-27") == off | moved
        now = uids(page(tmp_path, "--to", "ics"))
        assert now.keys() == known.keys()
        assert all(now[each][1] > known[each][1] for each in known)
        assert said(tmp_path, "2026-11-28", ["debrief", "oz", "--call-cancelled", "--no-input"]).code == 0
        cancelled = {each for each in calls_and_off(tmp_path, "2026-11-29") if "call" in each[0]}
        assert [status for _, _, status in cancelled] == ["CANCELLED"]
        assert uids(page(tmp_path, "--to", "ics")).keys() == known.keys()
        assert calls_and_off(tmp_path, "2026-11-29", "--ours") == {
            ("oz: we will send the price", "2026-11-30", "CANCELLED")
        }
        assert calls_and_off(tmp_path, "2027-03-01") == set()

    def test_of_a_dropped_deal(self, tmp_path: Path) -> None:
        """Of a dropped deal all is struck out for a while; brought back, it stands again under the same ids."""
        told(tmp_path, CALLS)
        known = uids(page(tmp_path, "--to", "ics"))
        assert said(tmp_path, "2026-11-26", ["drop", "oz"]).code == 0
        found = calls_and_off(tmp_path, "2026-11-27")
        assert found == {
            ("oz: Ann Sea will send the numbers", "2026-12-01", "CANCELLED"),
            ("oz: we will send the price", "2026-11-30", "CANCELLED"),
            ("oz: call with Ann Sea and Bo", "2026-12-03", "CANCELLED"),
        }
        gone = uids(page(tmp_path, "--to", "ics"))
        assert gone.keys() == known.keys()
        assert all(gone[each][1] > known[each][1] for each in known)
        assert calls_and_off(tmp_path, "2027-03-01") == set()
        assert said(tmp_path, "2026-11-28", ["drop", "oz", "--back"]).code == 0
        assert calls_and_off(tmp_path, "2026-11-29") == {("oz: call with Ann Sea and Bo", "2026-12-03", "CONFIRMED")}
        assert uids(page(tmp_path, "--to", "ics")).keys() == known.keys()

    def test_of_a_renamed_deal(self, tmp_path: Path) -> None:
        """By another name it is the same in a calendar, which would show each day twice otherwise."""
        told(tmp_path, CALLS)
        known = uids(page(tmp_path, "--to", "ics"))
        assert said(tmp_path, "2026-11-26", ["rename", "oz", "Oz & Sons"]).code == 0
        assert uids(page(tmp_path, "--to", "ics")).keys() == known.keys()

    def test_hostile_signs(self, hostile: Path) -> None:
        """It comes back from the parser as it was typed, signs that steer a screen apart."""
        calendar = Calendar.from_ical(page(hostile, "--to", "ics"))
        act = "=cmd|x, : y; \\z " + "ö" * 80
        names = ["=1+1,a;b\\c:d", '@sum("x")', "-x y", HOSTILE[3]]
        found = [str(each["SUMMARY"]) for each in calendar.walk("VEVENT")]
        assert sorted(found) == sorted(f"{name}: +A|*n* : B; C will {act}" for name in names)

    def test_folded(self, hostile: Path) -> None:
        """It ends each line in CR and LF, none longer than 75 octets, none cut inside a sign."""
        paper = page(hostile, "--to", "ics").encode()
        lines = paper.split(b"\r\n")
        assert lines.pop() == b""
        assert max(map(len, lines)) <= 75
        assert all(b"\n" not in line and b"\r" not in line and line.decode() for line in lines)
        assert [line for line in lines if any(octet < 32 or octet == 127 for octet in line)] == []

    def test_the_same_again(self, own: Path) -> None:
        """It writes the same octets until something is written down; a promise that moved keeps its id."""
        before = page(own, "--to", "ics")
        assert page(own, "--to", "ics", today="2026-12-02") == before
        assert said(own, TODAY, ["promises", "--moved", "harrow:p1:2026-12-10"]).code == 0
        old, new = uids(before), uids(page(own, "--to", "ics"))
        assert old.keys() == new.keys()
        assert len(old) == 15
        moved = {uid: (old[uid], new[uid]) for uid in old if old[uid][0] != new[uid][0]}
        ((was, now),) = moved.values()
        assert (was[0], now[0]) == (date(2026, 12, 4), date(2026, 12, 10))
        assert now[1] > was[1]

    def test_of_another_journal(self) -> None:
        """It tells the promise of a deal of that name in somebody else's journal from this one."""
        begun = ("2026-11-20T10:00:00+01:00", "2026-11-20T10:00:01+01:00")
        assert len({uid("harrow", "p1", each) for each in begun} | {uid("harrow", "p2", begun[0])}) == 3
        assert uid("harrow", "p1", begun[0]) == "callplan-c3f6254a2b7949993f3ee71b747e08e5"

    def test_a_damaged_time(self, own: Path) -> None:
        """It says whose time cannot be read."""
        seal(own, "UPDATE events SET recorded_at = 'noon' WHERE deal = 'harrow'")
        found = said(own, TODAY, ["promises", "--to", "ics"])
        assert (found.out, found.code) == ("", 3)
        assert "damaged (when “harrow” was written to cannot be read)" in found.err

    def test_the_last_day_there_is(self, own: Path) -> None:
        """It leaves out the end of a day that no day follows, which an older callplan took."""
        assert said(own, TODAY, ["promises", "--moved", "harrow:p1:2030-12-31"]).code == 0
        seal(own, "UPDATE events SET body = replace(body, '2030-12-31', '9999-12-31')")
        each, *_ = Calendar.from_ical(page(own, "--to", "ics", "--deal", "harrow")).walk("VEVENT")
        assert (each.decoded("DTSTART"), "DTEND" in each) == (date(9999, 12, 31), False)

    def test_whatever_the_system_writes(self, hostile: Path) -> None:
        """It writes UTF-8 and its own line ends into a pipe of another encoding."""
        line = [sys.executable, "-m", "callplan", "promises", "--to", "ics"]
        env = environ(hostile, CALLPLAN_TODAY=TODAY, PYTHONIOENCODING="latin-1", PYTHONUTF8="0")
        run = subprocess.run(line, capture_output=True, env=env, check=True)
        assert run.stdout.decode() == page(hostile, "--to", "ics")


def uids(paper: str) -> dict[str, tuple[date, int]]:
    """Each promise's day and number by its id."""
    events = Calendar.from_ical(paper).walk("VEVENT")
    return {str(each["UID"]): (each.decoded("DTSTART"), int(each.decoded("SEQUENCE"))) for each in events}


class TestSpreadsheet:
    def test_every_cell(self, home: Path) -> None:
        """It has a header and a row a promise, of all of them."""
        assert page(home, "--to", "csv") == SHEET.replace("\n", "\r\n")

    def test_formulas(self, hostile: Path) -> None:
        """It takes the harm out of cells that a spreadsheet would work out."""
        head, *rows = csv.reader(StringIO(page(hostile, "--to", "csv"), newline=""))
        assert sorted(row[0] for row in rows) == sorted(["'=1+1,a;b\\c:d", '\'@sum("x")', "'-x y", HOSTILE[3]])
        assert {row[head.index("who")] for row in rows} == {"'+A|*n* : B; C"}
        assert {row[head.index("act")] for row in rows} == {"'=cmd|x, : y; \\z " + "ö" * 80}

    @pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\t=", " =", "＝"])
    def test_every_sign(self, sign: str) -> None:
        """It sees a formula behind what is cut away, too."""
        each = due(Pledge("d", "p1", "us", "", f"{sign}1", date(2026, 12, 1), "open", ""), date(2026, 12, 1))
        (_, row) = csv.reader(StringIO(spreadsheet([each]), newline=""))
        assert row[4].startswith("'")


def test_hostile_names(hostile: Path) -> None:
    """It prints no sign that steers a screen or a page, and nothing beyond its columns."""
    for columns in (80, 40):
        found = page(hostile, columns=columns)
        assert not {"\x1b", "\u202e", "\x07"} & set(found)
        assert max(map(width, found.splitlines())) <= columns
    rows = [row for row in page(hostile, "--markdown").splitlines() if row.startswith("| ")]
    assert {row.replace("\\|", "").count("|") for row in rows} == {8}


def test_the_ends_of_the_calendar() -> None:
    """It counts seven days as far as there are days."""
    assert (day_before(date.min), week_end(date.max)) == (date.min, date.max)
    assert (day_before(date(2026, 12, 1)), week_end(date(2026, 12, 1))) == (date(2026, 11, 30), date(2026, 12, 8))


class TestFile:
    def test_letters(self, own: Path) -> None:
        """It says at the beginning of a file for a spreadsheet that it is UTF-8, and only its owner can read it."""
        told(own, MORE.partition("2026-11-25")[0].replace("a:b", "Ångström"))
        file = own / "promises.csv"
        found = said(own, TODAY, ["promises", "--to", "csv", "-o", str(file)])
        assert (found.out, found.err, found.code) == ("", f"Written to {file}.\n", 0)
        assert file.read_bytes() == b"\xef\xbb\xbf" + page(own, "--to", "csv").encode()
        assert "Ångström" in file.read_text(encoding="utf-8-sig")
        assert file.stat().st_mode & 0o777 == 0o600

    def test_never_over_another(self, own: Path) -> None:
        """It writes over no file, unless it is told to."""
        file = own / "promises.ics"
        file.write_text("mine")
        found = said(own, TODAY, ["promises", "--to", "ics", "-o", str(file)])
        told_so = f"callplan: {file} is there already; --force writes over it.\n"
        assert (found.out, found.err, found.code, file.read_text()) == ("", told_so, 1, "mine")
        found = said(own, TODAY, ["promises", "--to", "ics", "-o", str(file), "--force"])
        assert (found.out, found.err, found.code) == ("", f"{file} was replaced.\n", 0)
        assert file.read_bytes() == page(own, "--to", "ics").encode()

    @pytest.mark.parametrize(
        ("words", "refused"),
        [
            ("-o x.csv", "--output is the file of --to ics or --to csv; give one of them, too."),
            ("--to csv --force", "--force writes over the file of --output; give that, too."),
        ],
    )
    def test_refused(self, home: Path, words: str, refused: str) -> None:
        """It says what a file needs beside it."""
        found = said(home, TODAY, ["promises", *words.split()])
        assert (found.out, found.err, found.code) == ("", f"callplan: {refused}\n", 2)
