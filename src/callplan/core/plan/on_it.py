"""What has to be done on the call itself before anything can be decided on it (rule 37)."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.call.feasible import on_the_call, to_do_it_there
from callplan.core.plan.best_case import beyond
from callplan.core.plan.briefing import Briefing, Line
from callplan.core.plan.case import Aim

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def to_do_on_it(b: Briefing, found: Aim) -> tuple[str, ...]:
    """The acts to be done on the call, so that what it is for, and what the best case goes on to, can be decided."""
    steps = (found.step, *beyond(b, found)) if found.decides else ()
    return tuple(dict.fromkeys(act for step in steps for act in on_the_call(b.supposed, step, b.present)))


def first_on_it(b: Briefing, found: Aim) -> Iterator[Line]:
    """What to do on the call before the decision, and who does it."""
    for act in to_do_on_it(b, found):
        people = to_do_it_there(b.standing, act, b.present)
        deed = f"ask {b.names.shorts(people)} to {b.names.act(act)}" if people else b.names.act(act)
        yield Line("AIM", phrase.sentence(f"First, on this call: {deed}"), (f"map {act}.on_call", "rule 37"))
