"""What a page begins and ends with, and all of one without a call: what happened, what is owed, dates and debts."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.deal.facts import known
from callplan.core.plan import aim, head, last_time, missing, owing
from callplan.core.plan.briefing import Briefing, Line
from callplan.core.plan.case import Aim

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def without_call(b: Briefing, found: Aim) -> Iterator[Line]:
    """Where a deal stands, without a call."""
    yield from begins(b, found)
    yield from aim.aim(b, found)
    yield from dates_and_debts(b, found)


def begins(b: Briefing, found: Aim) -> Iterator[Line]:
    """The first thirty seconds: who is on, what they last said, what is owed."""
    yield from head.head(b, found)
    yield from last_time.last_time(b)
    if not b.over:
        yield from owing.they_owe(b)
        yield from owing.we_owe(b, found)


def dates_and_debts(b: Briefing, found: Aim) -> Iterator[Line]:
    """How their dates stand, what is missing, and the foot."""
    if b.dates:
        from callplan.core.plan import timing

        yield from timing.dates(b, found.step)
    yield from missing.missing(b, found)
    yield Line("FOOT", " · ".join(_foot(b)), ("the pinned map",))


def _foot(b: Briefing) -> Iterator[str]:
    """Map and version, without a call what was assumed, and the command for what comes next."""
    yield f"{b.map.id} {b.map.version}"
    assumed = (
        []
        if b.call
        else [
            f"{b.names.fact(name)} ({found.value})"
            for name in b.map.fact
            if (found := known(b.standing, name)).state == "assumed" and b.map.fact[name].depends is None
        ]
    )
    if assumed:
        yield f"assumed: {phrase.joined(assumed)}"
    yield b.names.command("debrief" if b.call else "reopen" if b.over else "prep")
