"""The page for a call: its lines in order, as many as fit."""

from __future__ import annotations

from callplan.core.plan import aim, asks, best_case, ending, opening, worry
from callplan.core.plan.briefing import Briefing
from callplan.core.plan.case import Aim
from callplan.core.plan.model import Line
from callplan.core.plan.their_words import Query
from callplan.core.plan.trim import trimmed
from callplan.core.plan.without_call import begins, dates_and_debts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def page(b: Briefing, found: Aim, questions: list[Query]) -> list[Line]:
    """The lines of a page that fit it; where IF NO has fallen, END asks what would have to change."""
    no = list(ending.if_no(b, found))
    kept = trimmed(list(_lines(b, found, questions, no)), b.light)
    if no and no[0] not in kept:
        return trimmed([each for line in kept for each in _end_anew(b, found, line)], b.light)
    return kept


def _end_anew(b: Briefing, found: Aim, line: Line) -> Iterator[Line]:
    """The line; END as it is without IF NO."""
    if line.section == "END":
        yield from ending.end(b, found, no_is_told=False)
    else:
        yield line


def _lines(b: Briefing, found: Aim, questions: list[Query], no: list[Line]) -> Iterator[Line]:
    """Every line in the order of the call: the first thirty seconds, what to get, what to ask, then dates and debts."""
    yield from begins(b, found)
    yield from opening.opening(b, found)
    yield from aim.aim(b, found)
    yield from best_case.best_case(b, found)
    yield from best_case.at_least(b, found)
    yield from asks.lines(b, found, questions)
    yield from worry.worry(b, found)
    yield from no
    yield from ending.end(b, found, bool(no))
    yield from dates_and_debts(b, found)
