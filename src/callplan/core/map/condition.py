"""Conditions in three values - true, false, unknown - and a fourth for what does not apply (rules 7, 9).

What needs what on a map follows from them, and is worked out once a map: nothing here knows of any deal.
"""

from __future__ import annotations

from callplan.core.map.playbook import Act, Decision, Playbook
from callplan.core.map.terms import Case, Cases, Condition, Named, Not, Some, Test

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
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
    """The needs of a map, read both ways.

    `needs`: the steps each step names in its needs and its stage's (a stage named stands for its decisions; what
    stands under a `not` is not needed);
    `needed_by`: the same turned round; `mentions`: for each step the steps that name it, each with the any-ofs and
    at-leasts around the name.
    """

    def __init__(self, playbook: Playbook) -> None:
        self.playbook = playbook
        self.needs: dict[str, tuple[str, ...]] = {}
        self.needed_by: dict[str, tuple[str, ...]] = {}
        self.mentions: dict[str, list[tuple[str, tuple[Some, ...]]]] = {}
        self._through: dict[str, frozenset[str]] = {}
        for step in playbook.steps.values():
            self._read(step)

    def _read(self, step: Act | Decision) -> None:
        found: dict[str, None] = {}
        for condition in (self.playbook.stage_of[step.id].needs, step.needs):
            for name, around in _names(condition, ()):
                for each in self.stands_for(name):
                    found[each] = None
                    self.mentions.setdefault(each, []).append((step.id, around))
        self.needs[step.id] = tuple(found)
        for name in found:
            self.needed_by[name] = (*self.needed_by.get(name, ()), step.id)

    def stands_for(self, name: str) -> tuple[str, ...]:
        """The steps behind a name: the step itself, or a stage's decisions; a fact has none."""
        stage = self.playbook.stage.get(name)
        if stage:
            return tuple([step.id for step in stage.steps if isinstance(step, Decision)])
        return (name,) if name in self.playbook.steps else ()

    def through(self, step: str) -> frozenset[str]:
        """Every step that a step needs, directly or through others."""
        if step not in self._through:
            self._through[step] = frozenset()
            direct = self.needs[step]
            self._through[step] = frozenset(direct).union(*map(self.through, direct))
        return self._through[step]


def way(playbook: Playbook) -> Way:
    """The way of a map, kept beside it."""
    kept = playbook.__dict__
    if "way" not in kept:
        kept["way"] = Way(playbook)
    found: Way = kept["way"]
    return found


def _names(condition: Condition | None, around: tuple[Some, ...]) -> Iterator[tuple[str, tuple[Some, ...]]]:
    if isinstance(condition, Some):
        inside = (*around, condition) if condition.least else around
        for each in condition.of:
            yield from _names(each, inside)
    elif isinstance(condition, Named):
        yield condition.id, around
