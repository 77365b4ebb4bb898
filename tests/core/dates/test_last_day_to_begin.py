"""The last day on which to begin, beside a wait that runs already."""

from __future__ import annotations

from datetime import date

from callplan.core.dates.legs import afresh, legs
from callplan.core.dates.passes import Pass
from callplan.core.deal.fold import fold
from callplan.core.deal.standing import Standing
from callplan.core.entries import Entry
from callplan.core.events import Done, Met, Opened, Yes
from callplan.playbook_file import read

OPENED = date(2026, 12, 3)
MAP = """
format: 1
id: way
title: A way
roles: {boss: {title: boss}, law: {title: legal}}
stages:
  - id: data
    title: May it leave?
    steps:
      - {id: form, title: the form, will: fill in the form, by: law, takes: 5bd}
      - {id: release, title: the release, whether: it may leave, by: law, needs: [form + 10bd], takes: 2bd}
ends: {won: {needs: [release]}}
"""


def test_a_wait_that_runs() -> None:
    """It bars no day when it is over in time, and every day when it is not.

    On paper: filled in on Thu 3 Dec, the wait is over on Thu 17 Dec; two working days more are Mon 21 Dec, and from
    Sun 20 Dec they are Tue 22 Dec.
    """
    book, _ = read(MAP.encode(), "way.yaml")
    assert book is not None
    events = [Opened(OPENED, book), Met(OPENED, "Sam", ("law",)), Done(OPENED, "form", "Sam", "did")]
    entries = tuple([Entry(number, 1, event) for number, event in enumerate(events, 1)])
    course = Pass(afresh(legs(Standing(fold(entries, "acme"), OPENED))), frozenset(), long=True)
    days = {day: course.start_by("release", date(2026, 12, day)) for day in (18, 21, 22)}
    assert days == {18: date.min, 21: date(2026, 12, 17), 22: date(2026, 12, 20)}


IMPLIED = """
format: 1
id: way
title: A way
roles: {boss: {title: boss}}
stages:
  - id: viewing
    title: Look at it
    steps: [{id: look, title: the look, whether: it is looked at, by: boss, implied_by: [seen]}]
  - id: buying
    title: Order it
    steps:
      - {id: seen, title: the sight, whether: it is seen, by: boss}
      - {id: order, title: the order, whether: it is ordered, by: boss, needs: [look + 5bd], takes: 3bd}
ends: {won: {needs: [order]}}
"""


def test_a_wait_after_what_is_implied() -> None:
    """It waits from the day of the decision that implies it (rule 23), which does not move.

    On paper: implied on Thu 3 Dec, the wait is over on Thu 10 Dec; three working days back from Wed 30 Dec are Fri 25
    Dec, and begun on Sun 27 Dec they still end on that Wednesday.
    """
    book, _ = read(IMPLIED.encode(), "way.yaml")
    assert book is not None
    events = [Opened(OPENED, book), Met(OPENED, "Ana", ("boss",)), Yes(OPENED, "seen", "Ana")]
    entries = tuple([Entry(number, 1, event) for number, event in enumerate(events, 1)])
    course = Pass(afresh(legs(Standing(fold(entries, "acme"), OPENED))), frozenset(), long=True)
    assert course.start_by("order", date(2026, 12, 30)) == date(2026, 12, 27)
