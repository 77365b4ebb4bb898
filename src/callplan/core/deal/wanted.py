"""What a step waits for and rests on, and what each step is wanted for: the needs of a map, read both ways."""

from __future__ import annotations

from callplan.core.deal.standing import Standing, applies, remembered
from callplan.core.deal.status import is_open, settled
from callplan.core.map.playbook import Act

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    Graph = dict[str, tuple[str, ...]]
    Rule = Callable[[Standing, str], tuple[str, ...]]


@remembered(())
def wants(standing: Standing, step_id: str) -> tuple[str, ...]:
    """The steps a step waits for; for one of an "all" that does not apply, what that one waits for (rule 9)."""
    return _applying(standing, step_id, standing.way.needs, wants)


@remembered(())
def rests_on(standing: Standing, step_id: str) -> tuple[str, ...]:
    """Those of them that a step rests on, without what it merely comes after (rule 19)."""
    return _applying(standing, step_id, standing.way.rests, rests_on)


def _applying(standing: Standing, step_id: str, named: Graph, rule: Rule) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for name in named[step_id]:
        if applies(standing, name) is not False:
            found[name] = None
        elif (step_id, ()) in standing.way.mentions[name]:
            found.update(dict.fromkeys(rule(standing, name)))
    return tuple(found)


@remembered(())
def waits_for(standing: Standing, step_id: str) -> tuple[str, ...]:
    """The open decisions that a step surely waits for, directly or through others: no alternative would do instead."""
    found: dict[str, None] = {}
    look = [step_id]
    while look:
        step = look.pop()
        for name in wants(standing, step):
            surely = (step, ()) in standing.way.mentions[name] and applies(standing, name)
            if surely and name not in found and not settled(standing, name):
                found[name] = None
                look.append(name)
    return tuple([name for name in found if not _is_act(standing, name)])


@remembered({})
def _steps_needing(standing: Standing) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for step in standing.map.steps:
        for name in wants(standing, step):
            found.setdefault(name, []).append(step)
    return found


def wanted_by(standing: Standing, name: str) -> list[str]:
    """The steps whose needs name a step, in the order of the map: `wants` turned round."""
    return _steps_needing(standing).get(name, [])


@remembered(())
def serves(standing: Standing, act: str) -> tuple[str, ...]:
    """The decisions an act is for: those that need it, directly or through other acts; else its stage's next one."""
    found: dict[str, None] = {}
    look = wanted_by(standing, act)
    while look:
        step = look[0]
        look = [*look[1:], *([] if step in found else wanted_by(standing, step) if _is_act(standing, step) else [])]
        found[step] = None
    decisions = [step for step in found if not _is_act(standing, step)]
    return tuple(decisions or _next_of_stage(standing, act))


def is_wanted(standing: Standing, act: str) -> bool:
    """Whether anything that an act is for is still open."""
    return any(is_open(standing, step) for step in serves(standing, act))


def _is_act(standing: Standing, step: str) -> bool:
    return isinstance(standing.map.steps[step], Act)


def _next_of_stage(standing: Standing, act: str) -> list[str]:
    """The first decision written after an act in its stage; the last of the stage for one that none comes after."""
    steps = standing.map.stage_of[act].steps
    place = standing.map.place
    decisions = [step.id for step in steps if not isinstance(step, Act) and applies(standing, step.id) is not False]
    return [step for step in decisions if place[step] > place[act]][:1] or decisions[-1:]
