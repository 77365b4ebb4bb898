"""The days on which the calendar alone changes how a deal stands."""

from __future__ import annotations

from datetime import date, timedelta

from callplan.core.condition import leaves
from callplan.core.days import after
from callplan.core.deal.facts import begins
from callplan.core.deal.owed import owed
from callplan.core.deal.standing import Standing, lapse
from callplan.core.deal.status import status
from callplan.core.deal.verdict import past
from callplan.core.terms import Named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.summary import Told


def turns_on(standing: Standing, days: tuple[Told, ...]) -> date | None:
    """The next day on which the calendar alone changes the row; None when none does.

    `days` are those by which the next decision may be made: while there are several, it is the first still to come.
    """
    found = [*_waits(standing), *_lapses(standing), *_put_off(standing)]
    found += [debt.due for debt in owed(standing) if debt.due]
    if len(days) > 1:
        found += [told.day + timedelta(days=1) for told in days if told.day < date.max]
    on = standing.on
    return min((day for day in found if on is None or day > on), default=None)


def _waits(standing: Standing) -> list[date]:
    """The days on which the waits in `needs` are over, as far as they run already."""
    found = []
    for step in standing.map.steps.values():
        for leaf in (*leaves(step.needs), *leaves(standing.map.stage_of[step.id].needs)):
            if isinstance(leaf, Named) and leaf.wait:
                begun = begins(standing, leaf.id)
                found += [after(begun, leaf.wait, standing.deal.free)] if begun else []
    return found


def _lapses(standing: Standing) -> list[date]:
    """The days on which what anybody said or did of a step lapses, where the map lets it lapse."""
    found = []
    for step, story in standing.deal.past.items():
        if step in standing.map.steps and standing.map.steps[step].lasts is not None:
            words = (*story.yeses, *story.done, *[waiver.word for waiver in story.waivers])
            found += [day for word in words if (day := lapse(standing, step, word.on))]
    return found


def _put_off(standing: Standing) -> list[date]:
    return [
        off.until
        for step in standing.deal.past
        if step in standing.map.steps and status(standing, step) == "put-off" and (off := past(standing, step).put_off)
    ]
