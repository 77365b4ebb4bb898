"""What makes a small step (rule 52)."""

from __future__ import annotations

from callplan.core.deal.needs import is_clients
from callplan.core.deal.owed import owed
from callplan.core.deal.position import is_heard
from callplan.core.deal.standing import Standing, applies
from callplan.core.deal.status import OPEN, SETTLED, counted, status
from callplan.core.deal.verdict import roles_in, verdict
from callplan.core.events import Done, Next, Promised, Reopened, Yes
from callplan.core.outcome.states import Around, steps_of
from callplan.core.playbook import Act, Decision


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
    promises = call.before.deal.promises.values()
    return not any((each.step, each.person, each.state) == (event.step, event.person, "open") for each in promises)


def _on_path(call: Around, step: str) -> bool:
    if step.startswith("@"):
        return _wanted(call, step[1:])
    planned = call.before.deal.planned
    if planned and step and planned.back_to == step:
        return True
    return step in call.steps and any(_leads_on(standing, step) for standing in call.in_question)


def _leads_on(standing: Standing, step: str) -> bool:
    return status(standing, step) not in SETTLED and applies(standing, step) is not False


def _wanted(call: Around, role: str) -> bool:
    """Whether an open decision has somebody of that role decide it, or has yet to hear them."""
    if any(_calls_for(standing, role) for standing in call.in_question):
        return True
    made_open = [step for step in call.before.map.decisions if status(call.after, step.id) in OPEN]
    return any(_has_part(call.before, step, role) for step in made_open)


def _calls_for(standing: Standing, role: str) -> bool:
    decisions = [step for step in standing.map.decisions if status(standing, step.id) in OPEN]
    hearing = any(debt.id == f"@{role}" for debt in owed(standing))
    return hearing or any(_has_part(standing, step, role) for step in decisions)


def _has_part(standing: Standing, step: Decision, role: str) -> bool:
    """Whether a role decides something, or has yet to be heard in it."""
    unheard = role in roles_in(standing, step.hear) and not is_heard(standing, role)
    return unheard or role in roles_in(standing, step.by)


def _unpromised(call: Around, event: Done) -> bool:
    promises = call.before.deal.promises.values()
    if any((each.step, each.person, each.state) == (event.step, event.person, "open") for each in promises):
        return False
    if event.step.startswith("@"):
        return _wanted(call, event.step[1:])
    act = isinstance(call.steps.get(event.step), Act) and is_clients(call.after, event.step)
    return act and counted(call.before, event.step)[0] < counted(call.after, event.step)[0]


def _taken_back(call: Around, step: str) -> bool:
    """Whether a standing no with authority before the call no longer stands after it."""
    deciding = set(roles_in(call.before, call.steps[step].by))
    before = {no.person for no in verdict(call.before, step).noes if not deciding.isdisjoint(no.roles)}
    return bool(before - {no.person for no in verdict(call.after, step).noes})


def _counts_as_next(call: Around, event: Next) -> bool:
    """A next meeting for an open decision, or that brings somebody needed whose role was not on this call."""
    if event.decision in call.steps and status(call.after, event.decision) in OPEN:
        return True
    deal = call.after.deal
    here = {role for name in (call.held.people if call.held else ()) for role in deal.roles(name)}
    coming = {role for name in event.people if deal.side(name) == "client" for role in deal.roles(name)} - here
    return any(
        not coming.isdisjoint({*roles_in(call.after, step.by), *roles_in(call.after, step.hear)})
        for step in call.after.map.decisions
        if status(call.after, step.id) in OPEN
    )
