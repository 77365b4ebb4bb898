"""A margin: dates that stand still while the days go by, for a row that is read later."""

from __future__ import annotations

from datetime import date

from callplan.core.dates import CANNOT, HOLDS, PAST, TIGHT, Goal, Margin, margin
from callplan.core.deal.fold import fold
from callplan.core.deal.standing import Standing
from callplan.core.entries import Entry
from callplan.core.events import Dated, Deferred, Event, Met, Opened, Promised, Yes
from callplan.playbook_file import read

OPENED = date(2026, 12, 3)
FREE = frozenset(map(date.fromisoformat, ("2026-12-24", "2026-12-25", "2026-12-31", "2027-01-01", "2027-01-06")))
MAP = """
format: 1
id: way
title: A way
roles: {boss: {title: boss}, law: {title: legal}}
stages:
  - id: data
    title: May it leave?
    track: security
    steps:
      - {id: form, title: the form, will: fill in the form, by: law, takes: 5bd}
      - {id: release, title: the release, whether: it may leave, by: law, needs: [form + 10bd], takes: 2-4bd}
  - id: viewing
    title: Look at it
    steps: [{id: look, title: the look, whether: it is looked at, by: boss, takes: 1bd IMPLIED}]
  - id: buying
    title: Order it
    steps:
      - {id: seen, title: the sight, whether: it is seen, by: boss}
      - {id: order, title: the order, whether: it is ordered, by: boss, needs: [NEEDS], takes: 3-5bd}
ends: {won: {needs: [order]}}
"""


def found(*events: Event, needs: str = "look, release", implied: str = "") -> Margin | None:
    """The margin of a deal on the map after some events of its first day."""
    book, _ = read(MAP.replace("NEEDS", needs).replace(" IMPLIED", implied).encode(), "way.yaml")
    assert book is not None
    opening = [Opened(OPENED, book), Met(OPENED, "Ana", ("boss",)), Met(OPENED, "Sam", ("law",))]
    entries = [Entry(number, 1, event) for number, event in enumerate([*opening, *events], 1)]
    return margin(Standing(fold(tuple(entries), "acme", FREE)))


def wanted(day: str, decision: str = "order") -> Dated:
    return Dated(OPENED, decision, date.fromisoformat(day), "Ana")


def test_none() -> None:
    """A deal without a date has none."""
    assert found() is None


def the_one(room: Margin | None) -> Goal:
    """The one date of a margin."""
    assert room is not None
    (goal,) = room.goals
    return goal


def test_days_go_by() -> None:
    """It holds until the long way has to begin, is tight until the short one has, and then days are missing."""
    room = found(wanted("2027-01-29"))
    assert room is not None
    goal = the_one(room)
    assert room == Margin(
        (
            Goal(
                step="order", day=date(2027, 1, 29), start_by=date(2026, 12, 21), start_by_lower=date(2026, 12, 29),
                begin_by=date(2026, 12, 29), person="Ana", exact=False,
                by=date(2027, 1, 22), by_lower=date(2027, 1, 26),
            ),
        ),
        decision="look", free=tuple(sorted(FREE)),
    )  # fmt: skip
    days = [(12, 3), (12, 18), (12, 20), (12, 21), (12, 22), (12, 29)]
    told = [(goal.word(date(2026, *day)), room.slack(goal, date(2026, *day))) for day in days]
    assert told == [(HOLDS, 12), (HOLDS, 1), (HOLDS, 1), (HOLDS, 0), (TIGHT, 3), (TIGHT, 0)]
    late = [date(2026, 12, 30), date(2026, 12, 31), date(2027, 1, 4)]
    assert [(goal.word(day), room.slack(goal, day), room.missing(goal, day)) for day in late] == [
        (CANNOT, None, 1), (CANNOT, None, 1), (CANNOT, None, 2),
    ]  # fmt: skip
    past = date(2027, 1, 30)
    assert (goal.word(past), goal.slack(past), goal.missing(past)) == (PAST, None, None)


def test_fixed() -> None:
    """A day that is promised, or put off to, leaves so many days and no more, whenever work begins."""
    promise = Promised(OPENED, "p1", "Sam", "fill it in", date(2026, 12, 18), "form")
    goal = the_one(found(wanted("2027-01-29"), promise))
    assert (goal.fixed, goal.fixed_lower, goal.slack(OPENED, FREE)) == (6, 10, 6)
    assert goal.slack(date(2026, 12, 17), FREE) == 2
    late = the_one(found(wanted("2027-01-18"), promise))
    assert (late.start_by, late.start_by_lower) == (None, date(2026, 12, 14))
    assert (late.word(OPENED), late.slack(OPENED, FREE)) == (TIGHT, 1)
    later = the_one(found(wanted("2027-01-14"), promise))
    assert (later.word(OPENED), later.start_by_lower, later.missing(OPENED, FREE)) == (CANNOT, None, 1)
    off = the_one(found(wanted("2027-01-29"), Deferred(OPENED, "order", "Ana", date(2027, 1, 27))))
    assert (off.slack(OPENED, FREE), off.start_by) == (2, date(2026, 12, 21))


def test_missing_beside_what_is_fixed() -> None:
    """Days are missing for what is promised too late, until more are for what has to be begun.

    By Thu 14 Jan: promised for the 18th, the order comes on Fri 15 Jan at the earliest. Begun on Wed 16 Dec the form
    would be there on Wed 23 Dec, ten days later it is Wed 13 Jan, and with two and three more Wed 20 Jan.
    """
    promise = Promised(OPENED, "p1", "Sam", "fill it in", date(2026, 12, 18), "form")
    goal = the_one(found(wanted("2027-01-14"), promise))
    assert (goal.short, goal.begin_by) == (1, date(2026, 12, 10))
    days = [date(2026, 12, day) for day in (10, 11, 14, 16)]
    assert [goal.missing(day, FREE) for day in days] == [1, 1, 2, 4]


def test_several_dates() -> None:
    """Of several dates that in the worst way comes first; the first to go by is a question."""
    room = found(wanted("2027-01-29"), wanted("2026-12-30", "look"))
    assert room is not None
    assert [(goal.step, goal.day) for goal in room.goals] == [
        ("look", date(2026, 12, 30)), ("order", date(2027, 1, 29)),
    ]  # fmt: skip
    assert (room.decision, room.by(date(2026, 12, 21))) == ("look", date(2026, 12, 30))
    worst = {day: room.ranked(date(2026, 12, day)) for day in (21, 30, 31)}
    assert [(goals[0].step, goals[0].word(date(2026, 12, day))) for day, goals in worst.items()] == [
        ("order", HOLDS), ("look", CANNOT), ("look", PAST),
    ]  # fmt: skip


def test_next_decision() -> None:
    """The next decision has a date only where a dated one waits for it, and there is none where all is decided."""
    apart = found(wanted("2027-01-29", "release"))
    assert apart is not None
    assert (the_one(apart).step, apart.decision, apart.by(OPENED)) == ("release", "look", None)
    yeses = [Yes(OPENED, step, "Ana", "wrote") for step in ("look", "seen", "order")]
    done = found(wanted("2027-01-29", "release"), *yeses)
    assert done is not None
    assert (done.decision, done.by(OPENED)) == ("", None)


def test_wait_after_what_is_implied() -> None:
    """What is settled on no day that anybody knows is waited for from today on."""
    room = found(wanted("2026-12-30"), Yes(OPENED, "seen", "Ana"), needs="look + 5bd", implied=", implied_by: [seen]")
    goal = the_one(room)
    assert (goal.start_by, goal.start_by_lower) == (date(2026, 12, 14), date(2026, 12, 16))
