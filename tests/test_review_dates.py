"""A review of deals with a date: what is said where there is little room left, worked out from a stored row."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from textwrap import dedent
from unittest import mock

import pytest
from story import Story

from callplan.core.deal.fold import fold
from callplan.core.summary import until
from callplan.core.summary.rows import summary
from callplan.journal import Journal

MAP = """
roles: {boss: {title: boss}, cfo: {title: finance}}
stages:
  - {id: want, title: Is it worth having?, steps: [{id: go, title: the go-ahead, whether: it is worth it, by: boss,
     takes: 2-5bd}]}
  - {id: order, title: Order it, steps: [{id: buy, title: the order, whether: it is ordered, by: cfo, needs: [go],
     takes: 3bd}]}
"""

TIGHT = "and that is tight: it holds only if all goes quickly."


def note(story: Story) -> list[str]:
    """The line under the one deal of a review."""
    deals = story.line("review", "--json").json["deals"]
    return [each["note"].replace("\u00a0", " ") for each in deals]


@pytest.mark.parametrize(
    ("today", "said"),
    [
        ("2026-11-10", ""),
        ("2026-11-11", "Ana wants the order by 30 Nov, with five working days to spare. "),
        ("2026-11-16", "Ana wants the order by 30 Nov, with two working days to spare. "),
        ("2026-11-18", "Ana wants the order by 30 Nov, with no day to spare. "),
        ("2026-11-20", f"Ana wants the order by 30 Nov, {TIGHT} "),
        ("2026-11-23", f"Ana wants the order by 30 Nov, {TIGHT} "),
        (
            "2026-11-24",
            "Ana wants the order by 30 Nov, and that cannot hold: one working day is missing. Ana can waive the "
            "go-ahead, else the day moves.",
        ),
        (
            "2026-11-27",
            "Ana wants the order by 30 Nov, and that cannot hold: four working days are missing. Ana can waive the "
            "go-ahead, else the day moves.",
        ),
        ("2026-12-01", "Ana wanted the order by 30 Nov, and that day has gone by: which holds now?"),
    ],
)
def test_room(tmp_path: Path, today: str, said: str) -> None:
    """It says how the client's date stands as days go by, though nobody has folded the deal since.

    On paper: eight working days at most, five at least; from Wed 18 Nov, eight of them end on Mon 30 Nov.
    """
    story = Story(tmp_path, MAP)
    story.prep('--with Ana:boss --person Cy:cfo:Ana --on 2026-11-03 --date "2026-11-30:Ana"')
    story.today = today
    asked = "No day for the go-ahead: ask Ana for one." if said == "" or said.endswith(" ") else ""
    assert note(story)[0] == f"{said}{asked}"


@pytest.mark.parametrize(
    ("day", "today", "said"),
    [
        ("2026-11-25", "2026-11-16", "Ana wants the go-ahead by 25 Nov, with two working days to spare. "),
        (
            "2026-11-24",
            "2026-11-20",
            f"Ana wants the go-ahead by 24 Nov, {TIGHT} The order by 30 Nov is tight as well. ",
        ),
        (
            "2026-11-23",
            "2026-11-20",
            "Ana wants the go-ahead by 23 Nov, and that cannot hold: one working day is missing. Ana can waive the "
            "go-ahead, else the day moves. The order by 30 Nov is tight. ",
        ),
        (
            "2026-11-23",
            "2026-11-24",
            "Ana wanted the go-ahead by 23 Nov, and that day has gone by: which holds now? The order by 30 Nov cannot "
            "hold. ",
        ),
        (
            "2026-11-30",
            "2026-12-01",
            "Ana wanted the go-ahead by 30 Nov, and that day has gone by: which holds now? The day for the order, "
            "30 Nov, has gone by as well. ",
        ),
    ],
)
def test_several_days(tmp_path: Path, day: str, today: str, said: str) -> None:
    """Of several dates it tells of the worst, and names another that is in danger; nothing of one that holds.

    On paper: the go-ahead takes two to five working days, the order three more.
    """
    story = Story(tmp_path, MAP)
    story.prep(f"--with Ana:boss --person Cy:cfo:Ana --on 2026-11-03 --date 2026-11-30:Ana --date go:{day}:Ana")
    story.today = today
    assert f"{note(story)[0]} ".startswith(said)


@pytest.mark.parametrize(
    ("book", "said"),
    [
        (
            MAP.replace("by: boss,", "by: boss, waive: never,"),
            "Ana wants the order by 30 Nov, and that cannot hold: one working day is missing, and the order takes "
            "longest. Ask Ana which later day holds.",
        ),
        (
            MAP.replace("by: boss,", "by: boss, waive: never,").replace("2-5bd", "3bd"),
            "Ana wants the order by 30 Nov, and that cannot hold: two working days are missing. Ask Ana which later "
            "day holds.",
        ),
    ],
)
def test_nobody_can_waive(tmp_path: Path, book: str, said: str) -> None:
    """Where nobody may let anything go, it says what takes longest, if one thing does, and whom to ask."""
    story = Story(tmp_path, book)
    story.prep("--with Ana:boss --person Cy:cfo:Ana --on 2026-11-03 --date 2026-11-30:Ana")
    story.today = "2026-11-24"
    assert note(story)[0] == said


def test_a_waiver_that_gains_nothing(tmp_path: Path) -> None:
    """It names no waiver of what another step, as long, goes on beside; the table says who has to see to each."""
    acts = "".join(f"{{id: {name}, title: the {name}, will: write the {name}, by: BY, takes: 5bd}}," for name in "pq")
    book = MAP.replace("steps: [{id: buy", f"steps: [{acts} {{id: buy").replace("needs: [go]", "needs: [p, q]")
    story = Story(tmp_path, book.replace("BY", "{any: [boss, cfo]}"))
    story.prep("--with Ana:boss --person Cy:cfo:Ana --settled go:Ana --on 2026-11-03 --date 2026-11-10:Ana")
    assert note(story)[0].startswith(
        "Ana wants the order by 10 Nov, and that cannot hold: two working days are missing, and the q takes longest. "
        "Ask Ana which later day holds. "
    )
    assert "Ana or Cy" in story.line("show", "acme", "--dates").out


def test_holidays(tmp_path: Path) -> None:
    """Days on which nobody works are no days to spare; a date in danger takes no room from what is to be asked.

    On paper: eight working days back from Mon 30 Nov is Wed 18 Nov, and the 17th is free.
    """
    (tmp_path / "holidays.txt").write_text("2026-11-17\n", encoding="utf-8")
    story = Story(tmp_path, MAP)
    story.prep("--with Ana:boss --person Cy:cfo:Ana --on 2026-11-03 --date 2026-11-30:Ana")
    story.today = "2026-11-16"
    assert note(story)[0].startswith(
        "Ana wants the order by 30 Nov, with one working day to spare. No day for the go-ahead: ask Ana for one."
    )
    story.today = "2026-11-24"
    assert "cannot hold: one working day is missing. Ana can waive" in note(story)[0]


def test_our_own_belief(tmp_path: Path) -> None:
    """It says when a day is what we believe and nobody of theirs has said."""
    story = Story(tmp_path, MAP)
    story.prep("--with Ana:boss --person Cy:cfo:Ana --on 2026-11-03 --date 2026-11-30")
    story.today = "2026-11-18"
    assert note(story)[0].startswith("We take it that they want the order by 30 Nov, with no day to spare. ")
    story.today = "2026-12-01"
    assert note(story)[0].startswith("We took it that they wanted the order by 30 Nov, and that day has gone by: ")


def test_no_number_where_holidays_may_come_between(tmp_path: Path) -> None:
    """It says how many days are missing only where no holiday can come to lie between; the table counts them."""
    (tmp_path / "holidays.txt").write_text("2026-12-01\n", encoding="utf-8")
    story = Story(tmp_path, MAP)
    story.prep("--with Ana:boss --person Cy:cfo:Ana --on 2026-11-03 --date 2026-11-30:Ana")
    story.today = "2026-11-26"
    assert note(story)[0] == (
        "Ana wants the order by 30 Nov, and that cannot hold. Ana can waive the go-ahead, else the day moves."
    )


def test_no_room_is_asked_about_what_is_over(tmp_path: Path) -> None:
    """It says nothing of a date once the deal has ended."""
    story = Story(tmp_path, MAP)
    story.prep('--with Ana:boss --on 2026-11-03 --date "2026-11-04:Ana"')
    story.line("close", "acme", "--lost", "--reason", "too dear", "--no-input")
    story.today = "2026-12-01"
    deals = story.line("review", "--closed", "--json").json["deals"]
    assert [each["note"] for each in deals] == ["Too dear."]


def test_a_day_that_cannot_hold_is_none(tmp_path: Path) -> None:
    """It passes no deal whose own date cannot hold, though its next decision has a day; stored or summed up anew."""
    story = Story(tmp_path, MAP)
    story.prep('--with Ana:boss,cfo --on 2026-11-03 --date "2026-11-30:Ana" --date "go:2026-12-20:Ana"')
    story.debrief('--on 2026-11-03 --with Ana --verdict stayed --next "2026-12-20:go:Ana"')
    passed = {}
    for today in ("2026-11-22", "2026-11-23", "2026-11-24", "2026-11-30", "2026-12-01", "2026-12-21"):
        story.today = today
        review = story.line("review", "--json").json
        (deal,) = review["deals"]
        passed[today] = deal["passed"]
        assert (review["counted"]["passed"], review["counted"]["day"]) == (deal["passed"], not deal["passed"])
        assert [lack["part"] for lack in deal["lacks"]] == ([] if deal["passed"] else ["day"])
        found = fold(Journal(str(tmp_path / "callplan.db")).entries("acme"), "acme")
        assert until(summary(found, date.fromisoformat(today))) == date(2026, 11, 23)
        assert deal["passed"] == story.line("review", "acme", "--json").json["passed"]
    assert passed == {day: day <= "2026-11-23" for day in passed}


def test_columns_of_a_wide_screen(tmp_path: Path) -> None:
    """It shows their date with what is left before it, the amount, and the day counted back, on 110 columns."""
    story = Story(tmp_path, f"facts: {{amount: {{type: number, ask: How much?}}}}\n{dedent(MAP)}")
    story.prep('--with Ana:boss --person Cy:cfo:Ana --on 2026-11-03 --date "2026-11-30:Ana" --set amount=84000:Ana')
    story.today = "2026-11-10"
    with mock.patch("callplan.cli.papers.columns", return_value=130):
        wide = story.line("review").out.replace("\u00a0", " ").splitlines()
    assert max(map(len, wide)) <= 110
    assert wide[-3:] == [
        "DEAL         THEIR NEXT DECISION  WHOSE         BY      QUIET        MISSED      AMOUNT     THEIR DATE",
        "acme         the go-ahead         Ana           ≤25 Nov 8d                       84,000     30 Nov, 6d spare",
        "  No day for the go-ahead: ask Ana for one.",
    ]
