"""The decision a call is for, on the deal as it may be supposed to stand by then (page rule 3; rule 61)."""

from __future__ import annotations

from datetime import date

from callplan.core.call.choose import choose, plannable
from callplan.core.call.feasible import HERE, feasible, missing_roles
from callplan.core.deal.fold import folded
from callplan.core.deal.needs import unmet
from callplan.core.deal.standing import Standing
from callplan.core.deal.state import Promise
from callplan.core.deal.verdict import roles_in
from callplan.core.entries import Entry
from callplan.core.events import Kept, Reopened
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from callplan.core.deal.state import Deal
    from callplan.core.events import Held


class CallFor(Record):
    """The call a plan is asked for: its day, its people, its length in minutes, and the decision if it is named.

    `back_to`: a decision that is settled, to be taken up again on purpose.
    """

    on: date
    people: tuple[str, ...]
    minutes: int = 30
    target: str = ""
    back_to: str = ""


class Supposed(Record):
    """What a call is for: the decision, the deal it is planned on, and why that is not the deal as it stands.

    `hangs_on`: promises due by the call, counted as kept; `taken_up_by`: who takes it up again on purpose.
    """

    chosen: str | None
    standing: Standing
    hangs_on: tuple[Promise, ...] = ()
    taken_up_by: str = ""


def supposed(standing: Standing, call: CallFor, clients: tuple[str, ...]) -> Supposed:
    """The decision a call is for: the one named, else chosen by rule 40, also with what is due by then kept."""
    if call.back_to:
        return _taken_up(standing, call, clients)
    chosen = call.target or choose(standing, call.people)
    due = _due_by(standing, call.on) if clients and chosen else ()
    if not due or _here(standing, chosen, call):
        return Supposed(chosen, standing)
    return _if_kept(standing, call, due) or Supposed(chosen, standing)


def _taken_up(standing: Standing, call: CallFor, clients: tuple[str, ...]) -> Supposed:
    """A decision taken up again on purpose, by whoever on the call decides it, else the first of them."""
    roles = set(roles_in(standing, standing.map.steps[call.back_to].by))
    able = [name for name in clients if not roles.isdisjoint(standing.deal.roles(name))]
    who = next(iter(able or clients), "")
    if not who:
        return Supposed(call.back_to, standing)
    event = Entry(standing.deal.last + 1, 0, Reopened(call.on, call.back_to, who))
    return Supposed(call.back_to, Standing(folded(standing.deal, event), call.on), (), who)


def _if_kept(standing: Standing, call: CallFor, due: tuple[Promise, ...]) -> Supposed | None:
    """What could be decided on the call once the promises due by then are kept, and on which of them it hangs."""
    kept = standing.deal
    for count, promise in enumerate(due, 1):
        kept = folded(kept, Entry(standing.deal.last + count, 0, Kept(call.on, promise.id)))
    then = Standing(kept, call.on)
    chosen = call.target or choose(then, call.people)
    if not chosen or not _here(then, chosen, call) or _here(standing, chosen, call):
        return None
    waited_for = {*unmet(standing, chosen, call.people), *_bringing(standing, chosen, call.people)}
    waited_for |= {name for step in waited_for & standing.map.steps.keys() for name in standing.way.through(step)}
    return Supposed(chosen, then, tuple([promise for promise in due if promise.step in waited_for]) or due)


def _here(standing: Standing, step: str | None, call: CallFor) -> bool:
    return bool(step) and feasible(standing, step or "", call.people).word == HERE


def _due_by(standing: Standing, on: date) -> tuple[Promise, ...]:
    """The open promises of theirs that carry a step and are due by a day."""
    theirs = [each for each in standing.deal.promises.values() if each.step and standing.deal.side(each.person) != "us"]
    return tuple([each for each in theirs if each.state == "open" and each.due <= on])


def _bringing(standing: Standing, step: str, present: tuple[str, ...]) -> list[str]:
    """What a promise to bring those who are missing for a decision carries."""
    missing = missing_roles(standing, step, present)
    acts = [act.id for act in standing.map.acts if act.brings in missing]
    return [*[f"@{role}" for role in missing], *acts]


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
