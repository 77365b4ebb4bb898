"""That nothing can be won any more, since the last day for an act of ours has gone by, and what remains to be done."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.deal.deadlines import past_winning
from callplan.core.plan.briefing import Briefing


def told(b: Briefing) -> str:
    """`It's too late to hand in the bid: “bids due” was Mon 22 Mar.`; "" where it is not."""
    found = past_winning(b.now)
    if found is None or found.end is None:
        return ""
    counted, day = phrase.quoted(b.names.fact(found.counted.id)), b.names.long_day(found.end)
    return f"It's too late to {b.names.act(found.step)}: {counted} was {day}."


def sentence(b: Briefing) -> str:
    """The same with what remains: to write down that it was done in time, or to close the deal; "" where it is not."""
    found, said = past_winning(b.now), told(b)
    if not found or not said:
        return ""
    done = f"{b.names.command('prep')}{phrase.held(f' --done {found.step}:us@DATE')}"
    remains = f"If it was done in time, write that down: `{done}`. If not, close the deal"
    return f"{said} {remains}: {b.names.command('close')}." if b.deal.ours else said
