"""The call after one that was held: who will be on it, and what it is for (rule 40)."""

from __future__ import annotations

from callplan.core.call.choose import choose, plannable
from callplan.core.call.speech import silenced
from callplan.core.deal.standing import Standing
from callplan.core.plan.draft import CallFor, Draft
from callplan.core.plan.model import Line

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


def comes_next(draft: Draft, step: str, held: Held) -> Line:
    """What the next call is for; where that hangs on who is on it, with whom it is for what."""
    title, again = draft.title(step), () if draft.deal.meeting else _again(draft.deal, held)
    if silenced(draft.standing, step):
        return Line("NEXT", f"What comes next is {title}, and nobody may call.", ("rule 64",))
    other = choose(draft.standing, ()) if again else None
    if other is None or other == step:
        return Line("NEXT", f"The next call is for {title}.", ("rule 40",))
    text = f"With {draft.firsts(again)} again the next call is for {title}"
    people = [each.name for each in draft.deal.people.values() if not each.left and each.name not in again]
    more = next((name for name in people if choose(draft.standing, (*again, name)) == other), None)
    if more:
        text = f"{text}; with {draft.first(more)} on it, for {draft.title(other)}"
    return Line("NEXT", f"{text}.", ("rule 40",))
