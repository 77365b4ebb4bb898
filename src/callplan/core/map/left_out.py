"""What never applies on a map, whatever the deal: `without`, what falls away with it, and what is handed on for it."""

from __future__ import annotations

from callplan.core.map.condition import ABSENT, weigh
from callplan.core.map.playbook import Act, Decision, Playbook
from callplan.core.map.terms import Condition, Named, Not, Some, Test
from callplan.core.map.way import way

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from callplan.core.map.condition import Truth


def omitted(playbook: Playbook) -> frozenset[str]:
    """The facts, stages and steps that never apply: those in `without`, and what hangs on them alone (rules 8, 9)."""
    kept = playbook.__dict__
    if "omitted" not in kept:
        gone = frozenset(playbook.without)
        while (more := gone.union(_falling(playbook, gone))) != gone:
            gone = more
        kept["omitted"] = gone
    found: frozenset[str] = kept["omitted"]
    return found


def certain(playbook: Playbook, condition: Condition | None) -> Truth:
    """Whether a condition holds in every deal (True) or in none (False), since some things never apply."""
    return _weighed(playbook, condition, omitted(playbook))


def kept(playbook: Playbook, condition: Condition | None) -> Condition | None:
    """The condition without what never applies; in an "all", such a step hands on what it needed itself."""
    return None if condition is None else _kept(playbook, condition, every=True)


def _falling(playbook: Playbook, gone: frozenset[str]) -> Iterator[str]:
    yield from (fact.id for fact in playbook.facts if _weighed(playbook, fact.when, gone) is False)
    for stage in playbook.stages:
        out = stage.id in gone or _weighed(playbook, stage.when, gone) is False
        yield from (step.id for step in stage.steps if out or _falls(playbook, step, gone))
        if out or gone.issuperset(step.id for step in stage.steps):
            yield stage.id


def _falls(playbook: Playbook, step: Act | Decision, gone: frozenset[str]) -> bool:
    """Whether its condition cannot hold; an act without one falls away with the only steps that need it."""
    needing = way(playbook).needed_by.get(step.id, ())
    if isinstance(step, Act) and step.when is None and needing:
        return gone.issuperset(needing)
    return _weighed(playbook, step.when, gone) is False


def _weighed(playbook: Playbook, condition: Condition | None, gone: frozenset[str]) -> Truth:
    def leaf(each: Named | Test) -> Any:
        name = each.fact if isinstance(each, Test) else each.id
        if name not in gone:
            return None
        return False if name in playbook.fact else ABSENT

    return weigh(condition, leaf)


def _kept(playbook: Playbook, condition: Condition, *, every: bool) -> Condition | None:
    if isinstance(condition, Some):
        inside = every and not condition.least
        found = [_kept(playbook, each, every=inside) for each in condition.of]
        left = tuple([each for each in found if each is not None])
        return Some(left, min(condition.least, len(left))) if left else None
    if isinstance(condition, Not):
        inner = _kept(playbook, condition.of, every=False)
        return None if inner is None else Not(inner)
    if isinstance(condition, Named) and condition.id in omitted(playbook):
        return _handed(playbook, condition.id) if every else None
    return condition if certain(playbook, condition) is None else None


def _handed(playbook: Playbook, name: str) -> Condition | None:
    """What a step or a stage that never applies needed itself; a fact needed nothing."""
    around = playbook.stage_of.get(name, playbook.stage.get(name))
    own = [each.needs for each in (around, playbook.steps.get(name)) if each and each.needs is not None]
    return _kept(playbook, Some(tuple(own)), every=True)
