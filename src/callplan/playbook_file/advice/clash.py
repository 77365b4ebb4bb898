"""Conditions that exclude each other, whatever the facts are."""

from __future__ import annotations

from callplan.core.map.terms import Condition, Named, Not, Some, Test

TYPE_CHECKING = False
if TYPE_CHECKING:
    Said = dict[str, list[Condition]]
    Sure = frozenset[str]

ENOUGH, ALTERNATIVES, ALIKE = 10_000, 300, 20
_TURNED = {"over": "at_most", "at_most": "over", "under": "at_least", "at_least": "under"}


class Weighing:
    """Looks for conditions that exclude each other, for as long as it is worth on one map."""

    def __init__(self) -> None:
        self._left = ENOUGH
        self._alternatives = ALTERNATIVES

    def clash(self, conditions: list[Condition], sure: Sure) -> str:
        """The fact or step over which these conditions cannot all hold; nothing when they may.

        Only names that are `sure` to apply are weighed, since what does not apply drops out. What would take too long
        to weigh may hold.
        """
        if not any(map(_sharp, conditions)):
            return ""
        self._alternatives = ALTERNATIVES
        return self._clash(conditions, {}, sure)

    def _clash(self, conditions: list[Condition], said: Said, sure: Sure) -> str:
        """What they cannot all hold over, beside what is said already; every alternative is tried."""
        waiting, said, choices = list(conditions), dict(said), []
        while waiting:
            self._left -= 1
            if self._left < 0:
                return ""
            condition = waiting.pop()
            if name := _about(condition):
                if name in sure and not _waits(condition):
                    said[name] = [*said.get(name, ())[:ALIKE], condition]
                    if _excluded(said[name]):
                        return name
            elif isinstance(condition, Not):
                waiting += _turned(condition.of)
            elif isinstance(condition, Some) and condition.least in (0, len(condition.of)):
                waiting += condition.of
            elif isinstance(condition, Some) and condition.least == 1:
                choices.append(condition)
        return self._one_of(choices, said, sure)

    def _one_of(self, choices: list[Some], said: Said, sure: Sure) -> str:
        """The clash that is left when none of the alternatives avoids one."""
        found = ""
        for each in choices[0].of if choices else ():
            self._alternatives -= 1
            found = self._clash([each, *choices[1:]], said, sure) if self._alternatives > 0 else ""
            if not found:
                break
        return found


def _waits(condition: Condition) -> bool:
    """Whether a condition only says that a wait is not over, which tells nothing of the step itself."""
    return isinstance(condition, Not) and isinstance(condition.of, Named) and condition.of.wait is not None


def _sharp(condition: Condition) -> bool:
    """Whether a condition holds anything that another one could exclude; names alone never exclude each other."""
    if isinstance(condition, Some):
        return any(map(_sharp, condition.of))
    return not isinstance(condition, Named)


def _about(condition: Condition) -> str:
    """The fact or step that a single condition, or one turned round, is about."""
    inner = condition.of if isinstance(condition, Not) else condition
    return inner.id if isinstance(inner, (Named, Test)) else ""


def _turned(condition: Condition) -> list[Condition]:
    """What holds when a group of conditions, or a condition turned round, does not."""
    if isinstance(condition, Not):
        return [condition.of]
    if isinstance(condition, Some) and condition.least == 1:
        return [Not(each) for each in condition.of]
    if isinstance(condition, Some) and condition.least in (0, len(condition.of)):
        return [Some(tuple([Not(each) for each in condition.of]), 1)]
    return []


def _excluded(said: list[Condition]) -> bool:
    """Whether all that is said of one fact or step cannot be so at once."""
    named = {isinstance(each, Not) for each in said if isinstance(each.of if isinstance(each, Not) else each, Named)}
    tests = [each for each in said if isinstance(each, Test)]
    turned = [each.of for each in said if isinstance(each, Not) and isinstance(each.of, Test)]
    values = {test.value for test in tests if test.how == "is"}
    if values:
        value = next(iter(values))
        fits = all(_fits(value, test) for test in tests) and not any(_fits(value, test) for test in turned)
        return len(named) > 1 or not fits
    bounds: list[tuple[str, str | float]] = [(test.how, test.value) for test in tests]
    bounds += [(_TURNED[test.how], test.value) for test in turned if test.how != "is"]
    return len(named) > 1 or _empty(bounds)


def _fits(value: str | float, test: Test) -> bool:
    """Whether a value passes a test."""
    if isinstance(value, str) or isinstance(test.value, str) or test.how == "is":
        return value == test.value
    over, same = value > test.value, value == test.value
    return {"over": over, "at_least": over or same, "at_most": not over, "under": not over and not same}[test.how]


def _empty(bounds: list[tuple[str, str | float]]) -> bool:
    """Whether no number lies within the bounds."""
    numbers = [(how, value) for how, value in bounds if not isinstance(value, str)]
    floors = [(value, how == "over") for how, value in numbers if how in ("over", "at_least")]
    ceilings = [(value, how != "under") for how, value in numbers if how in ("under", "at_most")]
    if not floors or not ceilings:
        return False
    (floor, beyond), (ceiling, itself) = max(floors), min(ceilings)
    return floor > ceiling or (floor == ceiling and (beyond or not itself))
