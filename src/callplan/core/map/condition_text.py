"""Conditions brought into one form: to list them in words, and to compare two of them."""

from __future__ import annotations

from callplan.core import phrase
from callplan.core.map.terms import Condition, Named, Not, Some
from callplan.core.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    Leaf = Callable[[Any], str]
    Together = Callable[[tuple[Condition, ...], str], str]
    Graded = tuple[str, int]

_NAMES = ("id", "fact")


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
