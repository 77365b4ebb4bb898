"""How a deal stands on a day: the rules' shared memory, whether a thing applies, how often it counts and how long."""

from __future__ import annotations

from datetime import date

from callplan.core.days import after
from callplan.core.deal.story import Word
from callplan.core.map.condition import ABSENT, possible, value, way
from callplan.core.map.playbook import Act
from callplan.core.map.terms import Condition, Length, Named, Not, Some, Test
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Concatenate, ParamSpec, TypeVar

    from callplan.core.deal.state import Deal
    from callplan.core.map.condition import Truth

    Found = TypeVar("Found")
    Of = ParamSpec("Of")
    Rule = Callable[Concatenate["Standing", Of], Found]

LATEST = 2**31


class Standing:
    """A deal on a day (`on` None: what the calendar does is left out), and what the rules found out about it.

    `supposing`: decisions counted as made earlier on the call that is being planned; `heard`: people
    counted as heard because they are on it; `before_call`: how the deal stands without either.
    """

    __slots__ = ("before_call", "deal", "heard", "map", "memory", "on", "supposing", "way")

    def __init__(
        self,
        deal: Deal,
        on: date | None = None,
        supposing: frozenset[str] = frozenset(),
        heard: tuple[str, ...] = (),
        before_call: Standing | None = None,
    ) -> None:
        self.deal = deal
        self.on = on
        self.supposing = supposing
        self.heard = heard
        self.before_call = before_call or self
        self.map = deal.playbook
        self.way = way(deal.playbook)
        self.memory: dict[Any, Any] = {}


def remembered(meanwhile: Any) -> Callable[[Rule[Of, Found]], Rule[Of, Found]]:
    """Work each answer out once; asked again in the middle of it (a circle), the answer is `meanwhile`."""

    def wrap(rule: Rule[Of, Found]) -> Rule[Of, Found]:
        def recall(standing: Standing, *of: Any) -> Found:
            key = (rule, *of)
            memory = standing.memory
            known = memory.get(key, memory)
            if known is not memory:
                return known  # type: ignore[no-any-return]
            memory[key] = meanwhile
            found = memory[key] = rule(standing, *of)  # type: ignore[call-arg]
            return found

        recall.__doc__, recall.__name__ = rule.__doc__, rule.__name__
        return recall  # type: ignore[return-value]

    return wrap


HANDED_DOWN: dict[str, Callable[[Standing, Any], Any]] = {}


def handed_down(rule: Callable[[Standing, Any], Found]) -> Callable[[Standing, Any], Found]:
    """Let the modules that a rule stands on ask it: they find it by its name in `HANDED_DOWN`."""
    HANDED_DOWN[rule.__name__] = rule
    return rule


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
        needing = standing.way.needed_by.get(step_id, ())
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
    """Whether a `when` holds; it never looks at the clock.

    What does not apply drops out of a list (rule 9); where it stands alone it is simply not settled.
    """
    found = None if when is None else value(when, lambda leaf: _in_when(standing, leaf))
    if when is None or (found is ABSENT and isinstance(when, Some)):
        return True
    return isinstance(when, Not) if found is ABSENT else found  # type: ignore[return-value]


def _in_when(standing: Standing, leaf: Named | Test) -> Any:
    ask = HANDED_DOWN
    if isinstance(leaf, Test):
        return ask["test"](standing, leaf)
    if leaf.id in standing.map.fact:
        return ask["known"](standing, leaf.id).value is not None
    if leaf.id in standing.map.stage:
        return ABSENT if stage_applies(standing, leaf.id) is False else ask["passed"](standing, leaf.id)
    sure = applies(standing, leaf.id)
    if sure is False:
        return ABSENT
    return True if ask["settled"](standing, leaf.id) else False if sure else None


def choices(standing: Standing, value: Any) -> list[Any]:
    """The values a by-case value may still have here, likeliest first; one, when it is certain."""
    return possible(value, lambda when: holds(standing, when))


class Settling(Record):
    """What the words on a step come to: the one that settled it, or `was` the one whose settling `lapsed` that day.

    `counted`: those so far, while it is not settled.
    """

    word: Word | None = None
    was: Word | None = None
    lapsed: date | None = None
    counted: tuple[Word, ...] = ()


def times(standing: Standing, step_id: str) -> int:
    """How many separate ones a step takes (rule 14); the largest number while it is open which case holds."""
    found = [each for each in choices(standing, standing.map.steps[step_id].times) if isinstance(each, int)]
    return max(found, default=1)


def lapse(standing: Standing, step_id: str, settled: date) -> date | None:
    """The day from which a step settled that day is due again (rule 22); the earliest possible; None: it lasts."""
    lengths = [each for each in choices(standing, standing.map.steps[step_id].lasts) if isinstance(each, Length)]
    return min([after(settled, length.shortest, standing.deal.free) for length in lengths], default=None)


def settling(
    standing: Standing, step_id: str, words: tuple[Word, ...], enough: Callable[[tuple[Word, ...]], bool]
) -> Settling:
    """What words come to, one after another: settled once they are `enough`, renewed by as many again.

    Renewed in time it keeps the day it was settled on (rule 14); renewed later, it is settled anew.
    """
    made, until, counted = None, None, tuple[Word, ...]()
    for word in words:
        counted = (*counted, word)
        if enough(counted):
            made = word if made is None or (until and word.on >= until) else made
            until, counted = lapse(standing, step_id, word.on), ()
            if until is None:
                break
    if made and until and standing.on and standing.on >= until:
        return Settling(None, made, until, counted)
    return Settling(made, counted=() if made else counted)
