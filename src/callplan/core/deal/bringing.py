"""Promises to bring somebody, or to have them heard: kept once they have come to a call (page rule 5)."""

from __future__ import annotations

from callplan.core.deal.change import as_kept
from callplan.core.deal.state import Deal, Fate, Promise
from callplan.core.map.playbook import Act, Playbook


def brings(playbook: Playbook, step: str) -> str:
    """The role of which a step brings somebody, or has them heard: `@ROLE`, or an act that says so; else empty."""
    if step.startswith("@"):
        return step[1:]
    found = playbook.steps.get(step)
    return found.brings if isinstance(found, Act) else ""


def come(deal: Deal, people: tuple[str, ...], call: Fate) -> Deal:
    """The deal once these people have come to a call: what was promised before, to bring one of them, is kept.

    What the same call says of a promise stands.
    """
    for promise in deal.promises.values():
        told = promise.fate.batch if promise.fate else promise.batch
        waiting = promise.state in ("open", "missed") and told < call.batch and promise.on <= call.on
        if waiting and _brought(deal, promise, people):
            deal = as_kept(deal, promise, call)
    return deal


def _brought(deal: Deal, promise: Promise, people: tuple[str, ...]) -> bool:
    """Whether somebody came who was to be brought; where it takes several of a role, one more than were there."""
    role = brings(deal.playbook, promise.step)
    there = [name for name in people if role and role in deal.roles(name) and name != promise.person]
    if not there or not _takes_several(deal, role):
        return bool(there)
    before = {name for call in deal.calls if call.batch == promise.batch for name in call.people}
    return not before.issuperset(there)


def _takes_several(deal: Deal, role: str) -> bool:
    from callplan.core.deal.lasting import times
    from callplan.core.deal.standing import Standing
    from callplan.core.deal.verdict import roles_in

    standing = Standing(deal)
    return any(times(standing, step.id) > 1 and role in roles_in(standing, step.by) for step in deal.playbook.decisions)
