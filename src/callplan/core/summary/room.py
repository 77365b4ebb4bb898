"""The client's own dates as a row keeps them: how much room is left, and what could be let go."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.dates import Stretch
from callplan.core.dates.margin import margin
from callplan.core.dates.passes import longest
from callplan.core.deal.verdict import roles_in
from callplan.core.margin import Goal, Margin
from callplan.core.plan.briefing import Briefing
from callplan.core.plan.timing import called


def room(b: Briefing) -> Margin | None:
    """The room left before the client's own dates; None where there is none."""
    return margin(b.standing, lambda *goal: _named(b, *goal))


def _named(b: Briefing, goal: Goal, way: tuple[Stretch, ...], waivable: tuple[str, ...]) -> Goal:
    """A goal with its title, and on its critical way what may be let go first, by whom, and what takes longest."""
    long, step = longest(way), next(iter(waivable), "")
    roles = roles_in(b.standing, b.map.steps[step].waive.by or b.map.steps[step].by) if step else ()
    return goal.but(
        title=phrase.loose(b.names.title(goal.step)),
        waiver=phrase.loose(b.names.title(step)) if step else "",
        waived_by=phrase.loose(phrase.joined([b.names.holder(role) for role in roles[:1]])),
        longest=tuple([phrase.loose(called(b, each)) for each in long]) if long != way else (),
    )
