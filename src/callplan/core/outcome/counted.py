"""A call's two states and its events, as the rules of the outcome ask them, and its small steps (rules 5, 51, 52)."""

from __future__ import annotations

from datetime import date
from functools import cached_property, reduce

from callplan.core.deal.doing import parts_done
from callplan.core.deal.fold import around, folded
from callplan.core.deal.needs import is_clients
from callplan.core.deal.once_more import NO_STEP_AGAIN, brings, promised_before, takes_more
from callplan.core.deal.owed import owed
from callplan.core.deal.position import doubted
from callplan.core.deal.promised import LIVE, WAITING, there
from callplan.core.deal.standing import Standing, applies
from callplan.core.deal.state import Deal
from callplan.core.deal.status import OPEN, SETTLED, status
from callplan.core.deal.verdict import is_heard, roles_in, verdict
from callplan.core.entries import Entry, live
from callplan.core.events import Done, Event, Held, Left, Next, No, Promised, Reopened, Yes
from callplan.core.map.playbook import Act, Decision


class Around:
    """A call's two states, as the rules of the outcome ask them, and its events in the order they folded."""

    def __init__(self, before: Deal, after: Deal, entries: tuple[Entry, ...]) -> None:
        events = tuple([entry.event for entry in entries])
        self.entries = entries
        self.day = next((event.on for event in events if isinstance(event, Held)), events[0].on)
        self.before = Standing(before, self.day)
        self.after = Standing(after, self.day)
        self.events = events
        self.held = next((event for event in events if isinstance(event, Held)), None)
        self.steps = after.playbook.steps

    @cached_property
    def begun(self) -> Standing:
        """The deal as the call began, with those who left on it still there: what stood then (rule 52)."""
        gone = {event.person for event in self.events if isinstance(event, Left)}
        if not gone:
            return self.before
        deal, batch = self.before.deal, self.entries[0].batch
        people = {name: each.but(left=None) if name in gone else each for name, each in deal.people.items()}
        kept = {
            step: story.but(marks=tuple([mark for mark in story.marks if (mark.kind, mark.batch) != ("left", batch)]))
            for step, story in deal.past.items()
        }
        return Standing(deal.but(people=people, past=kept), self.day)

    @cached_property
    def in_question(self) -> tuple[Standing, ...]:
        """The states in which a step on the way is looked for: as it was, and once this call had re-opened things."""
        back = [entry for entry in self.entries if isinstance(entry.event, (Reopened, No))]
        return (self.before, Standing(reduce(folded, back, self.before.deal), self.day)) if back else (self.before,)

    def by_clients(self, *kinds: type[Event]) -> list[Event]:
        """This call's events of some kinds, by client people."""
        side = self.after.deal.side
        return [event for event in self.events if isinstance(event, kinds) and side(event.person) == "client"]  # type: ignore[attr-defined]


def call_recorded(entries: tuple[Entry, ...], batch: int, name: str, free: frozenset[date]) -> Around:
    """The call that one transaction records."""
    before, after = around(entries, batch, name, free)
    return Around(before, after, tuple([entry for entry in live(entries) if entry.batch == batch]))


def newly(call: Around, step: str, kind: str) -> bool:
    """Whether a step came to a status over the call."""
    return status(call.after, step) == kind and status(call.before, step) != kind


def steps_of(call: Around, *kinds: type[Event]) -> list[str]:
    """The steps that client people spoke of in this call's events of some kinds, in map order."""
    named = {getattr(event, "decision", "") or getattr(event, "step", "") for event in call.by_clients(*kinds)}
    return [step for step in call.steps if step in named]


def small_steps(call: Around) -> tuple[str, ...]:
    """What made a small step: promises, acts done, a no taken back, a next meeting that counts (rule 52)."""
    found = [event.step for event in call.by_clients(Promised) if counts(call, event)]  # type: ignore[arg-type, attr-defined]
    found += [event.step for event in call.by_clients(Done) if _unpromised(call, event)]  # type: ignore[arg-type, attr-defined]
    found += [step for step in steps_of(call, Yes, Reopened) if _taken_back(call, step)]
    found += [
        event.decision or "next" for event in call.events if isinstance(event, Next) and _counts_as_next(call, event)
    ]
    return tuple(dict.fromkeys(found))


def counts(call: Around, event: Promised) -> bool:
    """A dated promise of an act on the path, not already promised by the same person, who is still there.

    The path is that of the call, and what it re-opened is on it (page rule 8); promised before, it is a move (16).
    """
    if event.due < event.on or call.after.deal.has_left(event.person) or not _on_path(call, event.step):
        return False
    return not was_promised(call, event)


def was_promised(call: Around, event: Promised) -> bool:
    """Whether the same person had promised the same before the call, also where it was missed or let go of since."""
    again = promised_before(call.before.deal, event)
    return any(each.state in NO_STEP_AGAIN for each in again)


def _was_to(call: Around, event: Done) -> bool:
    """Whether whoever did something had promised it before the call, and had still to do it.

    Where several are wanted, what they missed was another.
    """
    deal = call.before.deal
    states = LIVE if takes_more(deal, event.step) else WAITING
    mine = [each for each in deal.promises.values() if (each.step, each.person) == (event.step, event.person)]
    return any(each.state in states for each in mine)


def _on_path(call: Around, step: str) -> bool:
    role = brings(call.after.map, step)
    if role and _wanted(call, role):
        return True
    planned = call.before.deal.planned
    if planned and step and planned.back_to == step:
        return True
    return step in call.steps and any(
        status(standing, step) not in SETTLED and applies(standing, step) is not False for standing in call.in_question
    )


def _wanted(call: Around, role: str) -> bool:
    """Whether an open decision, or one in doubt, has somebody of that role decide it, or has yet to hear them."""
    if any(_calls_for(standing, role) for standing in call.in_question):
        return True
    made_open = [step for step in call.before.map.decisions if status(call.after, step.id) in OPEN]
    return any(_has_part(call.before, step, role) for step in made_open)


def _calls_for(standing: Standing, role: str) -> bool:
    asked = doubted(standing)
    decisions = [step for step in standing.map.decisions if step.id == asked or status(standing, step.id) in OPEN]
    hearing = any(debt.id == f"@{role}" for debt in owed(standing))
    return hearing or any(_has_part(standing, step, role) for step in decisions)


def _has_part(standing: Standing, step: Decision, role: str) -> bool:
    """Whether a role decides something, or has yet to be heard in it."""
    unheard = role in roles_in(standing, step.hear) and not is_heard(standing, role)
    return unheard or role in roles_in(standing, step.by)


def _unpromised(call: Around, event: Done) -> bool:
    if _was_to(call, event):
        return False
    if event.step.startswith("@"):
        return _wanted(call, event.step[1:])
    if not isinstance(call.steps.get(event.step), Act) or not is_clients(call.after, event.step):
        return False
    more = parts_done(call.before, event.step) < parts_done(call.after, event.step)
    return newly(call, event.step, "done") or (more and status(call.before, event.step) not in SETTLED)


def _taken_back(call: Around, step: str) -> bool:
    """Whether a no with authority that stood before the call, and was no answer, no longer stands after it."""
    if status(call.before, step) == "answered-no":
        return False
    deciding = set(roles_in(call.before, call.steps[step].by))
    before = {no.person for no in verdict(call.before, step).noes if not deciding.isdisjoint(no.roles)}
    return bool(before - {no.person for no in verdict(call.after, step).noes})


def _counts_as_next(call: Around, event: Next) -> bool:
    """A next meeting for an open decision, or that brings somebody needed whose role was not on this call."""
    if event.decision in call.steps and status(call.after, event.decision) in OPEN:
        return True
    deal = call.after.deal
    here = {role for name in (call.held.people if call.held else ()) for role in deal.roles(name)}
    people = [name for name in there(deal, event.people) if deal.side(name) == "client"]
    coming = {role for name in people for role in deal.roles(name)} - here
    return any(
        not coming.isdisjoint({*roles_in(call.after, step.by), *roles_in(call.after, step.hear)})
        for step in call.after.map.decisions
        if status(call.after, step.id) in OPEN
    )
