"""The facts that are asked before anything else, since what the call is for hangs on them (rules 37 and 44)."""

from __future__ import annotations

from callplan.core.deal.needs import may_not_apply
from callplan.core.map.playbook import UNWORDED
from callplan.core.plan import case
from callplan.core.plan.briefing import Briefing
from callplan.core.plan.case import Aim
from callplan.core.plan.questions_on_record import Query, about_fact, knows
from callplan.core.plan.weak_facts import unknown_facts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def fact_first(b: Briefing, found: Aim, person: str) -> Iterator[Query]:
    """The fact on which the aim hangs, or what it waits for, of whoever would know it, else of who decides."""
    for name in _open_facts(b, found):
        if (b.map.fact[name].ask or name in UNWORDED) and person == knows(b, found, name):
            yield about_fact(b, name, person)


def _open_facts(b: Briefing, found: Aim) -> list[str]:
    """The facts nobody has told us on which it hangs whether it can be decided, or what it waits for applies."""
    if found.kind == case.DECIDE:
        return [] if found.certain else unknown_facts(b.standing, found.step, b.present)
    if found.kind not in (case.ACT, case.WAITS, case.AWAITED):
        return []
    asked = [found.request.id] if found.request else []
    names = [name for name in dict.fromkeys((found.step, *asked, *b.blockers())) if may_not_apply(b.standing, name)]
    return list(dict.fromkeys(fact for name in names for fact in unknown_facts(b.standing, name, b.present)))
