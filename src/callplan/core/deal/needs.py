"""What a step needs first, and what an alternative already met has spared (rules 9, 31, 37; PLAYBOOKS 3-16)."""

from __future__ import annotations

from datetime import date

from callplan.core.days import after
from callplan.core.deal.doing import doers, doing
from callplan.core.deal.facts import day_of, known, test
from callplan.core.deal.standing import Standing, applies, handed_down, remembered, stage_applies
from callplan.core.deal.status import passed, settled, settled_on
from callplan.core.deal.verdict import deciding, enough_of, roles_in
from callplan.core.map.condition import ABSENT, leaves, value, weigh
from callplan.core.map.playbook import Act, Stage
from callplan.core.map.terms import Condition, Named, Some, Test

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from callplan.core.map.condition import Truth


def is_ours(standing: Standing, step_id: str) -> bool:
    """Whether only we can do a step."""
    sides = {standing.map.role[role].side for role in roles_in(standing, standing.map.steps[step_id].by)}
    return sides == {"us"}


def is_clients(standing: Standing, step_id: str) -> bool:
    """Whether a client role may do or decide a step."""
    return any(standing.map.role[role].side == "client" for role in roles_in(standing, standing.map.steps[step_id].by))


def clients(standing: Standing, present: tuple[str, ...]) -> tuple[str, ...]:
    """Those present who are on the client's side."""
    return tuple([name for name in present if standing.deal.side(name) == "client"])


def present_roles(standing: Standing, present: tuple[str, ...]) -> frozenset[str]:
    """Every role that somebody present holds."""
    return frozenset(role for name in present for role in standing.deal.roles(name))


def needs_met(standing: Standing, step_id: str, present: tuple[str, ...] | None = None) -> Truth:
    """Whether what a step waits for is settled; with people `present`, as it counts for a call (rule 37)."""
    both = [_weighed(standing, condition, present) for condition in own_needs(standing, step_id)]
    return False if False in both else None if None in both else True


def own_needs(standing: Standing, name: str) -> tuple[Condition, ...]:
    """What a step, or a stage, waits for itself: its needs and what it comes after, with those of what is around it."""
    return standing.way.asked.get(name, ())


def _weighed(standing: Standing, condition: Condition | None, present: tuple[str, ...] | None) -> Truth:
    def handed(leaf: Named | Test) -> Any:
        """What an absent name needed itself is handed on to the list it stood in."""
        own = own_needs(standing, leaf.id) if isinstance(leaf, Named) else ()
        return _weighed(standing, Some(own), present) if own else ABSENT

    return weigh(condition, lambda leaf: _need(standing, leaf, present), handed)


def _need(standing: Standing, leaf: Named | Test, present: tuple[str, ...] | None) -> Any:
    if isinstance(leaf, Test):
        return test(standing, leaf)
    if leaf.id in standing.map.fact:
        return _fact_need(standing, leaf)
    if stage := standing.map.stage.get(leaf.id):
        return _stage_need(standing, stage, leaf)
    sure = applies(standing, leaf.id)
    if sure is False:
        return ABSENT
    if settled(standing, leaf.id):
        return _waited(standing, leaf, (leaf.id,))
    counted = False if present is None else _counts_as_met(standing, leaf.id, present)
    if counted is True:
        return standing.on is None or _over(standing, leaf, standing.on)
    return None if sure is None or counted is None else False


def _counts_as_met(standing: Standing, step_id: str, present: tuple[str, ...]) -> Truth:
    """Our own acts block no plan, nor does what its owner can do on the call, once nothing has to be settled first.

    What is only decided on the call itself comes too late for that.
    """
    ours = isinstance(standing.map.steps[step_id], Act) and is_ours(standing, step_id)
    if ours or done_on_call(standing, step_id, present):
        return needs_met(standing.before_call, step_id)
    return False


def done_on_call(standing: Standing, step_id: str, present: tuple[str, ...]) -> bool:
    """Whether an act can be done on the call itself, by all whose it still is: they are there, and we always are."""
    step = standing.map.steps[step_id]
    if not isinstance(step, Act) or not step.on_call:
        return False
    here = present_roles(standing, (*present, "")) | doers(standing, doing(standing, step_id).counted)
    return enough_of(deciding(standing, step_id), here.__contains__)


def _fact_need(standing: Standing, leaf: Named) -> Any:
    found = known(standing, leaf.id)
    if found.state == "n/a":
        return ABSENT
    if not found.told:
        return None
    day = day_of(standing, leaf.id) if leaf.wait else None
    return day is None or _over(standing, leaf, day)


def _stage_need(standing: Standing, stage: Stage, leaf: Named) -> Any:
    if stage_applies(standing, stage.id) is False:
        return ABSENT
    steps = [step for step in standing.way.stands_for(stage.id) if applies(standing, step) is not False]
    if not steps:
        return ABSENT
    if passed(standing, stage.id):
        return _waited(standing, leaf, tuple(steps))
    return None if all(settled(standing, step) or applies(standing, step) is None for step in steps) else False


def _waited(standing: Standing, leaf: Named, steps: tuple[str, ...]) -> bool:
    """Whether the wait after the last of some steps is over; a wait cannot be waived."""
    if leaf.wait is None or standing.on is None:
        return True
    return _over(standing, leaf, max([settled_on(standing, step) or standing.on for step in steps]))


def _over(standing: Standing, leaf: Named, begun: date) -> bool:
    """Whether the wait after a day is over."""
    return leaf.wait is None or standing.on is None or after(begun, leaf.wait, standing.deal.free) <= standing.on


def unmet(standing: Standing, step_id: str, present: tuple[str, ...] | None) -> tuple[str, ...]:
    """The steps and facts among a step's needs that are not met; of an alternative still open, all its members.

    What applies for sure comes first. With people `present`, as they count for a call; with None, as they stand.
    """
    found = [name for condition in own_needs(standing, step_id) for name in _unmet(standing, condition, present, True)]
    return tuple(sorted(dict.fromkeys(found), key=lambda name: may_not_apply(standing, name)))


def may_not_apply(standing: Standing, name: str) -> bool:
    """Whether it is open whether a step applies; of a fact, or of `@ROLE`, never."""
    return name in standing.map.steps and applies(standing, name) is None


def behind(standing: Standing, step_id: str, present: tuple[str, ...]) -> bool:
    """Whether other steps have to be settled before a step can begin."""
    first = unmet(standing, step_id, present)
    return any(name in standing.map.steps and not settled(standing, name) for name in first)


def ready_for(standing: Standing, step_id: str) -> tuple[str, ...]:
    """What can be done now so that a step can be: itself, else what it waits for, directly or through others.

    Nothing, where all of it waits for a day, or for a fact that nobody has told.
    """
    found, look, seen = dict[str, None](), [step_id], {step_id}
    while look:
        name = look.pop(0)
        first = unmet(standing, name, None)
        if needs_met(standing, name) is True:
            found[name] = None
        left = [each for each in first if each in standing.map.steps and each not in seen]
        look += [each for each in left if not settled(standing, each)]
        seen.update(left)
    return tuple(found)


def unmet_of(standing: Standing, condition: Condition) -> tuple[str, ...]:
    """The steps, stages and facts in a condition that are not as it wants them."""
    return tuple(dict.fromkeys(_unmet(standing, condition, None, True)))


def _unmet(standing: Standing, condition: Condition, present: tuple[str, ...] | None, every: bool) -> list[str]:
    """What is not met; in an "all" (`every`), what does not apply hands on its own needs."""
    if _weighed(standing, condition, present) is True:
        return []
    if isinstance(condition, Some):
        every = every and not condition.least
        return [name for each in condition.of for name in _unmet(standing, each, present, every)]
    if not isinstance(condition, Named):
        return [leaf.id for leaf in leaves(condition)]
    steps = standing.way.stands_for(condition.id)
    left = [step for step in steps if applies(standing, step) is not False]
    if steps and not left:
        own = own_needs(standing, condition.id) if every else ()
        return [name for each in own for name in _unmet(standing, each, present, True)]
    return [step for step in left if not settled(standing, step)] or [condition.id]


@handed_down
@remembered(False)
def spared(standing: Standing, step_id: str) -> bool:
    """Whether a step is an alternative no longer wanted: every need that names it names it in a choice already met."""
    mentions = standing.way.mentions.get(step_id, ())
    if not all(around for other, around in mentions if applies(standing, other) is not False):
        return False
    met = [
        any(_met_without(standing, some, step_id) for some in around)
        for other, around in mentions
        if applies(standing, other) is not False
    ]
    return bool(met) and all(met)


def _met_without(standing: Standing, some: Some, step_id: str) -> bool:
    others = Some(tuple([each for each in some.of if each != Named(step_id)]), some.least)
    left = sum(value(each, lambda leaf: _need(standing, leaf, None)) is True for each in others.of)
    return left >= some.least
