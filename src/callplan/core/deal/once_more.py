"""What somebody has promised before, which to promise once more is no step (rules 52 and 63, page rule 16)."""

from __future__ import annotations

from callplan.core.deal.standing import Standing, times
from callplan.core.deal.state import Deal, Promise
from callplan.core.deal.verdict import roles_in
from callplan.core.events import Promised
from callplan.core.map.playbook import Act, Playbook

NO_STEP_AGAIN = ("open", "missed", "released")


def promised_before(deal: Deal, event: Promised) -> list[Promise]:
    """The promises of which this is the same once more: of the same person, for the same step or in the same words.

    To bring somebody is one thing, however it was promised; where several are wanted, other words are another.
    """
    own = [each for each in deal.promises.values() if each.person == event.person]
    what = carried(deal.playbook, event.step)
    several = bool(own) and takes_more(deal, event.step)

    def same(each: Promise) -> bool:
        words = each.act.casefold() == event.act.casefold()
        if event.step and each.step:
            return carried(deal.playbook, each.step) == what and (words or not several)
        return words

    return [each for each in own if same(each)]


def has_promised(deal: Deal, person: str, step: str) -> bool:
    """Whether somebody has promised a step before and not done it, so that to promise it again is no step (rule 52).

    What was open when a deal ended that was taken up again is no such promise: made anew, it counts (rule 63).
    """
    what, promises = carried(deal.playbook, step), deal.promises.values()
    before = [each for each in promises if each.person == person and carried(deal.playbook, each.step) == what]
    return any(each.state in NO_STEP_AGAIN for each in before) and not takes_more(deal, step)


def carried(playbook: Playbook, step: str) -> str:
    """What a promise carries: a step, or `@ROLE` for whatever brings somebody of a role."""
    role = brings(playbook, step)
    return f"@{role}" if role else step


def brings(playbook: Playbook, step: str) -> str:
    """The role of which a step brings somebody, or has them heard: `@ROLE`, or an act that says so; else empty."""
    if step.startswith("@"):
        return step[1:]
    found = playbook.steps.get(step)
    return found.brings if isinstance(found, Act) else ""


def takes_more(deal: Deal, step: str) -> bool:
    """Whether an act is wanted several times, or several people of a role."""
    role = brings(deal.playbook, step)
    if role:
        return takes_several(deal, role)
    return step in deal.playbook.steps and times(Standing(deal), step) > 1


def takes_several(deal: Deal, role: str) -> bool:
    """Whether a decision takes several people of a role."""
    standing = Standing(deal)
    return any(times(standing, step.id) > 1 and role in roles_in(standing, step.by) for step in deal.playbook.decisions)
