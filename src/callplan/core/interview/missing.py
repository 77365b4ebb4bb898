"""The facts that the next of their way hangs on and that nobody has told."""

from __future__ import annotations

from callplan.core.condition import conditions, leaves
from callplan.core.deal.facts import known
from callplan.core.deal.position import fronts
from callplan.core.deal.standing import Standing
from callplan.core.playbook import Fact
from callplan.core.terms import Test

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from callplan.core.terms import Condition


def missing(standing: Standing) -> list[Fact]:
    """The unknown facts that can be asked for, those first that decide whether something at a front applies."""
    found: dict[str, Fact] = {}
    for when in _hanging(standing):
        for fact in _asked(standing, when):
            if known(standing, fact.id).state == "unknown":
                found.setdefault(fact.id, fact)
    return list(found.values())


def _hanging(standing: Standing) -> Iterator[Condition | None]:
    """The conditions at the fronts: whether a step applies, then who decides it."""
    steps = [standing.map.steps[step] for ahead in fronts(standing).values() for step in ahead]
    for step in steps:
        yield standing.map.stage_of[step.id].when
        yield step.when
    for step in steps:
        yield from conditions(step.by)


def _asked(standing: Standing, when: Condition | None) -> Iterator[Fact]:
    """The facts of a condition; behind one that is worked out stand those it is worked out from."""
    for leaf in leaves(when):
        if isinstance(leaf, Test):
            fact = standing.map.fact[leaf.fact]
            if fact.ask and fact.depends is None:
                yield fact
            for inner in conditions(fact.depends):
                yield from _asked(standing, inner)
