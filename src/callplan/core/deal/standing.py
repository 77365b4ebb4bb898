"""How a deal stands on a day: the rules' shared memory, and whether a thing applies."""

from __future__ import annotations

from datetime import date

from callplan.core.deal.bringing import come
from callplan.core.deal.state import Fate
from callplan.core.map.condition import ABSENT, possible, value
from callplan.core.map.playbook import Act
from callplan.core.map.terms import Condition, Named, Not, Some, Test
from callplan.core.map.way import way

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeVar

    from callplan.core.deal.state import Deal
    from callplan.core.map.condition import Truth

    Found = TypeVar("Found")

LATEST = 2**31


class Standing:
    """A deal on a day (`on` None: what the calendar does is left out), and what the rules found out about it.

    `supposing`: decisions counted as made earlier on the call that is being planned; `heard`: people
    counted as heard because they are on it.
    """

    __slots__ = ("deal", "heard", "looks", "map", "memory", "on", "shaky", "supposing", "way")

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
        self.way = way(deal.playbook)
        self.memory: dict[Any, Any] = {}
        self.shaky: set[Any] = set()
        self.looks = 0

    def but(self, supposing: frozenset[str], heard: tuple[str, ...] = ()) -> Standing:
        """The same deal on the same day, counting those decisions as made and those people as heard.

        Whoever had promised to bring one of them has kept it.
        """
        deal = _stood_after_all(self.deal, supposing)
        if heard:
            deal = come(deal, heard, Fate(self.on or date.max, LATEST, LATEST))
        after = Standing(deal, self.on, supposing, heard)
        if deal is self.deal:
            steady = [key for key in self.memory if key[0] in _STEADY and key not in self.shaky]
            after.memory.update((key, self.memory[key]) for key in steady)
        return after


_STEADY: set[object] = set()


def _stood_after_all(deal: Deal, again: frozenset[str]) -> Deal:
    """The deal once those are decided again: marks caused by one who had no say in them are gone (rule 20)."""
    freed = {}
    for step, story in deal.past.items():
        kept = tuple([mark for mark in story.marks if mark.spent or mark.authority or mark.cause not in again])
        if len(kept) < len(story.marks) and step not in again:
            freed[step] = story.but(marks=kept)
    return deal.but(past=deal.past | freed) if freed else deal


def remembered(
    meanwhile: Any, steady: bool = False
) -> Callable[[Callable[[Standing, str], Found]], Callable[[Standing, str], Found]]:
    """Work each answer out once; asked again in the middle of it (a circle), the answer is `meanwhile`.

    `steady`: what is supposed changes nothing in it, unless a condition on the way to it looked at what became of a
    step; then it is shaky, and is worked out again for another supposing.
    """

    def wrap(rule: Callable[[Standing, str], Found]) -> Callable[[Standing, str], Found]:
        if steady:
            _STEADY.add(rule)

        def recall(standing: Standing, what: str = "") -> Found:
            key = (rule, what)
            memory = standing.memory
            if key in memory:
                standing.looks += key in standing.shaky
                return memory[key]  # type: ignore[no-any-return]
            looks = standing.looks
            memory[key] = meanwhile
            found = memory[key] = rule(standing, what)
            if standing.looks != looks:
                standing.shaky.add(key)
            return found

        recall.__doc__, recall.__name__ = rule.__doc__, rule.__name__
        return recall

    return wrap


@remembered(None, steady=True)
def applies(standing: Standing, step_id: str) -> Truth:
    """Whether a step applies (rule 8): unless its own `when` or its stage's is known to be false."""
    playbook = standing.map
    step = playbook.steps[step_id]
    own = False if step_id in playbook.without else holds(standing, step.when)
    if own is not False:
        around = stage_applies(standing, playbook.stage_of[step_id].id)
        own = around if around is not True else own
    if own is not False and step.when is None and isinstance(step, Act):
        needing = standing.way.needed_by.get(step_id, ())
        if needing and all(applies(standing, other) is False for other in needing):
            return False
    return own


@remembered(None, steady=True)
def stage_applies(standing: Standing, stage_id: str) -> Truth:
    """Whether a stage applies: unless its `when` is known to be false."""
    if stage_id in standing.map.without:
        return False
    return holds(standing, standing.map.stage[stage_id].when)


def holds(standing: Standing, when: Condition | None) -> Truth:
    """Whether a `when` holds; it never looks at the clock.

    What does not apply drops out of a list (rule 9); where it stands alone it is simply not settled.
    """
    found = None if when is None else value(when, lambda leaf: _in_when(standing, leaf))
    if when is None or (found is ABSENT and isinstance(when, Some)):
        return True
    return isinstance(when, Not) if found is ABSENT else found  # type: ignore[return-value]


def _in_when(standing: Standing, leaf: Named | Test) -> Any:
    from callplan.core.deal.facts import known, test
    from callplan.core.deal.status import passed, settled

    if isinstance(leaf, Test):
        return test(standing, leaf)
    if leaf.id in standing.map.fact:
        return known(standing, leaf.id).value is not None
    standing.looks += 1
    if leaf.id in standing.map.stage:
        return ABSENT if stage_applies(standing, leaf.id) is False else passed(standing, leaf.id)
    sure = applies(standing, leaf.id)
    if sure is False:
        return ABSENT
    return True if settled(standing, leaf.id) else False if sure else None


def choices(standing: Standing, value: Any) -> list[Any]:
    """The values a by-case value may still have here, likeliest first; one, when it is certain."""
    return possible(value, lambda when: holds(standing, when))
