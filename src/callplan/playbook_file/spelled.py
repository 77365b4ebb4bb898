"""Conditions, lengths, days and proofs in the shapes that a map is written in."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from callplan.core.map.playbook import Concern, Talk, Waive
from callplan.core.map.terms import Cases, Condition, Length, Look, Moment, Not, Point, Proof, Some, Span, Test
from callplan.playbook_file.values import NUMBER

Shape = Callable[[Any], Any]
_SHORT = (("m", 1_000_000), ("k", 1_000), ("", 1))


def some(value: Condition) -> Any:
    """A condition, or some of the roles."""
    if isinstance(value, Some):
        return _of_one_fact(value) or _several(value)
    if isinstance(value, Not):
        inner = value.of
        return {inner.fact: {"not": _test(inner)}} if isinstance(inner, Test) else {"not": some(inner)}
    return {value.fact: _test(value)} if isinstance(value, Test) else _moved(value.id, value.wait)


def _several(value: Some) -> Any:
    of = [some(each) for each in value.of]
    return of if not value.least else {"any": of} if value.least == 1 else {"at_least": str(value.least), "of": of}


def _of_one_fact(value: Some) -> Any:
    """Several tests of one fact under its name: any of them, or two limits together."""
    tests = [each for each in value.of if isinstance(each, Test)]
    if len(tests) < 2 or len(tests) < len(value.of) or len({test.fact for test in tests}) > 1:
        return None
    if value.least == 1:
        return {tests[0].fact: {"any": [_test(test) for test in tests]}}
    limits = {test.how: answer(test.value) for test in tests if test.how != "is"}
    return {tests[0].fact: limits} if not value.least and len(limits) == len(tests) else None


def _test(value: Test) -> Any:
    return answer(value.value) if value.how == "is" else {value.how: answer(value.value)}


def _moved(name: str, span: Span | None) -> str:
    return f"{name} {'-' if span.count < 0 else '+'} {abs(span.count)}{span.unit}" if span else name


def answer(value: str | float) -> str:
    """A value of a fact; a round number, and one too long to be read, is shortened."""
    if isinstance(value, str):
        return value
    round_ones = [f"{int(value / size)}{sign}" for sign, size in _SHORT if value % size == 0 and value >= 10 * size]
    exact = Decimal(value) if value == int(value) else Decimal(str(value))
    told = [*round_ones, *[f"{exact / size:f}{sign}" for sign, size in reversed(_SHORT)]]
    return next((text for text in told if NUMBER.fullmatch(text)), told[0])


def length(value: Length) -> str:
    """How long: 10d, 3-5d, 2d-3w, 3w+."""
    first, last = value.shortest, value.longest
    if value.open or first == last:
        return f"{first.count}{first.unit}{'+' if value.open else ''}"
    return f"{first.count}{'' if first.unit == last.unit else first.unit}-{last.count}{last.unit}"


def moment(value: Moment) -> Any:
    """A day, or a list: the earliest of them."""
    return _one_or(value.of, lambda point: _moved(point.id, point.span))


def _one_or(of: tuple[Point, ...], shape: Shape) -> Any:
    return shape(of[0]) if len(of) == 1 else [shape(each) for each in of]


def proof(value: Proof) -> Any:
    """What counts: a rung, what it looks like, or any of these."""
    return _look(value.of[0]) if len(value.of) == 1 else {"any": [_look(look) for look in value.of]}


def _look(value: Look) -> Any:
    return {value.rung: value.like} if value.like else value.rung


def waive(value: Waive) -> Any:
    """Who may let it go."""
    if value.never:
        return "never"
    return ({"by": some(value.by)} if value.by else {}) | ({"reasons": list(value.reasons)} if value.reasons else {})


def concerns(value: tuple[Concern, ...]) -> list[Any]:
    """What they may fear."""
    told = [{"fear": each.fear, "say": each.say, "never": each.never} for each in value]
    return [
        {key: text for key, text in keys.items() if text} if len([*filter(None, keys.values())]) > 1 else keys["fear"]
        for keys in told
    ]


def talk(value: Talk) -> dict[str, Any]:
    """How they may be spoken to."""
    told = {"how": value.how, "to": value.to, "through": value.through}
    found: dict[str, Any] = {key: text for key, text in told.items() if text and (key, text) != ("how", "call")}
    return found | ({"before": by_case(moment)(value.before)} if value.before else {})


def by_case(shape: Shape) -> Shape:
    """A shape for a value that may differ by case."""
    return lambda value: {"depends": cases(value, shape)} if isinstance(value, Cases) else shape(value)


def cases(value: Cases, shape: Shape) -> list[Any]:
    """The cases of a value, in their order."""
    return [({"when": some(each.when)} if each.when else {}) | {"is": shape(each.value)} for each in value.of]


def plain(value: Any) -> Any:
    """A text, a list of texts, a whole number, or true."""
    return list(value) if isinstance(value, tuple) else "true" if value is True else str(value)
