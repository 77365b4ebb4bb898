"""The call after one that was held: who will be on it, and what it is for (rule 40)."""

from __future__ import annotations

from callplan.core.call.choose import plannable
from callplan.core.deal.standing import Standing
from callplan.core.plan.supposed import CallFor

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.deal.state import Deal
    from callplan.core.events import Held


def next_call(deal: Deal, held: Held) -> CallFor:
    """The call that a prep would plan now: the next meeting if there is one, else one with those who were on this."""
    meeting = deal.meeting
    day, people = (meeting.meeting, meeting.people) if meeting else (held.on, _again(deal, held))
    target = meeting.decision if meeting and plannable(Standing(deal, day), meeting.decision) else ""
    return CallFor(day, people, target=target)


def _again(deal: Deal, held: Held) -> tuple[str, ...]:
    """The client people of a call, those who have left apart."""
    here = [name for name in held.people if deal.side(name) == "client"]
    return tuple([name for name in here if name not in deal.people or not deal.people[name].left])
