"""Conditions in three values - true, false, unknown - and a fourth for what does not apply (rules 7, 9).

What needs what on a map follows from them, and is worked out once a map: nothing here knows of any deal.
"""

from __future__ import annotations

from callplan.core.map.playbook import Decision, Playbook, Stage
from callplan.core.map.terms import Case, Cases, Condition, Named, Not, Some, Test

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    Truth = bool | None
    Leaf = Callable[[Named | Test], Any]


class _Absent:
    """What a leaf that does not apply answers: it is taken off whatever list it stands in."""


ABSENT = _Absent()


def weigh(condition: Condition | None, leaf: Leaf, handed: Leaf | None = None) -> Truth:
    """Whether the condition holds: True, False or None (unknown); no condition, or nothing left of it, holds.

    `leaf` answers for a name or a test, and may answer ABSENT. `handed` answers for an absent name
    that stands in an "all": what it needed itself is handed on to the list.
    """
    found = None if condition is None else value(condition, leaf, handed)
    return True if condition is None or found is ABSENT else found  # type: ignore[return-value]


def value(condition: Condition, leaf: Leaf, handed: Leaf | None = None) -> Truth | _Absent:
    """The same, or ABSENT when nothing of it is left."""
    if isinstance(condition, Some):
        return _some(condition, leaf, handed)
    if isinstance(condition, Not):
        inner = value(condition.of, leaf, None)
        return inner if inner is ABSENT or inner is None else not inner
    found: Truth | _Absent = leaf(condition)
    return handed(condition) if found is ABSENT and handed else found


def _some(some: Some, leaf: Leaf, handed: Leaf | None) -> Truth | _Absent:
    passing_on = None if some.least else handed
    values = [value(each, leaf, passing_on) for each in some.of]
    left = [value for value in values if value is not ABSENT]
    if values and not left:
        return ABSENT
    least = min(some.least, len(left)) if some.least else len(left)
    sure = sum(value is True for value in left)
    if sure >= least:
        return True
    return None if sure + sum(value is None for value in left) >= least else False


def leaves(condition: Condition | None, *, turned: bool = True) -> Iterator[Named | Test]:
    """Every name and test in the condition, in the order of the file; those under a `not` only if `turned`."""
    if isinstance(condition, Some):
        for each in condition.of:
            yield from leaves(each, turned=turned)
    elif isinstance(condition, Not):
        yield from leaves(condition.of) if turned else ()
    elif condition is not None:
        yield condition


def named(value: Any) -> tuple[str, ...]:
    """Every id that a condition, or a by-case value of one, names in any case, in the order of the file."""
    options = [case.value for case in value.of] if isinstance(value, Cases) else [value]
    return tuple(dict.fromkeys(leaf.id for each in options for leaf in leaves(each) if isinstance(leaf, Named)))


def possible(value: Any, holds: Callable[[Condition | None], Truth]) -> list[Any]:
    """The values a by-case value may still have, likeliest first; one, when it is certain. None: no value."""
    if not isinstance(value, Cases):
        return [value]
    found: list[Any] = []
    for case in value.of:
        truth = holds(case.when)
        if truth is not False and case.value not in found:
            found.append(case.value)
        if truth:
            return found
    return found if None in found else [*found, None]


def conditions(value: Any) -> Iterator[Condition]:
    """The conditions a by-case value asks."""
    if isinstance(value, Cases):
        cases: tuple[Case, ...] = value.of
        yield from (case.when for case in cases if case.when is not None)


class Way:
    """What on a map waits for what, read both ways.

    `asked`: what has to be settled before each step, and before a stage as a whole, those it rests on first; what the
    first stage of a track asks holds for all its stages. `needs`: the steps that each step names there (a stage named
    stands for its decisions; what stands under a `not` is not waited for), and `rests`: those of them that it rests on;
    `needed_by`: `needs` turned round; `mentions`: for each step the steps that name it, each with the any-ofs and
    at-leasts around the name.
    """

    def __init__(self, playbook: Playbook) -> None:
        self.playbook = playbook
        self.asked: dict[str, tuple[Condition, ...]] = {}
        self.needs: dict[str, tuple[str, ...]] = {}
        self.rests: dict[str, tuple[str, ...]] = {}
        self.needed_by: dict[str, tuple[str, ...]] = {}
        self.mentions: dict[str, list[tuple[str, tuple[Some, ...]]]] = {}
        self._through: dict[tuple[str, bool], frozenset[str]] = {}
        for stage in playbook.stages:
            self._read(stage)
        for first, *later in playbook.tracks.values():
            for stage in later if self.asked[first.id] else ():
                self._held_back(stage, first)

    def _held_back(self, stage: Stage, first: Stage) -> None:
        """Let what a track's first stage asks hold for a later one, unless that is among what it asks for itself."""
        asked = [each for name in self._named(self.asked[first.id]) for each in (name, *self.through(name))]
        if not {step.id for step in stage.steps}.intersection(asked):
            self._read(stage, first)
            self._through.clear()

    def _read(self, *around: Stage) -> None:
        """Note what the first of these stages, and each of its steps, waits for; all of them hold for it."""
        firm, queued = [stage.needs for stage in around], [stage.after for stage in around]
        self.asked[around[0].id] = _given(*firm, *queued)
        for step in around[0].steps:
            self.rests[step.id] = self._named(_given(*firm, step.needs))
            self._read_step(step.id, _given(*firm, step.needs, *queued, step.after))

    def _read_step(self, step: str, asked: tuple[Condition, ...]) -> None:
        self.asked[step], self.needs[step] = asked, self._named(asked)
        for name, around in [each for condition in asked for each in _names(condition, ())]:
            for each in self.stands_for(name):
                self._mention(each, step, around)
        for name in self.needs[step]:
            others = self.needed_by.get(name, ())
            self.needed_by[name] = others if step in others else (*others, step)

    def _mention(self, name: str, step: str, around: tuple[Some, ...]) -> None:
        mentions = self.mentions.setdefault(name, [])
        if (step, around) not in mentions:
            mentions.append((step, around))

    def _named(self, conditions: Iterable[Condition]) -> tuple[str, ...]:
        """The steps that some conditions name."""
        names = [name for condition in conditions for name, _ in _names(condition, ())]
        return tuple(dict.fromkeys(each for name in names for each in self.stands_for(name)))

    def stands_for(self, name: str) -> tuple[str, ...]:
        """The steps behind a name: the step itself, or a stage's decisions; a fact has none."""
        stage = self.playbook.stage.get(name)
        if stage:
            return tuple([step.id for step in stage.steps if isinstance(step, Decision)])
        return (name,) if name in self.playbook.steps else ()

    def through(self, step: str) -> frozenset[str]:
        """Every step that a step waits for, directly or through others."""
        return self._reached(step, False)

    def rests_on(self, step: str) -> frozenset[str]:
        """Every step that a step rests on, directly or through others: what spoils it when it is taken up again."""
        return self._reached(step, True)

    def _reached(self, step: str, firm: bool) -> frozenset[str]:
        key = step, firm
        if key not in self._through:
            self._through[key] = frozenset()
            direct = (self.rests if firm else self.needs)[step]
            self._through[key] = frozenset(direct).union(*[self._reached(each, firm) for each in direct])
        return self._through[key]


def way(playbook: Playbook) -> Way:
    """The way of a map, kept beside it."""
    kept = playbook.__dict__
    if "way" not in kept:
        kept["way"] = Way(playbook)
    found: Way = kept["way"]
    return found


def _given(*conditions: Condition | None) -> tuple[Condition, ...]:
    return tuple([each for each in conditions if each is not None])


def _names(condition: Condition | None, around: tuple[Some, ...]) -> Iterator[tuple[str, tuple[Some, ...]]]:
    if isinstance(condition, Some):
        inside = (*around, condition) if condition.least else around
        for each in condition.of:
            yield from _names(each, inside)
    elif isinstance(condition, Named):
        yield condition.id, around
