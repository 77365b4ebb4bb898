"""Where a deal is today, and what is to come of it: what is owed, what is open again, calls, and their own dates."""

from __future__ import annotations

from datetime import date

from callplan.core.dates.targets import CLIENT, targets
from callplan.core.deal.owed import Debt, owed
from callplan.core.deal.position import front
from callplan.core.deal.standing import Standing
from callplan.core.deal.status import status
from callplan.core.deal.verdict import deciding
from callplan.core.deal_picture.model import AGAIN, DATE, DAY, NEXT, OWED, PLANNED, TODAY, Mark, Row
from callplan.core.map.playbook import Act
from callplan.core.names import Names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_OPEN_AGAIN = {"re-opened": "open again", "to-reconfirm": "needs a fresh yes", "expired": "due again"}


def to_come(standing: Standing, names: Names) -> Iterator[Row]:
    """The row of today, of a call that is planned or agreed, and of each day that somebody of theirs has named."""
    yield _today(standing, names)
    yield from _calls(names)
    yield from dates_named(standing, names)


def _today(standing: Standing, names: Names) -> Row:
    if names.deal.closed:
        return Row(TODAY, names.today)
    debts = {debt.id: debt for debt in owed(standing) if debt.kind != "hearing"}
    ahead = front(standing, "main")
    again = [step.id for step in names.map.decisions if status(standing, step.id) in _OPEN_AGAIN]
    steps = sorted({*debts, *again, *ahead}, key=names.map.place.__getitem__)
    marks = tuple([open_mark(standing, names, step, debts.get(step)) for step in steps])
    way = (names.map.stage_of[ahead[0]].id,) if ahead else ()
    return Row(TODAY, names.today, marks, way=way)


def open_mark(standing: Standing, names: Names, step: str, debt: Debt | None) -> Mark:
    """A step that is open: once more, or owed, or what comes next; with whoever promised it, and by when."""
    again = _OPEN_AGAIN.get(status(standing, step), "")
    kind = AGAIN if again else OWED if debt else NEXT
    people = (names.short(debt.owner),) if debt and debt.owner else ()
    due = f"by {names.day(debt.due)}" if debt and debt.due else ""
    by = [names.who(who)[0] for who in deciding(standing, step)[:1]] if kind == NEXT else []
    act = isinstance(names.map.steps[step], Act)
    note = ", ".join(filter(None, (again, due))) or "".join([f"next: {who}" for who in by])
    return Mark(kind, step, names.map.stage_of[step].id, names.title(step), people, note, act)


def _calls(names: Names) -> Iterator[Row]:
    """The call that is planned, and the one that was agreed; of one day one row, and none of a deal that is closed."""
    planned, meeting = names.deal.planned, names.deal.meeting
    days: dict[date, tuple[str, ...]] = {}
    if planned and not planned.silent and not names.deal.closed:
        days[planned.call] = planned.people
    if meeting and not names.deal.closed:
        days.setdefault(meeting.meeting, meeting.people)
    for day, people in days.items():
        text = "call to come" if day >= names.today else "no debrief yet"
        yield Row(PLANNED, day, called=tuple(map(names.short, people)), text=text)


def dates_named(standing: Standing, names: Names) -> Iterator[Row]:
    """Their own days, not what we believe of them."""
    for target in targets(standing, [step.id for step in names.map.decisions]):
        people = tuple([names.short(name) for name in target.people if names.deal.side(name) == "client"])
        if target.kind == CLIENT and people:
            stage, title = names.map.stage_of[target.step].id, names.title(target.step)
            yield Row(DATE, target.day, (Mark(DAY, target.step, stage, title, people),), text="their date")
