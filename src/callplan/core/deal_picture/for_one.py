"""The picture as one person of the client's may have it: what they said, wrote, or heard on a call; nothing of ours.

What others said elsewhere is not there, and so neither is what follows from it: whether something still stands, and
where the way leads, is told by what this person knows. Left out are yeses that decide nothing, acts, what we believe or
were told of others, who is to decide, and how a deal was closed.
"""

from __future__ import annotations

from callplan.core.deal_picture.model import (
    AGAIN,
    BETWEEN,
    CALL,
    DATE,
    DAY,
    DECIDING,
    END,
    NEXT,
    NO,
    OWED,
    PLANNED,
    REOPENED,
    TODAY,
    VOICE,
    Mark,
    Row,
)  # fmt: skip
from callplan.core.hearing import Entered, first_hand, heard
from callplan.core.names import Names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def for_one(person: str, rows: Sequence[Row], names: Names) -> list[Row]:
    """Those of some rows, and of what stands in them, that one person may have; the way is to be led anew."""
    known = [each for row in rows if row.kind != TODAY for each in _row(person, row, names)]
    undone = [
        (place, mark.step) for place, row in enumerate(known) for mark in row.marks if mark.kind in (REOPENED, NO)
    ]
    found = []
    for place, row in enumerate(known):
        later = {step for when, step in undone if when > place}
        marks = [mark.but(stands=mark.step not in later) if mark.kind in DECIDING else mark for mark in row.marks]
        found.append(row.but(marks=tuple(marks)))
    return [*found, *[_today(person, row, found, names) for row in rows if row.kind == TODAY]]


def _row(person: str, row: Row, names: Names) -> Iterator[Row]:
    """The row with what the person may have of it, if there is anything."""
    marks = tuple(_known(person, row, names))
    there = person in row.people
    if row.kind == CALL and there:
        yield row.but(marks=marks, way=())
    elif row.kind in (CALL, BETWEEN) and marks:
        yield Row(BETWEEN, row.day, marks, batch=row.batch)
    elif row.kind == DATE and marks:
        yield row.but(marks=marks, text="the day named")
    elif row.kind == PLANNED and there and (row.day or names.today) >= names.today:
        yield row


def _known(person: str, row: Row, names: Names) -> Iterator[Mark]:
    for mark in row.marks:
        fit = [entry for entry in mark.entries if _may_have(person, entry, names)]
        if mark.kind == DAY and fit:
            yield mark.but(people=tuple([names.short(entry.person) for entry in fit]), entries=tuple(fit))
        elif mark.kind not in (VOICE, DAY) and row.kind != END and fit and len(fit) == len(mark.entries):
            yield mark


def _may_have(person: str, entry: Entered, names: Names) -> bool:
    """Whether somebody heard it from the one whose word it is, or it is their own."""
    own = entry.person == person and not entry.teller and entry.proof != "heard"
    return heard(names.deal, person, entry) and (own or first_hand(names.deal, entry))


def _today(person: str, row: Row, found: list[Row], names: Names) -> Row:
    """What is still open, of what the person does not know as decided; and by when, where they promised it."""
    last = {mark.step: mark for each in found for mark in each.marks if mark.kind != DAY}
    marks = []
    for mark in row.marks:
        known = last.get(mark.step)
        if mark.act or (known and known.kind in DECIDING):
            continue
        own = mark.people == (names.short(person),)
        kind = AGAIN if known and known.kind == REOPENED else NEXT if mark.kind == NEXT else OWED
        note = "open again" if kind == AGAIN else mark.note if own else ""
        marks.append(mark.but(kind=kind, people=mark.people if own else (), note=note))
    ahead = [mark.stage for mark in marks if mark.stage in row.way]
    return row.but(marks=tuple(marks), way=tuple(ahead[:1]))
