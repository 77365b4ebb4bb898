"""What stands between the client and the chosen decision: who is indispensable, and which waits are running."""

from __future__ import annotations

from datetime import date

from callplan.core.call.feasible import picked
from callplan.core.condition import leaves
from callplan.core.days import after
from callplan.core.deal.facts import day_of
from callplan.core.deal.status import settled_on
from callplan.core.deal.verdict import deciding, roles_in
from callplan.core.plan.briefing import Briefing
from callplan.core.terms import Named


def indispensable(b: Briefing, step: str, role: str) -> bool:
    """Whether a decision cannot be made without a role's yes."""
    roles = set(roles_in(b.standing, b.map.steps[step].by)) - {role}
    return all(picked(who, roles.__contains__, roles.__contains__) is None for who in deciding(b.standing, step))


def until(b: Briefing, step: str, name: str) -> date | None:
    """The day on which a wait that a decision needs is over; None when no wait after that name is running."""
    found = [
        leaf.wait
        for condition in (b.map.stage_of[step].needs, b.map.steps[step].needs)
        for leaf in leaves(condition)
        if isinstance(leaf, Named) and leaf.id == name and leaf.wait
    ]
    if not found:
        return None
    begun = day_of(b.standing, name) if name in b.map.fact else _settled_on(b, name)
    return max(after(begun, wait, b.deal.free) for wait in found) if begun else None


def _settled_on(b: Briefing, name: str) -> date | None:
    days = [settled_on(b.standing, step) for step in b.standing.way.stands_for(name)]
    return max([day for day in days if day], default=None)
