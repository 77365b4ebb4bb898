"""A review of deals with a date: what is said where there is little room left, worked out from a stored row."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from textwrap import dedent
from unittest import mock

import pytest
from story import Story

MAP = """
roles: {boss: {title: boss}, cfo: {title: finance}}
stages:
  - {id: want, title: Is it worth having?, steps: [{id: go, title: the go-ahead, whether: it is worth it, by: boss,
     takes: 2-5bd}]}
  - {id: order, title: Order it, steps: [{id: buy, title: the order, whether: it is ordered, by: cfo, needs: [go],
     takes: 3bd}]}
"""

NEXT = "Next: Ana decides whether it is worth it."
QUIET = "Quiet for {} days: get a day."


def note(story: Story) -> list[str]:
    """The line under the one deal of a review."""
    deals = story.line("review", "--json").json["deals"]
    return [each["note"].replace("\u00a0", " ") for each in deals]


@pytest.mark.parametrize(
    ("today", "said"),
    [
        ("2026-11-18", ""),
        ("2026-11-19", "The order by Mon 30 Nov will be close."),
        ("2026-11-23", "The order by Mon 30 Nov will be close."),
        (
            "2026-11-24",
            "At this pace the order comes one working day after the day Ana wants, Mon 30 Nov. Ask which "
            "day holds now.",
        ),
        (
            "2026-11-27",
            "At this pace the order comes four working days after the day Ana wants, Mon 30 Nov. Ask which "
            "day holds now.",
        ),
        ("2026-12-01", "Ana wanted the order by Mon 30 Nov. Ask which day holds now."),
    ],
)
def test_room(tmp_path: Path, today: str, said: str) -> None:
    """It says how the client's date stands as days go by, though nobody has folded the deal since.

    On paper: eight working days at most, five at least; from Wed 18 Nov, eight of them end on Mon 30 Nov.
    """
    story = opened(tmp_path, '--with Ana:boss --person Cy:cfo:Ana --date "2026-11-30:Ana"')
    story.today = today
    days = (date.fromisoformat(today) - date(2026, 11, 2)).days
    assert note(story) == [f"{said} {QUIET.format(days)}".strip()]


def opened(home: Path, flags: str, book: str = MAP) -> Story:
    """A deal whose first call was held, with nothing decided."""
    story = Story(home, book)
    story.prep(f"--on 2026-11-03 {flags}")
    story.debrief("--on 2026-11-03 --with Ana --verdict stayed")
    return story


@pytest.mark.parametrize(
    ("day", "today", "said"),
    [
        ("2026-11-25", "2026-11-16", ""),
        (
            "2026-11-24",
            "2026-11-20",
            "The go-ahead by Tue 24 Nov will be close. The order by Mon 30 Nov will be close, too.",
        ),
        (
            "2026-11-23",
            "2026-11-20",
            "At this pace the go-ahead comes one working day after the day Ana wants, Mon 23 Nov. Ask which "
            "day holds now. The order by Mon 30 Nov will be close, too.",
        ),
        (
            "2026-11-23",
            "2026-11-24",
            "Ana wanted the go-ahead by Mon 23 Nov. Ask which day holds now. The order by Mon 30 Nov doesn't hold "
            "either.",
        ),
        (
            "2026-11-30",
            "2026-12-01",
            "Ana wanted the go-ahead by Mon 30 Nov. Ask which day holds now. The order by Mon 30 Nov has gone by, too.",
        ),
    ],
)
def test_several_days(tmp_path: Path, day: str, today: str, said: str) -> None:
    """Of several dates it tells of the worst, and names another that is in danger; nothing of one that holds.

    On paper: the go-ahead takes two to five working days, the order three more.
    """
    story = opened(tmp_path, f"--with Ana:boss --person Cy:cfo:Ana --date 2026-11-30:Ana --date go:{day}:Ana")
    story.today = today
    assert note(story)[0].partition(" Quiet")[0] == (said or NEXT)


@pytest.mark.parametrize(
    ("waive", "asked"),
    [("", "Ask Ana whether the survey is really needed."), ("waive: never, ", "Ask which day holds")],
)
def test_what_may_be_let_go(tmp_path: Path, waive: str, asked: str) -> None:
    """It asks, as the page does, who may let what takes long go; which day holds where nobody may."""
    survey = f"{{id: look, title: the survey, will: do the survey, {waive}by: boss, takes: 2bd}},"
    book = MAP.replace("steps: [{id: go", f"steps: [{survey} {{id: go").replace("2-5bd", "1bd, needs: [look]")
    story = opened(tmp_path, "--with Ana:boss --person Cy:cfo:Ana --date 2026-11-30:Ana", book)
    story.today = "2026-11-25"
    assert note(story)[0].startswith(
        f"At this pace the order comes three working days after the day Ana wants, Mon 30 Nov. {asked}"
    )


def test_a_waiver_that_gains_nothing(tmp_path: Path) -> None:
    """It names no waiver of what another step, as long, goes on beside; the table says who has to see to each."""
    acts = "".join(f"{{id: {name}, title: the {name}, will: write the {name}, by: BY, takes: 5bd}}," for name in "pq")
    book = MAP.replace("steps: [{id: buy", f"steps: [{acts} {{id: buy").replace("needs: [go]", "needs: [p, q]")
    flags = "--with Ana:boss --person Cy:cfo:Ana --settled go:Ana --date 2026-11-10:Ana"
    story = opened(tmp_path, flags, book.replace("BY", "{any: [boss, cfo]}"))
    assert note(story)[0].startswith(
        "At this pace the order comes two working days after the day Ana wants, Tue 10 Nov. Ask which day holds now."
    )
    assert "Ana or Cy" in story.line("show", "acme", "--dates").out


def test_holidays(tmp_path: Path) -> None:
    """Days on which nobody works are none to spare.

    On paper: eight working days back from Mon 30 Nov is Wed 18 Nov, and the 17th is free.
    """
    (tmp_path / "holidays.txt").write_text("2026-11-17\n", encoding="utf-8")
    story = opened(tmp_path, "--with Ana:boss --person Cy:cfo:Ana --date 2026-11-30:Ana")
    story.today = "2026-11-16"
    (deal,) = story.line("review", "--json").json["deals"]
    assert (deal["slack"], deal["beside"]) == (1, ["their date 30\u00a0Nov, 1d slack"])
    story.today = "2026-11-24"
    assert note(story)[0].startswith("At this pace the order comes one working day after the day Ana wants, Mon 30 Nov")


def test_a_deadline_on_a_free_day(tmp_path: Path) -> None:
    """It tells the working day before as the deadline, where the client's day is a Sunday or a holiday."""
    (tmp_path / "holidays.txt").write_text("2026-11-27\n", encoding="utf-8")
    story = opened(tmp_path, "--with Ana:boss --person Cy:cfo:Ana --date 2026-11-29:Ana")
    story.today = "2026-11-19"
    assert note(story)[0].startswith("The order by Thu 26 Nov will be close.")


def test_our_own_belief(tmp_path: Path) -> None:
    """It says when a day is what we believe and nobody of theirs has said."""
    story = opened(tmp_path, "--with Ana:boss --person Cy:cfo:Ana --date 2026-11-30")
    story.today = "2026-11-26"
    assert note(story)[0].startswith(
        "At this pace the order comes three working days after the day we believe they want, Mon 30 Nov. "
    )
    story.today = "2026-12-01"
    assert note(story)[0].startswith("We believe they wanted the order by Mon 30 Nov. Ask which day holds now.")


def test_a_holiday_between(tmp_path: Path) -> None:
    """It counts no holiday among the days by which a date is missed."""
    (tmp_path / "holidays.txt").write_text("2026-12-01\n", encoding="utf-8")
    story = opened(tmp_path, "--with Ana:boss --person Cy:cfo:Ana --date 2026-11-30:Ana")
    story.today = "2026-11-26"
    assert note(story)[0].startswith(
        "At this pace the order comes three working days after the day Ana wants, Mon 30 Nov. Ask which day holds now."
    )


def test_no_room_is_asked_about_what_is_over(tmp_path: Path) -> None:
    """It says nothing of a date once the deal has ended."""
    story = Story(tmp_path, MAP)
    story.prep('--with Ana:boss --on 2026-11-03 --date "2026-11-04:Ana"')
    story.line("close", "acme", "--lost", "--reason", "too dear", "--no-input")
    story.today = "2026-12-01"
    deals = story.line("review", "--closed", "--json").json["deals"]
    assert [(each["note"], each["beside"]) for each in deals] == [("Too dear.", [])]


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
        assert deal["passed"] == story.line("review", "acme", "--json").json["passed"]
    assert passed == {day: day <= "2026-11-23" for day in passed}


@pytest.mark.parametrize(
    ("columns", "line"),
    [
        (40, "acme  Ana · the go-ahead · no day"),
        (60, "acme  Ana · the go-ahead · no day · 84,000"),
        (80, "acme  Ana · the go-ahead · no day · 84,000 · their date 30 Nov, 6d slack"),
        (130, "acme  Ana · the go-ahead · no day · 84,000 · their date 30 Nov, 6d slack"),
    ],
)
def test_what_there_is_room_for(tmp_path: Path, columns: int, line: str) -> None:
    """It tells the amount and how the client's own date stands, where a line has room left for them."""
    book = f"facts: {{amount: {{type: number, ask: How much?}}}}\n{dedent(MAP)}"
    story = opened(tmp_path, "--with Ana:boss --date 2026-11-30:Ana --set amount=84000:Ana", book)
    story.today = "2026-11-10"
    with mock.patch("callplan.cli.papers.columns", return_value=columns):
        rows = story.line("review").out.replace("\u00a0", " ").splitlines()
    assert line in rows
    assert max(map(len, rows)) <= columns


def test_as_columns_of_a_table(tmp_path: Path) -> None:
    """It has, in Markdown, a column for each, and under BY the day counted back from the client's own date."""
    story = opened(tmp_path, "--with Ana:boss --person Cy:cfo:Ana --date 2026-11-30:Ana")
    story.today = "2026-11-10"
    row = story.line("review", "--markdown").out.replace("\u00a0", " ").splitlines()[-1]
    assert row == f"| acme | the go-ahead | Ana | ≤25 Nov | 8d 1 call |  |  | 30 Nov, 6d slack | {NEXT} |"
