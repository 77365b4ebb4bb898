"""A record behaves as a frozen dataclass does."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import FrozenInstanceError, dataclass, replace
from datetime import date
from typing import Any

import pytest

from callplan.core.record import Record, packed, parsed

NAMES = ("a", "b", "c", "d", "self", "name")
VALUES: tuple[Any, ...] = (0, 1, 1.0, True, None, "", "x", (), (1, "x"), date(2026, 11, 22), [])
Fields = dict[str, Any]
MISSING = object()


class Leaf(Record):
    word: str
    many: tuple[str, ...] = ()


class Tree(Record):
    on: date
    leaf: Leaf
    leaves: tuple[Leaf, ...] = ()
    nothing: str | None = None


KINDS: dict[str, type[Record]] = {"Leaf": Leaf, "Tree": Tree}


def fields(chance: random.Random) -> Fields:
    """Some annotated names, each with a default or MISSING."""
    some = chance.sample(NAMES, chance.randrange(len(NAMES)))
    defaults = sorted(chance.choice([MISSING, *VALUES[:-1]]) is not MISSING for _ in some)
    if chance.random() < 0.1:
        chance.shuffle(defaults)
    return {name: chance.choice(VALUES[:-1]) if has else MISSING for name, has in zip(some, defaults, strict=True)}


def made(bases: tuple[type, ...], own: Fields, name: str) -> type:
    """A type written with those fields."""
    body = {name: value for name, value in own.items() if value is not MISSING}
    return type(name, bases, {"__annotations__": dict.fromkeys(own, "object"), **body})


def twins(chance: random.Random) -> Iterator[tuple[Callable[[], type], Callable[[], type]]]:
    """The same type as a record and as a dataclass; sometimes a second one that inherits from it."""
    own, more = fields(chance), fields(chance)
    yield lambda: made((Record,), own, "Kind"), lambda: dataclass(frozen=True)(made((), own, "Kind"))
    if chance.random() < 0.5:
        yield (
            lambda: made((made((Record,), own, "Base"),), more, "Kind"),
            lambda: dataclass(frozen=True)(made((dataclass(frozen=True)(made((), own, "Base")),), more, "Kind")),
        )


def arguments(chance: random.Random, kind: type) -> tuple[tuple[Any, ...], Fields]:
    """Arguments that are right, or nearly."""
    names = list(kind.__match_args__)  # type: ignore[attr-defined]
    split = chance.randint(0, len(names))
    values = tuple([chance.choice(VALUES) for _ in names[:split]])
    named = {name: chance.choice(VALUES) for name in names[split:] if chance.random() < 0.8}
    if chance.random() < 0.15:
        named[chance.choice([*NAMES, "other"])] = 1
    if chance.random() < 0.1:
        values += (2,)
    return values, named


def outcome(does: Callable[..., Any], /, *values: Any, **named: Any) -> Any:
    """What comes of it: a value, or the kind of refusal."""
    try:
        return does(*values, **named)
    except (TypeError, AttributeError) as error:
        return AttributeError if isinstance(error, FrozenInstanceError) else type(error)


def looks(made_: Any) -> Any:
    """Everything that can be seen of an instance."""
    if isinstance(made_, type):
        return made_
    return (
        repr(made_),
        vars(made_),
        outcome(hash, made_),
        outcome(setattr, made_, "a", 1),
        outcome(delattr, made_, "a"),
        made_ == 0,
    )


@pytest.mark.parametrize("count", [400, pytest.param(4_000, marks=pytest.mark.torture)])
def test_random_types(count: int) -> None:
    """It accepts, refuses, prints, compares, hashes and copies as dataclass(frozen=True) does."""
    chance = random.Random(22)
    seen = 0
    accepted = 0
    while seen < count:
        for record, real in twins(chance):
            seen += 1
            kinds = outcome(record), outcome(real)
            if TypeError in kinds:
                assert kinds == (TypeError, TypeError)
                continue
            ours, theirs = kinds
            assert ours.__match_args__ == theirs.__match_args__
            values, named = arguments(chance, theirs)
            one, two = outcome(ours, *values, **named), outcome(theirs, *values, **named)
            assert looks(one) == looks(two), (theirs.__match_args__, values, named)
            if one is not TypeError:
                accepted += 1
                same_relations(chance, one, two)
    assert accepted > count / 2


def same_relations(chance: random.Random, one: Any, two: Any) -> None:
    """Equality with others, and a changed copy, agree."""
    changed = {name: chance.choice(VALUES) for name in (*type(two).__match_args__, "other") if chance.random() < 0.3}
    copy = outcome(one.but, **changed)
    real = outcome(replace, two, **changed)
    assert looks(copy) == looks(real)
    assert (one == copy, one != copy, one == one.but()) == (two == real, two != real, two == replace(two))


def test_kinds_with_the_same_fields_differ() -> None:
    """It never takes two kinds with equal fields for equal."""

    class One(Record):
        a: int

    class Two(Record):
        a: int

    class Three(One):
        pass

    assert [One(1) == One(1), One(1) == Two(1), One(1) == Three(1)] == [True, False, False]


def test_match() -> None:
    """It can be taken apart by a match statement."""
    match Leaf("a", ("b",)):
        case Leaf(word, many):
            assert (word, many) == ("a", ("b",))


def test_filled() -> None:
    """It is the same record where all its values are given at once, and takes neither too few nor too many."""
    assert Leaf.filled(("a", ("b",))) == Leaf("a", ("b",))
    for values in (("a",), ("a", (), "")):
        with pytest.raises(ValueError, match="zip"):
            Leaf.filled(values)


def test_packed() -> None:
    """It packs without what equals its default, and comes back equal."""
    tree = Tree(date(2026, 11, 22), Leaf("ä"), (Leaf("x", ("y", "z")),))
    text = packed(tree)
    assert text == (
        '{"is":"Tree","on":{"date":"2026-11-22"},"leaf":{"is":"Leaf","word":"ä"},'
        '"leaves":[{"is":"Leaf","word":"x","many":["y","z"]}]}'
    )
    assert parsed(text, KINDS) == tree


@pytest.mark.parametrize(
    "text", ["", "{", '{"is":"Nothing"}', '{"is":"Leaf"}', '{"is":"Leaf","word":"x","other":1}', '{"a":1}',
             '{"date":"31 feb"}', '{"date":1}', '{"is":["Leaf"]}']
)  # fmt: skip
def test_damaged(text: str) -> None:
    """It refuses a damaged text with one of the three errors it names."""
    with pytest.raises((ValueError, TypeError, LookupError)):
        parsed(text, KINDS)
