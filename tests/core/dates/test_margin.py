"""A margin: dates that stand still while the days go by, for a row that is read later."""

from __future__ import annotations

from datetime import date

from callplan.core.dates import CANNOT, HOLDS, PAST, TIGHT, Margin, margin
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


def test_days_go_by() -> None:
    """It holds until the long way has to begin, is tight until the short one has, and then cannot hold."""
    room = found(wanted("2027-01-29"))
    assert room == Margin(
        goal="order", target=date(2027, 1, 29), earliest=date(2027, 1, 29), decision="look", by=date(2027, 1, 22),
        start_by=date(2026, 12, 21), start_by_lower=date(2026, 12, 29),
    )  # fmt: skip
    days = [(12, 3), (12, 18), (12, 20), (12, 21), (12, 22), (12, 29), (12, 30)]
    told = [(room.word(date(2026, *day)), room.slack(date(2026, *day), FREE)) for day in days]
    assert told == [(HOLDS, 12), (HOLDS, 1), (HOLDS, 1), (HOLDS, 0), (TIGHT, 3), (TIGHT, 0), (CANNOT, None)]
    assert (room.word(date(2027, 1, 30)), room.slack(date(2027, 1, 30))) == (PAST, None)


def test_fixed() -> None:
    """A day that is promised, or put off to, leaves so many days and no more, whenever work begins."""
    promise = Promised(OPENED, "p1", "Sam", "fill it in", date(2026, 12, 18), "form")
    room = found(wanted("2027-01-29"), promise)
    assert room is not None
    assert (room.fixed, room.fixed_lower, room.slack(OPENED, FREE)) == (6, 10, 6)
    assert room.slack(date(2026, 12, 17), FREE) == 2
    late = found(wanted("2027-01-18"), promise)
    assert late is not None
    assert (late.start_by, late.start_by_lower) == (None, date(2026, 12, 14))
    assert (late.word(OPENED), late.slack(OPENED, FREE)) == (TIGHT, 1)
    later = found(wanted("2027-01-14"), promise)
    assert later is not None
    assert (later.word(OPENED), later.start_by_lower) == (CANNOT, None)
    off = found(wanted("2027-01-29"), Deferred(OPENED, "order", "Ana", date(2027, 1, 27)))
    assert off is not None
    assert (off.slack(OPENED, FREE), off.start_by) == (2, date(2026, 12, 21))


def test_several_dates() -> None:
    """Of several dates it is the one for which work has to begin first; the first to go by is a question."""
    room = found(wanted("2027-01-29"), wanted("2026-12-30", "look"))
    assert room is not None
    assert (room.goal, room.target, room.earliest) == ("order", date(2027, 1, 29), date(2026, 12, 30))
    assert (room.decision, room.by) == ("look", date(2026, 12, 30))
    assert [room.word(date(2026, 12, day)) for day in (21, 30, 31)] == [HOLDS, CANNOT, PAST]


def test_next_decision() -> None:
    """The next decision has a date only where a dated one waits for it, and there is none where all is decided."""
    apart = found(wanted("2027-01-29", "release"))
    assert apart is not None
    assert (apart.goal, apart.decision, apart.by) == ("release", "look", None)
    yeses = [Yes(OPENED, step, "Ana", "wrote") for step in ("look", "seen", "order")]
    done = found(wanted("2027-01-29", "release"), *yeses)
    assert done is not None
    assert (done.decision, done.by) == ("", None)


def test_wait_after_what_is_implied() -> None:
    """What is settled on no day that anybody knows is waited for from today on."""
    room = found(wanted("2026-12-30"), Yes(OPENED, "seen", "Ana"), needs="look + 5bd", implied=", implied_by: [seen]")
    assert room is not None
    assert (room.start_by, room.start_by_lower) == (date(2026, 12, 14), date(2026, 12, 16))
