"""Conditions in three values - true, false, unknown - and a fourth for what does not apply (rules 7, 9)."""

from __future__ import annotations

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


def leaves(condition: Condition | None) -> Iterator[Named | Test]:
    """Every name and test in the condition, in the order of the file."""
    if isinstance(condition, Some):
        for each in condition.of:
            yield from leaves(each)
    elif isinstance(condition, Not):
        yield from leaves(condition.of)
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
