"""Since when a step can have been in work (rule 59): what has begun does not begin anew on every day."""

from __future__ import annotations

from datetime import date

from callplan.core.deal.facts import known
from callplan.core.deal.owed import owed
from callplan.core.deal.standing import Standing
from callplan.core.deal.status import lapsed, settled_on, status
from callplan.core.deal.verdict import past
from callplan.core.map.condition import leaves
from callplan.core.map.playbook import Act

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def since(standing: Standing, step: str, *, nothing_before: bool) -> date | None:
    """The day before which a step cannot have begun, beside what it waits for; None: nothing says that it has begun.

    A decision is before them from the day their way came to it, and anew from the day it was taken up again, fell due
    again or was put off to; nobody is known to be at work on what waits for nothing, or was declined.
    """
    begun = [*_its_turn(standing, step), *_anew(standing, step)]
    if status(standing, step) == "declined" or (nothing_before and not begun):
        return None
    return max([*begun, *_applies(standing, step)], default=date.min)


def _its_turn(standing: Standing, step: str) -> Iterator[date]:
    """The day on which the nearest stage before a decision on its track was decided; of what is owed there is none."""
    rank, stages = standing.map.rank, standing.map.stage_of
    if isinstance(standing.map.steps[step], Act) or any(debt.id == step for debt in owed(standing)):
        return
    earlier = [each.id for each in standing.map.decisions if stages[each.id].track == stages[step].track]
    found = [(rank[name], day) for name in earlier if rank[name] < rank[step] and (day := settled_on(standing, name))]
    yield from [max(found)[1]] if found else []


def _anew(standing: Standing, step: str) -> Iterator[date]:
    story, again = past(standing, step), lapsed(standing, step)
    yield from [again] if again else []
    yield from [each.word.on for each in story.taken_up]
    if story.put_off and standing.on and story.put_off.until <= standing.on:
        yield story.put_off.until


def _applies(standing: Standing, step: str) -> Iterator[date]:
    """The days on which it was told what has it apply."""
    for condition in (standing.map.steps[step].when, standing.map.stage_of[step].when):
        yield from [told_on(standing, leaf.id) for leaf in leaves(condition) if leaf.id in standing.map.fact]


def told_on(standing: Standing, fact: str) -> date:
    """The first day on which what is known of a fact was told; the first there is for what was worked out."""
    value = known(standing, fact).value
    told = [claim.on for claim in standing.deal.claims if claim.fact == fact and claim.value == value]
    return min(told, default=date.min)
