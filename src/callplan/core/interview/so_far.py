"""The deal in the middle of a debrief: what was told counts for what is asked next, and is not offered again."""

from __future__ import annotations

from datetime import date

from callplan.core.deal.fold import folded
from callplan.core.deal.standing import LATEST
from callplan.core.deal.state import Deal
from callplan.core.entries import Entry
from callplan.core.events import Closed, Next
from callplan.core.interview.recorded import FlagReader

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.interview.question import Answers

NOT_YET = (Next, Closed)


def so_far(deal: Deal, answers: Answers, on: date, today: date) -> Deal:
    """The deal once these answers are written down; the call that was planned is still the one being told."""
    told = FlagReader(deal, deal.playbook, answers, on, today).debriefed()
    for number, event in enumerate(told, deal.last + 1):
        if not isinstance(event, NOT_YET):
            deal = folded(deal, Entry(number, LATEST, event)).but(planned=deal.planned, meeting=deal.meeting)
    return deal
