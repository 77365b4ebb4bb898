"""The plan that a prep's answers would come to, before anything is written down."""

from __future__ import annotations

from datetime import date

from callplan.core.deal.fold import fold
from callplan.core.entries import Entry, drafted
from callplan.core.interview.calls import aims, prepared
from callplan.core.map.playbook import Playbook
from callplan.core.plan import plan
from callplan.core.plan.supposed import CallFor

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.interview.question import Answers


def foreseen(
    name: str, entries: tuple[Entry, ...], playbook: Playbook, answers: Answers, today: date, free: frozenset[date]
) -> tuple[object, object]:
    """What the plan would aim at, and all of its lines."""
    told = prepared(fold(entries, name, free) if entries else None, playbook, answers, today)
    deal = fold(drafted(entries, told.events), name, free)
    aimed = aims(deal, told) if told.kept else (told.target, told.back_to)
    page = plan(deal, today, CallFor(told.on, told.people, told.minutes, *aimed))
    return (page.decision, page.rungs), page.lines
