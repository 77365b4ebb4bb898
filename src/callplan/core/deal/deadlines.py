"""The deadlines that are running: every limit of the map whose day is known, while its step is open (page rule 19)."""

from __future__ import annotations

from datetime import date

from callplan.core.days import as_told
from callplan.core.deal.closing import acts_to_win
from callplan.core.deal.facts import limit_of
from callplan.core.deal.needs import is_ours, needs_met, spared
from callplan.core.deal.position import undone
from callplan.core.deal.signs import gone_by
from callplan.core.deal.standing import Standing, applies, remembered
from callplan.core.deal.status import is_open, status
from callplan.core.deal.wanted import is_wanted
from callplan.core.map.playbook import Act
from callplan.core.map.terms import Point
from callplan.core.record import Record

WANTED = "wanted-by"


class Deadline(Record):
    """A limit that is running. `told`: the day it is told for, the working day before where it falls on a free one.

    `ours`: only we can do it; `ready`: what it needs is there, or may be; `certain`: it applies for sure; `late`: its
    day has gone by.
    """

    step: str
    day: date
    told: date
    counted: Point
    ours: bool
    ready: bool
    certain: bool
    late: bool


@remembered(())
def deadlines(standing: Standing) -> tuple[Deadline, ...]:
    """Every deadline of a deal on a day, by day; none of an act that nobody waits for any more.

    A day that the client wants is theirs to move, and is no deadline of the map's.
    """
    found = [each for step in standing.map.steps if (each := _running(standing, step))]
    return tuple(sorted(found, key=lambda each: (each.day, standing.map.place[each.step])))


def _running(standing: Standing, step: str) -> Deadline | None:
    last = limit_of(standing, step)
    if last is None or last.point.id == WANTED or not _is_to_do(standing, step):
        return None
    late = standing.on is not None and last.day < standing.on
    if late and not is_awaited(standing, step):
        return None
    return Deadline(
        step=step,
        day=last.day,
        told=as_told(last.day, standing.on, standing.deal.free),
        counted=last.point,
        ours=is_ours(standing, step),
        ready=needs_met(standing, step) is not False,
        certain=applies(standing, step) is True,
        late=late,
    )


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
