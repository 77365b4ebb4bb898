"""What it comes to that nobody decides by the last day: the end of the map that silence leads to (page rule 20)."""

from __future__ import annotations

from datetime import date

from callplan.core.deal.facts import Limit, known, limit_of
from callplan.core.deal.needs import unmet_of
from callplan.core.deal.standing import Standing, holds
from callplan.core.deal.status import is_open
from callplan.core.map.condition import leaves
from callplan.core.map.playbook import BUILT_IN_FACTS, End
from callplan.core.map.terms import Case, Cases, Moment

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

WANTED = "wanted-by"


def last_day(standing: Standing, step: str) -> Limit | None:
    """The limit of a decision that is open; a day that the client wants is theirs to move, and is none."""
    if not is_open(standing, step):
        return None
    found = limit_of(standing, step)
    return None if found is None or found.point.id == WANTED else found


def silent_end(standing: Standing, day: date) -> End | None:
    """The one end without a decision whose needs are all met on a day; None: there is none, or it is open which."""
    then = Standing(standing.deal, day)
    ends = [end for end in _silent_ends(standing) if end.needs is not None and not unmet_of(then, end.needs)]
    return ends[0] if len(ends) == 1 else None


def untold(standing: Standing) -> list[str]:
    """The facts nobody has told on which hangs the last day of the closing decision, or what its going by comes to.

    None before any such day is known: what it is counted from is asked for where a decision needs it.
    """
    closing = standing.map.closing
    if last_day(standing, closing) is None:
        return []
    named = [name for limit in standing.map.limits(closing) for name in _asked_by(standing, limit)]
    named += [leaf.id for end in _silent_ends(standing) for leaf in leaves(end.needs)]
    facts = [name for name in dict.fromkeys(named) if name in standing.map.fact and name not in BUILT_IN_FACTS]
    return [name for name in facts if known(standing, name).state == "unknown"]


def _silent_ends(standing: Standing) -> list[End]:
    """The ends at which nobody has decided anything; those that the map has left out are none."""
    ends = [end for end in standing.map.ends if end.id not in standing.map.left_out]
    return [end for end in ends if end.kind == "no-decision" and end.needs is not None]


def _asked_by(standing: Standing, limit: Moment | Cases) -> Iterator[str]:
    """What a limit hangs on: the conditions of its cases and the days they are counted from, up to the one that holds.

    A case whose fact is not known yet does not hold, and may.
    """
    cases = limit.of if isinstance(limit, Cases) else (Case(limit),)
    until = next((number for number, case in enumerate(cases, 1) if holds(standing, case.when)), len(cases))
    for case in cases[:until]:
        yield from [leaf.id for leaf in leaves(case.when)]
        yield from [point.id for point in case.value.of] if isinstance(case.value, Moment) else ()
