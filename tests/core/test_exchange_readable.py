"""Entries that came from a hub, whole and not."""

from __future__ import annotations

from datetime import date

import pytest
from many import MAP

from callplan.core.events import Closed, Event, Opened
from callplan.core.exchange import Line
from callplan.core.exchange.readable import Reader, is_made_from, is_name
from callplan.core.outside import Noted
from callplan.core.record import packed

DAY = date(2026, 12, 3)
AT = "2026-12-03T10:00:00+01:00"


def line(event: Event, number: int = 2, **more: object) -> Line:
    told = Line(number, 1, AT, "ben", type(event).__name__, event.on.isoformat(), packed(event))
    return told._replace(**more)


OPENING = line(Opened(DAY, MAP), 1)


def test_whole() -> None:
    """It reads entries that callplan wrote, with quotation marks and lines in them, and a map it has read before."""
    reader = Reader()
    lines = [OPENING, line(Noted(DAY, DAY, 'they said "no"\nand left')), line(Closed(DAY, "won"))]
    assert [reader.reads(lines) for _ in range(2)] == [True, True]
    assert reader.reads([line(Opened(date(2026, 12, 4), MAP), 1)])
    assert len(reader.maps) == 1


@pytest.mark.parametrize(
    "spoiled",
    [
        line(Noted(DAY, DAY, "x"), kind="Held"),
        line(Noted(DAY, DAY, "x"), on_day="2026-12-04"),
        line(Noted(DAY, DAY, "x"), recorded_at="yesterday"),
        line(Noted(DAY, DAY, "x"), recorder="b\x1b[2Jen"),
        line(Noted(DAY, DAY, "x"), body="{"),
        line(Noted(DAY, DAY, "x"), body='{"is":"Unheard"}'),
        line(Noted(DAY, DAY, "x"), body='{"is":"Noted","on":{"date":"2026-12-03"}}'),
        line(Noted(DAY, DAY, "x"), body="5"),
        line(Noted(DAY, DAY, "\x1b[2J")),
        line(Noted(DAY, DAY, "x\u202ey")),
        line(Opened(DAY, MAP), body='{"is":"Act","id":"x","will":"y"}', kind="Act"),
    ],
)
def test_spoiled(spoiled: Line) -> None:
    """It reads nothing of a deal in which one entry is of another kind or day, is no event, or steers a terminal."""
    assert not Reader().reads([OPENING, spoiled])


def test_a_map_with_something_hidden() -> None:
    """It finds what steers a terminal in a map, too, in a key as well."""
    hidden = OPENING._replace(body=OPENING.body.replace("Three decisions", "Three\\u001b[2J"))
    assert not Reader().reads([hidden])
    assert Reader().reads([OPENING._replace(body=OPENING.body.replace("Three decisions", "Three \\u00e9"))])


@pytest.mark.parametrize(
    ("told", "whole"),
    [
        (("debrief", '{"given": {"with": ["Ana \\"A\\" Berg"]}, "said": 1}'), True),
        (("debrief",), False),
        (("debrief", 5), False),
        (("de\nbrief", "{}"), False),
        (("debrief", "[]"), False),
        (("debrief", "{"), False),
        (("debrief", '{"a": "\\u001b"}'), False),
    ],
)
def test_what_it_was_made_from(told: tuple[object, ...], whole: bool) -> None:
    """It takes a command and an object of answers, and nothing else."""
    assert is_made_from(told) == whole


NAMES = {"kraft": True, "": False, " kraft": False, "k\x1f2": False, "k" * 201: False}


@pytest.mark.parametrize(("name", "good"), NAMES.items())
def test_names(name: str, good: bool) -> None:
    """It takes a deal's name as it would be kept here."""
    assert is_name(name) == good
