"""The picture as one person of the client's may have it, by the rule of their letter, and with nothing that is ours.

What has happened is what they know of, and a decision stands there only while it stands in the whole deal as it does in
what they know; what is open is what their letter has as still to decide. Left out are yeses that decide nothing, acts,
who is to decide, how a deal was closed, and where they were before anything was decided.
"""

from __future__ import annotations

from datetime import date

from callplan.core.deal.owed import owed
from callplan.core.deal.position import front
from callplan.core.deal.status import status
from callplan.core.deal_picture.gone_by import gone_by
from callplan.core.deal_picture.model import CALL, NEXT, OWED, PLANNED, TODAY, VOICE, DealPicture, Mark, Row
from callplan.core.deal_picture.placing import placed
from callplan.core.deal_picture.to_come import dates_named, open_mark
from callplan.core.entries import Entry
from callplan.core.letter.known_to import known_to
from callplan.core.letter.shared import Shared
from callplan.core.names import Names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callplan.core.deal.state import Deal
    from callplan.core.letter import Letter, LetterLine

TITLE = "What is decided, and what is still open"


def picture_for(deal: Deal, entries: tuple[Entry, ...], letter: Letter, today: date) -> DealPicture:
    """The picture for whom a letter is for; decisions are called by the numbers of its lines."""
    shared = Shared(deal, entries, letter.person, today)
    names = Names(shared.theirs, today)
    rows = [*_gone_by(shared, names, entries), _today(shared, names), *_meeting(shared, names)]
    rows += [row.but(text="the day named") for row in dates_named(shared.known, names)]
    numbers = {step: f"({line.number})" for line in letter.lines for step in _decision_in(line)}
    return placed(TITLE, shared.known, today, [_numbered(row, numbers) for row in rows], every_stage=False)


def _decision_in(line: LetterLine) -> tuple[str, ...]:
    """The decision that a line is about, if it is about one."""
    kind, _, step = line.about.partition(":")
    return (step,) if kind in ("decided", "decision") else ()


def _numbered(row: Row, numbers: dict[str, str]) -> Row:
    """The row without the titles of steps, which are ours; nothing stands for what is on no line."""
    return row.but(marks=tuple([mark.but(title=numbers.get(mark.step, "")) for mark in row.marks]))


def _gone_by(shared: Shared, names: Names, entries: tuple[Entry, ...]) -> Iterator[Row]:
    """The calls they were on, and what they know of that stands alike in both views."""
    for row in gone_by(known_to(entries, shared.reader, shared.is_ours), names):
        marks = tuple([mark for mark in row.marks if mark.kind != VOICE and _is_alike(shared, mark.step)])
        if marks or row.kind == CALL:
            yield row.but(marks=marks, way=())


def _is_alike(shared: Shared, step: str) -> bool:
    return status(shared.whole, step) == status(shared.known, step)


def _today(shared: Shared, names: Names) -> Row:
    """What their letter has as still to decide; what the next call was agreed for comes next, else the front."""
    debts, ahead = {debt.id: debt for debt in owed(shared.known)}, front(shared.known, "main")
    found = [open_mark(shared.known, names, step.id, debts.get(step.id)) for step in shared.open()]
    meeting = shared.meeting()
    agreed = [mark.step for mark in found if meeting and mark.step == meeting.decision]
    marks = [_still_open(mark, agreed or ahead) for mark in found]
    way = [mark.stage for mark in marks if mark.step in ahead]
    return Row(TODAY, names.today, tuple(marks), way=tuple(way[:1]))


def _still_open(mark: Mark, coming: Sequence[str]) -> Mark:
    """An open decision, without who makes it; hollow, unless it comes next or they know that it is open again."""
    if mark.kind == NEXT:
        return mark.but(kind=NEXT if mark.step in coming else OWED, note="")
    return mark.but(kind=NEXT) if mark.kind == OWED and mark.step in coming else mark


def _meeting(shared: Shared, names: Names) -> Iterator[Row]:
    """The next call that they know of."""
    if meeting := shared.meeting():
        yield Row(PLANNED, meeting.day, called=tuple(map(names.short, meeting.people)), text="call to come")
