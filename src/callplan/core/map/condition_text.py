"""Conditions to be read: without what never applies on a map, brought into one form, and told in words."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.map.condition import ABSENT, way, weigh
from callplan.core.map.playbook import Act, Playbook
from callplan.core.map.terms import Condition, Named, Not, Some, Test
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any

    from callplan.core.map.condition import Truth
    from callplan.core.map.playbook import Decision

    Leaf = Callable[[Any], str]
    Together = Callable[[tuple[Condition, ...], str], str]
    Graded = tuple[str, int]

_NAMES = ("id", "fact")


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
        if each.id not in gone:
            return None
        return False if each.id in playbook.fact else ABSENT

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
    both = [each for each in (around, playbook.steps.get(name)) if each]
    own = [condition for each in both for condition in (each.needs, each.after) if condition is not None]
    return _kept(playbook, Some(tuple(own)), every=True)


def turned(condition: Condition, *, no: bool = False) -> Condition:
    """The same with every `not` at a leaf, lists of one undone, and a list inside a like list spliced into it."""
    if isinstance(condition, Not):
        return turned(condition.of, no=not no)
    if not isinstance(condition, Some):
        return Not(condition) if no else condition
    count = len(condition.of)
    wanted = condition.least or count
    wanted = count - wanted + 1 if no else wanted
    least = 0 if wanted == count else wanted
    members = [turned(each, no=no) for each in condition.of]
    spliced = [part for each in members for part in _parts(each, least)]
    return spliced[0] if len(spliced) == 1 else Some(tuple(spliced), least)


def _parts(condition: Condition, least: int) -> tuple[Condition, ...]:
    if isinstance(condition, Some) and condition.least == least < 2:
        return condition.of
    return (condition,)


def told(condition: Condition, leaf: Leaf, together: Together, counting: str = "of") -> str:
    """The condition as a list: `a and b`, `a, and b or c`, `two of a, b and c`.

    `together` may have one word for several leaves at once, or nothing; `counting` stands between number and list.
    """
    return _graded(turned(condition), leaf, together, counting)[0]


def _graded(condition: Condition, leaf: Leaf, together: Together, counting: str) -> Graded:
    """A condition in words, and how deep it goes: 0 a thing, 1 a list, 2 a list of lists."""
    if not isinstance(condition, Some):
        return leaf(condition), int(isinstance(condition, Named) and condition.wait is not None)
    glue = "or" if condition.least == 1 else "and"
    if condition.least < 2 and (one := together(condition.of, glue)):
        return one, 0
    parts = [_graded(each, leaf, together, counting) for each in condition.of]
    if condition.least > 1:
        return f"{phrase.number(condition.least)} {counting} {phrase.joined(_bracketed(parts, 1))}", 1
    if not any(depth for _, depth in parts):
        return phrase.joined(_bracketed(parts, 1), glue), 1
    texts = _bracketed(parts, 2)
    return f"{', '.join(texts[:-1])}, {glue} {texts[-1]}", 2


def _bracketed(parts: list[Graded], depth: int) -> list[str]:
    """The texts, those of a depth or more in brackets."""
    return [f"({text})" if found >= depth else text for text, found in parts]


def plain(value: Any, names: Mapping[str, str]) -> Any:
    """A value to compare: ids that have another name now under that, the members of an "all" in no order."""
    if isinstance(value, (Some, Not)):
        value = turned(value)
    if isinstance(value, tuple):
        return tuple([plain(each, names) for each in value])
    if not isinstance(value, Record):
        return value
    own = {field: getattr(value, field) for field in value.__match_args__}
    own = {field: names.get(held, held) if field in _NAMES else plain(held, names) for field, held in own.items()}
    if isinstance(value, Some) and value.least != 1:
        own["of"] = tuple(sorted(own["of"], key=repr))
    return type(value)(**own)
