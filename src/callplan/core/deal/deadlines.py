"""The deadlines that are running: every limit of the map whose day is known, while its step is open (page rule 19)."""

from __future__ import annotations

from datetime import date

from callplan.core.days import as_told, next_working
from callplan.core.deal.closing import acts_to_win
from callplan.core.deal.facts import day_of, limit_of
from callplan.core.deal.needs import is_ours, needs_met, spared, unmet
from callplan.core.deal.position import undone
from callplan.core.deal.signs import gone_by
from callplan.core.deal.standing import Standing, applies, remembered
from callplan.core.deal.status import is_open, settled, status
from callplan.core.deal.wanted import is_wanted
from callplan.core.map.playbook import Act
from callplan.core.map.terms import Condition, Named, Point, Some
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

WANTED = "wanted-by"


class Deadline(Record):
    """A limit that is running. `told`: the day it is told for, the working day before where it falls on a free one.

    `ours`: only we can do it; `ready`: what it needs is there, or may be, or it can wait for that no longer; `certain`:
    it applies for sure; `late`: its day has gone by. Ours that nobody may let go and that is counted back from a day
    has that as its `end`: after its own day, which `was`, it runs until then.
    """

    step: str
    day: date
    told: date
    counted: Point
    ours: bool
    ready: bool
    certain: bool
    late: bool
    end: date | None
    was: date | None


@remembered(())
def deadlines(standing: Standing) -> tuple[Deadline, ...]:
    """Every deadline of a deal on a day, by day; none of an act that nobody waits for, nor once all is too late.

    A day that the client wants is theirs to move, and is no deadline of the map's.
    """
    return () if past_winning(standing) else tuple([each for each in _every(standing) if not (each.late and each.end)])


@remembered(None)
def past_winning(standing: Standing) -> Deadline | None:
    """Our own act without which nobody can win, that nobody may let go, and for which the last day has gone by."""
    if standing.deal.ending or not is_open(standing, standing.map.closing):
        return None
    gone = [each for each in _every(standing) if each.late and each.end]
    return next((each for each in gone if _is_wanted_to_win(standing, each.step)), None)


def _is_wanted_to_win(standing: Standing, step: str) -> bool:
    """Whether the closing decision waits for a step, through whatever is open, and no other thing may do instead."""
    look, seen = [standing.map.closing], set[str]()
    while look and step not in seen:
        asked = [name for each in standing.way.asked[look.pop()] for name in _all_of(each)]
        more = {name for name in asked if name in standing.map.steps and not settled(standing, name)} - seen
        seen |= more
        look += more
    return step in seen


def _all_of(condition: Condition) -> Iterator[str]:
    """The names in a condition without alternatives."""
    if isinstance(condition, Named):
        yield condition.id
    elif isinstance(condition, Some) and not condition.least:
        for each in condition.of:
            yield from _all_of(each)


@remembered(())
def _every(standing: Standing) -> tuple[Deadline, ...]:
    found = [each for step in standing.map.steps if (each := _running(standing, step))]
    return tuple(sorted(found, key=lambda each: (each.day, standing.map.place[each.step])))


def _running(standing: Standing, step: str) -> Deadline | None:
    last = limit_of(standing, step)
    if last is None or last.point.id == WANTED or not _is_to_do(standing, step):
        return None
    gone_by = standing.on is not None and last.day < standing.on
    if gone_by and not is_awaited(standing, step):
        return None
    end = end_of(standing, step)
    late = gone_by and not (end and standing.on and standing.on <= end)
    day = end if end and gone_by and not late else last.day
    told = as_told(day, standing.on, standing.deal.free)
    return Deadline(
        step=step,
        day=day,
        told=told,
        counted=last.point,
        ours=is_ours(standing, step),
        ready=needs_met(standing, step) is not False
        or (_is_near(standing, told) and _only_ours_before(standing, step)),
        certain=applies(standing, step) is True,
        late=late,
        end=end,
        was=last.day if gone_by and not late else None,
    )


def _is_near(standing: Standing, told: date) -> bool:
    """Whether a day is the next working day, or sooner: what had to come before it no longer comes first."""
    return standing.on is not None and told <= next_working(standing.on, standing.deal.free)


def _only_ours_before(standing: Standing, step: str) -> bool:
    steps = standing.map.steps
    return all(name in steps and is_ours(standing, name) for name in unmet(standing, step, None))


def end_of(standing: Standing, step: str) -> date | None:
    """The day that the limit of an act of ours is counted back from, where nobody may let it go; None for any other."""
    last = limit_of(standing, step)
    if last is None or last.point.id not in standing.map.fact or not standing.map.steps[step].waive.never:
        return None
    back = last.point.span is None or last.point.span.count <= 0
    return day_of(standing, last.point.id) if back and is_ours(standing, step) else None


def is_awaited(standing: Standing, step: str) -> bool:
    """Whether anything still waits for a step whose limit has gone by: something open, or winning."""
    if not isinstance(standing.map.steps[step], Act):
        return True
    wanted = is_wanted(standing, step) and not gone_by(standing, step)
    return wanted or (status(standing, standing.map.closing) == "made" and step in acts_to_win(standing))


def _is_to_do(standing: Standing, step: str) -> bool:
    if isinstance(standing.map.steps[step], Act):
        return undone(standing, step)
    return is_open(standing, step) and not spared(standing, step)


def ours(standing: Standing) -> tuple[Deadline, ...]:
    """Those of our own acts that can be begun; the late ones last, since what can still be done comes first."""
    found = [each for each in deadlines(standing) if each.ours and each.ready]
    return tuple(sorted(found, key=lambda each: each.late))
