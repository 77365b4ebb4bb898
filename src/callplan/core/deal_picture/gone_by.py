"""What has happened in a deal: a row for every call, and for each day on which something was decided beside one."""

from __future__ import annotations

from datetime import date

from callplan.core import phrase
from callplan.core.deal.fold import Turn, replay
from callplan.core.deal.position import stage_at
from callplan.core.deal.standing import Standing
from callplan.core.deal.status import SETTLED, status
from callplan.core.deal_picture.model import (
    BETWEEN,
    CALL,
    DECIDING,
    END,
    ENDED,
    LATER,
    LET_GO,
    MADE,
    NO,
    REOPENED,
    RESUMED,
    VOICE,
    WON,
    Mark,
    Row,
)  # fmt: skip
from callplan.core.entries import Entry, Resumed
from callplan.core.events import Closed, Held
from callplan.core.happened import (
    DECIDED,
    OF_A_DECISION,
    PUT_OFF,
    UNWRITTEN,
    WAITING,
    WAIVED,
    Happening,
    news,
)  # fmt: skip
from callplan.core.happened import NO as SAID_NO
from callplan.core.happened import REOPENED as TAKEN_UP
from callplan.core.happened_in_words import missing_for
from callplan.core.names import Names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_KINDS = {DECIDED: MADE, WAIVED: LET_GO, SAID_NO: NO, PUT_OFF: LATER, TAKEN_UP: REOPENED}
_SAID = {UNWRITTEN: "yes, not in writing", SAID_NO: "no", WAIVED: "can do without", TAKEN_UP: "open again"}


def gone_by(entries: tuple[Entry, ...], names: Names) -> list[Row]:
    """The rows of what has happened, each mark as it stands today, and the way where they were after it."""
    deal = names.deal
    turns = list(replay(entries, deal.name, deal.free))
    standings = [Standing(turn.after, turn.day) for turn in turns]
    settled = [_settled(each, names) for each in (*standings, Standing(deal, names.today))]
    rows = []
    for place, (turn, standing) in enumerate(zip(turns, standings, strict=True)):
        rows += [_as_it_stands(row, settled[place:]) for row in _rows(turn, standing, names)]
    return rows


def _settled(standing: Standing, names: Names) -> frozenset[str]:
    known = standing.map.steps
    return frozenset(
        step.id for step in names.map.decisions if step.id in known and status(standing, step.id) in SETTLED
    )


def _as_it_stands(row: Row, later: list[frozenset[str]]) -> Row:
    """The row with what was decided then, and has not held ever since, as that."""
    return row.but(
        marks=tuple(
            [
                mark.but(stands=all(mark.step in settled for settled in later)) if mark.kind in DECIDING else mark
                for mark in row.marks
            ]
        )
    )


def _rows(turn: Turn, standing: Standing, names: Names) -> Iterator[Row]:
    """The rows of one transaction."""
    marks: dict[date | None, list[Mark]] = {}
    for each in news(standing, lambda _, batch: batch == turn.batch):
        if each.kind in OF_A_DECISION and each.id in names.map.steps:
            day = None if any(entry.undated for entry in each.entries) else max(entry.on for entry in each.entries)
            marks.setdefault(day, []).append(_mark(each, names))
    at = stage_at(standing, "main")
    way = (at.id,) if at and at.id in names.map.stage else ()
    for entry in turn.entries:
        if isinstance(entry.event, Held):
            called = tuple([names.short(name) for name in entry.event.people])
            found = tuple(marks.pop(entry.event.on, ()))
            yield Row(CALL, entry.event.on, found, called, way, batch=turn.batch)
    for day, found_on in marks.items():
        yield Row(BETWEEN, day, tuple(found_on), way=way, batch=turn.batch)
    for entry in turn.entries:
        if isinstance(entry.event, (Closed, Resumed)):
            yield _end(entry.event, turn, names).but(way=way)


def _end(event: Closed | Resumed, turn: Turn, names: Names) -> Row:
    closed = isinstance(event, Closed)
    won = closed and turn.after.ending == "won"
    kind = WON if won else ENDED if closed else RESUMED
    title = phrase.capital(turn.after.ended) if closed else "Taken up again"
    stage = names.map.stage_of[names.map.closing].id if won else ""
    return Row(END, event.on, (Mark(kind, "", stage, title),), batch=turn.batch)


def _mark(told: Happening, names: Names) -> Mark:
    kind = VOICE if told.roles or told.kind not in _KINDS else _KINDS[told.kind]
    people = tuple([names.short(name) for name in told.people])
    stage = names.map.stage_of[told.id].id
    note = _note(told, names)
    return Mark(kind, told.id, stage, names.title(told.id), people, note)


def _note(told: Happening, names: Names) -> str:
    """What is said beside the names."""
    if told.kind == DECIDED:
        return ""
    if told.kind == WAITING:
        return f"yes; {missing_for(names, told)}"
    if told.kind == PUT_OFF:
        return f"not before {names.day(told.until)}" if told.until else "not yet"
    return _SAID.get(told.kind, "yes")
