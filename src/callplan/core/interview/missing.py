"""The facts that the next of their way hangs on and that nobody has told, and what each might turn out to be."""

from __future__ import annotations

from callplan.core.deal.facts import known
from callplan.core.deal.position import fronts
from callplan.core.deal.standing import Standing
from callplan.core.map.condition import conditions, leaves
from callplan.core.map.playbook import Fact, Playbook
from callplan.core.map.terms import Test
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from callplan.core.map.terms import Condition


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


def possible(fact: Fact, playbook: Playbook) -> list[str]:
    """One answer of every kind that the map tells apart: each choice, both sides of each limit, each value it names."""
    if fact.choices or fact.type == "yes-no":
        return list(fact.choices or ("yes", "no"))
    found = dict.fromkeys(test.value for test in _tests(playbook) if test.fact == fact.id)
    if fact.type == "date":
        return [str(value) for value in found]
    sides = [(value - 1, value, value + 1) for value in found if not isinstance(value, str)]
    return [str(value) for each in sides for value in each] or [str(value) for value in found]


def _tests(part: object) -> Iterator[Test]:
    """Every test in a part of the map."""
    if isinstance(part, Test):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from _tests(each)
    elif isinstance(part, Record):
        yield from _tests(tuple([vars(part)[name] for name in part.__match_args__]))
