"""The day's list from the journal alone: calls, what has no debrief, what is due."""

from __future__ import annotations

import json
import sqlite3
from io import StringIO
from pathlib import Path
from unittest import mock

import pytest
from monday import DEALS, said, told

TODAY = "2026-12-02"
MORE = r"""
2026-11-30
prep harrow --on 2026-12-03 --with "Marta Lind" --with "Piet Maas" --minutes 45
prep bakery --playbook small-add-on --with "Oz Tan:owner" --on 2026-12-03 --minutes 15
prep far --playbook small-add-on --with "Fay Orr:owner" --on 2026-12-10
2026-12-01
prep elm --playbook small-add-on --with "Ute Elm:owner" --on 2026-12-01
debrief elm --with "Ute Elm" --we-promised "send a list:2026-12-02" --next "2026-12-02:wanted:Ute Elm" --verdict stayed
"""
WIDE = """\
TODAY                                                             Wed 2 Dec 2026

CALLS TODAY
  elm  With Ute Elm · callplan prep elm
       Ute decides whether enough people would use this.

CALLS ON THU 3 DEC
  bakery  15 min with Oz Tan, planned on 30 Nov
          Oz decides whether enough people would use this.
  harrow  45 min with Marta Lind and Piet Maas, planned on 30 Nov
          Marta decides whether the risks are under control.

NO DEBRIEF YET
  lindqvist  Tue 17 Nov, with Siv Lindqvist · callplan debrief lindqvist

DUE BY THU 3 DEC
  Fri 20 Nov  Oz Tan was to send the ten names: 12 days late. · Oz & Sons:p1
  Wed 25 Nov  We were to send the reference list: seven days late.
              Norrland Kraft:p3
  Wed 2 Dec   We will send a list. · elm:p1
"""
NARROW = """\
TODAY                     Wed 2 Dec 2026

CALLS TODAY
  elm
    With Ute Elm · callplan prep elm
    Ute decides whether enough people
    would use this.
"""
MARKDOWN = """\
# Today · Wed 2 Dec 2026

## Calls today

|  |  |
| --- | --- |
| elm | With Ute Elm · callplan prep elm. Ute decides whether enough people would use this. |

## Calls on Thu 3 Dec

"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with calls today and on the next day, and one later."""
    place = tmp_path_factory.mktemp("today")
    told(place, DEALS)
    told(place, MORE)
    return place


def test_list(home: Path) -> None:
    """It lists the calls of today and of the next day with any, what has no debrief, and what is due by then."""
    assert said(home, TODAY, ["today"]).out == WIDE


def test_narrow(home: Path) -> None:
    """It has room on 40 columns: what a call is called stands on a row of its own."""
    found = said(home, TODAY, ["today"], columns=40).out
    assert found.startswith(NARROW)
    assert max(map(len, found.splitlines())) <= 40


def test_markdown(home: Path) -> None:
    """It is a table a part in Markdown."""
    assert said(home, TODAY, ["today", "--markdown"]).out.startswith(MARKDOWN)


def test_json(home: Path) -> None:
    """It gives calls with their people and length to a machine, and what is due."""
    page = json.loads(said(home, TODAY, ["today", "--json"]).out)
    assert (page["schema"], page["on"], page["until"], page["later"]) == (1, TODAY, "2026-12-03", "2026-12-10")
    assert page["calls"][2] == {
        "deal": "harrow", "day": "2026-12-03", "minutes": 45, "people": ["Marta Lind", "Piet Maas"],
        "planned_on": "2026-11-30", "text": "45 min with Marta Lind and Piet Maas, planned on 30\u00a0Nov", "to_do": "",
        "aim": "Marta decides whether the risks are under control.", "start": "", "may_be": [], "invite": "",
    }  # fmt: skip
    assert [each["reference"] for each in page["due"]] == ["Oz & Sons:p1", "Norrland Kraft:p3", "elm:p1"]


def test_until(home: Path) -> None:
    """It goes as far as it is told to, calls and promises alike, and says how a day was read."""
    found = said(home, TODAY, ["today", "--until", "thu"])
    assert (found.out, found.err.splitlines()[0]) == (WIDE, "“thu” is Thu 3 Dec.")
    longer = said(home, TODAY, ["today", "--until", "2026-12-10"]).out
    assert "CALLS ON THU 10 DEC\n  far  30 min with Fay Orr, planned on 30 Nov\n" in longer
    assert "DUE BY THU 10 DEC" in longer
    assert "Fri 4 Dec   Marta Lind will name a quiet week. · harrow:p1" in longer


def test_days_without_calls(home: Path) -> None:
    """It says when the next call is where today has none, and goes on to that day if it is within a week."""
    assert said(home, "2026-12-04", ["today"]).out.startswith(
        "TODAY                                                             Fri 4 Dec 2026\n"
        "No call today.\n\nCALLS ON THU 10 DEC\n"
    )
    assert "\nNo call until Thu 10 Dec.\n" in said(home, "2026-12-04", ["today", "--until", "mon"]).out


def test_day_gone_by(home: Path) -> None:
    """It refuses to look back: what lies before today is in other looks."""
    found = said(home, TODAY, ["today", "--until", "2026-12-01"])
    assert (found.code, found.err) == (2, "callplan: --until: 2026-12-01 lies before today, 2026-12-02.\n")


def test_far_call(home: Path) -> None:
    """It names the day of a call that is more than a week away, and lists what is due by the next working day."""
    page = json.loads(said(home, "2026-11-20", ["today", "--json"]).out)
    assert (page["head"], page["until"], page["calls"]) == ("No call until Wed\u00a02\u00a0Dec.", "2026-11-23", [])


def test_nothing(tmp_path: Path) -> None:
    """It says so where no deal has a call, and makes no file of it."""
    found = said(tmp_path / "none", TODAY, ["today"])
    assert found.out == (
        "TODAY                                                             Wed 2 Dec 2026\n"
        "No call is planned or agreed.\n"
    )
    assert not (tmp_path / "none").exists()


def test_more(tmp_path: Path) -> None:
    """It names a few of many calls, of those without a debrief the latest, and says how to see the others."""
    behind = [f"prep d{n} --playbook small-add-on --with 'Oz Tan:owner' --on 2026-11-{n + 10}" for n in range(7)]
    ahead = [f"prep e{n:02} --playbook small-add-on --with 'Oz Tan:owner' --on {TODAY}" for n in range(22)]
    told(tmp_path, "\n".join(["2026-11-02", *behind, *ahead]))
    found = said(tmp_path, TODAY, ["today"]).out.splitlines()
    assert found[2:4] == ["CALLS TODAY", "  e00  30 min with Oz Tan, planned on 2 Nov"]
    assert found[42:46] == [
        "       Oz decides whether enough people would use this.", "  Two more: --all lists every one.", "",
        "NO DEBRIEF YET",
    ]  # fmt: skip
    assert [line.split()[0] for line in found[46:51]] == ["d6", "d5", "d4", "d3", "d2"]
    assert found[51:] == ["  Two more: --all lists every one."]
    every = said(tmp_path, TODAY, ["today", "--all"]).out
    assert (every.count("planned on"), every.count("callplan debrief"), "more:" in every) == (22, 7, False)


def test_debriefed(tmp_path: Path) -> None:
    """It drops a call once it is debriefed, called off, or its deal lost, and goes with the day it was moved to."""
    told(tmp_path, DEALS)
    told(tmp_path, MORE)
    told(
        tmp_path,
        f"""\
{TODAY}
debrief elm --call-cancelled
debrief bakery --call-moved 2026-12-04
close far --lost --reason "too expensive"
debrief harrow --with "Marta Lind" --on 2026-12-02 --verdict stayed
""",
    )
    page = json.loads(said(tmp_path, TODAY, ["today", "--json"]).out)
    assert [(each["deal"], each["day"]) for each in page["calls"]] == [("bakery", "2026-12-04")]
    assert page["head"] == "No call today."


def test_calendar_turns(tmp_path: Path) -> None:
    """It says what a call is for as that stands today, also where nobody has looked since."""
    told(
        tmp_path,
        """\
2026-11-30
prep elm --playbook small-add-on --with "Ute Elm:owner" --on 2026-11-30
debrief elm --with "Ute Elm" --deferred "wanted:Ute Elm:2026-12-07" --next "2026-12-09:wanted:Ute Elm" --verdict stayed
""",
    )
    assert said(tmp_path, "2026-11-30", ["review"]).code == 0
    before, after = (
        json.loads(said(tmp_path, day, ["today", "--until", "2026-12-09", "--json"]).out)["calls"][0]["aim"]
        for day in ("2026-11-30", "2026-12-08")
    )
    assert before != after


def test_damaged(tmp_path: Path) -> None:
    """It refuses a damaged row with the file's name, and no traceback."""
    told(tmp_path, DEALS)
    told(tmp_path, MORE)
    assert said(tmp_path, TODAY, ["today"]).code == 0
    for damage in ("turns_on = '2026'", "turns_on = NULL, body = '{'"):
        with sqlite3.connect(tmp_path / "callplan.db") as database:
            database.execute(f"UPDATE summary SET {damage} WHERE deal = 'elm'")
        found = said(tmp_path, TODAY, ["today"])
        assert (found.code, found.out) == (3, "")
        assert str(tmp_path / "callplan.db") in found.err


def test_prep_offers_calls(home: Path) -> None:
    """It offers the calls to come before the deals where prep is not told which deal."""
    with mock.patch("sys.stdin", StringIO()):
        asked = said(home, TODAY, ["prep", "--plain-prompts"])
    assert asked.err.splitlines()[1:12] == [
        "Which deal?",
        "  1 elm, today with Ute Elm",
        "  2 bakery, Thu 3 Dec with Oz Tan",
        "  3 harrow, Thu 3 Dec with Marta Lind and Piet Maas",
        "  4 far",
        "  5 quay",
        "  6 lindqvist",
        "  7 Oz & Sons",
        "  8 tide",
        "  9 Norrland Kraft",
        " 10 A new deal",
    ]


def test_no_calendar(home: Path) -> None:
    """It says in one line how a calendar is set, beside the list; not where a prep offers the calls."""
    assert said(home, TODAY, ["today", "--json"]).err == (
        f"A calendar would add the hours. It is set in {home}/config.toml, under [calendar]: "
        'file = "~/calendars/mine" and me = ["kim@north.example"].\n'
    )


def test_day_of_a_call_to_come(home: Path) -> None:
    """It is the call to come where prep is given the day of that alone: its length and people stay; else another."""
    head = "HARROW · Thu 3 Dec 2026 · 45 minutes · 84,000 EUR\nWith Marta Lind (sponsor) and Piet Maas"
    assert said(home, TODAY, ["prep", "harrow", "--on", "2026-12-03", "--no-input"]).out.startswith(head)
    assert said(home, TODAY, ["prep", "harrow", "--on", "2026-12-04", "--no-input"]).out.splitlines()[:2] == [
        "HARROW · Fri 4 Dec 2026 · 30 minutes · 84,000 EUR", "Nobody is named for it yet; it takes Marta.",
    ]  # fmt: skip
