"""The deadlines of a row: those that run, and that one has gone by for good."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.deal import deadlines
from callplan.core.plan.briefing import Briefing
from callplan.core.plan.deadlines import in_time, lost
from callplan.core.summary import DueStep


def past_winning(b: Briefing) -> str:
    """That nothing can be won any more, and why."""
    if not deadlines.past_winning(b.now):
        return ""
    from callplan.core.plan import no_longer

    return phrase.loose(no_longer.told(b))


def due_steps(b: Briefing) -> tuple[DueStep, ...]:
    """The deadlines that are running; none of a deal that is closed."""
    found = () if b.deal.closed else deadlines.deadlines(b.standing)
    return tuple([_due_step(b, each) for each in found])


def _due_step(b: Briefing, found: deadlines.Deadline) -> DueStep:
    ours = found.ours and found.ready
    act = phrase.loose(b.names.act(found.step)) if ours else ""
    title = phrase.loose(b.names.title(found.step))
    due = DueStep(found.step, title, found.told, found.late, ours, act, found.ours, found.was)
    late = lost(b, found.step) if not found.late else None
    sooner = in_time(b, found.step) if ours and not late else None
    due = due.but(missing=late.missing) if late else due
    return due.but(sooner=sooner[0], begins=phrase.loose(b.names.title(sooner[1]))) if sooner else due
