"""How a deal stands on a day: the rules' shared memory, and whether a thing applies."""

from __future__ import annotations

from datetime import date

from callplan.core.condition import ABSENT, leaves, possible, weigh
from callplan.core.playbook import Act, Condition, Decision, Named, Stage, Test

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeVar

    from callplan.core.condition import Truth
    from callplan.core.deal.state import Deal

    Found = TypeVar("Found")


class Standing:
    """A deal on a day (`on` None: what the calendar does is left out), and what the rules found out about it.

    `supposing`: decisions counted as made earlier on the call that is being planned; `heard`: people
    counted as heard because they are on it.
    """

    __slots__ = ("deal", "heard", "map", "memory", "on", "supposing")

    def __init__(
        self,
        deal: Deal,
        on: date | None = None,
        supposing: frozenset[str] = frozenset(),
        heard: tuple[str, ...] = (),
    ) -> None:
        self.deal = deal
        self.on = on
        self.supposing = supposing
        self.heard = heard
        self.map = deal.playbook
        self.memory: dict[Any, Any] = {}

    def but(self, supposing: frozenset[str], heard: tuple[str, ...] = ()) -> Standing:
        """The same deal on the same day, counting those decisions as made and those people as heard."""
        return Standing(self.deal, self.on, supposing, heard)


def remembered(meanwhile: Any) -> Callable[[Callable[[Standing, str], Found]], Callable[[Standing, str], Found]]:
    """Work each answer out once; asked again in the middle of it (a circle), the answer is `meanwhile`."""

    def wrap(rule: Callable[[Standing, str], Found]) -> Callable[[Standing, str], Found]:
        def recall(standing: Standing, what: str = "") -> Found:
            key = (rule, what)
            memory = standing.memory
            if key not in memory:
                memory[key] = meanwhile
                memory[key] = rule(standing, what)
            return memory[key]  # type: ignore[no-any-return]

        recall.__doc__, recall.__name__ = rule.__doc__, rule.__name__
        return recall

    return wrap


@remembered(None)
def applies(standing: Standing, step_id: str) -> Truth:
    """Whether a step applies (rule 8): unless its own `when` or its stage's is known to be false."""
    playbook = standing.map
    step = playbook.steps[step_id]
    own = False if step_id in playbook.without else holds(standing, step.when)
    if own is not False:
        around = stage_applies(standing, playbook.stage_of[step_id].id)
        own = around if around is not True else own
    if own is not False and step.when is None and isinstance(step, Act):
        needing = needed_by(standing).get(step_id, ())
        if needing and all(applies(standing, other) is False for other in needing):
            return False
    return own


@remembered(None)
def stage_applies(standing: Standing, stage_id: str) -> Truth:
    """Whether a stage applies: unless its `when` is known to be false."""
    if stage_id in standing.map.without:
        return False
    return holds(standing, standing.map.stage[stage_id].when)


def holds(standing: Standing, when: Condition | None) -> Truth:
    """Whether a `when` holds; it never looks at the clock."""
    return weigh(when, lambda leaf: _in_when(standing, leaf))


def _in_when(standing: Standing, leaf: Named | Test) -> Any:
    from callplan.core.deal.facts import known, test
    from callplan.core.deal.status import passed, settled

    if isinstance(leaf, Test):
        return test(standing, leaf)
    if leaf.id in standing.map.fact:
        return known(standing, leaf.id).value is not None
    if leaf.id in standing.map.stage:
        return ABSENT if stage_applies(standing, leaf.id) is False else passed(standing, leaf.id)
    sure = applies(standing, leaf.id)
    if sure is False:
        return ABSENT
    return True if settled(standing, leaf.id) else False if sure else None


@remembered(())
def _needed_by(standing: Standing, _: str = "") -> dict[str, tuple[str, ...]]:
    needing: dict[str, tuple[str, ...]] = {}
    for step in standing.map.steps.values():
        for name in named_needs(standing, step):
            needing[name] = (*needing.get(name, ()), step.id)
    return needing


def needed_by(standing: Standing) -> dict[str, tuple[str, ...]]:
    """For each step, the steps that name it in their needs (a stage's needs are its steps' needs)."""
    return _needed_by(standing, "")


def named_needs(standing: Standing, step: Act | Decision) -> tuple[str, ...]:
    """The steps a step names in its needs, its stage's needs among them; a stage named stands for its decisions."""
    found: dict[str, None] = {}
    for condition in (standing.map.stage_of[step.id].needs, step.needs):
        for leaf in leaves(condition):
            if isinstance(leaf, Named):
                found.update(dict.fromkeys(stands_for(standing, leaf.id)))
    return tuple(found)


def stands_for(standing: Standing, name: str) -> tuple[str, ...]:
    """The steps behind a name: the step itself, or a stage's decisions; a fact has none."""
    stage: Stage | None = standing.map.stage.get(name)
    if stage:
        return tuple([step.id for step in stage.steps if isinstance(step, Decision)])
    return (name,) if name in standing.map.steps else ()


def choices(standing: Standing, value: Any) -> list[Any]:
    """The values a by-case value may still have here, likeliest first; one, when it is certain."""
    return possible(value, lambda when: holds(standing, when))
